// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"

#include "ui/theme/metrics.h"
#include "ui/theme/style.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <cmath>

// Outside any namespace, as the macro demands. The icons live in a static library: without this call the
// linker leaves them out.
static void registerIcons()
{
    Q_INIT_RESOURCE(envdeck);
}

namespace envdeck::ui {

namespace {

QByteArray iconSource(const QString &name)
{
    static const bool registered = (registerIcons(), true);
    Q_UNUSED(registered)
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

class ThemedIconEngine final : public QIconEngine {
public:
    explicit ThemedIconEngine(QString name) : m_name(std::move(name)) {}

    QIconEngine *clone() const override { return new ThemedIconEngine(m_name); }
    QString key() const override { return QStringLiteral("envdeck-themed"); }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const int size = qMin(rect.width(), rect.height());
        paintIcon(painter, rect, m_name, ink(mode), applicationTokens().surface, size);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        return iconPixmap(m_name, qMin(size.width(), size.height()), ink(mode), applicationTokens().surface,
                          1.0);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal) override
    {
        // `size` is in device pixels here; QIcon sets the ratio on what it gets back.
        return iconPixmap(m_name, qMin(size.width(), size.height()), ink(mode), applicationTokens().surface,
                          1.0);
    }

private:
    static QColor ink(QIcon::Mode mode)
    {
        const Tokens &tokens = applicationTokens();
        return mode == QIcon::Disabled ? tokens.faint : mode == QIcon::Normal ? tokens.muted : tokens.text;
    }

    QString m_name;
};

} // namespace

QPixmap iconPixmap(const QString &name, int size, const QColor &ink, const QColor &paper,
                   qreal devicePixelRatio)
{
    const int pixels = static_cast<int>(std::lround(size * devicePixelRatio));
    const QString key =
        QStringLiteral("envdeck-icon/%1/%2/%3/%4").arg(name, ink.name(), paper.name()).arg(pixels);
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        QByteArray svg = iconSource(name);
        if (svg.isEmpty())
            return {};
        svg.replace("#ffffff", "@paper@"); // first aside: the ink may be white itself
        svg.replace("#000000", ink.name().toLatin1());
        svg.replace("@paper@", paper.name().toLatin1());
        pixmap = QPixmap(pixels, pixels);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        QSvgRenderer(svg).render(&painter);
        painter.end();
        QPixmapCache::insert(key, pixmap);
    }
    pixmap.setDevicePixelRatio(devicePixelRatio);
    return pixmap;
}

QIcon themedIcon(const QString &name)
{
    return QIcon(new ThemedIconEngine(name));
}

void paintIcon(QPainter *painter, const QRect &rect, const QString &name, const QColor &ink,
               const QColor &paper, int size)
{
    const QPixmap pixmap = iconPixmap(name, size, ink, paper, painter->device()->devicePixelRatioF());
    const int x = rect.x() + (rect.width() - size) / 2;
    const int y = rect.y() + (rect.height() - size) / 2;
    painter->drawPixmap(x, y, pixmap);
}

} // namespace envdeck::ui
