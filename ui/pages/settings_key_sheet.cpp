// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings_key_sheet.h"

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/label.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace envdeck::ui {

namespace {

constexpr int longestKey = 256 * 1024;
constexpr int shownLines = 8;

QString plainLines(QString text)
{
    return text.replace(QLatin1String("\r\n"), QLatin1String("\n"));
}

} // namespace

KeySheet::KeySheet(const GuardedAction &action, QWidget *parent)
    : GuardedSheet(action, parent), m_field(new QLineEdit(this)),
      m_count(new Label({}, Type::Small, Tone::Muted, this)), m_lines(new QPlainTextEdit(this)),
      m_show(new QPushButton(tr("Hold to show"), this)), m_paste(new QPushButton(tr("Paste"), this))
{
    setObjectName(QStringLiteral("key.sheet"));
    m_field->setObjectName(QStringLiteral("key.field"));
    m_field->setAccessibleName(tr("Key"));
    m_field->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText |
                                 Qt::ImhNoAutoUppercase);
    m_field->setDragEnabled(false);
    m_field->setMaxLength(longestKey);
    m_count->setObjectName(QStringLiteral("key.count"));
    m_lines->setObjectName(QStringLiteral("key.lines"));
    m_lines->setAccessibleName(tr("Key"));
    m_lines->setReadOnly(true);
    m_lines->setFont(ui::font(Type::Code));
    m_lines->setFixedHeight(m_lines->fontMetrics().lineSpacing() * shownLines);
    m_show->setObjectName(QStringLiteral("key.show"));
    m_paste->setObjectName(QStringLiteral("key.paste"));
    setShown(false);
    m_show->installEventFilter(this);
    connect(m_show, &QPushButton::pressed, this, [this] { setShown(true); });
    connect(m_show, &QPushButton::released, this, [this] { setShown(false); });
    connect(m_paste, &QPushButton::clicked, this,
            [this] { m_field->setText(plainLines(QGuiApplication::clipboard()->text().trimmed())); });
    connect(m_field, &QLineEdit::textChanged, this, &KeySheet::updateBlock);
    updateBlock();
}

void KeySheet::addField()
{
    auto *holder = new QWidget;
    auto *column = new QVBoxLayout(holder);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::space1);
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::space2);
    row->addWidget(m_field, 1);
    row->addWidget(m_paste);
    row->addWidget(m_show);
    column->addLayout(row);
    column->addWidget(m_count);
    column->addWidget(m_lines);
    addFact(tr("Key"), holder);
}

Secret KeySheet::takeSecret()
{
    const QString text = given();
    const Secret secret((text.contains(u'\n') ? text + u'\n' : text).toUtf8());
    m_field->clear();
    return secret;
}

QString KeySheet::given() const
{
    return m_field->text().trimmed();
}

void KeySheet::setShown(bool shown)
{
    const bool hasLines = given().contains(u'\n');
    m_field->setEchoMode(shown && !hasLines ? QLineEdit::Normal : QLineEdit::Password);
    m_lines->setPlainText(shown && hasLines ? given() : QString());
    m_lines->setVisible(shown && hasLines);
}

void KeySheet::updateBlock()
{
    const bool empty = given().isEmpty();
    const int lines = int(given().count(u'\n')) + 1;
    m_count->setText(lines > 1 ? tr("%n line(s)", nullptr, lines) : QString());
    m_count->setVisible(lines > 1);
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
