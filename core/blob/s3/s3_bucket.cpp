// SPDX-License-Identifier: Apache-2.0
#include "core/blob/s3/s3_bucket.h"

#include "core/base/text.h"
#include "core/net/http_date.h"

#include <algorithm>

namespace argus::blob::s3 {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
using base::UtcTime;

namespace {

constexpr const char* kSha256Header = "x-amz-meta-argus-sha256";
constexpr const char* kUploadHeader = "x-amz-meta-argus-upload";

std::string textOf(const net::Response& answer, std::string_view header)
{
    const std::string* const value = answer.header(header);
    return value != nullptr ? *value : std::string();
}

/// The server's clock; ours where it does not say.
UtcTime timeOf(const net::Response& answer)
{
    return net::parseHttpDate(textOf(answer, "Date")).value_or(base::SystemClock::instance().now());
}

Result<std::string> etagOf(const net::Response& answer, const std::string& what)
{
    std::string etag = textOf(answer, "ETag");
    if (etag.empty()) {
        return base::failTransient(ErrorCode::Unavailable, "the S3 server did not say the ETag when asked to " + what);
    }
    return etag;
}

S3Call withContent(S3Call call, const PartBuffer& content, const PartBuffer::Sums& sums)
{
    call.source = [&content] { return content.source(); };
    call.payloadSha256 = sums.sha256;
    if (!sums.md5.empty()) {
        call.headers.push_back({"Content-MD5", sums.md5});
    }
    return call;
}

} // namespace

Result<> S3Bucket::ensure(const ExecutionContext& context)
{
    S3Call look;
    look.query = {{"list-type", "2"}, {"max-keys", "1"}};
    look.what = "look into the bucket";
    const auto seen = m_caller->call(context, look);
    if (!seen) {
        return fail(seen);
    }
    if (seen->isSuccess()) {
        const auto page = readObjects(seen->body); // or it is no S3 server at all
        return page ? Result<>() : Result<>(fail(page));
    }
    const auto error = readError(seen->body);
    if (!error || error->code != "NoSuchBucket") {
        return fail(m_caller->toError(*seen, look.what));
    }
    S3Call make;
    make.method = "PUT";
    make.what = "make the bucket";
    make.body = settings().region == "us-east-1" ? "" : bucketBody(settings().region);
    const auto made = m_caller->call(context, make);
    if (!made) {
        return fail(made);
    }
    const auto refused = readError(made->body);
    // Another desk that starts at the same time may have been faster.
    if (made->isSuccess() || (refused && refused->code == "BucketAlreadyOwnedByYou")) {
        return {};
    }
    if (refused && refused->code == "BucketAlreadyExists") {
        return fail(ErrorCode::Denied,
                    "bucket " + settings().address.bucket + " belongs to somebody else: choose another name");
    }
    return fail(m_caller->toError(*made, make.what));
}

Result<std::optional<ObjectHead>> S3Bucket::head(const ExecutionContext& context, const std::string& key)
{
    S3Call call;
    call.method = "HEAD";
    call.key = key;
    call.what = "look for " + key;
    const auto answer = m_caller->call(context, call);
    if (!answer) {
        return fail(answer);
    }
    if (answer->status == 404) {
        const auto missing = isMissing(context, key);
        if (!missing) {
            return fail(missing);
        }
        return *missing ? Result<std::optional<ObjectHead>>(std::optional<ObjectHead>())
                        : base::failTransient(ErrorCode::Unavailable, key + " has just been written: look again");
    }
    if (!answer->isSuccess()) {
        return fail(m_caller->toError(*answer, call.what));
    }
    const auto size = base::parseDecimal<std::uint64_t>(textOf(*answer, "Content-Length"));
    const auto modified = net::parseHttpDate(textOf(*answer, "Last-Modified"));
    auto etag = etagOf(*answer, call.what);
    if (!size || !modified || !etag) {
        return base::failTransient(ErrorCode::Unavailable, "the S3 server does not say size, time and ETag of " + key);
    }
    return std::optional(ObjectHead {*size, std::move(*etag), *modified, timeOf(*answer),
                                     textOf(*answer, kSha256Header), textOf(*answer, kUploadHeader)});
}

/// HEAD has no body that would tell a missing object from a missing bucket or account.
Result<bool> S3Bucket::isMissing(const ExecutionContext& context, const std::string& key)
{
    S3Call call;
    call.key = key;
    call.headers = {{"Range", "bytes=0-0"}};
    call.what = "look for " + key;
    const auto answer = m_caller->call(context, call);
    if (!answer) {
        return fail(answer);
    }
    const auto error = readError(answer->body);
    if (answer->status == 404 && error && error->code != "NoSuchKey") {
        return fail(m_caller->toError(*answer, call.what));
    }
    return answer->status == 404;
}

Result<std::optional<std::string>> S3Bucket::read(const ExecutionContext& context, const std::string& key)
{
    S3Call call;
    call.key = key;
    call.what = "read " + key;
    auto answer = m_caller->call(context, call);
    if (!answer) {
        return fail(answer);
    }
    const auto error = readError(answer->body);
    if (answer->status == 404 && (!error || error->code == "NoSuchKey")) {
        return std::optional<std::string>();
    }
    if (!answer->isSuccess()) {
        return fail(m_caller->toError(*answer, call.what));
    }
    return std::optional(std::move(answer->body));
}

Result<> S3Bucket::write(const ExecutionContext& context, const std::string& key, const std::string& content)
{
    S3Call call;
    call.method = "PUT";
    call.key = key;
    call.body = content;
    call.what = "write " + key;
    ARGUS_TRY(m_caller->demand(context, call));
    return {};
}

Result<> S3Bucket::remove(const ExecutionContext& context, const std::string& key)
{
    S3Call call;
    call.method = "DELETE";
    call.key = key;
    call.what = "remove " + key;
    const auto answer = m_caller->call(context, call);
    if (!answer) {
        return fail(answer);
    }
    const auto error = readError(answer->body);
    const bool isGone = answer->status == 404 && (!error || error->code == "NoSuchKey");
    return answer->isSuccess() || isGone ? Result<>() : Result<>(fail(m_caller->toError(*answer, call.what)));
}

Result<> S3Bucket::fetch(const ExecutionContext& context, const std::string& key, const std::string& etag,
                         std::uint64_t begin, std::uint64_t end, const std::function<net::BodySink()>& sink)
{
    S3Call call;
    call.key = key;
    call.headers = {{"Range", "bytes=" + std::to_string(begin) + "-" + std::to_string(end - 1)}, {"If-Match", etag}};
    call.what = "read " + key;
    std::uint64_t got = 0;
    call.sink = [&]() -> net::BodySink {
        got = 0;
        return [&got, size = end - begin, inner = sink()](std::span<const std::uint8_t> bytes) -> Result<> {
            got += bytes.size();
            if (got > size) {
                return base::failTransient(ErrorCode::Unavailable,
                                           "the S3 server sent more than the piece that was asked for");
            }
            return inner(bytes);
        };
    };
    const auto answer = m_caller->demand(context, call);
    if (!answer) {
        return fail(answer);
    }
    if (got != end - begin) {
        return base::failTransient(ErrorCode::Unavailable,
                                   "the S3 server sent " + std::to_string(got) + " bytes of " + key + " instead of "
                                       + std::to_string(end - begin));
    }
    return {};
}

Result<> S3Bucket::list(const ExecutionContext& context, const std::string& prefix,
                        const std::function<void(const ListedObject&, UtcTime)>& each)
{
    S3Call call;
    call.what = "list the recordings";
    std::string next;
    do {
        ARGUS_TRY(context.check());
        call.query = {{"list-type", "2"}, {"max-keys", "1000"}};
        if (!prefix.empty()) {
            call.query.emplace_back("prefix", prefix);
        }
        if (!next.empty()) {
            call.query.emplace_back("continuation-token", next);
        }
        const auto answer = m_caller->demand(context, call);
        if (!answer) {
            return fail(answer);
        }
        auto page = readObjects(answer->body);
        if (!page) {
            return fail(page);
        }
        for (const ListedObject& object : page->objects) {
            each(object, timeOf(*answer));
        }
        if (!page->next.empty() && page->next == next) {
            return fail(ErrorCode::Unavailable, "the S3 server's list of recordings never ends");
        }
        next = std::move(page->next);
    } while (!next.empty());
    return {};
}

Result<std::string> S3Bucket::put(const ExecutionContext& context, const std::string& key, const PartBuffer& content,
                                  const PartBuffer::Sums& sums)
{
    S3Call call;
    call.method = "PUT";
    call.key = key;
    call.headers = {{kSha256Header, sums.sha256}};
    call.what = "write " + key;
    const auto answer = m_caller->demand(context, withContent(std::move(call), content, sums));
    return answer ? etagOf(*answer, "write " + key) : Result<std::string>(fail(answer));
}

Result<std::string> S3Bucket::begin(const ExecutionContext& context, const std::string& key, const std::string& name)
{
    S3Call call;
    call.method = "POST";
    call.key = key;
    call.query = {{"uploads", ""}};
    call.headers = {{kUploadHeader, name}};
    call.what = "begin to write " + key;
    const auto answer = m_caller->demand(context, call);
    return answer ? readUploadId(answer->body) : Result<std::string>(fail(answer));
}

Result<std::string> S3Bucket::putPart(const ExecutionContext& context, const std::string& key, const std::string& id,
                                      int number, const PartBuffer& content, const PartBuffer::Sums& sums)
{
    S3Call call;
    call.method = "PUT";
    call.key = key;
    call.query = {{"partNumber", std::to_string(number)}, {"uploadId", id}};
    call.what = "write part " + std::to_string(number) + " of " + key;
    const auto answer = m_caller->demand(context, withContent(call, content, sums));
    return answer ? etagOf(*answer, call.what) : Result<std::string>(fail(answer));
}

Result<std::string> S3Bucket::complete(const ExecutionContext& context, const std::string& key, const std::string& id,
                                       const std::vector<std::string>& etags)
{
    S3Call call;
    call.method = "POST";
    call.key = key;
    call.query = {{"uploadId", id}};
    call.headers = {{"Content-Type", "application/xml"}};
    call.body = completeBody(etags);
    call.what = "complete " + key;
    const auto answer = m_caller->demand(context, call);
    if (!answer) {
        return fail(answer);
    }
    // Long work may begin with a 200 and end with an error.
    if (readError(answer->body)) {
        net::Response late = *answer;
        late.status = 500;
        return fail(m_caller->toError(late, call.what));
    }
    return readCompleted(answer->body);
}

Result<> S3Bucket::abort(const ExecutionContext& context, const std::string& key, const std::string& id, int attempts)
{
    S3Call call;
    call.method = "DELETE";
    call.key = key;
    call.query = {{"uploadId", id}};
    call.attempts = attempts;
    call.what = "drop the unfinished upload of " + key;
    const auto answer = m_caller->call(context, call);
    if (!answer) {
        return fail(answer);
    }
    return answer->isSuccess() || answer->status == 404 ? Result<>()
                                                        : Result<>(fail(m_caller->toError(*answer, call.what)));
}

Result<UtcTime> S3Bucket::newestPart(const ExecutionContext& context, const ListedUpload& upload)
{
    S3Call call;
    call.key = upload.key;
    call.what = "look at the unfinished upload of " + upload.key;
    UtcTime newest = upload.initiated;
    std::string next;
    do {
        call.query = {{"uploadId", upload.id}, {"max-parts", "1000"}};
        if (!next.empty()) {
            call.query.emplace_back("part-number-marker", next);
        }
        const auto answer = m_caller->demand(context, call);
        if (!answer) {
            return fail(answer);
        }
        const auto page = readParts(answer->body);
        if (!page) {
            return fail(page);
        }
        newest = std::max(newest, page->newest.value_or(newest));
        next = page->more && page->next != next ? page->next : std::string();
    } while (!next.empty());
    return newest;
}

Result<bool> S3Bucket::hasUpload(const ExecutionContext& context, const std::string& key, const std::string& id)
{
    const auto newest = newestPart(context, {key, id, {}});
    if (!newest && newest.error().code != ErrorCode::NotFound) {
        return fail(newest);
    }
    return newest.has_value();
}

Result<std::vector<S3Bucket::Upload>> S3Bucket::uploads(const ExecutionContext& context,
                                                        std::chrono::seconds minimumAge)
{
    std::vector<Upload> found;
    S3Call call;
    call.what = "list unfinished uploads";
    UploadPage page;
    do {
        ARGUS_TRY(context.check());
        call.query = {{"uploads", ""}, {"max-uploads", "1000"}};
        if (page.more) {
            call.query.emplace_back("key-marker", page.nextKey);
            call.query.emplace_back("upload-id-marker", page.nextId);
        }
        const auto answer = m_caller->demand(context, call);
        if (!answer) {
            return fail(answer);
        }
        auto read = readUploads(answer->body);
        if (!read) {
            return fail(read);
        }
        const UtcTime now = timeOf(*answer);
        for (const ListedUpload& each : read->uploads) {
            if (!isOlder(each.initiated, now, minimumAge)) {
                continue;
            }
            const auto newest = newestPart(context, each);
            if (newest) {
                found.push_back({each.key, each.id, *newest, now});
            } else if (newest.error().code != ErrorCode::NotFound) { // completed or aborted just now
                return fail(newest);
            }
        }
        if (read->more && read->nextKey == page.nextKey && read->nextId == page.nextId) {
            return fail(ErrorCode::Unavailable, "the S3 server's list of unfinished uploads never ends");
        }
        page = std::move(*read);
    } while (page.more);
    return found;
}

} // namespace argus::blob::s3
