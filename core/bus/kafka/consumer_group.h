// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/base/mutex.h"
#include "core/bus/event_bus.h"
#include "core/bus/kafka/client.h"
#include "core/bus/kafka/message_queue.h"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <thread>

namespace argus::bus::kafka {

/// One consumer group of this process: a member that reads its topics and hands their messages on.
///
/// Two threads: one polls (assignments, statistics, messages into a bounded queue; a full queue pauses the partitions,
/// so that polling never stops), one calls the handlers. An offset is committed once its message and all before it in
/// the partition had their effect. When partitions go to somebody else, what is being handled gets a moment to end and
/// is committed; when they are already lost, nothing is.
class ConsumerGroup
{
public:
    ConsumerGroup(const KafkaSettings& settings, std::string name);
    /// stop() with no patience, where it was not called.
    ~ConsumerGroup();
    ConsumerGroup(const ConsumerGroup&) = delete;
    ConsumerGroup& operator=(const ConsumerGroup&) = delete;

    /// Only before start().
    void addTopic(const std::string& topic, Handler handler) { m_handlers.insert_or_assign(topic, std::move(handler)); }
    const std::string& name() const { return m_name; }

    /// Joins the group, once `ready` says that the topics stand (asked on the group's own thread).
    base::Result<> start(std::function<bool(std::chrono::milliseconds)> ready);
    /// Lets the handler end within `patience`, then cancels its context; commits; leaves the group. When the handler
    /// needs longer than that, so does this.
    void stop(std::chrono::milliseconds patience);

    GroupState state() const;

private:
    using Clock = std::chrono::steady_clock;

    // Of the polling thread.
    void poll(const std::function<bool(std::chrono::milliseconds)>& ready);
    void pollOnce(std::chrono::milliseconds wait);
    void take(const rd_kafka_message_t& message);
    void pauseOrResume();
    void onRebalance(rd_kafka_resp_err_t code, rd_kafka_topic_partition_list_t* partitions);
    void revoke();
    void leave(Clock::time_point end);
    base::Result<> commitAndWait(std::chrono::milliseconds patience);

    // Of the handling thread.
    void handle();
    Outcome callHandler(const std::vector<Message>& batch);

    // Of any thread.
    void commitSoon();
    void onCommitted(rd_kafka_resp_err_t code, const rd_kafka_topic_partition_list_t* offsets);
    PartitionsPtr startCommit() ARGUS_REQUIRES(m_mutex);
    void endCommit(const rd_kafka_topic_partition_list_t& offsets, bool success) ARGUS_REQUIRES(m_mutex);

    // Constant after start().
    const KafkaSettings m_settings;
    const std::string m_name;
    std::map<std::string, Handler> m_handlers;
    Callbacks m_callbacks;
    rd_kafka_t* m_client = nullptr;
    const base::ExecutionContext m_context;

    mutable base::Mutex m_mutex;
    base::CondVar m_changed;
    MessageQueue m_queue ARGUS_GUARDED_BY(m_mutex);
    bool m_commitUnderWay ARGUS_GUARDED_BY(m_mutex) = false;
    std::optional<Clock::time_point> m_commitAgainAt ARGUS_GUARDED_BY(m_mutex); ///< after a failed commit
    bool m_revoking ARGUS_GUARDED_BY(m_mutex) = false; ///< nothing new is handed on
    bool m_stopping ARGUS_GUARDED_BY(m_mutex) = false; ///< nothing new is handed on
    bool m_handlerEnded ARGUS_GUARDED_BY(m_mutex) = false;
    Clock::time_point m_stopBy ARGUS_GUARDED_BY(m_mutex) {};
    std::string m_handlerError ARGUS_GUARDED_BY(m_mutex);

    // Of the polling thread alone.
    std::set<Partition> m_paused;

    std::jthread m_poller;
    std::jthread m_handler;
};

} // namespace argus::bus::kafka
