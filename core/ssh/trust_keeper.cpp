// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/trust_keeper.h"

namespace envdeck::ssh {

QString trustStorePath(const Paths &paths)
{
    return paths.data + QStringLiteral("/known_hosts");
}

Async<KnownHosts> TrustKeeper::read()
{
    return m_worker.run([file = m_file] { return file.read(); });
}

Async<QList<Trust>> TrustKeeper::list()
{
    return m_worker.run([file = m_file] { return file.list(); });
}

Async<void> TrustKeeper::trust(const Trust &trust)
{
    return m_worker.run([file = m_file, trust] { return file.trust(trust); });
}

Async<void> TrustKeeper::replace(const QString &oldFingerprint, const Trust &trust)
{
    return m_worker.run(
        [file = m_file, oldFingerprint, trust] { return file.replace(oldFingerprint, trust); });
}

Async<void> TrustKeeper::remove(const Endpoint &endpoint)
{
    return m_worker.run([file = m_file, endpoint] { return file.remove(endpoint); });
}

Async<void> TrustKeeper::revoke(const HostKey &key)
{
    return m_worker.run([file = m_file, key] { return file.revoke(key); });
}

} // namespace envdeck::ssh
