// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/review_sheet.h"

#include "core/deployments/clearance.h"
#include "ui/dialogs/check_list.h"
#include "ui/text/preflight_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/diff_view.h"
#include "ui/widgets/label.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QRadioButton>
#include <QVBoxLayout>

namespace envdeck::ui {

class ReviewSheet::Facts {
public:
    Label *file = nullptr;
    DiffView *diff = nullptr;
    QRadioButton *push = nullptr;
    QRadioButton *pullRequest = nullptr;
    CheckList *checks = nullptr;
    Action action = Action::Rollback;
    QCheckBox *unchecked = nullptr; // in view when no check could be made
    QCheckBox *hold = nullptr;      // null when none is offered
    Label *effect = nullptr;
    QLineEdit *reason = nullptr;
    bool reasonRequired = false;
    QString outdated;
};

ReviewSheet::ReviewSheet(const GuardedAction &action, const Review &review, QWidget *parent)
    : GuardedSheet(action, parent), m_facts(std::make_unique<Facts>())
{
    setObjectName(QStringLiteral("review.sheet"));
    if (!review.from.isEmpty()) {
        addTitleNote(new Label(review.from, Type::CodeStrong, Tone::Muted));
        addTitleNote(new Label(QStringLiteral("\u2192"), Type::Body, Tone::Muted));
    }
    addTitleNote(new Label(review.to, Type::CodeStrong));
    addFact(tr("Commit"), makeCommit(review));
    addFact(tr("Path"), makePath(review));
    m_facts->checks = new CheckList(review.checks);
    addFact(tr("Checks"), m_facts->checks);
    m_facts->action = review.action;
    m_facts->unchecked = new QCheckBox(withoutChecksText(review.action));
    m_facts->unchecked->setObjectName(QStringLiteral("review.unchecked"));
    m_facts->unchecked->hide();
    connect(m_facts->unchecked, &QCheckBox::toggled, this, &ReviewSheet::updateBlock);
    m_facts->checks->addBelow(m_facts->unchecked);
    if (!review.holdOffer.isEmpty()) {
        m_facts->hold = new QCheckBox(review.holdOffer);
        m_facts->hold->setObjectName(QStringLiteral("review.hold"));
        m_facts->hold->setChecked(review.holdChosen);
        addFact({}, m_facts->hold);
    }
    m_facts->effect = new Label(review.effect);
    m_facts->effect->setWordWrap(true);
    m_facts->effect->setMinimumHeight(scaled(22));
    m_facts->effect->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    addFact(tr("Effect"), m_facts->effect);
    if (!review.record.isEmpty())
        addFact(tr("Record"), review.record);
    m_facts->reasonRequired = review.reasonRequired;
    m_facts->reason = new QLineEdit(review.reason);
    m_facts->reason->setObjectName(QStringLiteral("review.reason"));
    m_facts->reason->setPlaceholderText(review.reasonRequired
                                            ? tr("Why? Required; goes into the commit message.")
                                            : tr("Why? Goes into the commit message."));
    m_facts->reason->setAccessibleName(tr("Reason"));
    connect(m_facts->reason, &QLineEdit::textChanged, this, &ReviewSheet::updateBlock);
    addFact(tr("Reason"), m_facts->reason);
    connect(this, &GuardedSheet::accepted, this, [this] { Q_EMIT confirmed(choice()); });
    updateBlock();
}

ReviewSheet::~ReviewSheet() = default;

QWidget *ReviewSheet::makeCommit(const Review &review)
{
    auto *commit = new QWidget;
    auto *column = new QVBoxLayout(commit);
    column->setContentsMargins(0, 2, 0, 0);
    column->setSpacing(metrics::space2 - 2);
    m_facts->file = new Label(review.file, Type::Code);
    m_facts->file->setElide(Qt::ElideMiddle);
    column->addWidget(m_facts->file);
    m_facts->diff = new DiffView(review.diff);
    m_facts->diff->setObjectName(QStringLiteral("review.diff"));
    column->addWidget(m_facts->diff);
    return commit;
}

QWidget *ReviewSheet::makePath(const Review &review)
{
    auto *path = new QWidget;
    auto *column = new QVBoxLayout(path);
    column->setContentsMargins(0, 2, 0, 2);
    column->setSpacing(metrics::space1);
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::space6);
    column->addLayout(row);
    m_facts->push =
        new QRadioButton(review.pushAllowed ? tr("Push to %1").arg(review.branch)
                                            : tr("Push to %1 (not allowed here)").arg(review.branch));
    m_facts->push->setObjectName(QStringLiteral("review.push"));
    m_facts->push->setEnabled(review.pushAllowed);
    m_facts->pullRequest = new QRadioButton(tr("Open pull request"));
    m_facts->pullRequest->setObjectName(QStringLiteral("review.pullRequest"));
    m_facts->pullRequest->setEnabled(review.pullRequestPossible);
    const bool byRequest =
        review.pullRequestPossible && (review.path == ChangePath::PullRequest || !review.pushAllowed);
    m_facts->pullRequest->setChecked(byRequest);
    m_facts->push->setChecked(!byRequest);
    row->addWidget(m_facts->push);
    row->addWidget(m_facts->pullRequest);
    row->addStretch(1);
    if (!review.pullRequestPossible && !review.pullRequestReason.isEmpty()) {
        auto *why = new Label(review.pullRequestReason, Type::Small, Tone::Muted);
        why->setObjectName(QStringLiteral("review.pullRequestReason"));
        why->setWordWrap(true);
        m_facts->pullRequest->setAccessibleDescription(review.pullRequestReason);
        column->addWidget(why);
    }
    return path;
}

