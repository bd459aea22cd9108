// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/plan.h"

#include <algorithm>

namespace envdeck {

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
