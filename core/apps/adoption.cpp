// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/apps/adoption.h"

#include "core/gitops/trailers.h"

#include <QCryptographicHash>

namespace envdeck::apps {

namespace {

QString kindName(Adoption::Kind kind)
{
    switch (kind) {
    case Adoption::Kind::Adopt: return QStringLiteral("adopt-compose");
    case Adoption::Kind::StackDraft: return QStringLiteral("draft-stack");
    }
    Q_UNREACHABLE();
}

} // namespace

QJsonObject toJson(const Adoption &adoption)
{
    return {{QStringLiteral("kind"), kindName(adoption.kind)},
            {QStringLiteral("operation"), adoption.operation},
            {QStringLiteral("environment"), adoption.target.environment},
            {QStringLiteral("app"), adoption.target.app},
            {QStringLiteral("branch"), adoption.branch},
            {QStringLiteral("file"), adoption.file},
            {QStringLiteral("before"), QString::fromLatin1(adoption.before.toHex())},
            {QStringLiteral("text"), QString::fromUtf8(adoption.text)},
            {QStringLiteral("reason"), adoption.reason},
            {QStringLiteral("byPullRequest"), adoption.path == ChangePath::PullRequest}};
}

Result<Adoption> adoptionFrom(const QJsonObject &json)
{
    const auto text = [&json](const char *key) { return json.value(QLatin1String(key)).toString(); };
    Adoption adoption;
    if (text("kind") == kindName(Adoption::Kind::StackDraft))
        adoption.kind = Adoption::Kind::StackDraft;
    adoption.operation = text("operation");
    adoption.target = {text("environment"), text("app")};
    adoption.branch = text("branch");
    adoption.file = text("file");
    adoption.before = QByteArray::fromHex(text("before").toLatin1());
    adoption.text = text("text").toUtf8();
    adoption.reason = text("reason");
    adoption.path =
        json.value(QLatin1String("byPullRequest")).toBool() ? ChangePath::PullRequest : ChangePath::Push;
    for (const auto &[key, value] :
         {std::pair("operation", adoption.operation), {"branch", adoption.branch}, {"file", adoption.file}}) {
        if (value.isEmpty())
            return Error{ErrorCode::BadInput, QString::fromLatin1(key), {}, 0};
    }
    return adoption;
}

AdoptionSteps::AdoptionSteps(git::Mirror &mirror, const Adoption &adoption, pulls::Desk *pulls)
    : EditSteps(
          mirror,
          {adoption.operation, adoption.branch, {adoption.file}, adoption.path, pulls, adoption.pushed}),
      m_adoption(adoption)
{
}

Result<QByteArray> AdoptionSteps::edited(const QString &, const QByteArray &content) const
{
    if (QCryptographicHash::hash(content, QCryptographicHash::Sha256) != m_adoption.before)
        return Error{ErrorCode::Conflict, m_adoption.file, QStringLiteral("file-changed"), 0};
    return m_adoption.text;
}

QString AdoptionSteps::proposal() const
{
    const QString what =
        m_adoption.kind == Adoption::Kind::Adopt
            ? QStringLiteral(
                  "The compose file of %1 was changed in Dokploy's own panel. This takes that text "
                  "into `%2`, so that git says again what runs.\n\n")
            : QStringLiteral(
                  "An update of %1 stops it first. With these lines in `%2` a stack would start the new "
                  "containers before it stops the old ones. They count once Dokploy's kind of it is a "
                  "stack; docker compose takes no notice of them.\n\n");
    QString body = what.arg(m_adoption.target.text(), m_adoption.file);
    if (!m_adoption.reason.isEmpty())
        body += QStringLiteral("> %1\n\n").arg(gitops::oneLine(m_adoption.reason));
    return body + QStringLiteral("Envdeck-Operation: %1").arg(m_adoption.operation);
}

QString AdoptionSteps::message() const
{
    gitops::Trailers trailers;
    trailers.operation = m_adoption.operation;
    trailers.target = m_adoption.target;
    trailers.reason = m_adoption.reason;
    const QString subject = m_adoption.kind == Adoption::Kind::Adopt
                                ? QStringLiteral("Adopt the compose file of %1 as Dokploy runs it")
                                : QStringLiteral("Let %1 roll once it is a stack");
    return gitops::commitMessage(subject.arg(m_adoption.target.text()), trailers);
}

jobs::Job adoptionJob(git::Mirror &mirror, const Adoption &adoption, pulls::Desk *pulls)
{
    auto job = pulls::editJob<AdoptionSteps>(kindName(adoption.kind), mirror, adoption, pulls);
    job.environment = adoption.target.environment;
    job.subject = adoption.target.text();
    job.detail = adoption.file;
    return job;
}

} // namespace envdeck::apps
