// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/attribute_tree.h"

#include "core/base/redactor.h"
#include "core/terraform/json_readings.h"
#include "core/terraform/plan_reader.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <optional>

namespace envdeck::terraform {

namespace {

constexpr qsizetype largestJson = 1024 * 1024; // a larger text is no document that somebody reads as a tree
constexpr int deepestDocument = 6;             // in one another; whoever read the plan looked that deep
static_assert(deepestDocument + 1 < mostReadings);

// "a.b[0][\"odd key\"]" as a, .b, [0], ["odd key"]: each with what joins it to the one before.
QStringList partsOf(const QString &path)
{
    QStringList parts;
    qsizetype start = 0;
    while (start < path.size()) {
        qsizetype end;
        if (path.mid(start, 2) == QLatin1String("[\"")) {
            end = path.indexOf(QLatin1String("\"]"), start + 2);
            end = end < 0 ? path.size() : end + 2;
        } else if (path.at(start) == u'[') {
            end = path.indexOf(u']', start);
            end = end < 0 ? path.size() : end + 1;
        } else {
            end = start + 1;
            while (end < path.size() && path.at(end) != u'.' && path.at(end) != u'[')
                ++end;
        }
        parts.append(path.mid(start, end - start));
        start = end;
    }
    return parts;
}

QString compact(const QJsonValue &value)
{
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return value.isUndefined() || value.isNull() ? QString()
                                                 : QString::fromUtf8(list.mid(1, list.size() - 2));
}

std::optional<QJsonValue> documentIn(const QString &json)
{
    const QString text = textOfJson(json).trimmed();
    if (text.size() < 2 || text.size() > largestJson || !(text.startsWith(u'{') || text.startsWith(u'[')))
        return {};
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    if (document.isNull())
        return {};
    return document.isObject() ? QJsonValue(document.object()) : QJsonValue(document.array());
}

bool hasParts(const QJsonValue &value)
{
    return (value.isObject() && !value.toObject().isEmpty()) ||
           (value.isArray() && !value.toArray().isEmpty());
}

void compare(const QJsonValue &before, const QJsonValue &after, const QString &path, bool sensitive,
             QList<AttributeChange> &found)
{
    if (before == after)
        return;
    const bool objects = before.isObject() && after.isObject();
    const bool lists = before.isArray() && after.isArray();
    const bool onlyOne = !before.isObject() && !before.isArray() ? before.isUndefined() || before.isNull()
                                                                 : after.isUndefined() || after.isNull();
    if (objects || lists || (onlyOne && (hasParts(before) || hasParts(after)))) {
        if (before.isArray() || after.isArray()) {
            const auto longest = qMax(before.toArray().size(), after.toArray().size());
            for (qsizetype i = 0; i < longest; ++i)
                compare(before.isArray() ? before.toArray().at(i) : QJsonValue(QJsonValue::Undefined),
                        after.isArray() ? after.toArray().at(i) : QJsonValue(QJsonValue::Undefined),
                        path + QStringLiteral("[%1]").arg(i), sensitive, found);
            return;
        }
        QStringList keys = before.toObject().keys() + after.toObject().keys();
        keys.sort();
        keys.removeDuplicates();
        for (const QString &key : std::as_const(keys)) {
            const bool isPlain = std::all_of(key.cbegin(), key.cend(), [](QChar c) {
                return c.isLetterOrNumber() || c == u'_' || c == u'-';
            });
            const QString place = !isPlain || key.isEmpty() ? path + QStringLiteral("[\"%1\"]").arg(key)
                                  : path.isEmpty()          ? key
                                                            : path + u'.' + key;
            compare(before.isObject() ? before.toObject().value(key) : QJsonValue(QJsonValue::Undefined),
                    after.isObject() ? after.toObject().value(key) : QJsonValue(QJsonValue::Undefined), place,
                    sensitive || isSecretName(key), found);
        }
        return;
    }
    AttributeChange change;
    change.path = path;
    change.hadBefore = !before.isUndefined() && !before.isNull();
    change.hasAfter = !after.isUndefined() && !after.isNull();
    change.before = compact(before);
    change.after = compact(after);
    const Redactor shapes; // of tokens
    change.sensitive = sensitive || shapes.redacted(change.before) != change.before ||
                       shapes.redacted(change.after) != change.after;
    if (change.sensitive) {
        change.before.clear();
        change.after.clear();
    }
    found.append(change);
}

QList<AttributeNode> treeOf(const QList<AttributeChange> &attributes, int documents);

// `documents`: how many it stands in.
AttributeNode leafOf(const AttributeChange &change, int documents)
{
    AttributeNode node;
    node.change = change;
    if (change.sensitive)
        return node;
    if (documents >= deepestDocument) // as it stands, with its escapes
        return node;
    const auto before = documentIn(change.before);
    const auto after = documentIn(change.after);
    if (!change.unknownAfter && (before || after) && (before || !change.hadBefore) &&
        (after || !change.hasAfter)) {
        node.kind = AttributeNode::Kind::Json;
        QList<AttributeChange> found;
        compare(before.value_or(QJsonValue(QJsonValue::Undefined)),
                after.value_or(QJsonValue(QJsonValue::Undefined)), {}, false, found);
        node.children = treeOf(found, documents + 1);
    } else if (textOfJson(change.before).contains(u'\n') || textOfJson(change.after).contains(u'\n')) {
        node.kind = AttributeNode::Kind::Text;
    }
    return node;
}

struct Entry {
    QStringList parts;
    const AttributeChange *change;
};

QList<AttributeNode> nodesOf(const QList<Entry> &entries, qsizetype depth, int documents)
{
    QList<AttributeNode> nodes;
    for (qsizetype i = 0; i < entries.size();) {
        const Entry &first = entries.at(i);
        qsizetype end = i + 1;
        while (end < entries.size() && first.parts.size() > depth && entries.at(end).parts.size() > depth &&
               entries.at(end).parts.at(depth) == first.parts.at(depth))
            ++end;
        if (end == i + 1) {
            AttributeNode node = leafOf(*first.change, documents);
            node.name = first.parts.mid(depth).join(QString());
            nodes.append(node);
        } else {
            // As deep as all of them share.
            qsizetype shared = depth + 1;
            const auto inAll = [&](qsizetype at) {
                for (qsizetype j = i; j < end; ++j) {
                    if (entries.at(j).parts.size() <= at + 1 ||
                        entries.at(j).parts.at(at) != first.parts.value(at))
                        return false;
                }
                return true;
            };
            while (inAll(shared))
                ++shared;
            bool isOnePlace = true; // the same place twice: what was and what comes differ in kind
            for (qsizetype j = i; j < end; ++j)
                isOnePlace = isOnePlace && entries.at(j).parts.size() <= shared;
            AttributeNode node;
            node.name = first.parts.mid(depth, shared - depth).join(QString());
            if (isOnePlace) {
                for (qsizetype j = i; j < end; ++j) {
                    AttributeNode leaf = leafOf(*entries.at(j).change, documents);
                    leaf.name = node.name;
                    node.children.append(leaf);
                }
            } else {
                node.children = nodesOf(entries.mid(i, end - i), shared, documents);
            }
            node.kind = AttributeNode::Kind::Group;
            nodes.append(node);
        }
        i = end;
    }
    for (AttributeNode &node : nodes) {
        if (node.name.startsWith(u'.'))
            node.name.remove(0, 1);
    }
    return nodes;
}

QList<AttributeNode> treeOf(const QList<AttributeChange> &attributes, int documents)
{
    QList<Entry> entries;
    for (const AttributeChange &change : attributes) {
        if (change.changed)
            entries.append({partsOf(change.path), &change});
    }
    return nodesOf(entries, 0, documents);
}

} // namespace

QString textOfJson(const QString &json)
{
    if (!json.startsWith(u'"'))
        return {};
    return QJsonDocument::fromJson('[' + json.toUtf8() + ']').array().at(0).toString();
}

QList<AttributeNode> attributeTree(const QList<AttributeChange> &attributes)
{
    return treeOf(attributes, 0);
}

} // namespace envdeck::terraform
