// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/event_loop.h"

#include <QStandardPaths>
#include <gtest/gtest.h>

#include <sys/wait.h>

namespace {

bool hasChildren()
{
    siginfo_t info{};
    return waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT | __WALL) == 0;
}

// What a test dropped while its program still ran deletes itself when the program is gone. Without this the
// last test's would still be there at exit and read as a leak, as often as the machine is slow.
void letTheLastProgramsEnd()
{
    envdeck::testing::eventually([] { return !hasChildren(); }, std::chrono::seconds(20));
    envdeck::testing::drainEvents();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

} // namespace

int main(int argc, char **argv)
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication app(argc, argv);
    testing::InitGoogleTest(&argc, argv);
    const int result = RUN_ALL_TESTS();
    letTheLastProgramsEnd();
    return result;
}
