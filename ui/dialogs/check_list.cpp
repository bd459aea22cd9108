// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/check_list.h"

#include "ui/text/preflight_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/label.h"

#include <QGridLayout>

#include <algorithm>

namespace envdeck::ui {

CheckList::CheckList(const QStringList &ids, QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    setObjectName(QStringLiteral("review.checks"));
    setAccessibleName(tr("Checks"));
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(metrics::space2 + 2);
    m_grid->setVerticalSpacing(metrics::space1 + 2);
    m_grid->setColumnStretch(1, 1);
    for (const QString &id : ids)
        lineOf(id);
}

CheckList::Line &CheckList::lineOf(const QString &id)
{
    if (const auto found = m_lines.find(id); found != m_lines.end())
        return *found;
    Line line;
    line.chip = new Chip({Severity::Running, {}, false});
    line.text = new Label(preflightWaitingText(id), Type::Body, Tone::Muted);
    line.text->setObjectName(QStringLiteral("review.check.") + id);
    line.text->setWordWrap(true);
    line.text->setMinimumHeight(scaled(22));
    line.text->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const int row = m_grid->rowCount();
    m_grid->addWidget(line.chip, row, 0, Qt::AlignTop);
    m_grid->addWidget(line.text, row, 1);
    return *m_lines.insert(id, line);
}

void CheckList::setCheck(const PreflightCheck &check)
{
    Line &line = lineOf(check.id);
    line.answer = check;
    line.chip->setSpec({verdictSeverity(check.verdict), {}, false});
    line.chip->setAccessibleName(verdictWord(check.verdict));
    line.text->setTone(Tone::Normal);
    line.text->setText(preflightText(check));
    line.text->setToolTip(check.detail);
}

void CheckList::addBelow(QWidget *widget)
{
    m_grid->addWidget(widget, m_grid->rowCount(), 1);
}

bool CheckList::isWaiting() const
{
    return std::any_of(m_lines.begin(), m_lines.end(), [](const Line &line) { return !line.answer; });
}

QList<PreflightCheck> CheckList::checks() const
{
    QList<PreflightCheck> answers;
    for (const Line &line : m_lines) {
        if (line.answer)
            answers.append(*line.answer);
    }
    return answers;
}

} // namespace envdeck::ui
