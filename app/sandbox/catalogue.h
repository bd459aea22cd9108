// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/folder.h"
#include "app/sandbox/settings.h"
#include "core/base/result.h"

#include <QDateTime>
#include <QList>
#include <QMap>
#include <QString>

namespace envdeck::sandbox {

// One version of one app: what its image says and how it behaves once it runs.
struct Version {
    QString app;
    QString tag;
    double daysOld = 0;        // when it was built, before the sandbox was made
    bool published = true;     // false: the registry never had it
    double errorPercent = 0.1; // of its requests
    double p95Ms = 90;
    int startupMs = 700;  // until it answers
    int crashAfterMs = 0; // 0: it does not
    int crashCode = 0;
    QString onlyIn;    // the one environment that shows its errors and latency; empty: every one
    QString migration; // label envdeck.migration of the image

    friend bool operator==(const Version &, const Version &) = default;
};

// What a version does in an environment, with the calm of the rest where it is bad elsewhere only.
double errorPercentIn(const Version &version, const QString &environment);
double p95In(const Version &version, const QString &environment);
double requestsPerSecond(const QString &app, const QString &environment);

QList<Version> firstCatalogue();

// The file that the apps read when they start. A version that it does not know is a calm one.
Result<QList<Version>> readCatalogue(const Folder &folder);
Result<void> writeCatalogue(const Folder &folder, const QList<Version> &versions);
QString revisionOf(const Version &version); // the commit that its image says it is made of
Version versionOf(const QList<Version> &catalogue, const QString &app, const QString &tag);

// Puts an image of the version into the registry's folder, whether the registry runs or not, and answers its
// digest. The same version has the same digest whenever it is published.
Result<QString> publish(const Folder &folder, const Version &version, const Settings &settings);
Result<void> unpublish(const Folder &folder, const QString &app, const QString &tag);

} // namespace envdeck::sandbox
