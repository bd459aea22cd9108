// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "tests/standins/dokploy/dokploy.h"
#include "tests/standins/registry/registry.h"
#include "tests/support/fetch.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <gtest/gtest.h>
#include <memory>

namespace envdeck::testing {

// Containers that are nothing but entries here; a test ends them as it likes.
class FakeEngine final : public standins::dokploy::ContainerEngine {
public:
    std::optional<ProcessIdentity> start(const standins::dokploy::Container &container) override;
    void terminate(const ProcessIdentity &process) override; // ends at once with 0, unless `stubborn`
    void kill(const ProcessIdentity &process) override;
    bool isRunning(const ProcessIdentity &process) const override;
    std::optional<int> exitCode(const QString &containerId) const override;
    QString output(const QString &containerId) const override;
    void keepOnly(const QStringList &containerIds) override;
    void forget(const QString &containerId) override;

    void end(const QString &image, std::optional<int> code); // of every container with it; no code: killed
    QStringList running() const;                             // images, oldest first

    bool stubborn = false;
    QStringList events; // "start IMAGE", "stop IMAGE", "kill IMAGE"

private:
    struct Entry {
        QString id;
        QString image;
        bool runs = true;
        std::optional<int> code;
    };
    QMap<qint64, Entry> m_entries; // by pid
    qint64 m_lastPid = 100000;
};

// A Dokploy with a registry beside it, and quick hands.
class Bench {
public:
    Bench();

    void restart(); // as if its process had died: state and engine stay
    Fetched ask(const QByteArray &method, const QString &pathAndQuery, const QJsonObject &body = {});
    Fetched askWithoutKey(const QByteArray &method, const QString &pathAndQuery,
                          const QByteArray &body = "{}",
                          const QList<QNetworkReply::RawHeaderPair> &more = {});
    QJsonValue get(const QString &pathAndQuery); // the answer of a 200; fails the test otherwise
    QJsonValue post(const QString &procedure, const QJsonObject &body);

    QString reference(const QString &name, const QString &tag) const; // on the registry's host
    QString image(const QString &name, const QString &tag);           // the same, and it is there
    QString makeCompose(const QString &composeFile);                  // raw; answers its id
    QJsonArray rows(const QString &composeId);                        // newest first
    QJsonArray containers(const QString &composeId);
    QString deploy(const QString &composeId); // waits for the end; answers the row's status
    QString awaitEnd(const QString &composeId, qsizetype rowCount);
    QString log(const QJsonValue &row);

    QTemporaryDir folder;
    SystemClock clock;
    FakeEngine engine;
    std::unique_ptr<standins::Registry> registry;
    std::unique_ptr<standins::Dokploy> dokploy;
    standins::dokploy::DokployOptions options;
    QString projectId;
    QString environmentId;
    QStringList published;
};

inline const QByteArray benchKey = "a-key-of-this-test";

QJsonValue jsonOf(const QByteArray &body); // bare strings and numbers too; undefined for an empty body

} // namespace envdeck::testing
