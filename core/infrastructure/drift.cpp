// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/infrastructure/drift.h"

#include <algorithm>

namespace envdeck::infrastructure {

namespace {

template <typename T, typename Pred>
const T *firstOf(const QList<T> &list, Pred pred)
{
    const auto found = std::find_if(list.cbegin(), list.cend(), pred);
    return found == list.cend() ? nullptr : &*found;
}

DriftedAttribute driftedFrom(const AttributeChange &change)
{
    DriftedAttribute attribute;
    attribute.path = change.path;
    attribute.expected = change.before;
    attribute.actual = change.after;
    attribute.hasExpected = change.hadBefore;
    attribute.hasActual = change.hasAfter;
    attribute.sensitive = change.sensitive;
    return attribute;
}

bool isSame(const DriftedAttribute &now, const DriftedAttribute &before)
{
    return now.path == before.path && now.hasActual == before.hasActual &&
           now.sensitive == before.sensitive && now.actual == before.actual;
}

} // namespace

QDateTime DriftReport::since() const
{
    QDateTime oldest;
    for (const DriftedResource &resource : resources) {
        if (!oldest.isValid() || resource.firstSeen < oldest)
            oldest = resource.firstSeen;
    }
    return oldest;
}

QList<DriftedResource> driftIn(const Plan &plan)
{
    QList<DriftedResource> resources;
    for (const ResourceChange &change : plan.drift) {
        DriftedResource resource;
        resource.address = change.address;
        resource.module = change.module;
        resource.type = change.type;
        resource.deleted = change.action == ChangeAction::Delete;
        const QList<AttributeChange> attributes =
            resource.deleted ? QList<AttributeChange>() : change.attributes.list();
        for (const AttributeChange &attribute : attributes) {
            if (attribute.changed)
                resource.attributes.append(driftedFrom(attribute));
        }
        if (resource.deleted || !resource.attributes.isEmpty())
            resources.append(resource);
    }
    return resources;
}

DriftReport withFirstSeen(DriftReport now, const std::optional<DriftReport> &before)
{
    for (DriftedResource &resource : now.resources) {
        const DriftedResource *known =
            before ? firstOf(before->resources,
                             [&](const DriftedResource &r) {
                                 return r.address == resource.address && r.deleted == resource.deleted;
                             })
                   : nullptr;
        resource.firstSeen = known && resource.deleted ? known->firstSeen : now.at;
        for (DriftedAttribute &attribute : resource.attributes) {
            const DriftedAttribute *same =
                known ? firstOf(known->attributes,
                                [&](const DriftedAttribute &a) { return isSame(attribute, a); })
                      : nullptr;
            attribute.firstSeen = same ? same->firstSeen : now.at;
            resource.firstSeen = std::min(resource.firstSeen, attribute.firstSeen);
        }
    }
    return now;
}

void addCode(QList<DriftedResource> &resources, const QString &root, const QString &folder,
             const QString &prefix)
{
    terraform::CodeFinder finder(root, folder);
    for (DriftedResource &resource : resources) {
        QStringList paths;
        for (const DriftedAttribute &attribute : std::as_const(resource.attributes))
            paths.append(attribute.path);
        const terraform::ResourceCode code = finder.find(resource.address, paths);
        if (code.file.isEmpty())
            continue;
        resource.file = prefix + QLatin1Char('/') + code.file;
        resource.line = code.line;
        resource.repeated = code.repeated;
        for (DriftedAttribute &attribute : resource.attributes) {
            attribute.code = code.arguments.value(attribute.path);
            if (!attribute.code.file.isEmpty())
                attribute.code.file.prepend(prefix + QLatin1Char('/'));
            if (attribute.sensitive) { // what the code says may be the secret itself
                attribute.code.isSecret = true;
                attribute.code.expression.clear();
            }
        }
    }
}

} // namespace envdeck::infrastructure
