// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/mutex.h"
#include "core/bus/kafka/kafka_bus.h"

#include <doctest/doctest.h>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace argus::test {

/// Waits for something that must come, far longer than it takes.
inline bool waitFor(const std::function<bool()>& condition,
                    std::chrono::milliseconds patience = std::chrono::minutes(2))
{
    const auto end = std::chrono::steady_clock::now() + patience;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end) {
            return false;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return true;
}

/// Settings of a test's bus on one topic: short times, the topic alone.
inline bus::kafka::KafkaSettings settingsFor(const std::string& brokers, const std::string& topic)
{
    bus::kafka::KafkaSettings settings;
    settings.brokers = brokers;
    settings.topics = {topic, topic + ".dlq"};
    settings.knownGroups = {};
    settings.publishPatience = std::chrono::seconds(20);
    settings.statisticsInterval = std::chrono::milliseconds(200);
    settings.firstBackoff = std::chrono::milliseconds(20);
    settings.longestBackoff = std::chrono::milliseconds(200);
    settings.options = {{"session.timeout.ms", "6000"}, {"heartbeat.interval.ms", "500"}};
    return settings;
}

inline std::unique_ptr<bus::EventBus> openBus(const bus::kafka::KafkaSettings& settings)
{
    auto opened = bus::kafka::openKafkaBus(settings);
    REQUIRE_MESSAGE(opened, (opened ? std::string() : opened.error().describe()));
    return std::move(*opened);
}

/// Messages "first", "first + 1", ... of some keys in turn.
inline std::vector<bus::Message> someMessages(const std::string& topic, int first, int count, int keys = 5)
{
    std::vector<bus::Message> messages;
    for (int i = first; i < first + count; ++i) {
        messages.push_back({topic, "key " + std::to_string(i % keys), "id " + std::to_string(i), std::to_string(i)});
    }
    return messages;
}

/// A handler that remembers, and fails on demand.
class Inbox
{
public:
    bus::Handler handler()
    {
        return [this](const base::ExecutionContext&, std::span<const bus::Message> messages) {
            bus::Outcome outcome;
            const base::LockGuard lock(m_mutex);
            for (std::size_t i = 0; i < messages.size(); ++i) {
                const auto error = m_fault ? m_fault(messages[i]) : std::nullopt;
                if (error) {
                    outcome.fail(i, *error);
                } else {
                    m_taken.push_back(messages[i]);
                }
            }
            return outcome;
        };
    }
    void setFault(std::function<std::optional<base::Error>(const bus::Message&)> fault)
    {
        const base::LockGuard lock(m_mutex);
        m_fault = std::move(fault);
    }
    std::vector<bus::Message> taken() const
    {
        const base::LockGuard lock(m_mutex);
        return m_taken;
    }
    std::size_t count() const
    {
        const base::LockGuard lock(m_mutex);
        return m_taken.size();
    }

private:
    mutable base::Mutex m_mutex;
    std::vector<bus::Message> m_taken ARGUS_GUARDED_BY(m_mutex);
    std::function<std::optional<base::Error>(const bus::Message&)> m_fault ARGUS_GUARDED_BY(m_mutex);
};

/// The numbers of the messages of one key, in the order they were taken, without repetitions of what came before.
inline std::vector<int> firstTimesOf(const std::vector<bus::Message>& messages, const std::string& key)
{
    std::vector<int> numbers;
    for (const bus::Message& message : messages) {
        const int number = std::stoi(message.payload);
        if (message.key == key && std::find(numbers.begin(), numbers.end(), number) == numbers.end()) {
            numbers.push_back(number);
        }
    }
    return numbers;
}

} // namespace argus::test
