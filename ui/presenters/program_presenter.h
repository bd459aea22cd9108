// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/infrastructure/program_choice.h"

#include <QObject>
#include <optional>

namespace envdeck::ui {

class SettingsStore;

struct ProgramState {
    QString path;                              // in force; empty for PATH
    QString tried;                             // what was asked last
    bool checking = false;                     // `tried` has not answered yet
    std::optional<terraform::Program> program; // what `tried` is
    std::optional<Error> error;                // why `tried` cannot be used; it is not in force then
};

// The operator's own path of terraform or tofu: tried before it counts, then in force at once and kept in the
// personal settings.
class ProgramPresenter final : public QObject {
    Q_OBJECT

public:
    // Both outlive it.
    ProgramPresenter(infrastructure::ProgramChoice &choice, SettingsStore &store, QObject *parent = nullptr);
    ~ProgramPresenter() override;

    const ProgramState &state() const { return m_state; }

    void refresh(); // asks the one in force
    // An absolute path, "~/…" for one below the home folder, or nothing for PATH.
    void choose(const QString &path);

Q_SIGNALS:
    void stateChanged();

private:
    void ask(const QString &path, bool keep);
    void keep(const QString &path);

    infrastructure::ProgramChoice &m_choice;
    SettingsStore &m_store;
    ProgramState m_state;
    int m_number = 0; // of the last question: only its answer counts
    std::stop_source m_stop;
};

} // namespace envdeck::ui
