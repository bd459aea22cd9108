// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssh/login.h"

#include <QDateTime>
#include <memory>

namespace envdeck::ssh {

class Connection;

struct PassphraseQuestion {
    QString key;     // the key's file
    int attempt = 1; // to 3
};

struct Settings {
    Target target;
    Login login;
    QString knownHostsFile; // see TrustStore
    std::chrono::milliseconds connectLimit{15000};
    std::shared_ptr<Connection> jump; // through which host to go; its own identity and login are its matter
    // Asked in the thread that made the connection. The person's time counts towards no deadline.
    std::function<Async<Secret>(const PassphraseQuestion &)> askPassphrase;
};

// How a connection stands.
struct State {
    enum class Phase {
        Idle, // nobody wants it
        Connecting,
        Connected,
        Resting, // failed; tries again on the first wish after a while that doubles from one second to a
                 // minute
        Blocked, // its login was refused: tries again only after retry(), so that no server locks us out
    };
    Phase phase = Phase::Idle;
    QDateTime since; // UTC, of this phase; of Resting and Blocked: of the first failure in a row
    std::optional<Error> error;
    int failures = 0;            // in a row
    std::optional<HostKey> seen; // what the server showed last
};

} // namespace envdeck::ssh
