// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/run_sheet.h"

#include "ui/text/error_text.h"
#include "ui/text/run_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint_controls.h"
#include "ui/theme/style.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/env_band.h"
#include "ui/widgets/label.h"
#include "ui/widgets/log_view.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace envdeck::ui {

RunSheet::RunSheet(const infrastructure::RunReport &report, EnvironmentKind kind, bool hatched,
                   QWidget *parent)
    : QWidget(parent), m_report(report)
{
    setObjectName(QStringLiteral("run.sheet"));
    setAccessibleName(runTitle(report.run.record));
    auto *band = new EnvBand(metrics::sheetBandHeight);
    band->setEnvironments({kind});
    band->setHatched(hatched);
    band->setTopRadius(metrics::radiusLarge);
    auto *head = new QHBoxLayout;
    head->addWidget(new Label(runTitle(report.run.record), Type::PageTitle), 1);
    head->addWidget(new Chip({runSeverity(report.run), runStateWord(report.run), false}));

    auto *body = new QVBoxLayout;
    body->setContentsMargins(metrics::space6, metrics::space4, metrics::space6, metrics::space4);
    body->setSpacing(metrics::space3);
    body->addLayout(head);
    body->addLayout(makeFacts());
    body->addWidget(makeLog(), 1);
    body->addLayout(makeButtons());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(band);
    column->addLayout(body, 1);
}

// Two facts a line; what is long has a line of its own. Title and chip say the first two.
QLayout *RunSheet::makeFacts() const
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(metrics::space4);
    grid->setVerticalSpacing(metrics::space1);
    grid->setColumnStretch(1, 3);
    grid->setColumnStretch(3, 2);
    const infrastructure::RunRecord &record = m_report.run.record;
    const QStringList codes{record.commit, record.operation, record.planOperation};
    int place = 0;
    for (const auto &[label, value] : runFacts(m_report.run).mid(2)) {
        const bool code = codes.contains(value);
        const bool wide = code || value.size() > 40;
        if (wide && place % 2 == 1)
            ++place;
        auto *words = new Label(value, code ? Type::Code : Type::Body);
        words->setWordWrap(wide && !code);
        grid->addWidget(new Label(label, Type::Body, Tone::Muted), place / 2, place % 2 * 2, Qt::AlignTop);
        grid->addWidget(words, place / 2, place % 2 * 2 + 1, 1, wide ? 3 : 1);
        place += wide ? 2 : 1;
    }
    return grid;
}

QWidget *RunSheet::makeLog() const
{
    const auto &error = m_report.run.record.error;
    const QString said = m_report.log.isEmpty() && error ? error->detail : m_report.log;
    if (said.isEmpty()) {
        auto *none = new Label(tr("No log was kept."), Type::Body, Tone::Muted);
        none->setAlignment(Qt::AlignTop);
        return none;
    }
    auto *log = new LogView;
    log->setObjectName(QStringLiteral("run.log"));
    log->setAccessibleName(tr("Log"));
    log->setText(said);
    return log;
}

QLayout *RunSheet::makeButtons()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::space2);
    const auto add = [row](const QString &text, const char *objectName) {
        auto *button = new QPushButton(text);
        button->setObjectName(QLatin1String(objectName));
        row->addWidget(button);
        return button;
    };
    connect(add(tr("Copy report"), "run.copyReport"), &QPushButton::clicked, this,
            [this] { Q_EMIT copyAsked(plainText()); });
    row->addStretch(1);
    const QString kind = m_report.run.record.kind; // what changes nothing is in no audit
    if (kind != QLatin1String("plan") && kind != QLatin1String("drift"))
        connect(add(tr("Show in Audit"), "run.audit"), &QPushButton::clicked, this, &RunSheet::auditAsked);
    auto *close = add(tr("Close"), "run.close");
    setVariant(close, ButtonVariant::Primary);
    connect(close, &QPushButton::clicked, this, &RunSheet::closed);
    setFocusProxy(close);
    return row;
}

QString RunSheet::plainText() const
{
    QStringList lines;
    for (const auto &[label, value] : runFacts(m_report.run))
        lines.append(QStringLiteral("%1: %2").arg(label, value));
    const auto &error = m_report.run.record.error;
    if (error && !error->detail.isEmpty())
        lines << QString() << error->detail;
    if (!m_report.log.isEmpty())
        lines << QString() << m_report.log;
    return lines.join(QLatin1Char('\n'));
}

QSize RunSheet::sizeHint() const
{
    return {scaled(820), scaled(560)};
}

void RunSheet::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return Q_EMIT closed();
    QWidget::keyPressEvent(event);
}

void RunSheet::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokensOf(this);
    QPainter painter(this);
    paintBox(&painter, rect(), metrics::radiusLarge, t.surface, t.line);
}

} // namespace envdeck::ui
