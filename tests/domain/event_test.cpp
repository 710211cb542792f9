// SPDX-License-Identifier: Apache-2.0
#include "core/domain/event.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace argus;
using namespace argus::domain;

namespace {

Event sample()
{
    Batch batch;
    batch.id = BatchId::make();
    batch.vehicleId = "truck 7";
    batch.vin = "1M8GDM9AXKP042788";
    Event event = makeEvent(EventType::StatusChanged, batch, base::fromMicros(1'800'000'000'123'000), "trace");
    event.oldStatus = BatchStatus::Scattering;
    event.newStatus = BatchStatus::Scattered;
    event.reason = "all files";
    return event;
}

std::string replaced(std::string text, const std::string& what, const std::string& with)
{
    const std::size_t at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), with);
}

} // namespace

TEST_CASE("an event reads back as it was written")
{
    const Event event = sample();
    const auto read = eventFromJson(toJson(event));
    REQUIRE(read);
    REQUIRE(std::holds_alternative<Event>(*read));
    CHECK(std::get<Event>(*read) == event);
}

TEST_CASE("the keys are those of the contract")
{
    const std::string json = toJson(sample());
    for (const char* key : {"event_type", "event_id", "batch_id", "run_epoch", "vehicle_id", "vin", "occurred_at",
                            "trace_id", "schema_version", "old_status", "new_status", "reason"}) {
        CAPTURE(key);
        CHECK(json.find("\"" + std::string(key) + "\"") != std::string::npos);
    }
    CHECK(json.find("2027-01-15T08:00:00.123Z") != std::string::npos);
    CHECK(json.find('\n') == std::string::npos);
}

TEST_CASE("unknown types and newer versions are skipped, not refused")
{
    const std::string json = toJson(sample());
    const auto unknown = eventFromJson(replaced(json, "StatusChanged", "SomethingNew"));
    REQUIRE(unknown);
    CHECK(std::holds_alternative<EventSkipped>(*unknown));
    const auto newer = eventFromJson(replaced(json, "\"schema_version\":1", "\"schema_version\":2"));
    REQUIRE(newer);
    CHECK(std::holds_alternative<EventSkipped>(*newer));
}

TEST_CASE("malformed events are refused with a reason")
{
    const std::string json = toJson(sample());
    for (const std::string& bad :
         {std::string(), std::string("null"), std::string("[]"), std::string("{"),
          replaced(json, "event_type", "event_typo"), replaced(json, "\"run_epoch\":1", "\"run_epoch\":0"),
          replaced(json, "scattered", "scuttered"), replaced(json, "2027-01-15T", "2027-13-15T"),
          std::string(100000, '[')}) {
        CAPTURE(bad.substr(0, 80));
        const auto read = eventFromJson(bad);
        REQUIRE_FALSE(read);
        CHECK((read.error().code == base::ErrorCode::Invalid));
        CHECK(read.error().message.rfind("malformed event", 0) == 0);
    }
}

TEST_CASE("random bytes and damaged events never crash the reader")
{
    const std::string json = toJson(sample());
    rc::check([&json](const std::string& noise, std::uint16_t at) {
        (void)eventFromJson(noise);
        std::string damaged = json;
        damaged.replace(at % damaged.size(), 1, noise.substr(0, 3));
        (void)eventFromJson(damaged);
    });
}
