// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deployments/gitops_service.h"

#include "core/gitops/compose_image.h"

#include <QRegularExpression>

#include <algorithm>

// Which versions there are, and what each of them brings.
namespace envdeck::deployments {

namespace {

// Of so many tags the time is asked at once, so that they stand in its order; of more only for those in view.
constexpr qsizetype datedAtOnce = 30;

Error noRevision(const ImageRef &image)
{
    return Error{ErrorCode::NotFound, image.text(), QStringLiteral("no-revision"), 0};
}

Error noCodeHost()
{
    return Error{ErrorCode::BadConfig, QStringLiteral("git"), QStringLiteral("not-configured"), 0};
}

bool looksNumbered(const QString &tag)
{
    static const QRegularExpression numbered(QStringLiteral("^v?\\d+(\\.\\d+)+"));
    return numbered.match(tag).hasMatch();
}

qsizetype digitsAt(const QString &text, qsizetype at)
{
    qsizetype end = at;
    while (end < text.size() && text.at(end) >= QLatin1Char('0') && text.at(end) <= QLatin1Char('9'))
        ++end;
    return end - at;
}

// Runs of digits as numbers, all else by its characters, whatever the locale; what goes on behind an end is
// older, as "v1.4.0-rc1" is than "v1.4.0".
bool isNewer(const QString &a, const QString &b)
{
    qsizetype i = 0, j = 0;
    while (i < a.size() && j < b.size()) {
        const qsizetype first = digitsAt(a, i), second = digitsAt(b, j);
        if (first > 0 && second > 0) {
            const auto number = [](const QString &text, qsizetype at, qsizetype size) {
                QStringView digits = QStringView(text).mid(at, size);
                while (digits.size() > 1 && digits.front() == QLatin1Char('0'))
                    digits = digits.mid(1);
                return digits;
            };
            const QStringView x = number(a, i, first), y = number(b, j, second);
            if (x != y)
                return x.size() != y.size() ? x.size() > y.size() : x > y;
            i += first;
            j += second;
        } else if (a.at(i) != b.at(j)) {
            return a.at(i) > b.at(j);
        } else {
            ++i;
            ++j;
        }
    }
    return i >= a.size() && j < b.size();
}

// v1.10.0 before v1.9.3, numbered ones before all others ("latest", "main", commits).
void sortByNumber(QStringList *tags)
{
    std::sort(tags->begin(), tags->end(), [](const QString &a, const QString &b) {
        const bool first = looksNumbered(a), second = looksNumbered(b);
        return first != second ? first : isNewer(a, b);
    });
}

void sortByTime(QList<Version> *versions)
{
    std::stable_sort(versions->begin(), versions->end(), [](const Version &a, const Version &b) {
        return a.created.isValid() && b.created.isValid() && a.created > b.created;
    });
}

} // namespace

Async<QList<Version>> GitOpsService::versions(const Target &target, std::stop_token stop)
{
    if (!m_outside.workspace.app(target.app) || !m_outside.workspace.environment(target.environment))
        return ready<QList<Version>>(unknownTarget(target));
    return andThen(joined(this, m_outside.mirror.fetch(stop)), this,
                   [=, this](const std::tuple<Result<void>> &fetched) {
                       const auto &fetch = std::get<0>(fetched);
                       if (!fetch && m_outside.mirror.lastFetch().isNull()) // else the last fetch has to do
                           return ready<QList<Version>>(fetch.error());
                       return versionsAtHeads(target, stop);
                   });
}

Async<GitOpsService::Lines> GitOpsService::imageLines(const App &app, std::stop_token stop)
{
    QList<Async<ImageRef>> lines;
    QList<EnvironmentId> ids;
    for (const Environment &other : m_outside.workspace.environments) {
        if (!app.environments.contains(other.name))
            continue;
        const QString file = m_outside.workspace.composeFile(other.name, app.name);
        ids.append(other.name);
        lines.append(andThen(m_outside.mirror.readHead(other.branch, stop), this,
                             [=, this, service = app.services.first()](const QString &head) {
                                 return andThen(
                                     m_outside.mirror.readFile(head, file, stop), this,
                                     [=](const QByteArray &content) {
                                         const auto line = gitops::imageOf({file, content}, service);
                                         return ready<ImageRef>(line ? Result<ImageRef>(line.value().image)
                                                                     : Result<ImageRef>(line.error()));
                                     });
                             }));
    }
    return andThen(joined(this, lines), this, [ids](const QList<Result<ImageRef>> &images) {
        Lines found;
        for (qsizetype i = 0; i < images.size(); ++i)
            found.insert(ids.at(i), images.at(i));
        return ready<Lines>(found);
    });
}

Async<QString> GitOpsService::recordedIn(const Target &source, const ImageRef &version)
{
    return andThen(m_outside.journal.deploymentRecords(source), this,
                   [version](const QList<journal::DeploymentRecord> &records) {
                       const journal::DeploymentRecord *last = nullptr;
                       for (const journal::DeploymentRecord &record : records) {
                           const bool same = record.image.repository == version.repository &&
                                             record.image.tag == version.tag &&
                                             !record.image.digest.isEmpty();
                           if (same && (!last || record.observedAt > last->observedAt))
                               last = &record;
                       }
                       return ready<QString>(last ? last->image.digest : QString());
                   });
}

QString GitOpsService::promotedDigest(const Request &request, const ImageRef &version, const Lines &lines,
                                      const QString &recorded)
{
    const auto line = lines.constFind(request.promotedFrom);
    const bool runsIt = line != lines.cend() && *line && line->value().tag == version.tag &&
                        line->value().repository == version.repository;
    return runsIt && !line->value().digest.isEmpty() ? line->value().digest : recorded;
}

Async<QList<Version>> GitOpsService::versionsAtHeads(const Target &target, std::stop_token stop)
{
    return andThen(
        imageLines(*m_outside.workspace.app(target.app), stop), this, [=, this](const Lines &images) {
            QHash<QString, QList<EnvironmentId>> runsIn;
            for (const Environment &each : m_outside.workspace.environments) {
                // One that cannot be read runs nothing that we know of.
                if (images.contains(each.name) && images.value(each.name, unknownTarget(target)))
                    runsIn[images.value(each.name, unknownTarget(target)).value().tag].append(each.name);
            }
            const auto here = images.value(target.environment, unknownTarget(target));
            return here ? tagged(here.value().repository, runsIn, stop) : ready<QList<Version>>(here.error());
        });
}

Async<QList<Version>> GitOpsService::tagged(const QString &repository,
                                            const QHash<QString, QList<EnvironmentId>> &runsIn,
                                            std::stop_token stop)
{
    return andThen(m_outside.registry.tags(repository, stop), this, [=, this](QStringList tags) {
        sortByNumber(&tags);
        QList<Version> versions;
        for (const QString &tag : tags)
            versions.append({{repository, tag, {}}, {}, runsIn.value(tag)});
        if (versions.size() > datedAtOnce)
            return ready<QList<Version>>(versions);
        QList<Async<Version>> questions;
        for (const Version &version : versions)
            questions.append(readVersion(version, stop));
        return andThen(joined(this, questions), this,
                       [versions](const QList<Result<Version>> &answers) mutable {
                           for (qsizetype i = 0; i < answers.size(); ++i) {
                               if (answers.at(i))
                                   versions[i] = answers.at(i).value();
                           }
                           sortByTime(&versions);
                           return ready<QList<Version>>(versions);
                       });
    });
}

Async<Version> GitOpsService::readVersion(const Version &version, std::stop_token stop)
{
    const auto facts = m_outside.registry.facts({version.image.repository, version.image.tag, {}}, stop);
    return andThen(withDeadline(facts, this, m_patience.check), this,
                   [this, version](const platform::ImageFacts &read) {
                       Version known = version;
                       known.isRead = true;
                       known.image.digest = read.digest;
                       known.created = read.created;
                       known.revision = read.revision();
                       known.platforms = read.platforms;
                       if (m_outside.code && !known.revision.isEmpty())
                           known.repository = m_outside.code->repositoryAt(read.source());
                       return ready<Version>(known);
                   });
}

Async<VersionNews> GitOpsService::news(const Target &target, const Version &to, std::stop_token stop)
{
    const App *app = m_outside.workspace.app(target.app);
    if (!app || !app->environments.contains(target.environment))
        return ready<VersionNews>(unknownTarget(target));
    if (!m_outside.code || !m_outside.code->isConfigured())
        return ready<VersionNews>(noCodeHost());
    const auto lines = andThen(
        joined(this, m_outside.mirror.lastFetch().isNull() ? m_outside.mirror.fetch(stop) : ready<void>({})),
        this, [this, stop, app = *app](const std::tuple<Result<void>> &) {
            return imageLines(app, stop); // says by itself what could not be read
        });
    return andThen(lines, this, [=, this](const Lines &images) {
        const auto line = images.value(target.environment, unknownTarget(target));
        if (!line)
            return ready<VersionNews>(line.error());
        Version now;
        now.image = line.value();
        const auto both =
            joined(this, readVersion(now, stop), to.isRead ? ready<Version>(to) : readVersion(to, stop));
        return andThen(both, this, [=, this](const auto &answers) {
            const auto &[before, after] = answers;
            if (!before || !after)
                return ready<VersionNews>(before ? after.error() : before.error());
            for (const Version *each : {&before.value(), &after.value()}) {
                if (each->revision.isEmpty() || each->repository.isEmpty())
                    return ready<VersionNews>(noRevision(each->image));
            }
            if (before.value().repository != after.value().repository)
                return ready<VersionNews>(noRevision(after.value().image));
            VersionNews news{before.value().image, after.value().image, {}};
            return andThen(m_outside.code->compare(after.value().repository, before.value().revision,
                                                   after.value().revision, stop),
                           this, [news](const platform::Comparison &comparison) mutable {
                               news.comparison = comparison;
                               return ready<VersionNews>(news);
                           });
        });
    });
}

Async<platform::CiFacts> GitOpsService::ci(const Version &version, std::stop_token stop)
{
    if (!m_outside.code || !m_outside.code->isConfigured())
        return ready<platform::CiFacts>(noCodeHost());
    const auto read = version.isRead ? ready<Version>(version) : readVersion(version, stop);
    return andThen(read, this, [=, this](const Version &known) {
        if (known.revision.isEmpty() || known.repository.isEmpty())
            return ready<platform::CiFacts>(noRevision(known.image));
        return m_outside.code->ci(known.repository, known.revision, stop);
    });
}

} // namespace envdeck::deployments
