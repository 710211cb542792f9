// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/mutex.h"
#include "core/blob/blob_store.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <utility>

namespace argus::test {

/// Stops every parse where it asks for its recording, until the test lets it through or its context ends: so a test
/// holds a step of the pipeline for as long as it wants, without sleeping. Any thread.
class GatedBlobs final : public blob::BlobStore
{
public:
    explicit GatedBlobs(std::unique_ptr<blob::BlobStore> store)
        : m_store(std::move(store))
    { }

    /// Waits until at least `count` parses stand at the gate; false when they do not come (a minute).
    bool waitForWaiting(int count)
    {
        const auto until = std::chrono::steady_clock::now() + std::chrono::minutes(1);
        const base::LockGuard lock(m_mutex);
        while (m_waiting < count) {
            if (!m_changed.waitUntil(m_mutex, until) && m_waiting < count) {
                return false;
            }
        }
        return true;
    }
    void letThrough(int count)
    {
        const base::LockGuard lock(m_mutex);
        m_tickets += count;
        m_changed.notifyAll();
    }
    void open() { letThrough(1'000'000); }
    /// The most that ever stood at the gate at once.
    int mostWaiting()
    {
        const base::LockGuard lock(m_mutex);
        return m_most;
    }
    /// How often a recording was asked for.
    int asked()
    {
        const base::LockGuard lock(m_mutex);
        return m_asked;
    }

    base::Result<blob::LocalBlob> localPath(const base::ExecutionContext& context, const std::string& key) override
    {
        ARGUS_TRY(pass(context));
        return m_store->localPath(context, key);
    }
    base::Result<std::unique_ptr<blob::BlobWriter>> create(const base::ExecutionContext& context,
                                                           const std::string& key) override
    {
        return m_store->create(context, key);
    }
    base::Result<bool> adopt(const base::ExecutionContext& context, const std::string& key,
                             const std::filesystem::path& path) override
    {
        return m_store->adopt(context, key, path);
    }
    base::Result<bool> exists(const base::ExecutionContext& context, const std::string& key) override
    {
        return m_store->exists(context, key);
    }
    base::Result<> remove(const base::ExecutionContext& context, const std::string& key) override
    {
        return m_store->remove(context, key);
    }
    base::Result<std::vector<std::string>> list(const base::ExecutionContext& context,
                                                std::chrono::seconds minimumAge) override
    {
        return m_store->list(context, minimumAge);
    }
    base::Result<bool> mayBeReferredTo(const base::ExecutionContext& context, const std::string& key) override
    {
        return m_store->mayBeReferredTo(context, key);
    }
    base::Result<bool> removeAbandoned(const base::ExecutionContext& context, const std::string& key,
                                       std::chrono::seconds minimumAge) override
    {
        return m_store->removeAbandoned(context, key, minimumAge);
    }
    base::Result<std::size_t> sweep(const base::ExecutionContext& context, std::chrono::seconds minimumAge) override
    {
        return m_store->sweep(context, minimumAge);
    }
    std::optional<std::uint64_t> freeBytes() const override { return m_store->freeBytes(); }
    blob::StorePlace place() const override { return m_store->place(); }

private:
    base::Result<> pass(const base::ExecutionContext& context)
    {
        const std::stop_callback wake(context.stopToken(), [this] {
            const base::LockGuard lock(m_mutex);
            m_changed.notifyAll();
        });
        const base::LockGuard lock(m_mutex);
        ++m_asked;
        m_most = std::max(m_most, ++m_waiting);
        m_changed.notifyAll();
        while (m_tickets == 0 && !context.isCancelled()) {
            m_changed.wait(m_mutex);
        }
        --m_waiting;
        if (m_tickets == 0) {
            return context.check();
        }
        --m_tickets;
        return {};
    }

    const std::unique_ptr<blob::BlobStore> m_store;
    base::Mutex m_mutex;
    base::CondVar m_changed;
    int m_tickets ARGUS_GUARDED_BY(m_mutex) = 0;
    int m_waiting ARGUS_GUARDED_BY(m_mutex) = 0;
    int m_most ARGUS_GUARDED_BY(m_mutex) = 0;
    int m_asked ARGUS_GUARDED_BY(m_mutex) = 0;
};

} // namespace argus::test
