// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/redactor.h"
#include "core/terraform/state.h"

#include <QHash>

namespace envdeck::terraform {

// One leaf of a resource's attributes. The text of a sensitive one is empty: it never leaves the parser.
struct StateAttribute {
    QString path; // "labels.env", "ports[0]", "triggers[\"a.b\"]"
    QString text; // a string as it is, anything else as JSON; cut after longestValue characters
    bool sensitive = false;
    friend bool operator==(const StateAttribute &, const StateAttribute &) = default;
};

struct StateInstance {
    QString address; // with its key: "module.dns.lab_dns.record[\"app\"]"
    bool tainted = false;
    QString deposed; // key of an object that a replacement left behind; empty for none
    QList<StateAttribute> attributes;
    friend bool operator==(const StateInstance &, const StateInstance &) = default;
};

// What a state holds, with the attributes of its resources as far as they may be shown.
struct StateDetails {
    StateSummary summary;
    QHash<QString, QList<StateInstance>> instances; // by StateResource::address
};

constexpr qsizetype longestValue = 4096;

// Hidden are: what sensitive_attributes marks, or cannot be found by its path; what is named like a secret;
// every string that equals a hidden one anywhere in the state (terraform marks no copies); and whatever
// `redactor` knows. What is null (write-only attributes always are) is left out.
Result<StateDetails> stateDetailsFrom(const QByteArray &statePull, const Redactor &redactor);

} // namespace envdeck::terraform
