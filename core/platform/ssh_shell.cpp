// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/ssh_shell.h"

#include <algorithm>

namespace envdeck::platform {

namespace {

// As a shell reports a command that a signal ended.
int exitCodeOf(const ssh::Output &output)
{
    static const QHash<QByteArray, int> numbers{{"HUP", 1},   {"INT", 2},   {"QUIT", 3},
                                                {"ABRT", 6},  {"KILL", 9},  {"SEGV", 11},
                                                {"PIPE", 13}, {"ALRM", 14}, {"TERM", 15}};
    return output.signal.isEmpty() ? output.exitCode : 128 + numbers.value(output.signal);
}

ShellOutput plain(const ssh::Output &output)
{
    return {output.out, output.err, exitCodeOf(output), output.truncated, output.sent, output.received};
}

const HostSpec *specOf(const Workspace &workspace, const HostId &id)
{
    const Environment *environment = workspace.environment(id.environment);
    if (!environment)
        return nullptr;
    const auto found = std::find_if(environment->hosts.cbegin(), environment->hosts.cend(),
                                    [&id](const HostSpec &host) { return host.name == id.name; });
    return found == environment->hosts.cend() ? nullptr : &*found;
}

} // namespace

SshShell::SshShell(Outside outside, QObject *parent) : QObject(parent), m_outside(std::move(outside)) {}

SshShell::~SshShell() = default;

Async<std::shared_ptr<ssh::Connection>> SshShell::connection(const HostId &host)
{
    const HostSpec *spec = specOf(m_outside.workspace, host);
    if (!spec)
        return ready<Way>(Error{ErrorCode::NotFound, host.path(), {}, 0});
    return andThen(m_outside.addressOf(host), this, [this, host, spec = *spec](const QString &address) {
        const auto target = ssh::targetFrom(address, spec.user, spec.port);
        if (!target)
            return ready<Way>(target.error());
        if (spec.jump.isEmpty())
            return connection(host, target.value(), nullptr);
        return andThen(
            connection(HostId{host.environment, spec.jump}), this,
            [this, host, target](const Way &jump) { return connection(host, target.value(), jump); });
    });
}

Async<SshShell::Way> SshShell::connection(const HostId &host, const ssh::Target &target, const Way &jump)
{
    const auto held = [this, host, target, jump] {
        const Held known = m_held.value(host);
        return known.target == target && known.jump == jump ? known.connection : nullptr;
    };
    if (const Way known = held())
        return ready<Way>(known);
    return andThen(m_outside.loginOf(host), this, [this, host, target, jump, held](const ssh::Login &login) {
        if (const Way known = held()) // two may have wished for it at once
            return ready<Way>(known);
        ssh::Settings settings;
        settings.target = target;
        settings.login = login;
        settings.knownHostsFile = m_outside.knownHostsFile;
        settings.jump = jump;
        if (m_outside.askPassphrase)
            settings.askPassphrase = [ask = m_outside.askPassphrase, host](
                                         const ssh::PassphraseQuestion &asked) { return ask(host, asked); };
        const Way made = std::make_shared<ssh::Connection>(std::move(settings));
        m_held.insert(host, {target, jump, made});
        return ready<Way>(made);
    });
}

std::optional<ssh::State> SshShell::state(const HostId &host) const
{
    const auto held = m_held.constFind(host);
    return held == m_held.cend() ? std::nullopt : std::optional(held->connection->state());
}

void SshShell::retry(const HostId &host)
{
    const Way old = m_held.take(host).connection; // another one with the login of now
    for (auto held = m_held.begin(); held != m_held.end();)
        held = old && held->jump == old ? m_held.erase(held) : std::next(held);
}

Async<ShellOutput> SshShell::run(const HostId &host, const QByteArray &script, const ShellLimits &limits,
                                 std::stop_token stop)
{
    return andThen(
        connection(host), this,
        [this, script, limits, stop](const std::shared_ptr<ssh::Connection> &connection) {
            ssh::Command command = ssh::scriptCommand(script);
            command.changes = limits.changes;
            const auto output = connection->run(command, {limits.deadline, limits.mostBytes, false}, stop);
            // The connection stays while its answer is awaited, whatever retry() does.
            return andThen(output, this,
                           [connection](const ssh::Output &said) { return ready<ShellOutput>(plain(said)); });
        });
}

Async<ShellOutput> SshShell::follow(const HostId &host, const QByteArray &script, const Lines &lines,
                                    std::stop_token stop)
{
    return andThen(connection(host), this,
                   [this, script, lines, stop](const std::shared_ptr<ssh::Connection> &connection) {
                       const auto output = connection->follow(ssh::scriptCommand(script), this, lines, stop);
                       return andThen(output, this, [connection](const ssh::Output &said) {
                           return ready<ShellOutput>(plain(said));
                       });
                   });
}

} // namespace envdeck::platform
