// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/github/client.h"
#include "core/platform/code_host.h"
#include "core/secrets/vault.h"

#include <memory>

namespace envdeck::platform {

// GitHub, or an Enterprise server, behind CodeHost; its key is asked of the vault on first use.
class GithubCodeHost final : public CodeHost {
public:
    // All three outlive this.
    GithubCodeHost(const Workspace &workspace, http::Client &http, secrets::Vault &vault);
    ~GithubCodeHost() override;

    bool isConfigured() const override;
    Async<std::optional<PullState>> find(const QString &head, const QString &base,
                                         std::stop_token stop) override;
    Async<std::optional<PullState>> mergedWith(const QString &commit, const QString &base,
                                               std::stop_token stop) override;
    Async<PullState> open(const PullProposal &proposal, std::stop_token stop) override;
    Async<void> describe(int number, const QString &body, std::stop_token stop) override;
    Async<PullState> follow(int number, std::stop_token stop) override;
    Async<QString> merge(const PullMerge &merge, std::stop_token stop) override;
    Async<void> deleteBranch(const QString &branch, std::stop_token stop) override;
    Async<HostRights> rights(const QString &branch, std::stop_token stop) override;
    Async<Comparison> compare(const QString &repository, const QString &base, const QString &head,
                              std::stop_token stop) override;
    Async<CiFacts> ci(const QString &repository, const QString &commit, std::stop_token stop) override;
    QString repositoryAt(const QString &source) const override;
    std::optional<std::chrono::seconds> waitOf(const Error &error) const override;

    void forgetKeys();

private:
    using ClientRef = std::shared_ptr<github::Client>;

    Async<ClientRef> client(const QString &repository);
    template <typename T, typename Fn>
    Async<T> ask(Fn fn); // of the workspace's own repository
    template <typename T, typename Fn>
    Async<T> askOf(const QString &repository, Fn fn);
    Async<PullState> judged(const ClientRef &client, const github::PullRequest &pull, std::stop_token stop);

    const Workspace &m_workspace;
    http::Client &m_http;
    secrets::Vault &m_vault;
    QHash<QString, ClientRef> m_clients; // by repository
    std::unique_ptr<QObject> m_context;
};

// Whether it may be merged, from all that is known of it.
MergeHindrance hindranceOf(const github::PullRequest &pull, const github::Reviews &reviews,
                           const github::Checks &checks, const github::Requirements &wanted);

} // namespace envdeck::platform
