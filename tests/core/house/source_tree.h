// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace envdeck::testing {

struct SourceFile {
    QString path; // from the project's root: "core/base/async.h"
    QStringList lines;
};

// Every .h and .cpp below the given top folders, in path order.
QList<SourceFile> sourcesBelow(const QStringList &folders);

} // namespace envdeck::testing
