// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

namespace envdeck {

// Failed blocks; Warning and Unknown do not: an outage of SigNoz must not make a rollback impossible.
enum class Verdict { Ok, Warning, Failed, Unknown };

// One thing looked at before a change. ui/text words it from id and facts.
struct PreflightCheck {
    QString id; // "image-in-registry", "digest-unchanged", "variables-set", "migration", "image-platform",
                // "backup", "disk", "skips-environment", "hold"
    Verdict verdict = Verdict::Unknown;
    QHash<QString, QString> facts; // "digest" to "sha256:…", "age" to seconds, "missing" to a list of names
    QString detail;                // the other side's own words, redacted
    friend bool operator==(const PreflightCheck &, const PreflightCheck &) = default;
};

} // namespace envdeck
