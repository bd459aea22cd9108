// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace envdeck::testing {

// One row of tests/data/terraform/SOURCES.md with what the run printed.
struct Recording {
    QString file;
    QString command;
    int exitCode = 0; // -9 for a killed one
    QByteArray text;

    QList<QByteArray> lines() const { return text.split('\n'); }
};

QList<Recording> recordings(const QString &ending); // ".jsonl", ".json"
Recording recording(const QString &file);

// Whether one of the secrets of the recordings stands in the text.
bool holdsCanary(const QString &text);

} // namespace envdeck::testing
