// SPDX-License-Identifier: Apache-2.0
#include "app/cli/ops_text.h"

#include "app/cli/receipt.h"
#include "core/base/clock.h"
#include "core/report/text_table.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <optional>

namespace argus::cli {

namespace {

using nlohmann::ordered_json;
using report::TextTable;
using Right = TextTable::Align;

constexpr std::size_t kWidth = 120;
constexpr std::size_t kLongestReason = 200;

std::string dump(const ordered_json& json)
{
    return json.dump(2, ' ', false, ordered_json::error_handler_t::replace);
}

std::string count(std::uint64_t number)
{
    return std::to_string(number);
}

/// "1.2 s", "3 min", "-"
std::string duration(const std::optional<std::chrono::milliseconds>& time)
{
    if (!time) {
        return "-";
    }
    const std::int64_t ms = time->count();
    if (ms < 1000) {
        return std::to_string(ms) + " ms";
    }
    if (ms < 120'000) {
        return std::to_string(ms / 1000) + "." + std::to_string(ms % 1000 / 100) + " s";
    }
    const std::int64_t minutes = ms / 60'000;
    return minutes < 120 ? std::to_string(minutes) + " min" : std::to_string(minutes / 60) + " h";
}

ordered_json orNull(const std::optional<std::chrono::milliseconds>& time)
{
    return time ? ordered_json(time->count()) : ordered_json(nullptr);
}

template <class T> ordered_json orNull(const std::optional<T>& value)
{
    return value ? ordered_json(*value) : ordered_json(nullptr);
}

ordered_json orNull(const std::string& text)
{
    return text.empty() ? ordered_json(nullptr) : ordered_json(text);
}

bool isAlive(const api::OperationsSnapshot& snapshot, const domain::Worker& worker)
{
    return snapshot.at - worker.seenAt <= snapshot.lease;
}

std::optional<std::chrono::milliseconds> sinceSeen(const api::OperationsSnapshot& snapshot,
                                                   const domain::Worker& worker)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(snapshot.at - worker.seenAt);
}

ordered_json queuesJson(const api::OperationsSnapshot& snapshot)
{
    ordered_json all = ordered_json::array();
    for (const api::TaskQueue& queue : snapshot.queues) {
        all.push_back({{"stage", domain::toString(queue.stage)},
                       {"ready", queue.ready},
                       {"delayed", queue.delayed},
                       {"running", queue.running},
                       {"overdue", queue.overdue},
                       {"oldest_ready_ms", orNull(queue.oldestReady)}});
    }
    return all;
}

ordered_json workersJson(const api::OperationsSnapshot& snapshot)
{
    ordered_json all = ordered_json::array();
    for (const domain::Worker& worker : snapshot.workers) {
        all.push_back({{"identity", worker.identity},
                       {"name", worker.name},
                       {"kind", domain::toString(worker.kind)},
                       {"host", worker.host},
                       {"pid", worker.pid},
                       {"version", worker.version},
                       {"login", orNull(worker.login)},
                       {"state", isAlive(snapshot, worker) ? domain::toString(worker.state) : "lost"},
                       {"concurrency", worker.concurrency},
                       {"busy", worker.busy},
                       {"started_at", base::formatIso(worker.startedAt)},
                       {"seen_at", base::formatIso(worker.seenAt)}});
    }
    return all;
}

ordered_json consumersJson(const api::OperationsSnapshot& snapshot)
{
    ordered_json all = ordered_json::array();
    for (const api::ConsumerLag& each : snapshot.consumers) {
        all.push_back({{"group", each.group},
                       {"topic", each.topic},
                       {"partition", each.partition},
                       {"member", orNull(each.member)},
                       {"committed", orNull(each.committed)},
                       {"end", orNull(each.end)},
                       {"lag", orNull(each.lag)}});
    }
    return all;
}

ordered_json outboxJson(const api::OperationsSnapshot& snapshot)
{
    return {{"waiting", snapshot.outbox.waiting},
            {"oldest_ms", orNull(snapshot.outbox.oldest)},
            {"relay", orNull(snapshot.outbox.relay)},
            {"last_error", orNull(snapshot.outbox.lastError)}};
}

ordered_json serversJson(const api::OperationsSnapshot& snapshot)
{
    ordered_json all = ordered_json::array();
    for (const api::ServerHealth& server : snapshot.servers) {
        all.push_back(
            {{"name", server.name},
             {"outcome", toString(server.outcome)},
             {"detail", server.detail},
             {"answered_us", server.answered ? ordered_json(server.answered->count()) : ordered_json(nullptr)}});
    }
    return all;
}

std::string queuesText(const api::OperationsSnapshot& snapshot)
{
    TextTable table({{"stage"},
                     {"ready", Right::Right},
                     {"oldest", Right::Right},
                     {"delayed", Right::Right},
                     {"running", Right::Right},
                     {"overdue", Right::Right}});
    for (const api::TaskQueue& queue : snapshot.queues) {
        table.addRow({std::string(domain::toString(queue.stage)), count(queue.ready), duration(queue.oldestReady),
                      count(queue.delayed), count(queue.running), count(queue.overdue)});
    }
    return table.render(kWidth);
}

std::string workersText(const api::OperationsSnapshot& snapshot)
{
    if (snapshot.workers.empty()) {
        return "no process works on this store: open a desk on it, or start `argus worker`\n";
    }
    TextTable table({{"name"},
                     {"kind"},
                     {"host"},
                     {"process", Right::Right},
                     {"state"},
                     {"busy", Right::Right},
                     {"seen", Right::Right},
                     {"since"},
                     {"version"}});
    for (const domain::Worker& worker : snapshot.workers) {
        table.addRow({worker.name, std::string(domain::toString(worker.kind)), worker.host, std::to_string(worker.pid),
                      isAlive(snapshot, worker) ? std::string(domain::toString(worker.state)) : std::string("lost"),
                      std::to_string(worker.busy) + " of " + std::to_string(worker.concurrency),
                      duration(sinceSeen(snapshot, worker)), base::formatIso(worker.startedAt), worker.version});
    }
    return table.render(kWidth);
}

std::string consumersText(const api::OperationsSnapshot& snapshot)
{
    if (snapshot.consumers.empty()) {
        const api::ServerHealth* bus = busThatIsAway(snapshot);
        return snapshot.ownBus ? "the bus is this process's own: nothing can lag\n"
            : bus              ? "the bus does not say how far its readers are: " + bus->detail + "\n"
                               : std::string("no group has read anything yet\n");
    }
    TextTable table({{"group"},
                     {"topic"},
                     {"partition", Right::Right},
                     {"committed", Right::Right},
                     {"end", Right::Right},
                     {"lag", Right::Right},
                     {"member"}});
    const auto number = [](const std::optional<std::int64_t>& value) { return value ? std::to_string(*value) : "-"; };
    for (const api::ConsumerLag& each : snapshot.consumers) {
        table.addRow({each.group, each.topic, std::to_string(each.partition), number(each.committed), number(each.end),
                      number(each.lag), each.member.empty() ? "-" : each.member});
    }
    return table.render(kWidth);
}

std::string outboxText(const api::OperationsSnapshot& snapshot)
{
    const api::OutboxBacklog& outbox = snapshot.outbox;
    std::string text = count(outbox.waiting) + " events wait"
        + (outbox.oldest ? ", the oldest for " + duration(outbox.oldest) : std::string()) + "; "
        + (outbox.relay.empty() ? std::string("nobody publishes now") : outbox.relay + " publishes") + "; "
        + count(snapshot.deadLetters) + " dead letters, " + count(snapshot.skippedEvents) + " skipped\n";
    if (!outbox.lastError.empty()) {
        text += "last fault: " + outbox.lastError + "\n";
    }
    return text;
}

std::string serversText(const api::OperationsSnapshot& snapshot)
{
    TextTable table({{"server"}, {"outcome"}, {"answered", Right::Right}, {"detail", Right::Left, /*flexible=*/true}});
    for (const api::ServerHealth& server : snapshot.servers) {
        const std::string answered = server.answered ? std::to_string(server.answered->count() / 1000) + "."
                + std::to_string(server.answered->count() % 1000 / 100) + " ms"
                                                     : "-";
        table.addRow({server.name, std::string(toString(server.outcome)), answered, server.detail});
    }
    return table.render(kWidth);
}

} // namespace

