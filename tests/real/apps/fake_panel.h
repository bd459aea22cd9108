// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/platform/app_panel.h"

namespace envdeck::testing {

// A panel that keeps what it is told, and has bad days.
class FakePanel final : public platform::AppPanel {
public:
    QHash<QString, platform::AppSetup> setups; // by target
    QHash<QString, QString> values;            // "dev/api LEVEL"
    std::optional<Error> refuses;              // every call
    std::optional<Error> changeLost;           // made, and the answer never came
    std::optional<Error> changeNeverLeft;      // the same answer, and nothing was made
    bool forgets = false;                      // answers well and keeps nothing
    int changes = 0;

    void set(const Target &target, const QString &name, const QString &value); // as in the panel itself

    Async<platform::AppSetup> setup(const Target &target, std::stop_token) override;
    Async<Secret> variableValue(const Target &target, const QString &name, std::stop_token) override;
    QByteArray digest(const Secret &value) const override;
    Async<void> changeVariables(const Target &target, const QList<platform::VariableEdit> &edits,
                                const QByteArray &expected, std::stop_token) override;
    Async<void> setRunning(const Target &target, bool running, std::stop_token) override;
    Async<void> saveDomain(const Target &target, const platform::AppDomain &domain, std::stop_token) override;
    Async<void> removeDomain(const Target &target, const QString &id, std::stop_token) override;
    Async<void> saveComposeText(const Target &target, const QByteArray &text, std::stop_token) override;
    Async<void> saveGitSource(const Target &target, const QString &branch, const QString &path,
                              std::stop_token) override;
    std::unique_ptr<platform::LogTail> followLog(const Target &, const QString &) override { return {}; }

private:
    Async<void> made(const std::function<void()> &change);
    void forget(const Target &target, const QString &name);
    void digestAll(const Target &target);
};

} // namespace envdeck::testing
