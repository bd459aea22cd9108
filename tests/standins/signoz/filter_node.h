// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standins/signoz/filter.h"

#include <QRegularExpression>
#include <vector>

namespace envdeck::standins::signoz {

struct Filter::Node {
    enum Kind { And, Or, Not, Compare };
    enum Operator { Equal, Less, LessOrEqual, Greater, GreaterOrEqual, Between, In, Exists, Pattern };

    Kind kind = Compare;
    std::vector<std::shared_ptr<const Node>> children; // And, Or, Not

    QString field; // Compare
    Operator op = Equal;
    bool negated = false;
    QList<Value> values;        // one, two for Between, any number for In
    QRegularExpression pattern; // Pattern: LIKE, CONTAINS, REGEXP, full text
};

} // namespace envdeck::standins::signoz
