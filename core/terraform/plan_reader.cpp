// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/plan_reader.h"

#include "core/terraform/attribute_diff.h"
#include "core/terraform/prices.h"

#include <simdjson.h>

#include <algorithm>

namespace envdeck::terraform {

namespace {

namespace dom = simdjson::dom;
namespace ondemand = simdjson::ondemand;

QString text(const dom::element &element, std::string_view key)
{
    std::string_view value;
    if (element[key].get(value) != simdjson::SUCCESS)
        return {};
    return QString::fromUtf8(value.data(), qsizetype(value.size()));
}

QStringList actionsOf(const dom::element &change)
{
    QStringList actions;
    dom::array list;
    if (change["actions"].get(list) != simdjson::SUCCESS)
        return actions;
    for (const dom::element action : list) {
        std::string_view word;
        if (action.get(word) == simdjson::SUCCESS)
            actions.append(QString::fromUtf8(word.data(), qsizetype(word.size())));
    }
    return actions;
}

ChangeAction actionFrom(const QStringList &actions)
{
    static const QList<std::pair<QString, ChangeAction>> known{
        {QStringLiteral("no-op"), ChangeAction::NoOp},
        {QStringLiteral("create"), ChangeAction::Create},
        {QStringLiteral("update"), ChangeAction::Update},
        {QStringLiteral("delete,create"), ChangeAction::ReplaceDeleteFirst},
        {QStringLiteral("create,delete"), ChangeAction::ReplaceCreateFirst},
        {QStringLiteral("delete"), ChangeAction::Delete},
        {QStringLiteral("read"), ChangeAction::Read},
        {QStringLiteral("forget"), ChangeAction::Forget},
    };
    const QString joined = actions.join(u',');
    const auto found =
        std::find_if(known.cbegin(), known.cend(), [&](const auto &entry) { return entry.first == joined; });
    return found == known.cend() ? ChangeAction::Other : found->second;
}

// What decides the price stands beside the differences also where it stays: a server that moves to another
// place keeps its size.
void keepPriced(const dom::element &change, ResourceChange &resource)
{
    const PricedBy by = pricedBy(resource.type);
    if (by.size.isEmpty() || resource.action == ChangeAction::NoOp)
        return;
    for (const QString &name : QStringList{by.size} + by.places) {
        const bool isListed =
            std::any_of(resource.attributes.cbegin(), resource.attributes.cend(),
                        [&](const AttributeChange &attribute) { return attribute.path == name; });
        const std::string key = name.toStdString();
        std::string_view before;
        std::string_view after;
        if (isListed || change["before"][key].get(before) != simdjson::SUCCESS ||
            change["after"][key].get(after) != simdjson::SUCCESS || before != after)
            continue;
        const QString json = u'"' + QString::fromUtf8(after.data(), qsizetype(after.size())) + u'"';
        AttributeChange same;
        same.path = name;
        same.before = same.after = json;
        same.hadBefore = same.hasAfter = true;
        same.changed = false;
        resource.attributes.append(same);
    }
}

// One reading of one plan. Lists are taken entry by entry, so that only one entry at a time stands in memory
// as a tree.
class PlanReading {
public:
    explicit PlanReading(const Redactor &redactor) : m_diff(redactor) {}

    bool read(ondemand::object root);
    Plan takePlan();

private:
    bool readResources(ondemand::value list, QList<ResourceChange> &resources);
    bool readOutputs(ondemand::value outputs);
    bool readResource(std::string_view json, QList<ResourceChange> &resources);
    bool readText(ondemand::value value, QString &into);
    bool readMember(std::string_view key, ondemand::value value);

