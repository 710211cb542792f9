// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/reader.h"
#include "core/formats/text/text_chunks.h"

#include <cstddef>

namespace argus::formats {

/// Reads tables of measured values as OBD apps export them (Car Scanner, Torque and others): a column for each signal
/// with its unit in the name, `time,"[BMS] Cell #1 (V)",...`, or a row for each value, `SECONDS;PID;VALUE;UNITS`. Rows
/// are handed on as samples: in the first form one group, in the second one for each signal.
///
/// Times are as written: dates are absolute (as if in UTC), times of day count from midnight, numbers from whatever the
/// app counts from. A row without a readable time is skipped; a cell that is no number is none in a column of numbers.
class ObdCsvReader final : public Reader
{
public:
    explicit ObdCsvReader(std::size_t chunkBytes = kTextChunkBytes)
        : m_chunkBytes(chunkBytes)
    { }

    std::string_view format() const override { return "obd_csv"; }
    std::string_view displayName() const override { return "OBD app CSV export"; }
    int probe(std::span<const std::uint8_t> head, std::string_view filename) const override;
    base::Result<ReadSummary> read(const base::ExecutionContext& context, const ByteSource& source, RecordSink& sink,
                                   const ReadOptions& options) const override;

private:
    const std::size_t m_chunkBytes;
};

} // namespace argus::formats
