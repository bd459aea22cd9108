// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/plan.h"

namespace envdeck::terraform {

// One row of what differs in a resource. Group: an object or a list with several differing parts. Json: a
// text that is a JSON document on both sides, compared as one; its children are empty when only its layout
// differs. Text: a text of several lines. `change` is empty for a Group.
struct AttributeNode {
    enum class Kind { Group, Value, Json, Text };
    QString name; // of this place under its parent: "ingress[0]", "port"
    Kind kind = Kind::Value;
    AttributeChange change;
    QList<AttributeNode> children; // of Group and Json
    friend bool operator==(const AttributeNode &, const AttributeNode &) = default;
};

// The differing leaves as a tree, in their order. A place with one differing part alone stands in one row
// with it ("labels.role"). What a JSON text names like a secret is sensitive, as everywhere.
QList<AttributeNode> attributeTree(const QList<AttributeChange> &attributes);

// What a JSON string says; nothing for another JSON value.
QString textOfJson(const QString &json);

} // namespace envdeck::terraform
