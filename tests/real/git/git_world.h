// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/git/mirror.h"
#include "tests/support/event_loop.h"

#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace envdeck::git {

// A bare remote, the operator's checkout of it, and a home folder with an identity; all in one temporary
// folder.
class GitWorld : public ::testing::Test {
protected:
    GitWorld();
    ~GitWorld() override;

    QString path(const QString &name) const { return m_folder.filePath(name); }
    QString remotePath() const { return path(QStringLiteral("remote.git")); }
    QString checkoutPath() const { return path(QStringLiteral("checkout")); }
    Program program() const;
    std::unique_ptr<Mirror> mirror(const QString &name = QStringLiteral("mirror")) const;
    // A mirror that has fetched.
    std::unique_ptr<Mirror> fetched(const QString &name = QStringLiteral("mirror")) const;

    // Runs git by itself, as a person would, and answers what it printed; `fine` false expects a failure.
    QString git(const QString &folder, const QStringList &arguments, bool fine = true,
                const QByteArray &input = {}) const;
    void write(const QString &file, const QByteArray &content) const; // absolute path
    void script(const QString &file, const QByteArray &body) const;   // executable, #!/bin/sh
    QByteArray read(const QString &file) const;
    // Commits the content in the checkout and pushes it; answers the sha.
    QString pushed(const QString &file, const QByteArray &content, const QString &message) const;
    QString remoteHead(const QString &branch = QStringLiteral("main")) const;

private:
    QTemporaryDir m_folder;
    QHash<QByteArray, QByteArray> m_before; // environment that was changed
};

template <typename T>
Result<T> await(const QFuture<Result<T>> &future)
{
    // Generous: the machine may be building something at the same time.
    if (!testing::eventually([&] { return future.isFinished(); }, std::chrono::seconds(120)))
        return Error{ErrorCode::Timeout, QStringLiteral("the test's patience"), {}, 0};
    return future.resultCount() > 0 ? future.result() : Result<T>(Error{ErrorCode::Canceled, {}, {}, 0});
}

inline std::string said(const Error &error)
{
    return (errorCodeName(error.code) + u' ' + error.subject + u' ' + error.detail).toStdString();
}

inline const QString composePath = QStringLiteral("deploy-config/prod/apps/api.compose.yml");
inline const QByteArray composeText = "services:\n  api:\n    image: ghcr.io/acme/api:v1 # pinned\n";

} // namespace envdeck::git
