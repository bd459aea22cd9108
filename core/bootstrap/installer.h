// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/client.h"

#include <QByteArray>

namespace envdeck::bootstrap {

// Dokploy's own installer, as it was fetched.
struct Installer {
    QByteArray text;
    QString sha256;
    QString knownAs;     // its name in the list of known ones; empty: nobody has vouched for it
    QByteArray previous; // the last one that was confirmed from this computer; empty: there was none
    bool isKnown() const { return !knownAs.isEmpty(); }
    friend bool operator==(const Installer &, const Installer &) = default;
};

constexpr qint64 installerCap = 256 * 1024; // twenty times what it is

// SHA-256 to name, from the lines "DIGEST NAME" of a list; others are comments.
QHash<QString, QString> knownInstallers(const QByteArray &list);
QHash<QString, QString> knownInstallers(); // of resources/bootstrap

// BadResponse: "truncated" for what does not begin and end as a shell script does, "not-an-installer" for a
// text that is not Dokploy's.
Result<Installer> installerFrom(const QByteArray &text, const QHash<QString, QString> &known,
                                const QString &subject);

// Fetched over verified TLS (plain to loopback); a redirect is refused. Confirmed ones are kept in `folder`,
// 0600.
class InstallerSource final : public QObject {
public:
    InstallerSource(http::Client &http, QUrl url, QString folder, QHash<QString, QString> known);

    Async<Installer> fetch(std::stop_token stop);
    // Somebody has read it: the next one is compared with it. Io.
    Result<void> confirm(const Installer &installer);

private:
    http::Client &m_http;
    QUrl m_url;
    QString m_folder;
    QHash<QString, QString> m_known;
};

} // namespace envdeck::bootstrap
