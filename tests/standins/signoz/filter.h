// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standins/signoz/fields.h"

#include <QJsonObject>
#include <memory>

namespace envdeck::standins::signoz {

// Open: it depends on a field that differs within the stream.
enum class Match { No, Yes, Open };

// A parsed filter expression (signoz.md 4.2): comparisons, LIKE, ILIKE, CONTAINS, REGEXP, BETWEEN, IN,
// EXISTS, each with NOT; AND (which may be left out), OR, NOT, parentheses; a bare word or text searches the
// log body. A positive comparison implies that the field is there; a negated one also holds where it is not.
class Filter {
public:
    struct Node;

    Filter() = default; // holds for everything
    // `variables` maps names to values or lists of them. Throws a Refusal.
    static Filter parse(Signal signal, const QString &expression,
                        const QMap<QString, QList<Value>> &variables = {});
    static Filter oneOf(const QString &field, const QStringList &values);
    static Filter both(const Filter &a, const Filter &b);

    // `own` are the fields of one sample alone; null when it is asked for the whole stream.
    Match match(Signal signal, const Labels &labels, const Labels *own = nullptr) const;

    QStringList fields() const; // that it asks for, each once

private:
    explicit Filter(std::shared_ptr<const Node> root) : m_root(std::move(root)) {}

    std::shared_ptr<const Node> m_root;
};

} // namespace envdeck::standins::signoz
