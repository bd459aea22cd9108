// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/freshness_text.h"

#include "ui/text/time_text.h"

#include <QCoreApplication>

namespace envdeck::ui {

struct FreshnessWords {
    Q_DECLARE_TR_FUNCTIONS(envdeck::ui::FreshnessWords)
};

FreshnessText freshnessText(Freshness freshness, const QDateTime &at, const QDateTime &now,
                            const QString &source, std::chrono::milliseconds took)
{
    FreshnessText result;
    switch (freshness) {
    case Freshness::Fresh: result = {updatedText(at, now), {}, Severity::None}; break;
    case Freshness::Stale: result = {ageText(at, now), {}, Severity::Stale}; break;
    case Freshness::Unknown: result = {FreshnessWords::tr("Unknown"), {}, Severity::Unknown}; break;
    }
    QStringList lines;
    if (at.isValid())
        lines.append(exactTimeText(at));
    if (!source.isEmpty())
        lines.append(FreshnessWords::tr("Source: %1").arg(source));
    if (took.count() > 0)
        lines.append(FreshnessWords::tr("Took %1").arg(durationText(took)));
    result.details = lines.join(QLatin1Char('\n'));
    return result;
}

} // namespace envdeck::ui
