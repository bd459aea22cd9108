// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/dokploy/deployer.h"

#include "tests/standins/dokploy/git_source.h"
#include "tests/standins/dokploy/image_pull.h"
#include "tests/standins/dokploy/rows.h"

#include <QDir>
#include <algorithm>

namespace envdeck::standins::dokploy {

namespace {

constexpr int keptRows = 10;
constexpr int keptSwarmContainers = 4;

QString textOf(const QJsonObject &row, const char *key)
{
    return row.value(QLatin1String(key)).toString();
}

} // namespace

Deployer::Deployer(Store &store, ContainerEngine &engine, const DokployOptions &options, const Clock &clock)
    : m_store(store), m_engine(engine), m_options(options), m_clock(clock)
{
    m_look.setInterval(500);
    connect(&m_look, &QTimer::timeout, this, &Deployer::look);
}

// Dokploy 0.25.4+ cancels the rows at its start and leaves the service's own status as it was.
void Deployer::recover()
{
    for (DeploymentRecord &record : m_store.state.deployments) {
        if (textOf(record.row, "status") == QLatin1String("running"))
            record.row.insert(QStringLiteral("status"), QStringLiteral("cancelled"));
    }
    QStringList known;
    for (const Container &container : std::as_const(m_store.state.containers))
        known.append(container.id);
    m_engine.keepOnly(known);
    for (Container &container : m_store.state.containers) {
        const bool gone = container.running && !m_engine.isRunning(container.process);
        // A machine that goes down ends its containers politely or not at all; what crashed stays as it is.
        if (container.restarting || (gone && m_engine.exitCode(container.id).value_or(0) == 0))
            launch(container);
    }
    look();
    m_store.save();
    m_look.start();
}

void Deployer::enqueue(const DeployRequest &request)
{
    Job job;
    job.request = request;
    job.number = ++m_lastNumber;
    job.queuedAt = m_clock.now().toMSecsSinceEpoch();
    m_waiting.append(job);
    if (!m_active)
        next();
}

void Deployer::next()
{
    m_active.reset();
    while (!m_waiting.isEmpty() && !m_active) {
        const Job job = m_waiting.takeFirst();
        if (m_store.service(job.request.idKey, job.request.serviceId))
            m_active = job;
    }
    if (!m_active)
        return;
    m_active->startedAt = m_clock.now().toMSecsSinceEpoch();
    const DeployRequest &request = m_active->request;
    QJsonObject &service = *m_store.service(request.idKey, request.serviceId);
    DeploymentRecord record;
    record.row = deploymentRow(request.title, request.description, request.idKey, request.serviceId,
                               textOf(service, "appName"), m_clock.now());
    m_active->deploymentId = textOf(record.row, "deploymentId");
    m_store.state.deployments.prepend(record);
    int kept = 0;
    m_store.state.deployments.removeIf([&](const DeploymentRecord &other) {
        return other.row.value(request.idKey).toString() == request.serviceId && ++kept > keptRows;
    });
    service.insert(statusKeyOf(service), QStringLiteral("running"));
    log(QStringLiteral("Initializing deployment"));
    m_store.save();
    QTimer::singleShot(m_options.timing.clone, this, &Deployer::fetch);
}

void Deployer::fetch()
{
    const QJsonObject *service = m_store.service(m_active->request.idKey, m_active->request.serviceId);
    if (!service)
        return finish(QStringLiteral("error"));
    if (m_active->request.idKey == QLatin1String("composeId"))
        fetchCompose(*service);
    else
        fetchApplication(*service);
}

void Deployer::fetchCompose(const QJsonObject &compose)
{
    QByteArray file = textOf(compose, "composeFile").toUtf8();
    const QString composeId = m_active->request.serviceId;
    if (textOf(compose, "sourceType") == QLatin1String("git")) {
        const QString url = textOf(compose, "customGitUrl");
        const QString branch = textOf(compose, "customGitBranch");
        log(QStringLiteral("Cloning Repo Custom %1 to /etc/dokploy/compose/%2/code: ✅")
                .arg(url, textOf(compose, "appName")));
        const auto checkout = checkOut(url, branch, QDir::cleanPath(textOf(compose, "composePath")));
        // A clone that failed still relabels the row: with the commit of the clone before it.
        if (!checkout) {
            const LastClone last = m_store.state.lastClones.value(composeId);
            if (!last.sha.isEmpty())
                retitle(last.message, QStringLiteral("Commit: ") + last.sha);
            return failWith(checkout.error().detail);
        }
        log(QStringLiteral("Cloned %1: ✅").arg(url));
        retitle(checkout.value().message, QStringLiteral("Commit: ") + checkout.value().sha);
        m_store.state.lastClones.insert(composeId, {checkout.value().message, checkout.value().sha});
        file = checkout.value().file;
    } else if (textOf(compose, "sourceType") == QLatin1String("raw")) {
        log(QStringLiteral("File 'docker-compose.yml' created: ✅"));
    } else {
        return failWith(QStringLiteral("Error: ❌ Github Provider not found"));
    }
    if (textOf(compose, "composeType") == QLatin1String("stack"))
        return failWith(QStringLiteral("this stand-in plays kind docker-compose only"));

    auto services = readCompose(file, textOf(compose, "env"));
    if (!services)
        return failWith(services.error().detail);
    m_active->services = std::move(services).value();
    log(QStringLiteral("Command: docker compose -p %1 -f %2 up -d --build --remove-orphans")
            .arg(textOf(compose, "appName"), QDir::cleanPath(textOf(compose, "composePath"))));
    m_store.save();
    pull(0);
}

void Deployer::fetchApplication(const QJsonObject &application)
{
    if (textOf(application, "sourceType") != QLatin1String("docker"))
        return failWith(QStringLiteral("Github Provider not found"));
    const QString image = textOf(application, "dockerImage");
    ComposeService service;
    service.image = image;
    service.fingerprint = newContainerId(); // every deployment of a swarm service makes a new task
    m_active->services = {service};
    log(QStringLiteral("Pulling ") + image);
    // A swarm resolves the tag at every deployment; a redeployment fetches nothing.
    if (m_active->request.type == DeployType::Deploy)
        m_store.state.pulledImages.removeAll(image);
    pull(0);
}

void Deployer::pull(int index)
{
    if (index == m_active->services.size())
        return replace();
    const QString image = m_active->services.at(index).image;
    if (m_store.state.pulledImages.contains(image))
        return pull(index + 1);
    log(QStringLiteral(" %1 Pulling").arg(image));
    QTimer::singleShot(m_options.timing.pull, this, [this, index, image] {
        askForManifest(m_poster, image, m_options.logins,
                       [this, index](const PeerAnswer &answer) { pulled(index, answer); });
    });
}

void Deployer::pulled(int index, const PeerAnswer &answer)
{
    const QString image = m_active->services.at(index).image;
    if (answer.status != 200)
        return failWith(pullFailure(image, answer));
    log(QStringLiteral(" %1 Pulled").arg(image));
    m_store.state.pulledImages.append(image);
    pull(index + 1);
}

// Which containers must go: those whose part of the file changed, and those that the file no longer names.
void Deployer::replace()
{
    const QString serviceId = m_active->request.serviceId;
    look();
    for (const Container *container : m_store.containersOf(serviceId)) {
        const auto same = std::find_if(
            m_active->services.cbegin(), m_active->services.cend(), [&](const ComposeService &s) {
                return s.name == container->service && s.fingerprint == container->fingerprint;
            });
        if (same == m_active->services.cend())
            m_active->leaving.append(container->id);
    }
    for (const QString &id : std::as_const(m_active->leaving)) {
        if (Container *container = m_store.container(id); container && container->running)
            stop(id);
    }
    m_active->leavingSince = m_clock.now().toMSecsSinceEpoch();
    awaitLeaving();
}

void Deployer::awaitLeaving()
{
    look();
    bool leaving = false;
    for (const QString &id : std::as_const(m_active->leaving)) {
        const Container *container = m_store.container(id);
        if (!container || !container->running)
            continue;
        leaving = true;
        if (m_clock.now().toMSecsSinceEpoch() - m_active->leavingSince > m_options.timing.stopGrace.count())
            m_engine.kill(container->process);
    }
    if (leaving)
        QTimer::singleShot(20, this, &Deployer::awaitLeaving);
    else
        QTimer::singleShot(m_options.timing.create, this, &Deployer::create);
}

void Deployer::create()
{
    const QString serviceId = m_active->request.serviceId;
    const QJsonObject *service = m_store.service(m_active->request.idKey, serviceId);
    if (!service)
        return finish(QStringLiteral("error"));
    const bool swarm = m_active->request.idKey == QLatin1String("applicationId");
    // A swarm keeps the containers of earlier tasks for a while, docker compose removes what it replaces.
    int kept = 0;
    m_store.state.containers.removeIf([&](const Container &container) {
        const bool leaving =
            m_active->leaving.contains(container.id) && !(swarm && ++kept < keptSwarmContainers);
        if (leaving)
            m_engine.forget(container.id);
        return leaving;
    });

    for (const ComposeService &wanted : std::as_const(m_active->services)) {
        const QString name = containerName(*service, wanted.name);
        if (Container *existing = m_store.container(name)) {
            if (!existing->running)
                start(existing->id);
            log(QStringLiteral(" Container %1  Running").arg(name));
            continue;
        }
        Container container;
        container.id = newContainerId();
        container.name = name;
        container.serviceId = serviceId;
        container.service = wanted.name;
        container.image = wanted.image;
        container.address = wanted.address;
        container.port = wanted.port;
        container.restart = swarm ? QStringLiteral("always") : wanted.restart;
        container.fingerprint = wanted.fingerprint;
        container.created = m_clock.now();
        log(QStringLiteral(" Container %1  Creating").arg(name));
        m_store.state.containers.prepend(container);
        launch(m_store.state.containers.first());
        log(QStringLiteral(" Container %1  Started").arg(name));
    }
    log(swarm ? QStringLiteral("✅ Pulling image completed.") : QStringLiteral("Docker Compose Deployed: ✅"));
    finish(QStringLiteral("done"));
}

QString Deployer::containerName(const QJsonObject &service, const QString &composeService) const
{
    const QString appName = textOf(service, "appName");
    return composeService.isEmpty() ? appName + QStringLiteral(".1.") + newContainerId().left(25)
                                    : QStringLiteral("%1-%2-1").arg(appName, composeService);
}

void Deployer::finish(const QString &status)
{
    if (DeploymentRecord *record = m_store.deployment(m_active->deploymentId)) {
        record->row.insert(QStringLiteral("status"), status);
        record->row.insert(QStringLiteral("finishedAt"), isoTime(m_clock.now()));
    }
    if (QJsonObject *service = m_store.service(m_active->request.idKey, m_active->request.serviceId))
        service->insert(statusKeyOf(*service), status);
    m_store.save();
    next();
}

void Deployer::failWith(const QString &words)
{
    log(words);
    log(QStringLiteral("\nError occurred ❌, check the logs for details."));
    finish(QStringLiteral("error"));
}

void Deployer::log(const QString &line)
{
    if (DeploymentRecord *record = m_store.deployment(m_active->deploymentId))
        record->log += line + QLatin1Char('\n');
}

void Deployer::retitle(const QString &title, const QString &description)
{
    if (DeploymentRecord *record = m_store.deployment(m_active->deploymentId)) {
        record->row.insert(QStringLiteral("title"), title);
        record->row.insert(QStringLiteral("description"), description);
    }
}

QJsonArray Deployer::queue() const
{
    QJsonArray jobs;
    const auto append = [&](const Job &job, const char *state) {
        const bool compose = job.request.idKey == QLatin1String("composeId");
        const QString kind = compose ? QStringLiteral("compose") : QStringLiteral("application");
        const QJsonObject *service = m_store.service(job.request.idKey, job.request.serviceId);
        const QJsonObject environment =
            service ? m_store.environment(textOf(*service, "environmentId")) : QJsonObject();
        QJsonObject data{{job.request.idKey, job.request.serviceId},
                         {QStringLiteral("titleLog"), job.request.title},
                         {QStringLiteral("descriptionLog"), job.request.description},
                         {QStringLiteral("type"), job.request.type == DeployType::Deploy
                                                      ? QStringLiteral("deploy")
                                                      : QStringLiteral("redeploy")},
                         {QStringLiteral("applicationType"), kind},
                         {QStringLiteral("server"), false}};
        QJsonObject entry{
            {QStringLiteral("id"), QStringLiteral("job-%1").arg(job.number)},
            {QStringLiteral("name"), QStringLiteral("deployments")},
            {QStringLiteral("data"), data},
            {QStringLiteral("timestamp"), job.queuedAt},
            {QStringLiteral("state"), QLatin1String(state)},
            {QStringLiteral("servicePath"),
             QJsonObject{{QStringLiteral("href"),
                          QStringLiteral("/dashboard/project/%1/environment/%2/services/%3/%4")
                              .arg(textOf(environment, "projectId"), textOf(environment, "environmentId"),
                                   kind, job.request.serviceId)},
                         {QStringLiteral("label"),
                          compose ? QStringLiteral("Compose") : QStringLiteral("Application")}}}};
        if (job.startedAt > 0)
            entry.insert(QStringLiteral("processedOn"), job.startedAt);
        jobs.append(entry);
    };
    for (auto it = m_waiting.crbegin(); it != m_waiting.crend(); ++it)
        append(*it, "waiting");
    if (m_active)
        append(*m_active, "active");
    return jobs;
}

} // namespace envdeck::standins::dokploy
