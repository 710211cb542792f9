// SPDX-License-Identifier: Apache-2.0
#include "core/blob/s3/s3_store.h"

#include "core/base/file_hash.h"
#include "core/base/log.h"
#include "core/base/text.h"
#include "core/base/uuid.h"
#include "core/blob/folder_files.h"
#include "core/blob/s3/blob_cache.h"
#include "core/blob/s3/download.h"
#include "core/blob/s3/s3_bucket.h"
#include "core/blob/s3/s3_writer.h"
#include "core/blob/s3/seal.h"

#include <algorithm>

namespace argus::blob {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
using base::UtcTime;
using s3::ObjectHead;
namespace fs = std::filesystem;

namespace {

constexpr const char* kMarker = ".argus-store";
/// How often a blob that is replaced while it is read, or arrives damaged, is fetched anew.
constexpr int kFetches = 3;

/// The file in the cache: which blob, and which content of it.
std::string cachePrefix(const std::string& key)
{
    std::string name = key;
    std::replace(name.begin(), name.end(), '/', '+');
    return name + "~";
}

std::string cacheName(const std::string& key, const ObjectHead& head)
{
    return cachePrefix(key) + s3::sha256Hex(head.etag).substr(0, 16);
}

class S3Store final : public BlobStore
{
public:
    S3Store(std::shared_ptr<s3::S3Bucket> bucket, std::unique_ptr<s3::BlobCache> cache, std::string id)
        : m_bucket(std::move(bucket))
        , m_cache(std::move(cache))
        , m_id(std::move(id))
    { }

    Result<std::unique_ptr<BlobWriter>> create(const ExecutionContext& context, const std::string& key) override
    {
        ARGUS_TRY(context.check());
        ARGUS_TRY(files::checkKey(key));
        return std::make_unique<s3::S3Writer>(m_bucket, key);
    }

    Result<bool> adopt(const ExecutionContext&, const std::string&, const fs::path&) override { return false; }

    Result<LocalBlob> localPath(const ExecutionContext& context, const std::string& key) override
    {
        for (int number = 1;; ++number) {
            auto copy = copyOf(context, key);
            if (copy || copy.error().code != ErrorCode::Conflict) {
                return copy;
            }
            if (number == kFetches) {
                base::Error error = copy.error();
                error.code = error.retryable ? ErrorCode::Unavailable : ErrorCode::Internal;
                return fail(std::move(error));
            }
        }
    }

    Result<bool> exists(const ExecutionContext& context, const std::string& key) override
    {
        const auto head = headOf(context, key);
        return head ? Result<bool>(head->has_value()) : Result<bool>(fail(head));
    }

    Result<bool> mayBeReferredTo(const ExecutionContext& context, const std::string& key) override
    {
        const auto age = ageOf(context, key);
        if (!age) {
            return fail(age);
        }
        if (*age && **age >= abandonedAfter() / 2) {
            return fail(ErrorCode::Conflict,
                        "the recording " + key + " waited too long for its entry in the store: upload it again");
        }
        return age->has_value();
    }

    Result<> remove(const ExecutionContext& context, const std::string& key) override
    {
        ARGUS_TRY(context.check());
        ARGUS_TRY(files::checkKey(key));
        ARGUS_TRY(m_bucket->remove(context, key));
        return m_bucket->remove(context, s3::sealKey(key));
    }

    Result<bool> removeAbandoned(const ExecutionContext& context, const std::string& key,
                                 std::chrono::seconds minimumAge) override
    {
        const auto age = ageOf(context, key);
        if (!age) {
            return fail(age);
        }
        if (*age && **age < std::max(minimumAge, abandonedAfter())) {
            return false;
        }
        ARGUS_TRY(remove(context, key));
        return true;
    }

