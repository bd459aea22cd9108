// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/ssh_host_keys.h"

namespace envdeck::platform {

namespace {

HostIdentity::Verdict plain(ssh::Verdict verdict)
{
    switch (verdict) {
    case ssh::Verdict::Known: return HostIdentity::Verdict::Known;
    case ssh::Verdict::Unknown: return HostIdentity::Verdict::Unknown;
    case ssh::Verdict::Changed:
    case ssh::Verdict::OtherType: return HostIdentity::Verdict::Changed;
    case ssh::Verdict::Revoked: return HostIdentity::Verdict::Revoked;
    case ssh::Verdict::Error: return HostIdentity::Verdict::Unreadable;
    }
    Q_UNREACHABLE();
}

Error showsAnother(const HostId &host)
{
    return {ErrorCode::Conflict, host.path(), QStringLiteral("shows-another"), 0};
}

} // namespace

SshHostKeys::SshHostKeys(SshShell &shell, ssh::TrustKeeper &keeper, const Clock &clock, QObject *parent)
    : QObject(parent), m_shell(shell), m_keeper(keeper), m_clock(clock)
{
}

Async<SshHostKeys::Shown> SshHostKeys::shown(const HostId &host)
{
    return andThen(
        m_shell.connection(host), this, [this](const std::shared_ptr<ssh::Connection> &connection) {
            const ssh::Endpoint endpoint = connection->target().endpoint;
            return andThen(connection->readHostKey(), this, [connection, endpoint](const ssh::HostKey &key) {
                return ready<Shown>(Shown{endpoint, key});
            });
        });
}

Async<HostIdentity> SshHostKeys::identity(const HostId &host)
{
    return andThen(shown(host), this, [this](const Shown &shown) {
        const auto known = joined(this, m_keeper.read());
        return andThen(known, this, [this, shown](const std::tuple<Result<ssh::KnownHosts>> &read) {
            HostIdentity identity;
            identity.verdict = plain(ssh::verdictOf(std::get<0>(read), shown.endpoint, shown.key));
            identity.address = shown.endpoint.text();
            identity.type = QString::fromLatin1(shown.key.type);
            identity.fingerprint = shown.key.fingerprint();
            identity.grouped = shown.key.grouped();
            if (!std::get<0>(read))
                return ready<HostIdentity>(identity);
            return andThen(m_keeper.list(), this, [identity, shown](const QList<ssh::Trust> &all) {
                HostIdentity with = identity;
                for (const ssh::Trust &trust : all) {
                    if (trust.endpoint == shown.endpoint)
                        with.confirmed.append({QString::fromLatin1(trust.key.type), trust.key.fingerprint(),
                                               trust.who, trust.at, trust.verified});
                }
                return ready<HostIdentity>(with);
            });
        });
    });
}

Async<void> SshHostKeys::settled(const Async<void> &change, const HostId &host)
{
    return andThen(change, this, [this, host](Done) {
        m_shell.retry(host);
        return ready<void>({});
    });
}

Async<void> SshHostKeys::confirm(const HostId &host, const QString &fingerprint, const QString &who,
                                 bool compared)
{
    const auto done =
        andThen(shown(host), this, [this, host, fingerprint, who, compared](const Shown &shown) {
            if (shown.key.fingerprint() != fingerprint)
                return ready<void>(showsAnother(host));
            return m_keeper.trust({shown.endpoint, shown.key, who, m_clock.now(), compared, {}});
        });
    return settled(done, host);
}

Async<void> SshHostKeys::replace(const HostId &host, const QString &old, const QString &fingerprint,
                                 const QString &who, bool compared)
{
    const auto done =
        andThen(shown(host), this, [this, host, old, fingerprint, who, compared](const Shown &shown) {
            if (shown.key.fingerprint() != fingerprint)
                return ready<void>(showsAnother(host));
            return m_keeper.replace(old, {shown.endpoint, shown.key, who, m_clock.now(), compared, {}});
        });
    return settled(done, host);
}

Async<void> SshHostKeys::forget(const HostId &host)
{
    const auto done =
        andThen(m_shell.connection(host), this, [this](const std::shared_ptr<ssh::Connection> &connection) {
            return m_keeper.remove(connection->target().endpoint);
        });
    return settled(done, host);
}

} // namespace envdeck::platform
