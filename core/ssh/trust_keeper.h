// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/paths.h"
#include "core/base/worker.h"
#include "core/ssh/trust_store.h"

namespace envdeck::ssh {

// "known_hosts" in Envdeck's data folder.
QString trustStorePath(const Paths &paths);

// A TrustStore on a thread of its own: same promises, same errors. Values in, values out; call it from any
// one thread. Changes happen in the order of their calls; destroying it waits for the running one.
class TrustKeeper {
public:
    explicit TrustKeeper(const QString &path) : m_file(path) {}

    Async<KnownHosts> read();
    Async<QList<Trust>> list();
    Async<void> trust(const Trust &trust);
    Async<void> replace(const QString &oldFingerprint, const Trust &trust);
    Async<void> remove(const Endpoint &endpoint);
    Async<void> revoke(const HostKey &key);

private:
    TrustStore m_file; // copied into each job
    Worker m_worker{QStringLiteral("host-keys")};
};

} // namespace envdeck::ssh
