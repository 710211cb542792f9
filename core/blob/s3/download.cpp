// SPDX-License-Identifier: Apache-2.0
#include "core/blob/s3/download.h"

#include "core/base/mutex.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <thread>
#include <vector>

namespace argus::blob::s3 {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;

namespace {

Result<> writeAt(const base::UniqueFd& file, std::uint64_t offset, std::span<const std::uint8_t> bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::pwrite(file.get(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            return fail(ErrorCode::Unavailable,
                        "cannot write a recording to the cache: " + base::errnoText(written < 0 ? errno : ENOSPC));
        }
        offset += static_cast<std::uint64_t>(written);
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return {};
}

/// One download by several threads; the first error ends them all.
class Pieces
{
public:
    Pieces(const ExecutionContext& context, S3Bucket& bucket, const std::string& key, const ObjectHead& head,
           const base::UniqueFd& file)
        : m_context(context.child())
        , m_bucket(bucket)
        , m_key(key)
        , m_head(head)
        , m_file(file)
        , m_piece(std::max<std::uint64_t>(bucket.settings().rangeBytes, 1))
    { }

    std::uint64_t count() const { return (m_head.size + m_piece - 1) / m_piece; }

    void work()
    {
        while (!m_context.isCancelled()) {
            const std::uint64_t number = m_next++;
            if (number >= count()) {
                return;
            }
            if (Result<> fetched = fetch(number * m_piece); !fetched) {
                const base::LockGuard lock(m_mutex);
                if (!m_failure) {
                    m_failure = fetched.error();
                }
                m_context.cancel("another piece of the recording could not be read");
            }
        }
    }

    Result<> result()
    {
        const base::LockGuard lock(m_mutex);
        return m_failure ? Result<>(fail(*m_failure)) : Result<>();
    }

private:
    Result<> fetch(std::uint64_t begin)
    {
        const std::uint64_t end = std::min(begin + m_piece, m_head.size);
        return m_bucket.fetch(m_context, m_key, m_head.etag, begin, end, [this, begin]() -> net::BodySink {
            return [this, at = begin](std::span<const std::uint8_t> bytes) mutable -> Result<> {
                ARGUS_TRY(writeAt(m_file, at, bytes));
                at += bytes.size();
                return {};
            };
        });
    }

    const ExecutionContext m_context;
    S3Bucket& m_bucket;
    const std::string& m_key;
    const ObjectHead& m_head;
    const base::UniqueFd& m_file;
    const std::uint64_t m_piece;
    std::atomic<std::uint64_t> m_next {0};
    base::Mutex m_mutex;
    std::optional<base::Error> m_failure ARGUS_GUARDED_BY(m_mutex);
};

} // namespace

Result<> download(const ExecutionContext& context, S3Bucket& bucket, const std::string& key, const ObjectHead& head,
                  const base::UniqueFd& file)
{
    Pieces pieces(context, bucket, key, head, file);
    {
        const std::uint64_t helpers
            = std::min<std::uint64_t>(pieces.count(), std::max(bucket.settings().parallelRanges, 1));
        std::vector<std::jthread> threads;
        for (std::uint64_t i = 1; i < helpers; ++i) {
            threads.emplace_back([&pieces] { pieces.work(); });
        }
        pieces.work();
    }
    ARGUS_TRY(context.check());
    return pieces.result();
}

} // namespace argus::blob::s3
