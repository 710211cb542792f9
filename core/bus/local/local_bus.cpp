// SPDX-License-Identifier: Apache-2.0
#include "core/bus/event_bus.h"

#include "core/base/mutex.h"

#include <atomic>
#include <vector>

namespace argus::bus {

using base::ExecutionContext;
using base::Result;

namespace {

class LocalBus final : public EventBus
{
public:
    Outcome publish(const ExecutionContext& context, std::span<const Message> messages) override
    {
        const base::LockGuard oneAtATime(m_publishing);
        Outcome outcome;
        for (const auto& group : groupsNow()) {
            std::vector<Message> mine;
            std::vector<std::size_t> indexes;
            for (std::size_t i = 0; i < messages.size(); ++i) {
                if (messages[i].topic == group->topic) {
                    mine.push_back(messages[i]);
                    indexes.push_back(i);
                }
            }
            if (mine.empty()) {
                continue;
            }
            const Outcome taken = group->handler(context, mine);
            for (std::size_t i = 0; i < mine.size() && !taken; ++i) {
                if (const base::Error* error = taken.error(i)) {
                    // The effect's fault, not the message's: the outbox brings it again until its consumer has it.
                    base::Error again = *error;
                    again.retryable = true;
                    outcome.fail(indexes[i], std::move(again));
                }
            }
        }
        for (std::size_t i = 0; i < messages.size(); ++i) {
            m_published += outcome.isSafe(i) ? 1 : 0;
        }
        return outcome;
    }

    Result<> subscribe(const std::string& topic, const std::string& group, Handler handler) override
    {
        const base::LockGuard lock(m_mutex);
        m_groups.push_back(std::make_shared<const Group>(Group {topic, group, std::move(handler)}));
        return {};
    }

    // The relay brings the messages, and its end ends them.
    Result<> start() override { return {}; }
    void stop(std::chrono::milliseconds) override { }

    BusState state() const override
    {
        BusState state;
        state.connected = true;
        state.published = m_published;
        for (const auto& group : groupsNow()) {
            GroupState entry;
            entry.name = group->name;
            entry.state = "up";
            state.groups.push_back(std::move(entry));
        }
        return state;
    }
    Result<std::vector<GroupState>> groups(const ExecutionContext&) override { return state().groups; }
    std::string describe() const override { return "local"; }

private:
    struct Group
    {
        std::string topic;
        std::string name;
        Handler handler;
    };

    std::vector<std::shared_ptr<const Group>> groupsNow() const
    {
        const base::LockGuard lock(m_mutex);
        return m_groups;
    }

    base::Mutex m_publishing; ///< held while handlers run, which may take long
    mutable base::Mutex m_mutex;
    std::vector<std::shared_ptr<const Group>> m_groups ARGUS_GUARDED_BY(m_mutex);
    std::atomic<std::uint64_t> m_published {0};
};

} // namespace

std::unique_ptr<EventBus> makeLocalBus()
{
    return std::make_unique<LocalBus>();
}

} // namespace argus::bus
