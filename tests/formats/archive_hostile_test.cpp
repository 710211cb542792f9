// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/formats/archive_names.h"
#include "tests/formats/archives.h"
#include "tests/formats/reading.h"

#include <doctest/doctest.h>

#include <random>

using namespace argus;
using namespace argus::formats;
using namespace argus::formats::test;

namespace {

bool failedWith(const MemorySink& sink, const std::string& name, std::string_view words)
{
    for (const auto& [failed, reason] : sink.failed) {
        if (failed == name && reason.find(words) != std::string::npos) {
            return true;
        }
    }
    return false;
}

std::string fileContent(const std::filesystem::path& path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string noise(std::size_t size, unsigned seed)
{
    std::mt19937_64 random(seed);
    std::string text(size, '\0');
    for (char& c : text) {
        c = static_cast<char>(random());
    }
    return text;
}

} // namespace

TEST_CASE("names cannot leave the target")
{
    ArchiveNames names;
    CHECK(names.clean("../../etc/passwd") == "etc/passwd");
    CHECK(names.clean("/abs/file") == "abs/file");
    CHECK(names.clean("C:\\x\\y.log") == "x/y.log");
    CHECK(names.clean("c:z.log") == "z.log");
    CHECK(names.clean("\\\\?\\C:\\w.log") == "w.log");
    CHECK(names.clean("a/./b//c/../d") == "a/b/c/d");
    CHECK(names.clean("") == "member");
    CHECK(names.clean("..") == "member (8)");
    CHECK(names.clean("k\xFChl\n.log") == "k%FChl%0A.log");
    CHECK(names.clean("time 12:30.log") == "time 12:30.log");
}

TEST_CASE("names are unique and of bounded length")
{
    ArchiveNames names;
    CHECK(names.clean("d.x/a.log") == "d.x/a.log");
    CHECK(names.clean("d.x/a.log") == "d.x/a (2).log");
    CHECK(names.clean("./d.x/a.log") == "d.x/a (3).log");
    CHECK(names.clean("d.x/b") == "d.x/b");
    CHECK(names.clean("d.x/b") == "d.x/b (5)");
    const std::string longName = names.clean(std::string(64 * 1024, 'n') + ".log");
    CHECK(longName.size() <= 200);
    CHECK(longName.ends_with(".log"));
    const std::string wide = names.clean(std::string(150, 'a') + "\xC3\xA4" + std::string(100, '\xFF'));
    CHECK(wide.size() <= 200);
    CHECK(base::isUtf8(wide));
    std::string deep;
    for (int i = 0; i < 1000; ++i) {
        deep += "folder/";
    }
    CHECK(names.clean(deep + "end.log") == "end.log");
}

TEST_CASE("the extension of a compressed file goes")
{
    CHECK(withoutLastExtension("drive.log.gz") == "drive.log");
    CHECK(withoutLastExtension("/tmp/drive.tgz") == "drive");
    CHECK(withoutLastExtension("drive") == "drive");
    CHECK(withoutLastExtension(".gz") == ".gz");
}

TEST_CASE("hostile names, links and devices in an archive")
{
    const TempFolder folder;
    const auto path = makeArchive(folder, "bad.tar", Kind::Tar,
                                  {{"../../evil.log", "evil"},
                                   {"same.log", "1"},
                                   {"same.log", "2"},
                                   {"soft", "", AE_IFLNK, "/etc/passwd"},
                                   {"hard", "", AE_IFREG, "same.log"},
                                   {"pipe", "", AE_IFIFO},
                                   {"disk", "", AE_IFBLK},
                                   {"good.log", "good"}});
    MemorySink sink;
    REQUIRE(unpackTo(sink, path).has_value());
    CHECK(sink.members
          == std::map<std::string, std::string> {
              {"evil.log", "evil"}, {"same.log", "1"}, {"same (3).log", "2"}, {"good.log", "good"}});
    CHECK(failedWith(sink, "soft", "link"));
    CHECK(failedWith(sink, "hard", "link"));
    CHECK(failedWith(sink, "pipe", "special file"));
    CHECK(failedWith(sink, "disk", "special file"));
    CHECK(sink.failed.size() == 4);
}

TEST_CASE("encrypted members are left out and said to be encrypted")
{
    const TempFolder folder;
    const auto path = makeArchive(folder, "secret.zip", Kind::Zip, {{"a.log", "secret"}, {"b.log", "too"}}, "password");
    MemorySink sink;
    REQUIRE(unpackTo(sink, path).has_value());
    CHECK(sink.members.empty());
    CHECK(failedWith(sink, "a.log", "encrypted"));
    CHECK(failedWith(sink, "b.log", "encrypted"));
}

TEST_CASE("bombs are stopped by their ratio, early")
{
    const TempFolder folder;
    const std::string zeros(40 << 20, '\0');
    for (const Kind kind : {Kind::Gz, Kind::Zst, Kind::TarGz, Kind::Zip}) {
        CAPTURE(static_cast<int>(kind));
        const auto path = makeArchive(folder, "bomb", kind, {{"zeros", zeros}});
        MemorySink sink;
        ArchiveLimits limits;
        limits.ratio = 100;
        const auto result = unpackTo(sink, path, limits);
        REQUIRE_FALSE(result.has_value());
        CHECK((result.error().code == base::ErrorCode::Invalid));
        CHECK(sink.members.empty());
        CHECK(sink.failed.size() == 1);
        CHECK(sink.total <= (17 << 20));
    }
}

TEST_CASE("small archives may unpack to many times their size")
{
    const TempFolder folder;
    MemorySink sink;
    ArchiveLimits limits;
    limits.ratio = 2;
    REQUIRE(unpackTo(sink, makeArchive(folder, "zeros.gz", Kind::Gz, {{"z", std::string(8 << 20, '\0')}}), limits));
    CHECK(sink.members["zeros"].size() == 8 << 20);
}

TEST_CASE("limits of totals, members and single members")
{
    const TempFolder folder;
    const auto path
        = makeArchive(folder, "a.zip", Kind::Zip, {{"small", "1234"}, {"large", noise(100000, 1)}, {"last", "5678"}});
    ArchiveLimits limits;
    limits.memberBytes = 50000;
    MemorySink some;
    REQUIRE(unpackTo(some, path, limits).has_value());
    CHECK(some.members == std::map<std::string, std::string> {{"last", "5678"}, {"small", "1234"}});
    CHECK(failedWith(some, "large", "more than 48.8 KiB"));

    limits = {};
    limits.totalBytes = 50000;
    MemorySink total;
    CHECK((unpackTo(total, path, limits).error().code == base::ErrorCode::Invalid));

    limits = {};
    limits.members = 2;
    MemorySink few;
    CHECK(unpackTo(few, path, limits).error().message == "the archive has more than 2 members");
    CHECK(few.members.size() == 2);
}

TEST_CASE("sizes in headers are not believed")
{
    const TempFolder folder;
    std::string zip = fileContent(makeArchive(folder, "a.zip", Kind::Zip, {{"a.log", std::string(1000, 'a')}}));
    // Whatever is written over any four bytes, at most the limit comes out, and nothing breaks.
    for (std::size_t at = 0; at + 4 <= zip.size(); ++at) {
        std::string changed = zip;
        changed.replace(at, 4, "\xFF\xFF\xFF\x7F");
        MemorySink sink;
        ArchiveLimits limits;
        limits.memberBytes = 5000;
        const auto result = unpackTo(sink, folder.write("changed.zip", changed), limits);
        CHECK(sink.total <= 5000);
        CHECK((result.has_value() || result.error().code == base::ErrorCode::Invalid));
    }
}

TEST_CASE("of a truncated archive the members before the damage are kept, and the rest is reported")
{
    const TempFolder folder;
    const std::vector<Member> members {
        {"1.log", noise(400000, 1)}, {"2.log", noise(400000, 2)}, {"3.log", noise(400000, 3)}};
    for (const Kind kind : {Kind::Tar, Kind::TarGz, Kind::TarZst, Kind::Zip}) {
        CAPTURE(static_cast<int>(kind));
        std::string content = fileContent(makeArchive(folder, "whole", kind, members));
        content.resize(content.size() * 2 / 3 - 50000);
        MemorySink sink;
        REQUIRE(unpackTo(sink, folder.write("cut", content)).has_value());
        CHECK(sink.members["1.log"] == members[0].content);
        CHECK_FALSE(sink.members.contains("3.log"));
        CHECK_FALSE(sink.failed.empty());
        // What came of the member that was hit is kept, and is the start of it.
        if (sink.members.contains("2.log")) {
            CHECK(failedWith(sink, "2.log", "only its first"));
            CHECK(members[1].content.starts_with(sink.members["2.log"]));
        }
    }
}

TEST_CASE("whatever lies before a cut comes out, to the last byte")
{
    const TempFolder folder;
    // Noise cannot be compressed: as many bytes come out as are there, less some hundred of headers.
    constexpr std::size_t kHeaders = 2100;
    for (const std::size_t size : {3000UL, 70000UL, 600000UL}) {
        const std::string content = noise(size, 7);
        for (const Kind kind : {Kind::Gz, Kind::Tar, Kind::TarGz, Kind::Zip}) {
            CAPTURE(size);
            CAPTURE(static_cast<int>(kind));
            std::string cut = fileContent(makeArchive(folder, "whole", kind, {{"x", content}}));
            cut.resize(size - 100);
            MemorySink sink;
            REQUIRE(unpackTo(sink, folder.write("x.gz", cut)).has_value());
            REQUIRE(sink.members.size() == 1);
            CHECK(sink.members["x"].size() + kHeaders >= cut.size());
            CHECK(content.starts_with(sink.members["x"]));
            CHECK(failedWith(sink, "x", "only its first " + std::to_string(sink.members["x"].size()) + " bytes"));
        }
    }
}

TEST_CASE("damage of a compressed file is told with its place")
{
    const TempFolder folder;
    std::string content;
    for (int i = 0; i < 5000; ++i) {
        content += "(" + std::to_string(i) + ".5) can0 123#" + std::to_string(100000 + i * 7919 % 800000) + "\n";
    }
    const std::string whole = fileContent(makeArchive(folder, "whole.gz", Kind::Gz, {{"x", content}}));
    const auto unpacked = [&folder](const std::string& packed) {
        MemorySink sink;
        REQUIRE(unpackTo(sink, folder.write("x.log.gz", packed)).has_value());
        return sink;
    };
    const auto cut = unpacked(whole.substr(0, whole.size() * 6 / 10));
    CHECK(cut.members.at("x.log").size() > content.size() / 2);
    CHECK(failedWith(cut, "x.log", "at byte " + std::to_string(whole.size() * 6 / 10) + " of the compressed file"));

    std::string wrongSum = whole;
    wrongSum[whole.size() - 8] = static_cast<char>(~wrongSum[whole.size() - 8]);
    const auto summed = unpacked(wrongSum);
    CHECK(summed.members.at("x.log") == content);
    CHECK(failedWith(summed, "x.log", "checksum is wrong"));

    const auto twice = unpacked(whole + std::string(100, '\0') + whole + std::string(1024, '\0'));
    CHECK(twice.members.at("x.log") == content + content);
    CHECK(twice.failed.empty());
    const auto followed = unpacked(whole + "and more");
    CHECK(followed.members.at("x.log") == content);
    CHECK(failedWith(followed, "x.log", "something else"));
}

TEST_CASE("a damaged member of a zip archive does not hide those after it")
{
    const TempFolder folder;
    const std::vector<Member> members {
        {"1.log", std::string(3000, 'a')}, {"2.log", std::string(90000, 'b')}, {"3.log", noise(3000, 2)}};
    std::string content = fileContent(makeArchive(folder, "whole.zip", Kind::Zip, members));
    const std::size_t data = content.find("2.log") + 60;
    content.replace(data, 40, std::string(40, '\xFF'));
    MemorySink sink;
    REQUIRE(unpackTo(sink, folder.write("damaged.zip", content)).has_value());
    CHECK(sink.members["1.log"] == members[0].content);
    CHECK(sink.members["3.log"] == members[2].content);
    CHECK(failedWith(sink, "2.log", "damaged"));
    CHECK_FALSE(failedWith(sink, "(rest of the archive)", ""));
}

TEST_CASE("a member with a wrong checksum is kept, and said to be wrong")
{
    const TempFolder folder;
    const std::vector<Member> members {{"1.log", noise(3000, 1)}, {"2.log", noise(3000, 2)}};
    std::string content = fileContent(makeArchive(folder, "whole.zip", Kind::Zip, members));
    const std::size_t listed = content.rfind("1.log") - 46; // its entry in the directory at the end
    REQUIRE(content.substr(listed, 4) == "PK\x01\x02");
    constexpr std::size_t kChecksum = 16;
    content[listed + kChecksum] = static_cast<char>(~content[listed + kChecksum]);
    // Where sizes and sum follow the data, libarchive goes by those.
    const std::size_t following = content.find("PK\x07\x08");
    if (following != std::string::npos) {
        content[following + 4] = static_cast<char>(~content[following + 4]);
    }
    MemorySink sink;
    REQUIRE(unpackTo(sink, folder.write("damaged.zip", content)).has_value());
    CHECK(sink.members["1.log"] == members[0].content);
    CHECK(sink.members["2.log"] == members[1].content);
    CHECK(failedWith(sink, "1.log", "some of its bytes are not what was packed"));
    CHECK(sink.failed.size() == 1);
}

TEST_CASE("a truncated compressed recording is kept up to the cut")
{
    const TempFolder folder;
    const std::string whole = noise(600000, 4);
    for (const Kind kind : {Kind::Gz, Kind::Zst}) {
        CAPTURE(static_cast<int>(kind));
        std::string content = fileContent(makeArchive(folder, "x.log.gz", kind, {{"x", whole}}));
        content.resize(content.size() / 2);
        MemorySink sink;
        REQUIRE(unpackTo(sink, folder.write("x.log.gz", content)).has_value());
        CHECK(sink.members["x.log"].size() > 100000);
        CHECK(whole.starts_with(sink.members["x.log"]));
        REQUIRE(sink.failed.size() == 1);
        CHECK(failedWith(sink, "x.log", "only its first"));
    }
}

TEST_CASE("an archive that is damaged before its first member is invalid")
{
    const TempFolder folder;
    for (const std::string& start :
         {std::string("7z\xBC\xAF\x27\x1C"), std::string("\x1F\x8B\x08"), std::string("PK\x03\x04")}) {
        MemorySink sink;
        const auto result = unpackTo(sink, folder.write("x", start + noise(100, 9)));
        CHECK(sink.members.empty());
        CHECK((!result.has_value() || !sink.failed.empty()));
    }
}

TEST_CASE("random damage never breaks the unpacking")
{
    const TempFolder folder;
    std::mt19937_64 random(11);
    for (const Kind kind : {Kind::Zip, Kind::TarGz, Kind::SevenZip, Kind::TarZst}) {
        const std::string whole = fileContent(
            makeArchive(folder, "a", kind, {{"1.log", noise(2000, 1)}, {"2.log", std::string(20000, 'z')}}));
        for (int round = 0; round < 100; ++round) {
            std::string changed = whole;
            for (int flip = 0; flip < 5; ++flip) {
                changed[random() % changed.size()] = static_cast<char>(random());
            }
            MemorySink sink;
            ArchiveLimits limits;
            limits.totalBytes = 1 << 20;
            const auto result = unpackTo(sink, folder.write("changed", changed), limits);
            CHECK(sink.total <= (1 << 20) + (256 << 10));
            (void)result;
        }
    }
}
