// SPDX-License-Identifier: Apache-2.0
#include "core/domain/inspection_json.h"

#include "core/domain/json_parts.h"
#include "core/domain/json_writer.h"

namespace argus::domain {

namespace {

/// An archive's members are recordings: they hold none themselves.
constexpr int kDeepestMember = 4;

void writeSignal(JsonWriter& out, const SignalSummary& signal)
{
    out.beginObject();
    out.member("group", signal.group);
    out.member("name", signal.name);
    out.member("unit", signal.unit);
    out.member("samples", signal.samples);
    out.member("min", signal.min);
    out.member("max", signal.max);
    out.endObject();
}

void writeInspection(JsonWriter& out, const Inspection& inspection, int depth)
{
    out.beginObject();
    out.member("name", inspection.name);
    out.memberOrNull("format", inspection.format);
    out.member("bytes", inspection.bytes);
    out.memberOrNull("sha256", inspection.sha256);
    out.member("records", inspection.records);
    out.member("frames", inspection.frames);
    out.key("by_kind");
    out.beginObject();
    out.member("data", inspection.dataFrames);
    out.member("remote", inspection.remoteFrames);
    out.member("error", inspection.errorFrames);
    out.endObject();
    out.member("fd", inspection.fdFrames);
    writeCounts(out, "channels", inspection.channels);
    out.memberSeconds("first_ts", inspection.firstTs);
    out.memberSeconds("last_ts", inspection.lastTs);
    out.memberSeconds("min_ts", inspection.minTs);
    out.memberSeconds("max_ts", inspection.maxTs);
    writeCounts(out, "ids", inspection.ids);
    writeCounts(out, "by_type", inspection.byType);
    out.memberArray("signals", inspection.signals, [&out](const SignalSummary& signal) { writeSignal(out, signal); });
    writeSkipped(out, inspection.skipped);
    out.memberStrings("warnings", inspection.warnings);
    out.member("synthetic", inspection.synthetic);
    if (!inspection.members.empty() && depth < kDeepestMember) {
        out.memberArray("members", inspection.members,
                        [&out, depth](const Inspection& member) { writeInspection(out, member, depth + 1); });
    }
    out.endObject();
}

} // namespace

std::string toJson(const Inspection& inspection, int indent)
{
    JsonWriter out(indent);
    writeInspection(out, inspection, 0);
    return out.take();
}

} // namespace argus::domain
