// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/prune_plan.h"

#include <algorithm>

namespace envdeck::hosts {

namespace {

struct Needed {
    ImageRef image;
    KeepWhy why;
    QString who;
};

bool sameRepository(const ImageRef &a, const ImageRef &b)
{
    return a.registry() == b.registry() && a.path() == b.path();
}

// Letters, digits and ._-/:@ : what a shell takes as it is.
bool isPlainReference(const QString &text)
{
    return !text.isEmpty() && text.at(0).isLetterOrNumber() &&
           std::all_of(text.cbegin(), text.cend(), [](QChar c) {
               return c.unicode() < 0x80 && (c.isLetterOrNumber() || QStringView(u"._-/:@").contains(c));
           });
}

Error refused(const QString &part, const QString &why)
{
    return Error{ErrorCode::Conflict, part, why, 0};
}

QString wordsOf(const Error &error)
{
    return error.detail.isEmpty() ? errorCodeName(error.code) : error.detail;
}

Result<QList<Needed>> neededImages(const HostFacts &facts, const QList<AppHistory> &histories)
{
    QList<Needed> needed;
    for (const AppHistory &history : histories) {
        if (!history.deployments)
            return refused(history.target.text(), wordsOf(history.deployments.error()));
        for (const Deployment &deployment : history.deployments.value().mid(0, deploymentsKept))
            needed.append({deployment.image, KeepWhy::Deployment,
                           history.target.text() + QLatin1Char(' ') +
                               (deployment.image.tag.isEmpty() ? shortDigest(deployment.image.digest)
                                                               : deployment.image.tag)});
    }
    if (facts.services) {
        for (const SwarmService &service : facts.services.value()) {
            if (!service.image)
                return refused(QStringLiteral("services"), service.name);
            needed.append({*service.image, KeepWhy::Service, service.name});
        }
    } else if (facts.docker.value().manager) {
        return refused(QStringLiteral("services"), wordsOf(facts.services.error()));
    }
    return needed;
}

void keep(PruneImage *image, KeepWhy why, const QString &who)
{
    const std::pair reason(why, who);
    if (!image->kept.contains(reason))
        image->kept.append(reason);
}

// What one name of an image (a row of the list) means to what is needed.
void match(PruneImage *image, const ImageFacts &row, const QList<Needed> &needed)
{
    const auto named = ImageRef::parse(row.repository);
    if (!named)
        return;
    for (const Needed &need : needed) {
        if (!sameRepository(*named, need.image))
            continue;
        const bool sameTag = !row.tag.isEmpty() && row.tag == need.image.tag;
        const bool sameDigest = !row.digest.isEmpty() && row.digest == need.image.digest;
        const bool digestsDiffer = !row.digest.isEmpty() && !need.image.digest.isEmpty() && !sameDigest;
        if (sameDigest || (sameTag && !digestsDiffer))
            keep(image, need.why, need.who);
        else if (sameTag)
            keep(image, KeepWhy::MovedTag, need.who);
    }
}

QString nameOf(const ImageFacts &row)
{
    if (row.repository.isEmpty())
        return {};
    if (!row.tag.isEmpty())
        return row.repository + QLatin1Char(':') + row.tag;
    return row.digest.isEmpty() ? QString() : row.repository + QLatin1Char('@') + row.digest;
}

} // namespace

Result<PrunePlan> prunePlan(const HostFacts &facts, const QList<AppHistory> &histories)
{
    if (!facts.docker)
        return refused(QStringLiteral("docker"), wordsOf(facts.docker.error()));
    if (!facts.images)
        return refused(QStringLiteral("images"), wordsOf(facts.images.error()));
    if (!facts.containers)
        return refused(QStringLiteral("containers"), wordsOf(facts.containers.error()));
    if (!facts.containers.value().isWhole())
        return refused(QStringLiteral("containers"), QStringLiteral("incomplete"));
    const bool rowsMissing =
        std::any_of(facts.problems.cbegin(), facts.problems.cend(), [](const Error &problem) {
            return problem.subject.startsWith(QLatin1String("images[")) ||
                   problem.subject.startsWith(QLatin1String("services["));
        });
    if (rowsMissing)
        return refused(QStringLiteral("images"), QStringLiteral("incomplete"));
    const auto needed = neededImages(facts, histories);
    if (!needed)
        return needed.error();

    QList<PruneImage> images; // one an id, in the order of the list
    QHash<QString, qsizetype> places;
    for (const ImageFacts &row : facts.images.value()) {
        if (!places.contains(row.id)) {
            places.insert(row.id, images.size());
            images.append({row.id, {}, row.sizeBytes, row.created, {}});
        }
        PruneImage &image = images[places.value(row.id)];
        if (const QString name = nameOf(row); !name.isEmpty() && !image.names.contains(name))
            image.names.append(name);
        match(&image, row, needed.value());
    }
    for (const ContainerFacts &container : facts.containers.value().list) {
        if (const auto place = places.constFind(container.imageId); place != places.cend())
            keep(&images[*place], KeepWhy::Container, container.name);
    }

    PrunePlan plan;
    for (const PruneImage &image : images) {
        if (!image.kept.isEmpty()) {
            plan.keep.append(image);
            continue;
        }
        plan.remove.append(image);
        plan.atMostBytes += image.sizeBytes;
    }
    std::stable_sort(plan.remove.begin(), plan.remove.end(),
                     [](const PruneImage &a, const PruneImage &b) { return a.sizeBytes > b.sizeBytes; });
    std::stable_sort(plan.keep.begin(), plan.keep.end(), [](const PruneImage &a, const PruneImage &b) {
        return a.names.value(0) < b.names.value(0);
    });
    for (const PruneImage &image : plan.remove) {
        // By each of its names: an id that has several is refused without --force.
        const bool plain = std::all_of(image.names.cbegin(), image.names.cend(), isPlainReference);
        if (plain && !image.names.isEmpty())
            plan.references += image.names;
        else
            plan.references.append(image.id);
    }
    return plan;
}

} // namespace envdeck::hosts
