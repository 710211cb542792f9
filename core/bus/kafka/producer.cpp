// SPDX-License-Identifier: Apache-2.0
#include "core/bus/kafka/producer.h"

#include "core/base/log.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <stop_token>
#include <utility>
#include <vector>

namespace argus::bus::kafka {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds kServeStep {1'000};
constexpr milliseconds kWaitStep {200}; ///< how late an expired deadline is seen at worst
constexpr milliseconds kQueueFullPause {5};
constexpr milliseconds kTakeBackPatience {3'000};
constexpr int kFlushFatalMs = 1'000;
constexpr const char* kNotReported = "not reported as delivered in time";

enum class Report : std::uint8_t
{
    Open, ///< with the client
    Safe,
    Failed
};

} // namespace

/// The messages of one publish. Reports come on any thread that serves the client.
struct Producer::Batch
{
    struct Slot
    {
        Batch* batch = nullptr;
        Report report = Report::Open;
        rd_kafka_resp_err_t code = RD_KAFKA_RESP_ERR_NO_ERROR;
    };

    explicit Batch(std::size_t size)
        : slots(size)
    {
        for (Slot& slot : slots) {
            slot.batch = this;
        }
    }

    void report(Slot& slot, rd_kafka_resp_err_t code, rd_kafka_msg_status_t status)
    {
        const base::LockGuard lock(mutex);
        const bool isSafe = code == RD_KAFKA_RESP_ERR_NO_ERROR && status == RD_KAFKA_MSG_STATUS_PERSISTED;
        slot.report = isSafe ? Report::Safe : Report::Failed;
        slot.code = code;
        if (--withClient == 0) {
            changed.notifyAll();
        }
    }

    base::Mutex mutex;
    base::CondVar changed;
    std::vector<Slot> slots;
    std::size_t withClient ARGUS_GUARDED_BY(mutex) = 0;
};

/// One client of the library with what its callbacks need.
struct Producer::Handle
{
    ~Handle()
    {
        if (client) {
            rd_kafka_purge(client, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT | RD_KAFKA_PURGE_F_NON_BLOCKING);
            rd_kafka_destroy(client);
        }
    }

