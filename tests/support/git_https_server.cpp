// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/git_https_server.h"

#include "tests/support/http/http_server.h"

#include <QFile>

namespace envdeck::testing {

namespace {

void keep(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(content);
}

} // namespace

GitHttpsServer::GitHttpsServer(const Options &options)
{
    const auto identity = makeTlsIdentity();
    if (!identity)
        return;
    m_caFile = identity->caFile;
    const QString certificate = m_folder.filePath(QStringLiteral("cert.pem"));
    const QString key = m_folder.filePath(QStringLiteral("key.pem"));
    keep(certificate, identity->certificate.toPem());
    keep(key, identity->key.toPem());
    QStringList arguments{QStringLiteral(ENVDECK_GIT_HTTPS_SERVER),
                          QStringLiteral("--root"),
                          options.root,
                          QStringLiteral("--cert"),
                          certificate,
                          QStringLiteral("--key"),
                          key,
                          QStringLiteral("--log"),
                          m_folder.filePath(QStringLiteral("log"))};
    const std::pair<const char *, QString> more[] = {
        {"--user", options.user}, {"--token", options.token}, {"--redirect", options.redirect}};
    for (const auto &[name, value] : more) {
        if (!value.isEmpty())
            arguments << QString::fromLatin1(name) << value;
    }
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(QStringLiteral("python3"), arguments);
    if (m_process.waitForStarted(30'000) && m_process.waitForReadyRead(60'000))
        m_port = m_process.readLine().trimmed().toInt();
}

GitHttpsServer::~GitHttpsServer()
{
    m_process.kill();
    m_process.waitForFinished(10'000);
}

QStringList GitHttpsServer::requests() const
{
    QFile log(m_folder.filePath(QStringLiteral("log")));
    if (!log.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(log.readAll()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
}

QStringList GitHttpsServer::credentials() const
{
    QStringList all;
    for (const QString &request : requests()) {
        if (request.contains(QLatin1String(" Basic ")))
            all << QString::fromUtf8(
                QByteArray::fromBase64(request.section(QLatin1Char(' '), -1).toLatin1()));
    }
    return all;
}

} // namespace envdeck::testing
