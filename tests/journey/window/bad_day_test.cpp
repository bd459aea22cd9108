// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/journey/window/opened_window.h"

#include "ui/text/job_text.h"

#include <QAbstractItemView>
#include <QPushButton>
#include <QRegularExpression>

namespace envdeck {
namespace {

using namespace std::chrono_literals;
using testing::OpenedWindow;
using testing::World;

QStringList scenario(const char *name, const QStringList &more = {})
{
    return QStringList{QStringLiteral("scenario"), QString::fromLatin1(name)} + more;
}

QByteArray newestMessage(World &world)
{
    return testing::runProgram(QStringLiteral("git"),
                               {QStringLiteral("-C"), world.remote(), QStringLiteral("log"),
                                QStringLiteral("-1"), QStringLiteral("--format=%an|%B"),
                                QStringLiteral("main")})
        .output;
}

// What makes a day bad on the sandbox, seen through the window; each test leaves the world as it was.
class BadDay : public ::testing::Test {
protected:
    void SetUp() override { ASSERT_NO_FATAL_FAILURE(opened.open()); }
    void TearDown() override
    {
        opened.close();
        world.command(scenario("clear"));
    }
    bool saysSomewhere(const QString &text)
    {
        return testing::eventually(
            [&] {
                const QStringList texts = opened.visibleTexts();
                return std::any_of(texts.cbegin(), texts.cend(), [&](const QString &each) {
                    return each.contains(text, Qt::CaseInsensitive);
                });
            },
            90s);
    }