    Plan m_plan;
    AttributeDiff m_diff;
    dom::parser m_entryParser;
};

bool PlanReading::read(ondemand::object root)
{
    for (auto field : root) {
        std::string_view key;
        ondemand::value value;
        if (field.unescaped_key().get(key) != simdjson::SUCCESS ||
            field.value().get(value) != simdjson::SUCCESS)
            return false;
        if (!readMember(key, value))
            return false;
    }
    return m_plan.formatVersion.startsWith(QLatin1String("1."));
}

bool PlanReading::readMember(std::string_view key, ondemand::value value)
{
    if (key == "format_version")
        return readText(value, m_plan.formatVersion);
    if (key == "terraform_version")
        return readText(value, m_plan.terraformVersion);
    if (key == "timestamp") {
        QString written;
        const bool read = readText(value, written);
        m_plan.at = QDateTime::fromString(written, Qt::ISODate).toUTC();
        return read;
    }
    if (key == "errored")
        return value.get(m_plan.errored) == simdjson::SUCCESS;
    if (key == "resource_changes")
        return readResources(value, m_plan.resources);
    if (key == "resource_drift")
        return readResources(value, m_plan.drift);
    if (key == "output_changes")
        return readOutputs(value);
    return true; // prior_state, configuration and the rest are not looked at
}

bool PlanReading::readText(ondemand::value value, QString &into)
{
    std::string_view view;
    if (value.get(view) != simdjson::SUCCESS)
        return false;
    into = QString::fromUtf8(view.data(), qsizetype(view.size()));
    return true;
}

bool PlanReading::readResources(ondemand::value list, QList<ResourceChange> &resources)
{
    ondemand::array entries;
    if (list.get(entries) != simdjson::SUCCESS)
        return false;
    for (auto entry : entries) {
        ondemand::object object;
        std::string_view json;
        if (entry.get(object) != simdjson::SUCCESS || object.raw_json().get(json) != simdjson::SUCCESS ||
            !readResource(json, resources))
            return false;
    }
    return true;
}

bool PlanReading::readResource(std::string_view json, QList<ResourceChange> &resources)
{
    dom::element entry;
    dom::element change;
    // The slice lies in the padded text of the whole plan, so it needs no copy.
    if (m_entryParser.parse(json.data(), json.size(), false).get(entry) != simdjson::SUCCESS ||
        entry["change"].get(change) != simdjson::SUCCESS)
        return false;
    ResourceChange resource;
    resource.address = text(entry, "address");
    resource.previousAddress = text(entry, "previous_address");
    resource.module = text(entry, "module_address");
    resource.type = text(entry, "type");
    resource.name = text(entry, "name");
    resource.provider = text(entry, "provider_name");
    resource.deposed = text(entry, "deposed");
    resource.reason = text(entry, "action_reason");
    dom::element importing;
    if (change["importing"].get(importing) == simdjson::SUCCESS)
        resource.importId = text(importing, "id");
    const QStringList actions = actionsOf(change);
    resource.action = actionFrom(actions);
    if (resource.action == ChangeAction::Other)
        resource.rawAction = actions.join(u',');
    // Both hide behind no-op when nothing else happens to the object.
    if (resource.action == ChangeAction::NoOp && !resource.importId.isEmpty())
        resource.action = ChangeAction::Import;
    else if (resource.action == ChangeAction::NoOp && !resource.previousAddress.isEmpty())
        resource.action = ChangeAction::Move;
    resource.attributes = m_diff.differences(change);
    if (&resources == &m_plan.resources)
        keepPriced(change, resource);
    resources.append(std::move(resource));
    return !resources.constLast().address.isEmpty() && !actions.isEmpty();
}

bool PlanReading::readOutputs(ondemand::value outputs)
{
    ondemand::object object;
    if (outputs.get(object) != simdjson::SUCCESS)
        return false;
    for (auto field : object) {
        std::string_view key;
        ondemand::object value;
        std::string_view json;
        dom::element change;
        if (field.unescaped_key().get(key) != simdjson::SUCCESS ||
            field.value().get(value) != simdjson::SUCCESS)
            return false;
        OutputChange output;
        output.name = QString::fromUtf8(key.data(), qsizetype(key.size()));
        if (value.raw_json().get(json) != simdjson::SUCCESS ||
            m_entryParser.parse(json.data(), json.size(), false).get(change) != simdjson::SUCCESS)
            return false;
        output.action = actionFrom(actionsOf(change));
        output.attributes = m_diff.differences(change, output.name);
        if (output.action != ChangeAction::NoOp)
            m_plan.outputs.append(std::move(output));
    }
    return true;
}

Plan PlanReading::takePlan()
{
    for (QList<ResourceChange> *list : {&m_plan.resources, &m_plan.drift}) {
        for (ResourceChange &resource : *list)
            m_diff.hideCopies(resource.attributes);
    }
    for (OutputChange &output : m_plan.outputs)
        m_diff.hideCopies(output.attributes);
    m_plan.hasOutputChanges = !m_plan.outputs.isEmpty();
    m_plan.counts = countsOf(m_plan.resources);
    return std::move(m_plan);
}

// The text holds every secret in clear.
void wipe(QByteArray &showJson)
{
    volatile char *bytes = showJson.data();
    for (qsizetype i = 0; i < showJson.size(); ++i)
        bytes[i] = 0;
}

} // namespace

Result<Plan> readPlan(QByteArray showJson, const Redactor &redactor)
{
    const Error bad{ErrorCode::BadResponse, QStringLiteral("show"), {}, 0};
    showJson.reserve(showJson.size() + qsizetype(simdjson::SIMDJSON_PADDING));
    ondemand::parser parser;
    ondemand::document document;
    ondemand::object root;
    PlanReading reading(redactor);
    const bool read =
        parser.iterate(showJson.constData(), size_t(showJson.size()), size_t(showJson.capacity()))
                .get(document) == simdjson::SUCCESS &&
        document.get(root) == simdjson::SUCCESS && reading.read(root);
    wipe(showJson);
    return read ? Result<Plan>(reading.takePlan()) : Result<Plan>(bad);
}

} // namespace envdeck::terraform
