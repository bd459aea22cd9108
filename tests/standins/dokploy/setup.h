// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standins/base/http_standin.h"
#include "tests/standins/dokploy/procedure.h"

#include <QHash>
#include <QSet>

namespace envdeck::standins::dokploy {

// A Dokploy's first days: its owner, sessions, keys, registries, SSH keys and its own domain. In memory; the
// rest of the stand-in knows one key that is given to it and nobody who signs in.
class Setup {
public:
    // POST /api/auth/sign-up/email, sign-in/email, sign-out.
    Answer handle(const Request &request);
    bool admits(const Request &request) const; // by a cookie, or by a key that was made here
    QList<Procedure> procedures();

    // What tests look at, and what they have others do before.
    QString mail;
    QString password;
    QSet<QString> keys;
    QJsonArray registries;
    QJsonArray sshKeys;
    QJsonObject domain{{QStringLiteral("host"), QJsonValue::Null}, {QStringLiteral("https"), false}};
    QString refusedPassword; // of a registry login that Docker does not get through with
    int limitedKeys = 0;     // that were made with a limit of calls

private:
    QString fresh(const QString &prefix); // another one each time
    QSet<QString> m_sessions;
    int m_made = 0;
};

} // namespace envdeck::standins::dokploy
