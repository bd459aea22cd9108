// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/state_lock.h"

#include "core/base/safe_file.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>
#include <fcntl.h>
#include <unistd.h>

namespace envdeck::sandbox {

StateLock::StateLock(const QString &stateFile)
{
    const QFileInfo state(stateFile);
    m_info = QStringLiteral("%1/.%2.lock.info").arg(state.absolutePath(), state.fileName());
    m_file = ::open(QFile::encodeName(stateFile).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    struct flock whole = {};
    whole.l_type = F_WRLCK;
    whole.l_whence = SEEK_SET;
    m_held = m_file >= 0 && ::fcntl(m_file, F_SETLK, &whole) == 0;
    if (!m_held)
        return;
    const QJsonObject info{
        {QStringLiteral("ID"), QUuid::createUuid().toString(QUuid::WithoutBraces)},
        {QStringLiteral("Operation"), QStringLiteral("OperationTypeApply")},
        {QStringLiteral("Info"), QString()},
        {QStringLiteral("Who"), QStringLiteral("anna@acme-laptop")},
        {QStringLiteral("Version"), QStringLiteral("1.11.4")},
        {QStringLiteral("Created"), QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs)},
        {QStringLiteral("Path"), stateFile}};
    m_held = bool(writeFile(m_info, QJsonDocument(info).toJson(QJsonDocument::Compact)));
}

StateLock::~StateLock()
{
    if (m_held)
        QFile::remove(m_info);
    if (m_file >= 0)
        ::close(m_file);
}

} // namespace envdeck::sandbox
