// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/platform/host_keys.h"

namespace envdeck::testing {

// Every host shows `now`; what was asked for is written down.
class FakeHostKeys final : public platform::HostKeys {
public:
    Async<platform::HostIdentity> identity(const platform::HostId &) override
    {
        return ready<platform::HostIdentity>(now);
    }
    Async<void> confirm(const platform::HostId &host, const QString &fingerprint, const QString &who,
                        bool compared) override
    {
        asked.append(QStringLiteral("confirm %1 %2 %3 %4")
                         .arg(host.path(), fingerprint, who,
                              compared ? QStringLiteral("compared") : QStringLiteral("unverified")));
        return ready<void>({});
    }
    Async<void> replace(const platform::HostId &host, const QString &old, const QString &fingerprint,
                        const QString &who, bool compared) override
    {
        asked.append(QStringLiteral("replace %1 %2 %3 %4 %5")
                         .arg(host.path(), old, fingerprint, who,
                              compared ? QStringLiteral("compared") : QStringLiteral("unverified")));
        return ready<void>({});
    }
    Async<void> forget(const platform::HostId &host) override
    {
        asked.append(QStringLiteral("forget %1").arg(host.path()));
        return ready<void>({});
    }

    platform::HostIdentity now{platform::HostIdentity::Verdict::Unknown,
                               QStringLiteral("203.0.113.7:22"),
                               QStringLiteral("ssh-ed25519"),
                               QStringLiteral("SHA256:abcd"),
                               QStringLiteral("9f3c kT2v 8aQx 71Qa"),
                               {}};
    QStringList asked;
};

} // namespace envdeck::testing
