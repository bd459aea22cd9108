// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/audit_list.h"

#include <algorithm>

namespace envdeck::journal {

namespace {

bool isOrAny(const QString &wanted, const QString &text)
{
    return wanted.isEmpty() || wanted == text;
}

bool contains(const AuditEntry &entry, const QString &text)
{
    const QStringList fields{entry.subject, entry.detail,    entry.reason, entry.actor,
                             entry.action,  entry.operation, entry.commit};
    return std::any_of(fields.begin(), fields.end(),
                       [&](const QString &field) { return field.contains(text, Qt::CaseInsensitive); });
}

} // namespace

bool matches(const AuditEntry &entry, const Filter &filter)
{
    return isOrAny(filter.environment, entry.environment) && isOrAny(filter.subject, entry.subject) &&
           isOrAny(filter.actor, entry.actor) && isOrAny(filter.action, entry.action) &&
           isOrAny(filter.operation, entry.operation) && isOrAny(filter.state, entry.state) &&
           filter.outside.value_or(entry.outside) == entry.outside &&
           (!filter.from.isValid() || entry.at >= filter.from) &&
           (!filter.to.isValid() || entry.at < filter.to) &&
           (filter.text.isEmpty() || contains(entry, filter.text));
}

QList<AuditEntry> interleaved(const QList<AuditEntry> &page, QList<AuditEntry> &others, bool last)
{
    QList<AuditEntry> all;
    qsizetype taken = 0;
    for (const AuditEntry &entry : page) {
        for (; taken < others.size() && others.at(taken).at > entry.at; ++taken)
            all.append(others.at(taken));
        all.append(entry);
    }
    for (; last && taken < others.size(); ++taken)
        all.append(others.at(taken));
    others.remove(0, taken);
    return all;
}

} // namespace envdeck::journal
