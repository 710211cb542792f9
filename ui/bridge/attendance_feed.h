// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/bridge/engine_bridge.h"

#include <map>
#include <string>

namespace argus::ui {

/// Says which case this window has open, and knows who else is on which one. It asks every five seconds while the
/// window is visible, and says its own as often as the store wants it. GUI thread only.
class AttendanceFeed final : public QObject
{
    Q_OBJECT

public:
    using Cases = std::map<domain::BatchId, domain::CaseAttendance>;

    explicit AttendanceFeed(EngineBridge& bridge, QObject* parent = nullptr);

    /// The user opened this case in this window. It stays the open one until another is, or the store is another one.
    void setOpen(const domain::BatchId& id);
    const std::optional<domain::BatchId>& openCase() const { return m_open; }
    /// Who is on which case, this window left out. Cases that nobody else is on are not in it.
    const Cases& others() const { return m_others; }
    /// The others on one case; nobody where there are none.
    domain::CaseAttendance on(const domain::BatchId& id) const;
    /// Who this window's user is to the store; empty while that is not known.
    const std::string& ownLogin() const { return m_ownLogin; }
    /// Asks now.
    void refresh();

    static constexpr std::chrono::milliseconds kInterval {5000};

Q_SIGNALS:
    /// Somebody came or went, or this window opened another case.
    void changed();

private:
    void say();
    void take(const std::vector<domain::CaseAttendance>& cases);
    void forget();

    EngineBridge& m_bridge;
    const std::string m_session = base::Uuid::makeV7().toString();
    QTimer m_poll;
    QTimer m_again;
    QuerySlot m_asking;
    QuerySlot m_saying;
    std::optional<domain::BatchId> m_open;
    Cases m_others;
    std::string m_ownLogin;
};

} // namespace argus::ui
