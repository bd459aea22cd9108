// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/plan.h"

#include <QByteArrayView>
#include <QHash>

namespace envdeck::terraform {

// The parts of one change, as they stand in the text. Empty where there is none.
struct ChangeText {
    QByteArrayView whole;
    QByteArrayView actions;
    QByteArrayView before;
    QByteArrayView after;
    QByteArrayView unknown;
    QByteArrayView beforeSensitive;
    QByteArrayView afterSensitive;
    QByteArrayView importing;

    bool marksSensitive() const; // a value of it
    // Nothing differs, nothing is unknown and nothing is sensitive: there is nothing in it to look at. Most
    // of a large plan is like that.
    bool isPlainlySame() const;
};

// Reads what an entry of resource_changes says beside its values, which it passes over.
class PlanEntryReader {
public:
    // Sets neither action nor attributes. `change` points into `json`. False: it is no entry.
    bool read(QByteArrayView json, ResourceChange &resource, ChangeText &change);

private:
    struct Last { // what the resource before said, which is mostly what this one says
        QByteArray text;
        QString word;
    };
    QString shared(QByteArrayView json, Last &last);

    QHash<QByteArray, QString> m_words; // that many resources say alike
    Last m_module;
    Last m_type;
    Last m_provider;
};

// What a JSON string says.
QString wordFrom(QByteArrayView json);

} // namespace envdeck::terraform
