// SPDX-License-Identifier: Apache-2.0
#include "ui/window/desk.h"

#include "ui/theme/fonts.h"
#include "ui/widgets/painted_accessible.h"

#include <QApplication>
#include <QIcon>

namespace argus::ui {

using namespace Qt::StringLiterals;

Desk::Desk(QApplication& app, std::unique_ptr<QSettings> storage, const Choices& choices)
    : m_settings(std::move(storage))
    , m_theme(app)
    , m_language(app)
    , m_context {m_bridge, m_settings, m_jobs, m_notices, nullptr, &m_attendance}
{
    disableStemDarkening();
    installPaintedAccessibles();
    QApplication::setWindowIcon(QIcon(u":/argus/icons/app/argus-desk.svg"_s));
    // The font comes with the language and must be there before the style sheet is laid over it.
    m_language.apply(choices.language.isEmpty() ? m_settings.language() : choices.language);
    m_theme.apply(choices.theme.isEmpty() ? m_settings.theme() : themeFromString(choices.theme));
    QObject::connect(&m_settings, &UiSettings::themeChanged, &m_bridge,
                     [this](ThemeChoice choice) { m_theme.apply(choice); });
    QObject::connect(&m_settings, &UiSettings::languageChanged, &m_bridge,
                     [this](const QString& language) { m_language.apply(language); });
    m_window = std::make_unique<MainWindow>(m_context);
}

Connections& Desk::makeConnections(ProfileFiles files, SecretStore& secrets, ConnectionHost& host)
{
    m_connections = std::make_unique<Connections>(std::move(files), secrets, host, m_settings);
    m_context.connections = m_connections.get();
    return *m_connections;
}

Desk::~Desk()
{
    m_window.reset();
    m_bridge.detach();
}

} // namespace argus::ui
