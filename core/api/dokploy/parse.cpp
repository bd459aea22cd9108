// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/dokploy/parse.h"

#include "core/api/dokploy/databases_parse.h"
#include "core/api/dokploy/patterns.h"
#include "core/base/redactor.h"

#include <QRegularExpression>

namespace envdeck::dokploy {

using http::JsonReader;

namespace {

template <typename Enum>
Enum named(const QString &text, std::initializer_list<std::pair<const char *, Enum>> names)
{
    for (const auto &[name, value] : names) {
        if (text == QLatin1String(name))
            return value;
    }
    return Enum::Unknown;
}

DeploymentStatus deploymentStatusOf(const QString &text)
{
    return named<DeploymentStatus>(text, {{"running", DeploymentStatus::Running},
                                          {"done", DeploymentStatus::Done},
                                          {"error", DeploymentStatus::Error},
                                          {"cancelled", DeploymentStatus::Cancelled}});
}

// The one entry of that name; names may repeat in Dokploy.
Result<JsonReader> onlyNamed(const QList<JsonReader> &entries, const QString &name, const QString &what)
{
    std::optional<JsonReader> found;
    for (const JsonReader &entry : entries) {
        if (entry.string(u"name") != name)
            continue;
        if (found)
            return Error{ErrorCode::Conflict, name, QStringLiteral("two %1s have this name").arg(what), 0};
        found = entry;
    }
    if (!found)
        return Error{ErrorCode::NotFound, name, QStringLiteral("no %1 has this name").arg(what), 0};
    return *found;
}

QString withoutUser(const QString &address)
{
    QUrl url(address);
    if (url.isValid() && !url.scheme().isEmpty())
        url.setUserInfo({});
    return url.isValid() ? url.toString() : QString();
}

// Each source type has its own set of fields.
void readSource(const JsonReader &json, Service &service)
{
    struct Fields {
        const char *type;
        QStringView owner, repository, branch;
    };
    static constexpr Fields hosted[]{
        {"github", u"owner", u"repository", u"branch"},
        {"gitlab", u"gitlabOwner", u"gitlabRepository", u"gitlabBranch"},
        {"bitbucket", u"bitbucketOwner", u"bitbucketRepository", u"bitbucketBranch"},
        {"gitea", u"giteaOwner", u"giteaRepository", u"giteaBranch"},
    };
    service.sourceType = json.string(u"sourceType");
    if (service.sourceType == QLatin1String("git")) {
        service.gitUrl = withoutUser(json.optionalString(u"customGitUrl").value_or(QString()));
        service.branch = json.optionalString(u"customGitBranch").value_or(QString());
    }
    for (const Fields &fields : hosted) {
        if (service.sourceType != QLatin1String(fields.type))
            continue;
        service.gitUrl =
            QStringLiteral("%1/%2").arg(json.optionalString(fields.owner).value_or(QString()),
                                        json.optionalString(fields.repository).value_or(QString()));
        service.branch = json.optionalString(fields.branch).value_or(QString());
    }
}

QStringList variableNames(const JsonReader &json)
{
    QStringList names = dotenvNames(json.optionalString(u"env").value_or(QString()));
    if (const auto environment = json.optionalObject(u"environment")) {
        names += dotenvNames(environment->optionalString(u"env").value_or(QString()));
        if (const auto project = environment->optionalObject(u"project"))
            names += dotenvNames(project->optionalString(u"env").value_or(QString()));
    }
    names.sort();
    names.removeDuplicates();
    return names;
}

Secret webhookOf(const JsonReader &json, DokployKind kind, const QUrl &base)
{
    const QString token = json.optionalString(u"refreshToken").value_or(QString());
    if (token.isEmpty())
        return {};
    if (!checkedId(QStringLiteral("refreshToken"), token)) {
        json.fail(u"refreshToken", QStringLiteral("no token"));
        return {};
    }
    const char *path = kind == DokployKind::Compose ? "/api/deploy/compose/" : "/api/deploy/";
    return Secret(base.toEncoded(QUrl::RemovePath | QUrl::RemoveQuery) + path + token.toLatin1());
}

DeploymentRow rowFrom(const JsonReader &json)
{
    static const QRegularExpression commit(
        QStringLiteral("^(?:Commit|Hash): ([0-9a-f]{40}|[0-9a-f]{64})\\s*$"));
    static const QRegularExpression operation(QStringLiteral("Envdeck-Operation: ([0-9a-f-]{36})"));
    DeploymentRow row;
    row.id = json.string(u"deploymentId");
    const auto compose = json.optionalString(u"composeId");
    const auto application = json.optionalString(u"applicationId");
    row.service = compose ? ServiceRef{DokployKind::Compose, *compose}
                          : ServiceRef{DokployKind::Application, application.value_or(QString())};
    row.title = json.string(u"title");
    row.description = json.optionalString(u"description").value_or(QString());
    row.status = deploymentStatusOf(json.string(u"status"));
    row.created = json.time(u"createdAt");
    row.finished = json.optionalTime(u"finishedAt").value_or(QDateTime());
    row.logPath = json.optionalString(u"logPath").value_or(QString());
    row.serverId = json.optionalString(u"serverId").value_or(QString());
    row.error = Redactor().redacted(json.optionalString(u"errorMessage").value_or(QString())).left(300);
    row.operation = operation.match(row.title + QLatin1Char('\n') + row.description).captured(1);
    row.commit = commit.match(row.description).captured(1);
    row.commitTrusted = !row.commit.isEmpty() && row.status == DeploymentStatus::Done;
    return row;
}

} // namespace

ServiceStatus serviceStatusOf(const QString &text)
{
    return named<ServiceStatus>(text, {{"idle", ServiceStatus::Idle},
                                       {"running", ServiceStatus::Running},
                                       {"done", ServiceStatus::Done},
                                       {"error", ServiceStatus::Error}});
}

Result<QString> projectEnvironmentId(const QJsonValue &projects, const QString &project,
                                     const QString &environment, const QString &subject)
{
    const JsonReader json(projects, subject);
    const auto ours = onlyNamed(json.asArray(), project, QStringLiteral("project"));
    if (!json.ok() || !ours)
        return json.ok() ? ours.error() : json.done(QString()).error();
    const auto found =
        onlyNamed(ours.value().array(u"environments"), environment, QStringLiteral("environment"));
    if (!json.ok() || !found)
        return json.ok() ? found.error() : json.done(QString()).error();
    return json.done(found.value().string(u"environmentId"));
}

Result<EnvironmentServices> environmentServices(const QJsonValue &environment, const QString &subject)
{
    const JsonReader json(environment, subject);
    EnvironmentServices out;
    out.projectId = json.string(u"projectId");
    out.environmentId = json.string(u"environmentId");
    for (const JsonReader &row : json.array(u"compose"))
        out.services.append({{DokployKind::Compose, row.string(u"composeId")},
                             row.string(u"name"),
                             serviceStatusOf(row.string(u"composeStatus"))});
    for (const JsonReader &row : json.array(u"applications"))
        out.services.append({{DokployKind::Application, row.string(u"applicationId")},
                             row.string(u"name"),
                             serviceStatusOf(row.string(u"applicationStatus"))});
    out.databases = databaseSummaries(json);
    return json.done(std::move(out));
}

Result<Service> serviceFrom(const QJsonValue &value, DokployKind kind, const QUrl &base,
                            const QString &subject)
{
    const JsonReader json(value, subject);
    const bool compose = kind == DokployKind::Compose;
    Service service;
    service.ref = {kind, json.string(compose ? u"composeId" : u"applicationId")};
    service.name = json.string(u"name");
    service.appName = json.string(u"appName");
    service.serverId = json.optionalString(u"serverId").value_or(QString());
    service.status = serviceStatusOf(json.string(compose ? u"composeStatus" : u"applicationStatus"));
    readSource(json, service);
    if (compose) {
        service.composeType =
            named<ComposeType>(json.string(u"composeType"), {{"docker-compose", ComposeType::DockerCompose},
                                                             {"stack", ComposeType::Stack}});
        service.composePath = json.optionalString(u"composePath").value_or(QString());
    } else if (service.sourceType == QLatin1String("docker")) {
        service.image = json.optionalString(u"dockerImage").value_or(QString());
    }
    service.watchPaths = json.optionalStrings(u"watchPaths");
    service.autoDeploy = json.optionalBoolean(u"autoDeploy").value_or(false);
    service.variableNames = variableNames(json);
    service.webhook = webhookOf(json, kind, base);
    return json.done(std::move(service));
}

Result<QList<DeploymentRow>> deploymentRows(const QJsonValue &value, const QString &subject)
{
    const JsonReader json(value, subject);
    QList<DeploymentRow> rows;
    for (const JsonReader &row : json.asArray())
        rows.append(rowFrom(row));
    std::stable_sort(rows.begin(), rows.end(),
                     [](const DeploymentRow &a, const DeploymentRow &b) { return a.created > b.created; });
    return json.done(std::move(rows));
}

Result<QList<QueuedDeployment>> queuedDeployments(const QJsonValue &value, const QString &subject)
{
    const JsonReader json(value, subject);
    QList<QueuedDeployment> queue;
    for (const JsonReader &entry : json.asArray()) {
        const JsonReader data = entry.object(u"data");
        const auto compose = data.optionalString(u"composeId");
        const auto application = data.optionalString(u"applicationId");
        if (!compose && !application) // a preview, a server
            continue;
        queue.append({compose ? ServiceRef{DokployKind::Compose, *compose}
                              : ServiceRef{DokployKind::Application, *application},
                      data.optionalString(u"titleLog").value_or(QString()),
                      entry.string(u"state") == QLatin1String("active"),
                      QDateTime::fromMSecsSinceEpoch(entry.integer(u"timestamp"), Qt::UTC)});
    }
    return json.done(std::move(queue));
}

Result<void> acceptedChange(const QJsonValue &json, const QString &subject)
{
    const QJsonObject object = json.toObject();
    const bool refused = object.contains(QStringLiteral("success"))
                             ? !object.value(QStringLiteral("success")).toBool()
                             : object.contains(QStringLiteral("code"));
    if (!refused && json != QJsonValue(false))
        return {};
    return Error{ErrorCode::ToolFailed, subject,
                 Redactor().redacted(object.value(QStringLiteral("message")).toString()).left(300), 200};
}

} // namespace envdeck::dokploy
