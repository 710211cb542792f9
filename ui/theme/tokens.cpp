// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/tokens.h"

#include <algorithm>
#include <cmath>

namespace argus::ui {

namespace {

struct ThemeColors
{
    QRgb light;
    QRgb dark;
};

ThemeColors colorsOf(Token token)
{
    switch (token) {
    case Token::Background:
        return {0xFFF4F6F8, 0xFF13171D};
    case Token::Surface:
        return {0xFFFFFFFF, 0xFF1A2028};
    case Token::Sunken:
        return {0xFFEBEEF2, 0xFF0F1318};
    case Token::Border:
        return {0xFFD6DBE2, 0xFF313B48};
    case Token::Text:
        return {0xFF19222E, 0xFFE3E8EF};
    case Token::Muted:
        return {0xFF566271, 0xFF9BA8B7};
    case Token::Accent:
        return {0xFF1F5DB8, 0xFF6BA6F9};
    case Token::AccentText:
        return {0xFFFFFFFF, 0xFF0B192C};
    case Token::Selection:
        return {0xFFDCE8F9, 0xFF243B58};
    case Token::Hover:
        return {0xFFEEF3FA, 0xFF222B36};
    case Token::Ok:
        return {0xFF17693A, 0xFF63CE8F};
    case Token::Warn:
        return {0xFF7F5200, 0xFFE9B758};
    case Token::Bad:
        return {0xFFAD231B, 0xFFF4938B};
    case Token::Info:
        return {0xFF1B599F, 0xFF80B7F6};
    case Token::Neutral:
        return {0xFF4E5967, 0xFFABB6C4};
    case Token::OkTint:
        return {0xFFDDF3E5, 0xFF15342A};
    case Token::WarnTint:
        return {0xFFFCF0D0, 0xFF382C13};
    case Token::BadTint:
        return {0xFFFBE4E2, 0xFF40211F};
    case Token::InfoTint:
        return {0xFFDFEBFA, 0xFF192E48};
    case Token::NeutralTint:
        return {0xFFE7EAEE, 0xFF29313C};
    case Token::SeriesFrames:
        return {0xFF7C9CC9, 0xFF4F7097};
    case Token::SeriesErrors:
        return {0xFFC7352C, 0xFFEF6F66};
    case Token::SeriesCodes:
        return {0xFFB06A00, 0xFFF0B040};
    case Token::SeriesResponses:
        return {0xFF7A4FB5, 0xFFB48CF0};
    }
    return {0xFF000000, 0xFFFFFFFF};
}

double channelLuminance(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& color)
{
    return 0.2126 * channelLuminance(color.redF()) + 0.7152 * channelLuminance(color.greenF())
        + 0.0722 * channelLuminance(color.blueF());
}

} // namespace

QColor tokenColor(Token token, bool dark)
{
    const ThemeColors colors = colorsOf(token);
    return QColor::fromRgb(dark ? colors.dark : colors.light);
}

QColor tokenColor(Token token, const QPalette& palette)
{
    return tokenColor(token, isDark(palette));
}

bool isDark(const QPalette& palette)
{
    return palette.color(QPalette::Active, QPalette::Window).lightness() < 128;
}

Token foregroundOf(Tone tone)
{
    switch (tone) {
    case Tone::Neutral:
        return Token::Neutral;
    case Tone::Info:
        return Token::Info;
    case Tone::Ok:
        return Token::Ok;
    case Tone::Warn:
        return Token::Warn;
    case Tone::Bad:
        return Token::Bad;
    }
    return Token::Neutral;
}

Token tintOf(Tone tone)
{
    switch (tone) {
    case Tone::Neutral:
        return Token::NeutralTint;
    case Tone::Info:
        return Token::InfoTint;
    case Tone::Ok:
        return Token::OkTint;
    case Tone::Warn:
        return Token::WarnTint;
    case Tone::Bad:
        return Token::BadTint;
    }
    return Token::NeutralTint;
}

double contrastRatio(const QColor& a, const QColor& b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QPalette makePalette(bool dark)
{
    const auto of = [dark](Token token) { return tokenColor(token, dark); };
    QPalette palette;
    palette.setColor(QPalette::Window, of(Token::Background));
    palette.setColor(QPalette::WindowText, of(Token::Text));
    palette.setColor(QPalette::Base, of(Token::Surface));
    palette.setColor(QPalette::AlternateBase, of(Token::Background));
    palette.setColor(QPalette::ToolTipBase, of(Token::Surface));
    palette.setColor(QPalette::ToolTipText, of(Token::Text));
    palette.setColor(QPalette::PlaceholderText, of(Token::Muted));
    palette.setColor(QPalette::Text, of(Token::Text));
    palette.setColor(QPalette::Button, of(Token::Surface));
    palette.setColor(QPalette::ButtonText, of(Token::Text));
    palette.setColor(QPalette::BrightText, of(Token::Bad));
    palette.setColor(QPalette::Light, of(Token::Surface));
    palette.setColor(QPalette::Midlight, of(Token::Hover));
    palette.setColor(QPalette::Mid, of(Token::Border));
    palette.setColor(QPalette::Dark, of(Token::Muted));
    palette.setColor(QPalette::Shadow, of(Token::Sunken));
    palette.setColor(QPalette::Highlight, of(Token::Selection));
    palette.setColor(QPalette::HighlightedText, of(Token::Text));
    palette.setColor(QPalette::Link, of(Token::Accent));
    palette.setColor(QPalette::LinkVisited, of(Token::Accent));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText}) {
        QColor faded = of(Token::Muted);
        faded.setAlpha(150);
        palette.setColor(QPalette::Disabled, role, faded);
    }
    return palette;
}

const std::array<TokenPair, 26>& textPairs()
{
    static constexpr std::array<TokenPair, 26> kPairs {{
        {Token::Text, Token::Background},  {Token::Text, Token::Surface},      {Token::Text, Token::Sunken},
        {Token::Text, Token::Selection},   {Token::Text, Token::Hover},        {Token::Muted, Token::Background},
        {Token::Muted, Token::Surface},    {Token::Muted, Token::Sunken},      {Token::Muted, Token::Hover},
        {Token::Muted, Token::Selection},  {Token::AccentText, Token::Accent}, {Token::Accent, Token::Surface},
        {Token::Accent, Token::Selection}, {Token::Ok, Token::OkTint},         {Token::Warn, Token::WarnTint},
        {Token::Bad, Token::BadTint},      {Token::Info, Token::InfoTint},     {Token::Neutral, Token::NeutralTint},
        {Token::Text, Token::WarnTint},    {Token::Text, Token::BadTint},      {Token::Text, Token::InfoTint},
        {Token::Text, Token::OkTint},      {Token::Ok, Token::Surface},        {Token::Warn, Token::Surface},
        {Token::Bad, Token::Surface},      {Token::Info, Token::Surface},
    }};
    return kPairs;
}

} // namespace argus::ui
