// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings_form.h"

#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace envdeck::ui {

namespace {

constexpr int formWidth = 760;

} // namespace

class SettingsRow final : public QWidget {
public:
    explicit SettingsRow(QWidget *control)
        : m_name(new Label({}, Type::BodyStrong)), m_text(new Label({}, Type::Small, Tone::Muted)),
          m_control(control)
    {
        m_name->setWordWrap(true);
        m_text->setWordWrap(true);
        auto *words = new QVBoxLayout;
        words->setSpacing(2);
        words->addWidget(m_name);
        words->addWidget(m_text);
        auto *row = new QHBoxLayout(this);
        row->setContentsMargins(0, metrics::space3, 0, metrics::space3);
        row->setSpacing(metrics::space6);
        row->addLayout(words, 1);
        row->addWidget(control, 0, Qt::AlignRight | Qt::AlignVCenter);
    }

    void setWords(const QString &name, const QString &text)
    {
        m_name->setText(name);
        m_text->setText(text);
        m_text->setVisible(!text.isEmpty());
        m_control->setAccessibleName(name);
    }
    QStringList words() const { return {m_name->text(), m_text->text()}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(QRect(0, height() - 1, width(), 1), tokensOf(this).line);
    }

private:
    Label *m_name;
    Label *m_text;
    QWidget *m_control;
};

SettingsForm::SettingsForm(QWidget *parent)
    : QWidget(parent), m_content(new QWidget), m_column(new QVBoxLayout)
{
    m_column->setContentsMargins(0, 0, 0, metrics::space6);
    m_column->setSpacing(0);
    auto *centre = new QHBoxLayout(m_content);
    centre->setContentsMargins(metrics::pageMargin, metrics::space2, metrics::pageMargin, 0);
    auto *rows = new QWidget;
    rows->setObjectName(QStringLiteral("settings.rows"));
    auto *column = new QVBoxLayout(rows);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(m_column);
    column->addStretch(1);
    centre->addWidget(rows, 1);
    centre->addStretch();
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    scroll->setWidget(m_content);
    m_content->setAutoFillBackground(false); // setWidget() switches it on
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
    fit();
}

void SettingsForm::fit()
{
    m_content->findChild<QWidget *>(QStringLiteral("settings.rows"))->setMaximumWidth(scaled(formWidth));
}

void SettingsForm::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange) // the text size
        fit();
}

void SettingsForm::addWide(QWidget *widget)
{
    m_column->addWidget(widget);
}

int SettingsForm::addRow(QWidget *control)
{
    auto *row = new SettingsRow(control);
    m_column->addWidget(row);
    m_rows.append(row);
    return static_cast<int>(m_rows.size()) - 1;
}

void SettingsForm::setWords(int row, const QString &name, const QString &text)
{
    m_rows.at(row)->setWords(name, text);
}

bool SettingsForm::filter(const QString &text)
{
    bool any = false;
    for (SettingsRow *row : m_rows) {
        const bool shown = holdsText(row->words(), text);
        row->setVisible(shown);
        any = any || shown;
    }
    return any;
}

bool holdsText(const QStringList &words, const QString &text)
{
    return text.isEmpty() || std::any_of(words.begin(), words.end(), [&](const QString &word) {
               return word.contains(text, Qt::CaseInsensitive);
           });
}

} // namespace envdeck::ui
