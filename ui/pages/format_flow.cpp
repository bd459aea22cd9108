// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/format_flow.h"

#include "core/domain/freeze.h"
#include "ui/dialogs/confirm_sheet.h"
#include "ui/dialogs/reason_field.h"
#include "ui/text/variable_text.h"
#include "ui/widgets/diff_view.h"
#include "ui/widgets/overlay_host.h"
#include "ui/widgets/toast_host.h"

#include <QLineEdit>

#include <algorithm>

namespace envdeck::ui {

namespace {

constexpr qsizetype mostFormatLines = 20; // the sheet before showed all of them
constexpr qsizetype mostFormatNames = 6;

const QString cutMark = QStringLiteral("\u2026");

QList<DiffLine> linesOf(const configuration::FormatReview &review)
{
    QList<DiffLine> lines;
    for (const terraform::FormattedFile &each : review.files) {
        if (lines.size() < mostFormatLines)
            lines += diffLines(QString::fromUtf8(each.before), QString::fromUtf8(each.after));
    }
    if (lines.size() > mostFormatLines) {
        lines.resize(mostFormatLines);
        lines.last() = {};
        lines.last().text = cutMark;
    }
    return lines;
}

QString namesOf(const configuration::FormatReview &review)
{
    QStringList names;
    for (const terraform::FormattedFile &each : review.files)
        names.append(names.size() < mostFormatNames ? each.file : cutMark);
    names.resize(std::min(names.size(), mostFormatNames + 1));
    return names.join(QLatin1Char('\n'));
}

} // namespace

FormatFlow::FormatFlow(InfrastructurePresenter &presenter, Page &page) : m_presenter(presenter), m_page(page)
{
}

void FormatFlow::review(const infrastructure::FormatCheck &check)
{
    m_page.overlay()->dismiss();
    if (m_page.refusesChange())
        return;
    const auto made = m_presenter.formatReview(check);
    if (!made)
        return m_page.toasts()->show(
            errorText(made.error(), Attempt::FormatCode, TrueNow::NothingChanged, m_presenter.environment())
                .sentence());
    const configuration::FormatReview &review = made.value();
    const Workspace &workspace = m_presenter.workspace();
    GuardedAction action;
    action.guard = review.guard;
    action.kind = workspace.environment(review.environment)->kind;
    action.hatched = workspace.isLocal();
    action.environment = review.environment;
    action.title = tr("Format the code of %1").arg(review.environment);
    action.accept = review.path == ChangePath::PullRequest ? tr("Open pull request")
                                                           : tr("Push to %1").arg(review.branch);
    auto *sheet = new GuardedSheet(action);
    sheet->addFact(tr("Files"), namesOf(review));
    sheet->addFact(tr("Commit"), tr("on top of %1").arg(review.baseCommit.first(7)));
    auto *diff = new DiffView(linesOf(review));
    diff->setObjectName(QStringLiteral("review.diff"));
    sheet->addFact(tr("Difference"), diff);
    sheet->addFact(tr("Effect"), tr("Only spaces and line ends move: no plan changes by it."));
    if (review.freeze)
        sheet->addFact(tr("Freeze"), frozenText(review.environment, *review.freeze));
    auto *reason = addReason(sheet, review.freeze.has_value());
    connect(sheet, &GuardedSheet::accepted, this,
            [this, review, reason] { begin(review, reason->text().trimmed()); });
    openSheet(m_page.overlay(), sheet);
}

void FormatFlow::begin(const configuration::FormatReview &review, const QString &reason)
{
    if (m_page.refusesChange())
        return;
    const QString why = m_presenter.format(review, reason);
    if (!why.isEmpty())
        m_page.toasts()->show(why);
}

} // namespace envdeck::ui
