// SPDX-License-Identifier: Apache-2.0
#include "core/blob/s3/part_plan.h"
#include "core/blob/s3/s3_settings.h"
#include "core/blob/s3/s3_xml.h"
#include "core/blob/s3/seal.h"

#include <doctest/doctest.h>

using namespace argus;
using namespace argus::blob;
using base::ErrorCode;

TEST_CASE("addresses of buckets")
{
    const auto plain = parseS3Url("s3+http://127.0.0.1:9000/recordings");
    REQUIRE(plain);
    CHECK_FALSE(plain->tls);
    CHECK(plain->authority == "127.0.0.1:9000");
    CHECK(plain->bucket == "recordings");
    CHECK(plain->toString() == "s3+http://127.0.0.1:9000/recordings");
    const auto safe = parseS3Url("s3+https://S3.Example.com:443/my-bucket.1/");
    REQUIRE(safe);
    CHECK(safe->tls);
    CHECK(safe->authority == "s3.example.com");
    CHECK(safe->bucket == "my-bucket.1");
    CHECK(parseS3Url("s3+http://[::1]:9000/abc")->authority == "[::1]:9000");
}

TEST_CASE("an address that is not usable says what is wrong, and never repeats a password")
{
    const auto says = [](const std::string& url, const std::string& words) {
        const auto address = parseS3Url(url);
        REQUIRE_FALSE_MESSAGE(address, url);
        CHECK((address.error().code == ErrorCode::Invalid));
        CHECK_MESSAGE(address.error().message.find(words) != std::string::npos, address.error().message);
        CHECK(address.error().message.find("hunter2") == std::string::npos);
    };
    says("http://host/bucket", "begins with neither");
    says("s3://bucket", "begins with neither");
    says("s3+http://", "host is missing");
    says("s3+http:///bucket", "host is missing");
    says("s3+http://host", "bucket is missing");
    says("s3+http://host/", "bucket is missing");
    says("s3+http://host:0/bucket", "port");
    says("s3+http://host:99999/bucket", "port");
    says("s3+http://host:/bucket", "port");
    says("s3+http://[::1/bucket", "brackets");
    says("s3+http://ho st/bucket", "character");
    says("s3+http://host/bucket/folder", "folders");
    says("s3+http://host/Bucket", "no name of a bucket");
    says("s3+http://host/ab", "no name of a bucket");
    says("s3+http://host/a..b", "no name of a bucket");
    says("s3+http://host/bucket?region=x", "nothing after the bucket");
    says("s3+http://admin:hunter2@host/bucket", "ARGUS_S3_ACCESS_KEY");
    says("s3+http://host/admin:hunter2@bucket", "ARGUS_S3_ACCESS_KEY");
}

TEST_CASE("ten thousand parts hold the largest object, and none is larger than servers take")
{
    constexpr std::uint64_t kFirst = std::uint64_t {8} << 20;
    std::uint64_t whole = 0;
    for (int number = 1; number <= s3::kMostParts; ++number) {
        const std::uint64_t size = s3::partSize(kFirst, number);
        CHECK(size >= kFirst);
        CHECK(size <= std::uint64_t {5} << 30);
        whole += size;
    }
    CHECK(whole >= std::uint64_t {5} << 40);
    CHECK(s3::partSize(kFirst, 1000) == kFirst);
    CHECK(s3::partSize(kFirst, 1001) == 2 * kFirst);
}

TEST_CASE("answers in XML are read as far as they can be trusted")
{
    const auto page = s3::readObjects("<?xml version=\"1.0\"?><ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/\">"
                                      "<IsTruncated>true</IsTruncated><NextContinuationToken>a&amp;b</"
                                      "NextContinuationToken><Contents><Key>b/f</Key><Size>12</Size>"
                                      "<LastModified>2026-01-02T03:04:05.123456789Z</LastModified></Contents>"
                                      "</ListBucketResult>");
    REQUIRE(page);
    REQUIRE(page->objects.size() == 1);
    CHECK(page->objects[0].key == "b/f");
    CHECK(page->objects[0].size == 12);
    CHECK(base::formatIso(page->objects[0].lastModified) == "2026-01-02T03:04:05.123Z");
    CHECK(page->next == "a&b");
    for (const std::string bad : {"", "no XML", "<ListBucketResult>", "<Other/>", "<html><body/></html>",
                                  "<ListBucketResult><Contents><Key>x</Key></Contents></ListBucketResult>",
                                  "<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>"}) {
        CHECK_FALSE_MESSAGE(s3::readObjects(bad), bad);
    }
    std::string deep;
    for (int i = 0; i < 100'000; ++i) {
        deep += "<ListBucketResult>";
    }
    CHECK_FALSE(s3::readObjects(deep));
    const auto error = s3::readError("<Error><Code>SlowDown</Code><Message>Please\nwait</Message></Error>");
    REQUIRE(error);
    CHECK(error->code == "SlowDown");
    CHECK_FALSE(s3::readError("<ok/>"));
    CHECK(s3::completeBody({"\"e1\""})
          == "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>&quot;e1&quot;</ETag></Part>"
             "</CompleteMultipartUpload>");
}

TEST_CASE("seals are read back, and nothing else is")
{
    const s3::Seal seal {"name", 42, std::string(64, 'a')};
    const auto back = s3::Seal::parse(seal.toText());
    REQUIRE(back);
    CHECK(back->upload == "name");
    CHECK(back->size == 42);
    CHECK(back->sha256 == seal.sha256);
    const std::string text = seal.toText();
    for (std::size_t size = 0; size < text.size(); ++size) {
        CHECK_FALSE(s3::Seal::parse(text.substr(0, size)));
    }
}
