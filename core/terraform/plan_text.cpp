// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/plan_text.h"

namespace envdeck::terraform {

namespace {

// What cannot be read does change, and nothing of it is shown.
AttributeChange unreadable()
{
    AttributeChange change;
    change.path = QStringLiteral("?");
    change.hadBefore = change.hasAfter = change.sensitive = true;
    return change;
}

} // namespace

qsizetype PlanText::keep(QByteArrayView change)
{
    m_changes.push_back(m_text.keep(change, simdjson::SIMDJSON_PADDING));
    return qsizetype(m_changes.size()) - 1;
}

QList<AttributeChange> PlanText::read(qsizetype place) const
{
    const QByteArrayView text = m_changes.at(size_t(place));
    simdjson::dom::parser parser;
    simdjson::dom::element change;
    if (!m_diff || parser.parse(text.data(), size_t(text.size()), false).get(change) != simdjson::SUCCESS)
        return {unreadable()};
    AttributeDiff diff = *m_diff;
    QList<AttributeChange> found = diff.differences(change);
    diff.hideCopies(found);
    return found;
}

} // namespace envdeck::terraform
