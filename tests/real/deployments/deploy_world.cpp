// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/deployments/deploy_world.h"

#include "core/gitops/compose_image.h"

#include <QDir>
#include <QProcess>

namespace envdeck::deployments {

using namespace std::chrono_literals;

DeployWorld::DeployWorld()
{
    clock.set(QDateTime::currentDateTimeUtc().addSecs(600)); // git's own commits are made before that
    workspace.root = checkoutPath();
    workspace.name = QStringLiteral("acme");
    workspace.appsLayout = QStringLiteral("deploy-config/{environment}/apps/{app}.compose.yml");
    Environment prod;
    prod.name = target.environment;
    prod.kind = EnvironmentKind::Prod;
    prod.branch = QStringLiteral("main");
    workspace.environments = {prod};
    App api;
    api.name = target.app;
    api.services = {QStringLiteral("api")};
    api.environments = {target.environment};
    workspace.apps = {api};

    patience.interval = 5ms;
    patience.webhook = 20s;
    patience.accepted = 20s;
    patience.check = 20s;
    const QStringList tags{QStringLiteral("v1"), QStringLiteral("v2"), QStringLiteral("v3")};
    for (const QString &tag : tags)
        registry.images.insert(tag, {digest(char('a' + tags.indexOf(tag))), {}, {}});
    platform.start(image(QStringLiteral("v1")));

    const QString state = path(QStringLiteral("state"));
    QDir().mkpath(state);
    journal = std::make_unique<journal::Journal>(journal::Journal::Options{state, QStringLiteral("desk"), {}},
                                                 clock);
    mirror = GitWorld::mirror();
    restart();
}

DeployWorld::~DeployWorld() = default;

void DeployWorld::restart()
{
    center.reset();
    service.reset();
    testing::drainEvents();
    service = std::make_unique<GitOpsService>(Outside{workspace, *mirror, platform, registry, telemetry,
                                                      probe, *journal, clock, pulls, nullptr, codeHost,
                                                      hasHosts ? &hosts : nullptr},
                                              QStringLiteral("bo"), patience);
    jobs::JobCenter::Options options;
    options.folder = path(QStringLiteral("state"));
    options.actor = QStringLiteral("bo");
    options.machine = QStringLiteral("desk");
    options.lockPoll = 20ms;
    center = std::make_unique<jobs::JobCenter>(*journal, clock, options);
    service->registerRebuilds(*center);
    EXPECT_TRUE(git::await(center->recover()));
}

void DeployWorld::useGit(const QString &name)
{
    git::Program with = program();
    with.path = name;
    center.reset();
    service.reset();
    mirror = std::make_unique<git::Mirror>(path(QStringLiteral("mirror")),
                                           git::Remote::parse(remotePath()).value(), with);
    restart();
}

void DeployWorld::giveHealthEndpoint()
{
    m_app = std::make_unique<testing::HttpServer>();
    m_app->onAny([this](const testing::ReceivedRequest &) {
        const bool up =
            !platform.containers_.isEmpty() && platform.containers_.first().state == QLatin1String("running");
        testing::ScriptedReply reply = testing::jsonReply("{}", up ? 200 : 502);
        if (up)
            reply.headers = {{"X-App-Version", platform.runs().tag.toUtf8()}};
        return reply;
    });
    workspace.apps.first().health = m_app->url(QStringLiteral("/health")).toString();
    workspace.apps.first().versionHeader = QStringLiteral("X-App-Version");
}

Request DeployWorld::request(const QString &tag, Action action)
{
    Request request;
    request.action = action;
    request.target = {QStringLiteral("prod"), QStringLiteral("api")};
    request.to.tag = tag;
    return request;
}

Review DeployWorld::reviewed(const QString &tag, Action action)
{
    const auto review = git::await(service->review(request(tag, action), {}));
    EXPECT_TRUE(review) << (review ? "" : git::said(review.error()));
    return review ? review.value() : Review();
}

Error DeployWorld::refusal(const QString &tag, Action action)
{
    const auto review = git::await(service->review(request(tag, action), {}));
    EXPECT_FALSE(review);
    return review ? Error{ErrorCode::Internal, QStringLiteral("was not refused"), {}, 0} : review.error();
}

QList<PreflightCheck> DeployWorld::checked(const Review &review)
{
    const auto preflight = service->preflight(review);
    EXPECT_TRUE(testing::eventually([&] { return preflight->isFinished(); }, 60s));
    return preflight->checks();
}

History DeployWorld::history()
{
    const auto read = git::await(service->history(target, {}));
    EXPECT_TRUE(read) << (read ? "" : git::said(read.error()));
    return read ? read.value() : History();
}

Deployment DeployWorld::newest()
{
    return history().deployments.value(0);
}

QString DeployWorld::started(const jobs::Job &job)
{
    const auto operation = center->start(job);
    EXPECT_TRUE(operation) << (operation ? "" : git::said(operation.error()));
    return operation ? operation.value() : QString();
}

JobStatus DeployWorld::status(const QString &operation) const
{
    return center->job(operation).value_or(JobStatus());
}

JobStatus DeployWorld::ended(const QString &operation)
{
    EXPECT_TRUE(testing::eventually([&] { return status(operation).isOver(); }, 120s))
        << "stands at step " << status(operation).current;
    return status(operation);
}

JobStatus DeployWorld::deployed(const QString &tag, Action action, const Decision &decision)
{
    return run(service->job(reviewed(tag, action), decision));
}

QString DeployWorld::killedIn(const jobs::Job &job, const QString &id, const std::function<bool()> &when)
{
    const QString operation = started(job);
    EXPECT_TRUE(testing::eventually(
        [&] { return step(status(operation), id).state == StepState::Running && when(); }, 120s));
    restart();
    EXPECT_EQ(status(operation).state, JobState::Unknown);
    EXPECT_TRUE(status(operation).resumable && status(operation).blocks && status(operation).interrupted);
    return operation;
}

JobStatus DeployWorld::resumed(const QString &operation)
{
    const auto asked = center->resume(operation);
    EXPECT_TRUE(asked) << (asked ? "" : git::said(asked.error()));
    return ended(operation);
}

void DeployWorld::asStepBegins(const QString &id, std::function<void()> what)
{
    const auto once = std::make_shared<std::function<void()>>(std::move(what));
    QObject::connect(center.get(), &jobs::JobCenter::jobChanged, center.get(),
                     [this, id, once](const JobStatus &job) {
                         if (*once && step(job, id).state == StepState::Running)
                             std::exchange(*once, nullptr)();
                     });
}

QString DeployWorld::atRemote(const QString &name) const
{
    QProcess process;
    process.setWorkingDirectory(remotePath());
    process.start(QStringLiteral("git"), {QStringLiteral("show"), QStringLiteral("main:") + name});
    process.waitForFinished(60'000);
    return QString::fromUtf8(process.readAllStandardOutput());
}

QString DeployWorld::messageAtRemote() const
{
    return git(remotePath(), {QStringLiteral("log"), QStringLiteral("-1"), QStringLiteral("--format=%B"),
                              QStringLiteral("main")});
}

int DeployWorld::commitsAtRemote() const
{
    return git(remotePath(), {QStringLiteral("rev-list"), QStringLiteral("--count"), QStringLiteral("main")})
        .toInt();
}

StepStatus DeployWorld::step(const JobStatus &job, const QString &id) const
{
    for (const StepStatus &step : job.steps) {
        if (step.id == id)
            return step;
    }
    return {};
}

QJsonObject DeployWorld::evidence(const QString &operation)
{
    journal::Filter filter;
    filter.operation = operation;
    const auto entries = git::await(journal->entries(filter));
    return entries && !entries.value().isEmpty() ? entries.value().first().evidence : QJsonObject();
}

Cloned DeployWorld::clone()
{
    const QString head =
        QString::fromLatin1(read(remotePath() + QStringLiteral("/refs/heads/main"))).trimmed();
    if (head == m_cloned.commit ||
        head.isEmpty()) // asked at every look: a process each would be most of a test's time
        return m_cloned;
    const auto line = gitops::imageOf({file, atRemote(file).toUtf8()}, QStringLiteral("api"));
    m_cloned = {head, messageAtRemote(), line ? line.value().image : ImageRef()};
    return m_cloned;
}

ImageRef DeployWorld::image(const QString &tag, const QString &digest)
{
    return {QStringLiteral("ghcr.io/acme/api"), tag, digest};
}

} // namespace envdeck::deployments
