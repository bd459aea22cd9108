// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bootstrap/installer.h"

#include "core/base/paths.h"
#include "core/base/safe_file.h"
#include "core/bootstrap/root_script.h"

#include <QCryptographicHash>
#include <QFileInfo>

namespace envdeck::bootstrap {

namespace {

bool isDigest(const QByteArray &word)
{
    return word.size() == 64 && QByteArray::fromHex(word).toHex() == word;
}

} // namespace

QHash<QString, QString> knownInstallers(const QByteArray &list)
{
    QHash<QString, QString> known;
    for (const QByteArray &line : list.split('\n')) {
        const QByteArray digest = line.left(64);
        const QByteArray name = line.mid(64).trimmed();
        if (isDigest(digest) && !name.isEmpty())
            known.insert(QString::fromLatin1(digest), QString::fromUtf8(name));
    }
    return known;
}

QHash<QString, QString> knownInstallers()
{
    return knownInstallers(resource(QStringLiteral("known-installers.txt")));
}

Result<Installer> installerFrom(const QByteArray &text, const QHash<QString, QString> &known,
                                const QString &subject)
{
    const auto bad = [&](const char *why) {
        return Error{ErrorCode::BadResponse, subject, QString::fromLatin1(why), 0};
    };
    if (!text.startsWith("#!") || !text.endsWith('\n') || text.contains('\0'))
        return bad("truncated");
    if (!text.contains("dokploy") || !text.contains("docker swarm"))
        return bad("not-an-installer");
    Installer installer;
    installer.text = text;
    installer.sha256 =
        QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex());
    installer.knownAs = known.value(installer.sha256);
    return installer;
}

InstallerSource::InstallerSource(http::Client &http, QUrl url, QString folder, QHash<QString, QString> known)
    : m_http(http), m_url(std::move(url)), m_folder(std::move(folder)), m_known(std::move(known))
{
}

Async<Installer> InstallerSource::fetch(std::stop_token stop)
{
    if (const auto allowed = m_http.allow(m_url); !allowed)
        return ready<Installer>(allowed.error());
    http::Request request;
    request.url = m_url;
    request.contentTypes.clear(); // served as whatever the web server makes of ".sh"
    request.maxBody = installerCap;
    return andThen(m_http.get(request, std::move(stop)), this, [this](const http::Response &response) {
        auto installer = installerFrom(response.body, m_known, m_url.host());
        if (!installer)
            return ready<Installer>(installer.error());
        Installer fetched = std::move(installer).value();
        if (const auto previous = readFile(m_folder + QStringLiteral("/last.sh"), installerCap))
            fetched.previous = previous.value();
        return ready<Installer>(fetched);
    });
}

Result<void> InstallerSource::confirm(const Installer &installer)
{
    if (const auto folder = makePrivateFolder(m_folder); !folder)
        return folder.error();
    return writeFile(m_folder + QStringLiteral("/last.sh"), installer.text);
}

} // namespace envdeck::bootstrap
