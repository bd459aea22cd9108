// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QString>

namespace envdeck::git {

// Where a repository is fetched from and pushed to. Made by parse() only, so holding one means that it is
// https, ssh or a local path, and carries no secret.
class Remote {
public:
    enum class Kind { Https, Ssh, Local };

    // "https://host/path", "ssh://[user@]host[:port]/path", "[user@]host:path", "file:///path", "/path".
    // Errors: BadConfig, subject is the text without its user information, detail a code word:
    //   "user-info"   a password or token stands in it (any user of an https address; a password for ssh)
    //   "protocol"    another protocol, among them http, git and remote helpers ("ext::…")
    //   "option-like" it, its host or its path begins with "-"
    //   "not-a-remote" anything else, a relative path too
    static Result<Remote> parse(const QString &text);

    Kind kind() const { return m_kind; }
    const QString &text() const { return m_text; } // as given
    const QString &origin() const
    {
        return m_origin;
    } // "https://github.com:443", "ssh://github.com:22", "file://"

    friend bool operator==(const Remote &, const Remote &) = default;

private:
    Kind m_kind = Kind::Local;
    QString m_text;
    QString m_origin;
};

// What authenticates over https where the user's own credential helper does not. Used only for a remote of
// that very origin; reaches git in the environment of that one process.
struct HttpsCredential {
    QString origin;                                  // as Remote::origin() spells it
    QString user = QStringLiteral("x-access-token"); // where the token names none
    Secret token;                                    // or "user:token", for a server that looks at the user
};

// Detail of the Unauthorized error of whoever is asked for a credential that was never entered.
inline const QString noKey = QStringLiteral("no-key");

} // namespace envdeck::git
