// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/sha256.h"
#include "core/blob/blob_store.h"
#include "core/blob/s3/part_buffer.h"
#include "core/blob/s3/s3_bucket.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace argus::blob::s3 {

/// Uploads a blob: a small one in one request, a longer one in parts while it is being written. One thread.
class S3Writer final : public BlobWriter
{
public:
    S3Writer(std::shared_ptr<S3Bucket> bucket, std::string key);
    /// Drops an upload that was not committed; a server that does not answer soon leaves that to the sweep.
    ~S3Writer() override;

    base::Result<> write(const base::ExecutionContext& context, std::span<const std::uint8_t> data) override;
    base::Result<> commit(const base::ExecutionContext& context) override;

private:
    base::Result<> sendPart(const base::ExecutionContext& context);
    bool isDropped(const base::ExecutionContext& context, const base::Error& error);
    base::Error dropped() const;
    base::Result<> commitWhole(const base::ExecutionContext& context);
    base::Result<> commitParts(const base::ExecutionContext& context);
    base::Result<> verify(const base::ExecutionContext& context, const std::string& etag);

    const std::shared_ptr<S3Bucket> m_bucket;
    const std::string m_key;
    const std::string m_name; ///< of this upload: ObjectHead::upload
    PartBuffer m_part;
    base::Sha256 m_sha256; ///< of the whole
    std::uint64_t m_size = 0;
    std::string m_id; ///< of the upload in parts; empty as long as there is none
    std::vector<std::string> m_etags;
    /// What went wrong for good: an upload with a hole is not gone on with.
    std::optional<base::Error> m_broken;
    bool m_committed = false;
};

} // namespace argus::blob::s3
