// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/http/http_server.h"

#include <QJsonArray>
#include <QJsonObject>

namespace envdeck::testing {

// Terraform Cloud with the organisation acme and its workspace dev in local execution mode, over TLS on
// loopback: discovery, ping, entitlements, workspace, lock, state versions with their uploads. After the API
// documentation at developer.hashicorp.com/terraform/cloud-docs/api-docs (2.6); what Terraform 1.11.4 asks
// for.
class CloudServer {
public:
    CloudServer(const TlsIdentity &identity, const QByteArray &token);

    QByteArray block() const; // of a terraform configuration
    QString host() const;     // "localhost:43210"

    bool locked = false;
    bool savesNothing = false; // no state version is taken
    int forced = 0;            // unlocks
    QByteArray state() const { return m_versions.isEmpty() ? QByteArray() : m_versions.last(); }
    void addState(const QByteArray &state); // by somebody else
    const QList<ReceivedRequest> &requests() const { return m_server.requests(); }

private:
    ScriptedReply answer(const ReceivedRequest &request);
    ScriptedReply api(const QByteArray &method, const QByteArray &path, const QByteArray &body);
    ScriptedReply created();
    QJsonObject workspace() const;
    QJsonArray outputs() const;
    QJsonObject version(qsizetype number) const;

    HttpServer m_server;
    QByteArray m_token;
    QList<QByteArray> m_versions; // empty text: made, and nothing uploaded yet
};

} // namespace envdeck::testing
