// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/help_overlay.h"

#include "ui/theme/metrics.h"
#include "ui/theme/paint_controls.h"
#include "ui/widgets/key_caps.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>

namespace envdeck::ui {

namespace {

constexpr int helpWidth = 640;

class KeyLabel final : public QWidget {
public:
    explicit KeyLabel(const QString &keys) : m_keys(keys) { setFixedSize(scaled(170), scaled(24)); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintKeyCaps(&painter, rect().adjusted(0, 0, -1, 0), m_keys, tokensOf(this));
    }

private:
    QString m_keys;
};

void addKeys(QVBoxLayout *column, const QString &heading, const QList<Command> &commands)
{
    bool first = true;
    for (const Command &command : commands) {
        if (command.shortcut.isEmpty())
            continue;
        if (first)
            column->addWidget(new Label(heading, Type::Section));
        first = false;
        auto *row = new QHBoxLayout;
        row->addWidget(new Label(command.title), 1);
        const QString keys = command.shortcut.toString(QKeySequence::NativeText);
        auto *caps = new KeyLabel(keys);
        caps->setAccessibleName(keys);
        row->addWidget(caps);
        column->addLayout(row);
    }
    column->addSpacing(metrics::space3);
}

} // namespace

HelpOverlay::HelpOverlay(const QString &title, const QString &text, const QList<Command> &ofPage,
                         const QList<Command> &ofWindow, QWidget *parent)
    : QWidget(parent), m_content(new QWidget)
{
    setObjectName(QStringLiteral("help"));
    setAccessibleName(tr("Help: %1").arg(title));
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(metrics::pageMargin, 0, metrics::pageMargin, metrics::space4);
    column->setSpacing(metrics::space1);
    auto *purpose = new Label(text);
    purpose->setWordWrap(true);
    column->addWidget(purpose);
    column->addSpacing(metrics::space3);
    addKeys(column, tr("Keys of this page"), ofPage);
    addKeys(column, tr("Keys of the window"), ofWindow);
    column->addStretch(1);

    auto *scroll = new QScrollArea;
    scroll->setObjectName(QStringLiteral("help.text"));
    scroll->setAccessibleName(tr("Keys"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    scroll->setWidget(m_content);
    m_content->setAutoFillBackground(false);
    auto *close = new QPushButton(tr("Close"));
    close->setObjectName(QStringLiteral("help.close"));
    connect(close, &QPushButton::clicked, this, &HelpOverlay::closed);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(metrics::pageMargin, metrics::space4, metrics::pageMargin, metrics::space3);
    head->addWidget(new Label(title, Type::PageTitle), 1);
    head->addWidget(close);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, metrics::space2);
    outer->setSpacing(0);
    outer->addLayout(head);
    outer->addWidget(scroll, 1);
    setFocusProxy(close);
}

QSize HelpOverlay::sizeHint() const
{
    const int width = scaled(helpWidth);
    return {width, m_content->heightForWidth(width) + scaled(80)};
}

void HelpOverlay::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokensOf(this);
    QPainter painter(this);
    paintBox(&painter, rect(), metrics::radiusLarge, t.dark ? t.surface : t.raised,
             t.dark ? t.controlLine : t.line);
}

void HelpOverlay::keyPressEvent(QKeyEvent *event)
{
    const bool leave = event->key() == Qt::Key_Escape || event->key() == Qt::Key_F1;
    if (leave)
        Q_EMIT closed();
    event->accept();
}

} // namespace envdeck::ui
