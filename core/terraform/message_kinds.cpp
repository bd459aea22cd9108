// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/message_kinds.h"

#include <QHash>

namespace envdeck::terraform {

MessageKind kindFrom(const QString &type)
{
    static const QHash<QString, MessageKind> kinds{
        {QStringLiteral("version"), MessageKind::Version},
        {QStringLiteral("log"), MessageKind::Log},
        {QStringLiteral("init_output"), MessageKind::InitOutput},
        {QStringLiteral("diagnostic"), MessageKind::Diagnostic},
        {QStringLiteral("state_lock_acquire"), MessageKind::StateLockAcquire},
        {QStringLiteral("state_lock_release"), MessageKind::StateLockRelease},
        {QStringLiteral("refresh_start"), MessageKind::RefreshStart},
        {QStringLiteral("refresh_complete"), MessageKind::RefreshComplete},
        {QStringLiteral("resource_drift"), MessageKind::ResourceDrift},
        {QStringLiteral("planned_change"), MessageKind::PlannedChange},
        {QStringLiteral("change_summary"), MessageKind::ChangeSummary},
        {QStringLiteral("outputs"), MessageKind::Outputs},
        {QStringLiteral("apply_start"), MessageKind::ApplyStart},
        {QStringLiteral("apply_progress"), MessageKind::ApplyProgress},
        {QStringLiteral("apply_complete"), MessageKind::ApplyComplete},
        {QStringLiteral("apply_errored"), MessageKind::ApplyErrored},
        {QStringLiteral("provision_start"), MessageKind::ProvisionStart},
        {QStringLiteral("provision_progress"), MessageKind::ProvisionProgress},
        {QStringLiteral("provision_complete"), MessageKind::ProvisionComplete},
        {QStringLiteral("provision_errored"), MessageKind::ProvisionErrored},
        {QStringLiteral("ephemeral_op_start"), MessageKind::EphemeralStart},
        {QStringLiteral("ephemeral_op_progress"), MessageKind::EphemeralProgress},
        {QStringLiteral("ephemeral_op_complete"), MessageKind::EphemeralComplete},
        {QStringLiteral("ephemeral_op_errored"), MessageKind::EphemeralErrored},
        {QStringLiteral("ephemeral_action_started"), MessageKind::EphemeralStart},     // OpenTofu 1.11
        {QStringLiteral("ephemeral_action_complete"), MessageKind::EphemeralComplete}, // OpenTofu 1.11
    };
    const auto known = kinds.constFind(type);
    if (known != kinds.constEnd())
        return *known;
    return type.startsWith(QLatin1String("test_")) ? MessageKind::Test : MessageKind::Other;
}

} // namespace envdeck::terraform
