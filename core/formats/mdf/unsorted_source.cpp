// SPDX-License-Identifier: Apache-2.0
#include "core/formats/mdf/unsorted_source.h"

#include <algorithm>
#include <utility>

namespace argus::formats::mdf {

namespace {

constexpr std::uint64_t kLengthBytes = 4; ///< before the bytes of a value of variable length
constexpr std::uint32_t kLongestValue = 16 << 20;
constexpr std::uint32_t kLongestCanPayload = 2048; ///< CAN XL
constexpr std::uint64_t kHistory = 64 * 1024; ///< how far behind its values a record may lie
constexpr std::uint64_t kMaxStretch = 32 << 20; ///< how far before its values a record may lie
constexpr int kSoundRecords = 8; ///< in a row, to believe that records begin at a place
constexpr std::size_t kRecordsAtOnce = 4096;
constexpr std::size_t kIndexedAtOnce = 32768; ///< bounds the index of records that have a byte or two
constexpr std::uint64_t kSeam = 4096; ///< bytes at the end of a stretch in which too few records are seen

} // namespace

UnsortedSource::UnsortedSource(const StreamAccess& access, const DataGroup& data, std::vector<BusLayout> layouts,
                               const Document& document)
    : m_ledger(access.ledger)
    , m_data(data)
    , m_document(document)
    , m_stream(access, data.segments)
    , m_kinds(data.groups.size())
{
    m_byShortId.fill(kNoGroup);
    for (std::uint32_t i = 0; i < m_kinds.size(); ++i) {
        m_kinds[i].group = &data.groups[i];
        m_kinds[i].layout = std::move(layouts[i]);
        const std::uint64_t id = data.groups[i].recordId;
        m_byId.emplace(id, i);
        if (data.idBytes <= 1 && id < m_byShortId.size() && m_byShortId[id] == kNoGroup) {
            m_byShortId[id] = i;
        }
    }
    if (data.idBytes == 0 && !m_kinds.empty()) {
        m_byShortId.fill(0);
    }
    connectValues(access);
}

void UnsortedSource::connectValues(const StreamAccess& access)
{
    std::unordered_map<std::uint64_t, std::uint32_t> byPosition;
    for (std::uint32_t i = 0; i < m_kinds.size(); ++i) {
        if (m_kinds[i].group->isVlsd) {
            byPosition.emplace(m_kinds[i].group->position, i);
            m_kinds[i].longest = kLongestValue;
        }
    }
    for (Kind& kind : m_kinds) {
        m_separate.push_back(std::make_unique<VariableChannels>(access, *kind.group));
        const PayloadPlace& payload = kind.layout.payload();
        if (!payload.isVariable) {
            continue;
        }
        const auto values = byPosition.find(payload.channel.dataLink);
        if (values != byPosition.end()) {
            kind.valuesOf = values->second;
            if (kind.layout.kind() == GroupKind::Frames) {
                m_kinds[values->second].longest = kLongestCanPayload;
            }
        } else {
            kind.separateValues = m_separate.back()->of(payload.channel);
        }
    }
}

std::uint32_t UnsortedSource::kindOf(const std::uint8_t* at) const
{
    if (m_data.idBytes <= 1) {
        return m_byShortId[m_data.idBytes == 0 ? 0 : *at];
    }
    std::uint64_t id = loadLittle<std::uint64_t>(at);
    id &= ~std::uint64_t {0} >> (64 - 8 * m_data.idBytes);
    const auto found = m_byId.find(id);
    return found == m_byId.end() ? kNoGroup : found->second;
}

UnsortedSource::Extent UnsortedSource::extentAt(std::span<const std::uint8_t> bytes) const
{
    if (bytes.size() < std::max(m_data.idBytes, 1U)) {
        return {Shape::Cut, kNoGroup, std::max(m_data.idBytes, 1U)};
    }
    const std::uint32_t index = kindOf(bytes.data());
    if (index == kNoGroup) {
        return {};
    }
    const Kind& kind = m_kinds[index];
    std::uint64_t total = m_data.idBytes + m_data.idBytesBehind;
    if (kind.group->isVlsd) {
        total += kLengthBytes;
        if (bytes.size() < total) {
            return {Shape::Cut, index, total};
        }
        const auto length = loadLittle<std::uint32_t>(bytes.data() + m_data.idBytes);
        if (length > kind.longest) {
            return {};
        }
        total += length;
    } else {
        total += kind.group->dataBytes;
        total += m_data.withoutInvalidBytes ? 0 : kind.group->invalidBytes;
    }
    if (total == 0 || total > kLongestValue + 64) {
        return {};
    }
    if (bytes.size() < total) {
        return {Shape::Cut, index, total};
    }
    const bool repeats = m_data.idBytesBehind == 0
        || std::equal(bytes.data(), bytes.data() + m_data.idBytes, bytes.data() + total - m_data.idBytesBehind);
    return {repeats ? Shape::Sound : Shape::Broken, index, total};
}

base::Result<bool> UnsortedSource::readMore()
{
    if (m_indexed >= m_stream.size()) {
        return false;
    }
    const std::uint64_t wanted = m_next < m_records.size() ? m_records[m_next].at : m_indexed;
    const std::uint64_t begin = std::max(m_viewBegin, wanted - std::min(wanted, kHistory));
    const std::uint64_t held = m_indexed - begin;
    const auto view = m_stream.view(begin, static_cast<std::size_t>(held + m_needed));
    if (!view) {
        return base::fail(view);
    }
    m_viewBegin = begin;
    m_view = *view;
    m_records.erase(m_records.begin(), m_records.begin() + static_cast<std::ptrdiff_t>(m_next));
    m_next = 0;
    m_lastFrame = 0;
    m_lastValue = kNoGroup;
    dropOldValues();
    if (m_view.size() < held + m_needed) {
        // The end of the stream lies within a record.
        const std::uint64_t rest = m_stream.size() - m_indexed;
        if (rest > 0) {
            m_ledger.skip(m_lost ? "unreadable record" : "record that is cut short", m_stream.recordOffset(m_indexed),
                          rest);
        }
        m_indexed = m_stream.size();
        return false;
    }
    indexView();
    return true;
}

void UnsortedSource::dropOldValues()
{
    for (Kind& kind : m_kinds) {
        const auto keep = std::find_if(kind.values.begin(), kind.values.end(),
                                       [this](const Value& value) { return value.at >= m_viewBegin; });
        kind.values.erase(kind.values.begin(), keep);
        kind.cursor = 0;
    }
}

void UnsortedSource::indexView()
{
    const std::uint64_t end = m_viewBegin + m_view.size();
    m_needed = 1;
    for (std::size_t steps = 0; m_indexed < end && steps < kIndexedAtOnce; ++steps) {
        if (const std::uint64_t lost = m_stream.lostUpTo(m_indexed); lost != 0) {
            skipUpTo(std::min(lost, end));
            continue;
        }
        if (m_lost) {
            resynchronise();
            if (m_lost) {
                return;
            }
            m_needed = 1;
            continue;
        }
        const Extent extent = extentAt(m_view.subspan(static_cast<std::size_t>(m_indexed - m_viewBegin)));
        if (extent.shape == Shape::Cut) {
            m_needed = extent.bytes;
            return;
        }
        const bool intoLost = extent.shape == Shape::Sound && m_stream.lostUpTo(m_indexed + extent.bytes - 1) != 0;
        if (extent.shape == Shape::Broken || intoLost) {
            m_lost = true;
            warnDamage(m_stream.recordOffset(m_indexed));
            if (intoLost) {
                skipUpTo(m_indexed + extent.bytes);
            }
            continue;
        }
        addRecord(extent, m_indexed + m_data.idBytes);
        m_indexed += extent.bytes;
    }
}

void UnsortedSource::warnDamage(std::uint64_t offset)
{
    constexpr std::uint64_t kNamed = 8;
    if (m_damages++ < kNamed) {
        m_ledger.warn("the records at offset " + std::to_string(offset)
                      + " are damaged; reading goes on where sound ones follow");
    }
}

void UnsortedSource::skipUpTo(std::uint64_t end)
{
    m_ledger.skip("unreadable record", m_stream.recordOffset(m_indexed), end - m_indexed, m_lost ? 0 : 1);
    m_indexed = end;
    m_lost = true;
    for (Kind& kind : m_kinds) {
        kind.unsure = true;
    }
}

bool UnsortedSource::isSoundFrom(std::span<const std::uint8_t> bytes) const
{
    for (int i = 0; i < kSoundRecords; ++i) {
        const Extent extent = extentAt(bytes);
        if (extent.shape == Shape::Broken) {
            return false;
        }
        if (extent.shape == Shape::Cut) {
            return i >= kSoundRecords / 2;
        }
        bytes = bytes.subspan(static_cast<std::size_t>(extent.bytes));
    }
    return true;
}

void UnsortedSource::resynchronise()
{
    const std::uint64_t end = m_viewBegin + m_view.size();
    const std::uint64_t seam = end < m_stream.size() ? std::min(kSeam, end - m_indexed) : 0;
    std::uint64_t at = m_indexed;
    while (at < end - seam && !isSoundFrom(m_view.subspan(static_cast<std::size_t>(at - m_viewBegin)))) {
        ++at;
    }
    if (at > m_indexed) {
        m_ledger.skip("unreadable record", m_stream.recordOffset(m_indexed), at - m_indexed, 1);
    }
    m_indexed = at;
    m_lost = at == end - seam;
    m_needed = seam + 1;
    for (Kind& kind : m_kinds) {
        kind.unsure = true;
    }
}

std::uint64_t UnsortedSource::linkBeside(Kind& values, Neighbours& how, std::uint64_t own, std::uint64_t reference,
                                         std::uint32_t size) const
{
    std::uint64_t link = own;
    if (!values.unsure) {
        ++how.seen;
        how.right += reference == own ? 1 : 0;
    } else if (reference == how.expected && how.right * 2 > how.seen) {
        link = reference;
    }
    how.expected = reference + kLengthBytes + size;
    return link;
}

void UnsortedSource::addRecord(const Extent& extent, std::uint64_t at)
{
    Kind& kind = m_kinds[extent.kind];
    ++kind.records;
    if (kind.group->isVlsd) {
        addValue(kind, at + kLengthBytes,
                 static_cast<std::uint32_t>(extent.bytes - kLengthBytes - m_data.idBytes - m_data.idBytesBehind));
        m_lastFrame = 0;
        m_lastValue = extent.kind;
        return;
    }
    Record record {at, extent.kind, 0};
    if (kind.valuesOf != kNoGroup) {
        Kind& values = m_kinds[kind.valuesOf];
        record.reference = m_document.vlsdOffsetsUnset ? values.nextReference++ : kind.layout.payloadLink(bytesAt(at));
        if (m_lastValue == kind.valuesOf && !m_document.vlsdOffsetsUnset && !values.values.empty()) {
            Value& value = values.values.back();
            value.link = linkBeside(values, values.before, value.link, record.reference, value.size);
            values.nextLink = value.link + kLengthBytes + value.size;
        }
    }
    m_records.push_back(record);
    m_lastFrame = m_records.size();
    m_lastValue = kNoGroup;
}

void UnsortedSource::addValue(Kind& kind, std::uint64_t at, std::uint32_t size)
{
    if (m_lastFrame != 0 && !m_document.vlsdOffsetsUnset) {
        const Record& record = m_records[m_lastFrame - 1];
        const std::uint32_t values = m_kinds[record.kind].valuesOf;
        if (values != kNoGroup && &m_kinds[values] == &kind) {
            kind.nextLink = linkBeside(kind, kind.behind, kind.nextLink, record.reference, size);
        }
    }
    kind.values.push_back({kind.nextLink, at, size});
    kind.nextLink += m_document.vlsdOffsetsUnset ? 1 : kLengthBytes + size;
}

const UnsortedSource::Value* UnsortedSource::findValue(Kind& kind, std::uint64_t link) const
{
    // Nearly always it is the next one.
    for (std::size_t i = kind.cursor; i < std::min(kind.cursor + 2, kind.values.size()); ++i) {
        if (kind.values[i].link == link) {
            kind.cursor = i;
            return &kind.values[i];
        }
    }
    const auto found = std::lower_bound(kind.values.begin(), kind.values.end(), link,
                                        [](const Value& value, std::uint64_t wanted) { return value.link < wanted; });
    if (found == kind.values.end() || found->link != link) {
        return nullptr;
    }
    kind.cursor = static_cast<std::size_t>(found - kind.values.begin());
    return &*found;
}

base::Result<UnsortedSource::Found> UnsortedSource::payloadOf(const Record& record,
                                                              std::span<const std::uint8_t>& payload)
{
    Kind& kind = m_kinds[record.kind];
    if (!kind.layout.payload().isVariable) {
        payload = kind.layout.payloadInRecord(bytesAt(record.at));
        return Found::Yes;
    }
    if (kind.valuesOf == kNoGroup) {
        if (kind.separateValues == nullptr) {
            return Found::No;
        }
        const auto found = kind.separateValues->find(kind.layout.payloadLink(bytesAt(record.at)), payload);
        if (!found) {
            return base::fail(found);
        }
        return *found ? Found::Yes : Found::No;
    }
    Kind& values = m_kinds[kind.valuesOf];
    if (const Value* value = findValue(values, record.reference)) {
        payload = {bytesAt(value->at), value->size};
        return Found::Yes;
    }
    const bool mayCome
        = record.reference >= values.nextLink && m_indexed < m_stream.size() && m_indexed - record.at < kMaxStretch;
    return mayCome ? Found::NotYet : Found::No;
}

base::Result<bool> UnsortedSource::prepare()
{
    while (m_next >= m_records.size()) {
        const auto more = readMore();
        if (!more) {
            return base::fail(more);
        }
        if (!*more && m_next >= m_records.size()) {
            return false;
        }
    }
    const Record& record = m_records[m_next];
    const domain::RecordingTime ts = m_kinds[record.kind].layout.time(bytesAt(record.at), 0);
    m_time = ts == domain::kNoTime ? m_time : ts; // what has no time stays beside what it was recorded with
    return true;
}

base::Result<> UnsortedSource::handOn(domain::RecordingTime limit, RecordOutput& out)
{
    const std::size_t end = std::min(m_records.size(), m_next + kRecordsAtOnce);
    bool isFirst = true;
    for (; m_next < end; ++m_next) {
        const Record& record = m_records[m_next];
        Kind& kind = m_kinds[record.kind];
        switch (kind.layout.kind()) {
        case GroupKind::Counted:
            out.count(kind.layout.countedAs(), 1);
            break;
        case GroupKind::Samples:
            handOnSample(record, out);
            break;
        case GroupKind::Frames:
        case GroupKind::Ethernet: {
            const domain::RecordingTime ts = kind.layout.time(bytesAt(record.at), 0);
            if (ts > limit && !isFirst) {
                return {};
            }
            const auto done = handOnFrame(record, ts, out);
            if (!done) {
                return base::fail(done);
            }
            if (!*done) {
                const auto more = readMore();
                return more ? base::Result<>() : base::Result<>(base::fail(more));
            }
            break;
        }
        }
        isFirst = false;
    }
    return {};
}

base::Result<bool> UnsortedSource::handOnFrame(const Record& record, domain::RecordingTime ts, RecordOutput& out)
{
    Kind& kind = m_kinds[record.kind];
    std::span<const std::uint8_t> payload;
    const auto found = payloadOf(record, payload);
    if (!found) {
        return base::fail(found);
    }
    const std::uint64_t offset = m_stream.recordOffset(record.at - m_data.idBytes);
    switch (*found) {
    case Found::NotYet:
        return false;
    case Found::No:
        m_ledger.skip("frame whose data is not in the file", offset, m_data.idBytes + kind.group->recordBytes());
        return true;
    case Found::Yes:
        break;
    }
    if (kind.layout.kind() == GroupKind::Frames) {
        out.frame(kind.layout, bytesAt(record.at), ts, offset, payload);
    } else {
        out.packet(kind.layout, bytesAt(record.at), ts, offset, payload);
    }
    return true;
}

void UnsortedSource::handOnSample(const Record& record, RecordOutput& out)
{
    Kind& kind = m_kinds[record.kind];
    if (!kind.rows) {
        kind.rows = std::make_unique<SampleRows>(*kind.group, kind.layout, out.groupCount());
        out.addGroup(kind.rows->describe());
    }
    const auto variable = [&](const Channel& channel, std::uint64_t link) -> std::string {
        if (VariableValues* values = m_separate[record.kind]->of(channel)) {
            std::span<const std::uint8_t> bytes;
            const auto found = values->find(link, bytes);
            return found && *found ? decodeText(bytes, channel.type) : std::string();
        }
        for (Kind& values : m_kinds) {
            if (values.group->isVlsd && values.group->position == channel.dataLink) {
                const Value* value = findValue(values, link);
                return value == nullptr ? std::string() : decodeText({bytesAt(value->at), value->size}, channel.type);
            }
        }
        return {};
    };
    const std::uint8_t* bytes = bytesAt(record.at);
    kind.rows->add(bytes, kind.layout.time(bytes, kind.handedOn++), !m_data.withoutInvalidBytes, variable);
    if (kind.rows->isFull()) {
        out.samples(*kind.rows);
    }
}

void UnsortedSource::finish(RecordOutput& out)
{
    if (m_damages > 0) {
        m_ledger.warn("records of the data group at byte " + std::to_string(m_data.position) + " are damaged in "
                      + std::to_string(m_damages) + (m_damages == 1 ? " place" : " places"));
    }
    for (Kind& kind : m_kinds) {
        if (kind.rows) {
            out.samples(*kind.rows);
        }
        const std::uint64_t stated = kind.group->cycles;
        if (!m_document.unfinished && stated > kind.records) {
            m_ledger.warn("group \"" + kind.group->name + "\" should have " + std::to_string(stated - kind.records)
                          + " more records than its data has");
        }
    }
}

} // namespace argus::formats::mdf
