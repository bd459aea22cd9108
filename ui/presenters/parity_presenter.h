// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/configuration/environment_files.h"
#include "ui/text/error_text.h"

#include <QObject>

namespace envdeck::ui {

// The last good reading stays while another one runs or fails.
struct ParityState {
    bool reading = false;
    std::optional<QList<configuration::EnvironmentSide>> sides; // in the workspace's order
    terraform::Parity parity;                                   // of those that could be read
    QDateTime readAt;
    std::optional<ErrorText> error; // the latest reading failed as a whole
};

// All environments' terraform folders at the heads of their branches, side by side.
class ParityPresenter final : public QObject {
    Q_OBJECT

public:
    // All outlive it.
    ParityPresenter(configuration::EnvironmentFiles &files, const Workspace &workspace, const Clock &clock,
                    QObject *parent = nullptr);
    ~ParityPresenter() override;

    const ParityState &state() const { return m_state; }
    const Workspace &workspace() const { return m_workspace; }
    QDateTime now() const { return m_clock.now(); }
    // "prod: …" for each environment that was not read.
    QStringList unread() const;

    void refresh(); // nothing while it reads

Q_SIGNALS:
    void stateChanged();

private:
    void take(const Result<QList<configuration::EnvironmentSide>> &sides);

    configuration::EnvironmentFiles &m_files;
    const Workspace &m_workspace;
    const Clock &m_clock;
    ParityState m_state;
    std::stop_source m_stop;
};

} // namespace envdeck::ui
