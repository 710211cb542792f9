// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/base/file_io.h"
#include "core/base/mutex.h"
#include "core/base/result.h"
#include "core/blob/blob_store.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>

namespace argus::blob::s3 {

/// Copies of blobs in a local folder, each under a name that says which content it is. A copy is there whole or not at
/// all. Whoever uses one holds a lock (flock; the folder is on a local disk): eviction spares what is held, in whatever
/// process. Any thread; any number of processes may share the folder.
class BlobCache
{
public:
    /// Makes the folder and removes what killed processes left half done. Unavailable when it cannot be used.
    static base::Result<std::unique_ptr<BlobCache>> open(const std::filesystem::path& folder, std::uint64_t maxBytes);

    /// The copy of that name, held and counted as used now; nothing when there is none.
    std::optional<LocalBlob> find(const std::string& name) const;
    /// Any copy whose name begins so.
    std::optional<LocalBlob> findAny(const std::string& prefix) const;

    /// A copy that is being made, in a file that goes with this object unless it is published.
    class Draft
    {
    public:
        Draft(base::UniqueFd fd, std::filesystem::path path)
            : m_fd(std::move(fd))
            , m_path(std::move(path))
        { }
        ~Draft();
        Draft(Draft&&) = default;
        Draft& operator=(Draft&&) = delete;
        const base::UniqueFd& fd() const { return m_fd; }
        const std::filesystem::path& path() const { return m_path; }

    private:
        friend class BlobCache;
        base::UniqueFd m_fd;
        std::filesystem::path m_path; ///< empty once published
    };
    /// Makes room and begins a copy of `size` bytes. Unavailable when the disk has no room.
    base::Result<Draft> begin(std::uint64_t size) const;
    /// Gives it its name, durably. The result is held.
    base::Result<LocalBlob> publish(Draft draft, const std::string& name) const;

    /// Lets one thread of this process at a time fetch a name; the others wait until it is done and then look again.
    class Turn
    {
    public:
        Turn(BlobCache& cache, std::string name)
            : m_cache(&cache)
            , m_name(std::move(name))
        { }
        ~Turn();
        Turn(Turn&& other) noexcept
            : m_cache(std::exchange(other.m_cache, nullptr))
            , m_name(std::move(other.m_name))
        { }
        Turn& operator=(Turn&&) = delete;

    private:
        BlobCache* m_cache;
        std::string m_name;
    };
    base::Result<Turn> takeTurn(const base::ExecutionContext& context, const std::string& name);

    const std::filesystem::path& folder() const { return m_folder; }

private:
    BlobCache(std::filesystem::path folder, std::uint64_t maxBytes);
    void removeLeftovers() const;
    void makeRoom(std::uint64_t size) const;

    const std::filesystem::path m_folder;
    const std::uint64_t m_maxBytes;
    base::Mutex m_mutex;
    base::CondVar m_changed;
    std::set<std::string> m_busy ARGUS_GUARDED_BY(m_mutex);
};

} // namespace argus::blob::s3
