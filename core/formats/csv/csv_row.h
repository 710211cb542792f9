// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"
#include "core/formats/csv/csv_layout.h"
#include "core/formats/frame_block.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace argus::formats {

enum class CsvRowKind : std::uint8_t
{
    Frame,
    NoRecord, ///< blank line, comment
    DamagedId, ///< a spreadsheet made a number with exponent out of the id: "2.00E+06"
    Unreadable,
};

/// What one row of a table says.
struct CsvRow
{
    domain::RecordingTime ts = domain::kNoTime;
    std::string_view channel; ///< into the line; empty without such a column
    std::uint32_t id = 0;
    std::uint8_t flags = 0; ///< FrameFlag
    std::uint8_t length = 0;
    std::array<std::uint8_t, kMaxFrameData> data; ///< `length` bytes
    CsvStamp::Kind stampKind = CsvStamp::Kind::Number;
};

/// Reads rows by a layout. One thread at a time.
///
/// Where tables leave a choice:
/// - Without a column that says so, an id is extended when it has more than 11 bits, ends with an "x", or is written
///   with eight digits where the table also has shorter ones.
/// - Fewer bytes than the length says make a row unreadable, more are cut off; above 8, a data length code that fits
///   the bytes as a code is one (9 to 15: 12 to 64), else a number of bytes.
/// - More than 8 bytes make a frame CAN FD. A remote frame has no data: its length is what it asks
///   for.
class CsvRowReader
{
public:
    /// The layout must outlive the reader.
    explicit CsvRowReader(const CsvLayout& layout)
        : m_layout(layout)
    { }

    CsvRowKind read(std::string_view line, CsvRow& row);
    /// The cells of the line that was read last.
    const std::vector<std::string_view>& cells() const { return m_cells; }

private:
    struct Fields;

    CsvRowKind readCell(const CsvColumn& column, std::string_view cell, CsvRow& row, Fields& fields) const;
    bool finishData(CsvRow& row, const Fields& fields) const;

    const CsvLayout& m_layout;
    std::vector<std::string_view> m_cells;
};

/// An id as written: "0x18FEF100", "2A3", "18FEF100x", "1023" where ids are decimal. `wide`: it has eight digits.
struct CsvId
{
    std::uint32_t id = 0;
    bool marked = false; ///< the text itself says that it is extended
    bool wide = false;
};
std::optional<CsvId> parseCsvId(std::string_view text, bool decimal);
/// "2.00E+06"
bool isDamagedId(std::string_view text);
/// "true", "1", "T", "yes": true; "false", "0", "-", "": false; nothing for other text.
std::optional<bool> parseCsvFlag(std::string_view text);
/// Bytes in one cell: "FE 36 12", "FE3612", "0xFE3612", "[254, 54, 18]", "FE:36:12". The number of bytes written to
/// `bytes`; nothing for other text and for more than 64.
std::optional<std::size_t> parseCsvBytes(std::string_view text, bool decimal,
                                         std::array<std::uint8_t, kMaxFrameData>& bytes);
/// The same for base64.
std::optional<std::size_t> parseBase64(std::string_view text, std::array<std::uint8_t, kMaxFrameData>& bytes);

} // namespace argus::formats
