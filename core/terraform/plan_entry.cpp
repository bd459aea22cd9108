// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/plan_entry.h"

#include <algorithm>

namespace envdeck::terraform {

namespace {

namespace ondemand = simdjson::ondemand;

bool saysTrue(std::string_view json)
{
    return json.find("true") != std::string_view::npos;
}

bool readString(ondemand::value value, std::string_view &into)
{
    // The type first: a failed get() of a list would be an error of the whole.
    ondemand::json_type type;
    if (value.type().get(type) != simdjson::SUCCESS)
        return false;
    return type != ondemand::json_type::string || value.get(into) == simdjson::SUCCESS;
}

bool readActions(ondemand::value value, QStringList &actions)
{
    static const QStringList unchanged{QStringLiteral("no-op")}; // most of a large plan
    std::string_view text;
    ondemand::array list;
    if (value.get(list) != simdjson::SUCCESS || list.raw_json().get(text) != simdjson::SUCCESS ||
        list.reset().error() != simdjson::SUCCESS)
        return false;
    if (text == R"(["no-op"])") {
        actions = unchanged;
        return true;
    }
    for (auto entry : list) {
        std::string_view word;
        if (entry.get(word) != simdjson::SUCCESS)
            return false;
        actions.append(wordFrom(word));
    }
    return true;
}

bool readChange(ondemand::value value, ChangeText &change)
{
    ondemand::object object;
    if (value.get(object) != simdjson::SUCCESS || object.raw_json().get(change.whole) != simdjson::SUCCESS ||
        object.reset().error() != simdjson::SUCCESS)
        return false;
    for (auto field : object) {
        std::string_view key;
        ondemand::value part;
        if (field.unescaped_key().get(key) != simdjson::SUCCESS ||
            field.value().get(part) != simdjson::SUCCESS)
            return false;
        std::string_view *into = key == "before"             ? &change.before
                                 : key == "after"            ? &change.after
                                 : key == "after_unknown"    ? &change.unknown
                                 : key == "before_sensitive" ? &change.beforeSensitive
                                 : key == "after_sensitive"  ? &change.afterSensitive
                                 : key == "importing"        ? &change.importing
                                                             : nullptr;
        if (into ? simdjson::to_json_string(part).get(*into) != simdjson::SUCCESS
                 : key == "actions" && !readActions(part, change.actions))
            return false;
    }
    return true;
}

} // namespace

QString wordFrom(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
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

bool ChangeText::isPlainlySame() const
{
    return before == after && !saysTrue(unknown) && !saysTrue(beforeSensitive) && !saysTrue(afterSensitive);
}

QString PlanEntryReader::shared(std::string_view text, Last &last)
{
    const QByteArrayView bytes(text.data(), qsizetype(text.size()));
    if (bytes != last.text) {
        last.text = bytes.toByteArray();
        QString &word = m_words[last.text];
        if (word.isEmpty())
            word = wordFrom(text);
        last.word = word;
    }
    return last.word;
}

bool PlanEntryReader::read(std::string_view json, ResourceChange &resource, ChangeText &change)
{
    ondemand::document document;
    ondemand::object object;
    if (m_parser.iterate(simdjson::padded_string_view(json.data(), json.size(),
                                                      json.size() + simdjson::SIMDJSON_PADDING))
                .get(document) != simdjson::SUCCESS ||
        document.get(object) != simdjson::SUCCESS)
        return false;
    for (auto field : object) {
        std::string_view key;
        ondemand::value value;
        if (field.unescaped_key().get(key) != simdjson::SUCCESS ||
            field.value().get(value) != simdjson::SUCCESS)
            return false;
        if (key == "change") {
            if (!readChange(value, change))
                return false;
            continue;
        }
        QString *into = key == "address"            ? &resource.address
                        : key == "previous_address" ? &resource.previousAddress
                        : key == "deposed"          ? &resource.deposed
                        : key == "module_address"   ? &resource.module
                        : key == "type"             ? &resource.type
                        : key == "name"             ? &resource.name
                        : key == "provider_name"    ? &resource.provider
                        : key == "action_reason"    ? &resource.reason
                                                    : nullptr;
        std::string_view text;
        if (into && !readString(value, text))
            return false;
        Last *last = into == &resource.module     ? &m_module
                     : into == &resource.type     ? &m_type
                     : into == &resource.provider ? &m_provider
                                                  : nullptr;
        if (into)
            *into = last ? shared(text, *last) : wordFrom(text);
    }
    return true;
}

} // namespace envdeck::terraform
