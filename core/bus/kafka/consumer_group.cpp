// SPDX-License-Identifier: Apache-2.0
#include "core/bus/kafka/consumer_group.h"

#include "core/base/log.h"
#include "core/base/text.h"

#include <algorithm>
#include <exception>
#include <utility>
#include <vector>

namespace argus::bus::kafka {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds kIdleWait {1'000};
constexpr milliseconds kBusyWait {50}; ///< while partitions are paused, or somebody waits for us
constexpr milliseconds kCommitPatience {5'000};
constexpr milliseconds kCommitPause {500};
constexpr milliseconds kLeavePatience {5'000};
constexpr milliseconds kReadyPatience {30'000};

PartitionsPtr toList(const std::vector<std::pair<Partition, std::int64_t>>& offsets)
{
    PartitionsPtr list(rd_kafka_topic_partition_list_new(static_cast<int>(offsets.size())));
    for (const auto& [partition, offset] : offsets) {
        rd_kafka_topic_partition_list_add(list.get(), partition.first.c_str(), partition.second)->offset = offset;
    }
    return list;
}

/// The same for partitions alone.
template <class Partitions> PartitionsPtr toListOf(const Partitions& partitions)
{
    PartitionsPtr list(rd_kafka_topic_partition_list_new(static_cast<int>(partitions.size())));
    for (const Partition& partition : partitions) {
        rd_kafka_topic_partition_list_add(list.get(), partition.first.c_str(), partition.second);
    }
    return list;
}

Message toMessage(const rd_kafka_message_t& raw)
{
    Message message;
    message.topic = rd_kafka_topic_name(raw.rkt);
    message.key.assign(static_cast<const char*>(raw.key), raw.key ? raw.key_len : 0);
    message.payload.assign(static_cast<const char*>(raw.payload), raw.payload ? raw.len : 0);
    message.tombstone = raw.payload == nullptr;
    rd_kafka_timestamp_type_t kind = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE;
    const std::int64_t millis = std::max<std::int64_t>(rd_kafka_message_timestamp(&raw, &kind), 0);
    constexpr std::int64_t kMostMillis = 253'402'300'799'000; // year 9999: a foreign producer may claim anything
    message.position = Position {raw.partition, raw.offset, base::fromMicros(std::min(millis, kMostMillis) * 1000)};
    rd_kafka_headers_t* headers = nullptr;
    if (rd_kafka_message_headers(&raw, &headers) != RD_KAFKA_RESP_ERR_NO_ERROR) {
        return message;
    }
    const char* name = nullptr;
    const void* value = nullptr;
    std::size_t size = 0;
    for (std::size_t i = 0; rd_kafka_header_get_all(headers, i, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR;
         ++i) {
        std::string text(static_cast<const char*>(value), value ? size : 0);
        if (name == header::kEventId) {
            message.eventId = std::move(text);
        } else {
            message.headers.emplace_back(name, std::move(text));
        }
    }
    return message;
}

bool isOfTheRebalance(rd_kafka_resp_err_t code)
{
    return code == RD_KAFKA_RESP_ERR_REBALANCE_IN_PROGRESS || code == RD_KAFKA_RESP_ERR_ILLEGAL_GENERATION
        || code == RD_KAFKA_RESP_ERR_UNKNOWN_MEMBER_ID || code == RD_KAFKA_RESP_ERR__NO_OFFSET;
}

} // namespace

ConsumerGroup::ConsumerGroup(const KafkaSettings& settings, std::string name)
    : m_settings(settings)
    , m_name(std::move(name))
    , m_context(ExecutionContext::root("argus", "consumer group " + m_name))
    , m_queue({settings.firstBackoff, settings.longestBackoff})
{
    m_callbacks.rebalanced = [this](rd_kafka_resp_err_t code, rd_kafka_topic_partition_list_t* partitions) {
        onRebalance(code, partitions);
    };
    m_callbacks.committed = [this](rd_kafka_resp_err_t code, const rd_kafka_topic_partition_list_t* offsets) {
        onCommitted(code, offsets);
    };
}

ConsumerGroup::~ConsumerGroup()
{
    stop(milliseconds(0));
}

Result<> ConsumerGroup::start(std::function<bool(milliseconds)> ready)
{
    auto config = makeConfig(m_settings, Role::Consumer, m_name);
    if (!config) {
        return fail(config);
    }
    const auto client = makeClient(std::move(*config), Role::Consumer, m_callbacks);
    if (!client) {
        return fail(client);
    }
    m_client = *client;
    rd_kafka_poll_set_consumer(m_client);
    m_handler = std::jthread([this] { handle(); });
    m_poller = std::jthread([this, ready = std::move(ready)] { poll(ready); });
    return {};
}

void ConsumerGroup::stop(milliseconds patience)
{
    if (!m_client) {
        return;
    }
    {
        const base::LockGuard lock(m_mutex);
        m_stopping = true;
        m_stopBy = Clock::now() + patience;
        m_changed.notifyAll();
        while (!m_handlerEnded && m_changed.waitUntil(m_mutex, m_stopBy)) { }
    }
    m_context.cancel("the consumers are being stopped");
    m_handler.join();
    {
        const QueuePtr queue(rd_kafka_queue_get_consumer(m_client));
        rd_kafka_queue_yield(queue.get());
    }
    m_poller.join();
    rd_kafka_destroy_flags(m_client, RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE); // closed already, or not to be waited for
    m_client = nullptr;
}

// ---- The polling thread ----

void ConsumerGroup::poll(const std::function<bool(milliseconds)>& ready)
{
    const auto isStopping = [this] {
        const base::LockGuard lock(m_mutex);
        return m_stopping;
    };
    const auto patience = Clock::now() + kReadyPatience;
    while (!isStopping() && !ready(kBusyWait * 4) && Clock::now() < patience) {
        pollOnce(milliseconds(0)); // errors and statistics are told already
    }
    std::vector<Partition> topics;
    topics.reserve(m_handlers.size());
    for (const auto& [topic, handler] : m_handlers) {
        topics.emplace_back(topic, RD_KAFKA_PARTITION_UA);
    }
    if (const auto code = rd_kafka_subscribe(m_client, toListOf(topics).get()); code != RD_KAFKA_RESP_ERR_NO_ERROR) {
        m_callbacks.status.noteError(toError(code, "joining group " + m_name).message);
    }
    for (;;) {
        bool hurry = false;
        {
            const base::LockGuard lock(m_mutex);
            if (m_stopping && m_handlerEnded) {
                break;
            }
            hurry = m_stopping || m_commitAgainAt.has_value();
        }
        pollOnce(hurry || !m_paused.empty() ? kBusyWait : kIdleWait);
        pauseOrResume();
        commitSoon();
    }
    leave(Clock::now() + kLeavePatience);
}

void ConsumerGroup::pollOnce(milliseconds wait)
{
    const MessagePtr message(rd_kafka_consumer_poll(m_client, static_cast<int>(wait.count())));
    if (!message) {
        return;
    }
    if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) {
        take(*message);
        return;
    }
    const char* detail = rd_kafka_message_errstr(message.get());
    m_callbacks.status.noteError(toError(message->err, "group " + m_name, detail ? detail : "").message);
}

void ConsumerGroup::take(const rd_kafka_message_t& message)
{
    Message ours = toMessage(message);
    const base::LockGuard lock(m_mutex);
    if (!m_stopping) {
        m_queue.add(std::move(ours));
        m_changed.notifyAll();
    }
}

void ConsumerGroup::pauseOrResume()
{
    std::vector<Partition> change;
    bool pause = false;
    {
        const base::LockGuard lock(m_mutex);
        const bool isFull
            = m_queue.messages() >= m_settings.queuedMessages || m_queue.bytes() >= m_settings.queuedBytes;
        const bool isHalf
            = m_queue.messages() <= m_settings.queuedMessages / 2 && m_queue.bytes() <= m_settings.queuedBytes / 2;
        if (isFull && m_paused.empty()) {
            pause = true;
            for (const auto& [partition, tracker] : m_queue.partitions()) {
                change.push_back(partition);
                m_paused.insert(partition);
            }
        } else if (isHalf && !m_paused.empty()) {
            // Only what was paused: resuming another partition would rewind it (a fault of this client version).
            change.assign(m_paused.begin(), m_paused.end());
            m_paused.clear();
        }
    }
    if (change.empty()) {
        return;
    }
    const PartitionsPtr list = toListOf(change);
    const auto code
        = pause ? rd_kafka_pause_partitions(m_client, list.get()) : rd_kafka_resume_partitions(m_client, list.get());
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
        m_callbacks.status.noteError(toError(code, pause ? "pausing partitions" : "resuming partitions").message);
    }
}

void ConsumerGroup::onRebalance(rd_kafka_resp_err_t code, rd_kafka_topic_partition_list_t* partitions)
{
    if (code == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS) {
        std::vector<Partition> ours;
        ours.reserve(static_cast<std::size_t>(partitions->cnt));
        for (int i = 0; i < partitions->cnt; ++i) {
            ours.emplace_back(partitions->elems[i].topic, partitions->elems[i].partition);
        }
        {
            const base::LockGuard lock(m_mutex);
            m_queue.assigned(ours);
            m_commitUnderWay = false;
            m_commitAgainAt.reset();
        }
        rd_kafka_assign(m_client, partitions);
        return;
    }
    revoke();
    rd_kafka_assign(m_client, nullptr);
}

void ConsumerGroup::revoke()
{
    const bool isLost = rd_kafka_assignment_lost(m_client) != 0;
    if (!m_paused.empty()) {
        rd_kafka_resume_partitions(m_client, toListOf(m_paused).get());
        m_paused.clear();
    }
    {
        const base::LockGuard lock(m_mutex);
        m_revoking = true; // nothing new is handed on
        const auto end = Clock::now() + m_settings.revokePatience;
        while (!isLost && m_queue.isBusy() && Clock::now() < end) {
            m_changed.waitUntil(m_mutex, end);
        }
    }
    if (!isLost) {
        if (const Result<> committed = commitAndWait(kCommitPatience); !committed) {
            base::log(base::LogLevel::Info, "kafka",
                      m_name + ": messages that had their effect will come again, and be passed over: "
                          + committed.error().message);
        }
    }
    const base::LockGuard lock(m_mutex);
    m_queue.revoked();
    m_revoking = false;
    m_commitUnderWay = false;
    m_commitAgainAt.reset();
    m_changed.notifyAll();
}

void ConsumerGroup::leave(Clock::time_point end)
{
    const QueuePtr queue(rd_kafka_queue_new(m_client));
    // The revocation within commits what is done.
    if (const LibraryErrorPtr error(rd_kafka_consumer_close_queue(m_client, queue.get())); error) {
        base::log(base::LogLevel::Info, "kafka",
                  m_name + " was not left in order: " + base::printable(rd_kafka_error_string(error.get())));
        return;
    }
    while (!rd_kafka_consumer_closed(m_client) && Clock::now() < end) {
        // Taken as events, and answered here: the library's own serving of callbacks ends the process at the first
        // message that was fetched before the end.
        const EventPtr event(rd_kafka_queue_poll(queue.get(), static_cast<int>(kBusyWait.count())));
        switch (rd_kafka_event_type(event.get())) {
        case RD_KAFKA_EVENT_REBALANCE:
            onRebalance(rd_kafka_event_error(event.get()), rd_kafka_event_topic_partition_list(event.get()));
            break;
        case RD_KAFKA_EVENT_OFFSET_COMMIT:
            onCommitted(rd_kafka_event_error(event.get()), rd_kafka_event_topic_partition_list(event.get()));
            break;
        default: // messages: they come to the next member
            break;
        }
    }
    if (!rd_kafka_consumer_closed(m_client)) {
        base::log(base::LogLevel::Info, "kafka", m_name + " was not left in order: the brokers do not answer");
    }
}

Result<> ConsumerGroup::commitAndWait(milliseconds patience)
{
    PartitionsPtr offsets;
    {
        const base::LockGuard lock(m_mutex);
        m_commitUnderWay = false; // one under way is overtaken: the greater offset counts
        offsets = startCommit();
    }
    if (!offsets) {
        return {};
    }
    const QueuePtr queue(rd_kafka_queue_new(m_client));
    auto code = rd_kafka_commit_queue(m_client, offsets.get(), queue.get(), nullptr, nullptr);
    if (code == RD_KAFKA_RESP_ERR_NO_ERROR) {
        const EventPtr event(rd_kafka_queue_poll(queue.get(), static_cast<int>(patience.count())));
        code = event ? rd_kafka_event_error(event.get()) : RD_KAFKA_RESP_ERR__TIMED_OUT;
    }
    const base::LockGuard lock(m_mutex);
    m_commitUnderWay = false;
    endCommit(*offsets, code == RD_KAFKA_RESP_ERR_NO_ERROR);
    return code == RD_KAFKA_RESP_ERR_NO_ERROR ? Result<>() : Result<>(fail(toError(code, "committing offsets")));
}

// ---- The handling thread ----

void ConsumerGroup::handle()
{
    for (;;) {
        std::vector<Message> batch;
        {
            const base::LockGuard lock(m_mutex);
            while (!m_stopping) {
                if (!m_revoking) {
                    batch = m_queue.take(m_settings.batchMessages, Clock::now());
                }
                if (!batch.empty()) {
                    break;
                }
                if (const auto due = m_queue.nextDue(); due && !m_revoking) {
                    m_changed.waitUntil(m_mutex, *due);
                } else {
                    m_changed.wait(m_mutex);
                }
            }
            if (batch.empty()) {
                m_handlerEnded = true;
                m_changed.notifyAll();
                return;
            }
        }
        const Outcome outcome = callHandler(batch);
        {
            const base::LockGuard lock(m_mutex);
            m_queue.settle(outcome, Clock::now());
            const Result<> all = outcome.all();
            m_handlerError = all ? std::string() : all.error().describe();
            m_changed.notifyAll();
        }
        commitSoon();
    }
}

Outcome ConsumerGroup::callHandler(const std::vector<Message>& batch)
{
    const auto handler = m_handlers.find(batch.front().topic);
    if (handler == m_handlers.end()) {
        return fail(ErrorCode::Internal, "nobody handles topic " + batch.front().topic);
    }
    try {
        return handler->second(m_context, batch);
    } catch (const std::exception& thrown) {
        return fail(ErrorCode::Internal, std::string("a handler threw: ") + thrown.what());
    }
}

// ---- Offsets ----

PartitionsPtr ConsumerGroup::startCommit()
{
    if (m_commitUnderWay) {
        return nullptr;
    }
    std::vector<std::pair<Partition, std::int64_t>> offsets;
    for (auto& [partition, tracker] : m_queue.partitions()) {
        if (const auto offset = tracker.toCommit()) {
            tracker.commitStarted(*offset);
            offsets.emplace_back(partition, *offset);
        }
    }
    if (offsets.empty()) {
        return nullptr;
    }
    m_commitUnderWay = true;
    return toList(offsets);
}

void ConsumerGroup::endCommit(const rd_kafka_topic_partition_list_t& offsets, bool success)
{
    for (int i = 0; i < offsets.cnt; ++i) {
        const auto& entry = offsets.elems[i];
        const auto known = m_queue.partitions().find({entry.topic, entry.partition});
        if (known != m_queue.partitions().end()) {
            known->second.commitEnded(entry.offset, success && entry.err == RD_KAFKA_RESP_ERR_NO_ERROR);
        }
    }
}

void ConsumerGroup::commitSoon()
{
    PartitionsPtr offsets;
    {
        const base::LockGuard lock(m_mutex);
        if (m_commitUnderWay || m_revoking || (m_commitAgainAt && *m_commitAgainAt > Clock::now())) {
            return;
        }
        m_commitAgainAt.reset();
        offsets = startCommit();
    }
    if (!offsets) {
        return;
    }
    const auto code = rd_kafka_commit(m_client, offsets.get(), /*async=*/1);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
        onCommitted(code, offsets.get());
    }
}

void ConsumerGroup::onCommitted(rd_kafka_resp_err_t code, const rd_kafka_topic_partition_list_t* offsets)
{
    const bool success = code == RD_KAFKA_RESP_ERR_NO_ERROR;
    {
        const base::LockGuard lock(m_mutex);
        m_commitUnderWay = false;
        if (offsets) {
            endCommit(*offsets, success);
        }
        if (!success) {
            m_commitAgainAt = Clock::now() + kCommitPause;
        }
    }
    if (success) {
        commitSoon();
    } else if (!isOfTheRebalance(code)) {
        m_callbacks.status.noteError(toError(code, "committing offsets of group " + m_name).message);
    }
}

GroupState ConsumerGroup::state() const
{
    const Statistics statistics = m_callbacks.status.statistics();
    GroupState state;
    state.name = m_name;
    state.state = statistics.joinState == "steady" ? statistics.groupState
        : statistics.joinState.empty()             ? "starting"
                                                   : "joining";
    state.rebalances = statistics.rebalances;
    state.partitions = statistics.partitions;
    for (const PartitionLag& partition : state.partitions) {
        state.lag += partition.lag;
    }
    const base::LockGuard lock(m_mutex);
    state.error = m_handlerError;
    return state;
}

} // namespace argus::bus::kafka
