// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "tests/standins/base/http_standin.h"
#include "tests/standins/dokploy/deployer.h"
#include "tests/standins/dokploy/procedure.h"
#include "tests/standins/dokploy/setup.h"

namespace envdeck::standins {

// A Dokploy 0.30.2 on loopback, as far as an operator's client reads and deploys: projects, environments,
// compose services and image applications, deployments with their logs and queue, containers, webhooks; over
// REST and tRPC, with the recorded error bodies. What it does not know is 404 `Not found`, as an unknown
// procedure is.
//
// It survives its own end: the state is in a file, the containers are not its children. See Deployer for what
// a restart does to what was under way.
class Dokploy final : public HttpStandin {
    Q_OBJECT
public:
    // The engine and the clock outlive it.
    Dokploy(dokploy::DokployOptions options, dokploy::ContainerEngine &engine, const Clock &clock);

    // Reads the state and brings the containers up that were running. Call it once, after start(): whoever
    // has the port has the containers. Io or BadResponse when the state cannot be read.
    Result<void> begin();
    dokploy::Setup &setup() { return m_setup; }
    dokploy::DokployState &state() { return m_store.state; } // for what others do to it behind its back

protected:
    void handle(const Request &request, Reply reply) override;
    bool upgrades() const override { return true; }
    bool needsKey(const Request &request) const override;

private:
    bool knows(const Request &request) const; // the key is there and right
    void rest(const Request &request, Reply reply);
    void trpc(const Request &request, Reply reply);
    const dokploy::Procedure *find(const QString &name, bool mutation) const; // null when there is none
    void call(const QString &name, bool mutation, const QJsonObject &input, bool fromUrl,
              const dokploy::Respond &respond);

    dokploy::DokployOptions m_options;
    dokploy::Store m_store;
    dokploy::Deployer m_deployer;
    dokploy::Setup m_setup;
    QList<dokploy::Procedure> m_procedures;
};

} // namespace envdeck::standins
