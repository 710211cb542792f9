// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/tokens.h"

#include <QString>
#include <QWidget>

namespace argus::ui {

/// A drawing of resources/icons as an ornament beside a text, in the colour of the theme in force when it is painted: a
/// pixmap in a QLabel would keep the colour of the theme it was made under.
class IconLabel final : public QWidget
{
    Q_OBJECT

public:
    IconLabel(QString icon, Token color, QWidget* parent);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_icon;
    Token m_color;
};

} // namespace argus::ui
