// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QPalette>

#include <array>

namespace argus::ui {

/// What a colour means. Widgets ask for a meaning, never for a value; the table is in tokens.cpp.
enum class Token
{
    Background, ///< of the window
    Surface, ///< of cards, tables and fields
    Sunken, ///< of the sidebar and of headers
    Border,
    Text,
    Muted, ///< secondary text
    Accent,
    AccentText, ///< on Accent
    Selection, ///< behind selected rows
    Hover,
    Ok,
    Warn,
    Bad,
    Info,
    Neutral,
    OkTint, ///< behind text of the same tone
    WarnTint,
    BadTint,
    InfoTint,
    NeutralTint,
    SeriesFrames,
    SeriesErrors,
    SeriesCodes,
    SeriesResponses,
};

/// How good or bad something is. Always shown with an icon and words as well, never by colour alone.
enum class Tone
{
    Neutral,
    Info,
    Ok,
    Warn,
    Bad
};

/// The value of a token in the light or dark theme. Any thread.
QColor tokenColor(Token token, bool dark);
/// The value of a token in the theme that `palette` belongs to (told by the lightness of its window colour).
QColor tokenColor(Token token, const QPalette& palette);
/// True when `palette` is one of a dark theme.
bool isDark(const QPalette& palette);

Token foregroundOf(Tone tone);
Token tintOf(Tone tone);

/// Contrast of two opaque colours, 1 to 21 (WCAG 2.1, 1.4.3).
double contrastRatio(const QColor& a, const QColor& b);

/// The palette of a theme.
QPalette makePalette(bool dark);

/// Pairs of text and background tokens that stand on each other somewhere in the window: each must reach 4.5.
struct TokenPair
{
    Token text;
    Token background;
};
const std::array<TokenPair, 26>& textPairs();

} // namespace argus::ui
