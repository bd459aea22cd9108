// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>
#include <functional>

namespace envdeck {

// Replaces a file that a person owns, or says that it did not: writes beside it, checks every write and
// both syncs, renames, and syncs the folder. (QSaveFile reports success after a failed sync.)
// An existing file keeps its mode; a new one gets `mode`. A symbolic link is followed, so the link stays.
// Blocks: call it from a worker. Errors: NotFound, there is no such folder; Io. The old file is untouched,
// unless only the sync of the folder failed: then the new one is in place, and a power cut may still undo
// that.
Result<void> writeFile(const QString &path, const QByteArray &content, int mode = 0600);

// The same from blocks, asked for one after the other until one is empty; an error of theirs is the answer.
using Blocks = std::function<Result<QByteArray>()>;
Result<void> writeBlocks(const QString &path, const Blocks &next, int mode = 0600);

// Reads at most `cap` bytes; a longer file is an Io error rather than half an answer. NotFound when absent.
Result<QByteArray> readFile(const QString &path, qint64 cap = 8 * 1024 * 1024);

} // namespace envdeck
