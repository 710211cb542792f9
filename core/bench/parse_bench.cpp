// SPDX-License-Identifier: Apache-2.0
#include "core/bench/parse_bench.h"

#include "core/analysis/file_analyzer.h"
#include "core/base/file_io.h"
#include "core/base/temporary_folder.h"
#include "core/bench/blf_bench.h"
#include "core/bench/mdf_bench.h"
#include "core/bench/rewritten_drive.h"
#include "core/formats/reader.h"
#include "core/simulate/drive.h"

#include <fcntl.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <optional>
#include <span>
#include <thread>
#include <utility>
#include <vector>

namespace argus::bench {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;

namespace {

constexpr std::string_view kBlf = "blf";

/// Only counts: what is left of the time is the reader's.
class CountingSink final : public formats::RecordSink
{
public:
    void frames(const formats::FrameBlock& block, const std::vector<std::string>&) override
    {
        m_frames += block.size();
    }
    std::uint64_t count() const { return m_frames; }

private:
    std::uint64_t m_frames = 0;
};

Result<> writeSyntheticDrive(const ExecutionContext& context, const std::filesystem::path& path, std::uint64_t bytes)
{
    const base::UniqueFd file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    if (!file.isOpen()) {
        return fail(ErrorCode::Unavailable, "cannot write " + path.string());
    }
    simulate::DriveOptions options;
    options.seed = 1;
    options.bytes = bytes;
    const auto written = simulate::writeDrive(
        context, options, [&file](std::string_view chunk) { return base::writeAll(file, chunk.data(), chunk.size()); });
    return written ? Result<>() : Result<>(fail(written));
}

Result<std::uint64_t> countNewlines(const formats::ByteSource& source)
{
    std::vector<char> buffer(1 << 20);
    std::uint64_t lines = 0;
    for (std::uint64_t offset = 0; offset < source.size();) {
        const auto got = source.readAt(offset, buffer.data(), buffer.size());
        if (!got) {
            return fail(got);
        }
        if (*got == 0) {
            break;
        }
        const char* at = buffer.data();
        const char* end = at + *got;
        while ((at = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at))))) {
            ++lines;
            ++at;
        }
        offset += *got;
    }
    return lines;
}

/// What reading binary formats is measured against: the bytes, copied once.
Result<std::uint64_t> copyBytes(const formats::ByteSource& source)
{
    std::vector<char> buffer(1 << 20);
    std::vector<char> copy(buffer.size());
    std::uint64_t offset = 0;
    while (offset < source.size()) {
        const auto got = source.readAt(offset, buffer.data(), buffer.size());
        if (!got) {
            return fail(got);
        }
        if (*got == 0) {
            break;
        }
        std::memcpy(copy.data(), buffer.data(), *got);
        offset += *got;
    }
    return offset;
}

class Cases
{
public:
    Cases(const ExecutionContext& context, const formats::Reader& reader, const formats::ByteSource& source, int runs)
        : m_context(context)
        , m_reader(reader)
        , m_source(source)
        , m_runs(runs)
    { }

    /// What no reader of the format can be faster than.
    Result<> limit()
    {
        if (m_reader.format() == "pcap" || m_reader.format() == "pcapng") {
            return add("read and copy, 1 core", "bytes", [this] { return copyBytes(m_source); });
        }
        if (m_reader.format() == kBlf) {
            ARGUS_TRY(add("inflate the containers, 1 core", "bytes",
                          [this] { return inflateContainers(m_source, InflateWith::Libdeflate); }));
            return add("inflate the containers with zlib, 1 core", "bytes",
                       [this] { return inflateContainers(m_source, InflateWith::Zlib); });
        }
        return add("count newlines, 1 core", "lines", [this] { return countNewlines(m_source); });
    }
    Result<> parse(const std::string& name, unsigned helpers)
    {
        return add(name, "frames", [this, helpers]() -> Result<std::uint64_t> {
            CountingSink sink;
            formats::ReadOptions options;
            options.helpers = helpers;
            const auto summary = m_reader.read(m_context, m_source, sink, options);
            return summary ? Result<std::uint64_t>(sink.count()) : Result<std::uint64_t>(fail(summary));
        });
    }
    Result<> decode(const std::string& name, unsigned helpers)
    {
        return add(name, "frames", [this, helpers]() -> Result<std::uint64_t> {
            analysis::FileAnalyzer analyzer;
            formats::ReadOptions options;
            options.helpers = helpers;
            const auto summary = m_reader.read(m_context, m_source, analyzer, options);
            if (!summary) {
                return fail(summary);
            }
            return analyzer.finish(*summary).frames;
        });
    }
    std::vector<Figure> take() { return std::move(m_figures); }

private:
    Result<> add(const std::string& name, const std::string& unit, const std::function<Result<std::uint64_t>()>& once)
    {
        auto figure = measure(name, m_runs, unit, once);
        if (!figure) {
            return fail(figure);
        }
        figure->megabytesPerSecond = static_cast<double>(m_source.size()) / 1e6 / figure->seconds;
        if (!m_figures.empty()) {
            compare(*figure, m_figures.front());
        }
        m_figures.push_back(std::move(*figure));
        return {};
    }

    const ExecutionContext& m_context;
    const formats::Reader& m_reader;
    const formats::ByteSource& m_source;
    const int m_runs;
    std::vector<Figure> m_figures;
};

} // namespace

Result<std::vector<Figure>> benchParse(const ExecutionContext& context, const ParseBenchOptions& options)
{
    const formats::Reader* reader = formats::findReader(options.format);
    if (!reader) {
        return fail(ErrorCode::Invalid, "there is no reader for '" + options.format + "'");
    }
    std::filesystem::path path = options.file;
    std::optional<base::TemporaryFolder> folder;
    if (path.empty()) {
        auto made = base::TemporaryFolder::make("argus-bench");
        if (!made) {
            return fail(made);
        }
        folder.emplace(std::move(*made));
        path = folder->path() / "drive.log";
        ARGUS_TRY(writeSyntheticDrive(context, path, options.bytes));
        if (options.format == "mdf") {
            return benchMdf(context, path, options.runs);
        }
        if (options.format != "candump") {
            const auto drive = std::exchange(path, folder->path() / "drive.converted");
            const auto writer = writerFor(options.format);
            if (!writer) {
                return fail(writer);
            }
            ARGUS_TRY(rewriteDrive(context, drive, path, *writer));
        }
    }
    const auto source = formats::openFile(path);
    if (!source) {
        return fail(source);
    }
    const unsigned threads = options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
    Cases cases(context, *reader, **source, options.runs);
    ARGUS_TRY(cases.limit());
    ARGUS_TRY(cases.parse("parse, 1 core", 0));
    ARGUS_TRY(cases.parse("parse, " + std::to_string(threads) + " cores", threads - 1));
    ARGUS_TRY(cases.decode("parse and decode, 1 core", 0));
    ARGUS_TRY(cases.decode("parse and decode, " + std::to_string(threads) + " cores", threads - 1));
    return cases.take();
}

} // namespace argus::bench
