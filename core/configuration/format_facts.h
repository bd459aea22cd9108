// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/workspace.h"

#include <QJsonObject>

namespace envdeck::configuration {

// What a job that formats terraform code needs, in a form that survives the process: its payload in the
// journal.
struct FormatFacts {
    struct File {
        QString file;    // in the repository
        QByteArray from; // SHA-256 (hex) of it, as reviewed
        QByteArray to;   // the whole file
        friend bool operator==(const File &, const File &) = default;
    };
    QString operation;
    EnvironmentId environment;
    QString branch;
    QList<File> files;
    QString reason;
    ChangePath path = ChangePath::Push;
    QString pushed = {}; // pulls::Errand::pushed; no part of the payload
    QStringList names() const;
    friend bool operator==(const FormatFacts &, const FormatFacts &) = default;
};

QByteArray digestOf(const QByteArray &content); // as in FormatFacts::File::from

QJsonObject toJson(const FormatFacts &facts);
Result<FormatFacts> formatFactsFrom(const QJsonObject &json); // BadInput names the field

} // namespace envdeck::configuration
