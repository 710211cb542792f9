// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/base/mutex.h"
#include "core/bus/event_bus.h"
#include "core/bus/kafka/client.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <thread>

namespace argus::bus::kafka {

/// Publishes to Kafka: acks of all replicas, idempotent, and every delivery report awaited. A message counts as safe by
/// its own report alone. When a publish ends early, all that is not reported is taken back from the client (and may
/// have arrived all the same). A client that went fatal is replaced; what it did not report is not safe.
///
/// One thread of its own serves the client. publish() is for any thread; calls take turns.
class Producer
{
public:
    /// `topicMissing` is called, on any thread, when a message met a topic that the brokers do not have.
    static base::Result<std::unique_ptr<Producer>> make(const KafkaSettings& settings,
                                                        std::function<void()> topicMissing);
    ~Producer();
    Producer(const Producer&) = delete;
    Producer& operator=(const Producer&) = delete;

    Outcome publish(const base::ExecutionContext& context, std::span<const Message> messages);

    /// The client itself, for questions to the brokers; stays whole while it is held.
    std::shared_ptr<rd_kafka_t> client() const;
    BusState state() const;
    /// As ClientStatus::refusal.
    std::string refusal() const;

private:
    struct Handle;
    struct Batch;

    Producer(const KafkaSettings& settings, std::function<void()> topicMissing);
    base::Result<> open();
    void serve(const std::stop_token& stop);
    std::shared_ptr<Handle> handle() const;
    base::Result<> replaceIfFatal();
    base::Result<> waitForTurn(const base::ExecutionContext& context);
    void send(const base::ExecutionContext& context, Handle& handle, std::span<const Message> messages,
              const std::shared_ptr<Batch>& batch);
    void awaitReports(const base::ExecutionContext& context, Handle& handle, Batch& batch);
    void takeBack(Handle& handle, Batch& batch);
    Outcome judge(const base::ExecutionContext& context, const base::ExecutionContext& patience, Batch& batch);

    const KafkaSettings m_settings;
    const std::function<void()> m_topicMissing;
    std::atomic<std::uint64_t> m_published {0};
    std::atomic<std::uint64_t> m_fatal {0};

    mutable base::Mutex m_mutex;
    base::CondVar m_changed;
    std::shared_ptr<Handle> m_handle ARGUS_GUARDED_BY(m_mutex);
    bool m_publishing ARGUS_GUARDED_BY(m_mutex) = false;
    std::jthread m_thread;
};

} // namespace argus::bus::kafka
