// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/recordings.h"
#include "core/base/context.h"
#include "core/domain/inspection.h"
#include "core/formats/reader.h"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace argus::engine {

/// Chooses the frames that a query wants and hands them on, some hundreds at a time, to a consumer that may stop. The
/// frames come in file order, each asked for with isWanted() first. One thread.
class RowHandOver
{
public:
    using Rows = std::function<bool(std::span<const domain::FrameRow>)>;

    /// `reading` is cancelled when the consumer has enough. Rows and query must outlive this.
    RowHandOver(const Rows& rows, const api::FrameQuery& query, base::ExecutionContext reading);

    /// True when the row of a frame with this stamp is to be added.
    bool isWanted(domain::RecordingTime ts);
    void add(domain::FrameRow row);
    /// Hands on what was added.
    void flush();

    bool isBounded() const { return m_query.from != domain::kNoTime || m_query.to != domain::kNoTime; }
    /// The bounds as stamps, for a recording whose first frame has the stamp `first`.
    domain::RecordingTime lower(domain::RecordingTime first) const;
    domain::RecordingTime upper(domain::RecordingTime first) const;
    /// The first frame of the recording, where others than it come first.
    void setFirst(domain::RecordingTime ts);
    /// So many wanted frames were passed over already.
    void passOver(std::uint64_t frames) { m_seen += frames; }

    const api::FrameQuery& query() const { return m_query; }
    const base::ExecutionContext& reading() const { return m_reading; }
    bool stopped() const { return m_stopped; }
    bool hasHandedOn() const { return m_hasHandedOn; }
    /// Frames that the query wants, so far.
    std::uint64_t wanted() const { return m_seen > m_query.skip ? m_seen - m_query.skip : 0; }

private:
    const Rows& m_rows;
    const api::FrameQuery& m_query;
    const base::ExecutionContext m_reading;
    std::vector<domain::FrameRow> m_buffer;
    bool m_hasFirst = false;
    domain::RecordingTime m_lower = INT64_MIN;
    domain::RecordingTime m_upper = INT64_MAX;
    std::uint64_t m_seen = 0; ///< frames within the bounds
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
