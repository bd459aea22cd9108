// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/dokploy_ask.h"
#include "core/platform/dokploy_log_tail.h"

#include <QMessageAuthenticationCode>

// Dokploy as an AppPanel.
namespace envdeck::platform {

namespace {

AppCertificate certificateOf(dokploy::CertificateKind kind)
{
    switch (kind) {
    case dokploy::CertificateKind::None: return AppCertificate::None;
    case dokploy::CertificateKind::LetsEncrypt: return AppCertificate::LetsEncrypt;
    case dokploy::CertificateKind::Custom: return AppCertificate::Custom;
    case dokploy::CertificateKind::Unknown: return AppCertificate::Unknown;
    }
    Q_UNREACHABLE();
}

dokploy::CertificateKind certificateOf(AppCertificate kind)
{
    switch (kind) {
    case AppCertificate::None: return dokploy::CertificateKind::None;
    case AppCertificate::LetsEncrypt: return dokploy::CertificateKind::LetsEncrypt;
    case AppCertificate::Custom: return dokploy::CertificateKind::Custom;
    case AppCertificate::Unknown: return dokploy::CertificateKind::Unknown;
    }
    Q_UNREACHABLE();
}

AppStatus appStatusOf(dokploy::ServiceStatus status)
{
    switch (status) {
    case dokploy::ServiceStatus::Idle: return AppStatus::Idle;
    case dokploy::ServiceStatus::Running: return AppStatus::Running;
    case dokploy::ServiceStatus::Done: return AppStatus::Done;
    case dokploy::ServiceStatus::Error: return AppStatus::Error;
    case dokploy::ServiceStatus::Unknown: return AppStatus::Unknown;
    }
    Q_UNREACHABLE();
}

QString mountKindOf(dokploy::MountKind kind)
{
    switch (kind) {
    case dokploy::MountKind::Bind: return QStringLiteral("bind");
    case dokploy::MountKind::Volume: return QStringLiteral("volume");
    case dokploy::MountKind::File: return QStringLiteral("file");
    case dokploy::MountKind::Unknown: return {};
    }
    Q_UNREACHABLE();
}

AppDomain domainOf(const dokploy::Domain &domain)
{
    return {domain.id,        domain.host,       domain.path,
            domain.port,      domain.https,      certificateOf(domain.certificate),
            domain.resolver,  domain.service,    domain.internalPath,
            domain.stripPath, domain.middlewares};
}

dokploy::Domain domainOf(const AppDomain &domain)
{
    return {domain.id,        domain.host,        domain.path,
            domain.port,      domain.https,       certificateOf(domain.certificate),
            domain.resolver,  domain.service,     domain.internalPath,
            domain.stripPath, domain.middlewares, true};
}

AppSetup setupOf(const dokploy::Setup &from)
{
    AppSetup setup;
    setup.isCompose = from.service.ref.kind == DokployKind::Compose;
    setup.stopsFirst = setup.isCompose && from.service.composeType != dokploy::ComposeType::Stack;
    setup.deploysOnPush = from.service.autoDeploy;
    setup.status = appStatusOf(from.service.status);
    setup.source = {
        from.service.sourceType, from.service.gitUrl, from.service.branch, from.service.composePath, {},
        from.service.image};
    if (from.service.sourceType == QLatin1String("raw"))
        setup.source.text = from.composeFile;
    setup.replicas = from.replicas;
    for (const dokploy::Variable &variable : from.variables)
        setup.variables.append({variable.name, variable.digest, variable.isEmpty, variable.reference,
                                variable.isReferenceBroken});
    setup.variablesDigest = from.variablesDigest;
    for (const dokploy::Domain &domain : from.domains)
        setup.domains.append(domainOf(domain));
    for (const dokploy::Mount &mount : from.mounts)
        setup.mounts.append({mountKindOf(mount.kind), mount.path, mount.source});
    return setup;
}

} // namespace

QString shownValue(const Secret &value)
{
    return QString::fromUtf8(value.reveal());
}

Async<AppSetup> DokployPlatform::setup(const Target &target, std::stop_token stop)
{
    return ask<AppSetup>(target, stop, [this, stop](dokploy::Client &client, const dokploy::ServiceRef &ref) {
        return andThen(client.setup(ref, m_digestKey, stop), m_context.get(),
                       [](const dokploy::Setup &setup) { return ready<AppSetup>(setupOf(setup)); });
    });
}

Async<Secret> DokployPlatform::variableValue(const Target &target, const QString &name, std::stop_token stop)
{
    return ask<Secret>(target, stop, [name, stop](dokploy::Client &client, const dokploy::ServiceRef &ref) {
        return client.variableValue(ref, name, stop);
    });
}

QByteArray DokployPlatform::digest(const Secret &value) const
{
    return QMessageAuthenticationCode::hash(value.reveal().toByteArray(), m_digestKey.reveal().toByteArray(),
                                            QCryptographicHash::Sha256);
}

Async<void> DokployPlatform::changeVariables(const Target &target, const QList<VariableEdit> &edits,
                                             const QByteArray &expected, std::stop_token stop)
{
    QList<dokploy::VariableChange> changes;
    for (const VariableEdit &edit : edits)
        changes.append({edit.name, edit.value});
    return ask<void>(
        target, stop,
        [this, changes, expected, stop](dokploy::Client &client, const dokploy::ServiceRef &ref) {
            return client.changeVariables(ref, changes, m_digestKey, expected, stop);
        });
}

Async<void> DokployPlatform::setRunning(const Target &target, bool running, std::stop_token stop)
{
    return ask<void>(target, stop, [running, stop](dokploy::Client &client, const dokploy::ServiceRef &ref) {
        return client.setRunning(ref, running, stop);
    });
}

Async<void> DokployPlatform::saveDomain(const Target &target, const AppDomain &domain, std::stop_token stop)
{
    return ask<void>(
        target, stop, [this, domain, stop](dokploy::Client &client, const dokploy::ServiceRef &ref) {
            const auto saved = domain.id.isEmpty() ? client.createDomain(ref, domainOf(domain), stop)
                                                   : client.updateDomain(domainOf(domain), stop);
            return andThen(saved, m_context.get(), [](const dokploy::Domain &) { return ready<void>({}); });
        });
}

Async<void> DokployPlatform::removeDomain(const Target &target, const QString &id, std::stop_token stop)
{
    return ask<void>(target, stop, [id, stop](dokploy::Client &client, const dokploy::ServiceRef &) {
        return client.deleteDomain(id, stop);
    });
}

Async<void> DokployPlatform::saveComposeText(const Target &target, const QByteArray &text,
                                             std::stop_token stop)
{
    return ask<void>(target, stop, [text, stop](dokploy::Client &client, const dokploy::ServiceRef &ref) {
        return client.saveComposeFile(ref.id, text, stop);
    });
}

Async<void> DokployPlatform::saveGitSource(const Target &target, const QString &branch, const QString &path,
                                           std::stop_token stop)
{
    return ask<void>(target, stop,
                     [branch, path, stop](dokploy::Client &client, const dokploy::ServiceRef &ref) {
                         return client.saveGitSource(ref.id, branch, path, stop);
                     });
}

std::unique_ptr<LogTail> DokployPlatform::followLog(const Target &target, const QString &deployment)
{
    auto tail = std::make_unique<DokployLogTail>();
    using Found = std::pair<std::shared_ptr<dokploy::Client>, dokploy::ServiceRef>;
    const auto found =
        andThen(service(target, {}), tail.get(), [this, target, raw = tail.get()](const auto &ref) {
            return andThen(panel(target.environment), raw,
                           [ref](const std::shared_ptr<dokploy::Client> &client) {
                               return ready<Found>(Found(client, ref));
                           });
        });
    whenDone(found, tail.get(), [raw = tail.get(), deployment](const Result<Found> &answer) {
        if (answer)
            raw->begin(answer.value().first, answer.value().second, deployment);
        else
            Q_EMIT raw->failed(answer.error());
    });
    return tail;
}

} // namespace envdeck::platform
