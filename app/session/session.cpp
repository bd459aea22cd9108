// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/session.h"

#include "app/session/bootstrap_ways.h"
#include "app/session/personal_settings.h"
#include "core/process/supervised_run.h"
#include "core/secrets/key_reading.h"

namespace envdeck {

namespace {

git::Program programFor(const Workspace &workspace)
{
    git::Program program;
    program.identityFolder = workspace.root;
    return program;
}

// The remote is not named in envdeck.yaml, so its key is not among those that the file asks for.
std::optional<secrets::SecretKey> gitKeyOf(const Workspace &workspace, const git::Remote &remote)
{
    if (remote.kind() != git::Remote::Kind::Https)
        return std::nullopt;
    return secrets::gitKey(workspace, QUrl(remote.text()));
}

QList<secrets::SecretKey> keysOf(const Opened &opened)
{
    QList<secrets::SecretKey> keys = secrets::secretKeys(opened.workspace);
    for (const Environment &environment : opened.workspace.environments) {
        if (!environment.hosts.isEmpty())
            keys.append(secrets::sshKey(opened.workspace, environment.name, opened.remote.text()));
    }
    if (const auto git = gitKeyOf(opened.workspace, opened.remote))
        keys.append(*git);
    return keys;
}

} // namespace

SessionOptions userOptions()
{
    SessionOptions options;
    options.terraformPath = terraformPathIn(personalSettingsFile(options.paths));
    return options;
}

Session::Session(const Opened &opened, const SessionOptions &options, QObject *parent)
    : QObject(parent), m_workspace(opened.workspace), m_keys(keysOf(opened)), m_checkout(opened.checkout),
      m_actor(opened.actor), m_stateFolder(stateFolderOf(options.paths, opened.workspace.root)),
      m_vault(secrets::defaultStore()), m_journal({m_stateFolder, {}, {}}, m_clock),
      m_keyLedger(m_workspace, m_vault, m_journal, m_clock, m_actor),
      m_mirror(options.paths.data + QStringLiteral("/mirrors/") + workspaceKey(opened.workspace.root) +
                   QStringLiteral(".git"),
               opened.remote, programFor(opened.workspace)),
      m_platform(m_workspace, m_http, m_vault), m_telemetry(m_workspace, m_http, m_vault),
      m_registry(m_workspace, m_http, m_vault), m_codeHost(m_workspace, m_http, m_vault),
      m_thresholds(m_workspace, m_mirror, m_clock), m_variables(m_workspace, m_mirror, m_clock),
      m_deployments({m_workspace, m_mirror, m_platform, m_registry, m_telemetry, m_probe, m_journal, m_clock,
                     &m_pulls, &m_codeHost, nullptr},
                    m_actor),
      m_terraformSecrets(m_workspace, m_vault, opened.remote.text(),
                         QProcessEnvironment::systemEnvironment()),
      m_infrastructure({m_workspace, m_mirror, m_journal, m_clock, options.paths.data,
                        process::findRunner() ? process::findRunner().value() : QString(),
                        options.terraformPath, options.paths.data + QStringLiteral("/tofu"), m_actor}),
      m_drift(m_infrastructure),
      m_health({m_workspace, m_mirror, m_platform, m_telemetry, m_probe, m_journal, m_clock}),
      m_observability(m_telemetry, m_workspace, m_clock),
      m_hosts({m_workspace, m_clock, m_vault, m_infrastructure, m_deployments, options.paths,
               opened.remote.text()}),
      m_bootstrap({m_workspace, opened.remote.text(), m_hosts.shell(), m_http, m_vault, m_clock,
                   tunnelThrough(m_hosts.shell()),
                   [this](const platform::HostId &host) { m_hosts.shell().retry(host); },
                   panelReach(m_http, this), m_stateFolder + QStringLiteral("/installers")}),
      m_jobs(m_journal, m_clock, {m_stateFolder, m_actor, {}, {}})
{
    m_confirmed.start();
    m_mirror.waitFor(m_confirmed.future());
    if (!opened.remembered)
        confirm(opened.checkout);
    if (const auto key = gitKeyOf(m_workspace, opened.remote))
        signInWith(*key);
    m_thresholds.registerRebuild(m_jobs);
    m_thresholds.setPulls(&m_pulls);
    m_variables.setPulls(&m_pulls);
    m_infrastructure.setPulls(&m_pulls);
    m_infrastructure.setSecrets(&m_terraformSecrets);
    connect(&m_terraformSecrets, &infrastructure::TerraformSecrets::learned, this, &Session::hide);
    m_variables.registerRebuild(m_jobs);
    m_deployments.setHosts(&m_hosts.witness());
    m_deployments.registerRebuilds(m_jobs);
    m_infrastructure.registerRebuilds(m_jobs);
    connect(&m_drift, &infrastructure::DriftService::reportChanged, &m_health,
            [this](const QString &environment) {
                const auto report = m_drift.report(environment);
                m_health.setDrift(environment, {int(report->resources.size()), report->since()});
            });
    m_stateKeeper.registerRebuilds(m_jobs);
    m_bootstrap.registerRebuild(m_jobs);
}

Session::~Session() = default;

void Session::confirm(const git::CheckoutFacts &checkout)
{
    m_checkout = checkout;
    m_confirmed.addResult(Result<void>());
    m_confirmed.finish();
}

// Read on use: the mirror asks when the remote does not let git's own helper in.
void Session::signInWith(const secrets::SecretKey &key)
{
    m_mirror.setCredentials([this, key] {
        return andThen(secrets::readKey(m_vault, key, this), this,
                       [origin = m_mirror.remote().origin()](const Secret &token) {
                           git::HttpsCredential credential;
                           credential.origin = origin;
                           credential.token = token;
                           return ready<git::HttpsCredential>(credential);
                       });
    });
}

void Session::hide(const Redactor &redactor)
{
    Redactor all = redactor;
    m_hosts.service().setRedactor(redactor);
    m_terraformSecrets.teach(all);
    m_jobs.setRedactor(all);
    m_infrastructure.runs().setRedactor(all);
    m_mirror.setLive(all);
}

Async<void> Session::prepare()
{
    const auto learned = m_vault.learnAll(m_keys);
    return andThen(learned, this, [this](const Redactor &redactor) {
        hide(redactor);
        return m_jobs.recover();
    });
}

void Session::forgetKeys()
{
    m_platform.forgetKeys();
    m_telemetry.forgetKeys();
    m_registry.forgetKeys();
    m_codeHost.forgetKeys();
    m_hosts.forgetLogins();
    whenDone(m_vault.learnAll(m_keys), this, [this](const Result<Redactor> &redactor) {
        if (redactor)
            hide(redactor.value());
    });
}

} // namespace envdeck
