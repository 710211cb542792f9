// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/mdf/bus_layout.h"
#include "core/formats/mdf/data_stream.h"
#include "core/formats/records.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace argus::formats::mdf {

/// Gathers the rows of one group of measured values, with their conversions done. Memory is one block of rows. One
/// thread.
class SampleRows
{
public:
    using VariableText = std::function<std::string(const Channel&, std::uint64_t link)>;

    /// `group` and `layout` must outlive the object; `index` is the group's among those handed on. `variable` fetches
    /// values of variable length.
    SampleRows(const ChannelGroup& group, const BusLayout& layout, std::size_t index);

    SignalGroup describe() const;
    /// Adds the row of a record; `withInvalidBytes` when its invalidation bytes follow its data.
    void add(const std::uint8_t* record, domain::RecordingTime ts, bool withInvalidBytes, const VariableText& variable);
    bool isFull() const { return m_block.time.size() >= m_rows; }
    bool isEmpty() const { return m_block.time.empty(); }
    const SampleBlock& block() const { return m_block; }
    void clear();

private:
    struct Column
    {
        const Channel* channel = nullptr;
        std::uint32_t element = 0; ///< of an array
        bool isText = false;
        bool fits = false; ///< in the record
    };

    std::string textOf(const std::uint8_t* record, const Column& column, const VariableText& variable) const;
    double numberOf(const std::uint8_t* record, const Column& column) const;
    bool isInvalid(const std::uint8_t* record, const Channel& channel, bool withInvalidBytes) const;

    const ChannelGroup& m_group;
    std::vector<Column> m_columns;
    std::vector<Channel> m_elements; ///< channels of array elements, moved to their place
    std::size_t m_rows = 0;
    SampleBlock m_block;
};

/// Bytes of a text channel as UTF-8, up to the first zero character.
std::string decodeText(std::span<const std::uint8_t> bytes, ValueType type);

} // namespace argus::formats::mdf