    World &world = testing::sharedWorld();
    OpenedWindow opened{world};
};

TEST_F(BadDay, APlatformThatIsDownRefusesOrAnswersHtmlIsSaidAndNeverGreen)
{
    const auto knows = [&] {
        const auto *api = opened.health(QStringLiteral("dev"), QStringLiteral("api"));
        return api && api->runtime.value.has_value() && !api->runtime.error;
    };
    ASSERT_TRUE(testing::eventually(knows, 90s));
    for (const auto &[name, code] : {std::pair("dokploy-down", ErrorCode::Unreachable),
                                     std::pair("dokploy-unauthorized", ErrorCode::Unauthorized),
                                     std::pair("dokploy-html", ErrorCode::BadResponse)}) {
        SCOPED_TRACE(name);
        world.command(scenario(name, {QStringLiteral("--env"), QStringLiteral("dev")}));
        opened.window().refreshEverything();
        EXPECT_TRUE(testing::eventually(
            [&] {
                const auto *api = opened.health(QStringLiteral("dev"), QStringLiteral("api"));
                return api->runtime.error && api->runtime.error->code == code &&
                       api->state != DeploymentState::Healthy;
            },
            90s));
        // The others go on.
        EXPECT_TRUE(testing::eventually(
            [&] {
                return opened.health(QStringLiteral("test"), QStringLiteral("web"))->state ==
                       DeploymentState::Healthy;
            },
            90s));
        world.command(scenario("clear"));
        opened.window().refreshEverything();
        EXPECT_TRUE(testing::eventually(knows, 90s));
    }
}

TEST_F(BadDay, ARollbackWorksWhileSignozAndTheRegistryAreDown)
{
    world.command(scenario("signoz-down"));
    world.command(scenario("registry-down"));
    opened.go(QStringLiteral("deployments"), QStringLiteral("test"), QStringLiteral("worker"));
    const testing::Driver hands = opened.driver();
    ASSERT_TRUE(hands.appears("deployments.table", 60s));
    const QByteArray before = world.versionHeader(QStringLiteral("test"), QStringLiteral("worker"));
    // Nobody can say now which version was safe: the operator chooses.
    auto *table = hands.visible<QAbstractItemView>("deployments.table");
    ASSERT_TRUE(hands.waitFor([&] { return table->model()->rowCount() > 2; }, 60s));
    table->setCurrentIndex(table->model()->index(1, 0));
    ASSERT_TRUE(hands.click("deployments.rollback", 60s));
    ASSERT_TRUE(hands.appears("review.accept", 60s));
    ASSERT_TRUE(hands.waitFor([&] { return hands.visible("review.accept")->isEnabled(); }, 60s));
    ASSERT_TRUE(hands.click("review.accept", 60s));
    const JobStatus job = opened.endedJob(QStringLiteral("test/worker"));
    EXPECT_EQ(job.state, JobState::Succeeded) << qPrintable(ui::jobReport(job, {}));
    EXPECT_TRUE(newestMessage(world).contains("Envdeck-Action: rollback"));
    EXPECT_NE(world.versionHeader(QStringLiteral("test"), QStringLiteral("worker")), before);
}

TEST_F(BadDay, SomebodyElsePushesBetweenReviewAndCommit)
{
    ASSERT_NO_FATAL_FAILURE(
        opened.deploy(QStringLiteral("dev"), QStringLiteral("web"), QStringLiteral("v2.0.6"), [&] {
            world.command(scenario("conflicting-push", {QStringLiteral("--env"), QStringLiteral("dev"),
                                                        QStringLiteral("--app"), QStringLiteral("web"),
                                                        QStringLiteral("--tag"), QStringLiteral("v2.0.7")}));
        }));
    const JobStatus job = opened.endedJob(QStringLiteral("dev/web"));
    ASSERT_EQ(job.state, JobState::Failed) << qPrintable(ui::jobReport(job, {}));
    EXPECT_EQ(job.error->code, ErrorCode::Conflict);
    EXPECT_EQ(ui::jobFailureText(job).next, ui::NextStep::ReviewAgain);
    EXPECT_TRUE(newestMessage(world).startsWith("Anna Berg|")); // nothing of ours on top
    EXPECT_TRUE(saysSomewhere(ui::jobFailureText(job).what));
}

TEST_F(BadDay, ARemoteThatRefusesThePushLeavesNothingBehind)
{
    const QByteArray before = newestMessage(world);
    world.command(scenario("push-rejected"));
    ASSERT_NO_FATAL_FAILURE(
        opened.deploy(QStringLiteral("dev"), QStringLiteral("worker"), QStringLiteral("v0.9.3")));
    const JobStatus job = opened.endedJob(QStringLiteral("dev/worker"));
    EXPECT_EQ(job.state, JobState::Failed) << qPrintable(ui::jobReport(job, {}));
    EXPECT_EQ(newestMessage(world), before);
    EXPECT_TRUE(saysSomewhere(ui::jobFailureText(job).what));
}

// What an app is said to be, and why, for who reads a failure.
std::string said(const health::AppHealth &app)
{
    QString text = stateName(app.state);
    if (app.runtime.value) {
        for (const platform::Container &container : app.runtime.value->containers)
            text += QStringLiteral("; %1 %2 %3").arg(container.name, container.state, container.image.tag);
        text += app.runtime.value->deploying ? QStringLiteral("; deploying") : QString();
    }
    if (app.runtime.error)
        text += QStringLiteral("; runtime ") + errorCodeName(app.runtime.error->code);
    if (app.answer.value)
        text += QStringLiteral("; answers %1").arg(app.answer.value->status);
    if (app.answer.error)
        text += QStringLiteral("; answer ") + errorCodeName(app.answer.error->code);
    return text.toStdString();
}

TEST_F(BadDay, AVersionThatCrashesAfterFiveSecondsIsFailedAndNeverHealthy)
{
    const QString detail = world.command(scenario("crash-release"))
                               .value(QLatin1String("scenario"))[QLatin1String("detail")]
                               .toString();
    const QString tag = QRegularExpression(QStringLiteral("v1\\.4\\.\\d+")).match(detail).captured();
    ASSERT_FALSE(tag.isEmpty()) << qPrintable(detail);
    ASSERT_NO_FATAL_FAILURE(opened.deploy(QStringLiteral("test"), QStringLiteral("api"), tag));
    const JobStatus job = opened.endedJob(QStringLiteral("test/api"));
    EXPECT_EQ(job.state, JobState::Failed) << qPrintable(ui::jobReport(job, {}));
    EXPECT_TRUE(job.error && job.error->code == ErrorCode::Unhealthy) << qPrintable(ui::jobReport(job, {}));
    opened.window().refreshEverything();
    EXPECT_TRUE(testing::eventually(
        [&] {
            return opened.health(QStringLiteral("test"), QStringLiteral("api"))->state ==
                   DeploymentState::Failed;
        },
        90s))
        << said(*opened.health(QStringLiteral("test"), QStringLiteral("api")));
}

TEST_F(BadDay, AnImageThatIsGoneBlocksTheReview)
{
    world.command(scenario("image-missing", {QStringLiteral("--app"), QStringLiteral("web"),
                                             QStringLiteral("--tag"), QStringLiteral("v2.0.5")}));
    opened.go(QStringLiteral("deployments"), QStringLiteral("dev"), QStringLiteral("web"));
    const testing::Driver hands = opened.driver();
    ASSERT_TRUE(hands.click("deployments.deploy", 60s));
    ASSERT_TRUE(hands.appears("versions.filter", 60s));
    // What the registry does not list cannot be chosen.
    auto *table = hands.visible("versions.table");
    ASSERT_TRUE(table);
    ASSERT_TRUE(hands.type("versions.filter", QStringLiteral("v2.0.5")));
    hands.press(Qt::Key_Return);
    hands.pause(1s);
    auto *accept = qobject_cast<QPushButton *>(hands.visible("review.accept"));
    EXPECT_TRUE(!accept || !accept->isEnabled());
}

TEST_F(BadDay, LocalChangesInTheCheckoutAreShownAndHarmless)
{
    QFile file(world.workspace() + QStringLiteral("/deploy-config/dev/apps/web.compose.yml"));
    ASSERT_TRUE(file.open(QIODevice::Append));
    file.write("# tried something\n");
    file.close();
    ASSERT_NO_FATAL_FAILURE(
        opened.deploy(QStringLiteral("dev"), QStringLiteral("web"), QStringLiteral("v2.0.6")));
    EXPECT_EQ(opened.endedJob(QStringLiteral("dev/web")).state, JobState::Succeeded);
    const testing::Ran shown =
        testing::runProgram(QStringLiteral("git"), {QStringLiteral("-C"), world.workspace(),
                                                    QStringLiteral("status"), QStringLiteral("--porcelain")});
    EXPECT_TRUE(shown.output.contains("web.compose.yml")); // still there, still only here
    EXPECT_FALSE(testing::runProgram(QStringLiteral("git"),
                                     {QStringLiteral("-C"), world.remote(), QStringLiteral("show"),
                                      QStringLiteral("main:deploy-config/dev/apps/web.compose.yml")})
                     .output.contains("tried something"));
    world.git({QStringLiteral("checkout"), QStringLiteral("--"), QStringLiteral(".")});
}

} // namespace
} // namespace envdeck
