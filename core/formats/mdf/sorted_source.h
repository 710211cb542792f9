// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/mdf/data_stream.h"
#include "core/formats/mdf/record_output.h"

#include <cstdint>
#include <memory>
#include <span>
#include <unordered_map>

namespace argus::formats::mdf {

/// Values of variable length that lie in data blocks of their own, each with its length before it.
class VariableValues
{
public:
    VariableValues(const StreamAccess& access, std::vector<DataSegment> segments)
        : m_stream(access, std::move(segments))
    { }

    /// The value at `link`; nothing where there is none. `valid` up to the next call. Values above 16 MiB are refused.
    base::Result<bool> find(std::uint64_t link, std::span<const std::uint8_t>& value);
    std::uint64_t memory() const { return m_stream.largestBlock(); }

private:
    DataStream m_stream;
};

/// The values of all channels of a group that have such blocks.
class VariableChannels
{
public:
    VariableChannels(const StreamAccess& access, const ChannelGroup& group);

    /// Null where the channel has no such values.
    VariableValues* of(const Channel& channel);
    std::uint64_t memory() const;

private:
    void add(const std::vector<Channel>& channels, const StreamAccess& access);

    std::unordered_map<std::uint64_t, std::unique_ptr<VariableValues>> m_values; ///< by the channel's link
};

/// A group that has its data blocks for itself: records of one length, one after the other.
class SortedSource final : public RecordSource
{
public:
    struct How
    {
        bool countsAreSure = true; ///< the group has as many records as it says
        bool inBatches = true; ///< takes many frames apart at once, where it can: costs the memory of a FrameBatch
    };
    /// `group` and `data` must outlive the source.
    SortedSource(const StreamAccess& access, const DataGroup& data, const ChannelGroup& group, BusLayout layout,
                 const How& how);

    void begin() override { m_stream.begin(); }
    base::Result<bool> prepare() override;
    base::Result<> handOn(domain::RecordingTime limit, RecordOutput& out) override;
    void finish(RecordOutput& out) override;
    std::uint64_t position() const override { return m_index * m_stride; }
    std::uint64_t streamBytes() const override { return m_stream.size(); }
    std::uint64_t memory() const override { return 2 * m_stream.largestBlock() + m_variable.memory(); }

private:
    base::Result<> handOnFrames(domain::RecordingTime limit, RecordOutput& out);
    base::Result<> handOnSamples(RecordOutput& out);
    base::Result<bool> payloadOf(const std::uint8_t* record, std::span<const std::uint8_t>& payload);
    const std::uint8_t* recordAt(std::uint64_t index) const { return m_view.data() + (index - m_viewFirst) * m_stride; }
    void skipLost(std::uint64_t end);
    void decodeBatch();

    Ledger& m_ledger;
    const ChannelGroup& m_group;
    BusLayout m_layout;
    const std::uint64_t m_stride;
    DataStream m_stream;
    VariableChannels m_variable;
    VariableValues* m_payloads = nullptr;
    const bool m_withInvalidBytes;
    std::uint64_t m_count = 0; ///< records to be read
    std::uint64_t m_missing = 0; ///< records that the group should have and the data has not
    std::uint64_t m_index = 0;
    std::uint64_t m_viewFirst = 0; ///< index of the first record in m_view
    std::uint64_t m_viewEnd = 0;
    std::span<const std::uint8_t> m_view;
    std::unique_ptr<FrameBatch> m_batch; ///< null: frames are read one by one
    std::uint64_t m_batchEnd = 0; ///< index of the record behind the last in m_batch
    std::unique_ptr<SampleRows> m_samples;
};

} // namespace argus::formats::mdf
