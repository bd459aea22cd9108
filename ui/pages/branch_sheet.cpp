// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/branch_sheet.h"

#include "ui/text/time_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/label.h"

#include <QRadioButton>
#include <QVBoxLayout>

namespace envdeck::ui {

namespace {

// Somebody's code, and credentials that could do anything: a person names where it runs.
GuardedAction actionFor(const BranchFacts &facts, const Environment &environment, bool hatched)
{
    GuardedAction action;
    action.guard.review = true;
    action.guard.typed = environment.name;
    action.kind = environment.kind;
    action.hatched = hatched;
    action.environment = environment.name;
    action.title = BranchSheet::tr("Plan %1 with the code of %2", "an environment, a branch")
                       .arg(environment.name, facts.branch);
    action.accept = BranchSheet::tr("Plan this branch");
    return action;
}

} // namespace

BranchSheet::BranchSheet(const BranchFacts &facts, const Environment &environment, bool hatched,
                         const QDateTime &now, QWidget *parent)
    : GuardedSheet(actionFor(facts, environment, hatched), parent)
{
    setObjectName(QStringLiteral("branch.sheet"));
    addFact(tr("Whose code"), tr("%1 <%2>, %3", "a name, an address, when")
                                  .arg(facts.head.author, facts.head.email, agoText(facts.head.at, now)));
    addFact(tr("Commit"), QStringLiteral("%1  %2").arg(facts.head.sha.left(7), git::subjectOf(facts.head)));
    addFact(tr("Where it runs"),
            tr("On this computer, under your account: terraform, the providers and the programs that this "
               "code names. It is not the code of %1, and nobody may have reviewed it.")
                .arg(environment.branch));
    addFact(tr("Secrets"), buildChoice(facts));
    addFact(tr("Effect"), tr("Nothing is applied. What the plan shows can be proposed as a pull request; it "
                             "is applied only after the merge, from %1.")
                              .arg(environment.branch));
}

QWidget *BranchSheet::buildChoice(const BranchFacts &facts)
{
    auto *choice = new QWidget;
    auto *column = new QVBoxLayout(choice);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::space1);
    const auto addNote = [column](const QString &text) {
        auto *note = new Label(text, Type::Small, Tone::Muted);
        note->setWordWrap(true);
        column->addWidget(note);
    };
    m_with = new QRadioButton(tr("With the secrets of %1").arg(facts.environment));
    m_with->setObjectName(QStringLiteral("branch.withSecrets"));
    column->addWidget(m_with);
    addNote(facts.unread ? tr("Which ones is not known: its code could not be read here.")
            : facts.secrets.isEmpty()
                ? tr("Its code asks for none.")
                : tr("It can read, send and use: %1").arg(facts.secrets.join(QStringLiteral(", "))));
    m_without = new QRadioButton(tr("Without secrets"));
    m_without->setObjectName(QStringLiteral("branch.withoutSecrets"));
    column->addWidget(m_without);
    addNote(tr("It is given none. A backend or provider that needs one fails, and says so."));
    (facts.unread ? m_without : m_with)->setChecked(true);
    return choice;
}

infrastructure::SecretsFor BranchSheet::secrets() const
{
    return m_without->isChecked() ? infrastructure::SecretsFor::Withheld
                                  : infrastructure::SecretsFor::Planning;
}

} // namespace envdeck::ui
