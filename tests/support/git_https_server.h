// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QTemporaryDir>

namespace envdeck::testing {

// git's smart HTTP backend behind TLS and basic authentication, on a random port of loopback, in a process of
// its own. Its certificate is signed by an authority made for it, which nobody trusts who was not told to.
class GitHttpsServer {
public:
    struct Options {
        QString root;          // the folder of bare repositories that is served
        QString user = {};     // empty: any
        QString token = {};    // empty: everybody is let in
        QString redirect = {}; // origin to send everybody to instead
    };

    explicit GitHttpsServer(const Options &options);
    ~GitHttpsServer();

    bool isRunning() const { return m_port > 0; }
    QString origin() const { return QStringLiteral("https://127.0.0.1:%1").arg(m_port); }
    QString caFile() const { return m_caFile; } // for GIT_SSL_CAINFO
    // "GET /remote.git/info/refs?service=git-upload-pack Basic …", "-" where nothing was said of who asks.
    QStringList requests() const;
    // Who the requests said they were, decoded: "x-access-token:secret".
    QStringList credentials() const;

private:
    QTemporaryDir m_folder;
    QString m_caFile;
    QProcess m_process;
    int m_port = 0;
};

} // namespace envdeck::testing
