// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/session.h"
#include "core/terraform/program.h"
#include "tests/real/git/git_world.h"

#include <QFile>
#include <QPointer>
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

// What a job holds goes while the services it works with are still there, whatever it waits for.
TEST_F(Reopening, WhatAJobHoldsGoesBeforeTheServices)
{
    open();
    struct Witness {
        QPointer<QObject> service;
        bool *sawIt;
        ~Witness() { *sawIt = !service.isNull(); }
    };
    bool sawIt = false;
    auto job = session->infrastructure().planJob(QStringLiteral("dev"));
    auto witness = std::make_shared<Witness>(Witness{&session->infrastructure(), &sawIt});
    const auto waiting = std::make_shared<QPromise<Result<void>>>();
    waiting->start();
    job.steps = {jobs::Step{QStringLiteral("wait"), false, 60s,
                            [witness, waiting](const jobs::Context &) { return waiting->future(); }}};
    const auto started = session->jobs().start(job);
    ASSERT_TRUE(started);
    ASSERT_TRUE(isAt(started.value(), "wait"));
    job.steps.clear();
    const std::weak_ptr<Witness> held = witness;
    witness.reset();
    ASSERT_FALSE(held.expired());
    session.reset();
    EXPECT_TRUE(held.expired()) << "a step outlived the session";
    EXPECT_TRUE(sawIt) << "the services went first";
}

TEST_F(Reopening, AnApplyThatWasLeftAloneIsFollowedToTheEndOfItsOneProgram)
{
    const QByteArray file = path(QStringLiteral("moments")).toUtf8();
    pushed(
        QStringLiteral("terraform/environments/dev/slow.tf"),
        "resource \"terraform_data\" \"slow\" {\n  provisioner \"local-exec\" { command = \"echo begin >> '" +
            file + "'; sleep 4; echo end >> '" + file + "'\" }\n}\n",
        QStringLiteral("Add what takes long"));
    open();
    const QString planned = plan();
    ASSERT_TRUE(testing::eventually([&] { return session->jobs().job(planned)->isOver(); }, 120s));
    const auto job = session->infrastructure().applyJob(QStringLiteral("dev"), QString());
    ASSERT_TRUE(job);
    const auto applying = session->jobs().start(job.value());
    ASSERT_TRUE(applying);
    ASSERT_TRUE(testing::eventually([&] { return QFile::exists(QString::fromUtf8(file)); }, 120s));
    session.reset();
    testing::drainEvents();
    ASSERT_FALSE(read(QString::fromUtf8(file)).contains("end")) << "it was over before it was left";

    open();
    session->infrastructure().followUnattended(session->jobs());
    ASSERT_TRUE(testing::eventually(
        [&] {
            const auto now = session->jobs().job(applying.value());
            return now && now->state == JobState::Succeeded;
        },
        120s));
    EXPECT_EQ(read(QString::fromUtf8(file)), "begin\nend\n");
    EXPECT_TRUE(read(path(QStringLiteral("dev.tfstate"))).contains("\"slow\""));
}

} // namespace
} // namespace envdeck
