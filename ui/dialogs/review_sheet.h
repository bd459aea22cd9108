// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/deployment.h"
#include "core/domain/preflight.h"
#include "ui/dialogs/guarded_sheet.h"
#include "ui/models/diff_line.h"

namespace envdeck::ui {

// The facts of a deploy, promote or roll back. Texts come worded; the sheet lays out, waits and guards.
struct Review {
    Action action = Action::Rollback;
    QString from; // version now; may be empty for a first deployment
    QString to;
    QString file; // "deploy-config/prod/apps/api.compose.yml"
    QList<DiffLine> diff;
    QString branch;                     // "main", for "Push to main"
    ChangePath path = ChangePath::Push; // chosen at first: the policy's
    bool pushAllowed = true;            // false: a pull request is the only way
    bool pullRequestPossible = true;
    QString pullRequestReason;   // why it is not, shown below the choice
    QStringList checks;          // ids that will answer, in order; each starts as waiting
    QString holdOffer;           // holdOffer(app, version); empty for none
    bool holdChosen = false;     // at first
    QString effect;              // "api stops and starts again: gap 6 s"
    QString record;              // recordText(); empty for none
    QString reason;              // at first
    bool reasonRequired = false; // promote that skips an environment, override of a freeze
};

struct ReviewChoice {
    ChangePath path = ChangePath::Push;
    bool hold = false;
    Confirmation confirmation;
    friend bool operator==(const ReviewChoice &, const ReviewChoice &) = default;
};

// The one sheet for deploy, promote and roll back. Checks stream in through setCheck(); the button arms when
// every one of them has answered (or ended unknown), none has failed, and the guard is satisfied. Where
// nobody could be asked anything, going forward takes a tick of its own; going back does not.
class ReviewSheet final : public GuardedSheet {
    Q_OBJECT

public:
    ReviewSheet(const GuardedAction &action, const Review &review, QWidget *parent = nullptr);
    ~ReviewSheet() override;

    void setCheck(const PreflightCheck &check); // by id; an id that was not announced joins at the end
    void setDiff(const QString &file, const QList<DiffLine> &diff);
    void setEffect(const QString &effect);
    // The line changed meanwhile, the environment is held by another job…: blocks for good.
    void setOutdated(const QString &sentence);

    ReviewChoice choice() const;

Q_SIGNALS:
    void confirmed(const envdeck::ui::ReviewChoice &choice); // once at most, in place of accepted()

protected:
    Confirmation confirmation() const override;

private:
    class Facts;

    QWidget *makeCommit(const Review &review);
    QWidget *makePath(const Review &review);
    void updateBlock();

    std::unique_ptr<Facts> m_facts;
};

} // namespace envdeck::ui
