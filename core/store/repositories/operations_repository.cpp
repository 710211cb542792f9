// SPDX-License-Identifier: Apache-2.0
#include "core/store/repositories/operations_repository.h"

#include <algorithm>
#include <array>

namespace argus::store::operations {

using base::fail;
using base::Result;
using domain::Stage;

Result<std::vector<Queue>> queues(sql::Connection& connection, base::UtcTime now)
{
    const auto rows
        = connection.query("SELECT stage, SUM(CASE WHEN status = 'available' AND run_at <= $1 THEN 1 ELSE 0 END), "
                           "SUM(CASE WHEN status = 'available' AND run_at > $1 THEN 1 ELSE 0 END), "
                           "SUM(CASE WHEN status = 'running' THEN 1 ELSE 0 END), "
                           "SUM(CASE WHEN status = 'running' AND lease_until < $1 THEN 1 ELSE 0 END), "
                           "MIN(CASE WHEN status = 'available' AND run_at <= $1 THEN run_at END) "
                           "FROM tasks WHERE status IN ('available', 'running') GROUP BY stage",
                           {base::toMicros(now)});
    if (!rows) {
        return fail(rows);
    }
    std::vector<Queue> queues;
    for (const Stage stage : std::array {Stage::Scatter, Stage::Parse, Stage::Gather, Stage::Diagnose, Stage::Report}) {
        Queue queue;
        queue.stage = stage;
        const auto row = std::find_if(rows->begin(), rows->end(), [stage](const sql::Row& each) {
            return each.text(0) == domain::toString(stage);
        });
        if (row != rows->end()) {
            queue.ready = static_cast<std::uint64_t>(row->integer(1));
            queue.delayed = static_cast<std::uint64_t>(row->integer(2));
            queue.running = static_cast<std::uint64_t>(row->integer(3));
            queue.overdue = static_cast<std::uint64_t>(row->integer(4));
            if (!row->isNull(5)) {
                queue.oldestReady = std::chrono::microseconds(base::toMicros(now) - row->integer(5));
            }
        }
        queues.push_back(queue);
    }
    return queues;
}

Result<Backlog> outboxBacklog(sql::Connection& connection, base::UtcTime now)
{
    const auto rows = connection.query("SELECT COUNT(*), MIN(created_at) FROM outbox WHERE published_at IS NULL");
    if (!rows) {
        return fail(rows);
    }
    Backlog backlog;
    backlog.waiting = static_cast<std::uint64_t>(rows->front().integer(0));
    if (!rows->front().isNull(1)) {
        backlog.oldest
            = std::chrono::microseconds(std::max<std::int64_t>(base::toMicros(now) - rows->front().integer(1), 0));
    }
    return backlog;
}

} // namespace argus::store::operations
