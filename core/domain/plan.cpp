// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/plan.h"

#include <QCryptographicHash>
#include <QDataStream>
#include <QIODevice>
#include <algorithm>

namespace envdeck {

namespace {

void write(QDataStream &stream, QList<AttributeChange> attributes)
{
    std::sort(attributes.begin(), attributes.end(),
              [](const AttributeChange &a, const AttributeChange &b) { return a.path < b.path; });
    for (const AttributeChange &attribute : attributes) {
        if (attribute.changed || attribute.unknownAfter)
            stream << attribute.path << attribute.before << attribute.after << attribute.hadBefore
                   << attribute.hasAfter << attribute.unknownAfter << attribute.sensitive
                   << attribute.forcesReplacement;
    }
    stream << QString(); // no path: the end
}

bool hidesAChange(const QList<AttributeChange> &attributes)
{
    return std::any_of(attributes.cbegin(), attributes.cend(), [](const AttributeChange &attribute) {
        return attribute.sensitive && (attribute.changed || attribute.unknownAfter);
    });
}

} // namespace

QByteArray changeSetDigest(const Plan &plan)
{
    QByteArray text;
    QDataStream stream(&text, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_0);
    QList<ResourceChange> resources = plan.resources;
    std::sort(resources.begin(), resources.end(), [](const ResourceChange &a, const ResourceChange &b) {
        return std::pair(a.address, a.deposed) < std::pair(b.address, b.deposed);
    });
    for (const ResourceChange &resource : resources) {
        if (resource.action == ChangeAction::NoOp && resource.previousAddress.isEmpty() &&
            resource.importId.isEmpty())
            continue;
        stream << resource.address << resource.previousAddress << resource.provider << int(resource.action)
               << resource.rawAction << resource.importId << resource.deposed;
        write(stream, resource.attributes.list());
    }
    stream << QString();
    QList<OutputChange> outputs = plan.outputs;
    std::sort(outputs.begin(), outputs.end(),
              [](const OutputChange &a, const OutputChange &b) { return a.name < b.name; });
    for (const OutputChange &output : outputs) {
        if (output.action == ChangeAction::NoOp)
            continue;
        stream << output.name << int(output.action);
        write(stream, output.attributes);
    }
    return QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex();
}

bool changesHiddenValues(const Plan &plan)
{
    return std::any_of(plan.resources.cbegin(), plan.resources.cend(),
                       [](const ResourceChange &resource) {
                           return resource.action != ChangeAction::NoOp &&
                                  hidesAChange(resource.attributes.list());
                       }) ||
           std::any_of(plan.outputs.cbegin(), plan.outputs.cend(), [](const OutputChange &output) {
               return output.action != ChangeAction::NoOp && hidesAChange(output.attributes);
           });
}

bool isDestructive(ChangeAction action)
{
    return action == ChangeAction::Delete || action == ChangeAction::ReplaceDeleteFirst ||
           action == ChangeAction::ReplaceCreateFirst;
}

bool Plan::hasChanges() const
{
    const bool resourcesChange = counts.create || counts.update || counts.replace || counts.destroy ||
                                 counts.moved || counts.imported || counts.forgotten;
    const bool somethingElse = std::any_of(resources.cbegin(), resources.cend(), [](const ResourceChange &r) {
        return r.action == ChangeAction::Other;
    });
    return resourcesChange || somethingElse || hasOutputChanges;
}

bool Plan::destroys() const
{
    return std::any_of(resources.cbegin(), resources.cend(),
                       [](const ResourceChange &r) { return isDestructive(r.action); });
}

PlanCounts countsOf(const QList<ResourceChange> &resources)
{
    PlanCounts counts;
    for (const ResourceChange &resource : resources) {
        switch (resource.action) {
        case ChangeAction::NoOp: ++counts.unchanged; break;
        case ChangeAction::Create: ++counts.create; break;
        case ChangeAction::Update: ++counts.update; break;
        case ChangeAction::ReplaceDeleteFirst:
        case ChangeAction::ReplaceCreateFirst: ++counts.replace; break;
        case ChangeAction::Delete: ++counts.destroy; break;
        case ChangeAction::Read: ++counts.read; break;
        case ChangeAction::Forget: ++counts.forgotten; break;
        case ChangeAction::Move:
        case ChangeAction::Import:
        case ChangeAction::Other: break;
        }
        const bool moved = resource.action == ChangeAction::Move || !resource.previousAddress.isEmpty();
        const bool imported = resource.action == ChangeAction::Import || !resource.importId.isEmpty();
        counts.moved += moved ? 1 : 0;
        counts.imported += imported ? 1 : 0;
    }
    return counts;
}

} // namespace envdeck
