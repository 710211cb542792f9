// SPDX-License-Identifier: Apache-2.0
#include "core/blob/blob_store.h"

#include "core/base/mutex.h"

#include <map>

namespace argus::blob {

using base::ExecutionContext;
using base::Result;
namespace fs = std::filesystem;

namespace {

class ReferenceStore final : public BlobStore
{
public:
    explicit ReferenceStore(std::unique_ptr<BlobStore> copies)
        : m_copies(std::move(copies))
    { }

    Result<std::unique_ptr<BlobWriter>> create(const ExecutionContext& context, const std::string& key) override
    {
        return m_copies->create(context, key);
    }

    Result<bool> adopt(const ExecutionContext& context, const std::string& key, const fs::path& path) override
    {
        ARGUS_TRY(context.check());
        std::error_code error;
        fs::path absolute = fs::absolute(path, error);
        if (error) {
            absolute = path;
        }
        const base::LockGuard lock(m_mutex);
        m_adopted[key] = std::move(absolute);
        return true;
    }

    Result<LocalBlob> localPath(const ExecutionContext& context, const std::string& key) override
    {
        if (auto path = adopted(key)) {
            return LocalBlob(std::move(*path));
        }
        return m_copies->localPath(context, key);
    }

    Result<bool> exists(const ExecutionContext& context, const std::string& key) override
    {
        if (adopted(key)) {
            return true;
        }
        return m_copies->exists(context, key);
    }

    Result<> remove(const ExecutionContext& context, const std::string& key) override
    {
        {
            const base::LockGuard lock(m_mutex);
            if (m_adopted.erase(key) > 0) {
                return {}; // the user's own file stays
            }
        }
        return m_copies->remove(context, key);
    }

    Result<std::vector<std::string>> list(const ExecutionContext& context, std::chrono::seconds minimumAge) override
    {
        return m_copies->list(context, minimumAge);
    }
    Result<bool> removeAbandoned(const ExecutionContext& context, const std::string& key,
                                 std::chrono::seconds minimumAge) override
    {
        return m_copies->removeAbandoned(context, key, minimumAge);
    }
    Result<std::size_t> sweep(const ExecutionContext& context, std::chrono::seconds minimumAge) override
    {
        return m_copies->sweep(context, minimumAge);
    }
    std::optional<std::uint64_t> freeBytes() const override { return m_copies->freeBytes(); }
    StorePlace place() const override { return m_copies->place(); }

private:
    std::optional<fs::path> adopted(const std::string& key)
    {
        const base::LockGuard lock(m_mutex);
        const auto found = m_adopted.find(key);
        return found == m_adopted.end() ? std::nullopt : std::optional(found->second);
    }

    const std::unique_ptr<BlobStore> m_copies;
    base::Mutex m_mutex;
    std::map<std::string, fs::path> m_adopted ARGUS_GUARDED_BY(m_mutex);
};

} // namespace

Result<std::unique_ptr<BlobStore>> openReferenceStore(const fs::path& folder)
{
    auto copies = openLocalStore(folder);
    if (!copies) {
        return base::fail(copies);
    }
    return std::make_unique<ReferenceStore>(std::move(*copies));
}

} // namespace argus::blob
