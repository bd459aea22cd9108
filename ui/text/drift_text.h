// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/infrastructure/drift.h"

#include <chrono>

namespace envdeck::ui {

// "300", a text without its quotes, "sensitive, not shown", "not set". Never more than a line.
QString driftExpectedText(const infrastructure::DriftedAttribute &attribute);
QString driftActualText(const infrastructure::DriftedAttribute &attribute);
QString driftGoneText(); // "deleted outside", in place of what is there

QString driftSummary(const infrastructure::DriftReport &report); // "2 resources differ from the last apply"
// "Checked 12 min ago at 3f2a91c with terraform 1.11.4. Checked every 6 h while this window is open."
QString driftCheckText(const infrastructure::DriftReport &report, const QDateTime &now,
                       std::chrono::seconds every);

// How one attribute, or a whole resource, is put into the code.
struct Adoption {
    QString place;    // "terraform/environments/test/env.auto.tfvars:3"; empty when the code was not found
    QString text;     // what to do there, in a sentence
    QString snippet;  // what the code would have to say; empty when it is not to be shown
    QString variable; // that a commit can give the actual value; empty: it is edited by hand
    QString typed;    // that value, as it is typed for the variable's type
    friend bool operator==(const Adoption &, const Adoption &) = default;
};

Adoption adoptionOf(const infrastructure::DriftedResource &resource,
                    const infrastructure::DriftedAttribute &attribute);
Adoption adoptionOfDeletion(const infrastructure::DriftedResource &resource);

} // namespace envdeck::ui
