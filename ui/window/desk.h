// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/bridge/attendance_feed.h"
#include "ui/bridge/connections.h"
#include "ui/bridge/engine_bridge.h"
#include "ui/bridge/job_pool.h"
#include "ui/settings/language.h"
#include "ui/settings/ui_settings.h"
#include "ui/theme/theme.h"
#include "ui/widgets/notices.h"
#include "ui/window/main_window.h"

#include <memory>

class QApplication;

namespace argus::ui {

/// Puts the window together: settings, theme, language, bridge, window, in the order in which they need each other, and
/// takes them apart in reverse. GUI thread only.
class Desk
{
public:
    struct Choices
    {
        QString theme; ///< "light" or "dark" for this run; empty: as in the settings
        QString language; ///< "en", "zh_CN", "ko" for this run; empty: as in the settings
    };

    Desk(QApplication& app, std::unique_ptr<QSettings> storage, const Choices& choices);
    ~Desk();
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

    EngineBridge& bridge() { return m_bridge; }
    UiSettings& settings() { return m_settings; }
    Notices& notices() { return m_notices; }
    JobPool& jobs() { return m_jobs; }
    AttendanceFeed& attendance() { return m_attendance; }
    AppContext& context() { return m_context; }
    /// What the page Settings offers. Call it once, before that page is shown; both must outlive this.
    Connections& makeConnections(ProfileFiles files, SecretStore& secrets, ConnectionHost& host);
    MainWindow& window() { return *m_window; }

private:
    UiSettings m_settings;
    Theme m_theme;
    Language m_language;
    Notices m_notices;
    JobPool m_jobs;
    EngineBridge m_bridge;
    AttendanceFeed m_attendance {m_bridge};
    AppContext m_context;
    std::unique_ptr<Connections> m_connections;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace argus::ui
