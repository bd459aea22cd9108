// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace envdeck::sandbox {

// Holds the lock of a terraform state file as terraform's local backend holds it (1.5 to 1.11): a POSIX write
// lock on the file, and `.NAME.lock.info` beside it that says who. Ends with this or with the process.
class StateLock {
public:
    explicit StateLock(const QString &stateFile);
    ~StateLock();
    StateLock(const StateLock &) = delete;
    StateLock &operator=(const StateLock &) = delete;

    bool isHeld() const { return m_held; }

private:
    QString m_info;
    int m_file = -1;
    bool m_held = false;
};

} // namespace envdeck::sandbox
