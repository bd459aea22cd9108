// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/session.h"

#include "core/process/supervised_run.h"

namespace envdeck {

namespace {

git::Program programFor(const Workspace &workspace)
{
    git::Program program;
    program.identityFolder = workspace.root;
    return program;
}

} // namespace

Session::Session(const Opened &opened, const SessionOptions &options, QObject *parent)
    : QObject(parent), m_workspace(opened.workspace), m_checkout(opened.checkout), m_actor(opened.actor),
      m_stateFolder(stateFolderOf(options.paths, opened.workspace.root)), m_vault(secrets::defaultStore()),
      m_journal({m_stateFolder, {}, {}}, m_clock),
      m_jobs(m_journal, m_clock, {m_stateFolder, m_actor, {}, {}}),
      m_mirror(options.paths.data + QStringLiteral("/mirrors/") + workspaceKey(opened.workspace.root) +
                   QStringLiteral(".git"),
               opened.remote, programFor(opened.workspace)),
      m_platform(m_workspace, m_http, m_vault), m_telemetry(m_workspace, m_http, m_vault),
      m_registry(m_workspace, m_http, m_vault), m_thresholds(m_workspace, m_mirror, m_clock),
      m_variables(m_workspace, m_mirror, m_clock),
      m_deployments({m_workspace, m_mirror, m_platform, m_registry, m_telemetry, m_probe, m_journal, m_clock},
                    m_actor),
      m_infrastructure({m_workspace, m_mirror, m_journal, m_clock, options.paths.data,
                        process::findRunner() ? process::findRunner().value() : QString(),
                        options.terraformPath, options.paths.data + QStringLiteral("/tofu"), m_actor}),
      m_drift(m_infrastructure), m_health({m_workspace, m_mirror, m_platform, m_telemetry, m_probe, m_journal, m_clock}),
      m_observability(m_telemetry, m_workspace, m_clock)
{
    m_confirmed.start();
    m_mirror.waitFor(m_confirmed.future());
    if (!opened.remembered)
        confirm(opened.checkout);
    m_thresholds.registerRebuild(m_jobs);
    m_variables.registerRebuild(m_jobs);
    m_deployments.registerRebuilds(m_jobs);
    m_infrastructure.registerRebuilds(m_jobs);
    connect(&m_drift, &infrastructure::DriftService::reportChanged, &m_health,
            [this](const QString &environment) {
                const auto report = m_drift.report(environment);
                m_health.setDrift(environment, {int(report->resources.size()), report->since()});
            });
}

Session::~Session() = default;

void Session::confirm(const git::CheckoutFacts &checkout)
{
    m_checkout = checkout;
    m_confirmed.addResult(Result<void>());
    m_confirmed.finish();
}

Async<void> Session::prepare()
{
    const auto learned = m_vault.learnAll(secrets::secretKeys(m_workspace));
    return andThen(learned, this, [this](const Redactor &redactor) {
        m_jobs.setRedactor(redactor);
        m_mirror.setLive(redactor);
        return m_jobs.recover();
    });
}

void Session::forgetKeys()
{
    m_platform.forgetKeys();
    m_telemetry.forgetKeys();
    m_registry.forgetKeys();
    whenDone(m_vault.learnAll(secrets::secretKeys(m_workspace)), this,
             [this](const Result<Redactor> &redactor) {
                 if (!redactor)
                     return;
                 m_jobs.setRedactor(redactor.value());
                 m_mirror.setLive(redactor.value());
             });
}

} // namespace envdeck
