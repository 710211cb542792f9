// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <algorithm>
#include <optional>

namespace argus::ui {

using namespace Qt::StringLiterals;

namespace {

class TintedIconEngine final : public QIconEngine
{
public:
    TintedIconEngine(QString name, std::optional<Token> color)
        : m_name(std::move(name))
        , m_color(color)
    { }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        const int size = std::min(rect.width(), rect.height());
        const QPixmap pixmap = render(size, mode, painter->device()->devicePixelRatioF());
        const QPoint corner(rect.x() + (rect.width() - size) / 2, rect.y() + (rect.height() - size) / 2);
        painter->drawPixmap(corner, pixmap);
        Q_UNUSED(state);
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override
    {
        return render(std::min(size.width(), size.height()), mode, 1.0);
    }

    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        return render(static_cast<int>(std::min(size.width(), size.height()) / scale), mode, scale);
    }

    QIconEngine* clone() const override { return new TintedIconEngine(m_name, m_color); }
    bool isNull() override { return false; }

private:
    QPixmap render(int size, QIcon::Mode mode, qreal scale) const
    {
        const QPalette palette = QGuiApplication::palette();
        QColor color = tokenColor(m_color.value_or(Token::Text), palette);
        if (mode == QIcon::Disabled) {
            color = tokenColor(Token::Muted, palette);
            color.setAlpha(120);
        }
        return tintedPixmap(m_name, color, size, scale);
    }

    QString m_name;
    std::optional<Token> m_color;
};

} // namespace

QIcon themedIcon(const QString& name)
{
    return QIcon(new TintedIconEngine(name, std::nullopt));
}

QIcon themedIcon(const QString& name, Token color)
{
    return QIcon(new TintedIconEngine(name, color));
}

QPixmap tintedPixmap(const QString& name, const QColor& color, int size, qreal devicePixelRatio)
{
    const QString key = u"argus:%1:%2:%3:%4"_s.arg(name).arg(color.rgba()).arg(size).arg(devicePixelRatio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) {
        return pixmap;
    }
    QFile file(u":/argus/icons/%1.svg"_s.arg(name));
    const int pixels = std::max(1, qRound(size * devicePixelRatio));
    pixmap = QPixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    if (file.open(QIODevice::ReadOnly)) {
        QSvgRenderer renderer(file.readAll());
        QPainter painter(&pixmap);
        renderer.render(&painter);
        // The drawings are black; their coverage is kept and the colour replaced.
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(pixmap.rect(), color);
    }
    pixmap.setDevicePixelRatio(devicePixelRatio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

} // namespace argus::ui
