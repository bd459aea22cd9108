// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/host_access.h"
#include "app/session/opening.h"
#include "core/apps/service.h"
#include "core/backups/service.h"
#include "core/base/clock.h"
#include "core/bootstrap/service.h"
#include "core/base/paths.h"
#include "core/configuration/format_service.h"
#include "core/configuration/key_ledger.h"
#include "core/configuration/threshold_service.h"
#include "core/configuration/variable_service.h"
#include "core/deployments/gitops_service.h"
#include "core/git/mirror.h"
#include "core/health/service.h"
#include "core/http/client.h"
#include "core/http/probe.h"
#include "core/infrastructure/state_keeper.h"
#include "core/infrastructure/terraform_drift.h"
#include "core/jobs/job_center.h"
#include "core/journal/journal.h"
#include "core/observability/service.h"
#include "core/platform/dokploy_platform.h"
#include "core/platform/github_code_host.h"
#include "core/platform/oci_registry.h"
#include "core/platform/signoz_telemetry.h"
#include "core/pulls/desk.h"
#include "core/secrets/vault.h"
#include "core/troubleshooting/examiner.h"

namespace envdeck {

struct SessionOptions {
    Paths paths = userPaths();
    QString terraformPath; // a personal setting; empty for PATH
};

// With the personal settings of this user, as the window writes them.
SessionOptions userOptions();

// Every service of one opened workspace, in construction order. What envdeck and envdeckctl have in common.
// Nothing is asked of anybody by making one. Thread: the GUI's (or that of envdeckctl's event loop).
class Session final : public QObject {
public:
    Session(const Opened &opened, const SessionOptions &options, QObject *parent = nullptr);
    ~Session() override;

    const Workspace &workspace() const { return m_workspace; }
    const git::CheckoutFacts &checkout() const { return m_checkout; }
    // All keys that it can make use of, the git remote's among them where that is https.
    const QList<secrets::SecretKey> &keys() const { return m_keys; }
    // What was opened from memory is as git says now: the remote may be asked.
    void confirm(const git::CheckoutFacts &checkout);
    const QString &actor() const { return m_actor; }
    const Clock &clock() const { return m_clock; }
    QString stateFolder() const { return m_stateFolder; } // journal, locks, logs of this workspace

    secrets::Vault &vault() { return m_vault; }
    configuration::KeyLedger &keyLedger() { return m_keyLedger; }
    journal::Journal &journal() { return m_journal; }
    jobs::JobCenter &jobs() { return m_jobs; }
    git::Mirror &mirror() { return m_mirror; }
    http::Probe &probe() { return m_probe; }
    platform::DokployPlatform &platform() { return m_platform; }
    platform::SignozTelemetry &telemetry() { return m_telemetry; }
    platform::OciRegistry &registry() { return m_registry; }
    platform::GithubCodeHost &codeHost() { return m_codeHost; }
    pulls::Desk &pulls() { return m_pulls; }
    configuration::ThresholdService &thresholds() { return m_thresholds; }
    configuration::VariableService &variables() { return m_variables; }
    configuration::FormatService &formats() { return m_formats; }
    deployments::GitOpsService &deployments() { return m_deployments; }
    apps::Service &apps() { return m_apps; }
    backups::Service &backups() { return m_backups; }
    infrastructure::TerraformService &infrastructure() { return m_infrastructure; }
    infrastructure::TerraformSecrets &terraformSecrets() { return m_terraformSecrets; }
    infrastructure::StateKeeper &stateKeeper() { return m_stateKeeper; }
    infrastructure::TerraformDrift &drift() { return m_drift; }
    health::Service &health() { return m_health; }
    observability::Service &observability() { return m_observability; }
    hosts::Service &hosts() { return m_hosts.service(); }
    platform::SshShell &hostShell() { return m_hosts.shell(); }
    platform::HostKeys &hostKeys() { return m_hosts.keys(); }
    HostAccess &hostAccess() { return m_hosts; }
    bootstrap::Service &bootstrap() { return m_bootstrap; }
    troubleshooting::Examiners examiners(); // for the time of this session

    // Reads the secrets that the workspace can use, so that logs, journal and commits know what to hide, and
    // what earlier processes left unfinished. To be awaited before the first change.
    Async<void> prepare();
    // A key was entered or removed: the next question asks the vault again.
    void forgetKeys();

private:
    void signInWith(const secrets::SecretKey &key);
    void hide(const Redactor &redactor); // in logs, journal and commits, from now on

    Workspace m_workspace;
    QList<secrets::SecretKey> m_keys;
    git::CheckoutFacts m_checkout;
    QPromise<Result<void>> m_confirmed;
    QString m_actor;
    QString m_stateFolder;
    SystemClock m_clock;
    secrets::Vault m_vault;
    journal::Journal m_journal;
    configuration::KeyLedger m_keyLedger;
    http::Client m_http;
    http::Probe m_probe;
    git::Mirror m_mirror;
    platform::DokployPlatform m_platform;
    platform::SignozTelemetry m_telemetry;
    platform::OciRegistry m_registry;
    platform::GithubCodeHost m_codeHost;
    pulls::Desk m_pulls{m_mirror, m_codeHost};
    configuration::ThresholdService m_thresholds;
    configuration::VariableService m_variables;
    configuration::FormatService m_formats;
    deployments::GitOpsService m_deployments;
    http::CertificateProbe m_certificates;
    apps::Service m_apps;
    backups::Service m_backups{m_platform, m_clock};
    infrastructure::TerraformSecrets m_terraformSecrets;
    infrastructure::TerraformService m_infrastructure;
    infrastructure::StateKeeper m_stateKeeper{m_infrastructure};
    infrastructure::TerraformDrift m_drift;
    health::Service m_health;
    observability::Service m_observability;
    HostAccess m_hosts;
    bootstrap::Service m_bootstrap;
    // Goes first: with it all runners and the steps that they hold, which work with everything above.
    jobs::JobCenter m_jobs;
};

} // namespace envdeck
