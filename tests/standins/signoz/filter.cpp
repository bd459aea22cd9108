// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/signoz/filter.h"

#include "tests/standins/signoz/filter_node.h"

#include <algorithm>
#include <compare>
#include <optional>

namespace envdeck::standins::signoz {

namespace {

std::optional<double> numberOf(const Value &value)
{
    if (const auto *number = std::get_if<double>(&value))
        return *number;
    if (const auto *text = std::get_if<QString>(&value)) {
        bool ok = false;
        const double number = text->toDouble(&ok);
        return ok ? std::optional(number) : std::nullopt;
    }
    return std::nullopt;
}

// Numbers as numbers where both sides are some, else as text: '5xx' sorts like text, 504 equals '504'.
std::partial_ordering order(const Value &a, const Value &b)
{
    const auto left = numberOf(a);
    const auto right = numberOf(b);
    if (left && right)
        return *left <=> *right;
    return QString::compare(textOf(a), textOf(b)) <=> 0;
}

bool holds(const Filter::Node &node, const Value &value)
{
    using Node = Filter::Node;
    switch (node.op) {
    case Node::Equal: return std::is_eq(order(value, node.values.first()));
    case Node::Less: return std::is_lt(order(value, node.values.first()));
    case Node::LessOrEqual: return std::is_lteq(order(value, node.values.first()));
    case Node::Greater: return std::is_gt(order(value, node.values.first()));
    case Node::GreaterOrEqual: return std::is_gteq(order(value, node.values.first()));
    case Node::Between:
        return std::is_gteq(order(value, node.values.first())) &&
               std::is_lteq(order(value, node.values.last()));
    case Node::In:
        return std::any_of(node.values.cbegin(), node.values.cend(),
                           [&](const Value &one) { return std::is_eq(order(value, one)); });
    case Node::Exists: return true;
    case Node::Pattern: return node.pattern.match(textOf(value)).hasMatch();
    }
    Q_UNREACHABLE();
}

Match compare(const Filter::Node &node, Signal signal, const Labels &labels, const Labels *own)
{
    if (!own && variesWithinStream(signal, node.field))
        return Match::Open;
    const Value value = own && own->contains(node.field) ? own->value(node.field) : labels.value(node.field);
    const bool is = !std::holds_alternative<std::monostate>(value) && holds(node, value);
    return is != node.negated ? Match::Yes : Match::No;
}

Match matchNode(const Filter::Node &node, Signal signal, const Labels &labels, const Labels *own)
{
    using Node = Filter::Node;
    const auto child = [&](const auto &one) { return matchNode(*one, signal, labels, own); };
    switch (node.kind) {
    case Node::Compare: return compare(node, signal, labels, own);
    case Node::Not: {
        const Match inner = child(node.children.front());
        return inner == Match::Open ? inner : inner == Match::Yes ? Match::No : Match::Yes;
    }
    case Node::And:
    case Node::Or: {
        const Match decided = node.kind == Node::And ? Match::No : Match::Yes;
        Match all = node.kind == Node::And ? Match::Yes : Match::No;
        for (const auto &one : node.children) {
            const Match inner = child(one);
            if (inner == decided)
                return decided;
            if (inner == Match::Open)
                all = Match::Open;
        }
        return all;
    }
    }
    Q_UNREACHABLE();
}

void collectFields(const Filter::Node &node, QStringList &names)
{
    if (node.kind == Filter::Node::Compare && !names.contains(node.field))
        names.append(node.field);
    for (const auto &child : node.children)
        collectFields(*child, names);
}

} // namespace

Filter Filter::oneOf(const QString &field, const QStringList &values)
{
    auto node = std::make_shared<Node>();
    node->field = field;
    node->op = Node::In;
    for (const QString &value : values)
        node->values.append(value);
    return Filter(node);
}

Filter Filter::both(const Filter &a, const Filter &b)
{
    if (!a.m_root || !b.m_root)
        return a.m_root ? a : b;
    auto node = std::make_shared<Node>();
    node->kind = Node::And;
    node->children = {a.m_root, b.m_root};
    return Filter(node);
}

Match Filter::match(Signal signal, const Labels &labels, const Labels *own) const
{
    return m_root ? matchNode(*m_root, signal, labels, own) : Match::Yes;
}

QStringList Filter::fields() const
{
    QStringList names;
    if (m_root)
        collectFields(*m_root, names);
    return names;
}

} // namespace envdeck::standins::signoz
