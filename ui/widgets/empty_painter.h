// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPalette>
#include <QRect>
#include <QString>

class QPainter;

namespace argus::ui {

/// A drawing, a title and a hint in the middle of `rect`: what stands where there is nothing yet.
void paintEmpty(QPainter& painter, const QRect& rect, const QString& icon, const QString& title, const QString& hint,
                const QPalette& palette);

} // namespace argus::ui
