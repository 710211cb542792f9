// SPDX-License-Identifier: Apache-2.0
#include "core/bus/kafka/faults.h"
#include "core/bus/kafka/kafka_bus.h"
#include "core/bus/kafka/message_queue.h"
#include "core/bus/kafka/offset_tracker.h"
#include "core/bus/kafka/statistics.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

using namespace argus;
using bus::Message;
using bus::kafka::checkOptions;
using bus::kafka::MessageQueue;
using bus::kafka::OffsetTracker;
using bus::kafka::settingsFromUrl;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

const base::Error kFault {base::ErrorCode::Conflict, "not now", {}, true};

Message at(std::int32_t partition, std::int64_t offset, const std::string& key)
{
    return {"t", key, std::to_string(offset), "{}", {}, bus::Position {partition, offset, {}}};
}

std::vector<std::int64_t> offsetsOf(const std::vector<Message>& messages)
{
    std::vector<std::int64_t> offsets;
    for (const Message& message : messages) {
        offsets.push_back(message.position->offset);
    }
    return offsets;
}

bool refuses(const std::string& name, const std::string& value)
{
    const auto checked = checkOptions({{name, value}});
    return !checked && checked.error().code == base::ErrorCode::Invalid
        && checked.error().message.find(name) != std::string::npos;
}

} // namespace

TEST_CASE("only what has nothing undone before it is committed, with holes between offsets")
{
    OffsetTracker tracker;
    CHECK_FALSE(tracker.toCommit());
    for (const std::int64_t offset : {10, 11, 15, 16}) {
        tracker.received(offset);
    }
    CHECK_FALSE(tracker.toCommit()); // the group reads from 10: that is known
    tracker.done(11);
    tracker.done(16);
    CHECK_FALSE(tracker.toCommit());
    tracker.done(10);
    CHECK(tracker.toCommit() == 15);
    tracker.commitStarted(15);
    CHECK_FALSE(tracker.toCommit());
    tracker.done(15);
    CHECK(tracker.toCommit() == 17);
    tracker.commitEnded(15, /*success=*/false);
    CHECK(tracker.toCommit() == 17);
    tracker.commitStarted(17);
    tracker.commitEnded(17, /*success=*/true);
    CHECK_FALSE(tracker.toCommit());
    tracker.received(12); // comes again: nothing goes back
    CHECK(tracker.watermark() == 17);
}

TEST_CASE("in whatever order messages are done, the watermark is the first that is not")
{
    CHECK(rc::check([] {
        const auto order = *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 50));
        OffsetTracker tracker;
        for (std::int64_t offset = 0; offset < 50; ++offset) {
            tracker.received(offset);
        }
        std::set<std::int64_t> done;
        for (const std::int64_t offset : order) {
            tracker.done(offset);
            done.insert(offset);
            std::int64_t first = 0;
            while (done.contains(first)) {
                ++first;
            }
            RC_ASSERT(*tracker.watermark() == first);
        }
    }));
}

TEST_CASE("a failed message waits with those of its key, and comes before them; other keys go on")
{
    MessageQueue queue({milliseconds(1000), milliseconds(8000)});
    queue.assigned({{"t", 0}, {"t", 1}});
    const auto now = MessageQueue::Clock::now();
    queue.add(at(0, 0, "a"));
    queue.add(at(0, 1, "a"));
    queue.add(at(0, 2, "b"));
    queue.add(at(7, 0, "x")); // not ours
    CHECK(queue.messages() == 3);
    CHECK(offsetsOf(queue.take(10, now)) == std::vector<std::int64_t> {0, 1, 2});
    CHECK(queue.take(10, now).empty()); // one batch at a time
    bus::Outcome outcome;
    outcome.fail(0, kFault); // and 1, of the same key, is said to be safe: it comes again all the same
    queue.settle(outcome, now);
    queue.add(at(0, 3, "a"));
    queue.add(at(0, 4, "b"));
    CHECK(queue.partitions().at({"t", 0}).watermark() == 0);
    CHECK(offsetsOf(queue.take(10, now)) == std::vector<std::int64_t> {4});
    queue.settle({}, now);
    CHECK(queue.partitions().at({"t", 0}).watermark() == 0);
    REQUIRE(queue.nextDue());
    CHECK(*queue.nextDue() >= now + milliseconds(500));
    CHECK(*queue.nextDue() <= now + milliseconds(1000));
    CHECK(offsetsOf(queue.take(10, now + seconds(2))) == std::vector<std::int64_t> {0, 1, 3});
    queue.settle({}, now + seconds(2));
    CHECK(queue.partitions().at({"t", 0}).watermark() == 5);
    CHECK(queue.messages() == 0);
    CHECK(queue.bytes() == 0);
}

