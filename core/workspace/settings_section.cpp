// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/sections.h"
#include "core/workspace/shapes.h"

namespace envdeck::workspace {

namespace {

using namespace std::chrono;

const QStringList gitHosts{QStringLiteral("none"), QStringLiteral("github"),
                           QStringLiteral("github-enterprise")};
const QStringList databaseKinds{QStringLiteral("postgres")};
const QStringList backupIntervals{QStringLiteral("hour"), QStringLiteral("day"), QStringLiteral("week")};
const QStringList registryKinds{QStringLiteral("ghcr"), QStringLiteral("docker-hub"), QStringLiteral("oci")};

void readBackupTarget(const Place &place, Database &database, Problems &problems)
{
    const auto text = textAt(place, problems);
    if (!text || !placeholdersAreKnown(place, *text, {QStringLiteral("{environment}")}, problems))
        return;
    database.backupTo = *text;
    QString filled = *text;
    const QUrl url(filled.replace(QLatin1String("{environment}"), QLatin1String("environment")),
                   QUrl::StrictMode);
    const bool isBucket = url.isValid() && url.scheme() == QLatin1String("s3") && !url.host().isEmpty();
    if (isBucket && url.userInfo().isEmpty())
        return;
    Problem facts;
    facts.value = url.toDisplayString(QUrl::RemoveUserInfo);
    problems.add(isBucket ? ProblemCode::UrlWithUserInfo : ProblemCode::BadUrl, place, facts);
}

void readBackup(const Place &place, Database &database, Problems &problems)
{
    Mapping mapping(place, {QStringLiteral("every"), QStringLiteral("keep"), QStringLiteral("to")}, problems);
    if (const auto every = mapping.require(QStringLiteral("every"))) {
        if (const auto chosen = choiceAt(*every, backupIntervals, problems))
            database.backupEvery = backupIntervals.at(*chosen);
    }
    if (const auto keep = mapping.find(QStringLiteral("keep"))) {
        if (const auto kept = durationAt(*keep, days(1), days(3650), problems))
            database.keepDays = static_cast<int>(duration_cast<days>(*kept).count());
    }
    if (const auto to = mapping.require(QStringLiteral("to")))
        readBackupTarget(*to, database, problems);
}

Database readDatabase(const Member &member, Problems &problems)
{
    Mapping mapping(member.value, {QStringLiteral("kind"), QStringLiteral("where"), QStringLiteral("backup")},
                    problems);
    Database database;
    database.name = member.name;
    if (const auto kind = mapping.require(QStringLiteral("kind"))) {
        if (const auto chosen = choiceAt(*kind, databaseKinds, problems))
            database.kind = databaseKinds.at(*chosen);
    }
    if (const auto where = mapping.require(QStringLiteral("where"))) {
        Mapping inner(*where, {QStringLiteral("container")}, problems);
        if (const auto container = inner.require(QStringLiteral("container")))
            database.container =
                shapedAt(*container, isServiceName, ProblemCode::BadName, problems).value_or(QString());
    }
    if (const auto backup = mapping.find(QStringLiteral("backup")))
        readBackup(*backup, database, problems);
    return database;
}

void addBadName(const Member &member, Problems &problems)
{
    Problem facts;
    facts.value = member.name;
    problems.add(ProblemCode::BadName, member.key, facts);
}

void forbid(const Mapping &mapping, const QString &key, const QString &unless, Problems &problems)
{
    if (!mapping.find(key))
        return;
    Problem facts;
    facts.value = key;
    facts.detail = unless;
    problems.add(ProblemCode::MisplacedKey, mapping.keyOf(key), facts);
}

} // namespace

GitSpec readGit(const Place &place, Problems &problems)
{
    Mapping mapping(place,
                    {QStringLiteral("host"), QStringLiteral("repository"), QStringLiteral("branch"),
                     QStringLiteral("url")},
                    problems);
    GitSpec git;
    std::optional<int> host;
    if (const auto at = mapping.require(QStringLiteral("host")))
        host = choiceAt(*at, gitHosts, problems);
    git.host = static_cast<GitHost>(host.value_or(0));

    const auto repository = host && git.host != GitHost::None ? mapping.require(QStringLiteral("repository"))
                                                              : mapping.find(QStringLiteral("repository"));
    if (repository)
        git.repository =
            shapedAt(*repository, isRepository, ProblemCode::BadRepository, problems).value_or(QString());
    if (const auto branch = mapping.require(QStringLiteral("branch")))
        git.branch = shapedAt(*branch, isBranchName, ProblemCode::BadBranch, problems).value_or(QString());
    if (git.host == GitHost::GitHubEnterprise) {
        if (const auto url = mapping.require(QStringLiteral("url")))
            git.url = baseUrlAt(*url, problems).value_or(QUrl());
    } else if (host) {
        forbid(mapping, QStringLiteral("url"), QStringLiteral("host: github-enterprise"), problems);
    }
    return git;
}

QList<Database> readDatabases(const Place &place, Problems &problems)
{
    QList<Database> databases;
    for (const Member &member : namedMembers(place, problems)) {
        if (!isAppName(member.name))
            addBadName(member, problems);
        databases.append(readDatabase(member, problems));
    }
    return databases;
}

QHash<QString, QString> readRegistries(const Place &place, Problems &problems)
{
    QHash<QString, QString> registries;
    for (const Member &member : namedMembers(place, problems)) {
        if (!isRegistryHost(member.name))
            addBadName(member, problems);
        Mapping mapping(member.value, {QStringLiteral("kind")}, problems);
        if (const auto kind = mapping.require(QStringLiteral("kind"))) {
            if (const auto chosen = choiceAt(*kind, registryKinds, problems))
                registries.insert(member.name, registryKinds.at(*chosen));
        }
    }
    return registries;
}

Thresholds readThresholds(const Place &place, Problems &problems)
{
    const QList<std::pair<QString, double Thresholds::*>> percentages{
        {QStringLiteral("cpu"), &Thresholds::cpuPercent},
        {QStringLiteral("memory"), &Thresholds::memoryPercent},
        {QStringLiteral("disk"), &Thresholds::diskPercent},
        {QStringLiteral("error-rate"), &Thresholds::errorRatePercent}};
    const QString p95 = QStringLiteral("p95");
    const QString certificate = QStringLiteral("certificate");
    const QString observe = QStringLiteral("observe");
    QStringList known;
    for (const auto &[key, member] : percentages)
        known.append(key);
    const Mapping mapping(place, known + QStringList{p95, certificate, observe}, problems);

    Thresholds thresholds;
    for (const auto &[key, member] : percentages) {
        if (const auto at = mapping.find(key))
            thresholds.*member = percentageAt(*at, problems).value_or(thresholds.*member);
    }
    const auto span = [&](const QString &key, milliseconds lowest, milliseconds highest,
                          milliseconds otherwise) {
        const auto at = mapping.find(key);
        return at ? durationAt(*at, lowest, highest, problems).value_or(otherwise) : otherwise;
    };
    const milliseconds defaultP95(static_cast<qint64>(thresholds.p95Ms));
    thresholds.p95Ms = static_cast<double>(span(p95, milliseconds(1), minutes(10), defaultP95).count());
    thresholds.certificate =
        duration_cast<days>(span(certificate, days(1), days(365), thresholds.certificate));
    thresholds.observe = duration_cast<seconds>(span(observe, seconds(1), days(1), thresholds.observe));
    return thresholds;
}

QHash<QString, seconds> readSchedules(const Place &place, Problems &problems)
{
    const QStringList known{QStringLiteral("drift"), QStringLiteral("verify")};
    const Mapping mapping(place, known, problems);
    QHash<QString, seconds> schedules;
    for (const QString &key : known) {
        const auto at = mapping.find(key);
        if (const auto every = at ? durationAt(*at, minutes(1), days(31), problems) : std::nullopt)
            schedules.insert(key, duration_cast<seconds>(*every));
    }
    return schedules;
}

} // namespace envdeck::workspace
