// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/reader.h"
#include "core/formats/text/text_chunks.h"

#include <cstddef>

namespace argus::formats {

/// Reads tables of CAN frames: SavvyCAN and GVRET ("gvret_csv"), and those of other tools ("csv"): python-can, CSS
/// Electronics, Kvaser, Vehicle Spy, cabana, intrusion data sets, and whatever names its columns in a like way.
/// csv_layout.h says how a table is understood, csv_row.h how a row is.
///
/// Times are as written: absolute where they are dates or count from 1970, else relative; a time of day without date
/// counts from midnight. Rows that cannot be read are skipped and accounted for; among them, with a reason of their
/// own, those whose id a spreadsheet turned into a number with exponent.
class CsvReader final : public Reader
{
public:
    enum class Dialect : std::uint8_t
    {
        Gvret,
        Other
    };

    explicit CsvReader(Dialect dialect, std::size_t chunkBytes = kTextChunkBytes)
        : m_dialect(dialect)
        , m_chunkBytes(chunkBytes)
    { }

    std::string_view format() const override { return m_dialect == Dialect::Gvret ? "gvret_csv" : "csv"; }
    std::string_view displayName() const override
    {
        return m_dialect == Dialect::Gvret ? "SavvyCAN (GVRET) CSV" : "CSV table of CAN frames";
    }
    int probe(std::span<const std::uint8_t> head, std::string_view filename) const override;
    base::Result<ReadSummary> read(const base::ExecutionContext& context, const ByteSource& source, RecordSink& sink,
                                   const ReadOptions& options) const override;

private:
    const Dialect m_dialect;
    const std::size_t m_chunkBytes;
};

} // namespace argus::formats
