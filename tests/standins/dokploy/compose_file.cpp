// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/dokploy/compose_file.h"

#include <yaml-cpp/yaml.h>

#include <QCryptographicHash>
#include <QHash>
#include <QHostAddress>
#include <QRegularExpression>

namespace envdeck::standins::dokploy {

namespace {

Error refused(const QString &words)
{
    return Error{ErrorCode::BadInput, {}, words, 0};
}

QHash<QString, QString> variablesOf(const QString &env)
{
    QHash<QString, QString> variables;
    for (const QString &line : env.split(QLatin1Char('\n'))) {
        const qsizetype equals = line.indexOf(QLatin1Char('='));
        if (equals > 0 && !line.startsWith(QLatin1Char('#')))
            variables.insert(line.left(equals).trimmed(), line.mid(equals + 1));
    }
    return variables;
}

QString filledIn(const QString &text, const QHash<QString, QString> &variables)
{
    static const QRegularExpression pattern(QStringLiteral(R"(\$\$|\$\{(\w+)(?::?-([^}]*))?\}|\$(\w+))"));
    QString filled;
    qsizetype at = 0;
    for (auto it = pattern.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        filled += text.mid(at, match.capturedStart() - at);
        at = match.capturedEnd();
        const QString name = match.captured(1).isEmpty() ? match.captured(3) : match.captured(1);
        filled += name.isEmpty() ? QStringLiteral("$") : variables.value(name, match.captured(2));
    }
    return filled + text.mid(at);
}

QString scalarOf(const YAML::Node &node)
{
    return node && node.IsScalar() ? QString::fromStdString(node.Scalar()) : QString();
}

// "127.0.0.1:8080:80", "8080:80", "80", or the long form; the first published port counts.
void readPorts(const YAML::Node &ports, ComposeService &service)
{
    if (!ports || !ports.IsSequence() || ports.size() == 0)
        return;
    QString address;
    QString published;
    if (ports[0].IsMap()) {
        address = scalarOf(ports[0]["host_ip"]);
        published = scalarOf(ports[0]["published"]);
    } else {
        const QStringList parts = scalarOf(ports[0]).section(QLatin1Char('/'), 0, 0).split(QLatin1Char(':'));
        published = parts.value(parts.size() - 2);
        address = parts.value(parts.size() - 3);
    }
    service.port = published.toUShort();
    if (service.port > 0)
        service.address = QHostAddress(address).isLoopback() ? address : QStringLiteral("127.0.0.1");
}

Result<QList<ComposeService>> servicesOf(const YAML::Node &root)
{
    static const QStringList known{QStringLiteral("version"),  QStringLiteral("name"),
                                   QStringLiteral("services"), QStringLiteral("networks"),
                                   QStringLiteral("volumes"),  QStringLiteral("configs"),
                                   QStringLiteral("secrets"),  QStringLiteral("include")};
    if (!root.IsMap())
        return refused(QStringLiteral("Top-level object must be a mapping"));
    for (const auto &entry : root) {
        const QString key = scalarOf(entry.first);
        if (!known.contains(key) && !key.startsWith(QLatin1String("x-")))
            return refused(
                QStringLiteral("validating docker-compose.yml: (root) Additional property %1 is not allowed")
                    .arg(key));
    }
    if (!root["services"] || !root["services"].IsMap() || root["services"].size() == 0)
        return refused(QStringLiteral("no service selected"));
    QList<ComposeService> services;
    for (const auto &entry : root["services"]) {
        ComposeService service;
        service.name = scalarOf(entry.first);
        service.image = scalarOf(entry.second["image"]);
        if (service.image.isEmpty())
            return refused(QStringLiteral("service \"%1\" has neither an image nor a build context "
                                          "specified: invalid compose project")
                               .arg(service.name));
        if (const QString restart = scalarOf(entry.second["restart"]); !restart.isEmpty())
            service.restart = restart.section(QLatin1Char(':'), 0, 0);
        readPorts(entry.second["ports"], service);
        const std::string whole = YAML::Dump(entry.second);
        service.fingerprint = QString::fromLatin1(
            QCryptographicHash::hash(QByteArray::fromStdString(whole), QCryptographicHash::Sha256).toHex());
        services.append(service);
    }
    return services;
}

} // namespace

Result<QList<ComposeService>> readCompose(const QByteArray &yaml, const QString &env)
{
    try {
        return servicesOf(YAML::Load(filledIn(QString::fromUtf8(yaml), variablesOf(env)).toStdString()));
    } catch (const YAML::Exception &e) {
        return refused(
            QStringLiteral("yaml: line %1: %2").arg(e.mark.line + 1).arg(QString::fromStdString(e.msg)));
    }
}

} // namespace envdeck::standins::dokploy
