// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bootstrap/host_steps.h"

#include "core/bootstrap/plan.h"
#include "core/bootstrap/root_script.h"

#include <algorithm>

namespace envdeck::bootstrap {

namespace {

using namespace std::chrono_literals;

jobs::Step step(const char *id, bool outside, std::chrono::milliseconds deadline,
                std::function<Async<void>(const jobs::Context &)> run)
{
    return {QString::fromLatin1(id), outside, deadline, std::move(run)};
}

Async<void> adopted(const jobs::Context &context)
{
    context.note(QStringLiteral("adopted"));
    return ready<void>({});
}

Error conflict(const RunPointer &run, const QString &why)
{
    return {ErrorCode::Conflict, run->host().path(), why, 0};
}

Error toolFailed(const RunPointer &run, const QString &detail, int code = 0)
{
    return {ErrorCode::ToolFailed, run->host().path(), detail, code};
}

// Looks, and answers whether what was done is there now.
Async<void> verified(const RunPointer &run, const jobs::Context &context,
                     const std::function<bool(const Look &)> &there, const char *otherwise)
{
    return andThen(run->look(context), run.get(), [run, there, otherwise](const Look &look) {
        return ready<void>(there(look) ? Result<void>()
                                       : Result<void>(toolFailed(run, QString::fromLatin1(otherwise))));
    });
}

QList<int> openPorts(const Look &look, const Wishes &wishes)
{
    QList<int> ports{look.sshPort};
    for (const int port : QList<int>{wishes.sshPort} + wishes.ports) {
        if (!ports.contains(port))
            ports.append(port);
    }
    return ports;
}

bool letsIn(const Look &look, const Wishes &wishes)
{
    const QList<int> ports = openPorts(look, wishes);
    return look.ufwActive &&
           std::all_of(ports.cbegin(), ports.cend(), [&](int port) { return look.allowsPort(port); });
}

// Over a connection that was made after the firewall began: only then does it stay.
Async<void> keepFirewall(const RunPointer &run, const jobs::Context &context)
{
    run->outside.connectAnew(run->host());
    const QByteArray body = run->places() + resource(QStringLiteral("firewall_keep.sh"));
    return andThen(run->root(body, context), run.get(),
                   [](const platform::ShellOutput &) { return ready<void>({}); });
}

Async<void> beginFirewall(const RunPointer &run, const Look &look, const jobs::Context &context)
{
    QStringList ports;
    for (const int port : openPorts(look, run->wishes))
        ports.append(QString::number(port));
    const QByteArray body = run->places() + shellValue("W", ports.join(QLatin1Char(' '))) +
                            shellValue("T", QString::number(run->outside.pace.firewallDoubt.count())) +
                            resource(QStringLiteral("firewall.sh"));
    context.note(ports.join(QStringLiteral(", ")));
    const auto begun =
        andThen(run->root(body, context, 12min), run.get(),
                [run, context](const platform::ShellOutput &) { return keepFirewall(run, context); });
    return andThen(begun, run.get(), [run, context](Done) {
        return verified(
            run, context, [run](const Look &now) { return letsIn(now, run->wishes); }, "firewall-not-active");
    });
}

QString installerPath(const RunPointer &run, const QString &digest)
{
    return QStringLiteral("%1/installer-%2.sh").arg(run->outside.places.folder, digest);
}

// Onto the host as a file, checked there once more.
QByteArray putInstaller(const RunPointer &run, const Installer &installer)
{
    const QByteArray path = shellValue("I", installerPath(run, installer.sha256));
    return run->places() + path + shellValue("H", installer.sha256) +
           "umask 077\nmkdir -p \"$F\" || exit\nbase64 -d >\"$I.new\" <<'ENVDECK_END_OF_FILE' || exit\n" +
           installer.text.toBase64() +
           "\nENVDECK_END_OF_FILE\n[ \"$(sha256sum <\"$I.new\" | cut -c 1-64)\" = \"$H\" ] || exit 93\n"
           "mv \"$I.new\" \"$I\"\n";
}

Async<void> installed(const RunPointer &run, int exitCode, const jobs::Context &context)
{
    if (exitCode == 94)
        return ready<void>(conflict(run, QStringLiteral("installer-runs")));
    if (exitCode == 95)
        return ready<void>(conflict(run, QStringLiteral("remains-there")));
    if (exitCode == 92)
        return ready<void>(conflict(run, QStringLiteral("in-swarm")));
    if (exitCode == 93)
        return ready<void>(conflict(run, QStringLiteral("installer-changed")));
    if (exitCode != 0)
        return ready<void>(toolFailed(run, run->lastLine(), exitCode));
    // It does not look at what became of its services, and leaves with 0 all the same.
    return verified(
        run, context, [](const Look &look) { return look.hasDokploy(); }, "not-installed");
}

Async<void> install(const RunPointer &run, const std::shared_ptr<InstallerSource> &source,
                    const jobs::Context &context)
{
    const auto fetched =
        andThen(source->fetch(context.stop), run.get(), [run, source](const Installer &installer) {
            if (installer.sha256 != run->wishes.ask.installer)
                return ready<Installer>(conflict(run, QStringLiteral("installer-changed")));
            const auto kept = source->confirm(installer);
            return ready<Installer>(kept ? Result<Installer>(installer) : kept.error());
        });
    const auto put = andThen(fetched, run.get(), [run, context](const Installer &installer) {
        context.evidence(QStringLiteral("installer"), installer.sha256);
        return run->root(putInstaller(run, installer), context);
    });
    const auto ended = andThen(put, run.get(), [run, context](const platform::ShellOutput &) {
        return run->program(QStringLiteral("install"),
                            run->places() + shellValue("H", run->wishes.ask.installer) +
                                resource(QStringLiteral("install.sh")),
                            Run::Repeat::Never, context);
    });
    return andThen(ended, run.get(),
                   [run, context](int exitCode) { return installed(run, exitCode, context); });
}

Async<void> updated(const RunPointer &run, const jobs::Context &context)
{
    const auto ended = run->program(QStringLiteral("updates"), resource(QStringLiteral("updates.sh")),
                                    Run::Repeat::AfterFailure, context);
    return andThen(ended, run.get(), [run, context](int exitCode) {
        if (exitCode != 0)
            return ready<void>(toolFailed(run, run->lastLine(), exitCode));
        return verified(
            run, context, [](const Look &look) { return look.curl; }, "curl-missing");
    });
}

} // namespace

jobs::Step preflightStep(const RunPointer &run)
{
    return step("preflight", false, 2min, [run](const jobs::Context &context) {
        return andThen(run->look(context), run.get(), [run](const Look &look) {
            if (look.rights == Rights::None)
                return ready<void>(
                    Error{ErrorCode::Forbidden, run->host().path(), QStringLiteral("no-sudo"), 0});
            return ready<void>(look.isHere ? Result<void>(conflict(run, QStringLiteral("this-computer")))
                                           : Result<void>());
        });
    });
}

jobs::Step updatesStep(const RunPointer &run)
{
    return step("updates", true, 60min, [run](const jobs::Context &context) {
        const auto before =
            joined(run.get(), run->state(QStringLiteral("updates"), 0, context.stop), run->look(context));
        return andThen(before, run.get(), [run, context](const auto &found) {
            const auto &[state, look] = found;
            if (!state || !look)
                return ready<void>(state ? look.error() : state.error());
            // Since the review: an update of Docker would restart what others use by now.
            if (state.value().kind == RunState::Kind::Absent && look.value().containers > 0) {
                context.note(QStringLiteral("in-use"));
                return ready<void>({});
            }
            return updated(run, context);
        });
    });
}

jobs::Step firewallStep(const RunPointer &run)
{
    return step("firewall", true, 15min, [run](const jobs::Context &context) {
        return andThen(run->look(context), run.get(), [run, context](const Look &look) {
            if (!letsIn(look, run->wishes))
                return beginFirewall(run, look, context);
            context.note(QStringLiteral("adopted"));
            return keepFirewall(run, context); // one of a run that was cut off would switch itself off
        });
    });
}

jobs::Step swapStep(const RunPointer &run)
{
    return step("swap", true, 10min, [run](const jobs::Context &context) {
        return andThen(run->look(context), run.get(), [run, context](const Look &look) {
            if (look.swapKib > 0)
                return adopted(context);
            const Places &places = run->outside.places;
            const QByteArray body = run->places() + shellValue("X", places.swapFile) +
                                    shellValue("T", places.fstab) +
                                    shellValue("Z", QString::number(run->wishes.ask.swapMib)) +
                                    resource(QStringLiteral("swap.sh"));
            return andThen(
                run->root(body, context, 9min), run.get(), [run, context](const platform::ShellOutput &) {
                    return verified(
                        run, context, [](const Look &now) { return now.swapKib > 0; }, "swap-not-on");
                });
        });
    });
}

jobs::Step installStep(const RunPointer &run, const std::shared_ptr<InstallerSource> &source)
{
    return step("install", true, 90min, [run, source](const jobs::Context &context) {
        return andThen(run->state(QStringLiteral("install"), 0, context.stop), run.get(),
                       [run, source, context](const RunState &state) {
                           if (state.kind != RunState::Kind::Absent) // of a process before us
                               return andThen(run->followed(QStringLiteral("install"), context), run.get(),
                                              [run, context](int exitCode) {
                                                  return installed(run, exitCode, context);
                                              });
                           return andThen(run->look(context), run.get(),
                                          [run, source, context](const Look &look) {
                                              if (look.hasDokploy())
                                                  return adopted(context);
                                              if (const auto refusal = installerRefusal(look))
                                                  return ready<void>(conflict(run, refusal->why));
                                              return install(run, source, context);
                                          });
                       });
    });
}

jobs::Step closePortStep(const RunPointer &run)
{
    return step("close-port", true, 10min, [run](const jobs::Context &context) {
        return andThen(run->look(context), run.get(), [run, context](const Look &look) {
            if (!look.dockerAnswers)
                return ready<void>(toolFailed(run, QStringLiteral("docker-down")));
            if (!look.port3000)
                return adopted(context);
            return andThen(run->root(resource(QStringLiteral("close_port.sh")), context, 9min), run.get(),
                           [run, context](const platform::ShellOutput &) {
                               return verified(
                                   run, context,
                                   [](const Look &now) { return now.dockerAnswers && !now.port3000; },
                                   "port-still-open");
                           });
        });
    });
}

} // namespace envdeck::bootstrap
