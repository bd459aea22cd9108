// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/step_text.h"

#include <QCoreApplication>

#include <array>

namespace envdeck::ui {

struct StepWords {
    Q_DECLARE_TR_FUNCTIONS(envdeck::ui::StepWords)
};

namespace {

struct KnownStep {
    const char *id;
    const char *name;
    StepEffect effect;
};

// One row for every step id of every job kind.
constexpr std::array knownSteps{
    KnownStep{"fetch", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Fetch the repository"),
              StepEffect::Before},
    KnownStep{"export", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Take the commit's files"),
              StepEffect::Before},
    KnownStep{"recheck",
              QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Check that nothing changed since the review"),
              StepEffect::Before},
    KnownStep{"commit", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Commit"), StepEffect::Before},
    KnownStep{"push", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Push"), StepEffect::Changing},
    KnownStep{"request", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Open the pull request"),
              StepEffect::Before},
    KnownStep{"approval", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Follow reviews and checks"),
              StepEffect::After},
    KnownStep{"merge", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Merge the pull request"),
              StepEffect::Changing},
    KnownStep{"accepted", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Dokploy accepts the deployment"),
              StepEffect::After},
    KnownStep{"pulled", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Pull the image"), StepEffect::After},
    KnownStep{"replaced", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Replace the containers"),
              StepEffect::After},
    KnownStep{"observe", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Watch its health"), StepEffect::After},
    KnownStep{"record", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Record the result"), StepEffect::After},
    KnownStep{"write", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Change it in Dokploy"),
              StepEffect::Changing},
    KnownStep{"backup", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Let Dokploy make the backup"),
              StepEffect::Changing},
    KnownStep{"readback", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Read it back"), StepEffect::After},
    KnownStep{"init", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Initialise"), StepEffect::Before},
    KnownStep{"validate", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Validate"), StepEffect::Before},
    KnownStep{"plan", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Plan"), StepEffect::Before},
    KnownStep{"show", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Read the plan"), StepEffect::Before},
    KnownStep{"refresh", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Ask the providers"),
              StepEffect::Before},
    KnownStep{"compare", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Compare with the last apply"),
              StepEffect::Before},
    KnownStep{"same", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Compare with what was reviewed"),
              StepEffect::Before},
    KnownStep{"apply", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Apply"), StepEffect::Changing},
    KnownStep{"unlock", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Take the lock away"),
              StepEffect::Changing},
    KnownStep{"push-state", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Write the state back"),
              StepEffect::Changing},
    KnownStep{"set-aside", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Set the file aside"),
              StepEffect::Changing},
    KnownStep{"trust", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Record the key"), StepEffect::Changing},
    KnownStep{"forget", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Forget the key"), StepEffect::Changing},
    KnownStep{"check", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Look whether it is still there"),
              StepEffect::Before},
    KnownStep{"restart", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Restart it"), StepEffect::Changing},
    KnownStep{"settle", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Watch whether it stays up"),
              StepEffect::After},
    KnownStep{"prune", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Remove the images"),
              StepEffect::Changing},
    KnownStep{"look", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Look at the host"), StepEffect::Before},
    KnownStep{"reboot", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Restart the host"),
              StepEffect::Changing},
    KnownStep{"return", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Wait until it is back"),
              StepEffect::After},
    KnownStep{"preflight", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Look at the host"),
              StepEffect::Before},
    KnownStep{"updates", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Update the packages"),
              StepEffect::Changing},
    KnownStep{"firewall", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Set the firewall"),
              StepEffect::Changing},
    KnownStep{"docker", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Docker"), StepEffect::Changing},
    KnownStep{"swap", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Make swap"), StepEffect::Changing},
    KnownStep{"install", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Install Dokploy"),
              StepEffect::Changing},
    KnownStep{"healthy", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Wait until Dokploy is up"),
              StepEffect::After},
    KnownStep{"admin", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Make the administrator and a key"),
              StepEffect::Changing},
    KnownStep{"registry", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Log in to the registries"),
              StepEffect::Changing},
    KnownStep{"git-key", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Make the deploy key"),
              StepEffect::Changing},
    KnownStep{"domain", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Give the panel its name"),
              StepEffect::Changing},
    KnownStep{"certificate", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Wait for the certificate"),
              StepEffect::After},
    KnownStep{"close-port", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Close port 3000"),
              StepEffect::Changing},
    KnownStep{"outputs", QT_TRANSLATE_NOOP("envdeck::ui::StepWords", "Read the outputs"), StepEffect::After},
};

const KnownStep *known(const QString &id)
{
    for (const KnownStep &step : knownSteps) {
        if (id == QLatin1String(step.id))
            return &step;
    }
    return nullptr;
}

} // namespace

QString stepName(const QString &id)
{
    const KnownStep *step = known(id);
    return step ? StepWords::tr(step->name) : id;
}

QString stepStateWord(StepState state)
{
    switch (state) {
    case StepState::Waiting: return StepWords::tr("waiting");
    case StepState::Running: return StepWords::tr("running");
    case StepState::Done: return StepWords::tr("done");
    case StepState::Failed: return StepWords::tr("failed");
    case StepState::Skipped: return StepWords::tr("left out");
    case StepState::Unknown: return StepWords::tr("not known");
    }
    Q_UNREACHABLE();
}

Severity stepSeverity(StepState state)
{
    switch (state) {
    case StepState::Waiting:
    case StepState::Skipped: return Severity::None;
    case StepState::Running: return Severity::Running;
    case StepState::Done: return Severity::Ok;
    case StepState::Failed: return Severity::Critical;
    case StepState::Unknown: return Severity::Unknown;
    }
    Q_UNREACHABLE();
}

StepEffect stepEffect(const QString &id)
{
    const KnownStep *step = known(id);
    return step ? step->effect : StepEffect::Before;
}

TrueNow trueAfterFailedStep(const StepStatus &step, const Error &error, TrueNow otherwise)
{
    const auto is = [&](const char *id) { return step.id == QLatin1String(id); };
    if (is("push"))
        return error.code == ErrorCode::Timeout || error.code == ErrorCode::Unreachable
                   ? TrueNow::OutcomeUnknown
                   : TrueNow::CommitDropped;
    if (is("approval") || is("merge"))
        return error.detail == QLatin1String("pull-request-closed") ? TrueNow::NothingChanged
                                                                    : TrueNow::RequestStays;
    if (is("accepted"))
        return TrueNow::GitAheadOfRuntime;
    if (is("pulled"))
        return TrueNow::OldServes;
    if (is("replaced")) // a stack starts the new one first; docker-compose stops the old one first
        return step.note.contains(QLatin1String("stack")) ? TrueNow::OldServes : TrueNow::NothingServes;
    if (is("observe"))
        return TrueNow::NewServesBadly;
    if (is("apply"))
        return error.code == ErrorCode::ToolFailed ? TrueNow::PartlyApplied : otherwise;
    return known(step.id) && stepEffect(step.id) == StepEffect::Before ? TrueNow::NothingChanged : otherwise;
}

} // namespace envdeck::ui
