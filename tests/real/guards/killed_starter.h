// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/real/infrastructure/infrastructure_world.h"

namespace envdeck::infrastructure {

// Processes that start an apply, and die or run against each other.
class KilledStarter : public InfrastructureWorld {
protected:
    void SetUp() override { needTerraform(); }

    static constexpr int moments = 20; // of one apply: every resource has begun, and is done
    // Kills the starter at that moment of an apply; the next start finds it again and sees its end.
    void killAt(int moment);
    // The same plan applied by two processes at once: one apply, whoever wins.
    void race(int round);

private:
    void planChain(int round);
    int done() const { return int(read(path(QStringLiteral("moments"))).count('\n')); }
    void expectNothingLeft(const QString &run) const;
};

} // namespace envdeck::infrastructure
