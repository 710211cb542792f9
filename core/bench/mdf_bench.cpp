// SPDX-License-Identifier: Apache-2.0
#include "core/bench/mdf_bench.h"

#include "core/bench/rewritten_drive.h"
#include "core/formats/mdf/data_stream.h"
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

/// The bytes of all data blocks, unpacked where they are packed: what no reader can do without.
Result<std::uint64_t> unpackOnly(const formats::ByteSource& source)
{
    formats::Ledger ledger;
    const auto document = formats::mdf::readMdf4(source, ledger);
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
        Figure alone;
        alone.name = packed ? "unpack blocks, 1 core" : "read blocks, 1 core";
        alone.unit = "frames";
        Figure parse;
        parse.name = packed ? "parse packed, 1 core" : "parse plain, 1 core";
        parse.unit = "frames";
        parse.peer = alone.name;
        auto pair = measurePair(
            alone, [&] { return unpackOnly(**source); }, parse,
            [&]() -> Result<std::uint64_t> {
                CountingSink sink;
                const auto summary = formats::MdfReader().read(context, **source, sink, {});
                return summary ? Result<std::uint64_t>(sink.count) : Result<std::uint64_t>(fail(summary));
            },
            runs);
        if (!pair) {
            return fail(pair);
        }
        for (Figure& figure : *pair) {
            figure.megabytesPerSecond = static_cast<double>((*source)->size()) / 1e6 / figure.seconds;
            figures.push_back(std::move(figure));
        }
    }
    return figures;
}

} // namespace argus::bench
