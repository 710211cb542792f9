// SPDX-License-Identifier: Apache-2.0
#include "core/formats/csv/csv_header.h"

#include "core/base/text.h"
#include "core/formats/csv/csv_cells.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>

namespace argus::formats {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t kMaxColumns = 256;

/// Names that a role has, the surest first: where several columns could be one, the first name wins.
struct RoleNames
{
    CsvRole role;
    std::span<const std::string_view> names;
};

constexpr std::array kTime {
    "timestamp"sv,  "timestamps"sv,     "time"sv,         "abstime"sv,      "timeabs"sv,      "ts"sv,
    "t"sv,          "timestampepoch"sv, "datetime"sv,     "absolutetime"sv, "systemtime"sv,   "epoch"sv,
    "timeoffset"sv, "reltime"sv,        "relativetime"sv, "timerel"sv,      "elapsedtime"sv,  "timeelapsed"sv,
    "elapsed"sv,    "seconds"sv,        "secs"sv,         "sec"sv,          "milliseconds"sv, "millis"sv,
    "ms"sv,         "microseconds"sv,   "micros"sv,       "us"sv,           "nanoseconds"sv,  "ns"sv};
/// Times since the row before; they count where there are no others.
constexpr std::array kDelta {"timedelta"sv,        "deltatime"sv, "timediff"sv, "difftime"sv, "timedifference"sv,
                             "timedifferential"sv, "deltat"sv,    "delta"sv,    "dt"sv,       "interval"sv};
constexpr std::array kDate {"date"sv, "day"sv};
/// Names that say which id come first: a bare one may be the number of the row, or an address.
constexpr std::array kId {"canid"sv,
                          "arbid"sv,
                          "arbitrationid"sv,
                          "canidentifier"sv,
                          "messageid"sv,
                          "msgid"sv,
                          "canmsgid"sv,
                          "canmessageid"sv,
                          "frameid"sv,
                          "canframeid"sv,
                          "candataframeid"sv,
                          "messageidentifier"sv,
                          "arbitrationidentifier"sv,
                          "frameidentifier"sv,
                          "canidhex"sv,
                          "idhex"sv,
                          "caniddec"sv,
                          "iddec"sv,
                          "identifier"sv,
                          "id"sv,
                          "address"sv,
                          "addr"sv};
constexpr std::array kExtended {"extended"sv,     "ext"sv,        "xtd"sv,
                                "ide"sv,          "isextended"sv, "extendedid"sv,
                                "isextendedid"sv, "eff"sv,        "candataframeide"sv,
                                "idtype"sv,       "idformat"sv,   "frameformat"sv,
                                "type"sv};
constexpr std::array kRemote {"remote"sv, "rtr"sv, "isremote"sv, "isremoteframe"sv, "remoteframe"sv};
constexpr std::array kError {"error"sv, "er"sv, "err"sv, "iserror"sv, "iserrorframe"sv, "errorframe"sv};
constexpr std::array kFdNames {"fd"sv, "canfd"sv, "isfd"sv, "edl"sv, "fdf"sv, "candataframeedl"sv};
constexpr std::array kSwitch {"brs"sv, "bitrateswitch"sv, "candataframebrs"sv};
constexpr std::array kState {"esi"sv, "errorstateindicator"sv, "candataframeesi"sv};
constexpr std::array kDirection {"dir"sv, "direction"sv, "rxtx"sv, "txrx"sv, "tx"sv, "candataframedir"sv};
constexpr std::array kChannel {"bus"sv,
                               "channel"sv,
                               "chn"sv,
                               "ch"sv,
                               "buschannel"sv,
                               "can"sv,
                               "busid"sv,
                               "network"sv,
                               "interface"sv,
                               "iface"sv,
                               "port"sv,
                               "canbus"sv,
                               "candataframebuschannel"sv};
constexpr std::array kLength {
    "len"sv, "length"sv, "datalength"sv, "datalen"sv, "messagelength"sv, "size"sv, "candataframedatalength"sv};
constexpr std::array kDlc {"dlc"sv, "candataframedlc"sv, "datalengthcode"sv};
constexpr std::array kData {
    "data"sv,         "databytes"sv,   "payload"sv,     "datahex"sv,    "databyteshex"sv,
    "rawdata"sv,      "msgdata"sv,     "candata"sv,     "bytes"sv,      "candataframedatabytes"sv,
    "datafield"sv,    "messagedata"sv, "framedata"sv,   "payloadhex"sv, "candatahex"sv,
    "datafieldhex"sv, "hexdata"sv,     "payloaddata"sv, "message"sv,    "raw"sv};
constexpr std::array kKind {"kind"sv, "frametype"sv, "type"sv};
constexpr std::array kFlags {"flags"sv, "canflags"sv};

constexpr std::array kRoles {
    RoleNames {CsvRole::Time, kTime},
    RoleNames {CsvRole::Date, kDate},
    RoleNames {CsvRole::Id, kId},
    RoleNames {CsvRole::Extended, kExtended},
    RoleNames {CsvRole::Remote, kRemote},
    RoleNames {CsvRole::Error, kError},
    RoleNames {CsvRole::Fd, kFdNames},
    RoleNames {CsvRole::BitrateSwitch, kSwitch},
    RoleNames {CsvRole::ErrorState, kState},
    RoleNames {CsvRole::Direction, kDirection},
    RoleNames {CsvRole::Channel, kChannel},
    RoleNames {CsvRole::Length, kLength},
    RoleNames {CsvRole::Dlc, kDlc},
    RoleNames {CsvRole::Data, kData},
    RoleNames {CsvRole::Kind, kKind},
    RoleNames {CsvRole::Flags, kFlags},
};

bool isNamedOneOf(const ColumnName& name, std::span<const std::string_view> names)
{
    return std::ranges::find(names, name.plain) != names.end();
}

/// A unit that stands behind the name without brackets: "time_ms", "timestamp us".
std::int64_t takeUnitSuffix(std::string& plain)
{
    for (const std::string_view base : {"timestamp"sv, "timedelta"sv, "time"sv, "abstime"sv, "reltime"sv, "ts"sv,
                                        "elapsedtime"sv, "elapsed"sv, "deltatime"sv, "delta"sv}) {
        if (plain.size() > base.size() && plain.starts_with(base)) {
            if (const std::int64_t unit = timeUnit(std::string_view(plain).substr(base.size()))) {
                plain = base;
                return unit;
            }
        }
    }
    return 0;
}

/// The number in "d1", "byte0", "data 7", "databyte3", "Data[0]", "[0]".
std::optional<unsigned> byteNumber(std::string_view plain, std::string_view cell)
{
    const std::size_t digits = plain.find_first_of("0123456789");
    if (digits == std::string_view::npos || plain.size() - digits > 2) {
        return std::nullopt;
    }
    const std::string_view stem = plain.substr(0, digits);
    const bool isByte = stem == "d" || stem == "b" || stem == "byte" || stem == "data" || stem == "databyte"
        || stem == "db" || stem == "payload" || stem == "rawdata" || stem == "candata"
        || (stem.empty() && cell.starts_with('['));
    return isByte ? base::parseDecimal<unsigned>(plain.substr(digits)) : std::nullopt;
}

/// Finds the columns of single bytes. They must stand for consecutive bytes from 0 or 1 on.
std::size_t findByteColumns(const std::vector<ColumnName>& names, const std::vector<std::string_view>& cells,
                            std::vector<CsvColumn>& columns)
{
    std::optional<unsigned> first;
    unsigned next = 0;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto number = byteNumber(names[i].plain, cells[i]);
        if (!number) {
            continue;
        }
        if (!first) {
            if (*number > 1) {
                return 0;
            }
            first = number;
            next = *number;
        }
        if (*number != next || next - *first >= 64) {
            break;
        }
        columns[i] = {CsvRole::DataByte, static_cast<std::uint8_t>(next - *first)};
        ++next;
    }
    return first ? next - *first : 0;
}

