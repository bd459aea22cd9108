// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/plan.h"

#include <QHash>
#include <QStringList>

#include <simdjson.h>

#include <string_view>

namespace envdeck::terraform {

// The parts of one change, as they stand in the text. Empty where there is none.
struct ChangeText {
    std::string_view whole;
    std::string_view before;
    std::string_view after;
    std::string_view unknown;
    std::string_view beforeSensitive;
    std::string_view afterSensitive;
    QStringList actions;
    std::string_view importing;

    // Nothing differs, nothing is unknown and nothing is sensitive: there is nothing in it to look at. Most
    // of a large plan is like that.
    bool isPlainlySame() const;
};

// Reads what an entry of resource_changes says beside its values, without building a tree of them.
class PlanEntryReader {
public:
    // SIMDJSON_PADDING bytes behind `json` may be read. Sets neither action nor attributes. `change` points
    // into `json`. False: it is no entry.
    bool read(std::string_view json, ResourceChange &resource, ChangeText &change);

private:
    struct Last { // what the resource before said, which is mostly what this one says
        QByteArray text;
        QString word;
    };
    QString shared(std::string_view text, Last &last);

    simdjson::ondemand::parser m_parser;
    QHash<QByteArray, QString> m_words; // that many resources say alike
    Last m_module;
    Last m_type;
    Last m_provider;
};

QString wordFrom(std::string_view text);

// The action of an "actions" list.
ChangeAction actionFrom(const QStringList &actions);

} // namespace envdeck::terraform
