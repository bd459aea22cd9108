// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/guard_text.h"

#include <QCoreApplication>

namespace envdeck::ui {

struct GuardWords {
    Q_DECLARE_TR_FUNCTIONS(envdeck::ui::GuardWords)
};

QString riskWord(Risk risk)
{
    switch (risk) {
    case Risk::R0: return GuardWords::tr("Only reads");
    case Risk::R1: return GuardWords::tr("Can be undone");
    case Risk::R2: return GuardWords::tr("Changes a service, can be reversed");
    case Risk::R3: return GuardWords::tr("Hard to reverse");
    case Risk::R4: return GuardWords::tr("Destroys data");
    }
    Q_UNREACHABLE();
}

QString typeToContinue(const QString &typed)
{
    return GuardWords::tr("Type %1 to continue").arg(typed);
}

QString readTickText()
{
    return GuardWords::tr("I have read the plan");
}

QString armingText(int secondsLeft)
{
    return GuardWords::tr("Ready in %1 s").arg(secondsLeft);
}

QString freshBackupText()
{
    return GuardWords::tr("No backup is younger than 24 h. Why go on without one?");
}

QString readOnlyReason()
{
    return GuardWords::tr("read-only mode is on");
}

QString environmentKindWord(EnvironmentKind kind)
{
    switch (kind) {
    case EnvironmentKind::Dev: return GuardWords::tr("Development");
    case EnvironmentKind::Test: return GuardWords::tr("Test");
    case EnvironmentKind::Prod: return GuardWords::tr("Production");
    case EnvironmentKind::Custom: return GuardWords::tr("Custom");
    }
    Q_UNREACHABLE();
}

} // namespace envdeck::ui
