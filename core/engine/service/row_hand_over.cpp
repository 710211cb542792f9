// SPDX-License-Identifier: Apache-2.0
#include "core/engine/service/row_hand_over.h"

#include "core/formats/frame_window.h"
#include "core/protocol/frame_note.h"

#include <utility>

namespace argus::engine {

namespace {

constexpr std::size_t kRowsAtOnce = 512;

/// `bound` from `zero` on; the ends of time where that does not fit.
domain::RecordingTime shifted(domain::RecordingTime bound, domain::RecordingTime zero)
{
    domain::RecordingTime sum = 0;
    if (__builtin_add_overflow(bound, zero, &sum)) {
        return zero < 0 ? INT64_MIN : INT64_MAX;
    }
    return sum;
}

} // namespace

RowHandOver::RowHandOver(const Rows& rows, const api::FrameQuery& query, base::ExecutionContext reading)
    : m_rows(rows)
    , m_query(query)
    , m_reading(std::move(reading))
{
    m_buffer.reserve(kRowsAtOnce);
}

domain::RecordingTime RowHandOver::lower(domain::RecordingTime first) const
{
    return m_query.from == domain::kNoTime ? INT64_MIN : shifted(m_query.from, m_query.sinceFirst ? first : 0);
}

domain::RecordingTime RowHandOver::upper(domain::RecordingTime first) const
{
    return m_query.to == domain::kNoTime ? INT64_MAX : shifted(m_query.to, m_query.sinceFirst ? first : 0);
}

void RowHandOver::setFirst(domain::RecordingTime ts)
{
    if (!m_hasFirst && ts != domain::kNoTime) {
        m_hasFirst = true;
        m_lower = lower(ts);
        m_upper = upper(ts);
    }
}

bool RowHandOver::isWanted(domain::RecordingTime ts)
{
    if (isBounded()) {
        setFirst(ts);
        if (ts == domain::kNoTime || ts < m_lower || ts >= m_upper) {
            return false;
        }
    }
    ++m_seen;
    return !m_query.countOnly && m_seen > m_query.skip;
}

void RowHandOver::add(domain::FrameRow row)
{
    if (m_query.decode) {
        row.note = protocol::describeFrame(row.id, row.extended, row.data);
    }
    m_buffer.push_back(std::move(row));
    if (m_buffer.size() == kRowsAtOnce) {
        flush();
    }
}

void RowHandOver::flush()
{
    if (!m_stopped && !m_buffer.empty()) {
        m_hasHandedOn = true;
        if (!m_rows(m_buffer)) {
            m_stopped = true;
            m_reading.cancel("enough rows");
        }
    }
    m_buffer.clear();
}

void RowSink::frames(const formats::FrameBlock& block, const std::vector<std::string>& channels)
{
    for (std::size_t i = 0; i < block.size() && !m_rows.stopped(); ++i) {
        if (m_rows.isWanted(block.time[i])) {
            m_rows.add(formats::toRow(block, i, channels, m_number + i));
        }
    }
    m_number += block.size();
    m_rows.flush();
}

} // namespace argus::engine
