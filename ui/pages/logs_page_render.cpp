// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/logs_filters.h"
#include "ui/pages/logs_page.h"
#include "ui/text/number_text.h"
#include "ui/widgets/face_stack.h"
#include "ui/widgets/label.h"
#include "ui/widgets/log_histogram.h"
#include "ui/widgets/page_header.h"

// What the page says of its presenter's state.
namespace envdeck::ui {

using Face = LogsState::Face;

void LogsPage::render()
{
    const LogsState &state = m_presenter->state();
    m_header->setFreshness(state.freshness);
    m_header->setRefreshing(state.face == Face::Lines && state.searching);
    m_filters->render(*m_presenter);
    m_counts->setText(state.shown == state.lines
                          ? tr("%1 lines").arg(countText(state.lines))
                          : tr("%1 of %2 lines").arg(countText(state.shown), countText(state.lines)));
    m_footer->setVisible(state.lines > 0);
    if (const bool hasLines = state.shown > 0; hasLines != m_hasLines) {
        m_hasLines = hasLines;
        Q_EMIT commandsChanged();
    }
    renderFace();
}

void LogsPage::renderMarks()
{
    QList<LogMark> marks;
    for (const LogsPresenter::Mark &mark : m_presenter->marks())
        marks.append({mark.at, mark.text});
    m_view->setMarks(marks);
    m_histogram->setMarks(marks);
}

void LogsPage::renderFace()
{
    const LogsState &state = m_presenter->state();
    const bool isWhole =
        state.face == Face::NoHosts || state.face == Face::NotTrusted || state.face == Face::NoAnswer;
    if (state.bannerTitle.isEmpty() || isWhole)
        m_faces->setBanner(Severity::None, {});
    else
        m_faces->setBanner(state.bannerSeverity, state.bannerTitle, state.bannerDetail,
                           state.leadsToHosts ? tr("Open Hosts")
                           : state.error      ? nextStepLabel(NextStep::Retry)
                                              : QString());
    const QString icon = QStringLiteral("logs");
    switch (state.face) {
    case Face::Loading:
        return m_faces->showLoading(state.waitingFor.isEmpty() ? tr("the containers")
                                                               : state.waitingFor.join(QStringLiteral(", ")));
    case Face::NoHosts:
        return m_faces->showEmpty(QStringLiteral("hosts"), tr("No host is named for %1").arg(m_environment),
                                  tr("Logs come over SSH from the hosts that envdeck.yaml names below their "
                                     "environment."));
    case Face::NotTrusted:
        return m_faces->showEmpty(
            QStringLiteral("key"), tr("No host of %1 is trusted yet").arg(m_environment),
            tr("%1. A host is spoken to only after somebody confirmed its key.").arg(state.bannerDetail),
            tr("Open Hosts"));
    case Face::NoAnswer:
        if (state.error)
            return m_faces->showError(*state.error);
        return m_faces->showLoading(tr("the containers"));
    case Face::NoContainers:
        return m_faces->showEmpty(icon, tr("No container is on the hosts of %1").arg(m_environment),
                                  tr("The hosts answer, and docker lists none."), tr("Look again"));
    case Face::NoneChosen:
        return m_faces->showEmpty(
            icon, tr("No container is chosen"), tr("Choose those whose lines are wanted under Containers."),
            m_presenter->target().app.isEmpty() ? tr("Choose all of them") : tr("Choose those of the app"));
    case Face::Silent: {
        const bool longest = m_presenter->span() + 1 == int(LogsPresenter::spans.size());
        return m_faces->showEmpty(
            icon, tr("Nothing was logged in the last %1").arg(m_filters->spanText(m_presenter->span())),
            m_presenter->isLive()
                ? tr("The containers are followed: what they write from now on stands here at once.")
                : tr("New lines are not followed now."),
            !m_presenter->isLive() ? tr("Follow")
            : longest              ? tr("Look again")
                                   : tr("Look back further"));
    }
    case Face::NoMatch: {
        const QString narrowed = m_filters->text();
        return m_faces->showNoMatch(narrowed.isEmpty() ? tr("the chosen stretch of time") : narrowed);
    }
    case Face::Lines: return m_faces->showAnswer();
    }
}

// The button of an empty face.
void LogsPage::takeAction()
{
    switch (m_presenter->state().face) {
    case Face::NotTrusted: Q_EMIT navigate({QStringLiteral("hosts"), m_environment, {}, {}}); return;
    case Face::NoneChosen: return m_presenter->chooseOnly({});
    case Face::Silent:
        if (!m_presenter->isLive())
            return setLive(true);
        if (m_presenter->span() + 1 < int(LogsPresenter::spans.size()))
            return m_presenter->setSpan(m_presenter->span() + 1);
        return refresh();
    default: return refresh();
    }
}

} // namespace envdeck::ui
