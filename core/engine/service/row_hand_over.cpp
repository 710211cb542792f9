// SPDX-License-Identifier: Apache-2.0
#include "core/engine/service/row_hand_over.h"

#include "core/formats/frame_window.h"
#include "core/protocol/frame_note.h"

#include <utility>

namespace argus::engine {

namespace {

constexpr std::size_t kRowsAtOnce = 512;

} // namespace

RowHandOver::RowHandOver(const Rows& rows, const api::FrameQuery& query, base::ExecutionContext reading)
    : m_rows(rows)
    , m_choice(query)
    , m_reading(std::move(reading))
{
    m_buffer.reserve(kRowsAtOnce);
}

void RowHandOver::add(domain::FrameRow row)
{
    if (m_choice.query().decode) {
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
        if (m_rows.choice().isWanted(block.time[i]) && m_rows.wantsRows()) {
            m_rows.add(formats::toRow(block, i, channels, m_number + i));
        }
    }
    m_number += block.size();
    m_rows.flush();
}

} // namespace argus::engine