    Result<std::vector<std::string>> list(const ExecutionContext& context, std::chrono::seconds minimumAge) override
    {
        ARGUS_TRY(context.check());
        std::vector<std::string> keys;
        ARGUS_TRY(m_bucket->list(context, "", [&](const s3::ListedObject& object, UtcTime now) {
            if (s3::isOlder(object.lastModified, now, minimumAge) && isValidKey(object.key)) {
                keys.push_back(object.key);
            }
        }));
        std::sort(keys.begin(), keys.end());
        return keys;
    }

    Result<std::size_t> sweep(const ExecutionContext& context, std::chrono::seconds minimumAge) override
    {
        const std::chrono::seconds age = std::max(minimumAge, abandonedAfter());
        std::size_t removed = 0;
        const auto uploads = m_bucket->uploads(context, age);
        if (!uploads) {
            return fail(uploads);
        }
        for (const s3::S3Bucket::Upload& each : *uploads) {
            // A slow upload lives as long as parts come in.
            if (isValidKey(each.key) && s3::isOlder(each.lastMove, each.now, age)) {
                ARGUS_TRY(m_bucket->abort(context, each.key, each.id, /*attempts=*/0));
                ++removed;
            }
        }
        const auto seals = removeLoneSeals(context, age);
        return seals ? Result<std::size_t>(removed + *seals) : seals;
    }

    std::optional<std::uint64_t> freeBytes() const override { return std::nullopt; }

    StorePlace place() const override { return {m_bucket->settings().address.toString(), m_id}; }

private:
    std::chrono::seconds abandonedAfter() const { return m_bucket->settings().abandonedAfter; }

    Result<std::optional<ObjectHead>> headOf(const ExecutionContext& context, const std::string& key)
    {
        ARGUS_TRY(context.check());
        ARGUS_TRY(files::checkKey(key));
        return m_bucket->head(context, key);
    }

    /// How long ago the blob was completed, by the server's clock; nothing when it is not there.
    Result<std::optional<std::chrono::microseconds>> ageOf(const ExecutionContext& context, const std::string& key)
    {
        const auto head = headOf(context, key);
        if (!head) {
            return fail(head);
        }
        if (!*head) {
            return std::optional<std::chrono::microseconds>();
        }
        UtcTime completed = (*head)->lastModified;
        if (!(*head)->upload.empty()) {
            const auto seal = m_bucket->head(context, s3::sealKey(key));
            if (!seal) {
                return fail(seal);
            }
            completed = std::max(completed, *seal ? (*seal)->lastModified : completed);
        }
        return std::optional(std::max((*head)->now - completed, std::chrono::microseconds(0)));
    }

    /// The copy in the cache, made when there is none. Conflict: to be tried again.
    Result<LocalBlob> copyOf(const ExecutionContext& context, const std::string& key)
    {
        const auto head = headOf(context, key);
        if (!head) {
            // Without the server, what was fetched before can still be read: blobs do not change.
            auto old = head.error().retryable ? m_cache->findAny(cachePrefix(key)) : std::nullopt;
            return old ? Result<LocalBlob>(std::move(*old)) : Result<LocalBlob>(fail(head));
        }
        if (!*head) {
            return fail(ErrorCode::NotFound,
                        "the recording " + key + " is missing from " + m_bucket->settings().address.toString());
        }
        const std::string name = cacheName(key, **head);
        if (auto found = m_cache->find(name)) {
            return std::move(*found);
        }
        const auto turn = m_cache->takeTurn(context, name);
        if (!turn) {
            return fail(turn);
        }
        if (auto found = m_cache->find(name)) {
            return std::move(*found);
        }
        return fetch(context, key, **head, name);
    }

    Result<LocalBlob> fetch(const ExecutionContext& context, const std::string& key, const ObjectHead& head,
                            const std::string& name)
    {
        const auto wanted = hashOf(context, key, head);
        if (!wanted) {
            return fail(wanted);
        }
        auto draft = m_cache->begin(head.size);
        if (!draft) {
            return fail(draft);
        }
        ARGUS_TRY(s3::download(context, *m_bucket, key, head, draft->fd()));
        const auto got = base::hashFile(context, draft->path());
        if (!got) {
            return fail(got);
        }
        if (got->bytes != head.size || (!wanted->empty() && got->sha256 != *wanted)) {
            base::log(base::LogLevel::Error, "blob", "the recording " + key + " arrived damaged from the S3 server",
                      context.traceId());
            return fail(ErrorCode::Conflict,
                        "the recording " + key + " on " + m_bucket->settings().address.toString()
                            + " is not what was uploaded (its SHA-256 differs): it is damaged there, or on the way");
        }
        return m_cache->publish(std::move(*draft), name);
    }

