// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/redactor.h"
#include "core/troubleshooting/run.h"
#include "ui/text/freshness_text.h"

#include <QObject>

namespace envdeck::ui {

// What the Troubleshoot page shows, as one value.
struct TroubleState {
    enum class Face { NoApp, Ready, Answer }; // Ready: nothing was looked at yet
    Face face = Face::NoApp;
    std::optional<troubleshooting::Report> report;
    FreshnessText freshness;
};

// One search for a cause at a time, for the app in view.
class TroublePresenter final : public QObject {
    Q_OBJECT

public:
    // Whatever is by reference outlives it.
    struct Outside {
        troubleshooting::Examiners examiners;
        const Workspace &workspace;
        const Clock &clock;
        std::function<Async<Redactor>()> secrets; // what copies must hide
        std::chrono::milliseconds limit = troubleshooting::Run::stepLimit;
    };

    explicit TroublePresenter(Outside outside, QObject *parent = nullptr);
    ~TroublePresenter() override;

    const TroubleState &state() const { return m_state; }
    const Workspace &workspace() const { return m_outside.workspace; }
    const Target &target() const { return m_target; }
    troubleshooting::Complaint complaint() const { return m_complaint; }
    bool isRunning() const { return m_state.report && m_state.report->isRunning(); }

    // Of another target than before: what was found goes, and what still looks is ended.
    void show(const Target &target);
    void setComplaint(troubleshooting::Complaint complaint); // weighs anew with the next run
    void start();                                            // anew when one was there
    void cancel();
    void update(); // words again
    QString markdown() const;

Q_SIGNALS:
    void stateChanged();

private:
    void take();

    Outside m_outside;
    Target m_target;
    troubleshooting::Complaint m_complaint = troubleshooting::Complaint::Unclear;
    std::unique_ptr<troubleshooting::Run> m_run;
    Redactor m_redactor;
    TroubleState m_state;
};

} // namespace envdeck::ui
