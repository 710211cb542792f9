// SPDX-License-Identifier: Apache-2.0
#include "core/index/summary_json.h"

#include "core/domain/json_reader.h"
#include "core/domain/json_writer.h"

namespace argus::index {

namespace {

constexpr std::string_view kKey = "key";
constexpr std::string_view kFormat = "format";
constexpr std::string_view kSha256 = "sha256";
constexpr std::string_view kChannels = "channels";
constexpr std::string_view kWarnings = "warnings";
constexpr std::string_view kWithPayload = "with_payload";
constexpr std::string_view kOffsetsAscend = "offsets_ascend";

} // namespace

std::string toJson(const IndexSummary& summary)
{
    domain::JsonWriter out(-1);
    out.beginObject();
    out.member(kKey, summary.key);
    out.member(kFormat, summary.format);
    out.member(kSha256, summary.sha256);
    out.memberStrings(kChannels, summary.channels);
    out.memberStrings(kWarnings, summary.warnings);
    out.member(kWithPayload, summary.withPayload);
    out.member(kOffsetsAscend, summary.offsetsAscend);
    out.endObject();
    return out.take();
}

base::Result<IndexSummary> summaryFromJson(std::string_view json)
{
    const auto tree = domain::parseJsonTree(json);
    if (!tree) {
        return base::fail(tree);
    }
    std::string error;
    const domain::JsonReader in(&*tree, "", error);
    IndexSummary summary;
    in.read(kKey, summary.key);
    in.read(kFormat, summary.format);
    in.read(kSha256, summary.sha256);
    in.read(kChannels, summary.channels);
    in.read(kWarnings, summary.warnings);
    in.read(kWithPayload, summary.withPayload);
    in.read(kOffsetsAscend, summary.offsetsAscend);
    if (!error.empty()) {
        return base::fail(base::ErrorCode::Invalid, "index: " + error);
    }
    return summary;
}

} // namespace argus::index
