// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings_key_sheet.h"

#include "ui/theme/metrics.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace envdeck::ui {

KeySheet::KeySheet(const GuardedAction &action, QWidget *parent)
    : GuardedSheet(action, parent), m_field(new QLineEdit(this)),
      m_show(new QPushButton(tr("Hold to show"), this)), m_paste(new QPushButton(tr("Paste"), this))
{
    setObjectName(QStringLiteral("key.sheet"));
    m_field->setObjectName(QStringLiteral("key.field"));
    m_field->setAccessibleName(tr("Key"));
    m_field->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText |
                                 Qt::ImhNoAutoUppercase);
    m_field->setDragEnabled(false);
    m_show->setObjectName(QStringLiteral("key.show"));
    m_paste->setObjectName(QStringLiteral("key.paste"));
    setShown(false);
    m_show->installEventFilter(this);
    connect(m_show, &QPushButton::pressed, this, [this] { setShown(true); });
    connect(m_show, &QPushButton::released, this, [this] { setShown(false); });
    connect(m_paste, &QPushButton::clicked, this,
            [this] { m_field->setText(QGuiApplication::clipboard()->text().trimmed()); });
    connect(m_field, &QLineEdit::textChanged, this, &KeySheet::updateBlock);
    updateBlock();
}

void KeySheet::addField()
{
    auto *holder = new QWidget;
    auto *row = new QHBoxLayout(holder);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::space2);
    row->addWidget(m_field, 1);
    row->addWidget(m_paste);
    row->addWidget(m_show);
    addFact(tr("Key"), holder);
}

Secret KeySheet::takeSecret()
{
    const Secret secret(m_field->text().trimmed().toUtf8());
    m_field->clear();
    return secret;
}

void KeySheet::setShown(bool shown)
{
    m_field->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
}

void KeySheet::updateBlock()
{
    const bool empty = m_field->text().trimmed().isEmpty();
    m_show->setEnabled(!empty);
    setBlocked(empty ? tr("Enter the key") : QString());
}

void KeySheet::showEvent(QShowEvent *event)
{
    GuardedSheet::showEvent(event);
    m_field->setFocus(Qt::OtherFocusReason);
}

// A button that is held while its window goes away is never let go.
bool KeySheet::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_show && (event->type() == QEvent::FocusOut ||
                              event->type() == QEvent::WindowDeactivate || event->type() == QEvent::Hide))
        setShown(false);
    return GuardedSheet::eventFilter(watched, event);
}

} // namespace envdeck::ui
