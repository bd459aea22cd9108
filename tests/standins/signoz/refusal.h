// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace envdeck::standins::signoz {

// Why a request gets no answer, in the words of the server. Parsers and evaluators throw it; the one handler
// of all requests catches it and answers with its status and toJson().
struct Refusal {
    int status = 400;
    QString type;
    QString code;
    QString message;
    QStringList errors;      // one line each
    QStringList suggestions; // "did you mean: 'groupBy'?"

    QJsonObject toJson() const; // {"status":"error","error":{…}}
};

Refusal invalidInput(const QString &message, const QStringList &errors = {},
                     const QStringList &suggestions = {});
Refusal unauthenticated();
Refusal forbidden(const QString &message);
Refusal notFound(const QString &message);
// For what the real server can do and this one cannot.
Refusal unsupported(const QString &what);

} // namespace envdeck::standins::signoz
