// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/plan_cost_text.h"

#include <QCoreApplication>

namespace envdeck::ui {

struct PlanCostWords {
    Q_DECLARE_TR_FUNCTIONS(envdeck::ui::PlanCostWords)
};

namespace {

QString amount(qint64 cents, const QString &currency)
{
    const QString sign = cents > 0 ? QStringLiteral("+") : cents < 0 ? QStringLiteral("\u2212") : QString();
    const qint64 size = qAbs(cents);
    return QStringLiteral("%1%2.%3 %4")
        .arg(sign)
        .arg(size / 100)
        .arg(size % 100, 2, 10, QLatin1Char('0'))
        .arg(currency);
}

} // namespace

QString planCostText(const terraform::PlanCost &cost)
{
    if (cost.isEmpty())
        return {};
    if (cost.differenceByCurrency.isEmpty())
        return PlanCostWords::tr("Monthly cost: price unknown of %n server(s)", nullptr, cost.unknown);
    QStringList sums;
    for (auto it = cost.differenceByCurrency.cbegin(); it != cost.differenceByCurrency.cend(); ++it)
        sums.append(amount(it.value(), it.key()));
    const QString text = PlanCostWords::tr("Monthly cost: %1, by list prices of %2 without VAT")
                             .arg(sums.join(QStringLiteral(", ")), cost.asOf.toString(Qt::ISODate));
    return cost.unknown == 0 ? text
                             : text + PlanCostWords::tr("; price unknown of %n server(s), not in it", nullptr,
                                                        cost.unknown);
}

QString serverCostText(const terraform::CostChange &change)
{
    const auto difference = change.differenceCents();
    return difference ? PlanCostWords::tr("%1 a month").arg(amount(*difference, change.currency))
                      : PlanCostWords::tr("price unknown");
}

} // namespace envdeck::ui
