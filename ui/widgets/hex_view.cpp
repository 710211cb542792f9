// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/hex_view.h"

#include "core/base/text.h"
#include "ui/text/display.h"
#include "ui/theme/fonts.h"

#include <algorithm>

namespace argus::ui {

HexView::HexView(const QString& name, QWidget* parent)
    : QPlainTextEdit(parent)
{
    setObjectName(name);
    setReadOnly(true);
    setFont(monoFont());
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
}

void HexView::setBytes(std::span<const std::uint8_t> bytes)
{
    setPlainText(dump(bytes));
}

QString HexView::dump(std::span<const std::uint8_t> bytes)
{
    constexpr std::size_t kPerLine = 16;
    QString out;
    for (std::size_t at = 0; at < bytes.size(); at += kPerLine) {
        const auto line = bytes.subspan(at, std::min(kPerLine, bytes.size() - at));
        QString characters;
        for (const std::uint8_t byte : line) {
            characters += byte >= 0x20 && byte < 0x7F ? QLatin1Char(static_cast<char>(byte)) : QLatin1Char('.');
        }
        const QString digits = display::text(base::toHex(line, ' ')).leftJustified(int(kPerLine) * 3 - 1);
        out += QString(display::text(base::hexNumber(at, 4)) % u"  " % digits % u"  " % characters % u'\n');
    }
    out.chop(1);
    return out;
}

} // namespace argus::ui
