// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/tokens.h"

#include <QIcon>
#include <QString>

namespace argus::ui {

/// A drawing of resources/icons in the text colour of the palette in force when it is painted, so that a change of
/// theme needs no new icons. Disabled icons are faded.
QIcon themedIcon(const QString& name);
/// The same in the colour of a token.
QIcon themedIcon(const QString& name, Token color);
/// One picture of a drawing, cached. GUI thread only.
QPixmap tintedPixmap(const QString& name, const QColor& color, int size, qreal devicePixelRatio);

} // namespace argus::ui
