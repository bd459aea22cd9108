// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/process_identity.h"
#include "tests/support/fetch.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace envdeck::testing {

inline constexpr std::chrono::seconds patience(20); // for what takes some seconds on a busy machine

struct Ran {
    int exitCode = -1;
    QByteArray output;
    QByteArray errors;
};
Ran runProgram(const QString &program, const QStringList &arguments, const QString &folder = {});

// A sandbox of this test alone, driven by its program only. Whatever it started is ended with it.
class World {
public:
    World();  // up
    ~World(); // down

    QString dir() const
    {
        return m_place.path() + QStringLiteral("/sand box");
    } // a space, as in many people's paths
    QString workspace() const { return dir() + QStringLiteral("/workspace"); }
    QString remote() const { return dir() + QStringLiteral("/remote.git"); }

    Ran run(const QStringList &arguments);
    QJsonObject command(const QStringList &arguments); // with --json; fails the test unless it ends with 0
    QJsonObject status() { return command({QStringLiteral("status")}); }

    QJsonValue app(const QString &environment, const QString &name); // of status
    QJsonValue part(const QString &name);
    QByteArray versionHeader(const QString &environment, const QString &name); // empty when nobody answers
    QString key(const QString &kind) const;                                    // of the secrets file
    QJsonArray rows(const QString &environment, const QString &app);           // Dokploy's, newest first
    QList<ProcessIdentity> processes();                                        // of parts and apps that run

    QByteArray git(const QStringList &arguments); // in the workspace; fails the test unless it ends with 0
    void setTag(const QString &environment, const QString &app, const QString &tag);
    Ran push(const QStringList &options = {}); // what setTag changed, by "commit" and "push"

    void back(const QString &environment, const QString &app,
              const QString &tag); // and waits until it answers

private:
    QJsonValue dokploy(const QString &environment, const QString &pathAndQuery);
    QTemporaryDir m_place;
};

// The one that the tests share, since making one takes seconds. Each test uses an app of its own and puts
// back what it changed.
World &sharedWorld();

} // namespace envdeck::testing
