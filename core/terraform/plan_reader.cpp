// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/plan_reader.h"

#include "core/terraform/attribute_diff.h"
#include "core/terraform/json_entries.h"
#include "core/terraform/plan_entry.h"
#include "core/terraform/prices.h"

#include <simdjson.h>

#include <algorithm>
#include <cstring>

namespace envdeck::terraform {

namespace {

namespace dom = simdjson::dom;

constexpr qsizetype largestPiece = 256 * 1024; // stays in the processor's cache

std::string_view viewOf(QByteArrayView text)
{
    return {text.data(), size_t(text.size())};
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
        const QString json = u'"' + wordFrom(after) + u'"';
        AttributeChange same;
        same.path = name;
        same.before = same.after = json;
        same.hadBefore = same.hasAfter = true;
        same.changed = false;
        resource.attributes.append(same);
    }
}

} // namespace

// One reading of one plan.
class PlanReading {
public:
    explicit PlanReading(const Redactor &redactor);

    void feed(QByteArrayView text) { m_entries.feed(text); }
    bool isRead() const
    {
        return m_entries.isComplete() && m_plan.formatVersion.startsWith(QLatin1String("1."));
    }
    Plan takePlan();

private:
    bool read(const JsonEntries::Entry &entry);
    bool readMember(QByteArrayView member, const dom::element &value);
    bool readResource(std::string_view json, QList<ResourceChange> &resources);
    bool readOutput(const JsonEntries::Entry &entry);
    bool compare(const ChangeText &change, ResourceChange &resource, bool isPriced);

    Redactor m_redactor;
    Plan m_plan;
    AttributeDiff m_diff;
    dom::parser m_parser;
    PlanEntryReader m_entryReader;
    JsonEntries m_entries;
};

PlanReading::PlanReading(const Redactor &redactor)
    : m_redactor(redactor), m_diff(m_redactor),
      m_entries({{"format_version", "terraform_version", "timestamp", "errored"},
                 {"resource_changes", "resource_drift"},
                 {"output_changes"}},
                [this](const JsonEntries::Entry &entry) { return read(entry); })
{
    static_assert(JsonEntries::padding >= qsizetype(simdjson::SIMDJSON_PADDING));
}

bool PlanReading::read(const JsonEntries::Entry &entry)
{
    if (entry.member == "resource_changes")
        return readResource(viewOf(entry.text), m_plan.resources);
    if (entry.member == "resource_drift")
        return readResource(viewOf(entry.text), m_plan.drift);
    if (entry.member == "output_changes")
        return readOutput(entry);
    dom::element value;
    return m_parser.parse(entry.text.data(), size_t(entry.text.size()), false).get(value) ==
               simdjson::SUCCESS &&
           readMember(entry.member, value);
}

bool PlanReading::readMember(QByteArrayView member, const dom::element &value)
{
    if (member == "errored")
        return value.get(m_plan.errored) == simdjson::SUCCESS;
    std::string_view text;
    if (value.get(text) != simdjson::SUCCESS)
        return false;
    if (member == "format_version")
        m_plan.formatVersion = wordFrom(text);
    else if (member == "terraform_version")
        m_plan.terraformVersion = wordFrom(text);
    else
        m_plan.at = QDateTime::fromString(wordFrom(text), Qt::ISODate).toUTC();
    return true;
}

bool PlanReading::readResource(std::string_view json, QList<ResourceChange> &resources)
{
    ResourceChange resource;
    ChangeText change;
    if (!m_entryReader.read(json, resource, change) || resource.address.isEmpty() || change.actions.isEmpty())
        return false;
    resource.action = actionFrom(change.actions);
    if (resource.action == ChangeAction::Other)
        resource.rawAction = change.actions.join(u',');
    dom::element importing;
    std::string_view id;
    if (!change.importing.empty() &&
        m_parser.parse(change.importing.data(), change.importing.size(), false).get(importing) ==
            simdjson::SUCCESS &&
        importing["id"].get(id) == simdjson::SUCCESS)
        resource.importId = wordFrom(id);
    // Both hide behind no-op when nothing else happens to the object.
    if (resource.action == ChangeAction::NoOp && !resource.importId.isEmpty())
        resource.action = ChangeAction::Import;
    else if (resource.action == ChangeAction::NoOp && !resource.previousAddress.isEmpty())
        resource.action = ChangeAction::Move;
    const bool isPriced = &resources == &m_plan.resources && resource.action != ChangeAction::NoOp &&
                          !pricedBy(resource.type).size.isEmpty();
    if ((isPriced || !change.isPlainlySame()) && !compare(change, resource, isPriced))
        return false;
    resources.append(std::move(resource));
    return true;
}

bool PlanReading::compare(const ChangeText &change, ResourceChange &resource, bool isPriced)
{
    dom::element element;
    if (m_parser.parse(change.whole.data(), change.whole.size(), false).get(element) != simdjson::SUCCESS)
        return false;
    resource.attributes = m_diff.differences(element);
    if (isPriced)
        keepPriced(element, resource);
    return true;
}

bool PlanReading::readOutput(const JsonEntries::Entry &entry)
{
    dom::element change;
    dom::array list;
    if (m_parser.parse(entry.text.data(), size_t(entry.text.size()), false).get(change) !=
            simdjson::SUCCESS ||
        !change.is_object())
        return false;
    QStringList actions;
    if (change["actions"].get(list) == simdjson::SUCCESS) {
        for (const dom::element action : list) {
            std::string_view word;
            if (action.get(word) == simdjson::SUCCESS)
                actions.append(wordFrom(word));
        }
    }
    OutputChange output;
    output.name = QString::fromUtf8(entry.key);
    output.action = actionFrom(actions);
    output.attributes = m_diff.differences(change, output.name);
    if (output.action != ChangeAction::NoOp)
        m_plan.outputs.append(std::move(output));
    return true;
}

Plan PlanReading::takePlan()
{
    for (QList<ResourceChange> *list : {&m_plan.resources, &m_plan.drift}) {
        for (ResourceChange &resource : *list) {
            if (!resource.attributes.isEmpty())
                m_diff.hideCopies(resource.attributes);
        }
    }
    for (OutputChange &output : m_plan.outputs)
        m_diff.hideCopies(output.attributes);
    m_plan.hasOutputChanges = !m_plan.outputs.isEmpty();
    m_plan.counts = countsOf(m_plan.resources);
    return std::move(m_plan);
}

PlanReader::PlanReader(const Redactor &redactor) : m_reading(std::make_unique<PlanReading>(redactor)) {}

PlanReader::~PlanReader() = default;

// The text holds every secret in clear.
void PlanReader::feed(QByteArray piece)
{
    for (qsizetype at = 0; at < piece.size(); at += largestPiece)
        m_reading->feed(QByteArrayView(piece).sliced(at, std::min(largestPiece, piece.size() - at)));
    if (piece.isDetached())
        ::explicit_bzero(piece.data(), size_t(piece.size()));
}

Result<Plan> PlanReader::finish()
{
    if (!m_reading->isRead())
        return Error{ErrorCode::BadResponse, QStringLiteral("show"), {}, 0};
    return m_reading->takePlan();
}

Result<Plan> readPlan(QByteArray showJson, const Redactor &redactor)
{
    PlanReader reader(redactor);
    reader.feed(std::move(showJson));
    return reader.finish();
}

} // namespace envdeck::terraform
