// SPDX-License-Identifier: Apache-2.0
#include "core/simulate/diagnostic_link.h"

#include <array>
#include <memory>

namespace argus::simulate {

namespace {

constexpr std::uint32_t kFunctionalId = 0x7DF;
constexpr std::uint8_t kTesterPadding = 0x00;

/// Separation times as a flow control frame states them, with their length.
struct Separation
{
    std::uint8_t code;
    Micros time;
};
constexpr std::array<Separation, 5> kSeparations {{{0x00, 0}, {0x01, 1000}, {0x05, 5000}, {0xF1, 100}, {0xF5, 500}}};
constexpr std::array<std::uint8_t, 5> kBlockSizes {0, 0, 0, 8, 4};

} // namespace

IsoTpPath DiagnosticLink::toEcu() const
{
    return {m_ecu.bus, m_ecu.requestId, m_ecu.extended, m_ecu.fd, kTesterPadding};
}

IsoTpPath DiagnosticLink::fromEcu() const
{
    return {m_ecu.bus, m_ecu.responseId, m_ecu.extended, m_ecu.fd, m_ecu.padding};
}

void DiagnosticLink::request(const Bytes& message)
{
    m_now += m_random.between(2, 12) * kMillisecond;
    send(toEcu(), fromEcu(), message, {}, MessageDamage::None);
}

void DiagnosticLink::functionalRequest(const Bytes& message)
{
    m_now += m_random.between(2, 12) * kMillisecond;
    const IsoTpPath path {m_ecu.bus, kFunctionalId, false, false, kTesterPadding};
    send(path, path, message, {}, MessageDamage::None);
}

void DiagnosticLink::respond(const Bytes& message, Completed completed, MessageDamage damage)
{
    m_now += m_random.between(800, 18000);
    send(fromEcu(), toEcu(), message, completed, damage);
}

void DiagnosticLink::send(const IsoTpPath& path, const IsoTpPath& back, const Bytes& message,
                          const Completed& completed, MessageDamage damage)
{
    std::vector<Frame> frames = isoTpFrames(path, message);
    if (frames.size() == 1) {
        m_schedule.add(m_now, frames.front(), completed);
        m_now += kMillisecond;
        return;
    }
    const auto count = static_cast<std::uint32_t>(frames.size());
    // A cut message keeps its first frame and perhaps some more, but never its last one.
    const std::size_t keep = damage == MessageDamage::Cut ? 1 + m_random.below(count - 1) : count;
    const std::size_t missing = damage == MessageDamage::FrameMissing ? 1 + m_random.below(count - 1) : count;
    const auto begin = std::make_shared<Micros>(0);
    const bool damaged = damage != MessageDamage::None;
    m_schedule.add(m_now, frames.front(), [begin, damaged](Tally& tally, Micros at) {
        *begin = at;
        if (damaged) {
            tally.incompleteMessage();
        }
    });
    const Separation separation = kSeparations[m_random.below(kSeparations.size())];
    const std::uint8_t blockSize = kBlockSizes[m_random.below(kBlockSizes.size())];
    std::size_t leftInBlock = 0;
    for (std::size_t i = 1; i < keep; ++i) {
        if (i == 1 || (blockSize != 0 && leftInBlock == 0)) {
            if (m_random.chance(4)) {
                m_now += m_random.between(400, 1500);
                m_schedule.add(m_now, flowControl(back, 1, 0, 0));
                m_now += 10 * kMillisecond;
            }
            m_now += m_random.between(400, 2500);
            m_schedule.add(m_now, flowControl(back, 0, blockSize, separation.code));
            leftInBlock = blockSize;
        }
        m_now += std::max<Micros>(separation.time, 300) + m_random.between(20, 400);
        leftInBlock -= leftInBlock > 0 ? 1 : 0;
        if (i == missing) {
            continue;
        }
        Written written;
        if (i + 1 == frames.size() && !damaged && completed) {
            written = [begin, completed](Tally& tally, Micros) { completed(tally, *begin); };
        }
        m_schedule.add(m_now, frames[i], std::move(written));
    }
    m_now += kMillisecond;
}

} // namespace argus::simulate
