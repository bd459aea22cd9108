// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/dokploy/webhook.h"

#include "core/domain/image_ref.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <algorithm>

namespace envdeck::standins::dokploy {

namespace {

Answer said(const QString &message, int status)
{
    return Answer::json(QJsonObject{{QStringLiteral("message"), message}}, status);
}

QRegularExpression fromGlob(const QString &glob)
{
    QString pattern;
    for (qsizetype i = 0; i < glob.size(); ++i) {
        if (glob.at(i) == QLatin1Char('*') && glob.mid(i, 3) == QLatin1String("**/")) {
            pattern += QStringLiteral("(?:.*/)?");
            i += 2;
        } else if (glob.at(i) == QLatin1Char('*') && glob.mid(i, 2) == QLatin1String("**")) {
            pattern += QStringLiteral(".*");
            ++i;
        } else if (glob.at(i) == QLatin1Char('*')) {
            pattern += QStringLiteral("[^/]*");
        } else {
            pattern += QRegularExpression::escape(glob.mid(i, 1));
        }
    }
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern));
}

QStringList changedFiles(const QJsonObject &push)
{
    QStringList files;
    for (const QJsonValue &commit : push.value(QLatin1String("commits")).toArray()) {
        for (const char *list : {"added", "modified", "removed"}) {
            for (const QJsonValue &file : commit[QLatin1String(list)].toArray())
                files.append(file.toString());
        }
    }
    return files;
}

QString branchOf(const QJsonObject &push)
{
    const QString ref = push.value(QLatin1String("ref")).toString();
    const QString prefix = QStringLiteral("refs/heads/");
    return ref.startsWith(prefix) ? ref.mid(prefix.size()) : QString();
}

// Empty when the payload says nothing against this image, as an empty body does.
QString imageMismatch(const QJsonObject &push, const QString &dockerImage)
{
    const auto image = ImageRef::parse(dockerImage);
    const QString name = push.value(QLatin1String("repository"))[QLatin1String("repo_name")].toString();
    if (!image || name.isEmpty() || name == image->repository)
        return {};
    return QStringLiteral("Application Image Name (%1) doesn't match request event payload Image Name (%2).")
        .arg(image->repository, name);
}

} // namespace

bool watchPathsMatch(const QJsonValue &globs, const QStringList &files)
{
    const QJsonArray patterns = globs.toArray();
    return patterns.isEmpty() || std::any_of(patterns.begin(), patterns.end(), [&](const QJsonValue &glob) {
               const QRegularExpression pattern = fromGlob(glob.toString());
               return std::any_of(files.cbegin(), files.cend(),
                                  [&](const QString &file) { return pattern.match(file).hasMatch(); });
           });
}

Answer webhook(const Request &request, Store &store, Deployer &deployer)
{
    if (request.header("x-github-event") == "ping")
        return said(QStringLiteral("Ping received, webhook is active"), 200);
    const bool compose = request.path.startsWith(QLatin1String("/api/deploy/compose/"));
    const QString idKey = compose ? QStringLiteral("composeId") : QStringLiteral("applicationId");
    const QString kind = compose ? QStringLiteral("Compose") : QStringLiteral("Application");
    const QJsonObject *service = store.serviceByToken(idKey, request.path.section(QLatin1Char('/'), -1));
    if (!service)
        return said(kind + QStringLiteral(" Not Found"), 404);
    if (!service->value(QLatin1String("autoDeploy")).toBool())
        return said(QStringLiteral("Automatic deployments are disabled for this ") + kind.toLower(), 400);

    const QJsonObject push = QJsonDocument::fromJson(request.body).object();
    const QString source = service->value(QLatin1String("sourceType")).toString();
    if (source == QLatin1String("git")) {
        const QString branch = branchOf(push);
        if (branch.isEmpty() || branch != service->value(QLatin1String("customGitBranch")).toString())
            return said(QStringLiteral("Branch Not Match"), 301);
        if (!watchPathsMatch(service->value(QLatin1String("watchPaths")), changedFiles(push)))
            return said(QStringLiteral("Watch Paths Not Match"), 301);
    } else if (source == QLatin1String("docker")) {
        const QString mismatch = imageMismatch(push, service->value(QLatin1String("dockerImage")).toString());
        if (!mismatch.isEmpty())
            return said(mismatch, 301);
    }
    const QJsonValue head = push.value(QLatin1String("head_commit"));
    const QString hash =
        request.header("x-github-event").isEmpty() ? QString() : head[QLatin1String("id")].toString();
    const QString title =
        request.header("x-github-event").isEmpty() ? QString() : head[QLatin1String("message")].toString();
    deployer.enqueue({idKey, service->value(idKey).toString(),
                      title.isEmpty() ? QStringLiteral("NEW CHANGES") : title,
                      QStringLiteral("Hash: ") + hash, DeployType::Deploy});
    return said(kind + QStringLiteral(" deployed successfully"), 200);
}

} // namespace envdeck::standins::dokploy
