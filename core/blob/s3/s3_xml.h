// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The XML of S3 answers and requests. What a server sends is not trusted: an answer that is no well-formed XML, is
/// nested too deep or lacks what it must have is an error.
namespace argus::blob::s3 {

/// What stands in <Error>; empty where it says nothing.
struct ErrorAnswer
{
    std::string code;
    std::string message;
    std::string region;
};
/// Empty when the body is no error.
std::optional<ErrorAnswer> readError(std::string_view body);

struct ListedObject
{
    std::string key;
    std::uint64_t size = 0;
    base::UtcTime lastModified;
};
struct ObjectPage
{
    std::vector<ListedObject> objects;
    std::string next; ///< continuation token; empty at the end
};
base::Result<ObjectPage> readObjects(std::string_view body);

struct ListedUpload
{
    std::string key;
    std::string id;
    base::UtcTime initiated;
};
struct UploadPage
{
    std::vector<ListedUpload> uploads;
    bool more = false;
    std::string nextKey;
    std::string nextId;
};
base::Result<UploadPage> readUploads(std::string_view body);

struct PartPage
{
    std::optional<base::UtcTime> newest; ///< of this page
    bool more = false;
    std::string next;
};
base::Result<PartPage> readParts(std::string_view body);

base::Result<std::string> readUploadId(std::string_view body);
/// The ETag of the object that the parts became.
base::Result<std::string> readCompleted(std::string_view body);

/// The body that completes an upload of these parts, in order.
std::string completeBody(const std::vector<std::string>& etags);
/// The body that makes a bucket in a region other than us-east-1.
std::string bucketBody(const std::string& region);

} // namespace argus::blob::s3
