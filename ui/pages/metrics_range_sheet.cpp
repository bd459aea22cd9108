// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/metrics_range_sheet.h"

#include "ui/text/time_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint_controls.h"
#include "ui/theme/style.h"
#include "ui/widgets/label.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace envdeck::ui {

namespace {

const QString momentPattern = QStringLiteral("yyyy-MM-dd HH:mm");

} // namespace

MetricsRangeSheet::MetricsRangeSheet(const platform::TimeRange &range, QWidget *parent)
    : QWidget(parent), m_from(new QLineEdit), m_to(new QLineEdit), m_utc(new QCheckBox(tr("UTC"))),
      m_problem(new Label({}, Type::Small)), m_accept(new QPushButton(tr("Show")))
{
    setObjectName(QStringLiteral("time.sheet"));
    setAccessibleName(tr("Time range"));
    m_from->setObjectName(QStringLiteral("time.from"));
    m_to->setObjectName(QStringLiteral("time.to"));
    m_utc->setObjectName(QStringLiteral("time.utc"));
    m_utc->setChecked(timesInUtc());
    m_accept->setObjectName(QStringLiteral("time.accept"));
    m_from->setAccessibleName(tr("From"));
    m_to->setAccessibleName(tr("To"));
    m_problem->setWordWrap(true);
    setVariant(m_accept, ButtonVariant::Primary);
    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setObjectName(QStringLiteral("time.cancel"));

    auto *form = new QFormLayout;
    form->setSpacing(metrics::space3);
    form->addRow(new Label(tr("From"), Type::Body, Tone::Muted), m_from);
    form->addRow(new Label(tr("To"), Type::Body, Tone::Muted), m_to);
    form->addRow(nullptr, m_utc);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_problem, 1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_accept);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::space6, metrics::space4, metrics::space6, metrics::space4);
    column->setSpacing(metrics::space3);
    column->addWidget(new Label(tr("Time range"), Type::PageTitle));
    column->addLayout(form);
    column->addStretch(1);
    column->addLayout(buttons);

    for (QLineEdit *field : {m_from, m_to}) {
        connect(field, &QLineEdit::textEdited, this, &MetricsRangeSheet::check);
        connect(field, &QLineEdit::returnPressed, this, &MetricsRangeSheet::accept);
    }
    connect(m_utc, &QCheckBox::toggled, this, [this] { show(m_range); });
    connect(m_accept, &QPushButton::clicked, this, &MetricsRangeSheet::accept);
    connect(cancel, &QPushButton::clicked, this, &MetricsRangeSheet::canceled);
    setFocusProxy(m_from);
    show(range);
    m_from->selectAll();
}

QSize MetricsRangeSheet::sizeHint() const
{
    return {scaled(420), QWidget::sizeHint().height()};
}

void MetricsRangeSheet::show(const platform::TimeRange &range)
{
    m_range = range;
    const auto words = [this](const QDateTime &at) {
        return (m_utc->isChecked() ? at.toUTC() : at.toLocalTime()).toString(momentPattern);
    };
    m_from->setText(words(range.from));
    m_to->setText(words(range.to));
    check();
}

QDateTime MetricsRangeSheet::momentIn(const QLineEdit *field) const
{
    QDateTime at = QDateTime::fromString(field->text().simplified(), momentPattern);
    if (m_utc->isChecked())
        at.setTimeSpec(Qt::UTC);
    return at.toUTC();
}

void MetricsRangeSheet::check()
{
    const QDateTime from = momentIn(m_from);
    const QDateTime to = momentIn(m_to);
    const bool read = from.isValid() && to.isValid();
    const bool ordered = read && from < to;
    m_problem->setText(!read      ? tr("Write both as 2026-03-02 10:41.")
                       : !ordered ? tr("The end is not after the beginning.")
                                  : QString());
    m_problem->setSeverity(ordered ? Severity::None : Severity::Critical);
    m_accept->setEnabled(ordered);
    if (ordered)
        m_range = {from, to};
}

void MetricsRangeSheet::accept()
{
    if (m_accept->isEnabled())
        Q_EMIT chosen(m_range.from, m_range.to);
}

void MetricsRangeSheet::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return Q_EMIT canceled();
    QWidget::keyPressEvent(event);
}

void MetricsRangeSheet::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokensOf(this);
    QPainter painter(this);
    paintBox(&painter, rect(), metrics::radiusLarge, t.surface, t.line);
}

} // namespace envdeck::ui
