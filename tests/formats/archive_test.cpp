// SPDX-License-Identifier: Apache-2.0
#include "tests/formats/archives.h"
#include "tests/formats/reading.h"

#include <doctest/doctest.h>

#include <random>

using namespace argus;
using namespace argus::formats;
using namespace argus::formats::test;

namespace {

std::string contentOf(const std::filesystem::path& path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string noise(std::size_t size)
{
    std::mt19937_64 random(5);
    std::string text(size, '\0');
    for (char& c : text) {
        c = static_cast<char>(random());
    }
    return text;
}

} // namespace

TEST_CASE("archives of every kind give their members back")
{
    const TempFolder folder;
    const std::vector<Member> members {{"drive/a.log", "(1.0) can0 123#00\n"},
                                       {"drive", "", AE_IFDIR},
                                       {"empty.log", ""},
                                       {"big.bin", noise(3000000)}};
    for (const Kind kind : {Kind::Zip, Kind::Tar, Kind::TarGz, Kind::TarZst, Kind::SevenZip}) {
        CAPTURE(static_cast<int>(kind));
        const auto path = makeArchive(folder, "archive", kind, members);
        CHECK(isArchive(bytesOf(contentOf(path))));
        MemorySink sink;
        REQUIRE(unpackTo(sink, path).has_value());
        CHECK(sink.failed.empty());
        REQUIRE(sink.members.size() == 3);
        CHECK(sink.members["drive/a.log"] == members[0].content);
        CHECK(sink.members["empty.log"].empty());
        CHECK(sink.members["big.bin"] == members[3].content);
    }
}

TEST_CASE("a compressed file is one member that has lost its extension")
{
    const TempFolder folder;
    const std::string content = noise(1000) + std::string(500000, 'x');
    for (const Kind kind : {Kind::Gz, Kind::Zst}) {
        const auto path
            = makeArchive(folder, kind == Kind::Gz ? "drive.log.gz" : "drive.log.zst", kind, {{"ignored", content}});
        CHECK(isArchive(bytesOf(contentOf(path))));
        MemorySink sink;
        REQUIRE(unpackTo(sink, path).has_value());
        REQUIRE(sink.members.size() == 1);
        CHECK(sink.members["drive.log"] == content);
    }
}

TEST_CASE("archives within archives come out whole, for the caller to go on with")
{
    const TempFolder folder;
    const auto inner = makeArchive(folder, "inner.zip", Kind::Zip, {{"deep.log", "(1.0) can0 123#00\n"}});
    const auto outer = makeArchive(folder, "outer.tar.gz", Kind::TarGz, {{"inner.zip", contentOf(inner)}});
    MemorySink first;
    REQUIRE(unpackTo(first, outer).has_value());
    const std::string member = first.members["inner.zip"];
    REQUIRE(isArchive(bytesOf(member)));
    MemorySink second;
    REQUIRE(unpackTo(second, folder.write("member", member)).has_value());
    CHECK(second.members["deep.log"] == "(1.0) can0 123#00\n");
}

TEST_CASE("names beyond ASCII survive in every kind")
{
    const TempFolder folder;
    const std::string name = "Fahrt/Größe-주행.log";
    for (const Kind kind : {Kind::Tar, Kind::Zip}) {
        CAPTURE(static_cast<int>(kind));
        MemorySink sink;
        REQUIRE(unpackTo(sink, makeArchive(folder, "a", kind, {{name, "x"}})).has_value());
        REQUIRE(sink.order.size() == 1);
        CHECK(sink.order[0] == name);
    }
}

TEST_CASE("content decides whether a file is an archive")
{
    CHECK_FALSE(isArchive({}));
    CHECK_FALSE(isArchive(bytesOf("(1543509533.000838) can0 123#00\n")));
    CHECK_FALSE(isArchive(bytesOf("PK")));
    CHECK_FALSE(isArchive(bytesOf(std::string(1024, '\0'))));
    CHECK_FALSE(isArchive(bytesOf(std::string(1024, 'x'))));
    std::string document = "PK\x03\x04" + std::string(22, '\0') + "\x13" + std::string(3, '\0') + "[Content_Types].xml";
    CHECK_FALSE(isArchive(bytesOf(document)));

    const TempFolder folder;
    MemorySink sink;
    const auto result = unpackTo(sink, folder.write("a.zip", "no archive at all"));
    REQUIRE_FALSE(result.has_value());
    CHECK((result.error().code == base::ErrorCode::Invalid));
    CHECK((unpackTo(sink, folder.file("missing.zip")).error().code == base::ErrorCode::NotFound));
}

TEST_CASE("errors of the sink and of the context end the unpacking")
{
    class FullSink final : public ArchiveSink
    {
    public:
        base::Result<> beginMember(const std::string&) override { return {}; }
        base::Result<> memberData(std::span<const std::uint8_t>) override
        {
            return base::fail(base::ErrorCode::Unavailable, "the disk is full");
        }
        base::Result<> endMember() override { return {}; }
        void memberFailed(const std::string&, const std::string&) override { }
    };
    const TempFolder folder;
    const auto path = makeArchive(folder, "a.zip", Kind::Zip, {{"a", "content"}});
    FullSink full;
    const auto result = unpack(testContext(), path, "a.zip", full);
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error().message == "the disk is full");

    const auto context = testContext();
    context.cancel();
    MemorySink sink;
    const auto cancelled = unpack(context, path, "a.zip", sink);
    REQUIRE_FALSE(cancelled.has_value());
    CHECK((cancelled.error().code == base::ErrorCode::Cancelled));
}
