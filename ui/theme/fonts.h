// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFont>
#include <QString>

namespace argus::ui {

/// Keeps FreeType from emboldening CFF fonts (Noto CJK), which looks bold on dark backgrounds. Once, before any text.
void disableStemDarkening();

/// The text font for a language ("en", "zh_CN", "ko"): the CJK face is chosen by language because the shared ideographs
/// of Chinese and Korean are drawn differently.
QFont textFont(const QString& language);

/// The same in another size or weight, from the program's current font.
QFont titleFont(int pointsLarger, bool bold = true);

/// For bytes, ids and codes: every character as wide as the next.
QFont monoFont();

} // namespace argus::ui
