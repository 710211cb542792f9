// SPDX-License-Identifier: Apache-2.0
#include "core/simulate/cyclic_traffic.h"

#include <algorithm>

namespace argus::simulate {

namespace {

constexpr std::uint32_t kModelStep = 10'000; // us
constexpr std::uint32_t kJitter = 24; // us
constexpr std::uint32_t kSlotsPerSecond = 1000;

constexpr std::array<std::uint8_t, 256> makeCrcTable()
{
    constexpr unsigned kPolynomial = 0x1D; // SAE J1850
    std::array<std::uint8_t, 256> table {};
    for (unsigned i = 0; i < 256; ++i) {
        unsigned crc = i;
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc & 0x80) != 0 ? (crc << 1) ^ kPolynomial : crc << 1;
        }
        table[i] = static_cast<std::uint8_t>(crc);
    }
    return table;
}

constexpr std::array<std::uint8_t, 256> kCrcTable = makeCrcTable();

std::uint8_t crc8(const std::uint8_t* data, std::size_t size)
{
    std::uint8_t crc = 0xFF;
    for (std::size_t i = 0; i < size; ++i) {
        crc = kCrcTable[crc ^ data[i]];
    }
    return static_cast<std::uint8_t>(crc ^ 0xFF);
}

std::uint8_t xorOf(const std::uint8_t* data, std::size_t size)
{
    std::uint8_t result = 0;
    for (std::size_t i = 0; i < size; ++i) {
        result = static_cast<std::uint8_t>(result ^ data[i]);
    }
    return result;
}

void place(std::uint8_t* out, std::uint32_t value, int size, bool little)
{
    for (int i = 0; i < size; ++i) {
        const int shift = little ? 8 * i : 8 * (size - 1 - i);
        out[i] = static_cast<std::uint8_t>(value >> shift);
    }
}

unsigned lightPeriod(unsigned period)
{
    if (period <= 10) {
        return 200;
    }
    return period <= 20 ? 500 : 1000;
}

} // namespace

CyclicTraffic::CyclicTraffic(const TrafficOptions& options)
    : m_random(options.seed ^ 0x7261666669634A69ULL)
    , m_model(options.seed)
{
    std::array<std::vector<std::uint8_t>, kBusCount> load;
    for (auto& slots : load) {
        slots.assign(kSlotsPerSecond, 0);
    }
    for (const CyclicMessage& message : cyclicMessages()) {
        if (message.bus != Bus::Fd || options.fdBus) {
            addStream(message, options.light, load);
        }
    }
    std::stable_sort(m_slots.begin(), m_slots.end(), [](const Slot& a, const Slot& b) { return a.offset < b.offset; });
}

void CyclicTraffic::addStream(const CyclicMessage& message, bool light,
                              std::array<std::vector<std::uint8_t>, kBusCount>& load)
{
    // The least busy milliseconds of the second: a bus carries one frame at a time.
    std::vector<std::uint8_t>& busy = load[static_cast<std::size_t>(message.bus)];
    const unsigned period = light ? lightPeriod(message.periodMs) : message.periodMs;
    unsigned best = 0;
    unsigned bestLoad = ~0U;
    for (unsigned phase = 0; phase < period; ++phase) {
        unsigned worst = 0;
        for (unsigned slot = phase; slot < kSlotsPerSecond; slot += period) {
            worst = std::max<unsigned>(worst, busy[slot]);
        }
        if (worst < bestLoad) {
            bestLoad = worst;
            best = phase;
        }
    }
    const Micros duration = BusClock::duration(message.bus, message.length);
    const auto stream = static_cast<std::uint16_t>(m_streams.size());
    for (unsigned slot = best; slot < kSlotsPerSecond; slot += period) {
        const auto within = static_cast<std::uint32_t>(busy[slot] * duration + 70 * static_cast<int>(message.bus));
        m_slots.push_back({std::min<std::uint32_t>(slot * 1000 + within, 999'999), stream});
        ++busy[slot];
    }
    Stream ready;
    ready.message = &message;
    ready.duration = duration;
    ready.head = std::string(busName(message.bus)) + ' ' + idName(message.id, message.extended)
        + (message.bus == Bus::Fd ? "##1" : "#");
    for (std::size_t i = 0; i < message.length; ++i) {
        ready.data[i] = i < message.pattern.size() ? message.pattern[i] : static_cast<std::uint8_t>(0x55 + 3 * i);
    }
    m_streams.push_back(std::move(ready));
}

void CyclicTraffic::fill(Stream& stream)
{
    const CyclicMessage& message = *stream.message;
    const bool little = message.bus == Bus::Truck;
    for (const SignalPlace& at : message.signals) {
        place(stream.data.data() + at.start, m_model.raw(at.signal), signalInfo(at.signal).size, little);
    }
    if (message.protection == Protection::None) {
        return;
    }
    stream.counter = static_cast<std::uint8_t>((stream.counter + 1) & 15);
    stream.data[0] = static_cast<std::uint8_t>((message.pattern[0] & 0xF0) | stream.counter);
    const std::size_t last = static_cast<std::size_t>(message.length) - 1;
    if (message.protection == Protection::CounterXor) {
        stream.data[last] = xorOf(stream.data.data(), last);
    } else if (message.protection == Protection::CounterCrc) {
        stream.data[last] = crc8(stream.data.data(), last);
    }
}

bool CyclicTraffic::writeNext(LineWriter& writer, BusClock& clock)
{
    const Slot slot = m_slots[m_next];
    while (m_modelAt <= slot.offset) {
        m_model.step();
        m_modelAt += kModelStep;
    }
    Stream& stream = m_streams[slot.stream];
    const Micros due = m_base + slot.offset;
    if (m_silentUntil[static_cast<std::size_t>(stream.message->owner)] > due) {
        advance();
        return true;
    }
    fill(stream);
    const Micros now = clock.stamp(stream.message->bus, due + m_random.below(kJitter), stream.duration);
    if (!writer.frame(now, stream.head, {stream.data.data(), stream.message->length})) {
        return false;
    }
    ++stream.written;
    advance();
    return true;
}

void CyclicTraffic::advance()
{
    if (++m_next == m_slots.size()) {
        m_next = 0;
        m_base += kSecond;
        m_modelAt = 0;
    }
}

void CyclicTraffic::addTo(Tally& tally) const
{
    for (const Stream& stream : m_streams) {
        const CyclicMessage& message = *stream.message;
        tally.countData(message.bus, message.id, message.extended, message.bus == Bus::Fd, stream.written);
    }
}

} // namespace argus::simulate
