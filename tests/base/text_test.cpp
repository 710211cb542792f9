// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace argus::base;

TEST_CASE("numbers are read whole or not at all")
{
    CHECK(parseDecimal<int>("42") == 42);
    CHECK(parseDecimal<std::uint8_t>("255") == 255);
    CHECK_FALSE(parseDecimal<std::uint8_t>("256"));
    for (const char* text : {"", " 1", "1 ", "+1", "0x1", "1.0", "1e3"}) {
        CAPTURE(text);
        CHECK_FALSE(parseDecimal<int>(text));
    }
    CHECK(parseHex<std::uint32_t>("18DAF13A") == 0x18DAF13A);
    CHECK_FALSE(parseHex<std::uint32_t>("18DAF13A0"));
}

TEST_CASE("bytes turn into hex and back")
{
    rc::check([](const std::vector<std::uint8_t>& bytes) { RC_ASSERT(fromHex(toHex(bytes)) == bytes); });
    CHECK_FALSE(fromHex("123"));
    CHECK_FALSE(fromHex("0G"));
    const std::uint8_t vin[] {0x22, 0xF1, 0x90};
    CHECK(toHex(vin, ' ') == "22 F1 90");
    CHECK(hexNumber(0x7E8, 3) == "7E8");
    CHECK(hexNumber(5, 3) == "005");
}

TEST_CASE("printable text is always UTF-8 without control characters")
{
    rc::check([](const std::string& text) {
        const std::string shown = printable(text);
        RC_ASSERT(isUtf8(shown));
        for (const char c : shown) {
            RC_ASSERT(static_cast<unsigned char>(c) >= 0x20);
        }
    });
    CHECK(printable("caf\xC3\xA9 \xED\x95\x9C") == "caf\xC3\xA9 \xED\x95\x9C");
    CHECK(printable("a\x1B[31m\xFF") == "a\\x1B[31m\\xFF");
    CHECK(printable("\xC2\x9B") == "\\xC2\\x9B");
    CHECK(printable("12345", 3) == "123...");
}

TEST_CASE("overlong, surrogate and too large sequences are no UTF-8")
{
    for (const char* text : {"\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE0\x80\x80", "\x80", "\xC3"}) {
        CAPTURE(text);
        CHECK_FALSE(isUtf8(text));
    }
}

TEST_CASE("sizes are read with decimal and binary units")
{
    CHECK(parseSize("64MB") == 64'000'000);
    CHECK(parseSize("1GB") == 1'000'000'000);
    CHECK(parseSize("10KiB") == 10'240);
    CHECK(parseSize("512") == 512);
    CHECK(parseSize("5 k") == 5'000);
    for (const char* text : {"", "MB", "1XB", "-1MB", "99999999999TB", "1.5GB"}) {
        CAPTURE(text);
        CHECK_FALSE(parseSize(text));
    }
    CHECK(formatBytes(1536) == "1.5 KiB");
    CHECK(formatBytes(999) == "999 B");
    CHECK(formatBytes(std::uint64_t {3} << 30) == "3 GiB");
}
