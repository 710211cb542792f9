// SPDX-License-Identifier: Apache-2.0
#include "core/domain/vin.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace argus::domain;

namespace {

std::vector<std::uint8_t> bytes(const std::string& text)
{
    return {text.begin(), text.end()};
}

} // namespace

TEST_CASE("check digits of published VINs hold, and a changed digit does not")
{
    for (const char* vin : {"1M8GDM9AXKP042788", "11111111111111111", "5GZCZ43D13S812715", "LJCPCBLCX11000237"}) {
        CAPTURE(vin);
        CHECK(isWellFormedVin(vin));
        CHECK(hasValidCheckDigit(vin));
    }
    CHECK_FALSE(hasValidCheckDigit("1M8GDM9A1KP042788"));
    CHECK(isWellFormedVin("WP0ZZZY1ZMSA56693")); // European: well formed, carries no check digit
}

TEST_CASE("I, O, Q, lower case and other lengths are not well formed")
{
    for (const char* vin : {"1M8GDM9AXKP04278", "1M8GDM9AXKP0427888", "IM8GDM9AXKP042788", "1M8GDM9AXKO042788",
                            "1m8gdm9axkp042788", ""}) {
        CAPTURE(vin);
        CHECK_FALSE(isWellFormedVin(vin));
    }
}

TEST_CASE("the VIN is what is left of a payload without length bytes and padding")
{
    const std::string vin = "1HGCM82633A004352";
    CHECK(vinFromPayload(bytes(vin)) == vin);
    CHECK(vinFromPayload(bytes("\x11" + vin)) == vin);
    CHECK(vinFromPayload(bytes("\x01" + vin)) == vin);
    CHECK(vinFromPayload(bytes(vin + "*")) == vin);
    CHECK(vinFromPayload(bytes(vin + "\xFF\xFF")) == vin);
    CHECK(vinFromPayload(bytes(std::string(3, '\0') + vin + "   ")) == vin);
    CHECK_FALSE(vinFromPayload(bytes("11" + vin.substr(0, 15) + "ab")));
    CHECK_FALSE(vinFromPayload(bytes(vin + "A")));
    CHECK_FALSE(vinFromPayload({}));
    CHECK_FALSE(vinFromPayload(bytes(std::string(17, '\xFF'))));
}
