// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/operations.h"
#include "core/base/mutex.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <utility>

namespace argus::engine {

/// Hands changes and progress to those who subscribed. Any thread; subscribers are called on the thread that tells.
class ChangeHub : public std::enable_shared_from_this<ChangeHub>
{
public:
    api::Subscription onBatchChanged(std::function<void(const api::BatchChanged&)> changed);
    api::Subscription onProgress(std::function<void(const api::TaskProgress&)> progress);

    void tell(const api::BatchChanged& change);
    void tell(const api::TaskProgress& progress);

private:
    template <class T> struct Listeners
    {
        /// A listener and the lock that is held while it runs, so that unsubscribing can wait for it.
        struct Entry
        {
            std::function<void(const T&)> call;
            std::recursive_mutex running;
            bool gone = false;
        };
        base::Mutex mutex;
        std::map<std::uint64_t, std::shared_ptr<Entry>> entries ARGUS_GUARDED_BY(mutex);
        std::uint64_t next ARGUS_GUARDED_BY(mutex) = 0;
    };
    template <class T> api::Subscription subscribe(Listeners<T>& listeners, std::function<void(const T&)> call);
    template <class T> void tellAll(Listeners<T>& listeners, const T& what);

    Listeners<api::BatchChanged> m_changes;
    Listeners<api::TaskProgress> m_progress;
};

} // namespace argus::engine
