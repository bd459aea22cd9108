// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/plan.h"

#include <QDate>
#include <QHash>

#include <optional>

namespace envdeck::terraform {

// What one server costs a month, by list, without VAT.
struct ServerPrice {
    QString type; // of the resource: "hcloud_server"
    QString size; // "cx33"
    QStringList places;
    QString currency; // "EUR"
    qint64 cents = 0;
    QDate asOf; // the day that its source speaks of
};

using PriceTable = QList<ServerPrice>;

// resources/prices/server-types.json. BadConfig names what is wrong in it.
Result<PriceTable> pricesFrom(const QByteArray &json);
PriceTable builtInPrices();

// Which attributes of a resource type decide its price; empty names for a type that nobody prices.
struct PricedBy {
    QString size;       // "server_type"
    QStringList places; // the first that is known counts
};
PricedBy pricedBy(const QString &resourceType);

// Of one server that comes, goes, or changes its size or place.
struct CostChange {
    bool hadBefore = false;
    bool hasAfter = false;
    std::optional<qint64> beforeCents; // nothing: there is no price for it
    std::optional<qint64> afterCents;
    QString currency;

    // Nothing while either side has no price.
    std::optional<qint64> differenceCents() const;
};

struct PlanCost {
    QHash<QString, CostChange> servers;         // by address
    QMap<QString, qint64> differenceByCurrency; // cents, of the servers with a price; 0 where it evens out
    int unknown = 0;                            // servers without a price: they are in no sum
    QDate asOf;                                 // of the oldest price in it

    bool isEmpty() const { return servers.isEmpty(); }
};

// A replace with the same size in the same place costs the same and is left out; so is what is only moved,
// imported or forgotten.
PlanCost costOf(const Plan &plan, const PriceTable &prices);

} // namespace envdeck::terraform
