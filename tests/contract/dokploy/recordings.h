// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/dokploy/client.h"
#include "tests/support/event_loop.h"
#include "tests/support/http/http_server.h"

#include <QJsonObject>

namespace envdeck::testing {

// One recorded exchange with a real Dokploy; see tests/data/dokploy/SOURCES.md.
// The recorded services.
inline const dokploy::ServiceRef stack{DokployKind::Compose, QStringLiteral("txQkR3fCA7BlmyR7z4hSB")};
inline const dokploy::ServiceRef web{DokployKind::Application, QStringLiteral("TTpIDnksSIEOpj9g-gHpM")};

struct Recording {
    QByteArray method;
    QByteArray target; // path with query
    QJsonValue requestBody;
    int status = 0;
    QJsonValue body; // null: empty

    ScriptedReply reply() const;
};
Recording recording(const QString &name);

// A server that answers the recorded requests as they were answered, and anything else with 404; a client on
// it.
class DokployBench {
public:
    explicit DokployBench(const QStringList &recordings = {});

    void replay(const QString &name);
    void answer(const QByteArray &methodAndPath,
                const QList<ScriptedReply> &replies); // instead of a recording

    HttpServer server;
    http::Client http;
    dokploy::Client client;

private:
    ScriptedReply answerTo(const ReceivedRequest &request);

    QList<Recording> m_recordings;
    QHash<QByteArray, QList<ScriptedReply>> m_answers;
};

} // namespace envdeck::testing
