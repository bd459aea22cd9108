// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gitops/compose_file.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <optional>

namespace envdeck::gitops {

inline constexpr int maxDepth = 64;
inline constexpr int maxNodes = 100'000;

// One node as it is written, aliases unresolved.
struct TreeNode {
    enum class Kind { Null, Scalar, Sequence, Map, Alias };
    Kind kind = Kind::Null;
    qsizetype at = 0;   // byte in the file, of its anchor or tag where it has one
    int line = 0;       // 1-based
    int column = 0;     // 0-based, in bytes
    bool plain = false; // a scalar without quotes, block style or tag
    QByteArray tag;
    QByteArray value;    // of a scalar, decoded
    int aliased = -1;    // node that an alias stands for
    QList<int> children; // items; of a map key, value, key, value
};

// How much of an expanded document has been walked. Aliases can make a small file endless, so every walk that
// follows them counts; what it found is worthless once `exhausted`.
struct Walk {
    int nodes = 0;
    std::optional<Refusal> exhausted;

    // False when the walk must end here.
    bool enter(int depth);
};

// A compose file's document, parsed with its positions. Bounded: size, depth and nodes of a Tree are within
// the limits, keys are unique, no alias holds itself, and its root is a map.
class Tree {
public:
    static Result<Tree> parse(const ComposeFile &file);

    int root() const { return 0; }
    const TreeNode &node(int index) const { return m_nodes.at(index); }
    int count() const { return int(m_nodes.size()); }
    int resolved(int index) const; // the node itself, or what the alias stands for

    // Value node that stands under the key in this very map; -1 when there is none or it is no map.
    int written(int map, QByteArrayView key) const;

    struct Entry {
        int key = -1;
        int value = -1; // resolved
    };
    // What the map means: its own entries, then those that "<<" brings in and it does not set itself.
    QList<Entry> entries(int map, Walk &walk, int depth = 0) const;
    int entry(int map, QByteArrayView key) const; // value of that entry, resolved; -1 for none

    // Scalar that the service gets as its image by own value, merge or extends; -1 for none.
    int imageOfService(const QByteArray &service) const;

    // The service's value node, resolved; -1 for none.
    int service(const QByteArray &name) const { return m_services.value(name, -1); }

private:
    friend class TreeBuilder;
    std::optional<Refusal> findServices();

    QList<TreeNode> m_nodes;
    QHash<QByteArray, int> m_services; // by name, resolved
};

} // namespace envdeck::gitops
