// SPDX-License-Identifier: Apache-2.0
#include "core/bench/mdf_bench.h"

#include "core/bench/rewritten_drive.h"
#include "core/formats/mdf/byte_buffer.h"
#include "core/formats/mdf/data_stream.h"
#include "core/formats/mdf/inflate.h"
#include "core/formats/mdf/mdf4_document.h"
#include "core/formats/mdf/mdf_reader.h"
#include "core/formats/mdf/mdf_writer.h"
#include "core/formats/reader.h"

#include <memory>
#include <optional>
#include <utility>

namespace argus::bench {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;

namespace {

class CountingSink final : public formats::RecordSink
{
public:
    void frames(const formats::FrameBlock& block, const std::vector<std::string>&) override { count += block.size(); }
    std::uint64_t count = 0;
};

/// All packed blocks, inflated and nothing else: what no reader can do without.
Result<std::uint64_t> inflateOnly(const ExecutionContext& context, const formats::ByteSource& source)
{
    formats::Ledger ledger;
    const auto document = formats::mdf::readMdf4(context, source, ledger);
    if (!document) {
        return fail(document);
    }
    formats::mdf::Inflater inflater;
    formats::mdf::ByteBuffer packed;
    formats::mdf::ByteBuffer unpacked;
    std::uint64_t records = 0;
    for (const auto& group : document->dataGroups) {
        for (const auto& segment : group.segments) {
            packed.reserve(segment.stored);
            unpacked.reserve(segment.bytes);
            const auto got = source.readAt(segment.position, packed.data(), segment.stored);
            if (!got) {
                return fail(got);
            }
            if (inflater.inflate({packed.data(), *got}, {unpacked.data(), segment.bytes}) != segment.bytes) {
                return fail(ErrorCode::Internal, "a block of the file made for the benchmark cannot be inflated");
            }
        }
        for (const auto& each : group.groups) {
            records += each.cycles;
        }
    }
    return records;
}

/// The bytes of all data blocks as records, unpacked where they are packed.
Result<std::uint64_t> unpackOnly(const ExecutionContext& context, const formats::ByteSource& source)
{
    formats::Ledger ledger;
    const auto document = formats::mdf::readMdf4(context, source, ledger);
    if (!document) {
        return fail(document);
    }
    constexpr std::size_t kChunk = 1 << 20;
    std::uint64_t records = 0;
    for (const auto& group : document->dataGroups) {
        formats::mdf::DataStream stream({source, ledger, kChunk}, group.segments);
        for (std::uint64_t at = 0; at < stream.size();) {
            const auto view = stream.view(at, 1);
            if (!view) {
                return fail(view);
            }
            if (view->empty()) {
                break;
            }
            at += view->size();
        }
        for (const auto& each : group.groups) {
            records += each.cycles;
        }
    }
    return records;
}

Figure named(std::string name)
{
    Figure figure;
    figure.name = std::move(name);
    figure.unit = "frames";
    return figure;
}

} // namespace

Result<std::vector<Figure>> benchMdf(const ExecutionContext& context, const std::filesystem::path& drive, int runs)
{
    using Compression = formats::MdfWriter::Compression;
    std::vector<Figure> figures;
    for (const auto compression : {Compression::None, Compression::Deflate}) {
        const bool packed = compression == Compression::Deflate;
        const auto path = drive.parent_path() / (packed ? "packed.mf4" : "plain.mf4");
        ARGUS_TRY(rewriteDrive(context, drive, path, [compression](formats::ByteSink& sink) {
            return std::make_unique<formats::MdfWriter>(sink, compression);
        }));
        const auto source = formats::openFile(path);
        if (!source) {
            return fail(source);
        }
        const auto parse = [&](unsigned helpers) -> Result<std::uint64_t> {
            CountingSink sink;
            formats::ReadOptions options;
            options.helpers = helpers;
            const auto summary = formats::MdfReader().read(context, **source, sink, options);
            return summary ? Result<std::uint64_t>(sink.count) : Result<std::uint64_t>(fail(summary));
        };
        std::vector<Case> cases;
        if (packed) {
            cases.push_back({named("inflate blocks, 1 core"), [&] { return inflateOnly(context, **source); }});
            cases.push_back({named("unpack blocks, 1 core"), [&] { return unpackOnly(context, **source); }});
            cases.push_back({named("parse packed, 1 core"), [&] { return parse(0); }});
            cases.push_back({named("parse packed, 2 cores"), [&] { return parse(1); }});
        } else {
            cases.push_back({named("read blocks, 1 core"), [&] { return unpackOnly(context, **source); }});
            cases.push_back({named("parse plain, 1 core"), [&] { return parse(0); }});
        }
        auto measured = measureInTurn(std::move(cases), runs);
        if (!measured) {
            return fail(measured);
        }
        for (Figure& figure : *measured) {
            figure.megabytesPerSecond = static_cast<double>((*source)->size()) / 1e6 / figure.seconds;
            figures.push_back(std::move(figure));
        }
    }
    return figures;
}

} // namespace argus::bench
