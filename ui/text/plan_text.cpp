// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/plan_text.h"

#include <QCoreApplication>

namespace envdeck::ui {

struct PlanWords {
    Q_DECLARE_TR_FUNCTIONS(envdeck::ui::PlanWords)
};

QString changeActionWord(ChangeAction action)
{
    switch (action) {
    case ChangeAction::NoOp: return PlanWords::tr("Unchanged");
    case ChangeAction::Create: return PlanWords::tr("Add");
    case ChangeAction::Update: return PlanWords::tr("Change");
    case ChangeAction::ReplaceDeleteFirst: return PlanWords::tr("Replace, destroy first");
    case ChangeAction::ReplaceCreateFirst: return PlanWords::tr("Replace, create first");
    case ChangeAction::Delete: return PlanWords::tr("Destroy");
    case ChangeAction::Read: return PlanWords::tr("Read");
    case ChangeAction::Forget: return PlanWords::tr("Forget");
    case ChangeAction::Move: return PlanWords::tr("Move");
    case ChangeAction::Import: return PlanWords::tr("Import");
    case ChangeAction::Other: return PlanWords::tr("Other");
    }
    Q_UNREACHABLE();
}

QString changeGroupWord(ChangeAction action)
{
    if (action == ChangeAction::ReplaceDeleteFirst || action == ChangeAction::ReplaceCreateFirst)
        return PlanWords::tr("Replace");
    if (action == ChangeAction::Move || action == ChangeAction::Import)
        return PlanWords::tr("Move or import");
    return changeActionWord(action);
}

QString planSummaryText(const PlanCounts &counts)
{
    return PlanWords::tr("%1 to add, %2 to change, %3 to replace, %4 to destroy")
        .arg(counts.create)
        .arg(counts.update)
        .arg(counts.replace)
        .arg(counts.destroy);
}

namespace {

// The values of action_reason in `terraform show -json`, Terraform 1.11 and OpenTofu 1.9.
QString knownReason(const QString &reason)
{
    if (reason.isEmpty())
        return {};
    if (reason == QLatin1String(reasonGone))
        return PlanWords::tr("is gone already, and leaves the state");
    if (reason == QLatin1String("replace_because_cannot_update"))
        return PlanWords::tr("forced by an attribute that cannot change in place");
    if (reason == QLatin1String("replace_because_tainted"))
        return PlanWords::tr("marked as tainted");
    if (reason == QLatin1String("replace_by_request"))
        return PlanWords::tr("asked for by hand");
    if (reason == QLatin1String("replace_by_triggers"))
        return PlanWords::tr("triggered by another resource");
    if (reason == QLatin1String("delete_because_no_resource_config"))
        return PlanWords::tr("no longer in the code");
    if (reason == QLatin1String("delete_because_no_module"))
        return PlanWords::tr("its module is no longer in the code");
    if (reason == QLatin1String("delete_because_count_index"))
        return PlanWords::tr("beyond the new count");
    if (reason == QLatin1String("delete_because_each_key"))
        return PlanWords::tr("its key is no longer in for_each");
    if (reason == QLatin1String("delete_because_wrong_repetition"))
        return PlanWords::tr("count or for_each was added or removed");
    if (reason == QLatin1String("delete_because_no_move_target"))
        return PlanWords::tr("moved to an address that is not in the code");
    if (reason == QLatin1String("read_because_config_unknown") ||
        reason == QLatin1String("read_because_dependency_pending"))
        return PlanWords::tr("can only be read while applying");
    if (reason == QLatin1String("read_because_check_nested"))
        return PlanWords::tr("read by a check");
    return {};
}

} // namespace

QString changeReasonText(const ResourceChange &change)
{
    const QString known = knownReason(change.reason);
    return known.isEmpty() ? change.reason : known; // a newer program's own word is better than none
}

QStringList changeNotes(const ResourceChange &change, QString (*quoted)(const QString &))
{
    const auto foreign = [quoted](const QString &text) { return quoted ? quoted(text) : text; };
    const QString reason = knownReason(change.reason);
    QStringList notes{reason.isEmpty() && !change.reason.isEmpty() ? foreign(change.reason) : reason};
    if (!change.previousAddress.isEmpty())
        notes.append(PlanWords::tr("moved from %1").arg(foreign(change.previousAddress)));
    if (!change.importId.isEmpty())
        notes.append(PlanWords::tr("imported from %1").arg(foreign(change.importId)));
    if (!change.deposed.isEmpty())
        notes.append(PlanWords::tr("left over by an earlier replacement: %1").arg(foreign(change.deposed)));
    if (change.action == ChangeAction::Forget && change.reason != QLatin1String(reasonGone))
        notes.append(PlanWords::tr("leaves the state and goes on existing"));
    if (change.action == ChangeAction::Other && !change.rawAction.isEmpty())
        notes.append(foreign(change.rawAction));
    notes.removeAll(QString());
    return notes;
}

QString changeOrderText(ChangeAction action)
{
    switch (action) {
    case ChangeAction::ReplaceDeleteFirst: return PlanWords::tr("destroy, then create");
    case ChangeAction::ReplaceCreateFirst: return PlanWords::tr("create, then destroy");
    case ChangeAction::Update: return PlanWords::tr("in place");
    case ChangeAction::NoOp:
    case ChangeAction::Create:
    case ChangeAction::Delete:
    case ChangeAction::Read:
    case ChangeAction::Forget:
    case ChangeAction::Move:
    case ChangeAction::Import:
    case ChangeAction::Other: return {};
    }
    Q_UNREACHABLE();
}

QString lossText(const ResourceChange &change)
{
    if (!isDestructive(change.action))
        return {};
    const auto holds = [&](const char *part) { return change.type.contains(QLatin1String(part)); };
    if (holds("server") || holds("droplet") || holds("instance"))
        return PlanWords::tr("Data on its disk is lost");
    if (holds("volume") || holds("database") || holds("bucket") || holds("disk"))
        return PlanWords::tr("Its data is lost");
    return {};
}

} // namespace envdeck::ui
