// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

class QApplication;

namespace argus::ui {

/// What the user chose. System follows the lightness of the palette that the desktop gave the program at its start.
enum class ThemeChoice
{
    System,
    Light,
    Dark
};

/// "system", "light", "dark": the form in settings and options.
QString toString(ThemeChoice choice);
ThemeChoice themeFromString(const QString& name);

/// Sets style, palette and style sheet of the whole program. GUI thread only.
class Theme
{
public:
    /// Remembers the desktop's palette; sets the Fusion style. Call once, before the first window.
    explicit Theme(QApplication& app);

    void apply(ThemeChoice choice);
    bool isDarkNow() const { return m_dark; }

private:
    QApplication& m_app;
    bool m_systemDark = false;
    bool m_dark = false;
    bool m_applied = false;
};

} // namespace argus::ui
