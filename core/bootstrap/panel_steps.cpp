// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bootstrap/panel_steps.h"

#include "core/bootstrap/host_steps.h"
#include "core/bootstrap/panel.h"

#include <QRandomGenerator>

namespace envdeck::bootstrap {

namespace {

using namespace std::chrono_literals;
using StepBody = std::function<Async<void>(const RunPointer &, const jobs::Context &)>;

jobs::Step panelStep(const char *id, bool outside, std::chrono::milliseconds deadline, const RunPointer &run,
                     StepBody body)
{
    return {QString::fromLatin1(id), outside, deadline,
            [run, body = std::move(body)](const jobs::Context &context) { return body(run, context); }};
}

// Letters and digits that nobody confuses; 32 of them are 160 bits and more.
Secret newPassword()
{
    static constexpr char letters[] = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    QByteArray password;
    for (int i = 0; i < 32; ++i)
        password.append(letters[QRandomGenerator::system()->bounded(int(sizeof(letters) - 1))]);
    return Secret(password);
}

QString notUp(const Look &look)
{
    return QStringLiteral("dokploy %1, postgres %2, traefik %3")
        .arg(look.dokploy.isEmpty() ? QStringLiteral("-") : look.dokploy,
             look.postgres.isEmpty() ? QStringLiteral("-") : look.postgres,
             look.traefik.isEmpty() ? QStringLiteral("-") : look.traefik);
}

// In the order of Dokploy's own check: the services, Traefik, the server, its database.
Async<void> healthy(const RunPointer &run, const jobs::Context &context)
{
    const auto state = std::make_shared<QString>();
    const auto ask = [run, context, state]() -> Async<bool> {
        const auto up = andThen(run->look(context), run.get(), [run, context, state](const Look &look) {
            *state = notUp(look);
            if (!look.isUp())
                return ready<void>(Error{ErrorCode::Unhealthy, run->host().path(), *state, 0});
            return andThen(panelOf(run, context), run.get(), [run, context](const Panel &panel) {
                const auto answer = panel.client->health(context.stop);
                return andThen(answer, run.get(), [panel](Done) { return ready<void>({}); });
            });
        });
        return andThen(joined(run.get(), up), run.get(), [state](const std::tuple<Result<void>> &answer) {
            const auto &well = std::get<0>(answer);
            if (!well && well.error().code != ErrorCode::Unhealthy)
                *state =
                    well.error().detail.isEmpty() ? errorCodeName(well.error().code) : well.error().detail;
            return ready<bool>(bool(well));
        });
    };
    const auto late = [run, state] { return Error{ErrorCode::Unhealthy, run->host().path(), *state, 0}; };
    return until(run.get(), run->outside.pace.health, run->outside.pace.healthFor, context.stop, ask, late);
}

// The key is made with the session, kept, and the session ended.
Async<void> makeKey(const RunPointer &run, const Panel &panel, const dokploy::Access &access,
                    const jobs::Context &context)
{
    const auto client = panel.client;
    const auto key =
        andThen(client->organization(access, context.stop), run.get(),
                [run, client, access, context](const QString &organization) {
                    return client->makeKey(access, QStringLiteral("envdeck-") + run->operation.left(8),
                                           organization, context.stop);
                });
    const auto kept = andThen(key, run.get(), [run, context](const Secret &secret) {
        return keepSecret(run, secrets::dokployKey(run->outside.workspace, environmentOf(*run)), secret,
                          context);
    });
    return andThen(kept, run.get(), [run, panel, client, access, context](Done) {
        // Ends by itself in three days, so nothing fails for it.
        return andThen(joined(run.get(), client->signOut(access, context.stop)), run.get(),
                       [panel](const std::tuple<Result<void>> &) { return ready<void>({}); });
    });
}

Error owned(const RunPointer &run)
{
    return {ErrorCode::Conflict, run->host().path(), QStringLiteral("admin-exists"), 0};
}

// With the password that stands in the keychain already, so that it outlives us whatever happens next.
Async<dokploy::Access> entered(const RunPointer &run, const Panel &panel, const Secret &password, bool fresh,
                               const jobs::Context &context)
{
    const QString mail = run->wishes.ask.mail;
    const auto first = fresh ? panel.client->signUp(mail, password, context.stop)
                             : panel.client->signIn(mail, password, context.stop);
    return andThen(
        joined(run.get(), first), run.get(),
        [run, panel, password, fresh, mail, context](const std::tuple<Result<dokploy::Access>> &answer) {
            const auto &access = std::get<0>(answer);
            if (access)
                return ready<dokploy::Access>(access);
            const ErrorCode code = access.error().code;
            if (fresh) // sent, and nobody knows whether it arrived: signing in tells
                return code == ErrorCode::OutcomeUnknown
                           ? panel.client->signIn(mail, password, context.stop)
                           : ready<dokploy::Access>(code == ErrorCode::Conflict ? owned(run)
                                                                                : access.error());
            if (code != ErrorCode::Unauthorized)
                return ready<dokploy::Access>(access.error());
            return panel.client->signUp(mail, password, context.stop);
        });
}

Async<void> admin(const RunPointer &run, const jobs::Context &context)
{
    const Environment &environment = environmentOf(*run);
    const auto mine = adminKey(run->outside.workspace, environment);
    const auto known =
        joined(run.get(), run->outside.vault.read(secrets::dokployKey(run->outside.workspace, environment)),
               run->outside.vault.read(mine));
    using Known = std::tuple<Result<Secret>, Result<Secret>>;
    return andThen(known, run.get(), [run, context, mine](const Known &secrets) {
        const auto &[key, password] = secrets;
        if (key) {
            context.note(QStringLiteral("adopted"));
            return andThen(openPanel(run, context), run.get(), [run, context](const Panel &panel) {
                const auto asked = panel.client->organization(panel.access, context.stop);
                return andThen(asked, run.get(), [panel](const QString &) { return ready<void>({}); });
            });
        }
        if (key.error().code != ErrorCode::NotFound)
            return ready<void>(key.error());
        if (!password && password.error().code != ErrorCode::NotFound)
            return ready<void>(password.error());
        const bool fresh = !password;
        const Secret secret = fresh ? newPassword() : password.value();
        context.log->learn(secret);
        const auto kept = fresh ? keepSecret(run, mine, secret, context) : ready<void>({});
        return andThen(kept, run.get(), [run, context, secret, fresh](Done) {
            return andThen(panelOf(run, context), run.get(),
                           [run, context, secret, fresh](const Panel &panel) {
                               return andThen(entered(run, panel, secret, fresh, context), run.get(),
                                              [run, panel, context](const dokploy::Access &access) {
                                                  context.note(run->wishes.ask.mail);
                                                  return makeKey(run, panel, access, context);
                                              });
                           });
        });
    });
}

// One after the other: Dokploy logs Docker in for each.
Async<void> registriesFrom(const RunPointer &run, const Panel &panel, qsizetype at,
                           const QList<dokploy::RegistryRow> &rows, const jobs::Context &context)
{
    if (at == run->wishes.registries.size())
        return ready<void>({});
    const QString host = run->wishes.registries.at(at);
    const auto next = [run, panel, at, rows, context](Done) {
        return registriesFrom(run, panel, at + 1, rows, context);
    };
    for (const dokploy::RegistryRow &row : rows) {
        if (row.url == host)
            return andThen(panel.client->testRegistry(panel.access, row.id, context.stop), run.get(), next);
    }
    const auto login = run->outside.vault.read(secrets::registryKey(run->outside.workspace, host));
    const auto added = andThen(login, run.get(), [panel, host, context](const Secret &secret) {
        context.log->learn(secret);
        return panel.client->addRegistry(panel.access, host, secret, context.stop);
    });
    return andThen(added, run.get(), next);
}

Async<void> registries(const RunPointer &run, const jobs::Context &context)
{
    return andThen(openPanel(run, context), run.get(), [run, context](const Panel &panel) {
        return andThen(panel.client->registries(panel.access, context.stop), run.get(),
                       [run, panel, context](const QList<dokploy::RegistryRow> &rows) {
                           return registriesFrom(run, panel, 0, rows, context);
                       });
    });
}

void tellKey(const jobs::Context &context, const QString &name, const QString &publicKey)
{
    context.note(name);
    context.evidence(QStringLiteral("publicKey"), publicKey);
    context.log->write(publicKey);
}

Async<void> gitKey(const RunPointer &run, const jobs::Context &context)
{
    const QString name = (QStringLiteral("envdeck-") + run->wishes.workspace).left(32);
    return andThen(openPanel(run, context), run.get(), [run, context, name](const Panel &panel) {
        return andThen(panel.client->sshKeys(panel.access, context.stop), run.get(),
                       [run, panel, context, name](const QList<dokploy::SshKeyRow> &rows) {
                           for (const dokploy::SshKeyRow &row : rows) {
                               if (row.name == name) {
                                   tellKey(context, name, row.publicKey);
                                   return ready<void>({});
                               }
                           }
                           const auto made =
                               joined(run.get(), panel.client->organization(panel.access, context.stop),
                                      panel.client->generateSshKey(panel.access, context.stop));
                           using Made = std::tuple<Result<QString>, Result<dokploy::SshKeyPair>>;
                           return andThen(made, run.get(), [run, panel, context, name](const Made &both) {
                               const auto &[organization, pair] = both;
                               if (!organization || !pair)
                                   return ready<void>(organization ? pair.error() : organization.error());
                               tellKey(context, name, pair.value().publicKey);
                               const auto added = panel.client->addSshKey(panel.access, name, pair.value(),
                                                                          organization.value(), context.stop);
                               return andThen(added, run.get(), [panel](Done) { return ready<void>({}); });
                           });
                       });
    });
}

Async<void> domain(const RunPointer &run, const jobs::Context &context)
{
    return andThen(openPanel(run, context), run.get(), [run, context](const Panel &panel) {
        return andThen(panel.client->domain(panel.access, context.stop), run.get(),
                       [run, panel, context](const dokploy::PanelDomain &set) {
                           if (set.https && set.host == run->wishes.domain()) {
                               context.note(QStringLiteral("adopted"));
                               return ready<void>({});
                           }
                           const auto done = panel.client->setDomain(panel.access, run->wishes.domain(),
                                                                     run->wishes.ask.mail, context.stop);
                           return andThen(done, run.get(), [panel](Done) { return ready<void>({}); });
                       });
    });
}

QString pendingWord(const Error &error)
{
    if (error.detail == QLatin1String("no-dns"))
        return error.detail;
    return error.code == ErrorCode::Tls ? QStringLiteral("certificate-pending")
                                        : QStringLiteral("panel-unreachable");
}

Async<void> certificate(const RunPointer &run, const jobs::Context &context)
{
    if (const auto allowed = allowPanel(*run); !allowed)
        return ready<void>(allowed.error());
    const auto state = std::make_shared<QString>();
    const auto ask = [run, context, state]() -> Async<bool> {
        const auto answer = joined(run.get(), run->outside.panelAnswers(*run->wishes.panel, context.stop));
        return andThen(answer, run.get(), [context, state](const std::tuple<Result<void>> &said) {
            const auto &good = std::get<0>(said);
            if (good)
                return ready<bool>(true);
            *state = pendingWord(good.error());
            context.note(*state);
            return ready<bool>(false);
        });
    };
    const auto late = [run, state] { return Error{ErrorCode::Timeout, run->wishes.domain(), *state, 0}; };
    return until(run.get(), run->outside.pace.certificate, run->outside.pace.certificateFor, context.stop,
                 ask, late);
}

} // namespace

secrets::SecretKey adminKey(const Workspace &workspace, const Environment &environment)
{
    secrets::SecretKey key = secrets::dokployKey(workspace, environment);
    key.kind = QStringLiteral("dokploy-admin/") + environment.name;
    return key;
}

QList<jobs::Step> panelSteps(const RunPointer &run)
{
    const auto beyond = [](std::chrono::milliseconds limit) { return limit + 5min; };
    return {panelStep("healthy", false, beyond(run->outside.pace.healthFor), run, healthy),
            panelStep("admin", true, 10min, run, admin),
            panelStep("registry", true, 10min, run, registries),
            panelStep("git-key", true, 5min, run, gitKey),
            panelStep("domain", true, 5min, run, domain),
            panelStep("certificate", false, beyond(run->outside.pace.certificateFor), run, certificate),
            closePortStep(run)};
}

} // namespace envdeck::bootstrap
