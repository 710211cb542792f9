// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/blob/s3/part_buffer.h"
#include "core/blob/s3/s3_caller.h"
#include "core/blob/s3/s3_xml.h"

#include <functional>
#include <optional>
#include <string>

namespace argus::blob::s3 {

/// What HEAD says of an object.
struct ObjectHead
{
    std::uint64_t size = 0;
    std::string etag;
    base::UtcTime lastModified;
    base::UtcTime now; ///< the server's clock
    std::string sha256; ///< of the content, where it was written in one request; else empty
    std::string upload; ///< names the upload in parts that wrote it, and the seal that belongs to it; else empty
};

/// Whether `then` is at least `age` before `now`. The Date of an answer may be a second behind the times of objects:
/// no age at all is always reached.
inline bool isOlder(base::UtcTime then, base::UtcTime now, std::chrono::seconds age)
{
    return age.count() == 0 || then <= now - age;
}

/// The operations on one bucket that the store is made of. Any thread.
class S3Bucket
{
public:
    explicit S3Bucket(std::unique_ptr<S3Caller> caller)
        : m_caller(std::move(caller))
    { }
    const S3Settings& settings() const { return m_caller->settings(); }

    /// Makes the bucket when it is absent.
    base::Result<> ensure(const base::ExecutionContext& context);

    /// Nothing when the object is not there.
    base::Result<std::optional<ObjectHead>> head(const base::ExecutionContext& context, const std::string& key);
    /// A small object as a whole; nothing when it is not there.
    base::Result<std::optional<std::string>> read(const base::ExecutionContext& context, const std::string& key);
    base::Result<> write(const base::ExecutionContext& context, const std::string& key, const std::string& content);
    /// One that is not there is no error.
    base::Result<> remove(const base::ExecutionContext& context, const std::string& key);
    /// Bytes [begin, end) of the object with this ETag; each attempt starts a new sink. Conflict when it was replaced.
    base::Result<> fetch(const base::ExecutionContext& context, const std::string& key, const std::string& etag,
                         std::uint64_t begin, std::uint64_t end, const std::function<net::BodySink()>& sink);

    /// Calls `each` for every object whose key begins with `prefix`, in the order of keys; `now` is the server's clock.
    base::Result<> list(const base::ExecutionContext& context, const std::string& prefix,
                        const std::function<void(const ListedObject& object, base::UtcTime now)>& each);

    /// Writes an object in one request: its ETag.
    base::Result<std::string> put(const base::ExecutionContext& context, const std::string& key,
                                  const PartBuffer& content, const PartBuffer::Sums& sums);
    /// Begins an upload in parts: its id. `name` goes with the object for good: see ObjectHead::upload.
    base::Result<std::string> begin(const base::ExecutionContext& context, const std::string& key,
                                    const std::string& name);
    /// Sends one part: its ETag.
    base::Result<std::string> putPart(const base::ExecutionContext& context, const std::string& key,
                                      const std::string& id, int number, const PartBuffer& content,
                                      const PartBuffer::Sums& sums);
    /// Whether the upload is still known, neither completed nor dropped.
    base::Result<bool> hasUpload(const base::ExecutionContext& context, const std::string& key, const std::string& id);
    /// Makes the object of the parts: its ETag.
    base::Result<std::string> complete(const base::ExecutionContext& context, const std::string& key,
                                       const std::string& id, const std::vector<std::string>& etags);
    /// Forgets an upload and its parts. One that is not there is no error. `attempts` 0: as set.
    base::Result<> abort(const base::ExecutionContext& context, const std::string& key, const std::string& id,
                         int attempts);

    struct Upload
    {
        std::string key;
        std::string id;
        base::UtcTime lastMove; ///< its beginning, or its newest part
        base::UtcTime now; ///< the server's clock
    };
    /// The uploads in parts that began at least `minimumAge` ago and were neither completed nor aborted.
    base::Result<std::vector<Upload>> uploads(const base::ExecutionContext& context, std::chrono::seconds minimumAge);

private:
    base::Result<bool> isMissing(const base::ExecutionContext& context, const std::string& key);
    base::Result<base::UtcTime> newestPart(const base::ExecutionContext& context, const ListedUpload& upload);

    const std::unique_ptr<S3Caller> m_caller;
};

} // namespace argus::blob::s3