void ReviewSheet::setCheck(const PreflightCheck &check)
{
    m_facts->checks->setCheck(check);
    updateBlock();
}

void ReviewSheet::setDiff(const QString &file, const QList<DiffLine> &diff)
{
    m_facts->file->setText(file);
    m_facts->diff->setLines(diff);
}

void ReviewSheet::setEffect(const QString &effect)
{
    m_facts->effect->setText(effect);
}

void ReviewSheet::setOutdated(const QString &sentence)
{
    m_facts->outdated = sentence;
    updateBlock();
}

void ReviewSheet::updateBlock()
{
    if (!m_facts->outdated.isEmpty())
        return setBlocked(m_facts->outdated);
    if (!m_facts->push->isEnabled() && !m_facts->pullRequest->isEnabled())
        return setBlocked(tr("Neither pushing nor a pull request is possible here"));
    using deployments::Clearance;
    const bool waiting = m_facts->checks->isWaiting();
    const Clearance clearance = deployments::clearanceOf(m_facts->action, m_facts->checks->checks());
    m_facts->unchecked->setVisible(!waiting && clearance == Clearance::Unchecked);
    if (clearance == Clearance::Blocked)
        return setBlocked(tr("A failed check stands against it"));
    if (clearance == Clearance::NoKey)
        return setBlocked(tr("The platform's key is missing: enter it in Settings, Accounts and keys"));
    if (waiting)
        return setBlocked(tr("Checks are still running"));
    if (clearance == Clearance::Unchecked && !m_facts->unchecked->isChecked())
        return setBlocked(tr("No check could be made"));
    if (m_facts->reasonRequired && m_facts->reason->text().trimmed().isEmpty())
        return setBlocked(tr("A reason is required"));
    setBlocked({});
}

Confirmation ReviewSheet::confirmation() const
{
    Confirmation confirmation = GuardedSheet::confirmation();
    confirmation.reason = m_facts->reason->text().trimmed();
    return confirmation;
}

ReviewChoice ReviewSheet::choice() const
{
    return {m_facts->pullRequest->isChecked() ? ChangePath::PullRequest : ChangePath::Push,
            m_facts->hold && m_facts->hold->isChecked(), confirmation()};
}

} // namespace envdeck::ui
