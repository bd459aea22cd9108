// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/plan_names.h"

#include <QHash>

namespace envdeck::ui {

PlanNames planNames(const Plan &plan, std::stop_token stop)
{
    PlanNames names;
    QHash<QStringList, int> known;
    for (const ResourceChange &change : plan.resources) {
        if (stop.stop_requested())
            break;
        QStringList list;
        const QList<AttributeChange> attributes = change.attributes.list();
        for (const AttributeChange &attribute : attributes) {
            if (attribute.changed)
                list.append(attribute.path);
        }
        if (list.isEmpty()) {
            names.ofResource.append(-1);
            continue;
        }
        const auto found = known.constFind(list);
        names.ofResource.append(found == known.constEnd() ? int(names.lists.size()) : found.value());
        if (found == known.constEnd()) {
            known.insert(list, int(names.lists.size()));
            names.lists.append(list);
        }
    }
    return names;
}

} // namespace envdeck::ui
