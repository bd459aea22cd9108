// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/guards/killed_starter.h"

namespace envdeck::infrastructure {
namespace {

TEST_F(KilledStarter, AtFourMomentsOfAnApplyTheNextStartSeesItsEnd)
{
    for (const int moment : {1, 8, 15, moments})
        killAt(moment);
}

TEST_F(KilledStarter, APlanThatTwoProcessesApplyAtOnceIsAppliedOnce)
{
    for (int round = 0; round < 5; ++round)
        race(round);
}

} // namespace
} // namespace envdeck::infrastructure
