// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bootstrap/panel.h"

namespace envdeck::bootstrap {

namespace {

Async<Panel> panelAt(const RunPointer &run, const QUrl &base, const Tunnel &tunnel)
{
    const auto allowed = tunnel.port == 0 ? allowPanel(*run) : run->outside.http.allow(base);
    if (!allowed)
        return ready<Panel>(allowed.error());
    Panel panel;
    panel.client = std::make_shared<dokploy::SetupClient>(run->outside.http, base);
    panel.tunnel = tunnel;
    return ready<Panel>(panel);
}

} // namespace

const Environment &environmentOf(const Run &run)
{
    return *run.outside.workspace.environment(run.wishes.host.environment);
}

Result<void> allowPanel(const Run &run)
{
    const QString ca = environmentOf(run).tlsCa;
    return run.outside.http.allow(
        *run.wishes.panel, ca.isEmpty() ? QString() : run.outside.workspace.root + QLatin1Char('/') + ca);
}

Async<Panel> panelOf(const RunPointer &run, const jobs::Context &context)
{
    return andThen(run->look(context), run.get(), [run](const Look &look) {
        if (!look.dockerAnswers) // nor who publishes what
            return ready<Panel>(
                Error{ErrorCode::ToolFailed, run->host().path(), QStringLiteral("docker-down"), 0});
        if (!look.port3000)
            return panelAt(run, *run->wishes.panel, {});
        return andThen(run->outside.tunnel(run->host(), 3000), run.get(), [run](const Tunnel &tunnel) {
            QUrl base;
            base.setScheme(QStringLiteral("http"));
            base.setHost(QStringLiteral("127.0.0.1"));
            base.setPort(tunnel.port);
            return panelAt(run, base, tunnel);
        });
    });
}

Async<Panel> openPanel(const RunPointer &run, const jobs::Context &context)
{
    const auto key =
        run->outside.vault.read(secrets::dokployKey(run->outside.workspace, environmentOf(*run)));
    return andThen(key, run.get(), [run, context](const Secret &secret) {
        context.log->learn(secret);
        return andThen(panelOf(run, context), run.get(), [secret](const Panel &found) {
            Panel panel = found;
            panel.access = dokploy::keyAccess(secret);
            return ready<Panel>(panel);
        });
    });
}

Async<void> keepSecret(const RunPointer &run, const secrets::SecretKey &key, const Secret &secret,
                       const jobs::Context &context)
{
    context.log->learn(secret);
    return andThen(run->outside.vault.write(key, secret), run.get(), [key](const secrets::Kept &kept) {
        if (kept.why)
            return ready<void>(Error{ErrorCode::ToolMissing, key.kind, QStringLiteral("no-keychain"), 0});
        return ready<void>({});
    });
}

} // namespace envdeck::bootstrap
