// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/theme.h"

#include "ui/theme/tokens.h"

#include <QApplication>
#include <QFile>
#include <QStyleFactory>

#include <array>
#include <utility>

namespace argus::ui {

using namespace Qt::StringLiterals;

namespace {

/// The style sheet names colours by meaning: `@surface@`. Longer names first where one begins another.
QString styleSheetFor(bool dark)
{
    QFile file(u":/argus/theme/argus.qss"_s);
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    QString sheet = QString::fromUtf8(file.readAll());
    constexpr std::array<std::pair<const char*, Token>, 13> kNames {{
        {"@background@", Token::Background},
        {"@surface@", Token::Surface},
        {"@sunken@", Token::Sunken},
        {"@border@", Token::Border},
        {"@text@", Token::Text},
        {"@muted@", Token::Muted},
        {"@accent@", Token::Accent},
        {"@accentText@", Token::AccentText},
        {"@selection@", Token::Selection},
        {"@hover@", Token::Hover},
        {"@bad@", Token::Bad},
        {"@badTint@", Token::BadTint},
        {"@neutralTint@", Token::NeutralTint},
    }};
    for (const auto& [name, token] : kNames) {
        sheet.replace(QLatin1StringView(name), tokenColor(token, dark).name());
    }
    sheet.replace("@theme@"_L1, dark ? "dark"_L1 : "light"_L1);
    return sheet;
}

} // namespace

QString toString(ThemeChoice choice)
{
    switch (choice) {
    case ThemeChoice::System:
        return u"system"_s;
    case ThemeChoice::Light:
        return u"light"_s;
    case ThemeChoice::Dark:
        return u"dark"_s;
    }
    return u"system"_s;
}

ThemeChoice themeFromString(const QString& name)
{
    if (name == "light"_L1) {
        return ThemeChoice::Light;
    }
    return name == "dark"_L1 ? ThemeChoice::Dark : ThemeChoice::System;
}

Theme::Theme(QApplication& app)
    : m_app(app)
    , m_systemDark(isDark(QApplication::palette()))
{
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
}

void Theme::apply(ThemeChoice choice)
{
    const bool dark = choice == ThemeChoice::System ? m_systemDark : choice == ThemeChoice::Dark;
    if (m_applied && dark == m_dark) {
        return;
    }
    m_applied = true;
    m_dark = dark;
    QApplication::setPalette(makePalette(dark));
    m_app.setStyleSheet(styleSheetFor(dark));
}

} // namespace argus::ui