/// The column that has the surest name of the role; npos where none has.
std::size_t columnOf(const RoleNames& role, const std::vector<ColumnName>& names, const std::vector<CsvColumn>& columns)
{
    for (const std::string_view name : role.names) {
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (columns[i].role == CsvRole::Ignored && names[i].plain == name) {
                return i;
            }
        }
    }
    return std::string_view::npos;
}

std::optional<bool> isDecimal(const ColumnName& name)
{
    if (name.unit.starts_with("hex") || name.plain.ends_with("hex")) {
        return false;
    }
    if (name.unit.starts_with("dec") || name.plain.ends_with("dec")) {
        return true;
    }
    return std::nullopt;
}

bool isGvret(const std::vector<ColumnName>& names)
{
    std::size_t at = 0;
    const auto take = [&](std::string_view name) {
        const bool found = at < names.size() && names[at].plain == name;
        at += found ? 1 : 0;
        return found;
    };
    if (!take("timestamp") || !take("id") || !take("extended")) {
        return false;
    }
    take("dir");
    return take("bus") && (take("len") || take("dlc")) && take("d1");
}

} // namespace

std::optional<CsvHeader> readCsvHeader(const std::vector<std::string_view>& cells)
{
    if (cells.size() < 2 || cells.size() > kMaxColumns) {
        return std::nullopt;
    }
    std::vector<ColumnName> names;
    CsvHeader header;
    std::vector<std::int64_t> units;
    for (const std::string_view cell : cells) {
        ColumnName name = columnName(cell);
        const std::int64_t suffix = takeUnitSuffix(name.plain);
        const std::int64_t unit = suffix != 0 ? suffix : timeUnit(name.unit);
        units.push_back(unit != 0 ? unit : timeUnit(name.plain)); // "Seconds"
        names.push_back(std::move(name));
    }
    header.columns.resize(cells.size());
    const std::size_t bytes = findByteColumns(names, cells, header.columns);
    std::array<bool, 32> has {};
    for (const RoleNames& role : kRoles) {
        if (role.role == CsvRole::Data && bytes > 0) {
            continue;
        }
        const std::size_t at = columnOf(role, names, header.columns);
        if (at == std::string_view::npos) {
            continue;
        }
        header.columns[at].role = role.role;
        has[static_cast<std::size_t>(role.role)] = true;
        if (role.role == CsvRole::Time) {
            header.timeUnit = units[at];
        } else if (role.role == CsvRole::Id) {
            header.decimalIds = isDecimal(names[at]);
        } else if (role.role == CsvRole::Data) {
            header.decimalData = isDecimal(names[at]);
        }
    }
    if (!has[static_cast<std::size_t>(CsvRole::Time)]) {
        const std::size_t at = columnOf({CsvRole::Time, kDelta}, names, header.columns);
        if (at != std::string_view::npos) {
            header.columns[at].role = CsvRole::Time;
            header.timeUnit = units[at];
            header.deltas = true;
            has[static_cast<std::size_t>(CsvRole::Time)] = true;
        }
    }
    const auto hasRole = [&has](CsvRole role) { return has[static_cast<std::size_t>(role)]; };
    if (!hasRole(CsvRole::Id) || (bytes == 0 && !hasRole(CsvRole::Data))) {
        return std::nullopt;
    }
    header.gvret = isGvret(names);
    header.pythonCan = std::ranges::any_of(names, [](const ColumnName& name) { return name.plain == "arbitrationid"; })
        && hasRole(CsvRole::Dlc) && bytes == 0;
    header.hasLength = hasRole(CsvRole::Length) || hasRole(CsvRole::Dlc);
    header.plain = !hasRole(CsvRole::Time) && !header.hasLength;
    return header;
}

bool namesFrames(const std::vector<std::string_view>& cells)
{
    bool id = false;
    bool dlc = false;
    for (const std::string_view cell : cells) {
        const ColumnName name = columnName(cell);
        id = id || isNamedOneOf(name, kId);
        dlc = dlc || isNamedOneOf(name, kDlc);
    }
    return id && dlc;
}

} // namespace argus::formats
