// SPDX-License-Identifier: Apache-2.0
// The outbox relay beside what bounds it, in one run against one real broker and one store: a bare producer of the
// client library with acks of all replicas, and a bare loop that selects 500 rows of the outbox and marks them.
// ROUNDS and MESSAGES in the environment change how much (5 rounds of 20,000 messages).
#include "core/bus/kafka/kafka_bus.h"
#include "core/bus/relay.h"
#include "core/store/repositories/event_repository.h"
#include "tests/support/test_server.h"
#include "tests/support/test_store.h"

#include <librdkafka/rdkafka.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

using namespace argus;
using base::Result;
using store::sql::Connection;

namespace {

using Clock = std::chrono::steady_clock;
const base::ExecutionContext kContext = base::ExecutionContext::root("bench", "relay");

struct Bench
{
    test::TestStore store;
    std::string brokers;
    std::vector<domain::Batch> batches;
    int messages = 0;

    void fill()
    {
        store.write([this](Connection& connection) -> Result<> {
            for (int i = 0; i < messages; ++i) {
                const auto& batch = batches[static_cast<std::size_t>(i) % batches.size()];
                domain::Event event = domain::makeEvent(domain::EventType::FileParsed, batch, {}, "trace");
                event.fileId = domain::FileId::make();
                event.name = "recording " + std::to_string(i) + ".blf";
                ARGUS_TRY(store::events::append(connection, event));
            }
            return {};
        });
    }

    double perSecond(Clock::time_point begin) const
    {
        return messages / std::chrono::duration<double>(Clock::now() - begin).count();
    }

    /// Select and mark, 500 at a time, without publishing anything.
    double bareStore()
    {
        fill();
        const auto begin = Clock::now();
        for (;;) {
            const auto rows = store::sql::readValue<std::vector<store::events::OutboxRow>>(
                store.database(), kContext,
                [](Connection& connection) { return store::events::unpublished(connection, 500); });
            REQUIRE(rows);
            if (rows->empty()) {
                return perSecond(begin);
            }
            std::vector<std::int64_t> seqs;
            for (const auto& row : *rows) {
                seqs.push_back(row.seq);
            }
            store.write([&seqs](Connection& connection) -> Result<> {
                const auto now = connection.now();
                return now ? store::events::markPublished(connection, seqs, *now) : Result<>(base::fail(now));
            });
        }
    }

    /// The client library alone, with the options that the bus gives it, and the same messages.
    double bareProducer()
    {
        std::vector<std::pair<std::string, std::string>> events;
        for (int i = 0; i < messages; ++i) {
            const auto& batch = batches[static_cast<std::size_t>(i) % batches.size()];
            domain::Event event = domain::makeEvent(domain::EventType::FileParsed, batch, {}, "trace");
            event.fileId = domain::FileId::make();
            event.name = "recording " + std::to_string(i) + ".blf";
            events.emplace_back(batch.id.toString(), domain::toJson(event));
        }
        rd_kafka_conf_t* config = rd_kafka_conf_new();
        std::array<char, 256> reason {};
        for (const auto& [name, value] :
             std::vector<std::pair<const char*, std::string>> {{"bootstrap.servers", brokers},
                                                               {"enable.idempotence", "true"},
                                                               {"acks", "all"},
                                                               {"compression.type", "lz4"},
                                                               {"linger.ms", "5"}}) {
            REQUIRE((rd_kafka_conf_set(config, name, value.c_str(), reason.data(), reason.size()) == RD_KAFKA_CONF_OK));
        }
        static std::size_t delivered;
        delivered = 0;
        rd_kafka_conf_set_dr_msg_cb(config, [](rd_kafka_t*, const rd_kafka_message_t* message, void*) {
            delivered += message->err == RD_KAFKA_RESP_ERR_NO_ERROR ? 1 : 0;
        });
        rd_kafka_t* client = rd_kafka_new(RD_KAFKA_PRODUCER, config, reason.data(), reason.size());
        REQUIRE(client);
        const auto begin = Clock::now();
        const std::string id = base::Uuid::makeV7().toString();
        for (const auto& [key, payload] : events) {
            rd_kafka_resp_err_t code = RD_KAFKA_RESP_ERR_NO_ERROR;
            do {
                code = rd_kafka_producev(client, RD_KAFKA_V_TOPIC("bare"), RD_KAFKA_V_KEY(key.data(), key.size()),
                                         RD_KAFKA_V_VALUE(const_cast<char*>(payload.data()), payload.size()),
                                         RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY),
                                         RD_KAFKA_V_HEADER("event-id", id.data(), static_cast<ssize_t>(id.size())),
                                         RD_KAFKA_V_END);
                rd_kafka_poll(client, code == RD_KAFKA_RESP_ERR__QUEUE_FULL ? 5 : 0);
            } while (code == RD_KAFKA_RESP_ERR__QUEUE_FULL);
            REQUIRE((code == RD_KAFKA_RESP_ERR_NO_ERROR));
        }
        rd_kafka_flush(client, 120'000);
        const double rate = perSecond(begin);
        REQUIRE(delivered == events.size());
        rd_kafka_destroy(client);
        return rate;
    }

    double relayed(bus::EventBus& bus)
    {
        fill();
        bus::OutboxRelay relay(store.database(), bus);
        const auto begin = Clock::now();
        relay.start();
        while (relay.state().published < static_cast<std::uint64_t>(messages)) {
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        relay.stop(); // the last are marked
        const double rate = perSecond(begin);
        const auto left
            = store::sql::readValue<std::uint64_t>(store.database(), kContext, store::events::unpublishedCount);
        REQUIRE(left);
        REQUIRE(*left == 0);
        return rate;
    }
};

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

int numberOr(const char* text, int otherwise)
{
    int number = 0;
    const std::string_view view = text ? text : "";
    const auto [end, error] = std::from_chars(view.data(), view.data() + view.size(), number);
    return error == std::errc {} && number > 0 ? number : otherwise;
}

} // namespace

TEST_CASE("relay beside its limits")
{
    const char* rounds = std::getenv("ROUNDS");
    const char* messages = std::getenv("MESSAGES");
    auto server = test::TestServer::start("kafka");
    if (!server) {
        return;
    }
    Bench bench;
    bench.brokers = (*server)["brokers"];
    bench.messages = numberOr(messages, 20'000);
    for (int i = 0; i < 50; ++i) {
        bench.batches.push_back(bench.store.addBatch());
    }
    bus::kafka::KafkaSettings settings;
    settings.brokers = bench.brokers;
    settings.topics = {"batch-events", "bare"};
    auto bus = bus::kafka::openKafkaBus(settings);
    REQUIRE(bus);
    while ((*bus)->state().topics.empty()) {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    std::vector<double> stores;
    std::vector<double> producers;
    std::vector<double> relays;
    bench.bareProducer(); // warm-up
    bench.relayed(**bus);
    for (int round = 0; round < numberOr(rounds, 5); ++round) {
        producers.push_back(bench.bareProducer());
        stores.push_back(bench.bareStore());
        relays.push_back(bench.relayed(**bus));
        std::printf("round %d: producer %.0f/s, store %.0f/s, relay %.0f/s\n", round + 1, producers.back(),
                    stores.back(), relays.back());
        std::fflush(stdout);
    }
    const double limit = std::min(median(producers), median(stores));
    std::printf("medians: producer %.0f/s, store %.0f/s, relay %.0f/s: %.2f of the slower (aim 0.8)\n",
                median(producers), median(stores), median(relays), median(relays) / limit);
}
