// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringList>

namespace envdeck::scaffold {

// The clouds that there are templates for, as a command line spells them.
inline const QStringList providers{QStringLiteral("hetzner"), QStringLiteral("digitalocean")};

// A new infrastructure repository, before it is written.
struct Request {
    QString name;       // of the workspace: first part of every name in the cloud, "acme"
    QString domain;     // the zone: prod is this domain, dev and test stand below it
    QString provider;   // one of `providers`
    QString repository; // "acme/infra" at GitHub; empty for none yet
};

using Files = QMap<QString, QByteArray>; // by path in the repository

// What the templates become. Compiled in; nothing is read from disk.
// Errors: BadInput with the field as subject.
Result<Files> filesFor(const Request &request);

// Writes them below `folder`, which must be empty or not be there (then it is made). What could not be
// written whole is taken away again, so that it can be repeated. Blocks. Errors: Conflict "not-empty",
// Conflict "not-a-folder", NotFound when its parent is not there, Io.
Result<void> write(const QString &folder, const Files &files);

} // namespace envdeck::scaffold
