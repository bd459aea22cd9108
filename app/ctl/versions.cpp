// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/versions.h"

#include "app/ctl/values.h"
#include "ui/text/number_text.h"
#include "ui/text/time_text.h"
#include "ui/text/version_text.h"

namespace envdeck::ctl {

namespace {

using deployments::Version;

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QString ciName(platform::CiState state)
{
    switch (state) {
    case platform::CiState::None: return QStringLiteral("none");
    case platform::CiState::Running: return QStringLiteral("running");
    case platform::CiState::Passed: return QStringLiteral("passed");
    case platform::CiState::Failed: return QStringLiteral("failed");
    }
    Q_UNREACHABLE();
}

// One row: what the registry knows, and the checks of its commit. Null with why for what is not known.
struct Row {
    Result<Version> version;
    Result<platform::CiFacts> checks;
};

QJsonObject rowJson(const Version &listed, const Row &row)
{
    const Version version = row.version ? row.version.value() : listed;
    QJsonObject json{{QStringLiteral("version"), toJson(version.image)},
                     {QStringLiteral("created"), timeJson(version.created)},
                     {QStringLiteral("revision"), orNull(version.revision)},
                     {QStringLiteral("repository"), orNull(version.repository)},
                     {QStringLiteral("platforms"), QJsonArray::fromStringList(version.platforms)},
                     {QStringLiteral("runsIn"), QJsonArray::fromStringList(version.runsIn)}};
    if (row.checks)
        json.insert(
            QStringLiteral("checks"),
            QJsonObject{{QStringLiteral("state"), ciName(row.checks.value().state)},
                        {QStringLiteral("failed"), QJsonArray::fromStringList(row.checks.value().failed)}});
    else
        json.insert(QStringLiteral("checks"),
                    QJsonObject{{QStringLiteral("state"), QJsonValue()},
                                {QStringLiteral("why"), errorCodeName(row.checks.error().code)}});
    if (!row.version)
        json.insert(QStringLiteral("why"), errorCodeName(row.version.error().code));
    return json;
}

QStringList rowText(const Version &listed, const Row &row, const QDateTime &now)
{
    const Version version = row.version ? row.version.value() : listed;
    return {version.image.tag,
            version.created.isValid() ? ui::agoText(version.created, now) : ui::absentText(),
            version.revision.isEmpty() ? ui::absentText() : version.revision.left(7),
            row.checks ? ui::ciText(row.checks.value()) : ui::absentText(),
            version.platforms.isEmpty() ? ui::absentText() : version.platforms.join(QLatin1Char(' ')),
            version.runsIn.isEmpty() ? QString() : version.runsIn.join(QLatin1Char(' '))};
}

Async<Row> rowOf(Session &session, const Version &version, std::stop_token stop)
{
    const auto read = session.deployments().readVersion(version, stop);
    return andThen(joined(&session, read), &session,
                   [&session, stop](const std::tuple<Result<Version>> &answer) {
                       const auto &known = std::get<0>(answer);
                       if (!known)
                           return ready<Row>(Row{known.error(), known.error()});
                       const auto checks = session.deployments().ci(known.value(), stop);
                       return andThen(joined(&session, checks), &session,
                                      [known](const std::tuple<Result<platform::CiFacts>> &told) {
                                          return ready<Row>(Row{known, std::get<0>(told)});
                                      });
                   });
}

Answer listAnswer(const QList<Version> &listed, const QList<Result<Row>> &rows, qsizetype total,
                  const QDateTime &now)
{
    Answer answer;
    QJsonArray versions;
    QList<QStringList> lines{{QStringLiteral("VERSION"), QStringLiteral("BUILT"), QStringLiteral("COMMIT"),
                              QStringLiteral("CHECKS"), QStringLiteral("FOR"), QStringLiteral("RUNS IN")}};
    for (qsizetype at = 0; at < rows.size(); ++at) {
        if (!rows.at(at))
            continue;
        versions.append(rowJson(listed.at(at), rows.at(at).value()));
        lines.append(rowText(listed.at(at), rows.at(at).value(), now));
    }
    answer.data = {{QStringLiteral("versions"), versions}, {QStringLiteral("total"), total}};
    answer.lines = aligned(lines);
    if (total > rows.size())
        answer.lines.append(QStringLiteral("%1 of %2; --limit shows more").arg(rows.size()).arg(total));
    return answer;
}

Answer newsAnswer(const deployments::VersionNews &news, const QDateTime &now)
{
    QJsonArray commits;
    Answer answer;
    answer.lines.append(ui::newsText(news));
    for (const platform::CommitFact &commit : news.comparison.commits) {
        commits.append(QJsonObject{{QStringLiteral("commit"), commit.sha},
                                   {QStringLiteral("subject"), commit.subject},
                                   {QStringLiteral("author"), commit.author},
                                   {QStringLiteral("at"), timeJson(commit.at)},
                                   {QStringLiteral("page"), orNull(commit.page.toString())}});
        answer.lines.append(QStringLiteral("  ") + ui::commitText(commit, now));
    }
    if (!news.comparison.page.isEmpty())
        answer.lines.append(news.comparison.page.toString());
    answer.data = {{QStringLiteral("since"), toJson(news.since)},
                   {QStringLiteral("version"), toJson(news.to)},
                   {QStringLiteral("ahead"), news.comparison.ahead},
                   {QStringLiteral("behind"), news.comparison.behind},
                   {QStringLiteral("commits"), commits},
                   {QStringLiteral("page"), orNull(news.comparison.page.toString())}};
    return answer;
}

} // namespace

Async<Answer> listVersions(Session &session, const Arguments &arguments, std::stop_token stop)
{
    const Target target{arguments.environment, arguments.app};
    const auto asked = session.deployments().versions(target, stop);
    return andThen(
        joined(&session, asked), &session,
        [&session, arguments, target, stop](const std::tuple<Result<QList<Version>>> &result) {
            const auto &versions = std::get<0>(result);
            if (!versions)
                return ready<Answer>(answerOf(versions.error()));
            const QDateTime now = session.clock().now();
            if (!arguments.to.isEmpty()) {
                Version wanted;
                wanted.image = {versions.value().isEmpty() ? QString()
                                                           : versions.value().first().image.repository,
                                arguments.to,
                                {}};
                const auto news = session.deployments().news(target, wanted, stop);
                return andThen(joined(&session, news), &session,
                               [now](const std::tuple<Result<deployments::VersionNews>> &told) {
                                   const auto &answer = std::get<0>(told);
                                   return ready<Answer>(answer ? newsAnswer(answer.value(), now)
                                                               : answerOf(answer.error()));
                               });
            }
            const auto shown =
                versions.value().first(std::min<qsizetype>(arguments.limit, versions.value().size()));
            QList<Async<Row>> rows;
            for (const Version &version : shown)
                rows.append(rowOf(session, version, stop));
            return andThen(joined(&session, rows), &session,
                           [shown, total = versions.value().size(), now](const QList<Result<Row>> &read) {
                               return ready<Answer>(listAnswer(shown, read, total, now));
                           });
        });
}

} // namespace envdeck::ctl
