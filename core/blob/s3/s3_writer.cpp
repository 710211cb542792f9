// SPDX-License-Identifier: Apache-2.0
#include "core/blob/s3/s3_writer.h"

#include "core/base/uuid.h"
#include "core/blob/s3/part_plan.h"
#include "core/blob/s3/seal.h"

#include <algorithm>

namespace argus::blob::s3 {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;

namespace {

/// How long the end of a writer waits for the server to drop its parts.
constexpr std::chrono::seconds kAbortTime {3};

} // namespace

S3Writer::S3Writer(std::shared_ptr<S3Bucket> bucket, std::string key)
    : m_bucket(std::move(bucket))
    , m_key(std::move(key))
    , m_name(base::Uuid::makeV7().toString())
    , m_part(m_bucket->settings().memoryPartBytes, m_bucket->settings().cacheFolder)
{ }

S3Writer::~S3Writer()
{
    if (!m_committed && !m_id.empty()) {
        const auto context = ExecutionContext::root("argus", "dropping an upload").withTimeout(kAbortTime);
        (void)m_bucket->abort(context, m_key, m_id, /*attempts=*/1);
    }
}

Result<> S3Writer::write(const ExecutionContext& context, std::span<const std::uint8_t> data)
{
    ARGUS_TRY(context.check());
    if (m_broken) {
        return fail(*m_broken);
    }
    m_sha256.update(data.data(), data.size());
    m_size += data.size();
    while (!data.empty()) {
        const std::uint64_t whole = partSize(m_bucket->settings().partBytes, static_cast<int>(m_etags.size()) + 1);
        // A full part goes only when more comes: what fits into one part goes in one request.
        if (m_part.size() == whole) {
            if (Result<> sent = sendPart(context); !sent) {
                m_broken = sent.error();
                return sent;
            }
            continue;
        }
        const std::size_t taken = static_cast<std::size_t>(std::min<std::uint64_t>(whole - m_part.size(), data.size()));
        ARGUS_TRY(m_part.append(data.first(taken)));
        data = data.subspan(taken);
    }
    return {};
}

Result<> S3Writer::sendPart(const ExecutionContext& context)
{
    const int number = static_cast<int>(m_etags.size()) + 1;
    if (number > kMostParts) {
        return fail(ErrorCode::Invalid, "the recording is larger than what an S3 server takes (5 TiB)");
    }
    if (m_id.empty()) {
        auto id = m_bucket->begin(context, m_key, m_name);
        if (!id) {
            return fail(id);
        }
        m_id = std::move(*id);
    }
    const PartBuffer::Sums sums = m_part.finish();
    auto etag = m_bucket->putPart(context, m_key, m_id, number, m_part, sums);
    if (!etag) {
        return fail(isDropped(context, etag.error()) ? dropped() : etag.error());
    }
    m_etags.push_back(std::move(*etag));
    m_part.clear();
    return {};
}

/// A server may refuse a part before it has read it, and close the connection: then the refusal is lost on the way.
bool S3Writer::isDropped(const ExecutionContext& context, const base::Error& error)
{
    if (error.code == ErrorCode::Unavailable && error.retryable) {
        const auto known = m_bucket->hasUpload(context, m_key, m_id);
        return known && !*known;
    }
    return error.code == ErrorCode::NotFound;
}

base::Error S3Writer::dropped() const
{
    return base::Error {ErrorCode::Conflict,
                        "the upload of " + m_key
                            + " is not on the S3 server any more: it stood still for so long that it counted as "
                              "abandoned. Upload again",
                        {},
                        false};
}

Result<> S3Writer::commit(const ExecutionContext& context)
{
    ARGUS_TRY(context.check());
    if (m_broken) {
        return fail(*m_broken);
    }
    Result<> done = m_etags.empty() ? commitWhole(context) : commitParts(context);
    m_committed = done.has_value();
    if (!done) {
        m_broken = done.error();
    }
    return done;
}

Result<> S3Writer::commitWhole(const ExecutionContext& context)
{
    const PartBuffer::Sums sums = m_part.finish();
    const auto etag = m_bucket->put(context, m_key, m_part, sums);
    return etag ? verify(context, *etag) : Result<>(fail(etag));
}

Result<> S3Writer::commitParts(const ExecutionContext& context)
{
    ARGUS_TRY(sendPart(context));
    ARGUS_TRY(m_bucket->write(context, sealKey(m_key), Seal {m_name, m_size, m_sha256.finish()}.toText()));
    const auto etag = m_bucket->complete(context, m_key, m_id, m_etags);
    if (etag) {
        return verify(context, *etag);
    }
    // The answer to an earlier attempt may have been lost, and then the upload is known no more: the object tells.
    if (context.check() && verify(context, {})) {
        return {};
    }
    return fail(isDropped(context, etag.error()) ? dropped() : etag.error());
}

/// What the server says it has must be what was sent.
Result<> S3Writer::verify(const ExecutionContext& context, const std::string& etag)
{
    const auto head = m_bucket->head(context, m_key);
    if (!head) {
        return fail(head);
    }
    const bool isOurs = *head && (*head)->size == m_size && (etag.empty() || (*head)->etag == etag)
        && (m_id.empty() || (*head)->upload == m_name);
    if (!isOurs) {
        return base::failTransient(ErrorCode::Unavailable,
                                   "the S3 server does not have " + m_key
                                       + " as it was sent: upload it again, and look at the server");
    }
    return {};
}

} // namespace argus::blob::s3
