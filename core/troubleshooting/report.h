// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/deployment.h"
#include "core/domain/finding.h"

namespace envdeck::troubleshooting {

// What somebody complains about. It weighs what was found; all is looked at either way.
enum class Complaint { Unclear, SiteDown, Slow, Errors, DeployStuck, NoData, Certificate };

enum class StepId { Containers, Logs, Traces, Network };

// "site-down", "containers": the spelling of envdeckctl, of links between pages and of reports.
QString complaintName(Complaint complaint);
std::optional<Complaint> complaintFromName(QStringView name);
QList<Complaint> complaints(); // in the order of the page, Unclear first
QString stepName(StepId step);

// One container of the app, as `docker ps -a` has it.
struct ContainerRow {
    QString host;
    QString id;
    QString name;
    QString service; // of swarm; empty for one of Docker alone
    QString state;   // "running", "exited"
    QString health;  // "unhealthy"; empty when it has no check
    std::optional<int> exitCode;
    int restarts = 0;
    QString image;
    QDateTime started; // UTC; null: never
    friend bool operator==(const ContainerRow &, const ContainerRow &) = default;
};

// What one step answers.
struct StepAnswer {
    QList<Finding> findings;
    QList<ContainerRow> containers; // of the first step
    friend bool operator==(const StepAnswer &, const StepAnswer &) = default;
};

enum class StepProgress {
    Running,
    Done,
    Failed,
    Canceled
}; // Failed: could not look at all, `error` says why

struct StepReport {
    StepId id = StepId::Containers;
    StepProgress state = StepProgress::Running;
    StepAnswer answer; // findings ranked
    std::optional<Error> error;
    std::chrono::milliseconds took{0};
    // The worst of its findings; CouldNotCheck while there is none.
    FindingVerdict verdict() const;
    const Finding *first() const; // null while there is none
    friend bool operator==(const StepReport &, const StepReport &) = default;
};

// What came before: for "began with", and for the way back.
struct Background {
    std::optional<Deployment> current; // what git says
    std::optional<Deployment> safest;  // to go back to
    friend bool operator==(const Background &, const Background &) = default;
};

enum class Certainty {
    Likely,       // a cause
    Suspicion,    // nothing but what is related
    NothingFound, // what could be looked at is well
    Unknown,      // hardly anything could be looked at
};

struct Offer {
    NextAction action = NextAction::None;
    Finding about;
    friend bool operator==(const Offer &, const Offer &) = default;
};

// What to say first, and what to do.
struct Conclusion {
    Certainty certainty = Certainty::Unknown;
    std::optional<Finding> finding; // of Likely and Suspicion
    StepId step = StepId::Containers;
    QList<Finding> follows; // the other likely causes
    QList<Offer> offers;    // at most three, the best first, no action twice
    QList<StepId> unseen;   // steps that could not look, or not everywhere
    bool beganWithVersion = false;
    friend bool operator==(const Conclusion &, const Conclusion &) = default;
};

struct Report {
    Target target;
    Complaint complaint = Complaint::Unclear;
    QDateTime at; // UTC, when it began
    Background background;
    QList<StepReport> steps; // all four, in their order
    Conclusion conclusion;   // of what is known so far
    bool isRunning() const;
    friend bool operator==(const Report &, const Report &) = default;
};

} // namespace envdeck::troubleshooting
