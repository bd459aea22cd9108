// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/dokploy/client.h"

#include "core/api/dokploy/parse.h"
#include "core/api/dokploy/patterns.h"
#include "core/api/dokploy/setup_parse.h"

// Changing what is set up for a service, and whether it runs.
namespace envdeck::dokploy {

namespace {

using namespace std::chrono_literals;

// start and stop answer when the containers have come to rest: 5 to 11 s were seen.
constexpr auto untilSettled = 3min;

QJsonObject fieldsOf(const Domain &domain)
{
    QJsonObject fields{{QStringLiteral("host"), domain.host},
                       {QStringLiteral("path"), domain.path},
                       {QStringLiteral("port"), domain.port},
                       {QStringLiteral("https"), domain.https},
                       {QStringLiteral("certificateType"), certificateName(domain.certificate)},
                       {QStringLiteral("internalPath"), domain.internalPath},
                       {QStringLiteral("stripPath"), domain.stripPath},
                       {QStringLiteral("middlewares"), QJsonArray::fromStringList(domain.middlewares)}};
    if (!domain.resolver.isEmpty())
        fields.insert(QStringLiteral("customCertResolver"), domain.resolver);
    if (!domain.service.isEmpty())
        fields.insert(QStringLiteral("serviceName"), domain.service);
    return fields;
}

// The whole text with every change made, or why one cannot be.
Result<QString> edited(QString text, const QList<VariableChange> &changes)
{
    for (const VariableChange &change : changes) {
        if (!change.value) {
            text = withoutAssignment(text, change.name);
            continue;
        }
        const auto next = withAssignment(text, change.name, QString::fromUtf8(change.value->reveal()));
        if (!next)
            return Error{next.error().code, change.name, next.error().detail, 0};
        text = next.value();
    }
    return text;
}

} // namespace

Async<void> Client::redeploy(const ServiceRef &ref, const DeployNote &note, std::stop_token stop)
{
    return queueDeployment(ref, note, "redeploy", std::move(stop));
}

Async<void> Client::setRunning(const ServiceRef &ref, bool running, std::stop_token stop)
{
    if (const auto fine = checkedId(idField(ref.kind), ref.id); !fine)
        return ready<void>(fine.error());
    const QString procedure = procedureOf(ref.kind, running ? "start" : "stop");
    return andThen(change(procedure, {{idField(ref.kind), ref.id}}, std::move(stop), untilSettled), this,
                   [subject = subjectOf(procedure)](const QJsonValue &json) {
                       // An application answers its whole row, secrets and all: looked at no further.
                       return ready<void>(json.isObject() ? Result<void>() : acceptedChange(json, subject));
                   });
}

Async<void> Client::changeVariables(const ServiceRef &ref, const QList<VariableChange> &changes,
                                    const Secret &digestKey, const QByteArray &expected, std::stop_token stop)
{
    Redactor redactor = m_redactor;
    for (const VariableChange &change : changes) {
        if (change.value)
            redactor.learn(*change.value);
    }
    const auto sent = andThen(
        one(ref, stop), this, [this, ref, changes, digestKey, expected, stop](const QJsonValue &json) {
            const http::JsonReader row(json, subjectOf(QStringLiteral("one")));
            const QString before = row.optionalString(u"env").value_or(QString());
            if (!row.ok())
                return ready<void>(row.done(Done()).error());
            if (!expected.isEmpty() && digestOf(before, digestKey) != expected)
                return ready<void>(
                    Error{ErrorCode::Conflict, ref.id, QStringLiteral("variables-changed"), 0});
            const auto text = edited(before, changes);
            if (!text)
                return ready<void>(text.error());
            if (text.value() == before)
                return ready<void>({});
            QJsonObject input{{idField(ref.kind), ref.id}, {QStringLiteral("env"), text.value()}};
            if (ref.kind == DokployKind::Application) { // all of them, or they are lost
                for (const char *kept : {"buildArgs", "buildSecrets"})
                    input.insert(QLatin1String(kept), json[QLatin1String(kept)].toString().isNull()
                                                          ? QJsonValue(QJsonValue::Null)
                                                          : json[QLatin1String(kept)]);
                input.insert(QStringLiteral("createEnvFile"),
                             row.optionalBoolean(u"createEnvFile").value_or(false));
            }
            const QString procedure = procedureOf(ref.kind, "saveEnvironment");
            return andThen(change(procedure, input, stop), this,
                           [subject = subjectOf(procedure)](const QJsonValue &answer) {
                               return ready<void>(acceptedChange(answer, subject));
                           });
        });
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    whenDone(sent, this, [promise, redactor](const Result<void> &result) {
        const auto hidden = [&](Error error) {
            error.detail = redactor.redacted(error.detail);
            return error;
        };
        promise->addResult(result ? Result<void>() : Result<void>(hidden(result.error())));
        promise->finish();
    });
    return promise->future();
}

Async<Domain> Client::createDomain(const ServiceRef &ref, const Domain &domain, std::stop_token stop)
{
    for (const auto &fine : {checkedId(idField(ref.kind), ref.id), checkedDomain(domain)}) {
        if (!fine)
            return ready<Domain>(fine.error());
    }
    QJsonObject input = fieldsOf(domain);
    input.insert(idField(ref.kind), ref.id);
    input.insert(QStringLiteral("domainType"), ref.kind == DokployKind::Compose
                                                   ? QStringLiteral("compose")
                                                   : QStringLiteral("application"));
    const QString procedure = QStringLiteral("domain.create");
    return andThen(change(procedure, input, std::move(stop)), this,
                   [subject = subjectOf(procedure)](const QJsonValue &json) {
                       return ready<Domain>(domainFrom(json, subject));
                   });
}

Async<Domain> Client::updateDomain(const Domain &domain, std::stop_token stop)
{
    for (const auto &fine : {checkedId(QStringLiteral("domainId"), domain.id), checkedDomain(domain)}) {
        if (!fine)
            return ready<Domain>(fine.error());
    }
    QJsonObject input = fieldsOf(domain);
    input.insert(QStringLiteral("domainId"), domain.id);
    const QString procedure = QStringLiteral("domain.update");
    return andThen(change(procedure, input, std::move(stop)), this,
                   [subject = subjectOf(procedure)](const QJsonValue &json) {
                       return ready<Domain>(domainFrom(json, subject));
                   });
}

Async<void> Client::deleteDomain(const QString &domainId, std::stop_token stop)
{
    if (const auto fine = checkedId(QStringLiteral("domainId"), domainId); !fine)
        return ready<void>(fine.error());
    const QString procedure = QStringLiteral("domain.delete");
    return andThen(change(procedure, {{QStringLiteral("domainId"), domainId}}, std::move(stop)), this,
                   [](const QJsonValue &) { return ready<void>({}); });
}

Async<void> Client::saveComposeFile(const QString &composeId, const QByteArray &content, std::stop_token stop)
{
    return updateCompose(composeId,
                         {{QStringLiteral("sourceType"), QStringLiteral("raw")},
                          {QStringLiteral("composeFile"), QString::fromUtf8(content)}},
                         std::move(stop));
}

Async<void> Client::saveGitSource(const QString &composeId, const QString &branch, const QString &path,
                                  std::stop_token stop)
{
    for (const auto &fine : {checkedBranch(branch), checkedComposePath(path)}) {
        if (!fine)
            return ready<void>(fine.error());
    }
    return updateCompose(composeId,
                         {{QStringLiteral("sourceType"), QStringLiteral("git")},
                          {QStringLiteral("customGitBranch"), branch},
                          {QStringLiteral("composePath"), path}},
                         std::move(stop));
}

Async<void> Client::updateCompose(const QString &composeId, QJsonObject fields, std::stop_token stop)
{
    const QString field = QStringLiteral("composeId");
    if (const auto fine = checkedId(field, composeId); !fine)
        return ready<void>(fine.error());
    fields.insert(field, composeId);
    return andThen(change(QStringLiteral("compose.update"), fields, std::move(stop)), this,
                   [](const QJsonValue &) { return ready<void>({}); }); // the whole row, secrets and all
}

} // namespace envdeck::dokploy
