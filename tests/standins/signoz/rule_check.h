// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QStringList>
#include <vector>

namespace envdeck::standins::signoz {

// Throws the Refusal that POST /api/v2/rules gives to a body that is no v2alpha1 threshold rule or names a
// channel that does not exist.
void checkRule(const QJsonObject &body, const QStringList &channels);

// The body with the empty members that the server adds when it answers.
QJsonObject completedRule(QJsonObject body);

bool crosses(const QString &op, double value, double target); // throws a Refusal for an unknown op
// The value of a window that is compared: by matchType. `op` decides which one at_least_once means.
double windowValue(const QString &matchType, const QString &op, const std::vector<double> &values);

// From one time unit into another ("ms" to "ns"); other units are left alone.
double converted(double value, const QString &from, const QString &to);

} // namespace envdeck::standins::signoz
