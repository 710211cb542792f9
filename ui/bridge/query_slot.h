// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"

#include <memory>
#include <optional>

namespace argus::ui {

/// Holds one question at a time: asking again, or destroying the slot, cancels the question before and drops its
/// answer, so that a stale answer never overwrites a newer one. GUI thread only.
class QuerySlot
{
public:
    struct Ticket
    {
        bool live = true;
    };

    QuerySlot() = default;
    ~QuerySlot() { cancel(); }
    QuerySlot(const QuerySlot&) = delete;
    QuerySlot& operator=(const QuerySlot&) = delete;

    void cancel()
    {
        if (m_ticket && m_ticket->live) {
            m_ticket->live = false;
            m_context->cancel("not needed any more");
        }
        m_ticket.reset();
        m_context.reset();
    }
    bool isBusy() const { return m_ticket && m_ticket->live; }

    /// For the bridge: cancels what runs and starts anew under `context`.
    std::shared_ptr<Ticket> renew(const base::ExecutionContext& context)
    {
        cancel();
        m_context = context;
        m_ticket = std::make_shared<Ticket>();
        return m_ticket;
    }

private:
    std::optional<base::ExecutionContext> m_context;
    std::shared_ptr<Ticket> m_ticket;
};

} // namespace argus::ui
