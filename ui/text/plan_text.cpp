// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/plan_text.h"

#include <QCoreApplication>

namespace envdeck::ui {

struct PlanWords {
    Q_DECLARE_TR_FUNCTIONS(envdeck::ui::PlanWords)
};

using Words = PlanWords;

QString changeActionWord(ChangeAction action)
{
    switch (action) {
    case ChangeAction::NoOp: return Words::tr("Unchanged");
    case ChangeAction::Create: return Words::tr("Add");
    case ChangeAction::Update: return Words::tr("Change");
    case ChangeAction::ReplaceDeleteFirst: return Words::tr("Replace, destroy first");
    case ChangeAction::ReplaceCreateFirst: return Words::tr("Replace, create first");
    case ChangeAction::Delete: return Words::tr("Destroy");
    case ChangeAction::Read: return Words::tr("Read");
    case ChangeAction::Forget: return Words::tr("Forget");
    case ChangeAction::Move: return Words::tr("Move");
    case ChangeAction::Import: return Words::tr("Import");
    case ChangeAction::Other: return Words::tr("Other");
    }
    Q_UNREACHABLE();
}

QString planSummaryText(const PlanCounts &counts)
{
    return Words::tr("%1 to add, %2 to change, %3 to replace, %4 to destroy")
        .arg(counts.create)
        .arg(counts.update)
        .arg(counts.replace)
        .arg(counts.destroy);
}

// The values of action_reason in `terraform show -json`, Terraform 1.11 and OpenTofu 1.9.
QString changeReasonText(const ResourceChange &change)
{
    const QString &reason = change.reason;
    if (reason.isEmpty())
        return {};
    if (reason == QLatin1String("replace_because_cannot_update"))
        return Words::tr("forced by an attribute that cannot change in place");
    if (reason == QLatin1String("replace_because_tainted"))
        return Words::tr("marked as tainted");
    if (reason == QLatin1String("replace_by_request"))
        return Words::tr("asked for by hand");
    if (reason == QLatin1String("replace_by_triggers"))
        return Words::tr("triggered by another resource");
    if (reason == QLatin1String("delete_because_no_resource_config"))
        return Words::tr("no longer in the code");
    if (reason == QLatin1String("delete_because_no_module"))
        return Words::tr("its module is no longer in the code");
    if (reason == QLatin1String("delete_because_count_index"))
        return Words::tr("beyond the new count");
    if (reason == QLatin1String("delete_because_each_key"))
        return Words::tr("its key is no longer in for_each");
    if (reason == QLatin1String("delete_because_wrong_repetition"))
        return Words::tr("count or for_each was added or removed");
    if (reason == QLatin1String("delete_because_no_move_target"))
        return Words::tr("moved to an address that is not in the code");
    if (reason == QLatin1String("read_because_config_unknown") ||
        reason == QLatin1String("read_because_dependency_pending"))
        return Words::tr("can only be read while applying");
    if (reason == QLatin1String("read_because_check_nested"))
        return Words::tr("read by a check");
    return reason; // a newer program's own word is better than none
}

QString lossText(const ResourceChange &change)
{
    if (!isDestructive(change.action))
        return {};
    const auto holds = [&](const char *part) { return change.type.contains(QLatin1String(part)); };
    if (holds("server") || holds("droplet") || holds("instance"))
        return Words::tr("Data on its disk is lost");
    if (holds("volume") || holds("database") || holds("bucket") || holds("disk"))
        return Words::tr("Its data is lost");
    return {};
}

} // namespace envdeck::ui
