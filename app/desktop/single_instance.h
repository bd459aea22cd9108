// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/paths.h"

#include <QLocalServer>
#include <QObject>
#include <memory>

class QLockFile;

namespace envdeck {

// One process for each workspace: a second start raises the first one's window and ends.
class SingleInstance final : public QObject {
    Q_OBJECT

public:
    SingleInstance();
    ~SingleInstance() override;

    // False when another process has the workspace; it was asked to raise its window.
    bool claim(const Paths &paths, const QString &workspaceRoot);

Q_SIGNALS:
    void raiseAsked();

private:
    std::unique_ptr<QLockFile> m_lock;
    QLocalServer m_server;
};

} // namespace envdeck
