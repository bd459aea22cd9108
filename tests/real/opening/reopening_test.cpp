// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/session.h"
#include "core/terraform/program.h"
#include "tests/real/git/git_world.h"

#include <QFile>
#include <QThread>

namespace envdeck {
namespace {

using namespace std::chrono_literals;

const QByteArray reopenedWorkspace = R"(envdeck: 1
name: acme
git: { host: none, branch: main }
layout:
  terraform: terraform/environments/{environment}
  apps: deploy-config/{environment}/apps/{app}.compose.yml
environments:
  dev:
    kind: dev
    order: 1
)";

// A workspace that is opened anew while a job of it is at work: what the job had asked for answers when the
// services that its steps work with are gone.
class Reopening : public git::GitWorld {
protected:
    void SetUp() override
    {
        before = qgetenv("PATH");
        if (!git::await(terraform::findProgram(terraform::WantedProgram::Auto)))
            GTEST_SKIP() << "no terraform or tofu in PATH";
        qputenv("PATH", ENVDECK_BINARY_DIR "/app/runner:" + before);
        write(checkoutPath() + QStringLiteral("/envdeck.yaml"), reopenedWorkspace);
        pushed(QStringLiteral("terraform/environments/dev/main.tf"),
               "terraform {\n  backend \"local\" { path = \"" + path(QStringLiteral("dev.tfstate")).toUtf8() +
                   "\" }\n}\nresource \"terraform_data\" \"app\" { input = \"v1\" }\n",
               QStringLiteral("Add dev"));
        options.paths.data = path(QStringLiteral("data"));
        options.paths.state = path(QStringLiteral("state"));
        const auto found = git::await(openWorkspace(checkoutPath(), &context));
        ASSERT_TRUE(found && found.value().opened);
        opened = *found.value().opened;
    }
    void TearDown() override
    {
        session.reset();
        qputenv("PATH", before);
    }

    void open()
    {
        session = std::make_unique<Session>(*opened, options);
        ASSERT_TRUE(git::await(session->prepare()));
    }
    QString plan()
    {
        const auto started = session->jobs().start(session->infrastructure().planJob(QStringLiteral("dev")));
        EXPECT_TRUE(started);
        return started ? started.value() : QString();
    }
    bool isAt(const QString &operation, const char *step)
    {
        return testing::eventually(
            [&] {
                const auto job = session->jobs().job(operation);
                return job && (job->isOver() ||
                               (job->current >= 0 && job->steps.at(job->current).id == QLatin1String(step)));
            },
            120s);
    }

    QByteArray before; // PATH, in which envdeck-runner is looked for
    SessionOptions options;
    QObject context;
    std::optional<Opened> opened;
    std::unique_ptr<Session> session;
};

TEST_F(Reopening, NothingOfAJobGoesOnInServicesThatAreGone)
{
    for (const char *step : {"fetch", "export", "init", "validate", "plan", "show"}) {
        for (const auto later : {0ms, 40ms, 400ms}) {
            open();
            const QString operation = plan();
            ASSERT_TRUE(isAt(operation, step)) << step;
            QThread::msleep(
                static_cast<unsigned long>(later.count())); // it answers, and nobody has heard it yet
            session.reset();
            testing::drainEvents();
        }
    }
    open();
    const QString operation = plan();
    ASSERT_TRUE(testing::eventually([&] { return session->jobs().job(operation)->isOver(); }, 120s));
    EXPECT_EQ(session->jobs().job(operation)->state, JobState::Succeeded);
    EXPECT_TRUE(session->infrastructure().plan(QStringLiteral("dev")));
}

} // namespace
} // namespace envdeck
