// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/bootstrap_ways.h"
#include "core/bootstrap/service.h"
#include "core/secrets/memory_store.h"
#include "tests/real/ssh/ssh_world.h"
#include "tests/standins/dokploy/dokploy.h"
#include "tests/support/http/http_server.h"

#include <QTemporaryDir>

namespace envdeck::testing {

// Nothing is deployed in these tests.
class NoEngine final : public standins::dokploy::ContainerEngine {
public:
    std::optional<ProcessIdentity> start(const standins::dokploy::Container &) override { return {}; }
    void terminate(const ProcessIdentity &) override {}
    void kill(const ProcessIdentity &) override {}
    bool isRunning(const ProcessIdentity &) const override { return false; }
    std::optional<int> exitCode(const QString &) const override { return {}; }
    QString output(const QString &) const override { return {}; }
    void keepOnly(const QStringList &) override {}
    void forget(const QString &) override {}
};

// A bare host behind a real sshd, whose programs are tests/data/bootstrap/program.sh; the installer comes
// from a real web server, and the panel is the stand-in, reached through a real forward.
class ScriptedHost : public ::testing::Test {
protected:
    void SetUp() override;
    void TearDown() override;

    // The process ends, and another one begins: only journal, keychain and host stay.
    void beginProcess();
    Result<bootstrap::Review> review(bootstrap::Ask ask);
    Result<bootstrap::Review> review() { return review(ask()); } // with the installer read
    bootstrap::Ask ask() const;
    JobStatus ran(const bootstrap::Review &review); // to its end
    JobStatus ended(const QString &operation);
    QString has(const char *file) const; // of the host's state; null when it is not there
    void put(const char *file, const QByteArray &content = {});
    void serve(const QByteArray &installer);
    QString noteOf(const JobStatus &status, const char *step) const;
    Error failure(const JobStatus &status) const;

    const platform::HostId host{s("test"), s("test-1")};
    QTemporaryDir root;
    QByteArray installer;
    SystemClock clock;
    Workspace workspace;
    std::unique_ptr<HttpServer> web;
    NoEngine engine;
    std::unique_ptr<standins::Dokploy> panel;
    std::unique_ptr<Sshd> sshd;
    ssh::Settings settings;
    std::unique_ptr<secrets::Vault> vault;
    std::unique_ptr<journal::Journal> journal;
    bootstrap::Pace pace;
    std::function<Result<void>()> panelSays = [] { return Result<void>(); }; // at its own address

    // of one process
    std::unique_ptr<http::Client> http;
    std::unique_ptr<platform::SshShell> shell;
    std::unique_ptr<bootstrap::Service> service;
    std::unique_ptr<jobs::JobCenter> center;
};

} // namespace envdeck::testing
