// SPDX-License-Identifier: Apache-2.0
#include "core/bench/blf_bench.h"

#include "core/base/file_io.h"
#include "core/formats/blf/blf_inflate.h"
#include "core/formats/blf/blf_pieces.h"
#include "core/formats/blf/blf_writer.h"
#include "core/formats/reader.h"

#include <fcntl.h>
#include <unistd.h>

namespace argus::bench {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

class FileSink final : public formats::ByteSink
{
public:
    explicit FileSink(base::UniqueFd file)
        : m_file(std::move(file))
    { }
    Result<> write(std::span<const std::uint8_t> bytes) override
    {
        return base::writeAll(m_file, bytes.data(), bytes.size());
    }
    bool canOverwrite() const override { return true; }
    Result<> overwrite(std::uint64_t offset, std::span<const std::uint8_t> bytes) override
    {
        const auto done = ::pwrite(m_file.get(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
        return done == static_cast<ssize_t>(bytes.size()) ? Result<>()
                                                          : fail(ErrorCode::Unavailable, "cannot write the recording");
    }

private:
    base::UniqueFd m_file;
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
        if (result) {
            result = m_writer.frames(block, channels);
        }
    }
    Result<> result;

private:
    formats::FrameWriter& m_writer;
};

} // namespace

Result<> convertToBlf(const base::ExecutionContext& context, const formats::ByteSource& candump,
                      const std::filesystem::path& blf)
{
    base::UniqueFd file(::open(blf.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    if (!file.isOpen()) {
        return fail(ErrorCode::Unavailable, "cannot write " + blf.string());
    }
    FileSink sink(std::move(file));
    formats::BlfWriter writer(sink);
    WritingSink frames(writer);
    const auto read = formats::findReader("candump")->read(context, candump, frames, {});
    if (!read) {
        return fail(read);
    }
    ARGUS_TRY(frames.result);
    return writer.finish();
}

Result<std::uint64_t> inflateContainers(const formats::ByteSource& source, InflateWith with)
{
    formats::blf::Pieces pieces(source, {});
    const auto header = pieces.header();
    if (!header) {
        return fail(header);
    }
    formats::blf::Piece piece;
    formats::blf::StreamInflater zlib;
    std::uint64_t bytes = 0;
    while (true) {
        const auto more = pieces.next(piece);
        if (!more) {
            return fail(more);
        }
        if (!*more) {
            return bytes;
        }
        const std::span<const std::uint8_t> packed(piece.packed.data(), piece.packed.size);
        if (piece.kind == formats::blf::Piece::Kind::Packed && with == InflateWith::Libdeflate) {
            piece.inflater.inflate(packed, piece.declared, piece.data);
        } else if (piece.kind == formats::blf::Piece::Kind::Packed) {
            std::size_t used = 0;
            zlib.restart();
            zlib.inflate(packed, used, piece.data, formats::blf::kMaxUnpacked);
        }
        bytes += piece.data.size;
    }
}

} // namespace argus::bench
