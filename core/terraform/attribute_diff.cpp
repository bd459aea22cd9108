// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/attribute_diff.h"

#include "core/terraform/json_readings.h"
#include "core/terraform/plan_reader.h"

#include <algorithm>

namespace envdeck::terraform {

namespace {

namespace dom = simdjson::dom;
using Element = std::optional<dom::element>;

constexpr qsizetype mostKeys = 10'000;  // keys of maps may be anything
constexpr qsizetype shortestToken = 18; // with its quotes; no known token shape is shorter

bool isPresent(const Element &element)
{
    return element && !element->is_null();
}

bool isTrue(const Element &element)
{
    bool value = false;
    return element && element->get(value) == simdjson::SUCCESS && value;
}

bool isObject(const Element &element)
{
    return element && element->is_object();
}
bool isList(const Element &element)
{
    return element && element->is_array();
}

bool isEmpty(const Element &element)
{
    if (isObject(element))
        return dom::object(element->get_object()).size() == 0;
    return isList(element) && dom::array(element->get_array()).size() == 0;
}

bool hasChildren(const Element &element)
{
    return (isObject(element) || isList(element)) && !isEmpty(element);
}

bool isPlainName(const QString &key)
{
    const auto isLetter = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_';
    };
    return !key.isEmpty() && isLetter(key.front()) && std::all_of(key.cbegin(), key.cend(), [&](QChar c) {
        return isLetter(c) || (c >= u'0' && c <= u'9') || c == u'-';
    });
}

bool isSameText(const Element &one, const Element &other)
{
    std::string_view a;
    std::string_view b;
    return one && other && one->get(a) == simdjson::SUCCESS && other->get(b) == simdjson::SUCCESS && a == b;
}

QString jsonOf(const Element &element)
{
    return isPresent(element) ? QString::fromStdString(simdjson::minify(*element)) : QString();
}

QString fromView(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

Element member(const dom::element &change, std::string_view key)
{
    dom::element value;
    return change[key].get(value) == simdjson::SUCCESS ? Element(value) : Element();
}

} // namespace

AttributeDiff::AttributeDiff(const Redactor &redactor)
{
    for (const Secret &needle : redactor.needles())
        m_needles.append(QString::fromUtf8(needle.reveal()));
}

QList<AttributeChange> AttributeDiff::differences(const dom::element &change, const QString &name)
{
    m_found.clear();
    m_replacePaths.clear();
    m_path = name.isEmpty() ? Path{} : Path{{name}};
    if (const Element paths = member(change, "replace_paths"); isList(paths)) {
        for (const dom::element path : dom::array(paths->get_array()))
            m_replacePaths.push_back(pathFrom(path));
    }
    const Node root{member(change, "before"), member(change, "after"), member(change, "after_unknown"),
                    member(change, "before_sensitive"), member(change, "after_sensitive")};
    walk(root, false);
    return std::move(m_found);
}

void AttributeDiff::walk(const Node &node, bool isUnknown)
{
    isUnknown = isUnknown || isTrue(node.unknown);
    if (node.isSensitive()) {
        remember(node.before);
        remember(node.after);
        return addLeaf(node, isUnknown, true);
    }
    if (!m_path.empty() && isSecretKey(m_path.back().key))
        return addLeaf(node, isUnknown, true);
    const bool anyChildren = hasChildren(node.before) || hasChildren(node.after) || hasChildren(node.unknown);
    if (!anyChildren)
        return addLeaf(node, isUnknown, false);
    const bool sameKind =
        (isObject(node.before) && isObject(node.after)) || (isList(node.before) && isList(node.after));
    if (isPresent(node.before) && isPresent(node.after) && !sameKind)
        return walkApart(node, isUnknown);
    walkChildren(node, isUnknown);
}

// A list became a map, or a text an object: what was goes, what is comes, each with its own leaves.
void AttributeDiff::walkApart(const Node &node, bool isUnknown)
{
    walk({node.before, {}, {}, node.beforeSensitive, {}}, false);
    walk({{}, node.after, node.unknown, {}, node.afterSensitive}, isUnknown);
}

void AttributeDiff::walkChildren(const Node &node, bool isUnknown)
{
    std::vector<PathPart> parts;
    const auto addNew = [&](PathPart part) {
        if (std::find(parts.cbegin(), parts.cend(), part) == parts.cend())
            parts.push_back(std::move(part));
    };
    qint64 longest = 0;
    for (const Element *tree : {&node.before, &node.after, &node.unknown}) {
        if (isObject(*tree)) {
            for (const auto field : dom::object((*tree)->get_object()))
                addNew({fromView(field.key)});
        } else if (isList(*tree)) {
            longest = std::max(longest, qint64(dom::array((*tree)->get_array()).size()));
        }
    }
    for (qint64 i = 0; i < longest; ++i)
        parts.push_back({{}, i});
    for (const PathPart &part : parts) {
        m_path.push_back(part);
        walk(node.child(part), isUnknown);
        m_path.pop_back();
    }
}

void AttributeDiff::addLeaf(const Node &node, bool isUnknown, bool isSensitive)
{
    if (!isUnknown && isSameText(node.before, node.after))
        return;
    AttributeChange change;
    change.hadBefore = isPresent(node.before);
    change.hasAfter = isPresent(node.after);
    change.before = jsonOf(node.before);
    change.after = jsonOf(node.after);
    change.unknownAfter = isUnknown;
    change.changed = isUnknown || change.before != change.after;
    if (!change.changed)
        return;
    change.sensitive = isSensitive || looksSecret(change.before) || looksSecret(change.after);
    if (change.sensitive) {
        change.before.clear();
        change.after.clear();
    }
    change.path = textOf(m_path);
    change.forcesReplacement = forcesReplacement();
    m_found.append(change);
}

void AttributeDiff::remember(const Element &value)
{
    if (isObject(value)) {
        for (const auto field : dom::object(value->get_object()))
            remember(Element(field.value));
    } else if (isList(value)) {
        for (const dom::element item : dom::array(value->get_array()))
            remember(Element(item));
    } else if (value && value->is_string()) {
        m_secrets.add(jsonOf(value));
    }
}

bool AttributeDiff::looksSecret(const QString &json) const
{
    return isAnyReading(json, [this](const QString &text) {
        const auto holds = [&](const QString &needle) { return text.contains(needle); };
        return std::any_of(m_needles.cbegin(), m_needles.cend(), holds) ||
               (text.size() >= shortestToken && m_shapes.redacted(text) != text);
    });
}

// The same few names stand in every resource of a kind.
bool AttributeDiff::isSecretKey(const QString &key)
{
    const auto known = m_secretKeys.constFind(key);
    if (known != m_secretKeys.constEnd())
        return known.value();
    const bool isSecret = isSecretName(key);
    if (m_secretKeys.size() < mostKeys)
        m_secretKeys.insert(key, isSecret);
    return isSecret;
}

void AttributeDiff::hideCopies(QList<AttributeChange> &attributes) const
{
    for (AttributeChange &attribute : attributes) {
        if (!m_secrets.isIn(attribute.before) && !m_secrets.isIn(attribute.after))
            continue;
        attribute.sensitive = true;
        attribute.before.clear();
        attribute.after.clear();
    }
}

bool AttributeDiff::forcesReplacement() const
{
    return std::any_of(m_replacePaths.cbegin(), m_replacePaths.cend(), [this](const Path &path) {
        const auto shared = std::min(path.size(), m_path.size());
        return std::equal(path.begin(), path.begin() + qsizetype(shared), m_path.begin());
    });
}

AttributeDiff::Node AttributeDiff::Node::child(const PathPart &part) const
{
    return {childOf(before, part), childOf(after, part), childOf(unknown, part),
            childOf(beforeSensitive, part), childOf(afterSensitive, part)};
}

bool AttributeDiff::Node::isSensitive() const
{
    return isTrue(beforeSensitive) || isTrue(afterSensitive);
}

AttributeDiff::Element AttributeDiff::childOf(const Element &element, const PathPart &part)
{
    dom::element value;
    if (part.index >= 0 && isList(element))
        return element->at(size_t(part.index)).get(value) == simdjson::SUCCESS ? Element(value) : Element();
    if (part.index < 0 && isObject(element)) {
        const QByteArray key = part.key.toUtf8();
        const std::string_view view(key.constData(), size_t(key.size()));
        return (*element)[view].get(value) == simdjson::SUCCESS ? Element(value) : Element();
    }
    return {};
}

AttributeDiff::Path AttributeDiff::pathFrom(const dom::element &list)
{
    Path path;
    dom::array parts;
    if (list.get(parts) != simdjson::SUCCESS)
        return path;
    for (const dom::element part : parts) {
        std::string_view key;
        int64_t index = -1;
        if (part.get(key) == simdjson::SUCCESS)
            path.push_back({fromView(key)});
        else if (part.get(index) == simdjson::SUCCESS)
            path.push_back({{}, qint64(index)});
    }
    return path;
}

QString AttributeDiff::textOf(const Path &path)
{
    QString text;
    for (const PathPart &part : path) {
        if (part.index >= 0)
            text += QStringLiteral("[%1]").arg(part.index);
        else if (isPlainName(part.key))
            text += text.isEmpty() ? part.key : u'.' + part.key;
        else
            text += QStringLiteral("[\"%1\"]").arg(part.key);
    }
    return text;
}

} // namespace envdeck::terraform