TEST_CASE("a fault of everything makes everything wait, longer each time")
{
    MessageQueue queue({milliseconds(1000), milliseconds(8000)});
    queue.assigned({{"t", 0}});
    auto now = MessageQueue::Clock::now();
    queue.add(at(0, 0, "a"));
    queue.add(at(0, 1, "b"));
    for (const int least : {500, 1000, 2000, 4000, 4000}) {
        REQUIRE(queue.take(10, now).size() == 2);
        queue.settle(base::fail(kFault), now);
        CHECK(queue.take(10, now + milliseconds(least - 1)).empty());
        now += seconds(8);
    }
    CHECK(offsetsOf(queue.take(10, now)) == std::vector<std::int64_t> {0, 1});
}

TEST_CASE("what is handled while its partition goes away counts no more")
{
    MessageQueue queue({milliseconds(1000), milliseconds(8000)});
    queue.assigned({{"t", 0}});
    const auto now = MessageQueue::Clock::now();
    queue.add(at(0, 5, "a"));
    REQUIRE(queue.take(10, now).size() == 1);
    queue.revoked();
    queue.assigned({{"t", 0}});
    queue.add(at(0, 3, "a"));
    queue.settle({}, now);
    CHECK(queue.partitions().at({"t", 0}).watermark() == 3);
    CHECK(queue.messages() == 1);
    CHECK(offsetsOf(queue.take(10, now)) == std::vector<std::int64_t> {3});
}

TEST_CASE("options that would break a promise are refused, with the reason")
{
    for (const char* name : {"enable.auto.commit", "enable.auto.offset.store", "auto.offset.reset", "isolation.level",
                             "partition.assignment.strategy", "group.id", "group.instance.id", "transactional.id",
                             "acks", "request.required.acks", "enable.idempotence", "message.timeout.ms", "partitioner",
                             "bootstrap.servers", "metadata.broker.list", "plugin.library.paths"}) {
        INFO(name);
        CHECK(refuses(name, "1"));
    }
    CHECK(refuses("no.such.option", "1"));
    CHECK(refuses("linger.ms", "soon"));
    CHECK(checkOptions({{"linger.ms", "20"},
                        {"compression.type", "zstd"},
                        {"security.protocol", "sasl_ssl"},
                        {"sasl.mechanism", "SCRAM-SHA-512"},
                        {"sasl.username", "argus"},
                        {"sasl.password", "x"},
                        {"ssl.ca.location", "/etc/ssl/certs"},
                        {"session.timeout.ms", "10000"}}));
    const auto secret = checkOptions({{"ssl.key.pem", "top-secret-text"}});
    if (!secret) {
        CHECK(secret.error().message.find("top-secret-text") == std::string::npos);
    }
    for (const char* name : {"sasl.password", "ssl.key.password", "sasl.oauthbearer.client.secret", "ssl.key.pem"}) {
        CHECK(bus::kafka::isSecretOption(name));
    }
    for (const char* name : {"sasl.username", "linger.ms", "ssl.ca.location"}) {
        CHECK_FALSE(bus::kafka::isSecretOption(name));
    }
}

TEST_CASE("a file that an option names and that is not there is told with the option")
{
    const auto checked = bus::kafka::checkFiles({{"ssl.ca.location", "/nowhere/ca.pem"}, {"linger.ms", "5"}});
    REQUIRE_FALSE(checked);
    CHECK(checked.error().message.find("ssl.ca.location: /nowhere/ca.pem cannot be read") != std::string::npos);
    CHECK(bus::kafka::checkFiles({{"ssl.ca.location", "/etc/ssl"}, {"sasl.username", "/nowhere"}}));
    CHECK(bus::kafka::checkFiles({{"ssl.ca.location", "probe"}}));
}