    /// The SHA-256 that the content must have; empty where nobody wrote it down (an object of another program).
    Result<std::string> hashOf(const ExecutionContext& context, const std::string& key, const ObjectHead& head)
    {
        if (head.upload.empty()) {
            return head.sha256;
        }
        const auto text = m_bucket->read(context, s3::sealKey(key));
        if (!text) {
            return fail(text);
        }
        const auto seal = *text ? s3::Seal::parse(**text) : std::nullopt;
        if (!seal) {
            base::log(base::LogLevel::Warning, "blob",
                      "the recording " + key + " has no seal: it is read without comparing its SHA-256",
                      context.traceId());
            return std::string();
        }
        if (seal->upload != head.upload || seal->size != head.size) {
            return base::failTransient(ErrorCode::Conflict, "the recording " + key + " is just being replaced");
        }
        return seal->sha256;
    }

    /// Seals whose object never came to be, or was removed without them.
    Result<std::size_t> removeLoneSeals(const ExecutionContext& context, std::chrono::seconds age)
    {
        std::vector<std::string> keys;
        ARGUS_TRY(m_bucket->list(context, std::string(s3::kSealPrefix), [&](const auto& object, UtcTime now) {
            const std::string key = object.key.substr(std::min(s3::kSealPrefix.size(), object.key.size()));
            if (isValidKey(key) && s3::isOlder(object.lastModified, now, age)) {
                keys.push_back(key);
            }
        }));
        std::size_t removed = 0;
        for (const std::string& key : keys) {
            const auto head = m_bucket->head(context, key);
            if (!head) {
                return fail(head);
            }
            if (!*head) {
                ARGUS_TRY(m_bucket->remove(context, s3::sealKey(key)));
                ++removed;
            }
        }
        return removed;
    }

    const std::shared_ptr<s3::S3Bucket> m_bucket;
    const std::unique_ptr<s3::BlobCache> m_cache;
    const std::string m_id;
};

/// The id in the bucket; whoever comes first makes it.
Result<std::string> storeId(const ExecutionContext& context, s3::S3Bucket& bucket)
{
    const auto there = bucket.read(context, kMarker);
    if (!there) {
        return fail(there);
    }
    if (*there) {
        return std::string(base::trimmed(**there));
    }
    ARGUS_TRY(bucket.write(context, kMarker, base::Uuid::makeV7().toString() + "\n"));
    // Of two that come at the same time, the later one's stays.
    const auto made = bucket.read(context, kMarker);
    if (!made) {
        return fail(made);
    }
    return *made ? std::string(base::trimmed(**made)) : std::string();
}

} // namespace

Result<std::unique_ptr<BlobStore>> openS3Store(const ExecutionContext& context, const S3Settings& settings)
{
    auto caller = s3::S3Caller::make(settings);
    if (!caller) {
        return fail(caller);
    }
    auto bucket = std::make_shared<s3::S3Bucket>(std::move(*caller));
    ARGUS_TRY(bucket->ensure(context));
    auto id = storeId(context, *bucket);
    if (!id) {
        return fail(id);
    }
    // Two stores in one folder must not take each other's blobs for their own.
    auto cache = s3::BlobCache::open(settings.cacheFolder / s3::sha256Hex(*id).substr(0, 16), settings.cacheBytes);
    if (!cache) {
        return fail(cache);
    }
    return std::make_unique<S3Store>(std::move(bucket), std::move(*cache), std::move(*id));
}

} // namespace argus::blob
