// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/dokploy/client.h"
#include "core/platform/app_panel.h"
#include "core/platform/data_sets.h"
#include "core/platform/panel_inventory.h"
#include "core/secrets/vault.h"

#include <map>
#include <memory>

namespace envdeck::platform {

// Dokploy behind DeployPlatform, AppPanel and DataSets: one panel for each environment, its key asked of the
// vault on first use and again after it was refused. Names are resolved to Dokploy's ids once and kept until
// Dokploy knows them no more.
class DokployPlatform final : public DeployPlatform, public AppPanel, public DataSets {
public:
    // All three outlive this.
    DokployPlatform(const Workspace &workspace, http::Client &http, secrets::Vault &vault);
    ~DokployPlatform() override;

    Async<PlatformInfo> info(const EnvironmentId &environment, std::stop_token stop) override;
    Async<QList<PlatformDeployment>> deployments(const Target &target, std::stop_token stop) override;
    Async<QList<Container>> containers(const Target &target, std::stop_token stop) override;
    Async<ServiceFacts> facts(const Target &target, std::stop_token stop) override;
    Async<void> deploy(const Target &target, const ImageRef &image, const QString &title,
                       const QString &operation, std::stop_token stop) override;
    Async<QString> log(const Target &target, const QString &deployment, int lines,
                       std::stop_token stop) override;
    Async<QStringList> variableNames(const Target &target, std::stop_token stop) override;

    Async<AppSetup> setup(const Target &target, std::stop_token stop) override;
    Async<Secret> variableValue(const Target &target, const QString &name, std::stop_token stop) override;
    QByteArray digest(const Secret &value) const override;
    Async<void> changeVariables(const Target &target, const QList<VariableEdit> &edits,
                                const QByteArray &expected, std::stop_token stop) override;
    Async<void> setRunning(const Target &target, bool running, std::stop_token stop) override;
    Async<void> saveDomain(const Target &target, const AppDomain &domain, std::stop_token stop) override;
    Async<void> removeDomain(const Target &target, const QString &id, std::stop_token stop) override;
    Async<void> saveComposeText(const Target &target, const QByteArray &text, std::stop_token stop) override;
    Async<void> saveGitSource(const Target &target, const QString &branch, const QString &path,
                              std::stop_token stop) override;
    std::unique_ptr<LogTail> followLog(const Target &target, const QString &deployment) override;

    Async<QList<DataSet>> dataSets(const EnvironmentId &environment, std::stop_token stop) override;
    Async<DataSet> dataSet(const EnvironmentId &environment, const QString &id,
                           std::stop_token stop) override;
    Async<void> backUp(const EnvironmentId &environment, const QString &id, const QString &plan,
                       std::stop_token stop) override;

    // Asked of a person's wish alone: it is many questions.
    Async<PanelInventory> inventory(const EnvironmentId &environment, std::stop_token stop);

    // Keys were replaced: ask the vault again.
    void forgetKeys();

private:
    struct Panel {
        std::shared_ptr<dokploy::Client> client;
        QHash<QString, dokploy::ServiceRef> services; // by app
    };

    Async<std::shared_ptr<dokploy::Client>> panel(const EnvironmentId &environment);
    template <typename Fn>
    auto onPanel(const EnvironmentId &environment, Fn fn); // fn's client lives until fn's answer came
    Async<dokploy::ServiceRef> service(const Target &target, std::stop_token stop);
    template <typename T, typename Fn>
    Async<T> ask(const Target &target, std::stop_token stop, Fn fn);
    template <typename T, typename Fn>
    Async<T> askPanel(const EnvironmentId &environment, Fn fn);
    void noteError(const EnvironmentId &environment, const QString &app, const Error &error);

    const Workspace &m_workspace;
    http::Client &m_http;
    secrets::Vault &m_vault;
    Secret m_digestKey; // of this run
    std::map<EnvironmentId, Panel> m_panels;
    std::unique_ptr<QObject> m_context; // last: dies first, and with it what is still waited for
};

} // namespace envdeck::platform
