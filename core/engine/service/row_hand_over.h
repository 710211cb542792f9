// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/recordings.h"
#include "core/base/context.h"
#include "core/domain/inspection.h"
#include "core/engine/service/frame_choice.h"
#include "core/formats/reader.h"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace argus::engine {

/// Hands the frames that a query wants on, some hundreds at a time, to a consumer that may stop. One thread.
class RowHandOver
{
public:
    using Rows = std::function<bool(std::span<const domain::FrameRow>)>;

    /// `reading` is cancelled when the consumer has enough. Rows and query must outlive this.
    RowHandOver(const Rows& rows, const api::FrameQuery& query, base::ExecutionContext reading);

    FrameChoice& choice() { return m_choice; }
    /// False for a query that only counts.
    bool wantsRows() const { return !m_choice.query().countOnly; }
    /// A frame that was chosen.
    void add(domain::FrameRow row);
    /// Hands on what was added.
    void flush();

    const base::ExecutionContext& reading() const { return m_reading; }
    bool stopped() const { return m_stopped; }
    bool hasHandedOn() const { return m_hasHandedOn; }

private:
    const Rows& m_rows;
    FrameChoice m_choice;
    const base::ExecutionContext m_reading;
    std::vector<domain::FrameRow> m_buffer;
    bool m_stopped = false;
    bool m_hasHandedOn = false;
};

/// Hands on the frames of one reading.
class RowSink final : public formats::RecordSink
{
public:
    explicit RowSink(RowHandOver& rows)
        : m_rows(rows)
    { }
    void frames(const formats::FrameBlock& block, const std::vector<std::string>& channels) override;

private:
    RowHandOver& m_rows;
    std::uint64_t m_number = 0;
};

} // namespace argus::engine
