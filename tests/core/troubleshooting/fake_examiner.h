// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/troubleshooting/examiner.h"

#include <map>
#include <memory>

namespace envdeck::testing {

// Steps that answer what the test put in, when it says so. What was not put in never answers.
struct FakeSteps {
    using Answer = Result<troubleshooting::StepAnswer>;

    std::map<troubleshooting::StepId, Answer> answers; // given at once
    std::optional<troubleshooting::Background> background;
    std::map<troubleshooting::StepId, std::shared_ptr<QPromise<Answer>>> waiting; // of the newest run
    int runs = 0;
    int alive = 0;
    std::stop_token stop;

    troubleshooting::Examiners examiners();
    void answer(troubleshooting::StepId step, const Answer &answer)
    {
        waiting.at(step)->addResult(answer);
        waiting.at(step)->finish();
    }
};

class FakeExaminer final : public troubleshooting::Examiner {
public:
    explicit FakeExaminer(FakeSteps &steps) : m_steps(steps) { ++m_steps.alive; }
    ~FakeExaminer() override { --m_steps.alive; }

    Async<troubleshooting::Background> background() override
    {
        if (m_steps.background)
            return ready<troubleshooting::Background>(*m_steps.background);
        m_background.start();
        return m_background.future();
    }
    Async<troubleshooting::StepAnswer> look(troubleshooting::StepId step,
                                            const Async<troubleshooting::Background> &) override
    {
        auto promise = std::make_shared<QPromise<FakeSteps::Answer>>();
        promise->start();
        m_steps.waiting.insert_or_assign(step, promise);
        if (m_steps.answers.contains(step))
            m_steps.answer(step, m_steps.answers.at(step));
        return promise->future();
    }

private:
    FakeSteps &m_steps;
    QPromise<Result<troubleshooting::Background>> m_background;
};

inline troubleshooting::Examiners FakeSteps::examiners()
{
    return [this](const Target &, std::stop_token token) {
        ++runs;
        stop = token;
        return std::make_unique<FakeExaminer>(*this);
    };
}

// A finding with what a test is about; the rest as a detector would leave it.
inline Finding found(Detector detector, FindingVerdict verdict, Cause cause = Cause::Unknown,
                     Confidence confidence = Confidence::Medium)
{
    Finding finding;
    finding.detector = detector;
    finding.verdict = verdict;
    finding.cause = cause;
    finding.confidence = confidence;
    return finding;
}

inline troubleshooting::StepAnswer answerWith(const QList<Finding> &findings)
{
    troubleshooting::StepAnswer answer;
    answer.findings = findings;
    return answer;
}

// v1.3.8 came at 10:00 and may be rolled back to v1.3.7.
inline troubleshooting::Background knownBackground()
{
    troubleshooting::Background background;
    Deployment current;
    current.target = {QStringLiteral("prod"), QStringLiteral("api")};
    current.image = *ImageRef::parse(QStringLiteral("ghcr.io/acme/api:v1.3.8"));
    current.at = QDateTime(QDate(2026, 3, 2), QTime(10, 0), Qt::UTC);
    current.current = true;
    background.current = current;
    current.image.tag = QStringLiteral("v1.3.7");
    current.current = false;
    background.safest = current;
    return background;
}

} // namespace envdeck::testing