    Callbacks callbacks;
    std::atomic<bool> isFatal {false};
    /// Batches that were given up while the client still had messages of them: their reports may come.
    base::Mutex mutex;
    std::vector<std::shared_ptr<Batch>> givenUp ARGUS_GUARDED_BY(mutex);
    rd_kafka_t* client = nullptr;
};

Producer::Producer(const KafkaSettings& settings, std::function<void()> topicMissing)
    : m_settings(settings)
    , m_topicMissing(std::move(topicMissing))
{ }

Producer::~Producer()
{
    m_thread.request_stop();
    if (const auto current = handle()) {
        const QueuePtr queue(rd_kafka_queue_get_main(current->client));
        rd_kafka_queue_yield(queue.get());
    }
}

Result<std::unique_ptr<Producer>> Producer::make(const KafkaSettings& settings, std::function<void()> topicMissing)
{
    std::unique_ptr<Producer> producer(new Producer(settings, std::move(topicMissing)));
    ARGUS_TRY(producer->open());
    producer->m_thread = std::jthread([raw = producer.get()](std::stop_token stop) { raw->serve(stop); });
    return producer;
}

Result<> Producer::open()
{
    auto fresh = std::make_shared<Handle>();
    fresh->callbacks.delivered = [](const rd_kafka_message_t& message) {
        auto* slot = static_cast<Batch::Slot*>(message._private);
        slot->batch->report(*slot, message.err, rd_kafka_message_status(&message));
    };
    fresh->callbacks.fatal = [this, raw = fresh.get()](const std::string& text) {
        if (!raw->isFatal.exchange(true)) {
            ++m_fatal;
            base::log(base::LogLevel::Warning, "kafka", "the producer is made anew after a fatal error: " + text);
        }
    };
    auto config = makeConfig(m_settings, Role::Producer, {});
    if (!config) {
        return fail(config);
    }
    const auto client = makeClient(std::move(*config), Role::Producer, fresh->callbacks);
    if (!client) {
        return fail(client);
    }
    fresh->client = *client;
    const base::LockGuard lock(m_mutex);
    m_handle = std::move(fresh);
    return {};
}

std::shared_ptr<Producer::Handle> Producer::handle() const
{
    const base::LockGuard lock(m_mutex);
    return m_handle;
}

std::shared_ptr<rd_kafka_t> Producer::client() const
{
    const auto current = handle();
    return {current, current->client};
}

BusState Producer::state() const
{
    BusState state = handle()->callbacks.status.state();
    state.published = m_published;
    state.fatalErrors = m_fatal;
    return state;
}

std::string Producer::refusal() const
{
    return handle()->callbacks.status.refusal();
}

void Producer::serve(const std::stop_token& stop)
{
    while (!stop.stop_requested()) {
        const auto current = handle();
        rd_kafka_poll(current->client, static_cast<int>(kServeStep.count()));
    }
}

Result<> Producer::replaceIfFatal()
{
    const auto current = handle();
    std::array<char, 256> detail {};
    if (!current->isFatal && rd_kafka_fatal_error(current->client, detail.data(), detail.size()) == 0) {
        return {};
    }
    if (!current->isFatal.exchange(true)) {
        ++m_fatal;
    }
    rd_kafka_flush(current->client, kFlushFatalMs);
    return open(); // the old one goes when nobody holds it any more
}

Result<> Producer::waitForTurn(const ExecutionContext& context)
{
    const base::LockGuard lock(m_mutex);
    while (m_publishing) {
        ARGUS_TRY(context.check());
        m_changed.waitFor(m_mutex, context.remaining(kWaitStep) < kWaitStep ? milliseconds(1) : kWaitStep);
    }
    m_publishing = true;
    return {};
}

void Producer::send(const ExecutionContext& context, Handle& handle, std::span<const Message> messages,
                    const std::shared_ptr<Batch>& batch)
{
    // Once a message was not taken, those behind it of its key may not overtake it.
    std::set<std::pair<std::string_view, std::string_view>> held;
    for (std::size_t i = 0; i < messages.size(); ++i) {
        const Message& message = messages[i];
        Batch::Slot& slot = batch->slots[i];
        if (!held.empty() && held.contains({message.topic, message.key})) {
            slot.report = Report::Failed;
            slot.code = RD_KAFKA_RESP_ERR__PURGE_QUEUE;
            continue;
        }
        rd_kafka_headers_t* headers = rd_kafka_headers_new(message.headers.size() + 1);
        rd_kafka_header_add(headers, header::kEventId.data(), static_cast<ssize_t>(header::kEventId.size()),
                            message.eventId.data(), static_cast<ssize_t>(message.eventId.size()));
        for (const auto& [name, value] : message.headers) {
            rd_kafka_header_add(headers, name.data(), static_cast<ssize_t>(name.size()), value.data(),
                                static_cast<ssize_t>(value.size()));
        }
        // Milliseconds; 0 is "now" to the library.
        const auto happened = static_cast<std::int64_t>(base::toMicros(message.happenedAt) / 1000);
        {
            const base::LockGuard lock(batch->mutex);
            ++batch->withClient;
        }
        rd_kafka_resp_err_t code = RD_KAFKA_RESP_ERR_NO_ERROR;
        for (;;) {
            // The library takes the headers only when it takes the message.
            code
                = rd_kafka_producev(handle.client, RD_KAFKA_V_TOPIC(message.topic.c_str()),
                                    RD_KAFKA_V_KEY(message.key.data(), message.key.size()),
                                    RD_KAFKA_V_VALUE(const_cast<char*>(message.payload.data()), message.payload.size()),
                                    RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY), RD_KAFKA_V_HEADERS(headers),
                                    RD_KAFKA_V_TIMESTAMP(happened), RD_KAFKA_V_OPAQUE(&slot), RD_KAFKA_V_END);
            if (code != RD_KAFKA_RESP_ERR__QUEUE_FULL || !context.check()) {
                break;
            }
            rd_kafka_poll(handle.client, static_cast<int>(kQueueFullPause.count()));
        }
        if (code == RD_KAFKA_RESP_ERR_NO_ERROR) {
            continue;
        }
        rd_kafka_headers_destroy(headers);
        batch->report(slot, code, RD_KAFKA_MSG_STATUS_NOT_PERSISTED);
        held.insert({message.topic, message.key});
    }
}

void Producer::awaitReports(const ExecutionContext& context, Handle& handle, Batch& batch)
{
    const std::stop_callback cancelled(context.stopToken(), [&batch] {
        const base::LockGuard lock(batch.mutex);
        batch.changed.notifyAll();
    });
    const base::LockGuard lock(batch.mutex);
    while (batch.withClient > 0 && !context.isCancelled() && !context.isExpired() && !handle.isFatal) {
        batch.changed.waitFor(batch.mutex,
                              std::max(context.remaining(kWaitStep), milliseconds(1)) < kWaitStep
                                  ? context.remaining(kWaitStep) + milliseconds(1)
                                  : kWaitStep);
    }
}

void Producer::takeBack(Handle& handle, Batch& batch)
{
    rd_kafka_purge(handle.client, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
    const auto end = std::chrono::steady_clock::now() + kTakeBackPatience;
    const base::LockGuard lock(batch.mutex);
    while (batch.withClient > 0 && std::chrono::steady_clock::now() < end) {
        batch.changed.waitUntil(batch.mutex, end);
    }
}

Outcome Producer::judge(const ExecutionContext& context, const ExecutionContext& patience, Batch& batch)
{
    const Result<> ended = context.check();
    Outcome outcome;
    std::size_t safe = 0;
    bool topicMissing = false;
    std::size_t undecided = 0;
    const base::LockGuard lock(batch.mutex);
    for (std::size_t i = 0; i < batch.slots.size(); ++i) {
        const Batch::Slot& slot = batch.slots[i];
        if (slot.report == Report::Safe) {
            ++safe;
            continue;
        }
        const bool isUndecided = slot.report == Report::Open || slot.code == RD_KAFKA_RESP_ERR__PURGE_QUEUE
            || slot.code == RD_KAFKA_RESP_ERR__QUEUE_FULL || slot.code == RD_KAFKA_RESP_ERR__QUEUE_FULL
            || slot.code == RD_KAFKA_RESP_ERR__PURGE_INFLIGHT || slot.code == RD_KAFKA_RESP_ERR__FATAL
            || slot.code == RD_KAFKA_RESP_ERR_NO_ERROR;
        undecided += isUndecided ? 1 : 0;
        topicMissing = topicMissing || slot.code == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART
            || slot.code == RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC || slot.code == RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION;
        outcome.fail(i,
                     !ended && isUndecided ? ended.error()
                         : isUndecided     ? base::Error {ErrorCode::Unavailable, kNotReported, {}, true}
                                           : toError(slot.code, "publishing"));
    }
    m_published += safe;
    if (topicMissing && m_topicMissing) {
        m_topicMissing();
    }
    if (undecided < batch.slots.size()) {
        return outcome;
    }
    if (!ended) {
        return fail(ended);
    }
    const BusState now = state();
    std::string why = patience.isExpired() ? "the brokers did not take the messages within "
            + std::to_string(m_settings.publishPatience.count() / 1000) + " s"
                                           : "the Kafka producer had to be made anew";
    if (!now.connected && !now.lastError.empty()) {
        why += ": " + now.lastError;
    }
    return base::failTransient(ErrorCode::Unavailable, why);
}

Outcome Producer::publish(const ExecutionContext& context, std::span<const Message> messages)
{
    if (messages.empty()) {
        return {};
    }
    const ExecutionContext patience = context.withTimeout(m_settings.publishPatience);
    if (const Result<> turn = waitForTurn(patience); !turn) {
        return turn;
    }
    const auto batch = std::make_shared<Batch>(messages.size());
    Result<> ready = replaceIfFatal();
    if (ready) {
        const auto current = handle();
        send(patience, *current, messages, batch);
        awaitReports(patience, *current, *batch);
        bool isOver = false;
        {
            const base::LockGuard lock(batch->mutex);
            isOver = batch->withClient == 0;
        }
        if (!isOver) {
            takeBack(*current, *batch);
            const base::LockGuard lock(batch->mutex);
            isOver = batch->withClient == 0;
        }
        if (!isOver) {
            // It does not even give messages back: a new client takes its place, and the batch lives as long as it.
            current->isFatal = true;
            const base::LockGuard lock(current->mutex);
            current->givenUp.push_back(batch);
        }
    }
    {
        const base::LockGuard lock(m_mutex);
        m_publishing = false;
        m_changed.notifyAll();
    }
    return ready ? judge(context, patience, *batch) : Outcome(ready);
}

} // namespace argus::bus::kafka
