// SPDX-License-Identifier: Apache-2.0
#include "core/formats/blf/blf_layout.h"

#include <array>

namespace argus::formats::blf {

using namespace std::string_view_literals;

namespace {

/// By number; empty where none is known.
constexpr std::array kTypeNames {
    ""sv, // 0
    "CAN_MESSAGE"sv, // 1
    "CAN_ERROR"sv,
    "CAN_OVERLOAD"sv,
    "CAN_STATISTIC"sv,
    "APP_TRIGGER"sv,
    "ENV_INTEGER"sv,
    "ENV_DOUBLE"sv,
    "ENV_STRING"sv,
    "ENV_DATA"sv,
    "LOG_CONTAINER"sv, // 10
    "LIN_MESSAGE"sv,
    "LIN_CRC_ERROR"sv,
    "LIN_DLC_INFO"sv,
    "LIN_RCV_ERROR"sv,
    "LIN_SND_ERROR"sv,
    "LIN_SLV_TIMEOUT"sv,
    "LIN_SCHED_MODCH"sv,
    "LIN_SYN_ERROR"sv,
    "LIN_BAUDRATE"sv,
    "LIN_SLEEP"sv, // 20
    "LIN_WAKEUP"sv,
    "MOST_SPY"sv,
    "MOST_CTRL"sv,
    "MOST_LIGHTLOCK"sv,
    "MOST_STATISTIC"sv,
    ""sv,
    ""sv,
    ""sv,
    "FLEXRAY_DATA"sv,
    "FLEXRAY_SYNC"sv, // 30
    "CAN_DRIVER_ERROR"sv,
    "MOST_PKT"sv,
    "MOST_PKT2"sv,
    "MOST_HWMODE"sv,
    "MOST_REG"sv,
    "MOST_GENREG"sv,
    "MOST_NETSTATE"sv,
    "MOST_DATALOST"sv,
    "MOST_TRIGGER"sv,
    "FLEXRAY_CYCLE"sv, // 40
    "FLEXRAY_MESSAGE"sv,
    "LIN_CHECKSUM_INFO"sv,
    "LIN_SPIKE_EVENT"sv,
    "CAN_DRIVER_SYNC"sv,
    "FLEXRAY_STATUS"sv,
    "GPS_EVENT"sv,
    "FR_ERROR"sv,
    "FR_STATUS"sv,
    "FR_STARTCYCLE"sv,
    "FR_RCVMESSAGE"sv, // 50
    "REALTIMECLOCK"sv,
    ""sv,
    ""sv,
    "LIN_STATISTIC"sv,
    "J1708_MESSAGE"sv,
    "J1708_VIRTUAL_MSG"sv,
    "LIN_MESSAGE2"sv,
    "LIN_SND_ERROR2"sv,
    "LIN_SYN_ERROR2"sv,
    "LIN_CRC_ERROR2"sv, // 60
    "LIN_RCV_ERROR2"sv,
    "LIN_WAKEUP2"sv,
    "LIN_SPIKE_EVENT2"sv,
    "LIN_LONG_DOM_SIG"sv,
    "APP_TEXT"sv,
    "FR_RCVMESSAGE_EX"sv,
    "MOST_STATISTICEX"sv,
    "MOST_TXLIGHT"sv,
    "MOST_ALLOCTAB"sv,
    "MOST_STRESS"sv, // 70
    "ETHERNET_FRAME"sv,
    "SYS_VARIABLE"sv,
    "CAN_ERROR_EXT"sv,
    "CAN_DRIVER_ERROR_EXT"sv,
    "LIN_LONG_DOM_SIG2"sv,
    "MOST_150_MESSAGE"sv,
    "MOST_150_PKT"sv,
    "MOST_ETHERNET_PKT"sv,
    "MOST_150_MESSAGE_FRAGMENT"sv,
    "MOST_150_PKT_FRAGMENT"sv, // 80
    "MOST_ETHERNET_PKT_FRAGMENT"sv,
    "MOST_SYSTEM_EVENT"sv,
    "MOST_150_ALLOCTAB"sv,
    "MOST_50_MESSAGE"sv,
    "MOST_50_PKT"sv,
    "CAN_MESSAGE2"sv,
    "LIN_UNEXPECTED_WAKEUP"sv,
    "LIN_SHORT_OR_SLOW_RESPONSE"sv,
    "LIN_DISTURBANCE_EVENT"sv,
    "SERIAL_EVENT"sv, // 90
    "OVERRUN_ERROR"sv,
    "EVENT_COMMENT"sv,
    "WLAN_FRAME"sv,
    "WLAN_STATISTIC"sv,
    "MOST_ECL"sv,
    "GLOBAL_MARKER"sv,
    "AFDX_FRAME"sv,
    "AFDX_STATISTIC"sv,
    "KLINE_STATUSEVENT"sv,
    "CAN_FD_MESSAGE"sv, // 100
    "CAN_FD_MESSAGE_64"sv,
    "ETHERNET_RX_ERROR"sv,
    "ETHERNET_STATUS"sv,
    "CAN_FD_ERROR_64"sv,
    "LIN_SHORT_OR_SLOW_RESPONSE2"sv,
    "AFDX_STATUS"sv,
    "AFDX_BUS_STATISTIC"sv,
    ""sv,
    "AFDX_ERROR_EVENT"sv,
    "A429_ERROR"sv, // 110
    "A429_STATUS"sv,
    "A429_BUS_STATISTIC"sv,
    "A429_MESSAGE"sv,
    "ETHERNET_STATISTIC"sv,
    "RESTORE_POINTS"sv,
    ""sv,
    ""sv,
    "TEST_STRUCTURE"sv,
    "DIAG_REQUEST_INTERPRETATION"sv,
    "ETHERNET_FRAME_EX"sv, // 120
    "ETHERNET_FRAME_FORWARDED"sv,
    "ETHERNET_ERROR_EX"sv,
    "ETHERNET_ERROR_FORWARDED"sv,
    "FUNCTION_BUS"sv,
    "DATA_LOST_BEGIN"sv,
    "DATA_LOST_END"sv,
    "WATER_MARK_EVENT"sv,
    "TRIGGER_CONDITION"sv,
    "CAN_SETTING_CHANGED"sv,
    "DISTRIBUTED_OBJECT_MEMBER"sv, // 130
    "ATTRIBUTE_EVENT"sv,
    "DISTRIBUTED_OBJECT_CHANGE"sv,
    "ETHERNET_PHY_STATE"sv,
};
static_assert(kTypeNames[1] == "CAN_MESSAGE" && kTypeNames[86] == "CAN_MESSAGE2" && kTypeNames.size() == 134);

/// The next place of the object magic at or behind `from`; `size` where there is none.
std::size_t findMagic(const std::uint8_t* data, std::size_t from, std::size_t size)
{
    if (from >= size) {
        return size;
    }
    const void* found = memmem(data + from, size - from, kObjectMagic.data(), kObjectMagic.size());
    return found == nullptr ? size : static_cast<std::size_t>(static_cast<const std::uint8_t*>(found) - data);
}

template <class Accept>
std::size_t findAccepted(const std::uint8_t* data, std::size_t from, std::size_t size, const Accept& accept)
{
    for (std::size_t at = findMagic(data, from, size); at < size; at = findMagic(data, at + 1, size)) {
        if (size - at < kBaseHeader || accept(objectHeader(data + at))) {
            return at;
        }
    }
    // The magic itself may be cut.
    for (std::size_t length = kObjectMagic.size() - 1; length > 0; --length) {
        if (size >= from + length && std::memcmp(data + size - length, kObjectMagic.data(), length) == 0) {
            return size - length;
        }
    }
    return size;
}

} // namespace

std::size_t findObject(const std::uint8_t* data, std::size_t from, std::size_t size)
{
    return findAccepted(data, from, size, isPlausible);
}

std::size_t findOuterObject(const std::uint8_t* data, std::size_t from, std::size_t size)
{
    return findAccepted(data, from, size, isOuterObject);
}

std::size_t findContainer(const std::uint8_t* data, std::size_t from, std::size_t size)
{
    for (std::size_t at = findMagic(data, from, size); at < size; at = findMagic(data, at + 1, size)) {
        if (size - at >= kBaseHeader && isContainer(objectHeader(data + at))) {
            return at;
        }
    }
    return size;
}

std::string_view objectTypeName(std::uint32_t type)
{
    return type < kTypeNames.size() && !kTypeNames[type].empty() ? kTypeNames[type] : kUnknownType;
}

} // namespace argus::formats::blf
