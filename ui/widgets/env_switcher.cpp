// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/env_switcher.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint_controls.h"
#include "ui/widgets/env_band.h"
#include "ui/widgets/env_menu.h"
#include "ui/widgets/popover.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace envdeck::ui {

namespace {

constexpr int tagSize = 18;
constexpr int caretWidth = 28;

} // namespace

EnvSwitcher::EnvSwitcher(QWidget *parent) : QToolButton(parent)
{
    setObjectName(QStringLiteral("env.switcher"));
    setFocusPolicy(Qt::TabFocus);
    connect(this, &QToolButton::clicked, this, &EnvSwitcher::openMenu);
    retranslate();
}

void EnvSwitcher::setChoices(const QList<EnvChoice> &choices)
{
    m_choices = choices;
    retranslate();
}

void EnvSwitcher::setCurrent(const QString &name)
{
    m_current = name;
    retranslate();
}

const EnvChoice *EnvSwitcher::current() const
{
    for (const EnvChoice &choice : m_choices) {
        if (!m_current.isEmpty() && choice.name == m_current)
            return &choice;
    }
    return nullptr;
}

QStringList EnvSwitcher::names() const
{
    QStringList all;
    for (const EnvChoice &choice : m_choices) {
        if (!choice.name.isEmpty())
            all.append(choice.name);
    }
    return all;
}

void EnvSwitcher::retranslate()
{
    const EnvChoice *choice = current();
    setText(choice ? choice->name : tr("All environments"));
    setAccessibleName(choice ? tr("Environment: %1").arg(choice->name) : tr("All environments"));
    setToolTip(tr("Choose the environment (Ctrl+1 to Ctrl+9, Ctrl+0 for all)"));
    updateGeometry();
    update();
}

void EnvSwitcher::openMenu()
{
    auto *popover = new Popover(this);
    popover->setObjectName(QStringLiteral("env.menu"));
    popover->setAccessibleName(tr("Environments"));
    popover->content()->setContentsMargins(metrics::space1, metrics::space1, metrics::space1,
                                           metrics::space1);
    auto *list = new EnvMenu(m_choices, m_current);
    popover->content()->addWidget(list);
    connect(list, &EnvMenu::chosen, this, [this, popover](const QString &name) {
        popover->close();
        Q_EMIT chosen(name);
    });
    popover->popUp();
    list->setFocus(Qt::PopupFocusReason);
}

QSize EnvSwitcher::sizeHint() const
{
    const int words = QFontMetrics(ui::font(Type::Section)).horizontalAdvance(text()) + 1;
    const int tag = current() ? tagSize + 16 : metrics::space3;
    return {tag + qMin(words, scaled(200)) + 4 + caretWidth, scaled(32)};
}

void EnvSwitcher::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokensOf(this);
    QPainter painter(this);
    const QRectF box(rect());
    const EnvChoice *choice = current();
    const QColor ink = choice ? t.onEnvironment : t.text;
    int x = metrics::space3;
    if (!choice) {
        paintBox(&painter, box, metrics::radius, underMouse() ? t.hover : t.surface, t.controlLine);
    } else { // the tag inverted: it must part from the fill it sits on
        paintBox(&painter, box, metrics::radius, t.of(choice->kind), Qt::transparent);
        const QRectF tag(8, (height() - tagSize) / 2.0, tagSize, tagSize);
        const QString letters = envLetters(choice->name, names());
        paintBox(&painter, tag, metrics::radiusSmall, t.onEnvironment, Qt::transparent);
        painter.setPen(t.of(choice->kind));
        QFont letter = ui::font(Type::SmallStrong);
        letter.setPixelSize(letters.size() > 1 ? 9 : 12); // a mark of fixed size, not text to read
        letter.setWeight(QFont::Bold);
        painter.setFont(letter);
        painter.drawText(tag, Qt::AlignCenter, letters);
        x = tagSize + 16;
    }
    painter.setFont(ui::font(Type::Section));
    painter.setPen(ink);
    const QRect words(x, 0, width() - x - caretWidth, height());
    painter.drawText(words, Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, words.width()));
    paintIcon(&painter, QRect(width() - 26, 0, 16, height()), QStringLiteral("chevron-down"), ink, t.surface,
              16);
    if (!hasFocus())
        return;
    paintFocusRing(t, &painter, box, metrics::radius);
    if (choice) // a gap, so that ring and fill part
        paintBox(&painter, box.adjusted(2, 2, -2, -2), metrics::radius - 2, Qt::transparent, t.surface);
}

void EnvSwitcher::changeEvent(QEvent *event)
{
    QToolButton::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void EnvSwitcher::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        openMenu();
    else
        QToolButton::keyPressEvent(event);
}

} // namespace envdeck::ui
