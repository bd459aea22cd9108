// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <functional>
#include <variant>

namespace envdeck::standins::dokploy {

struct Failure {
    int status = 500;
    QString code; // "NOT_FOUND"
    QString message;
    QJsonValue zodError = QJsonValue::Null;
    QJsonArray issues = {}; // only validation errors have them
};

Failure notFound(const QString &message);
Failure badRequest(const QString &message);
Failure internalError(const QString &message);

// What a procedure answers; an undefined value is an empty body.
using Outcome = std::variant<QJsonValue, Failure>;
using Respond = std::function<void(const Outcome &)>;

enum class FieldType { Text, Number, Flag };

struct Field {
    const char *name;
    FieldType type = FieldType::Text;
    bool required = true;
    bool nullable = false;
};

// One operation of Dokploy's API, reachable by REST and by tRPC alike.
struct Procedure {
    QString name; // "compose.one"
    bool mutation = false;
    QList<Field> fields;
    std::function<void(const QJsonObject &input, const Respond &respond)> run;
};

Procedure query(const char *name, QList<Field> fields, std::function<Outcome(const QJsonObject &)> run);
Procedure mutation(const char *name, QList<Field> fields, std::function<Outcome(const QJsonObject &)> run);

// Nothing when `input` satisfies the fields, else the failure that zod's checks give. Text that came from a
// URL stands for numbers and flags too; `fromUrl` says so.
std::variant<QJsonObject, Failure> checked(const QList<Field> &fields, const QJsonObject &input,
                                           bool fromUrl);

} // namespace envdeck::standins::dokploy
