// SPDX-License-Identifier: Apache-2.0
#include "core/engine/service/operations_service.h"

#include "core/base/text.h"
#include "core/store/migrations/migrations.h"
#include "core/store/repositories/dead_letter_repository.h"
#include "core/store/repositories/event_repository.h"
#include "core/store/repositories/lease_repository.h"
#include "core/store/repositories/operations_repository.h"
#include "core/store/repositories/worker_repository.h"

#include <algorithm>
#include <chrono>
#include <limits>

namespace argus::engine {

using api::OperationsSnapshot;
using api::ServerHealth;
using base::ExecutionContext;
using base::fail;
using base::Result;
using store::sql::Connection;
using Outcome = api::DoctorCheck::Outcome;

namespace {

constexpr std::chrono::hours kWorkersSince {24};
/// A server that takes longer has not answered, as far as a page of figures goes.
constexpr std::chrono::milliseconds kServerPatience {5000};
constexpr std::size_t kShownPayload = 65536;
constexpr std::uint64_t kLittleSpace = 1ULL << 30;
/// A key that no recording has.
constexpr const char* kProbeKey = "probe/none";

/// Null when all are there.
template <class... Results> const base::Error* firstError(const Results&... results)
{
    const base::Error* first = nullptr;
    ((first = first || results ? first : &results.error()), ...);
    return first;
}

std::chrono::microseconds since(std::chrono::steady_clock::time_point begun)
{
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begun);
}

std::optional<std::chrono::milliseconds> inMs(const std::optional<std::chrono::microseconds>& time)
{
    return time ? std::optional(std::chrono::duration_cast<std::chrono::milliseconds>(*time)) : std::nullopt;
}

ServerHealth databaseHealth(const ExecutionContext& context, store::sql::Database& database)
{
    const auto begun = std::chrono::steady_clock::now();
    const auto version = store::schemaVersion(context, database);
    if (!version) {
        return {Outcome::Bad, "database", version.error().message, std::nullopt};
    }
    return {*version == store::currentSchemaVersion() ? Outcome::Good : Outcome::Warning, "database",
            database.describe() + ", schema version " + std::to_string(*version), since(begun)};
}

ServerHealth blobHealth(const ExecutionContext& context, blob::BlobStore& blobs)
{
    const auto begun = std::chrono::steady_clock::now();
    const auto probed = blobs.exists(context, kProbeKey);
    if (!probed) {
        return {Outcome::Bad, "recordings", probed.error().message, std::nullopt};
    }
    ServerHealth health {Outcome::Good, "recordings", "reachable", since(begun)};
    if (const auto free = blobs.freeBytes()) {
        health.detail = base::formatBytes(*free) + " free";
        health.outcome = *free < kLittleSpace ? Outcome::Warning : Outcome::Good;
    }
    return health;
}

/// `groups`: what the bus answered, and within which time.
ServerHealth busHealth(bus::EventBus& bus, const Result<std::vector<bus::GroupState>>& groups,
                       std::chrono::microseconds answered)
{
    const bus::BusState state = bus.state();
    ServerHealth health {Outcome::Good, "bus", bus.describe(), answered};
    if (!groups || !state.connected) {
        health.outcome = Outcome::Bad;
        health.answered.reset();
        health.detail += ": " + (!groups ? groups.error().message : state.lastError);
        return health;
    }
    for (const bus::GroupState& group : *groups) {
        if (!group.error.empty()) {
            health.outcome = Outcome::Warning;
            health.detail += "; " + group.error;
        }
    }
    for (const bus::TopicState& topic : state.topics) {
        for (const std::string& warning : topic.warnings) {
            health.outcome = Outcome::Warning;
            health.detail += "; " + warning;
        }
    }
    if (state.fatalErrors > 0) {
        health.outcome = Outcome::Warning;
        health.detail += "; the producer was made anew " + std::to_string(state.fatalErrors) + " times";
    }
    return health;
}

store::dead_letters::Filter filterOf(const api::DeadLetterFilter& wanted)
{
    store::dead_letters::Filter filter;
    filter.topic = wanted.topic;
    filter.consumer = wanted.consumer;
    filter.reason = wanted.reason;
    filter.batch = wanted.batch ? wanted.batch->toString() : std::string();
    filter.since = wanted.since;
    if (!wanted.redriven) {
        filter.redriven = false;
    }
    return filter;
}

api::DeadLetter toApi(const store::dead_letters::DeadLetter& letter)
{
    return {letter.seq,
            letter.topic,
            base::printable(letter.key, kShownPayload),
            letter.eventId,
            letter.consumer,
            letter.reason,
            base::printable(letter.payload, kShownPayload),
            letter.attempts,
            letter.firstFailedAt,
            letter.at,
            letter.redrives,
            letter.redrivenAt};
}

void addConsumers(const std::vector<bus::GroupState>& groups, OperationsSnapshot& snapshot)
{
    for (const bus::GroupState& group : groups) {
        for (const bus::PartitionLag& partition : group.partitions) {
            api::ConsumerLag lag;
            lag.group = group.name;
            lag.topic = partition.topic;
            lag.partition = partition.partition;
            for (const bus::MemberState& member : group.members) {
                const bool reads = std::find(member.partitions.begin(), member.partitions.end(),
                                             std::pair(partition.topic, partition.partition))
                    != member.partitions.end();
                if (reads) {
                    lag.member = member.client + " on " + member.host;
                }
            }
            if (partition.committed >= 0) {
                lag.committed = partition.committed;
            }
            lag.end = partition.end;
            lag.lag = partition.lag;
            snapshot.consumers.push_back(std::move(lag));
        }
    }
}

} // namespace

