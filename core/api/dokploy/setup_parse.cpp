// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/dokploy/setup_parse.h"

#include "core/api/dokploy/parse.h"

#include <QMessageAuthenticationCode>
#include <QRegularExpression>
#include <algorithm>

namespace envdeck::dokploy {

using http::JsonReader;

namespace {

CertificateKind certificateOf(const QString &text)
{
    if (text == QLatin1String("letsencrypt"))
        return CertificateKind::LetsEncrypt;
    if (text == QLatin1String("custom"))
        return CertificateKind::Custom;
    return text == QLatin1String("none") ? CertificateKind::None : CertificateKind::Unknown;
}

Domain domain(const JsonReader &json)
{
    Domain out;
    out.id = json.string(u"domainId");
    out.host = json.string(u"host");
    out.path = json.optionalString(u"path").value_or(QStringLiteral("/"));
    out.port = int(json.optionalInteger(u"port").value_or(3000));
    out.https = json.optionalBoolean(u"https").value_or(false);
    out.certificate = certificateOf(json.optionalString(u"certificateType").value_or(QStringLiteral("none")));
    out.resolver = json.optionalString(u"customCertResolver").value_or(QString());
    out.service = json.optionalString(u"serviceName").value_or(QString());
    out.internalPath = json.optionalString(u"internalPath").value_or(QStringLiteral("/"));
    out.stripPath = json.optionalBoolean(u"stripPath").value_or(false);
    out.middlewares = json.optionalStrings(u"middlewares");
    out.enabled = json.optionalBoolean(u"enabled").value_or(true);
    return out;
}

QList<Domain> sorted(QList<Domain> domains)
{
    std::sort(domains.begin(), domains.end(), [](const Domain &a, const Domain &b) {
        return std::pair(a.host, a.path) < std::pair(b.host, b.path);
    });
    return domains;
}

Mount mount(const JsonReader &json)
{
    static const QHash<QString, std::pair<MountKind, QString>> kinds{
        {QStringLiteral("bind"), {MountKind::Bind, QStringLiteral("hostPath")}},
        {QStringLiteral("volume"), {MountKind::Volume, QStringLiteral("volumeName")}},
        {QStringLiteral("file"), {MountKind::File, QStringLiteral("filePath")}}};
    const auto [kind, source] = kinds.value(json.string(u"type"), {MountKind::Unknown, {}});
    return {kind, json.string(u"mountPath"),
            source.isEmpty() ? QString() : json.optionalString(source).value_or(QString())};
}

QStringList namesSetIn(const std::optional<JsonReader> &scope)
{
    return scope ? dotenvNames(scope->optionalString(u"env").value_or(QString())) : QStringList();
}

// "${{project.X}}", "${{environment.X}}", "${{X}}" of the service itself.
void readReference(Variable &variable, const QString &value, const QStringList &own,
                   const std::optional<JsonReader> &environment)
{
    static const QRegularExpression reference(
        QStringLiteral("\\$\\{\\{\\s*(?:(project|environment)\\.)?([A-Za-z0-9_.-]+?)\\s*\\}\\}"));
    auto all = reference.globalMatch(value);
    while (all.hasNext()) {
        const auto match = all.next();
        const QString scope = match.captured(1);
        const QString name = match.captured(2);
        if (variable.reference.isEmpty())
            variable.reference = scope.isEmpty() ? name : scope + QLatin1Char('.') + name;
        const QStringList there =
            scope.isEmpty() ? own
            : scope == QLatin1String("environment")
                ? namesSetIn(environment)
                : namesSetIn(environment ? environment->optionalObject(u"project") : std::nullopt);
        variable.isReferenceBroken = variable.isReferenceBroken || !there.contains(name);
    }
}

QList<Variable> variables(const QString &text, const std::optional<JsonReader> &environment,
                          const Secret &key)
{
    QMap<QString, Variable> byName; // a later assignment replaces an earlier one
    const QStringList own = dotenvNames(text);
    for (const DotenvEntry &entry : dotenvEntries(text)) {
        Variable variable{entry.name, digestOf(entry.value, key), entry.value.isEmpty(), {}, false};
        readReference(variable, entry.value, own, environment);
        byName.insert(entry.name, variable);
    }
    return byName.values();
}

} // namespace

QByteArray digestOf(const QString &value, const Secret &key)
{
    return QMessageAuthenticationCode::hash(value.toUtf8(), key.reveal().toByteArray(),
                                            QCryptographicHash::Sha256);
}

QString certificateName(CertificateKind kind)
{
    switch (kind) {
    case CertificateKind::LetsEncrypt: return QStringLiteral("letsencrypt");
    case CertificateKind::Custom: return QStringLiteral("custom");
    case CertificateKind::None:
    case CertificateKind::Unknown: return QStringLiteral("none");
    }
    Q_UNREACHABLE();
}

Result<Setup> setupFrom(const QJsonValue &value, DokployKind kind, const QUrl &base, const Secret &key,
                        const QString &subject)
{
    auto service = serviceFrom(value, kind, base, subject);
    if (!service)
        return service.error();
    const JsonReader json(value, subject);
    const QString text = json.optionalString(u"env").value_or(QString());
    Setup setup;
    setup.service = std::move(service).value();
    setup.composeFile = json.optionalString(u"composeFile").value_or(QString()).toUtf8();
    setup.replicas = int(json.optionalInteger(u"replicas").value_or(0));
    setup.variables = variables(text, json.optionalObject(u"environment"), key);
    setup.variablesDigest = digestOf(text, key);
    for (const JsonReader &row : json.optionalArray(u"domains"))
        setup.domains.append(domain(row));
    setup.domains = sorted(setup.domains);
    for (const JsonReader &row : json.optionalArray(u"mounts"))
        setup.mounts.append(mount(row));
    return json.done(std::move(setup));
}

Result<QList<ProjectInfo>> projectsFrom(const QJsonValue &value, const QString &subject)
{
    const JsonReader json(value, subject);
    QList<ProjectInfo> projects;
    for (const JsonReader &row : json.asArray()) {
        ProjectInfo project{row.string(u"projectId"), row.string(u"name"), {}};
        for (const JsonReader &inner : row.array(u"environments")) {
            ProjectInfo::EnvironmentInfo environment;
            environment.id = inner.string(u"environmentId");
            environment.name = inner.string(u"name");
            environment.isDefault = inner.optionalBoolean(u"isDefault").value_or(false);
            for (const JsonReader &service : inner.optionalArray(u"compose"))
                environment.services.append(
                    {{DokployKind::Compose, service.string(u"composeId")},
                     service.optionalString(u"name").value_or(QString()),
                     serviceStatusOf(service.optionalString(u"composeStatus").value_or(QString()))});
            for (const JsonReader &service : inner.optionalArray(u"applications"))
                environment.services.append(
                    {{DokployKind::Application, service.string(u"applicationId")},
                     service.optionalString(u"name").value_or(QString()),
                     serviceStatusOf(service.optionalString(u"applicationStatus").value_or(QString()))});
            for (const char16_t *kind : {u"postgres", u"mysql", u"mariadb", u"mongo", u"redis", u"libsql"})
                environment.databases += int(inner.optionalArray(kind).size());
            project.environments.append(environment);
        }
        projects.append(project);
    }
    return json.done(std::move(projects));
}

Result<QList<Domain>> domainsFrom(const QJsonValue &value, const QString &subject)
{
    const JsonReader json(value, subject);
    QList<Domain> domains;
    for (const JsonReader &row : json.asArray())
        domains.append(domain(row));
    return json.done(sorted(std::move(domains)));
}

Result<Domain> domainFrom(const QJsonValue &value, const QString &subject)
{
    const JsonReader json(value, subject);
    return json.done(domain(json));
}

Result<DomainCheck> domainCheckFrom(const QJsonValue &value, const QString &subject)
{
    const JsonReader json(value, subject);
    return json.done(
        DomainCheck{json.boolean(u"isValid"), json.optionalString(u"resolvedIp").value_or(QString()),
                    Redactor().redacted(json.optionalString(u"error").value_or(QString())).left(300)});
}

Result<Mount> mountFrom(const QJsonValue &value, const QString &subject)
{
    const JsonReader json(value, subject);
    return json.done(mount(json));
}

} // namespace envdeck::dokploy
