// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/state/state_server.h"

namespace envdeck::testing {

StateServer::StateServer()
{
    m_server.onAny([this](const ReceivedRequest &request) { return answer(request); });
}

QByteArray StateServer::backend() const
{
    const QByteArray url = m_server.url(QStringLiteral("/dev")).toEncoded();
    return "backend \"http\" {\n    address = \"" + url + "\"\n    lock_address = \"" + url +
           "\"\n    unlock_address = \"" + url + "\"\n    retry_max = 0\n  }";
}

void StateServer::lockedBy(const QByteArray &id)
{
    lock =
        "{\"ID\":\"" + id +
        "\",\"Operation\":\"OperationTypeApply\",\"Info\":\"\",\"Who\":\"anna@gone\",\"Version\":\"1.11.4\","
        "\"Created\":\"2026-11-23T08:23:45Z\",\"Path\":\"\"}";
}

ScriptedReply StateServer::answer(const ReceivedRequest &request)
{
    const QByteArray login = QByteArray::fromBase64(request.header("authorization").mid(6)); // Basic
    if (const QByteArray password = login.mid(login.indexOf(':') + 1); !passwords.contains(password))
        passwords.append(password);
    if (request.method == "LOCK") {
        if (!lock.isEmpty())
            return jsonReply(lock, 423);
        lock = request.body;
        return jsonReply({});
    }
    if (request.method == "UNLOCK") {
        ++unlocks;
        if (!keepsItsLock)
            lock.clear();
        return jsonReply({});
    }
    if (request.method == "POST") {
        if (savesNothing)
            return jsonReply("{}", 500);
        state = request.body;
        return jsonReply({});
    }
    return state.isEmpty() ? jsonReply({}, 404) : jsonReply(state);
}

} // namespace envdeck::testing
