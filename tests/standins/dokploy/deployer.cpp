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

constexpr int keptSwarmContainers = 4;

} // namespace

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

} // namespace envdeck::standins::dokploy
