// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/troubleshooting/run.h"

#include "core/troubleshooting/conclusion.h"

namespace envdeck::troubleshooting {

namespace {

constexpr int ofTheLimit = 2; // what came before may take one half of it

} // namespace

Run::Run(const Examiners &examiners, const Clock &clock, const Target &target, Complaint complaint,
         std::chrono::milliseconds limit, QObject *parent)
    : QObject(parent), m_examiner(examiners(target, m_stop.get_token()))
{
    m_report.target = target;
    m_report.complaint = complaint;
    m_report.at = clock.now();
    m_clock.start();
    const auto asked = withDeadline(m_examiner->background(), this, limit / ofTheLimit);
    const auto background =
        andThen(joined(this, asked), this, [](const std::tuple<Result<Background>> &answer) {
            const auto &known = std::get<0>(answer);
            return ready<Background>(known ? known.value() : Background());
        });
    whenDone(background, this, [this](const Result<Background> &known) {
        if (known)
            m_report.background = known.value();
        settle();
        Q_EMIT changed();
    });
    for (const StepId step : {StepId::Containers, StepId::Logs, StepId::Traces, StepId::Network}) {
        StepReport report;
        report.id = step;
        m_report.steps.append(report);
        whenDone(withDeadline(m_examiner->look(step, background), this, limit), this,
                 [this, step](const Result<StepAnswer> &answer) { take(step, answer); });
    }
}

Run::~Run()
{
    m_stop.request_stop();
}

void Run::take(StepId step, const Result<StepAnswer> &answer)
{
    StepReport &report = m_report.steps[int(step)];
    if (report.state != StepProgress::Running)
        return;
    report.took = std::chrono::milliseconds(m_clock.elapsed());
    if (answer) {
        report.state = StepProgress::Done;
        report.answer = answer.value();
        report.answer.findings = ranked(report.answer.findings);
    } else {
        report.state =
            answer.error().code == ErrorCode::Canceled ? StepProgress::Canceled : StepProgress::Failed;
        report.error = answer.error();
    }
    settle();
    Q_EMIT changed();
    if (!m_report.isRunning())
        Q_EMIT finished();
}

void Run::settle()
{
    m_report.conclusion = conclude(m_report.steps, m_report.complaint, m_report.background);
}

void Run::cancel()
{
    if (!m_report.isRunning())
        return;
    m_stop.request_stop();
    for (StepReport &step : m_report.steps) {
        if (step.state == StepProgress::Running) {
            step.state = StepProgress::Canceled;
            step.took = std::chrono::milliseconds(m_clock.elapsed());
        }
    }
    settle();
    Q_EMIT changed();
    Q_EMIT finished();
}

} // namespace envdeck::troubleshooting
