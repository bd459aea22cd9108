// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/terraform/attribute_diff.h"
#include "core/terraform/kept_text.h"

namespace envdeck::terraform {

// What a plan says of the changes that nobody has looked at yet, as text. Only of those in which the plan
// marks nothing sensitive; the rest of what must not be seen is held back when they are read.
class PlanText final : public AttributeSource {
public:
    qsizetype keep(QByteArrayView change); // its place

    // Once, when the whole plan was read: it knows every sensitive value by then.
    void settle(const AttributeDiff &diff) { m_diff = diff; }

    QList<AttributeChange> read(qsizetype place) const override;

private:
    KeptText m_text;
    std::vector<QByteArrayView> m_changes;
    std::optional<AttributeDiff> m_diff;
};

} // namespace envdeck::terraform
