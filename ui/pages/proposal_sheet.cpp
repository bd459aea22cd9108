// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/proposal_sheet.h"

#include "ui/models/plan_model.h"
#include "ui/text/plan_text.h"
#include "ui/text/proposal_text.h"
#include "ui/widgets/label.h"

#include <QLineEdit>

namespace envdeck::ui {

namespace {

GuardedAction actionFor(const infrastructure::ReviewedPlan &reviewed, const Environment &environment,
                        bool hatched)
{
    GuardedAction action;
    action.guard = infrastructure::guardOf(reviewed, environment);
    action.kind = environment.kind;
    action.hatched = hatched;
    action.environment = environment.name;
    action.title = ProposalSheet::tr("Open a pull request for %1").arg(environment.name);
    action.accept = ProposalSheet::tr("Open pull request");
    action.destructive = reviewed.plan.destroys();
    return action;
}

} // namespace

ProposalSheet::ProposalSheet(const infrastructure::ReviewedPlan &reviewed, const Environment &environment,
                             bool hatched, const QString &frozen, QWidget *parent)
    : GuardedSheet(actionFor(reviewed, environment, hatched), parent), m_reviewed(reviewed),
      m_isFrozen(!frozen.isEmpty()), m_title(new QLineEdit(proposalTitle(reviewed))), m_reason(new QLineEdit)
{
    setObjectName(QStringLiteral("proposal.sheet"));
    m_title->setObjectName(QStringLiteral("proposal.title"));
    m_title->setAccessibleName(tr("Title"));
    m_title->setMaxLength(200);
    m_title->setCursorPosition(0);
    m_reason->setObjectName(QStringLiteral("proposal.reason"));
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setPlaceholderText(m_isFrozen ? tr("Why? Required; goes into the pull request.")
                                            : tr("Why? Goes into the pull request."));
    addFact(tr("Way"), tr("%1 at %2 \u2192 %3", "a branch, a commit, the branch it is merged into")
                           .arg(reviewed.branch, reviewed.record.commit.left(7), environment.branch));
    addFact(tr("Change"), planSummaryText(reviewed.plan.counts));
    addFact(tr("Title"), m_title);
    addFact(tr("Body"), tr("The plan as Markdown: every resource that changes, without sensitive values."));
    addFact(
        tr("Then"),
        tr("Reviews and checks are followed here. After the merge %1 is planned again. If that plan does "
           "exactly this, by the same code, it is applied without a second review; else it waits for one.")
            .arg(environment.name));
    if (m_isFrozen) {
        auto *label = new Label(frozen, Type::Body);
        label->setWordWrap(true);
        label->setSeverity(Severity::Warning);
        addFact(tr("Freeze"), label);
    }
    addFact(tr("Reason"), m_reason);
    connect(m_title, &QLineEdit::textChanged, this, &ProposalSheet::check);
    connect(m_reason, &QLineEdit::textChanged, this, &ProposalSheet::check);
    check();
}

void ProposalSheet::check()
{
    setBlocked(m_title->text().trimmed().isEmpty()                  ? tr("A title is required")
               : m_isFrozen && m_reason->text().trimmed().isEmpty() ? tr("A reason is required")
                                                                    : QString());
}

QString ProposalSheet::title() const
{
    return m_title->text().simplified();
}

QString ProposalSheet::body() const
{
    return proposalBody(m_reviewed, planMarkdown(m_reviewed.plan, m_reviewed.environment), m_reason->text());
}

Confirmation ProposalSheet::confirmation() const
{
    Confirmation given = GuardedSheet::confirmation();
    given.reason = m_reason->text().trimmed();
    return given;
}

} // namespace envdeck::ui
