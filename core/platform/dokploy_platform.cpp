// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/dokploy_ask.h"

#include "core/secrets/key_reading.h"

#include <QRandomGenerator>

namespace envdeck::platform {

namespace {

Secret randomKey()
{
    QByteArray key(32, '\0');
    QRandomGenerator::system()->generate(key.begin(), key.end());
    return Secret(key);
}

Error notConfigured(const QString &subject)
{
    return Error{ErrorCode::BadConfig, subject, QStringLiteral("not-configured"), 0};
}

PlatformState stateOf(dokploy::DeploymentStatus status)
{
    switch (status) {
    case dokploy::DeploymentStatus::Running: return PlatformState::Running;
    case dokploy::DeploymentStatus::Done: return PlatformState::Done;
    case dokploy::DeploymentStatus::Error:
    case dokploy::DeploymentStatus::Cancelled: return PlatformState::Error;
    case dokploy::DeploymentStatus::Unknown: return PlatformState::Idle;
    }
    Q_UNREACHABLE();
}

QList<PlatformDeployment> deploymentsOf(const QList<dokploy::DeploymentRow> &rows)
{
    QList<PlatformDeployment> deployments;
    for (const dokploy::DeploymentRow &row : rows)
        deployments.append({row.id, row.title.section(QLatin1Char('\n'), 0, 0),
                            row.commitTrusted ? row.commit : QString(), row.operation, stateOf(row.status),
                            row.created, row.finished, row.error});
    return deployments;
}

QString nameOf(dokploy::ContainerState state)
{
    switch (state) {
    case dokploy::ContainerState::Created: return QStringLiteral("created");
    case dokploy::ContainerState::Running: return QStringLiteral("running");
    case dokploy::ContainerState::Restarting: return QStringLiteral("restarting");
    case dokploy::ContainerState::Paused: return QStringLiteral("paused");
    case dokploy::ContainerState::Exited: return QStringLiteral("exited");
    case dokploy::ContainerState::Dead: return QStringLiteral("dead");
    case dokploy::ContainerState::Unknown: return {};
    }
    Q_UNREACHABLE();
}

QString nameOf(dokploy::ContainerHealth health)
{
    switch (health) {
    case dokploy::ContainerHealth::Starting: return QStringLiteral("starting");
    case dokploy::ContainerHealth::Healthy: return QStringLiteral("healthy");
    case dokploy::ContainerHealth::Unhealthy: return QStringLiteral("unhealthy");
    case dokploy::ContainerHealth::None:
    case dokploy::ContainerHealth::Unknown: return {};
    }
    Q_UNREACHABLE();
}

QList<Container> containersOf(const QList<dokploy::ContainerInfo> &infos)
{
    QList<Container> containers;
    for (const dokploy::ContainerInfo &info : infos)
        containers.append({info.name, info.service, ImageRef::parse(info.image).value_or(ImageRef()),
                           nameOf(info.state), nameOf(info.health), info.restarts.value_or(0),
                           info.exitCode});
    return containers;
}

// Dokploy takes an application's image from its own panel and reads no file of git.
bool readsGit(const dokploy::Service &service)
{
    return service.sourceType != QLatin1String("docker") && service.sourceType != QLatin1String("raw") &&
           service.sourceType != QLatin1String("drop");
}

// The application's image is that one. Written once and read back when no answer came; an image that it has
// already is not written.
Async<void> imageSet(dokploy::Client &client, QObject *context, const dokploy::ServiceRef &ref,
                     const ImageRef &image, std::stop_token stop)
{
    // By its tag where it has one, as the operators' files name it.
    const ImageRef wanted{image.repository, image.tag, image.tag.isEmpty() ? image.digest : QString()};
    const auto has = [&client, context, ref, stop, wanted] {
        return andThen(client.service(ref, stop), context, [wanted](const dokploy::Service &service) {
            if (service.sourceType != QLatin1String("docker"))
                return ready<bool>(
                    Error{ErrorCode::Conflict, service.name, QStringLiteral("built-from-source"), 0});
            return ready<bool>(service.image == wanted.text());
        });
    };
    return andThen(has(), context, [=, &client](bool is) {
        if (is)
            return ready<void>({});
        return andThen(joined(context, client.setImage(ref.id, wanted, stop)), context,
                       [has, context](const std::tuple<Result<void>> &answer) {
                           const auto &sent = std::get<0>(answer);
                           if (!sent && sent.error().code != ErrorCode::OutcomeUnknown)
                               return ready<void>(sent);
                           return andThen(has(), context, [](bool isNow) {
                               return ready<void>(
                                   isNow
                                       ? Result<void>()
                                       : Result<void>(Error{
                                             ErrorCode::Conflict, {}, QStringLiteral("not-as-written"), 0}));
                           });
                       });
    });
}

} // namespace

DokployPlatform::DokployPlatform(const Workspace &workspace, http::Client &http, secrets::Vault &vault)
    : m_workspace(workspace), m_http(http), m_vault(vault), m_digestKey(randomKey()),
      m_context(std::make_unique<QObject>())
{
}

DokployPlatform::~DokployPlatform() = default;

Async<std::shared_ptr<dokploy::Client>> DokployPlatform::panel(const EnvironmentId &id)
{
    const Environment *environment = m_workspace.environment(id);
    if (!environment || !environment->dokploy)
        return ready<std::shared_ptr<dokploy::Client>>(notConfigured(id));
    if (const auto it = m_panels.find(id); it != m_panels.end() && it->second.client)
        return ready<std::shared_ptr<dokploy::Client>>(it->second.client);

    const QUrl url = environment->dokploy->url;
    const QString caFile =
        environment->tlsCa.isEmpty() ? QString() : m_workspace.root + QLatin1Char('/') + environment->tlsCa;
    if (const auto allowed = m_http.allow(url, caFile); !allowed)
        return ready<std::shared_ptr<dokploy::Client>>(allowed.error());
    return andThen(secrets::readKey(m_vault, secrets::dokployKey(m_workspace, *environment), m_context.get()),
                   m_context.get(), [this, id, url](const Secret &key) {
                       Panel &panel = m_panels[id];
                       if (!panel.client) // another call may have been faster
                           panel.client = std::make_shared<dokploy::Client>(m_http, url, key);
                       return ready<std::shared_ptr<dokploy::Client>>(panel.client);
                   });
}

Async<dokploy::ServiceRef> DokployPlatform::service(const Target &target, std::stop_token stop)
{
    const Environment *environment = m_workspace.environment(target.environment);
    const App *app = m_workspace.app(target.app);
    if (!environment || !environment->dokploy || !app)
        return ready<dokploy::ServiceRef>(notConfigured(target.text()));
    if (const auto it = m_panels.find(target.environment);
        it != m_panels.end() && it->second.services.contains(target.app))
        return ready<dokploy::ServiceRef>(it->second.services.value(target.app));

    return onPanel(target.environment, [this, target, stop, ref = *environment->dokploy,
                                        name = app->dokployName,
                                        kind = app->dokployKind](dokploy::Client &client) {
        return andThen(client.services(ref.project, ref.environment, stop), m_context.get(),
                       [this, target, name, kind](const dokploy::EnvironmentServices &services) {
                           const auto summary = dokploy::serviceNamed(services, name, kind);
                           if (!summary)
                               return ready<dokploy::ServiceRef>(summary.error());
                           m_panels[target.environment].services.insert(target.app, summary.value().ref);
                           return ready<dokploy::ServiceRef>(summary.value().ref);
                       });
    });
}

// What we remember may have become wrong: a service made anew has another id, a replaced key another value.
void DokployPlatform::noteError(const EnvironmentId &environment, const QString &app, const Error &error)
{
    const auto it = m_panels.find(environment);
    if (it == m_panels.end())
        return;
    if (error.code == ErrorCode::NotFound)
        it->second.services.remove(app);
    if (error.code == ErrorCode::Unauthorized)
        it->second.client.reset();
}

Async<PlatformInfo> DokployPlatform::info(const EnvironmentId &environment, std::stop_token stop)
{
    const auto answer = onPanel(environment, [this, stop](dokploy::Client &client) {
        return andThen(client.server(stop), m_context.get(), [](const dokploy::ServerInfo &server) {
            return ready<PlatformInfo>(
                PlatformInfo{server.versionText, server.support != dokploy::Support::Supported});
        });
    });
    whenDone(answer, m_context.get(), [this, environment](const Result<PlatformInfo> &result) {
        if (!result)
            noteError(environment, {}, result.error());
    });
    return answer;
}

Async<QList<PlatformDeployment>> DokployPlatform::deployments(const Target &target, std::stop_token stop)
{
    return ask<QList<PlatformDeployment>>(
        target, stop, [this, stop](dokploy::Client &client, const dokploy::ServiceRef &ref) {
            return andThen(client.deployments(ref, stop), m_context.get(),
                           [](const QList<dokploy::DeploymentRow> &rows) {
                               return ready<QList<PlatformDeployment>>(deploymentsOf(rows));
                           });
        });
}

Async<QList<Container>> DokployPlatform::containers(const Target &target, std::stop_token stop)
{
    return ask<QList<Container>>(
        target, stop, [this, stop](dokploy::Client &client, const dokploy::ServiceRef &ref) {
            return andThen(client.service(ref, stop), m_context.get(),
                           [this, &client, stop](const dokploy::Service &service) {
                               return andThen(client.containers(service, stop), m_context.get(),
                                              [](const QList<dokploy::ContainerInfo> &infos) {
                                                  return ready<QList<Container>>(containersOf(infos));
                                              });
                           });
        });
}

Async<ServiceFacts> DokployPlatform::facts(const Target &target, std::stop_token stop)
{
    return ask<ServiceFacts>(
        target, stop, [this, stop](dokploy::Client &client, const dokploy::ServiceRef &ref) {
            return andThen(client.service(ref, stop), m_context.get(), [](const dokploy::Service &service) {
                const bool rolls = service.ref.kind == DokployKind::Application ||
                                   service.composeType == dokploy::ComposeType::Stack;
                return ready<ServiceFacts>(ServiceFacts{service.autoDeploy && readsGit(service), !rolls});
            });
        });
}

Async<void> DokployPlatform::deploy(const Target &target, const ImageRef &image, const QString &title,
                                    const QString &operation, std::stop_token stop)
{
    QObject *context = m_context.get();
    return ask<void>(target, stop, [=](dokploy::Client &client, const dokploy::ServiceRef &ref) {
        const auto set = ref.kind == DokployKind::Application && !image.repository.isEmpty()
                             ? imageSet(client, context, ref, image, stop)
                             : ready<void>({});
        return andThen(set, context, [=, &client](Done) {
            return client.deploy(ref, {title, operation}, stop);
        });
    });
}

Async<QString> DokployPlatform::log(const Target &target, const QString &deployment, int lines,
                                    std::stop_token stop)
{
    return ask<QString>(target, stop,
                        [deployment, lines, stop](dokploy::Client &client, const dokploy::ServiceRef &) {
                            return client.log(deployment, lines, stop);
                        });
}

Async<QStringList> DokployPlatform::variableNames(const Target &target, std::stop_token stop)
{
    return ask<QStringList>(
        target, stop, [this, stop](dokploy::Client &client, const dokploy::ServiceRef &ref) {
            return andThen(client.service(ref, stop), m_context.get(), [](const dokploy::Service &service) {
                return ready<QStringList>(service.variableNames);
            });
        });
}

void DokployPlatform::forgetKeys()
{
    for (auto &[environment, panel] : m_panels)
        panel.client.reset();
}

} // namespace envdeck::platform
