// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QStringList>
#include <optional>

namespace envdeck::standins::signoz {

// Readers of request bodies, as strict as the server: they throw the Refusal of a member that is not known or
// has another type. `where` names the object in its message: "query spec".
void onlyMembers(const QJsonObject &object, const QStringList &known, const QString &where);
QString textMember(const QJsonObject &object, const QString &name, const QString &fallback = {});
qint64 numberMember(const QJsonObject &object, const QString &name, qint64 fallback = 0);
bool boolMember(const QJsonObject &object, const QString &name, bool fallback = false);
QJsonObject objectMember(const QJsonObject &object, const QString &name);
QList<QJsonObject> objectsMember(const QJsonObject &object, const QString &name); // null counts as empty

// Member names separated by blanks: "key direction".
QStringList words(const char *text);

// A Go duration ("60s", "5m", "1h30m", "5m0s") in milliseconds; nothing when it is none.
std::optional<qint64> goDuration(const QString &text);

} // namespace envdeck::standins::signoz
