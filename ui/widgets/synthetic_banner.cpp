// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/synthetic_banner.h"

#include "ui/theme/tokens.h"
#include "ui/widgets/icon_label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace argus::ui {

using namespace Qt::StringLiterals;

SyntheticBanner::SyntheticBanner(QWidget* parent)
    : LocalWidget(parent)
{
    setObjectName(u"syntheticBanner"_s);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 12, 6);
    layout->setSpacing(8);
    auto* icon = new IconLabel(u"synthetic"_s, Token::Warn, this);
    auto* text = new QLabel(this);
    text->setTextFormat(Qt::RichText);
    layout->addWidget(icon);
    layout->addWidget(text, 1);
    localize([this, text] {
        setAccessibleName(tr("Synthetic recording"));
        text->setText(
            tr("<b>SYNTHETIC RECORDING</b>: generated for demonstration and tests; it describes no real vehicle."));
    });
}

void SyntheticBanner::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(tokenColor(Token::Warn, palette()));
    painter.setBrush(tokenColor(Token::WarnTint, palette()));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

} // namespace argus::ui
