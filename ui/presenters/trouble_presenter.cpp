// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presenters/trouble_presenter.h"

#include "ui/text/trouble_text.h"

namespace envdeck::ui {

TroublePresenter::TroublePresenter(Outside outside, QObject *parent)
    : QObject(parent), m_outside(std::move(outside))
{
}

TroublePresenter::~TroublePresenter() = default;

void TroublePresenter::show(const Target &target)
{
    if (target == m_target)
        return update();
    m_target = target;
    m_run.reset();
    m_state.report.reset();
    update();
}

void TroublePresenter::setComplaint(troubleshooting::Complaint complaint)
{
    m_complaint = complaint;
}

void TroublePresenter::start()
{
    if (m_target.app.isEmpty())
        return;
    whenDone(m_outside.secrets(), this, [this](const Result<Redactor> &redactor) {
        if (redactor)
            m_redactor = redactor.value();
    });
    m_run = std::make_unique<troubleshooting::Run>(m_outside.examiners, m_outside.clock, m_target,
                                                   m_complaint, m_outside.limit);
    connect(m_run.get(), &troubleshooting::Run::changed, this, &TroublePresenter::take);
    take();
}

void TroublePresenter::cancel()
{
    if (m_run)
        m_run->cancel();
}

void TroublePresenter::take()
{
    m_state.report = m_run->report();
    update();
}

void TroublePresenter::update()
{
    m_state.face = m_state.report           ? TroubleState::Face::Answer
                   : m_target.app.isEmpty() ? TroubleState::Face::NoApp
                                            : TroubleState::Face::Ready;
    m_state.freshness = m_state.report && !isRunning()
                            ? freshnessText(Freshness::Fresh, m_state.report->at, m_outside.clock.now(),
                                            tr("this search"), {})
                            : FreshnessText();
    Q_EMIT stateChanged();
}

QString TroublePresenter::markdown() const
{
    return m_state.report ? troubleMarkdown(*m_state.report, m_redactor) : QString();
}

} // namespace envdeck::ui