const api::ServerHealth* busThatIsAway(const api::OperationsSnapshot& snapshot)
{
    const auto found = std::find_if(snapshot.servers.begin(), snapshot.servers.end(), [](const auto& server) {
        return server.name == "bus" && server.outcome == api::DoctorCheck::Outcome::Bad;
    });
    return found == snapshot.servers.end() ? nullptr : &*found;
}

std::string toText(const api::OperationsSnapshot& snapshot, SnapshotPart part)
{
    switch (part) {
    case SnapshotPart::Queues:
        return queuesText(snapshot);
    case SnapshotPart::Workers:
        return workersText(snapshot);
    case SnapshotPart::Consumers:
        return consumersText(snapshot);
    case SnapshotPart::Outbox:
        return outboxText(snapshot);
    case SnapshotPart::Servers:
        return serversText(snapshot);
    case SnapshotPart::All:
        break;
    }
    return serversText(snapshot) + "\n" + queuesText(snapshot) + "\n" + workersText(snapshot) + "\n"
        + consumersText(snapshot) + "\n" + outboxText(snapshot);
}

std::string toJson(const api::OperationsSnapshot& snapshot, SnapshotPart part)
{
    switch (part) {
    case SnapshotPart::Queues:
        return dump(queuesJson(snapshot));
    case SnapshotPart::Workers:
        return dump(workersJson(snapshot));
    case SnapshotPart::Consumers:
        return dump(consumersJson(snapshot));
    case SnapshotPart::Outbox:
        return dump(outboxJson(snapshot));
    case SnapshotPart::Servers:
        return dump(serversJson(snapshot));
    case SnapshotPart::All:
        break;
    }
    return dump({{"at", base::formatIso(snapshot.at)},
                 {"servers", serversJson(snapshot)},
                 {"queues", queuesJson(snapshot)},
                 {"workers", workersJson(snapshot)},
                 {"consumers", consumersJson(snapshot)},
                 {"outbox", outboxJson(snapshot)},
                 {"dead_letters", snapshot.deadLetters},
                 {"skipped_events", snapshot.skippedEvents}});
}

