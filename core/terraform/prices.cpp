// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/prices.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

// Outside of a namespace, as Qt asks for.
static void initPrices()
{
    Q_INIT_RESOURCE(prices);
}

namespace envdeck::terraform {

namespace {

const AttributeChange *attribute(const QList<AttributeChange> &attributes, const QString &path)
{
    const auto found = std::find_if(attributes.cbegin(), attributes.cend(),
                                    [&](const AttributeChange &a) { return a.path == path; });
    return found == attributes.cend() ? nullptr : &*found;
}

QString plain(const QString &json)
{
    return json.size() >= 2 && json.startsWith(u'"') ? json.mid(1, json.size() - 2) : QString();
}

// A datacenter ("fsn1-dc14") lies in its location.
QString placeOf(const QList<AttributeChange> &attributes, const PricedBy &by, bool after)
{
    for (const QString &name : by.places) {
        const AttributeChange *found = attribute(attributes, name);
        const QString value = found ? plain(after ? found->after : found->before) : QString();
        if (!value.isEmpty())
            return value.section(u'-', 0, 0);
    }
    return {};
}

const ServerPrice *priceOf(const PriceTable &prices, const QString &type, const QString &size,
                           const QString &place)
{
    const auto found = std::find_if(prices.cbegin(), prices.cend(), [&](const ServerPrice &price) {
        return price.type == type && price.size == size &&
               (price.places.contains(place) || price.places.contains(QStringLiteral("*")));
    });
    return found == prices.cend() ? nullptr : &*found;
}

} // namespace

Result<PriceTable> pricesFrom(const QByteArray &json)
{
    QJsonParseError problem;
    const QJsonArray entries =
        QJsonDocument::fromJson(json, &problem).object().value(QLatin1String("prices")).toArray();
    if (problem.error != QJsonParseError::NoError)
        return Error{ErrorCode::BadConfig, QStringLiteral("prices"), problem.errorString(), 0};
    PriceTable prices;
    for (const QJsonValue &entry : entries) {
        ServerPrice price;
        price.type = entry[QLatin1String("type")].toString();
        price.size = entry[QLatin1String("size")].toString();
        for (const QJsonValue &place : entry[QLatin1String("places")].toArray())
            price.places.append(place.toString());
        price.currency = entry[QLatin1String("currency")].toString();
        price.cents = entry[QLatin1String("cents")].toInteger();
        price.asOf = QDate::fromString(entry[QLatin1String("asOf")].toString(), Qt::ISODate);
        if (price.type.isEmpty() || price.size.isEmpty() || price.places.isEmpty() ||
            price.currency.size() != 3 || price.cents <= 0 || !price.asOf.isValid())
            return Error{ErrorCode::BadConfig, QStringLiteral("prices"), price.type + u'/' + price.size, 0};
        prices.append(price);
    }
    return prices;
}

PriceTable builtInPrices()
{
    initPrices();
    QFile file(QStringLiteral(":/prices/server-types.json"));
    const Result<PriceTable> prices =
        pricesFrom(file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
    return prices ? prices.value() : PriceTable(); // a test reads it; without it no price is known
}

PricedBy pricedBy(const QString &resourceType)
{
    if (resourceType == QLatin1String("hcloud_server"))
        return {QStringLiteral("server_type"), {QStringLiteral("location"), QStringLiteral("datacenter")}};
    if (resourceType == QLatin1String("digitalocean_droplet"))
        return {QStringLiteral("size"), {QStringLiteral("region")}};
    return {};
}

std::optional<qint64> CostChange::differenceCents() const
{
    if ((hadBefore && !beforeCents) || (hasAfter && !afterCents))
        return {};
    return afterCents.value_or(0) - beforeCents.value_or(0);
}

PlanCost costOf(const Plan &plan, const PriceTable &prices)
{
    PlanCost cost;
    for (const ResourceChange &change : plan.resources) {
        const PricedBy by = pricedBy(change.type);
        const bool comes = change.action == ChangeAction::Create;
        const bool goes = change.action == ChangeAction::Delete;
        const bool changes = change.action == ChangeAction::Update ||
                             change.action == ChangeAction::ReplaceDeleteFirst ||
                             change.action == ChangeAction::ReplaceCreateFirst;
        if (by.size.isEmpty() || !(comes || goes || changes))
            continue;
        const QList<AttributeChange> attributes = change.attributes.list();
        const AttributeChange *size = attribute(attributes, by.size);
        const QString sizeBefore = size ? plain(size->before) : QString();
        const QString sizeAfter = size && !size->unknownAfter ? plain(size->after) : QString();
        const QString placeBefore = placeOf(attributes, by, false);
        const QString placeAfter = placeOf(attributes, by, true);
        if (changes && !(size && size->changed) && placeBefore == placeAfter)
            continue;
        CostChange entry;
        entry.hadBefore = !comes;
        entry.hasAfter = !goes;
        const auto add = [&](const QString &value, const QString &place, std::optional<qint64> &cents) {
            if (const ServerPrice *price = priceOf(prices, change.type, value, place)) {
                cents = price->cents;
                entry.currency = price->currency;
                cost.asOf = cost.asOf.isValid() ? qMin(cost.asOf, price->asOf) : price->asOf;
            }
        };
        if (entry.hadBefore)
            add(sizeBefore, placeBefore, entry.beforeCents);
        if (entry.hasAfter)
            add(sizeAfter, placeAfter.isEmpty() && changes ? placeBefore : placeAfter, entry.afterCents);
        if (const auto difference = entry.differenceCents())
            cost.differenceByCurrency[entry.currency] += *difference;
        else
            ++cost.unknown;
        cost.servers.insert(
            change.deposed.isEmpty() ? change.address : change.address + u' ' + change.deposed, entry);
    }
    return cost;
}

} // namespace envdeck::terraform
