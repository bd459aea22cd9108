// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/key_jobs.h"

namespace envdeck::hosts {

namespace {

jobs::Job about(const char *kind, const HostId &host, Risk risk, const char *step,
                std::function<Async<void>(const jobs::Context &)> run)
{
    jobs::Job job;
    job.kind = QString::fromLatin1(kind);
    job.environment = host.environment;
    job.subject = host.path();
    job.risk = risk;
    job.payload = {{QStringLiteral("host"), host.name}};
    // Nothing of the host changes, but who trusted whom belongs into the journal before it is so.
    job.steps = {{QString::fromLatin1(step), true, std::chrono::seconds(40), std::move(run)}};
    return job;
}

} // namespace

jobs::Job confirmKeyJob(platform::HostKeys &keys, const HostId &host, const platform::HostIdentity &reviewed,
                        const QString &who, bool compared)
{
    jobs::Job job =
        about("trust-host", host, Risk::R1, "trust",
              [&keys, host, fingerprint = reviewed.fingerprint, who, compared](const jobs::Context &context) {
                  context.note(fingerprint);
                  return keys.confirm(host, fingerprint, who, compared);
              });
    job.detail = reviewed.fingerprint;
    return job;
}

jobs::Job replaceKeyJob(platform::HostKeys &keys, const HostId &host, const platform::HostIdentity &reviewed,
                        const QString &who, bool compared, const QString &reason)
{
    const QString old = reviewed.confirmed.isEmpty() ? QString() : reviewed.confirmed.first().fingerprint;
    jobs::Job job = about(
        "replace-host-key", host, Risk::R3, "trust",
        [&keys, host, old, fingerprint = reviewed.fingerprint, who, compared](const jobs::Context &context) {
            context.note(fingerprint);
            return keys.replace(host, old, fingerprint, who, compared);
        });
    job.detail = QStringLiteral("%1 -> %2").arg(old, reviewed.fingerprint);
    job.reason = reason;
    return job;
}

jobs::Job forgetKeyJob(platform::HostKeys &keys, const HostId &host)
{
    return about("forget-host", host, Risk::R1, "forget",
                 [&keys, host](const jobs::Context &) { return keys.forget(host); });
}

} // namespace envdeck::hosts
