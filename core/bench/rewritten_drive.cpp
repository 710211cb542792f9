// SPDX-License-Identifier: Apache-2.0
#include "core/bench/rewritten_drive.h"

#include "core/formats/byte_order.h"
#include "core/formats/byte_sink.h"
#include "core/formats/candump/candump_reader.h"
#include "core/formats/writers.h"

#include <string>
#include <vector>

namespace argus::bench {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;

namespace {

/// pcap as tcpdump writes it on a CAN interface; the program itself only writes pcapng.
class PcapWriter final : public formats::FrameWriter
{
public:
    explicit PcapWriter(formats::ByteSink& sink)
        : m_sink(sink)
    {
        for (const std::uint32_t number : {0xA1B2C3D4U, 0x00040002U, 0U, 0U, 262144U, 227U}) {
            put(number);
        }
    }
    Result<> frames(const formats::FrameBlock& block, const std::vector<std::string>&) override
    {
        for (std::size_t i = 0; i < block.size(); ++i) {
            const auto data = block.payload(i);
            const auto ts = static_cast<std::uint64_t>(block.time[i]);
            put(static_cast<std::uint32_t>(ts / 1'000'000'000));
            put(static_cast<std::uint32_t>(ts % 1'000'000'000 / 1000));
            put(static_cast<std::uint32_t>(8 + data.size()));
            put(static_cast<std::uint32_t>(8 + data.size()));
            const bool extended = (block.flags[i] & formats::kExtendedId) != 0;
            put(formats::byteSwapped(block.id[i] | (extended ? 0x80000000U : 0U)));
            put(static_cast<std::uint32_t>(data.size()));
            m_out.insert(m_out.end(), data.begin(), data.end());
        }
        ARGUS_TRY(m_sink.write(m_out));
        m_out.clear();
        return {};
    }
    Result<> finish() override { return m_sink.write(m_out); }
    std::vector<formats::WriteLoss> losses() const override { return {}; }

private:
    void put(std::uint32_t number)
    {
        for (int shift = 0; shift < 32; shift += 8) {
            m_out.push_back(static_cast<std::uint8_t>(number >> shift));
        }
    }

    formats::ByteSink& m_sink;
    std::vector<std::uint8_t> m_out;
};

/// Passes frames on to a writer; keeps the first error.
class WritingSink final : public formats::RecordSink
{
public:
    explicit WritingSink(formats::FrameWriter& writer)
        : m_writer(writer)
    { }
    void frames(const formats::FrameBlock& block, const std::vector<std::string>& channels) override
    {
        if (m_result) {
            m_result = m_writer.frames(block, channels);
        }
    }
    const Result<>& result() const { return m_result; }

private:
    formats::FrameWriter& m_writer;
    Result<> m_result;
};

} // namespace

Result<> rewriteDrive(const ExecutionContext& context, const std::filesystem::path& drive,
                      const std::filesystem::path& path, const MakeWriter& make)
{
    const auto source = formats::openFile(drive);
    if (!source) {
        return fail(source);
    }
    const auto file = formats::FileSink::create(path, /*replace=*/true);
    if (!file) {
        return fail(file);
    }
    const auto writer = make(**file);
    WritingSink sink(*writer);
    const auto summary = formats::CandumpReader().read(context, **source, sink, {});
    if (!summary) {
        return fail(summary);
    }
    ARGUS_TRY(sink.result());
    ARGUS_TRY(writer->finish());
    return (*file)->commit();
}

Result<MakeWriter> writerFor(std::string_view format)
{
    if (format == "pcap") {
        return MakeWriter([](formats::ByteSink& sink) { return std::make_unique<PcapWriter>(sink); });
    }
    const formats::WriterKind* kind = formats::findWriter(format);
    if (kind == nullptr) {
        return fail(ErrorCode::Invalid, "there is no writer for '" + std::string(format) + "': give a file");
    }
    return MakeWriter(kind->make);
}

} // namespace argus::bench
