// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/workspace.h"

#include <QByteArray>

namespace envdeck::workspace {

enum class ThresholdUnit { Percent, Milliseconds, Days, Seconds };

// One threshold as envdeck.yaml spells it, and what it may be.
struct ThresholdSpec {
    QString key; // "error-rate"
    ThresholdUnit unit = ThresholdUnit::Percent;
    double lowest = 0;
    double highest = 100;
    int decimals = 0;
};

const QList<ThresholdSpec> &thresholdSpecs(); // all of them, in the order in which they are shown
double thresholdNumber(const Thresholds &thresholds, const QString &key);
void setThresholdNumber(Thresholds *thresholds, const QString &key, double number);
QString thresholdText(const Thresholds &thresholds,
                      const QString &key); // "0.5 %", "500 ms", as the file spells it

// What differs: "error-rate 2 % -> 1 %", by key.
QStringList thresholdChanges(const Thresholds &from, const Thresholds &to);

// The line of envdeck.yaml that gives a threshold, by key; one that is missing here has its built-in value.
// Empty for a text that is no envdeck.yaml.
QHash<QString, int> thresholdLines(const QByteArray &text);

// The file with these thresholds. Only the values that differ are written, every other byte stays: comments,
// order, quotes, line ends. A threshold that the file does not name yet joins its section, and a section that
// is missing joins at the end. Errors: BadConfig for a text that is no envdeck.yaml; BadInput "out-of-range"
// (subject: the key); Conflict "not-plain" (subject: "envdeck.yaml:12") where the value is no plain text on
// one line of its own, comes from an alias, or changing it would change something else.
Result<QByteArray> withThresholds(const QByteArray &text, const Thresholds &wanted);

} // namespace envdeck::workspace
