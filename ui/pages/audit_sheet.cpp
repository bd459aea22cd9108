// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/audit_sheet.h"

#include "ui/models/job_model.h"
#include "ui/text/audit_text.h"
#include "ui/text/job_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint_controls.h"
#include "ui/theme/style.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/env_band.h"
#include "ui/widgets/label.h"
#include "ui/widgets/log_view.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace envdeck::ui {

AuditSheet::AuditSheet(const AuditReport &report, EnvironmentKind kind, bool hatched, const QDateTime &now,
                       QWidget *parent)
    : QWidget(parent), m_report(report), m_now(now)
{
    setObjectName(QStringLiteral("audit.sheet"));
    setAccessibleName(auditTitle(report.entry));
    auto *band = new EnvBand(metrics::sheetBandHeight);
    band->setEnvironments({kind});
    band->setHatched(hatched);
    band->setTopRadius(metrics::radiusLarge);
    auto *head = new QHBoxLayout;
    head->addWidget(new Label(auditTitle(report.entry), Type::PageTitle), 1);
    head->addWidget(new Chip({auditSeverity(report.entry), auditResultWord(report.entry), false}));

    auto *body = new QVBoxLayout;
    body->setContentsMargins(metrics::space6, metrics::space4, metrics::space6, metrics::space4);
    body->setSpacing(metrics::space3);
    body->addLayout(head);
    body->addLayout(makeFacts());
    if (const QString origin = auditOriginText(report.entry); !origin.isEmpty()) {
        auto *words = new Label(origin, Type::Body, Tone::Muted);
        words->setWordWrap(true);
        body->addWidget(words);
    }
    if (report.job)
        body->addLayout(makeJob(), 1);
    else
        body->addStretch(1);
    body->addLayout(makeButtons());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(band);
    column->addLayout(body, 1);
}

QList<AuditSheet::Fact> AuditSheet::facts() const
{
    const journal::AuditEntry &entry = m_report.entry;
    const auto duration = auditDuration(entry);
    QList<Fact> facts{
        {tr("Time"), exactTimeText(entry.at)},
        {tr("Environment"), entry.environment},
        {tr("Who"), entry.machine.isEmpty()
                        ? entry.actor
                        : tr("%1 on %2", "a person on a machine").arg(entry.actor, entry.machine)},
        {tr("Object"), auditObject(entry)},
        {tr("Took"), duration ? durationText(*duration) : QString()},
        {tr("Change"), auditChange(entry)},
        {tr("Commit"), entry.commit},
        {tr("Operation"), entry.sequence > 0 ? entry.operation : QString()},
        {tr("Reason"), entry.reason}};
    facts.removeIf([](const Fact &fact) { return fact.second.isEmpty(); });
    return facts;
}

// Two facts a line; what people wrote has a line of its own.
QLayout *AuditSheet::makeFacts() const
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(metrics::space4);
    grid->setVerticalSpacing(metrics::space1);
    grid->setColumnStretch(1, 3); // times are long, names are not
    grid->setColumnStretch(3, 2);
    int place = 0;
    for (const auto &[label, value] : facts()) {
        const bool code = label == tr("Commit") || label == tr("Operation");
        const bool wide = code || label == tr("Reason");
        if (wide && place % 2 == 1)
            ++place;
        auto *words = new Label(value, code ? Type::Code : Type::Body);
        words->setWordWrap(wide);
        grid->addWidget(new Label(label, Type::Body, Tone::Muted), place / 2, place % 2 * 2, Qt::AlignTop);
        grid->addWidget(words, place / 2, place % 2 * 2 + 1, 1, wide ? 3 : 1);
        place += wide ? 2 : 1;
    }
    return grid;
}

QLayout *AuditSheet::makeJob()
{
    const JobStatus &job = *m_report.job;
    auto *column = new QVBoxLayout;
    column->setSpacing(metrics::space2);
    if (job.state == JobState::Failed || job.state == JobState::Unknown) {
        const ErrorText failure = jobFailureText(job);
        column->addWidget(
            new Banner(jobSeverity(job), failure.title(), tr("%1.", "a sentence").arg(failure.now)));
    }
    auto *steps = new StepModel(this);
    steps->setSteps(job.steps, m_now);
    auto *table = new DataTable;
    table->setObjectName(QStringLiteral("audit.steps"));
    table->setAccessibleName(tr("Steps"));
    table->setModel(steps);
    table->horizontalHeader()->hide();
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setColumns({{104}, {190, true}, {130}, {64}});
    auto *halves = new QHBoxLayout;
    halves->setSpacing(metrics::space4);
    halves->addWidget(table, 1);
    if (m_report.log.isEmpty()) {
        auto *none = new Label(tr("No log was kept."), Type::Body, Tone::Muted);
        none->setAlignment(Qt::AlignTop);
        halves->addWidget(none, 1);
    } else {
        auto *log = new LogView;
        log->setObjectName(QStringLiteral("audit.log"));
        log->setAccessibleName(tr("Log"));
        log->setText(m_report.log);
        halves->addWidget(log, 1);
    }
    column->addLayout(halves, 1);
    return column;
}

QLayout *AuditSheet::makeButtons()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::space2);
    const auto add = [row](const QString &text, const char *objectName) {
        auto *button = new QPushButton(text);
        button->setObjectName(QLatin1String(objectName));
        row->addWidget(button);
        return button;
    };
    connect(add(tr("Copy report"), "audit.copyReport"), &QPushButton::clicked, this,
            [this] { Q_EMIT copyAsked(plainText()); });
    row->addStretch(1);
    if (m_report.job && !m_report.job->isOver())
        connect(add(tr("Watch it"), "audit.watch"), &QPushButton::clicked, this, &AuditSheet::watchAsked);
    static const QStringList versionChanges{QStringLiteral("deploy"), QStringLiteral("promote"),
                                            QStringLiteral("rollback"), QStringLiteral("commit")};
    if (!m_report.entry.commit.isEmpty() && versionChanges.contains(m_report.entry.action))
        connect(add(tr("Show in Deployments"), "audit.deployment"), &QPushButton::clicked, this,
                &AuditSheet::deploymentAsked);
    auto *close = add(tr("Close"), "audit.close");
    setVariant(close, ButtonVariant::Primary);
    connect(close, &QPushButton::clicked, this, &AuditSheet::closed);
    setFocusProxy(close);
    return row;
}

QString AuditSheet::plainText() const
{
    QStringList lines{auditTitle(m_report.entry) + QStringLiteral(": ") + auditResultWord(m_report.entry)};
    for (const auto &[label, value] : facts())
        lines.append(QStringLiteral("%1: %2").arg(label, value));
    if (m_report.job)
        lines << QString() << jobReport(*m_report.job, m_report.log);
    return lines.join(QLatin1Char('\n'));
}

QSize AuditSheet::sizeHint() const
{
    return m_report.job ? QSize(scaled(860), scaled(560)) : QSize(scaled(720), scaled(300));
}

void AuditSheet::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return Q_EMIT closed();
    QWidget::keyPressEvent(event);
}

void AuditSheet::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokensOf(this);
    QPainter painter(this);
    paintBox(&painter, rect(), metrics::radiusLarge, t.surface, t.line);
}

} // namespace envdeck::ui
