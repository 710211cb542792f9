// SPDX-License-Identifier: Apache-2.0
#include "core/bus/event_bus.h"

#include "core/base/mutex.h"

#include <vector>

namespace argus::bus {

using base::ExecutionContext;
using base::Result;

namespace {

class LocalBus final : public EventBus
{
public:
    Result<> publish(const ExecutionContext& context, std::span<const Message> messages) override
    {
        const base::LockGuard lock(m_mutex);
        for (const Group& group : m_groups) {
            std::vector<Message> mine;
            for (const Message& message : messages) {
                if (message.topic == group.topic) {
                    mine.push_back(message);
                }
            }
            if (!mine.empty()) {
                ARGUS_TRY(group.handler(context, mine));
            }
        }
        return {};
    }

    Result<> subscribe(const std::string& topic, const std::string& group, Handler handler) override
    {
        const base::LockGuard lock(m_mutex);
        m_groups.push_back({topic, group, std::move(handler)});
        return {};
    }

    std::string describe() const override { return "local"; }

private:
    struct Group
    {
        std::string topic;
        std::string name;
        Handler handler;
    };

    base::Mutex m_mutex;
    std::vector<Group> m_groups ARGUS_GUARDED_BY(m_mutex);
};

} // namespace

std::unique_ptr<EventBus> makeLocalBus()
{
    return std::make_unique<LocalBus>();
}

} // namespace argus::bus
