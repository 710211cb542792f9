// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/fonts.h"

#include <QApplication>

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_MODULE_H

// Exported by Qt Gui, whose name it is; declared in no public header.
FT_Library qt_getFreetype(); // NOLINT(readability-identifier-naming)

namespace argus::ui {

using namespace Qt::StringLiterals;

void disableStemDarkening()
{
    FT_Bool off = 1;
    FT_Property_Set(qt_getFreetype(), "cff", "no-stem-darkening", &off);
}

QFont textFont(const QString& language)
{
    QFont font;
    const QString cjk = language == "ko"_L1 ? u"Noto Sans CJK KR"_s : u"Noto Sans CJK SC"_s;
    font.setFamilies({u"Noto Sans"_s, cjk, u"DejaVu Sans"_s});
    font.setPointSizeF(10);
    return font;
}

QFont titleFont(int pointsLarger, bool bold)
{
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() + pointsLarger);
    if (bold) {
        font.setWeight(QFont::DemiBold);
    }
    return font;
}

QFont monoFont()
{
    QFont font;
    font.setFamilies({u"JetBrains Mono"_s, u"Noto Sans Mono"_s, u"Noto Sans Mono CJK SC"_s, u"DejaVu Sans Mono"_s});
    font.setPointSizeF(QApplication::font().pointSizeF() - 0.5);
    font.setStyleHint(QFont::Monospace);
    return font;
}

} // namespace argus::ui
