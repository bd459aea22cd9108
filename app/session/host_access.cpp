// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/host_access.h"

#include "core/deployments/service.h"
#include "core/secrets/secret_key.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace envdeck {

namespace {

constexpr qint64 outputsFor = 10 * 60; // seconds

Error noAddress(const platform::HostId &host)
{
    return {ErrorCode::BadConfig, host.path(), QStringLiteral("no-address"), 0};
}

// As ssh itself would look for it.
QString usualKeyFile()
{
    for (const char *name : {"id_ed25519", "id_ecdsa", "id_rsa"}) {
        const QString file = QDir::homePath() + QStringLiteral("/.ssh/") + QLatin1String(name);
        if (QFileInfo::exists(file))
            return file;
    }
    return {};
}

} // namespace

HostAccess::HostAccess(Outside outside, QObject *parent)
    : QObject(parent), m_outside(std::move(outside)), m_keeper(ssh::trustStorePath(m_outside.paths)),
      m_shell({m_outside.workspace,
               ssh::trustStorePath(m_outside.paths),
               [this](const platform::HostId &host) { return addressOf(host); },
               [this](const platform::HostId &host) { return loginOf(host); },
               {}}),
      m_hostKeys(m_shell, m_keeper, m_outside.clock),
      m_service({m_outside.workspace, m_shell, m_outside.clock,
                 [this](const platform::HostId &host) { return addressOf(host); }}),
      m_witness(m_outside.workspace, m_shell, m_outside.clock)
{
}

void HostAccess::forgetLogins()
{
    for (const hosts::HostStatus &host : m_service.hosts())
        m_shell.retry(host.id);
}

Async<QString> HostAccess::addressOf(const platform::HostId &host)
{
    const hosts::HostStatus *known = m_service.host(host);
    if (!known)
        return ready<QString>(Error{ErrorCode::NotFound, host.path(), {}, 0});
    if (known->spec.addressOutput.isEmpty())
        return ready<QString>(known->spec.address);
    const QString output = known->spec.addressOutput;
    const auto pick = [this, host, output] {
        const QString address = m_outputs.value(host.environment).values.value(output);
        return ready<QString>(address.isEmpty() ? Result<QString>(noAddress(host))
                                                : Result<QString>(address));
    };
    const QDateTime at = m_outputs.value(host.environment).at;
    if (at.isValid() && at.secsTo(m_outside.clock.now()) < outputsFor)
        return pick();
    const auto read = joined(this, m_outside.infrastructure.state(host.environment, {}));
    return andThen(read, this, [this, host, pick](const std::tuple<Result<infrastructure::State>> &answer) {
        const auto &state = std::get<0>(answer);
        if (!state) // the last known address is better than none
            return m_outputs.contains(host.environment) ? pick() : ready<QString>(state.error());
        Outputs &outputs = m_outputs[host.environment];
        outputs.at = m_outside.clock.now();
        outputs.values.clear();
        for (const terraform::Output &each : state.value().outputs)
            outputs.values.insert(each.name, each.text());
        return pick();
    });
}

// The agent, a key from the keychain, the key file that ssh would take: whichever the host accepts first.
Async<ssh::Login> HostAccess::loginOf(const platform::HostId &host)
{
    ssh::Login login;
    login.agentSocket = qEnvironmentVariable("SSH_AUTH_SOCK");
    login.keyFile = usualKeyFile();
    const auto kept = joined(
        this, m_outside.vault.read(secrets::sshKey(m_outside.workspace, host.environment, m_outside.remote)));
    return andThen(kept, this, [login](const std::tuple<Result<Secret>> &answer) {
        ssh::Login with = login;
        if (const auto &secret = std::get<0>(answer)) {
            with.keyText = secret.value();
            with.keyFile.clear(); // the one that was entered for these hosts is meant
        }
        return ready<ssh::Login>(with);
    });
}

Async<QList<hosts::AppHistory>> HostAccess::histories(const EnvironmentId &environment)
{
    QList<Target> targets;
    for (const App &app : m_outside.workspace.appsOf(environment))
        targets.append({environment, app.name});
    return historiesFrom(targets, {});
}

// One after the other: the first of them may have to clone the repository.
Async<QList<hosts::AppHistory>> HostAccess::historiesFrom(const QList<Target> &targets,
                                                          const QList<hosts::AppHistory> &known)
{
    if (known.size() == targets.size())
        return ready<QList<hosts::AppHistory>>(known);
    const Target target = targets.at(known.size());
    const auto read = joined(this, m_outside.deployments.history(target, {}));
    return andThen(read, this,
                   [this, targets, known, target](const std::tuple<Result<deployments::History>> &answer) {
                       const auto &history = std::get<0>(answer);
                       hosts::AppHistory next{target};
                       next.deployments = history ? Result<QList<Deployment>>(history.value().deployments)
                                                  : Result<QList<Deployment>>(history.error());
                       return historiesFrom(targets, known + QList<hosts::AppHistory>{next});
                   });
}

} // namespace envdeck
