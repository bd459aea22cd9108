// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/registry/client.h"
#include "tests/support/event_loop.h"
#include "tests/support/http/http_server.h"

namespace envdeck::testing {

// A registry by hand, with one image acme/api:v1 of two platforms and whatever access and oddity a test asks
// for.
class FakeRegistry {
public:
    enum class Access { Open, Basic, Bearer };
    explicit FakeRegistry(Access access = Access::Open);

    // What to answer instead of the usual for a path ("/v2/acme/api/manifests/v1").
    QHash<QByteArray, ScriptedReply> instead;
    QByteArray realm; // of the Bearer challenge; empty: /token of this server
    int tokenSeconds = 300;
    bool tokenGood = true;  // false: the registry refuses what the token server gave
    bool sendDigest = true; // Docker-Content-Digest
    int pageSize = 0;       // 0: all tags in one
    QStringList tagNames{QStringLiteral("v2"), QStringLiteral("v1"),
                         QStringLiteral("sha256-") + QString(64, QLatin1Char('a')) + QStringLiteral(".sig")};

    HttpServer server;
    http::Client http;
    QString indexDigest;
    QString amdDigest;
    QString configDigest;
    int tokensGiven = 0;

    registry::Client client(const registry::Credentials &credentials = {});
    void add(const QByteArray &content, const QByteArray &type, const QString &tag = {}); // a manifest

private:
    ScriptedReply answer(const ReceivedRequest &request);
    ScriptedReply token(const ReceivedRequest &request);
    ScriptedReply tags(const ReceivedRequest &request);
    bool isLetIn(const ReceivedRequest &request) const;

    struct Content {
        QByteArray type;
        QByteArray bytes;
    };
    Access m_access;
    QHash<QByteArray, Content> m_content; // by path
};

inline const QString api = QStringLiteral("acme/api");
inline const registry::Credentials bo{QStringLiteral("bo"), Secret("canary-registry-password")};

} // namespace envdeck::testing
