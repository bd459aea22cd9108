// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/attention_text.h"

#include "ui/text/error_text.h"

#include <QCoreApplication>

namespace envdeck::ui {

struct AttentionWords {
    Q_DECLARE_TR_FUNCTIONS(envdeck::ui::AttentionWords)
};

QString attentionText(const health::Attention &attention)
{
    const auto fact = [&](const char *name) { return attention.facts.value(QLatin1String(name)); };
    switch (attention.code) {
    case health::AttentionCode::Failed:
        return fact("exitCode").isEmpty()
                   ? AttentionWords::tr("%1 does not run").arg(fact("version"))
                   : AttentionWords::tr("%1 ended with exit code %2").arg(fact("version"), fact("exitCode"));
    case health::AttentionCode::Degraded:
        return fact("errorPercent").isEmpty() ? AttentionWords::tr("Degraded since %1").arg(fact("version"))
                                              : AttentionWords::tr("Error rate %1 % since %2")
                                                    .arg(fact("errorPercent"), fact("version"));
    case health::AttentionCode::Mismatch:
        return fact("running").isEmpty()
                   ? AttentionWords::tr("Git says %1, something else runs").arg(fact("version"))
                   : AttentionWords::tr("Git says %1, %2 runs").arg(fact("version"), fact("running"));
    case health::AttentionCode::HoldBroken:
        return AttentionWords::tr("Hold broken: held at %1, and git says %2")
            .arg(fact("held"), fact("version"));
    case health::AttentionCode::NotAnswering:
        return AttentionWords::tr("%1 does not answer").arg(fact("version"));
    case health::AttentionCode::AlertFiring:
        return fact("outlived").isEmpty()
                   ? AttentionWords::tr("Alert: %1").arg(fact("rule"))
                   : AttentionWords::tr("Alert: %1. %2 no longer runs here; waiting for SigNoz to resolve it")
                         .arg(fact("rule"), fact("outlived"));
    case health::AttentionCode::SourceFailed: {
        const Error error{
            errorCodeFromName(fact("error")).value_or(ErrorCode::Internal), {}, fact("detail"), 0};
        return fact("source") == QLatin1String("dokploy")
                   ? AttentionWords::tr("Dokploy: %1").arg(causeText(error))
                   : AttentionWords::tr("SigNoz: %1").arg(causeText(error));
    }
    case health::AttentionCode::Drifted:
        return AttentionWords::tr("%n resource(s) changed outside of terraform", nullptr,
                                  fact("resources").toInt());
    case health::AttentionCode::PlatformOutdated:
        return AttentionWords::tr("Dokploy %1 lacks security fixes").arg(fact("version"));
    }
    Q_UNREACHABLE();
}

Severity attentionSeverity(const health::Attention &attention)
{
    return attention.critical ? Severity::Critical : Severity::Warning;
}

QString attentionPlace(const health::Attention &attention)
{
    return attention.target.app.isEmpty()
               ? attention.target.environment
               : attention.target.environment + QStringLiteral(" / ") + attention.target.app;
}

} // namespace envdeck::ui