TEST_CASE("what the library says of a connection is told with what to do about it")
{
    using bus::kafka::explain;
    using bus::kafka::FaultKind;
    const std::string start = "sasl_ssl://a:1/bootstrap: ";
    const auto advises = [&start](const std::string& text, const std::string& certificate, const std::string& advice) {
        const auto fault = explain(start + text, certificate);
        return fault.kind == FaultKind::Refused && fault.text.find(start) == 0
            && fault.text.find(advice) != std::string::npos;
    };
    CHECK(advises("SASL authentication error: Authentication failed: Invalid username or password", "",
                  "ARGUS_BUS_PASSWORD"));
    CHECK(advises("SASL PLAIN mechanism handshake failed: Broker: Unsupported SASL mechanism", "", "sasl.mechanisms"));
    const std::string verify = "SSL handshake failed: error:0A000086:SSL routines::certificate verify failed: broker "
                               "certificate could not be verified, verify that ssl.ca.location is correct";
    CHECK(advises(verify, "unable to get local issuer certificate", "ssl.ca.location must name"));
    CHECK(advises(verify, "hostname mismatch", "for another name"));
    CHECK(advises(verify, "IP address mismatch", "for another name"));
    CHECK(advises(verify, "certificate has expired", "clock"));
    CHECK_FALSE(advises(verify, "hostname mismatch", "ssl.ca.location"));
    CHECK(advises("Receive failed: error:0A000412:SSL routines::sslv3 alert bad certificate: SSL alert number 42", "",
                  "ssl.certificate.location"));
    CHECK(advises("SSL handshake failed: error:0A000126:SSL routines::unexpected eof while reading", "",
                  "may not speak TLS"));
    CHECK(advises("Disconnected while requesting ApiVersion: might be caused by", "", "may expect TLS"));
    CHECK((explain(start + "Disconnected", "").kind == FaultKind::Farewell));
    CHECK((explain(start + "Connect to ipv4#127.0.0.1:1 failed: Connection refused", "hostname mismatch").kind
           == FaultKind::Passing));
}

TEST_CASE("the address of a bus names brokers and nothing else")
{
    const auto one = settingsFromUrl("kafka://localhost:9092");
    REQUIRE(one);
    CHECK(one->brokers == "localhost:9092");
    const auto three = settingsFromUrl("kafka://a.example:1,10.0.0.2:2,[::1]:65535/");
    REQUIRE(three);
    CHECK(three->brokers == "a.example:1,10.0.0.2:2,[::1]:65535");
    for (const char* bad : {"kafka://", "kafka://host", "kafka://host:", "kafka://host:0", "kafka://host:65536",
                            "kafka://host:9092,", "kafka://host:x", "kafka://:9092", "localhost:9092", "http://host:1",
                            "kafka://user:secret@host:9092", "kafka://::1:9092", "kafka://host:9092/topic"}) {
        INFO(bad);
        const auto refused = settingsFromUrl(bad);
        REQUIRE_FALSE(refused);
        CHECK((refused.error().code == base::ErrorCode::Invalid));
        CHECK(refused.error().message.find("secret") == std::string::npos);
    }
}

TEST_CASE("statistics of the client are read as far as they make sense")
{
    for (const char* odd :
         {"", "[]", "{\"brokers\": 3}", "{\"brokers\": {\"a\": []}, \"topics\": {\"t\": 1}}", "{\"cgrp"}) {
        CHECK(bus::kafka::readStatistics(odd).brokers.empty());
    }
    const auto read = bus::kafka::readStatistics(R"({"brokers": {
        "h:1/bootstrap": {"nodeid": -1, "source": "configured", "state": "UP", "nodename": "h:1"},
        "h:1/1": {"nodeid": 1, "source": "learned", "state": "UP", "nodename": "h:1"},
        "h:2/2": {"nodeid": 2, "source": "learned", "state": "CONNECT", "nodename": "h:2"},
        "GroupCoordinator": {"nodeid": 1, "source": "logical", "state": "UP", "nodename": "h:1"}},
      "cgrp": {"state": "up", "join_state": "steady", "rebalance_cnt": 3},
      "topics": {"t": {"partitions": {
        "-1": {"partition": -1, "fetch_state": "none", "committed_offset": -1001},
        "0": {"partition": 0, "fetch_state": "active", "committed_offset": 7, "ls_offset": 10, "lo_offset": 2},
        "1": {"partition": 1, "fetch_state": "active", "committed_offset": -1001, "ls_offset": 10, "lo_offset": 2},
        "2": {"partition": 2, "fetch_state": "none", "committed_offset": 1, "ls_offset": 10}}}}})");
    REQUIRE(read.brokers.size() == 2);
    CHECK(read.brokers[0].connected);
    CHECK_FALSE(read.brokers[1].connected);
    CHECK(read.joinState == "steady");
    CHECK(read.rebalances == 3);
    REQUIRE(read.partitions.size() == 2);
    CHECK(read.partitions[0].lag == 3);
    CHECK(read.partitions[1].committed == -1);
    CHECK(read.partitions[1].lag == 8);
}
