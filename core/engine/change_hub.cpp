// SPDX-License-Identifier: Apache-2.0
#include "core/engine/change_hub.h"

#include <vector>

namespace argus::engine {

template <class T> api::Subscription ChangeHub::subscribe(Listeners<T>& listeners, std::function<void(const T&)> call)
{
    auto entry = std::make_shared<typename Listeners<T>::Entry>();
    entry->call = std::move(call);
    std::uint64_t id = 0;
    {
        const base::LockGuard lock(listeners.mutex);
        id = listeners.next++;
        listeners.entries.emplace(id, entry);
    }
    return api::Subscription([self = shared_from_this(), &listeners, id, entry] {
        {
            const base::LockGuard lock(listeners.mutex);
            listeners.entries.erase(id);
        }
        // A call under way on another thread ends first. Recursive: a listener may unsubscribe itself.
        const std::lock_guard running(entry->running);
        entry->gone = true;
    });
}

template <class T> void ChangeHub::tellAll(Listeners<T>& listeners, const T& what)
{
    std::vector<std::shared_ptr<typename Listeners<T>::Entry>> entries;
    {
        const base::LockGuard lock(listeners.mutex);
        for (const auto& [id, entry] : listeners.entries) {
            entries.push_back(entry);
        }
    }
    for (const auto& entry : entries) {
        const std::lock_guard running(entry->running);
        if (!entry->gone) {
            entry->call(what);
        }
    }
}

api::Subscription ChangeHub::onBatchChanged(std::function<void(const api::BatchChanged&)> changed)
{
    return subscribe(m_changes, std::move(changed));
}

api::Subscription ChangeHub::onProgress(std::function<void(const api::TaskProgress&)> progress)
{
    return subscribe(m_progress, std::move(progress));
}

void ChangeHub::tell(const api::BatchChanged& change)
{
    tellAll(m_changes, change);
}

void ChangeHub::tell(const api::TaskProgress& progress)
{
    tellAll(m_progress, progress);
}

} // namespace argus::engine
