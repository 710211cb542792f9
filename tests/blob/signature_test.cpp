// SPDX-License-Identifier: Apache-2.0
// The examples that Amazon publishes with Signature Version 4 for S3.
#include "core/blob/s3/signature.h"

#include <doctest/doctest.h>

using namespace argus;
using namespace argus::blob;

namespace {

const s3::Credentials kExample {"AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1"};
constexpr const char* kNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

std::string authorization(const s3::SignedParts& parts)
{
    const auto headers = s3::sign(kExample, parts, *base::parseIso("2013-05-24T00:00:00Z"));
    for (const net::Header& header : headers) {
        if (header.name == "Authorization") {
            return header.value;
        }
    }
    return {};
}

s3::SignedParts parts(const std::string& method, const std::string& path)
{
    s3::SignedParts made;
    made.method = method;
    made.host = "examplebucket.s3.amazonaws.com";
    made.path = path;
    made.payloadSha256 = kNothing;
    return made;
}

} // namespace

TEST_CASE("the published examples are signed as published")
{
    s3::SignedParts get = parts("GET", "/test.txt");
    get.headers = {{"Range", "bytes=0-9"}};
    CHECK(authorization(get)
          == "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
             "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
             "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");

    s3::SignedParts put = parts("PUT", "/" + s3::percentEncoded("test$file.text", /*isPath=*/true));
    put.headers = {{"Date", "Fri, 24 May 2013 00:00:00 GMT"}, {"x-amz-storage-class", "REDUCED_REDUNDANCY"}};
    put.payloadSha256 = s3::sha256Hex("Welcome to Amazon S3.");
    CHECK(put.payloadSha256 == "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072");
    CHECK(authorization(put).ends_with("98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"));

    s3::SignedParts lifecycle = parts("GET", "/");
    lifecycle.query = {{"lifecycle", ""}};
    CHECK(authorization(lifecycle).ends_with("fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"));

    s3::SignedParts list = parts("GET", "/");
    list.query = {{"prefix", "J"}, {"max-keys", "2"}};
    CHECK(authorization(list).ends_with("34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"));
}

TEST_CASE("the secret is in none of the headers")
{
    for (const net::Header& header : s3::sign(kExample, parts("GET", "/"), base::UtcTime())) {
        CHECK(header.value.find(kExample.secretKey) == std::string::npos);
    }
}

TEST_CASE("encoding of paths, queries and sums")
{
    CHECK(s3::percentEncoded("a b/c~1-_.\xc3\xa9") == "a%20b%2Fc~1-_.%C3%A9");
    CHECK(s3::percentEncoded("a b/c", true) == "a%20b/c");
    CHECK(s3::queryText({{"b", "1+2="}, {"a", ""}}) == "a=&b=1%2B2%3D");
    CHECK(s3::queryText({}).empty());
    CHECK(s3::base64("") == "");
    CHECK(s3::base64("f") == "Zg==");
    CHECK(s3::base64("foobar") == "Zm9vYmFy");
}
