// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/plan_reader.h"

#include "core/terraform/attribute_diff.h"
#include "core/terraform/json_entries.h"
#include "core/terraform/plan_entry.h"
#include "core/terraform/plan_text.h"
#include "core/terraform/prices.h"

#include <simdjson.h>

#include <algorithm>
#include <cstring>

namespace envdeck::terraform {

namespace {

namespace dom = simdjson::dom;

constexpr qsizetype largestPiece = 256 * 1024; // stays in the processor's cache

// `padding` bytes behind the text may be read.
bool parse(dom::parser &parser, QByteArrayView json, dom::element &into)
{
    return parser.parse(json.data(), size_t(json.size()), false).get(into) == simdjson::SUCCESS;
}

QString wordOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

QStringList wordsIn(const dom::element &list)
{
    QStringList words;
    dom::array items;
    if (list.get(items) != simdjson::SUCCESS)
        return words;
    for (const dom::element item : items) {
        std::string_view word;
        if (item.get(word) == simdjson::SUCCESS)
            words.append(wordOf(word));
    }
    return words;
}

// The action of an "actions" list as terraform writes it.
ChangeAction actionFrom(QByteArrayView actions)
{
    static constexpr std::pair<QByteArrayView, ChangeAction> known[]{
        {R"(["no-op"])", ChangeAction::NoOp},
        {R"(["create"])", ChangeAction::Create},
        {R"(["update"])", ChangeAction::Update},
        {R"(["delete","create"])", ChangeAction::ReplaceDeleteFirst},
        {R"(["create","delete"])", ChangeAction::ReplaceCreateFirst},
        {R"(["delete"])", ChangeAction::Delete},
        {R"(["read"])", ChangeAction::Read},
        {R"(["forget"])", ChangeAction::Forget},
    };
    const auto *found = std::find_if(std::cbegin(known), std::cend(known),
                                     [&](const auto &entry) { return entry.first == actions; });
    return found == std::cend(known) ? ChangeAction::Other : found->second;
}

ChangeAction actionFrom(const QStringList &actions)
{
    return actionFrom(QByteArray("[\"" + actions.join(QStringLiteral("\",\"")).toUtf8() + "\"]"));
}

// What decides the price stands beside the differences also where it stays: a server that moves to another
// place keeps its size.
void keepPriced(const dom::element &change, const PricedBy &by, QList<AttributeChange> &attributes)
{
    for (const QString &name : QStringList{by.size} + by.places) {
        const bool isListed =
            std::any_of(attributes.cbegin(), attributes.cend(),
                        [&](const AttributeChange &attribute) { return attribute.path == name; });
        const std::string key = name.toStdString();
        std::string_view before;
        std::string_view after;
        if (isListed || change["before"][key].get(before) != simdjson::SUCCESS ||
            change["after"][key].get(after) != simdjson::SUCCESS || before != after)
            continue;
        const QString json = u'"' + wordOf(after) + u'"';
        AttributeChange same;
        same.path = name;
        same.before = same.after = json;
        same.hadBefore = same.hasAfter = true;
        same.changed = false;
        attributes.append(same);
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
    bool readResource(QByteArrayView json, QList<ResourceChange> &resources);
    bool readAction(const ChangeText &change, ResourceChange &resource);
    bool readOutput(const JsonEntries::Entry &entry);
    bool compare(const ChangeText &change, const PricedBy &by, ResourceChange &resource);

    Redactor m_redactor;
    Plan m_plan;
    AttributeDiff m_diff;
    dom::parser m_parser;
    PlanEntryReader m_entryReader;
    std::shared_ptr<PlanText> m_text = std::make_shared<PlanText>();
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
        return readResource(entry.text, m_plan.resources);
    if (entry.member == "resource_drift")
        return readResource(entry.text, m_plan.drift);
    if (entry.member == "output_changes")
        return readOutput(entry);
    dom::element value;
    return parse(m_parser, entry.text, value) && readMember(entry.member, value);
}

bool PlanReading::readMember(QByteArrayView member, const dom::element &value)
{
    if (member == "errored")
        return value.get(m_plan.errored) == simdjson::SUCCESS;
    std::string_view text;
    if (value.get(text) != simdjson::SUCCESS)
        return false;
    if (member == "format_version")
        m_plan.formatVersion = wordOf(text);
    else if (member == "terraform_version")
        m_plan.terraformVersion = wordOf(text);
    else
        m_plan.at = QDateTime::fromString(wordOf(text), Qt::ISODate).toUTC();
    return true;
}

bool PlanReading::readResource(QByteArrayView json, QList<ResourceChange> &resources)
{
    ResourceChange resource;
    ChangeText change;
    if (!m_entryReader.read(json, resource, change) || resource.address.isEmpty() ||
        !readAction(change, resource))
        return false;
    PricedBy by;
    if (&resources == &m_plan.resources && resource.action != ChangeAction::NoOp)
        by = pricedBy(resource.type);
    // What is marked is remembered now, to be found in all others.
    if (!by.size.isEmpty() || change.marksSensitive()) {
        if (!compare(change, by, resource))
            return false;
    } else if (!change.isPlainlySame()) {
        resource.attributes = AttributeChanges(m_text, m_text->keep(change.whole));
    }
    resources.append(std::move(resource));
    return true;
}

bool PlanReading::readAction(const ChangeText &change, ResourceChange &resource)
{
    resource.action = actionFrom(change.actions);
    if (resource.action == ChangeAction::Other) {
        dom::element list;
        const QStringList words = !change.actions.isEmpty() && parse(m_parser, change.actions, list)
                                      ? wordsIn(list)
                                      : QStringList();
        if (words.isEmpty())
            return false;
        resource.action = actionFrom(words);
        if (resource.action == ChangeAction::Other)
            resource.rawAction = words.join(u',');
    }
    dom::element importing;
    std::string_view id;
    if (!change.importing.isEmpty() && parse(m_parser, change.importing, importing) &&
        importing["id"].get(id) == simdjson::SUCCESS)
        resource.importId = wordOf(id);
    // Both hide behind no-op when nothing else happens to the object.
    if (resource.action == ChangeAction::NoOp && !resource.importId.isEmpty())
        resource.action = ChangeAction::Import;
    else if (resource.action == ChangeAction::NoOp && !resource.previousAddress.isEmpty())
        resource.action = ChangeAction::Move;
    return true;
}

bool PlanReading::compare(const ChangeText &change, const PricedBy &by, ResourceChange &resource)
{
    dom::element element;
    if (!parse(m_parser, change.whole, element))
        return false;
    QList<AttributeChange> attributes = m_diff.differences(element);
    if (!by.size.isEmpty())
        keepPriced(element, by, attributes);
    resource.attributes = attributes;
    return true;
}

bool PlanReading::readOutput(const JsonEntries::Entry &entry)
{
    dom::element change;
    dom::element actions;
    if (!parse(m_parser, entry.text, change) || !change.is_object())
        return false;
    OutputChange output;
    output.name = QString::fromUtf8(entry.key);
    output.action = change["actions"].get(actions) == simdjson::SUCCESS ? actionFrom(wordsIn(actions))
                                                                        : ChangeAction::Other;
    output.attributes = m_diff.differences(change, output.name);
    if (output.action != ChangeAction::NoOp)
        m_plan.outputs.append(std::move(output));
    return true;
}

Plan PlanReading::takePlan()
{
    for (QList<ResourceChange> *list : {&m_plan.resources, &m_plan.drift}) {
        for (ResourceChange &resource : *list) {
            if (resource.attributes.isEmpty() || !resource.attributes.isHeld())
                continue;
            QList<AttributeChange> attributes = resource.attributes.list();
            m_diff.hideCopies(attributes);
            resource.attributes = attributes;
        }
    }
    for (OutputChange &output : m_plan.outputs)
        m_diff.hideCopies(output.attributes);
    m_text->settle(m_diff);
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
