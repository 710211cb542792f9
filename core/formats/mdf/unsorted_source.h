// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/mdf/data_stream.h"
#include "core/formats/mdf/record_output.h"
#include "core/formats/mdf/sorted_source.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

namespace argus::formats::mdf {

/// A data group with records of several kinds, each with its id before it, in the order in which they were recorded.
///
/// Values of variable length are records of their own here, which lie before or behind the records they belong to. A
/// stretch of the stream is indexed first; records whose values are not in it wait until more is read, up to a bound.
/// Where the bytes make no sense, the next place is looked for from which a run of sound records follows.
class UnsortedSource final : public RecordSource
{
public:
    /// `data` must outlive the source. `layouts`: one for each of its groups.
    UnsortedSource(const StreamAccess& access, const DataGroup& data, std::vector<BusLayout> layouts,
                   const Document& document);

    void begin() override { m_stream.begin(); }
    base::Result<bool> prepare() override;
    base::Result<> handOn(domain::RecordingTime limit, RecordOutput& out) override;
    void finish(RecordOutput& out) override;
    std::uint64_t position() const override { return m_indexed; }
    std::uint64_t streamBytes() const override { return m_stream.size(); }
    std::uint64_t memory() const override { return 2 * m_stream.largestBlock(); }

private:
    static constexpr std::uint32_t kNoGroup = UINT32_MAX;

    /// A value of variable length in the stretch that is held.
    struct Value
    {
        std::uint64_t link = 0; ///< what records that it belongs to have
        std::uint64_t at = 0; ///< place of its bytes in the stream
        std::uint32_t size = 0;
    };
    /// How values lie beside the records they belong to. Where this was right up to a damaged place, it tells behind
    /// it which value is whose, though the links count bytes that are lost.
    struct Neighbours
    {
        std::uint64_t seen = 0;
        std::uint64_t right = 0; ///< the record's link was that of the value beside it
        std::uint64_t expected = 0; ///< the link that the next record has, if all is well
    };
    struct Kind
    {
        const ChannelGroup* group = nullptr;
        BusLayout layout;
        std::uint32_t valuesOf = kNoGroup; ///< the kind whose records are the payloads of this one
        VariableValues* separateValues = nullptr; ///< the payloads, where they lie in blocks of their own
        std::unique_ptr<SampleRows> rows;
        std::uint64_t records = 0; ///< found
        std::uint64_t handedOn = 0;
        // Of values of variable length:
        std::vector<Value> values; ///< by link
        std::size_t cursor = 0; ///< where the last one was found
        std::uint64_t nextLink = 0;
        std::uint64_t nextReference = 0; ///< where links are not set: the ordinal that the next record gets
        std::uint32_t longest = 0; ///< what is taken for a length
        bool unsure = false; ///< values may be missing before: links are off
        Neighbours behind; ///< the value follows its record
        Neighbours before; ///< the value comes first
    };
    struct Record
    {
        std::uint64_t at = 0; ///< of its data, behind the id
        std::uint32_t kind = 0;
        std::uint64_t reference = 0; ///< link where the file has none
    };
    enum class Shape : std::uint8_t
    {
        Sound,
        Cut, ///< more bytes are needed
        Broken,
    };
    struct Extent
    {
        Shape shape = Shape::Broken;
        std::uint32_t kind = kNoGroup;
        std::uint64_t bytes = 0; ///< of the whole record; of a cut one as far as known
    };

    void connectValues(const StreamAccess& access);
    std::uint32_t kindOf(const std::uint8_t* at) const;
    Extent extentAt(std::span<const std::uint8_t> bytes) const;
    base::Result<bool> readMore();
    void indexView();
    void addRecord(const Extent& extent, std::uint64_t at);
    void addValue(Kind& kind, std::uint64_t at, std::uint32_t size);
    /// The link of a value that lies beside a record: `own` as counted, or the record's where that is to be believed.
    std::uint64_t linkBeside(Kind& values, Neighbours& how, std::uint64_t own, std::uint64_t reference,
                             std::uint32_t size) const;
    void resynchronise();
    bool isSoundFrom(std::span<const std::uint8_t> bytes) const;
    void warnDamage(std::uint64_t offset);
    void skipUpTo(std::uint64_t end);
    const std::uint8_t* bytesAt(std::uint64_t at) const { return m_view.data() + (at - m_viewBegin); }
    const Value* findValue(Kind& kind, std::uint64_t link) const;
    void dropOldValues();

    enum class Found : std::uint8_t
    {
        Yes,
        No,
        NotYet,
    };
    base::Result<Found> payloadOf(const Record& record, std::span<const std::uint8_t>& payload);
    base::Result<bool> handOnFrame(const Record& record, domain::RecordingTime ts, RecordOutput& out);
    void handOnSample(const Record& record, RecordOutput& out);

    Ledger& m_ledger;
    const DataGroup& m_data;
    const Document& m_document;
    DataStream m_stream;
    std::vector<Kind> m_kinds;
    std::vector<std::unique_ptr<VariableChannels>> m_separate;
    std::array<std::uint32_t, 256> m_byShortId {};
    std::unordered_map<std::uint64_t, std::uint32_t> m_byId;

    std::span<const std::uint8_t> m_view;
    std::uint64_t m_viewBegin = 0; ///< places in the stream
    std::uint64_t m_indexed = 0; ///< records before it are known
    std::uint64_t m_needed = 1; ///< bytes from m_indexed on that the next look needs
    std::uint64_t m_damages = 0; ///< places at which records had to be looked for
    bool m_lost = false; ///< sound records have to be looked for
    std::vector<Record> m_records;
    std::size_t m_next = 0; ///< of m_records
    std::uint64_t m_lastFrame = 0; ///< index into m_records + 1 of the record indexed last; 0: it was a value
    std::uint32_t m_lastValue = kNoGroup; ///< kind of the value indexed last; none where a record followed
};

} // namespace argus::formats::mdf