std::string toText(const std::vector<api::DeadLetter>& letters)
{
    if (letters.empty()) {
        return "no dead letters\n";
    }
    TextTable table({{"id", Right::Right},
                     {"given up at"},
                     {"topic"},
                     {"consumer"},
                     {"tries", Right::Right},
                     {"sent again", Right::Right},
                     {"reason", Right::Left, /*flexible=*/true}});
    for (const api::DeadLetter& letter : letters) {
        table.addRow({std::to_string(letter.id), base::formatIso(letter.at), letter.topic, letter.consumer,
                      std::to_string(letter.attempts), std::to_string(letter.redrives),
                      letter.reason.substr(0, kLongestReason)});
    }
    return table.render(kWidth);
}

std::string toJson(const std::vector<api::DeadLetter>& letters)
{
    ordered_json all = ordered_json::array();
    for (const api::DeadLetter& letter : letters) {
        all.push_back(
            {{"id", letter.id},
             {"topic", letter.topic},
             {"key", letter.key},
             {"event_id", orNull(letter.eventId)},
             {"consumer", letter.consumer},
             {"reason", letter.reason},
             {"payload", letter.payload},
             {"attempts", letter.attempts},
             {"first_failed_at", base::formatIso(letter.firstFailedAt)},
             {"at", base::formatIso(letter.at)},
             {"redrives", letter.redrives},
             {"redriven_at",
              letter.redrivenAt ? ordered_json(base::formatIso(*letter.redrivenAt)) : ordered_json(nullptr)}});
    }
    return dump(all);
}

std::string toText(const api::Redriven& redriven, bool dryRun)
{
    return dryRun ? count(redriven.matched) + " dead letters would be sent again\n"
                  : count(redriven.sent) + " of " + count(redriven.matched) + " dead letters were sent again\n";
}

std::string toJson(const api::Redriven& redriven, bool dryRun)
{
    return dump({{"matched", redriven.matched}, {"sent", redriven.sent}, {"dry_run", dryRun}});
}

} // namespace argus::cli
