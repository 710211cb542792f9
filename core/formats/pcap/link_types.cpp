// SPDX-License-Identifier: Apache-2.0
#include "core/formats/pcap/link_types.h"

#include <algorithm>
#include <array>

namespace argus::formats {

namespace {

struct Named
{
    std::uint32_t linkType;
    std::string_view kind;
};

constexpr std::array kNames {
    Named {6, "Token Ring packet"},
    Named {7, "ARCNET packet"},
    Named {8, "SLIP packet"},
    Named {9, "PPP packet"},
    Named {10, "FDDI packet"},
    Named {50, "PPP packet"},
    Named {51, "PPPoE packet"},
    Named {105, "IEEE 802.11 packet"},
    Named {107, "Frame Relay packet"},
    Named {119, "IEEE 802.11 packet"},
    Named {127, "IEEE 802.11 packet"},
    Named {143, "DOCSIS packet"},
    Named {163, "IEEE 802.11 packet"},
    Named {186, "USB packet"},
    Named {187, "Bluetooth packet"},
    Named {189, "USB packet"},
    Named {190, "CAN 2.0B packet"},
    Named {192, "PPI packet"},
    Named {195, "IEEE 802.15.4 packet"},
    Named {201, "Bluetooth packet"},
    Named {209, "I2C packet"},
    Named {210, "FlexRay packet"},
    Named {211, "MOST packet"},
    Named {212, "LIN packet"},
    Named {215, "IEEE 802.15.4 packet"},
    Named {220, "USB packet"},
    Named {230, "IEEE 802.15.4 packet"},
    Named {231, "D-Bus message"},
    Named {239, "netfilter packet"},
    Named {249, "USB packet"},
    Named {251, "Bluetooth packet"},
    Named {252, "exported PDU"},
    Named {253, "netlink message"},
    Named {254, "Bluetooth packet"},
    Named {255, "Bluetooth packet"},
    Named {256, "Bluetooth packet"},
    Named {266, "USB packet"},
    Named {272, "Nordic BLE packet"},
    Named {283, "IEEE 802.15.4 packet"},
    Named {288, "USB packet"},
};

} // namespace

LinkKind linkKind(std::uint32_t linkType)
{
    switch (linkType) {
    case 0:
    case 108:
        return LinkKind::Loopback;
    case 1:
        return LinkKind::Ethernet;
    case 12: // the number of raw IP that some systems write instead of 101
    case 14:
    case 101:
    case 228:
    case 229:
        return LinkKind::RawIp;
    case 113:
        return LinkKind::Cooked;
    case 227:
        return LinkKind::SocketCan;
    case 252:
        return LinkKind::ExportedPdu;
    case 276:
        return LinkKind::Cooked2;
    default:
        return LinkKind::Other;
    }
}

std::string_view linkRecordKind(std::uint32_t linkType)
{
    if (linkType >= 147 && linkType <= 162) {
        return "packet of a private link type";
    }
    const auto named = std::find_if(kNames.begin(), kNames.end(),
                                    [linkType](const Named& name) { return name.linkType == linkType; });
    return named == kNames.end() ? "packet of another link type" : named->kind;
}

} // namespace argus::formats
