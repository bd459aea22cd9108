// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/variable_flow.h"

#include "core/domain/freeze.h"
#include "ui/dialogs/confirm_sheet.h"
#include "ui/dialogs/reason_field.h"
#include "ui/pages/variable_sheet.h"
#include "ui/text/variable_text.h"
#include "ui/widgets/diff_view.h"
#include "ui/widgets/overlay_host.h"
#include "ui/widgets/toast_host.h"

#include <QLineEdit>

namespace envdeck::ui {

VariableFlow::VariableFlow(VariablesPresenter &presenter, Page &page) : m_presenter(presenter), m_page(page)
{
    connect(&presenter, &VariablesPresenter::reviewReady, this, &VariableFlow::openReview);
    connect(&presenter, &VariablesPresenter::reviewFailed, this, [this](const QString &sentence) {
        if (m_sheet)
            m_sheet->setFailure(sentence);
    });
}

void VariableFlow::edit(const QString &name)
{
    openSheetFor(name);
}

void VariableFlow::editAgain(const TypedValue &typed)
{
    if (VariableSheet *sheet = openSheetFor(typed.name))
        sheet->setTyped(typed.text);
}

VariableSheet *VariableFlow::openSheetFor(const QString &name)
{
    const terraform::Variable *variable = m_presenter.variable(name);
    const Environment *environment = m_presenter.workspace().environment(m_presenter.environment());
    if (!variable || !environment || m_page.overlay()->isOpen() || m_page.refusesChange())
        return nullptr;
    if (const QString why = m_presenter.whyNot(*variable); !why.isEmpty()) {
        m_page.toasts()->show(QStringLiteral("%1: %2").arg(name, why));
        return nullptr;
    }
    if (m_presenter.isBusy()) {
        m_page.toasts()->show(tr("Another variable of %1 is being changed.").arg(environment->name));
        return nullptr;
    }
    const auto freeze = freezeNow(environment->policy, m_presenter.now());
    auto *sheet = new VariableSheet({*variable, environment->name, environment->kind,
                                     m_presenter.workspace().isLocal(), m_presenter.fileFor(*variable),
                                     freeze ? frozenText(environment->name, *freeze) : QString()});
    m_sheet = sheet;
    connect(sheet, &VariableSheet::canceled, m_page.overlay(), &OverlayHost::dismiss);
    connect(sheet, &VariableSheet::reviewAsked, this, [this, sheet, name](const QString &typed) {
        sheet->setReviewing(true);
        m_presenter.review({name, typed});
    });
    // A review nobody waits for any more must not open.
    connect(sheet, &QObject::destroyed, &m_presenter, &VariablesPresenter::callOff);
    m_page.overlay()->open(sheet, OverlayHost::Place::Center);
    return sheet;
}

void VariableFlow::openReview(const configuration::VariableReview &review)
{
    m_page.overlay()->dismiss();
    const Workspace &workspace = m_presenter.workspace();
    GuardedAction action;
    action.guard = review.guard;
    action.kind = workspace.environment(review.environment)->kind;
    action.hatched = workspace.isLocal();
    action.environment = review.environment;
    action.title =
        tr("Change %1 of %2", "a variable, of an environment").arg(review.name, review.environment);
    action.accept = review.path == ChangePath::PullRequest ? tr("Open pull request")
                                                           : tr("Push to %1").arg(review.branch);
    auto *sheet = new GuardedSheet(action);
    sheet->addFact(tr("Change"), tr("%1 \u2192 %2", "a value, before and after")
                                     .arg(review.from.isEmpty() ? tr("not set in this file")
                                                                : QString::fromUtf8(review.from).simplified(),
                                          QString::fromUtf8(review.to).simplified()));
    sheet->addFact(tr("Commit"), tr("%1, on top of %2").arg(review.file, review.baseCommit.first(7)));
    auto *diff = new DiffView(diffLines(QString::fromUtf8(review.before), QString::fromUtf8(review.after)));
    diff->setObjectName(QStringLiteral("review.diff"));
    sheet->addFact(tr("Difference"), diff);
    sheet->addFact(tr("Effect"),
                   tr("Nothing runs by it: a plan of %1 shows what it changes.").arg(review.environment));
    if (review.freeze)
        sheet->addFact(tr("Freeze"), frozenText(review.environment, *review.freeze));
    m_reason = addReason(sheet, review.freeze.has_value());
    connect(sheet, &GuardedSheet::accepted, this,
            [this, review] { begin(review, m_reason ? m_reason->text().trimmed() : QString()); });
    openSheet(m_page.overlay(), sheet);
}

void VariableFlow::begin(const configuration::VariableReview &review, const QString &reason)
{
    if (m_page.refusesChange())
        return;
    if (const QString why = m_presenter.apply(review, reason); !why.isEmpty())
        m_page.toasts()->show(why);
}

} // namespace envdeck::ui
