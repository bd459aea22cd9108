// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>
#include <QStringList>
#include <memory>

namespace envdeck::standins::signoz {

// Arithmetic over query names: "A / B * 100", "(A.1 - A.0) / max(B, 1)". A name with a number after the dot
// is one aggregation of that query, without one it is the first.
class Formula {
public:
    struct Node;

    static Formula parse(const QString &expression);         // throws a Refusal
    QStringList names() const;                               // "A", "A.1": as written, each once
    double value(const QMap<QString, double> &values) const; // one for each of names()

private:
    std::shared_ptr<const Node> m_root;
};

} // namespace envdeck::standins::signoz
