// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/infrastructure/infrastructure_world.h"

#include <QCoreApplication>

#include <cstdio>
#include <iostream>
#include <string>

// apply_starter CHECKOUT REMOTE FOLDER: one process of an operator's Envdeck. Finds the plan of dev, says
// "ready", waits for a line, and applies it: "started", then how it ended.

namespace envdeck::infrastructure {
namespace {

void say(const QString &line)
{
    std::puts(qPrintable(line));
    std::fflush(stdout);
}

int run(const QStringList &words)
{
    const EnvironmentId dev = QStringLiteral("dev");
    Workspace workspace;
    workspace.root = words.at(1);
    workspace.name = QStringLiteral("acme");
    workspace.terraformLayout = QStringLiteral("terraform/environments/{environment}");
    Environment environment;
    environment.name = dev;
    environment.branch = QStringLiteral("main");
    workspace.environments = {environment};
    git::Program program;
    program.identityFolder = workspace.root;
    const SystemClock clock;
    Desk desk(workspace, program, git::Remote::parse(words.at(2)).value(), words.at(3), clock);
    const auto restored = git::await(desk.service->restore(dev, {}));
    const auto job = desk.service->applyJob(dev, QStringLiteral("started by a process that may die"));
    if (!restored || !job) {
        say(QStringLiteral("no plan"));
        return 1;
    }
    say(QStringLiteral("ready"));
    std::string line;
    std::getline(std::cin, line);
    const auto operation = desk.center->start(job.value());
    if (!operation) {
        say(QStringLiteral("refused ") + errorCodeName(operation.error().code));
        return 1;
    }
    say(QStringLiteral("started ") + operation.value());
    testing::eventually([&] { return desk.center->job(operation.value())->isOver(); },
                        std::chrono::seconds(240));
    const JobStatus ended = desk.center->job(operation.value()).value();
    say(QStringLiteral("ended %1 %2")
            .arg(jobStateName(ended.state), ended.error ? ended.error->detail : QString()));
    return ended.state == JobState::Succeeded ? 0 : 1;
}

} // namespace
} // namespace envdeck::infrastructure

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    return envdeck::infrastructure::run(app.arguments());
}
