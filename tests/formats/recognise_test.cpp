// SPDX-License-Identifier: Apache-2.0
#include "tests/formats/reading.h"

#include <doctest/doctest.h>

using namespace argus;
using namespace argus::formats;
using namespace argus::formats::test;
using namespace std::string_literals;

namespace {

/// The reader's format, or the words of the refusal.
std::string recognised(const std::string& content, std::string_view name = "file")
{
    const auto source = memorySource(bytesOf(content));
    const auto reader = recognise(*source, name);
    if (!reader) {
        CHECK((reader.error().code == base::ErrorCode::Invalid));
        return reader.error().message;
    }
    return std::string((*reader)->format());
}

bool refusedAs(const std::string& content, std::string_view words)
{
    const std::string got = recognised(content, "drive.log");
    CAPTURE(got);
    return got.find(words) != std::string::npos;
}

std::string zipWith(const std::string& name, const std::string& content)
{
    return "PK\x03\x04\x14\0\0\0\0\0\0\0\0\0"s + std::string(12, '\0') + static_cast<char>(name.size()) + "\0\0\0"s
        + name + content;
}

std::string utf16(std::string_view text)
{
    std::string wide;
    for (const char c : text) {
        wide += c;
        wide += '\0';
    }
    return wide;
}

} // namespace

TEST_CASE("candump recordings are recognised by content, whatever their name")
{
    CHECK(recognised("(1543509533.000838) can0 123#00\n", "photo.png") == "candump");
    CHECK(recognised(" (000.000000)  can0  18FCF200   [8]  E1 FF FF FF FF FF FF FF\n") == "candump");
    CHECK(recognised("=~=~=~= PuTTY log =~=~=~=\r\n(683.70) RX0 7E0 [8] 03 22 F4 00 00 00 00 00\r\n") == "candump");
    CHECK(recognised("(1543509533.000838) can0 123#00") == "candump");
    CHECK(recognised("\xEF\xBB\xBF(1543509533.000838) can0 123#00\r\n") == "candump");
    CHECK(recognised("garbage\n(1543509533.000838) can0 123#00\ngarbage\n") == "candump");
    CHECK(recognised("# only comments so far\n\n(1.0) can0 00242#81:00:12345678#11\n") == "candump");
}

TEST_CASE("Vector ASC and the two kinds of .trc are recognised by content")
{
    CHECK(recognised("date Wed Mar 22 2017\nbase hex  timestamps absolute\n") == "asc");
    CHECK(recognised("   2.501000 1  ErrorFrame\n", "x.trc") == "asc");
    CHECK(recognised("  44.814398 M1 AT150:    00 002E\n") == "asc");
    CHECK(recognised(";$FILEVERSION=2.1\n", "x.asc") == "peak_trc");
    CHECK(recognised("; CAN activities\n  1)  17535  0100  2  00 00\n") == "peak_trc");
    CHECK(recognised("@ TEXT @ 3 @ 64 @ 0 @ 1 @ 1 @ 00:00:00.001 @\r", "x.trc") == "carbus_trc");
    CHECK(recognised("46,016\t1\t0004\t45A\t1\t5A\t00000000\tZ\t\r") == "carbus_trc");
    CHECK(recognised("0.5 1 2 3 4\n").find("text") != std::string::npos);
    CHECK(recognised("1 2 3 0\n", "x.trc").find("text") != std::string::npos);
}

TEST_CASE("readers are found by name")
{
    REQUIRE(findReader("candump") != nullptr);
    CHECK(findReader("candump")->format() == "candump");
    CHECK(findReader("nonsense") == nullptr);
    CHECK_FALSE(allReaders().empty());
}

TEST_CASE("what is no recording is named in the refusal")
{
    CHECK(refusedAs("", "it is empty"));
    CHECK(refusedAs("\x89PNG\r\n\x1A\n....", "PNG picture"));
    CHECK(refusedAs("\xFF\xD8\xFF\xE0....", "JPEG picture"));
    CHECK(refusedAs("%PDF-1.7\n", "PDF document"));
    CHECK(refusedAs("\x7F"
                    "ELF\x02\x01",
                    "program"));
    CHECK(refusedAs(zipWith("[Content_Types].xml", "..."), "Office document"));
    CHECK(refusedAs(zipWith("mimetype", "application/vnd.oasis.opendocument.text"), "Office document"));
    CHECK(refusedAs(zipWith("drive.log", "..."), "zip archive"));
    CHECK(refusedAs("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12\n", "Git LFS pointer"));
    CHECK(refusedAs("<!DOCTYPE html>\n<html></html>", "HTML"));
    CHECK(refusedAs("  <HTML>", "HTML"));
    CHECK(refusedAs("<?xml version=\"1.0\"?>", "XML"));
    CHECK(refusedAs("{\"a\": 1}", "JSON"));
    CHECK(refusedAs("\xFF\xFE" + utf16("(1.0) can0 123#00\n"), "UTF-16"));
    CHECK(refusedAs(utf16("(1.0) can0 123#00\n"), "UTF-16"));
    CHECK(refusedAs("Dear diary,\ntoday I drove to work.\n", "text"));
    CHECK(refusedAs("   \n\n", "blanks"));
    CHECK(refusedAs(std::string(1000, '\0'), "zero bytes"));
    CHECK(refusedAs("\x01\x02\x03\x04\x05\x06\xF0\xF1", "binary data"));
}

TEST_CASE("recordings that are only known by sight are named")
{
    CHECK(refusedAs("Generic File\0\0\x22\x01"s, "CANedge"));
    CHECK(refusedAs("DLT\x01....", "DLT"));
    CHECK(refusedAs("\x89MCAP0\r\n", "MCAP"));
}

TEST_CASE("a few lines that happen to look like frames do not make a recording")
{
    std::string text;
    for (int i = 0; i < 200; ++i) {
        text += "2024-01-01 some ordinary message of a program\n";
    }
    CHECK(recognised(text + "(1.0) can0 123#00\n").find("text") != std::string::npos);
}
