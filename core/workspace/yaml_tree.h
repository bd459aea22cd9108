// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/problem.h"

#include <QByteArray>
#include <memory>
#include <variant>
#include <vector>

namespace envdeck::workspace {

struct YamlNode;
using YamlPtr = std::shared_ptr<const YamlNode>;

struct YamlEntry {
    YamlPtr key;
    YamlPtr value;
};

// A YAML document as values with positions. An alias is the node that it names, so a node may stand in
// several places; walking all of them visits at most maxNodes nodes and goes at most maxDepth levels down.
struct YamlNode {
    enum class Kind { Null, Scalar, Sequence, Mapping };

    Kind kind = Kind::Null;
    int line = 1;      // 1-based
    int column = 1;    // 1-based, in characters
    QString text;      // of a scalar
    bool plain = true; // a scalar without quotes: the only form that can be a number or a boolean
    std::vector<YamlEntry> entries; // of a mapping, as written, duplicates too
    std::vector<YamlPtr> items;     // of a sequence
    int size = 1;                   // nodes below and itself, aliases counted each time
    int height = 1;                 // levels below and itself
};

inline constexpr qsizetype maxTextSize = 1024 * 1024;
inline constexpr int maxDepth = 64;
inline constexpr int maxNodes = 100'000;

// The one document of `text`, or the problem that ended reading it.
std::variant<YamlPtr, Problem> readYaml(const QByteArray &text);

} // namespace envdeck::workspace
