// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/history.h"

#include "app/sandbox/settings.h"
#include "core/base/ids.h"

#include <algorithm>

namespace envdeck::sandbox {

namespace {

const Person anna{QStringLiteral("Anna Berg"), QStringLiteral("anna@acme.example")};
const Person bo{QStringLiteral("Bo Lindqvist"), QStringLiteral("bo@acme.example")};
const Person wei{QStringLiteral("Zhang Wei 张伟"), QStringLiteral("wei@acme.example")};
const Person ci{QStringLiteral("acme-ci"), QStringLiteral("ci@acme.example")};

// A row of the story; the rest of a commit follows from it.
struct Row {
    double daysAgo;
    const Person &author;
    const char *environment;
    const char *app;
    const char *tag;
    int pull; // number of the pull request; 0: pushed without one
};

const QList<Row> &deployments()
{
    static const QList<Row> rows{
        {13.0, ci, "dev", "api", "v1.2.9", 0},        {12.6, ci, "test", "api", "v1.2.9", 0},
        {12.2, anna, "prod", "api", "v1.2.9", 188},   {11.5, ci, "dev", "api", "v1.3.0", 0},
        {11.1, ci, "dev", "web", "v2.0.4", 0},        {11.0, ci, "test", "api", "v1.3.0", 0},
        {10.8, ci, "test", "web", "v2.0.4", 0},       {10.5, bo, "prod", "api", "v1.3.0", 190},
        {10.4, bo, "prod", "web", "v2.0.4", 191},     {10.2, ci, "dev", "worker", "v0.9.2", 0},
        {9.95, ci, "test", "worker", "v0.9.2", 0},    {9.8, ci, "dev", "api", "v1.3.1", 0},
        {9.6, wei, "prod", "worker", "v0.9.2", 193},  {9.5, ci, "test", "api", "v1.3.1", 0},
        {9.2, anna, "prod", "api", "v1.3.1", 194},    {8.7, ci, "dev", "api", "v1.3.2", 0},
        {8.6, ci, "dev", "web", "v2.0.5", 0},         {8.4, ci, "test", "api", "v1.3.2", 0},
        {8.3, ci, "test", "web", "v2.0.5", 0},        {8.0, wei, "prod", "api", "v1.3.2", 196},
        {7.9, wei, "prod", "web", "v2.0.5", 197},     {7.2, ci, "dev", "api", "v1.3.3", 0},
        {7.0, ci, "test", "api", "v1.3.3", 0},        {6.6, bo, "prod", "api", "v1.3.3", 199},
        {6.1, ci, "dev", "web", "v2.0.6", 0},         {5.9, ci, "test", "web", "v2.0.6", 0},
        {5.7, anna, "prod", "web", "v2.0.6", 201},    {5.6, ci, "dev", "api", "v1.3.4", 0},
        {5.2, ci, "test", "api", "v1.3.4", 0},        {4.8, anna, "prod", "api", "v1.3.4", 203},
        {4.5, ci, "dev", "worker", "v0.9.3", 0},      {4.3, ci, "test", "worker", "v0.9.3", 0},
        {4.05, ci, "dev", "web", "v2.0.7", 0},        {4.0, wei, "prod", "worker", "v0.9.3", 204},
        {3.8, ci, "test", "web", "v2.0.7", 0},        {3.6, wei, "prod", "web", "v2.0.7", 205},
        {3.4, ci, "prod", "api", "v1.3.5", 0},        {3.25, ci, "dev", "api", "v1.3.6", 0},
        {3.2, ci, "test", "api", "v1.3.6", 0},        {3.04, anna, "prod", "api", "v1.3.6", 209},
        {2.6, ci, "dev", "api", "v1.3.7", 0},         {2.4, ci, "test", "api", "v1.3.7", 0},
        {2.17, ci, "prod", "api", "v1.3.7", 0},       {1.95, ci, "dev", "worker", "v0.9.4", 0},
        {1.7, ci, "test", "worker", "v0.9.4", 0},     {1.6, ci, "dev", "api", "v1.3.8", 0},
        {1.4, ci, "test", "api", "v1.3.8", 0},        {1.1, ci, "dev", "web", "v2.1.0", 0},
        {1.05, ci, "dev", "api", "v1.3.9", 0},        {1.0, ci, "test", "api", "v1.3.9", 0},
        {0.085, anna, "dev", "api", "v1.4.0-rc2", 0}, {0.00625, bo, "prod", "api", "v1.3.8", 214}};
    return rows;
}

constexpr double badReleaseDaysAgo = 3.04; // v1.3.6 in prod, back on v1.3.4 after 22 minutes
constexpr qint64 badReleaseLived = 22 * 60;

QDateTime before(const QDateTime &created, double daysAgo)
{
    return created.addSecs(-qint64(daysAgo * 24 * 3600));
}

QString digestTrailer(const QHash<QString, QString> &digests, const QString &app, const QString &tag)
{
    const QString digest = digests.value(app + QLatin1Char(':') + tag);
    return digest.isEmpty() ? QString() : QStringLiteral("Envdeck-Digest: %1\n").arg(digest);
}

QString trailers(const QDateTime &at, const char *action, const Event &event, const QString &from,
                 const QHash<QString, QString> &digests)
{
    return QStringLiteral(
               "\n\nEnvdeck-Operation: %1\nEnvdeck-Action: %2\nEnvdeck-App: %3\nEnvdeck-Environment: %4\n"
               "Envdeck-From: %5\nEnvdeck-To: %6\n%7")
        .arg(newOperationId(at), QLatin1String(action), event.app, event.environment, from, event.tag,
             digestTrailer(digests, event.app, event.tag));
}

Event other(const QDateTime &at, const Person &author, const char *change, const QString &message,
            bool merged)
{
    Event event;
    event.at = at;
    event.author = author;
    event.change = QLatin1String(change);
    event.message = message;
    event.merged = merged;
    return event;
}

QList<Event> otherCommits(const QDateTime &created)
{
    return {
        other(before(created, 12.9), anna, "readme", QStringLiteral("Say in the README who is on call"),
              false),
        other(before(created, 10.0), bo, "firewall",
              QStringLiteral(
                  "Merge pull request #192 from acme/close-8080\n\nClose port 8080 in all environments"),
              true),
        other(before(created, 7.5), wei, "compose-comments",
              QStringLiteral("Explain the grace period in the compose files (#198)"), false),
        other(before(created, 6.4), anna, "thresholds",
              QStringLiteral("Warn at 1 % errors, not at 2 % (#200)"), false),
        other(before(created, 1.3), bo, "grafana-record",
              QStringLiteral("Merge pull request #212 from acme/grafana-dev\n\nGive dev a name for Grafana "
                             "and a larger server"),
              true),
    };
}

} // namespace

QHash<QString, QString> firstTags()
{
    QHash<QString, QString> tags;
    for (const QString &environment : environments) {
        tags.insert(environment + QStringLiteral("/api"), QStringLiteral("v1.2.8"));
        tags.insert(environment + QStringLiteral("/web"), QStringLiteral("v2.0.3"));
        tags.insert(environment + QStringLiteral("/worker"), QStringLiteral("v0.9.1"));
    }
    return tags;
}

QList<Event> story(const QDateTime &created, const QHash<QString, QString> &digests)
{
    QList<Event> events = otherCommits(created);
    QHash<QString, QString> current = firstTags();
    for (const Row &row : deployments()) {
        Event event;
        event.at = before(created, row.daysAgo);
        event.author = row.author;
        event.environment = QLatin1String(row.environment);
        event.app = QLatin1String(row.app);
        event.tag = QLatin1String(row.tag);
        event.imageMissing = event.tag == QLatin1String("v1.3.5");
        QString &tag = current[event.environment + QLatin1Char('/') + event.app];
        event.message = QStringLiteral("Deploy %1 %2 to %3").arg(event.app, event.tag, event.environment);
        if (row.pull > 0)
            event.message += QStringLiteral(" (#%1)").arg(row.pull);
        else if (&row.author == &anna)
            event.message += trailers(event.at, "deploy", event, tag, digests);
        events.append(event);
        tag = event.tag;
        if (event.environment != QLatin1String("prod") || row.daysAgo != badReleaseDaysAgo)
            continue;
        // The line still names v1.3.5, which never ran; the way back is to the version that did.
        Event back = event;
        back.at = event.at.addSecs(badReleaseLived);
        back.tag = QStringLiteral("v1.3.4");
        back.message = QStringLiteral("Roll back api in prod to v1.3.4") +
                       trailers(back.at, "rollback", back, event.tag, digests) +
                       QStringLiteral("Envdeck-Reason: 5 % of the orders fail since %1\n").arg(event.tag);
        events.append(back);
        tag = back.tag;
    }
    std::stable_sort(events.begin(), events.end(),
                     [](const Event &a, const Event &b) { return a.at < b.at; });
    return events;
}

QList<LiveSpan> liveSpans(const QDateTime &created)
{
    QList<LiveSpan> spans;
    QHash<QString, qsizetype> open;
    const auto begin = [&](const QString &environment, const QString &app, const QString &tag,
                           const QDateTime &at) {
        const QString key = environment + QLatin1Char('/') + app;
        if (open.contains(key))
            spans[open.value(key)].to = at;
        open.insert(key, spans.size());
        spans.append({environment, app, tag, at, {}});
    };
    const QHash<QString, QString> first = firstTags();
    for (auto it = first.cbegin(); it != first.cend(); ++it)
        begin(it.key().section(QLatin1Char('/'), 0, 0), it.key().section(QLatin1Char('/'), 1), it.value(),
              created.addDays(-14));
    for (const Event &event : story(created, {})) {
        if (!event.app.isEmpty() && !event.imageMissing)
            begin(event.environment, event.app, event.tag, event.at);
    }
    return spans;
}

} // namespace envdeck::sandbox
