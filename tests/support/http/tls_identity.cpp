// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/http/http_server.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

namespace envdeck::testing {

namespace {

bool openssl(const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral("openssl"), arguments);
    return process.waitForFinished(20000) && process.exitStatus() == QProcess::NormalExit &&
           process.exitCode() == 0;
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

std::optional<TlsIdentity> makeTlsIdentity(const QByteArray &subjectAltName, int days)
{
    static QTemporaryDir folder; // lives as long as the process
    static int number = 0;
    if (QStandardPaths::findExecutable(QStringLiteral("openssl")).isEmpty() || !folder.isValid())
        return {};
    const QString base = folder.filePath(QStringLiteral("id%1-").arg(++number));
    const QString caKey = base + QStringLiteral("ca.key");
    const QString caFile = base + QStringLiteral("ca.pem");
    const QString key = base + QStringLiteral("leaf.key");
    const QString request = base + QStringLiteral("leaf.csr");
    const QString leaf = base + QStringLiteral("leaf.pem");
    QFile extensions(base + QStringLiteral("leaf.ext"));
    if (!extensions.open(QIODevice::WriteOnly))
        return {};
    extensions.write("subjectAltName=" + subjectAltName + "\nbasicConstraints=CA:FALSE\n");
    extensions.close();

    const auto s = [](const char *text) { return QString::fromLatin1(text); };
    const QStringList newKey{s("-newkey"), s("ec"), s("-pkeyopt"), s("ec_paramgen_curve:prime256v1"),
                             s("-nodes")};
    const bool made = openssl(QStringList{s("req"), s("-x509"), s("-subj"), s("/CN=Envdeck test authority"),
                                          s("-days"), s("2"), s("-keyout"), caKey, s("-out"), caFile} +
                              newKey) &&
                      openssl(QStringList{s("req"), s("-subj"), s("/CN=Envdeck test server"), s("-keyout"),
                                          key, s("-out"), request} +
                              newKey) &&
                      openssl({s("x509"), s("-req"), s("-in"), request, s("-CA"), caFile, s("-CAkey"), caKey,
                               s("-CAcreateserial"), s("-days"), QString::number(days), s("-extfile"),
                               extensions.fileName(), s("-out"), leaf});
    if (!made)
        return {};
    return TlsIdentity{QSslCertificate(contents(leaf)), QSslKey(contents(key), QSsl::Ec), caFile};
}

} // namespace envdeck::testing
