// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/guards/killed_starter.h"

namespace envdeck::infrastructure {
namespace {

TEST_F(KilledStarter, AtTwentyMomentsOfAnApplyTheNextStartSeesItsEnd)
{
    for (int moment = 1; moment <= moments; ++moment)
        killAt(moment);
}

TEST_F(KilledStarter, APlanThatTwoProcessesApplyAtOnceIsAppliedOnceInFiftyRaces)
{
    for (int round = 0; round < 50; ++round)
        race(round);
}

} // namespace
} // namespace envdeck::infrastructure
