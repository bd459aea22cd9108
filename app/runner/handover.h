// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <vector>

namespace envdeck::runner {

// The secret part of the program's environment: NUL-separated KEY=VALUE from standard input to its end.
// Kept in one buffer that wipe() clears.
class SecretEnvironment {
public:
    ~SecretEnvironment() { wipe(); }

    // Errors: BadInput when it is over 1 MiB or a part is no KEY=VALUE; Io.
    Result<void> readFrom(int descriptor);
    // The environment of this process and the secrets after it, which win. Points into both: valid until
    // wipe().
    std::vector<char *> environmentBlock();
    void wipe();

private:
    bool sets(QByteArrayView name) const;

    QByteArray m_bytes;
    std::vector<char *> m_entries;
};

} // namespace envdeck::runner
