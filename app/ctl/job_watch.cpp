// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/job_watch.h"

#include "app/ctl/pulls.h"
#include "ui/text/cause_words.h"
#include "ui/text/job_text.h"
#include "ui/text/pull_text.h"
#include "ui/text/step_text.h"
#include "ui/text/time_text.h"

namespace envdeck::ctl {

namespace {

QString eventState(StepState state)
{
    switch (state) {
    case StepState::Waiting: return QStringLiteral("waiting");
    case StepState::Running: return QStringLiteral("running");
    case StepState::Done: return QStringLiteral("ok");
    case StepState::Failed: return QStringLiteral("failed");
    case StepState::Skipped: return QStringLiteral("skipped");
    case StepState::Unknown: return QStringLiteral("unknown");
    }
    Q_UNREACHABLE();
}

// Its pull request is open.
bool asksPeople(const JobStatus &status)
{
    return !status.isOver() && status.current >= 0 &&
           status.steps.at(status.current).id == QLatin1String("approval");
}

// Follows one job's status and says what is new.
class Watch final : public QObject {
public:
    Watch(jobs::JobCenter &center, const Watching &how, std::stop_token stop)
        : m_center(center), m_json(how.json), m_untilPeople(how.untilPeople), m_stop(stop, Stopper{this})
    {
        m_promise.start();
        connect(&center, &jobs::JobCenter::jobChanged, this, &Watch::follow);
    }

    Async<JobStatus> start(const jobs::Job &job)
    {
        return begun(m_center.start(job, jobs::JobCenter::WhenHeld::Refuse));
    }

    Async<JobStatus> resume(const QString &operation)
    {
        const auto resumed = m_center.resume(operation);
        return begun(resumed ? Result<QString>(operation) : resumed.error());
    }

private:
    struct Stopper {
        Watch *watch;
        void operator()() const
        {
            QMetaObject::invokeMethod(
                watch, [w = watch] { w->cancel(); }, Qt::QueuedConnection);
        }
    };

    Async<JobStatus> begun(const Result<QString> &operation)
    {
        if (operation) {
            m_operation = operation.value();
        } else {
            m_promise.addResult(operation.error());
            m_promise.finish();
            deleteLater();
        }
        return m_promise.future();
    }

    void cancel()
    {
        if (const auto done = m_center.cancel(m_operation); !done)
            printNote(QStringLiteral("it can no longer be cancelled; waiting for its end"));
    }

    void follow(const JobStatus &status)
    {
        if (status.operation != m_operation)
            return;
        for (qsizetype i = 0; i < status.steps.size(); ++i) {
            const StepStatus &step = status.steps.at(i);
            if (m_told.value(step.id, StepState::Waiting) != step.state) {
                m_told.insert(step.id, step.state);
                tell(status, step);
            } else if (waitsForPeople(status) && i == status.current && m_note != step.note) {
                tellProgress(status, step);
            }
        }
        const bool left = m_untilPeople && asksPeople(status);
        if ((!status.isOver() && !left) || m_over)
            return;
        m_over = true;
        m_promise.addResult(status);
        m_promise.finish();
        deleteLater();
    }

    // A pull request may be followed for hours: every change of it is told.
    void tellProgress(const JobStatus &status, const StepStatus &step)
    {
        m_note = step.note;
        if (m_json)
            tell(status, step);
        else
            printLine(QStringLiteral("%1  %2").arg(QString(9, QLatin1Char(' ')), ui::stepNote(step)));
    }

    void tell(const JobStatus &status, const StepStatus &step)
    {
        if (m_json) {
            QJsonObject event{
                {QStringLiteral("event"), QStringLiteral("step")},
                {QStringLiteral("operation"), status.operation},
                {QStringLiteral("step"), step.id},
                {QStringLiteral("state"), eventState(step.state)},
                {QStringLiteral("at"), timeJson(step.ended.isValid() ? step.ended : step.started)}};
            if (!step.note.isEmpty())
                event.insert(QStringLiteral("note"), step.note);
            return printEvent(event);
        }
        if (step.state == StepState::Running)
            return;
        const qint64 took =
            step.started.isValid() && step.ended.isValid() ? step.started.msecsTo(step.ended) : 0;
        printLine(
            QStringLiteral("%1  %2  %3  %4")
                .arg(ui::stepStateWord(step.state).leftJustified(9), ui::stepName(step.id).leftJustified(28),
                     ui::durationText(std::chrono::milliseconds(took)).rightJustified(8), ui::stepNote(step))
                .trimmed());
    }

    jobs::JobCenter &m_center;
    bool m_json;
    bool m_untilPeople;
    bool m_over = false;
    QString m_operation;
    QHash<QString, StepState> m_told;
    QString m_note; // of the pull request, as it was last told
    QPromise<Result<JobStatus>> m_promise;
    std::stop_callback<Stopper> m_stop;
};

} // namespace

Async<JobStatus> watchJob(jobs::JobCenter &center, const jobs::Job &job, const Watching &how,
                          std::stop_token stop)
{
    return (new Watch(center, how, std::move(stop)))->start(job); // deletes itself with the job's end
}

Answer answerOf(const JobStatus &status)
{
    Answer answer;
    answer.data = {{QStringLiteral("operation"), status.operation},
                   {QStringLiteral("state"),
                    asksPeople(status) ? QStringLiteral("waiting") : jobStateName(status.state)}};
    if (const auto pull = ui::pullOf(status))
        answer.data.insert(QStringLiteral("pullRequest"), pullJson(*pull));
    if (asksPeople(status)) { // and goes on later
        answer.lines.append(QStringLiteral("%1: its pull request is open").arg(ui::jobTitle(status)));
        return answer;
    }
    switch (status.state) {
    case JobState::Succeeded: break;
    case JobState::Unknown: answer.code = exitUnknown; break;
    case JobState::Cancelled: answer.code = exitInterrupted; break;
    case JobState::Queued:
    case JobState::Running:
    case JobState::Failed: answer.code = status.error ? exitCodeOf(*status.error) : exitFailed; break;
    }
    answer.lines.append(QStringLiteral("%1: %2").arg(ui::jobTitle(status), ui::jobStateWord(status)));
    if (status.state == JobState::Succeeded)
        return answer;
    const ui::ErrorText words = ui::jobFailureText(status);
    Problem problem = status.error ? problemOf(*status.error)
                                   : Problem{jobStateName(status.state), status.subject, {}, {}, {}};
    problem.text = status.state == JobState::Cancelled ? ui::jobStepText(status) : words.sentence();
    if (status.error && ui::knownCause(*status.error).isEmpty() && !status.error->detail.isEmpty())
        problem.text += QLatin1Char('\n') + status.error->detail;
    answer.problems.append(problem);
    return answer;
}

Async<Answer> ran(Session &session, const jobs::Job &job, const Arguments &arguments, std::stop_token stop)
{
    const bool proposed = goesThroughRequest(job);
    const Watching how{arguments.json, proposed && !arguments.wait};
    const auto open = proposed && arguments.wait ? openRequest(session.jobs().jobs(), job) : std::nullopt;
    if (open && arguments.merge)
        session.pulls().allowMerge(open->operation, freezeReason(session, arguments));
    const auto watched = open ? (new Watch(session.jobs(), how, std::move(stop)))->resume(open->operation)
                              : watchJob(session.jobs(), job, how, std::move(stop));
    return andThen(joined(&session, watched), &session, [](const std::tuple<Result<JobStatus>> &result) {
        const auto &status = std::get<0>(result);
        return ready<Answer>(status ? answerOf(status.value()) : answerOf(status.error()));
    });
}

} // namespace envdeck::ctl
