// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/redactor.h"
#include "core/domain/plan.h"
#include "core/terraform/secret_copies.h"

#include <simdjson.h>

#include <optional>
#include <vector>

namespace envdeck::terraform {

// Compares the before and after of change objects, leaf by leaf, with the trees beside them that say what is
// unknown and what is sensitive. What it hands out holds no sensitive value.
class AttributeDiff {
public:
    explicit AttributeDiff(const Redactor &redactor);

    // The leaves that differ, in the order of the plan. `name` is the path of the whole: empty for a
    // resource, the name of an output.
    QList<AttributeChange> differences(const simdjson::dom::element &change, const QString &name = {});

    // Hides what equals or contains a value that was marked sensitive anywhere in the plan (nonsensitive()
    // and providers let copies through, addresses and documents quote them). Call it when the whole plan was
    // read.
    void hideCopies(QList<AttributeChange> &attributes) const;

private:
    using Element = std::optional<simdjson::dom::element>;
    struct PathPart {
        QString key;
        qint64 index = -1; // of a list; -1 for a key
        friend bool operator==(const PathPart &, const PathPart &) = default;
    };
    using Path = std::vector<PathPart>;
    struct Node { // the same place in the five trees; nothing where a tree does not reach it
        Element before;
        Element after;
        Element unknown;
        Element beforeSensitive;
        Element afterSensitive;

        Node child(const PathPart &part) const;
        bool isSensitive() const;
    };

    static Element childOf(const Element &element, const PathPart &part);
    static Path pathFrom(const simdjson::dom::element &list);
    static QString textOf(const Path &path);

    void walk(const Node &node, bool isUnknown);
    void walkChildren(const Node &node, bool isUnknown);
    void walkApart(const Node &node, bool isUnknown);
    void addLeaf(const Node &node, bool isUnknown, bool isSensitive);
    void remember(const Element &value);
    bool looksSecret(const QString &json) const;
    bool isSecretKey(const QString &key);
    bool forcesReplacement() const;

    QList<QString> m_needles; // of the redactor
    Redactor m_shapes;        // of tokens; knows no value
    QHash<QString, bool> m_secretKeys;
    SecretCopies m_secrets;
    std::vector<Path> m_replacePaths;
    Path m_path;
    QList<AttributeChange> m_found;
};

} // namespace envdeck::terraform