OperationsService::OperationsService(Sources sources, const EngineSettings& settings)
    : m_sources(sources)
    , m_settings(settings)
{ }

std::vector<ServerHealth> OperationsService::servers(const ExecutionContext& context) const
{
    return examine(context).servers;
}

OperationsService::Examined OperationsService::examine(const ExecutionContext& context) const
{
    // Each gets its own time: one that does not answer must not make the others look so.
    const auto bounded = [&context] { return context.withTimeout(kServerPatience); };
    Examined examined;
    examined.servers.push_back(databaseHealth(bounded(), m_sources.database));
    const auto begun = std::chrono::steady_clock::now();
    auto groups = m_sources.bus.groups(bounded());
    examined.servers.push_back(busHealth(m_sources.bus, groups, since(begun)));
    examined.servers.push_back(blobHealth(bounded(), m_sources.blobs));
    if (groups) {
        examined.groups = std::move(*groups);
    }
    return examined;
}

Result<> OperationsService::readStore(const ExecutionContext& context, OperationsSnapshot& snapshot) const
{
    const auto read = [&](Permit& permit) -> Result<bool> {
        Connection& connection = permit.connection();
        const auto now = connection.now();
        if (!now) {
            return fail(now);
        }
        const auto queues = store::operations::queues(connection, *now);
        const auto backlog = store::operations::outboxBacklog(connection, *now);
        auto workers = store::workers::list(connection, *now - kWorkersSince);
        const auto relay = store::leases::find(connection, bus::kRelayLease);
        store::dead_letters::Filter unsent; // as the lists show them: what was sent again is dealt with
        unsent.redriven = false;
        const auto dead = store::dead_letters::count(connection, unsent);
        const auto skipped = store::events::counter(connection, "events_skipped");
        if (const base::Error* error = firstError(queues, backlog, workers, relay, dead, skipped)) {
            return fail(*error);
        }
        snapshot.at = *now;
        snapshot.queues.clear();
        for (const store::operations::Queue& queue : *queues) {
            snapshot.queues.push_back(
                {queue.stage, queue.ready, queue.delayed, queue.running, queue.overdue, inMs(queue.oldestReady)});
        }
        snapshot.workers = std::move(*workers);
        snapshot.outbox.waiting = backlog->waiting;
        snapshot.outbox.oldest = inMs(backlog->oldest);
        snapshot.outbox.relay = *relay && (*relay)->until > *now ? (*relay)->owner : std::string();
        snapshot.deadLetters = *dead;
        snapshot.skippedEvents = static_cast<std::uint64_t>(*skipped);
        return true;
    };
    const auto done = m_sources.access.read<bool>(context, Operation::OperationsSnapshot, read);
    return done ? Result<>() : Result<>(fail(done));
}

Result<OperationsSnapshot> OperationsService::snapshot(const ExecutionContext& context) const
{
    OperationsSnapshot snapshot;
    snapshot.lease = m_settings.lease;
    ARGUS_TRY(readStore(context, snapshot));
    Examined examined = examine(context);
    snapshot.servers = std::move(examined.servers);
    snapshot.ownBus = m_settings.soleOwner;
    addConsumers(examined.groups, snapshot);
    if (m_sources.relay) {
        snapshot.outbox.lastError = m_sources.relay->lastError();
    }
    return snapshot;
}

Result<std::vector<api::DeadLetter>> OperationsService::deadLetters(const ExecutionContext& context,
                                                                    const api::DeadLetterFilter& wanted) const
{
    using Letters = std::vector<api::DeadLetter>;
    const auto read = [&](Permit& permit) -> Result<Letters> {
        Connection& connection = permit.connection();
        Letters letters;
        if (!wanted.ids.empty()) {
            for (const std::int64_t id : wanted.ids) {
                const auto found = store::dead_letters::find(connection, id);
                if (!found) {
                    return fail(found);
                }
                if (*found) {
                    letters.push_back(toApi(**found));
                }
            }
            return letters;
        }
        const std::int64_t limit = wanted.limit > 0 ? wanted.limit : std::numeric_limits<std::int64_t>::max();
        const auto found = store::dead_letters::list(connection, filterOf(wanted), limit);
        if (!found) {
            return fail(found);
        }
        std::transform(found->begin(), found->end(), std::back_inserter(letters), toApi);
        return letters;
    };
    return m_sources.access.read<Letters>(context, Operation::OperationsDeadLetters, read);
}

} // namespace argus::engine
