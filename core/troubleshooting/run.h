// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/troubleshooting/examiner.h"

#include <QElapsedTimer>
#include <QObject>

namespace envdeck::troubleshooting {

// One search for a cause: the four steps together, each for at most `limit`. A step that fails or takes too
// long hides no other. Reads only. Deleting it ends it. Thread: the GUI's.
class Run final : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds stepLimit{10000};

    Run(const Examiners &examiners, const Clock &clock, const Target &target, Complaint complaint,
        std::chrono::milliseconds limit = stepLimit, QObject *parent = nullptr);
    ~Run() override;

    const Report &report() const { return m_report; }
    void cancel(); // what has answered stays

Q_SIGNALS:
    void changed();
    void finished(); // once, after the last change

private:
    void take(StepId step, const Result<StepAnswer> &answer);
    void settle();

    std::stop_source m_stop;
    std::unique_ptr<Examiner> m_examiner;
    Report m_report;
    QElapsedTimer m_clock;
};

} // namespace envdeck::troubleshooting
