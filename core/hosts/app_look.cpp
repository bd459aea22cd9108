// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/app_look.h"

#include "core/hosts/log_script.h"
#include "core/hosts/parse.h"
#include "core/hosts/probe_script.h"

#include <algorithm>

namespace envdeck::hosts {

namespace {

// What Docker adds up slowly, and what only root sees, is left out: it would cost the answer in time.
constexpr ProbeParts aboutApp = everyPoll | ProbePart::Listeners;

QByteArray withoutOpening(const QByteArray &output)
{
    const QByteArray opening = QByteArray(logsOpen) + '\n';
    return output.startsWith(opening) ? output.mid(opening.size()) : output;
}

// Where the app runs, by its host's roles; the first host where none says so.
const HostSpec *appHost(const Environment &environment)
{
    const auto found =
        std::find_if(environment.hosts.cbegin(), environment.hosts.cend(),
                     [](const HostSpec &host) { return host.roles.contains(QStringLiteral("apps")); });
    if (found != environment.hosts.cend())
        return &*found;
    return environment.hosts.isEmpty() ? nullptr : &environment.hosts.first();
}

} // namespace

AppLook::AppLook(const Outside &outside, QObject *parent) : QObject(parent), m_outside(outside) {}

Async<QList<HostStatus>> AppLook::hosts(const EnvironmentId &environment, std::stop_token stop)
{
    const Environment *of = m_outside.workspace.environment(environment);
    if (!of || of->hosts.isEmpty())
        return ready<QList<HostStatus>>(
            Error{ErrorCode::BadConfig, environment, QStringLiteral("not-configured"), 0});
    QList<Async<HostStatus>> looks;
    for (const HostSpec &spec : of->hosts)
        looks.append(host({environment, spec.name}, spec, stop));
    return andThen(joined(this, looks), this, [](const QList<Result<HostStatus>> &results) {
        QList<HostStatus> all;
        for (const Result<HostStatus> &result : results) {
            if (result)
                all.append(result.value());
        }
        return ready<QList<HostStatus>>(all);
    });
}

Async<HostStatus> AppLook::host(const HostId &id, const HostSpec &spec, std::stop_token stop)
{
    const QByteArray marker = newMarker();
    const auto asked = m_outside.shell.run(id, probeScript({marker, aboutApp, true}), {deadline}, stop);
    const auto read = andThen(asked, this, [this, marker, id](const platform::ShellOutput &output) {
        return m_reader.run([output, marker, id, redactor = m_redactor] {
            HostFacts facts = parseProbe(output.out, marker, redactor);
            HostStatus host;
            if (!facts.complete && !facts.system && !facts.docker) // a shell that answers and runs nothing
                return Result<HostStatus>(Error{ErrorCode::BadResponse, id.path(),
                                                QString::fromUtf8(output.err.left(300)), output.exitCode});
            if (facts.clock)
                host.skew = clockSkew(facts.clock.value(), output.sent, output.received);
            host.facts = observed(std::move(facts), QStringLiteral("SSH %1").arg(id.name), output.received,
                                  std::chrono::milliseconds(output.sent.msecsTo(output.received)));
            return Result<HostStatus>(host);
        });
    });
    return andThen(joined(this, read), this, [this, id, spec](const std::tuple<Result<HostStatus>> &answer) {
        const auto &result = std::get<0>(answer);
        HostStatus host = result ? result.value() : HostStatus();
        host.id = id;
        host.spec = spec;
        host.address = spec.address;
        if (!result)
            host.facts = withFailure(host.facts, result.error(), QStringLiteral("SSH %1").arg(id.name),
                                     m_outside.clock.now());
        return ready<HostStatus>(host);
    });
}

Async<QList<LogLook>> AppLook::logs(const QList<LogSuspect> &suspects, int lines, std::stop_token stop)
{
    QList<Async<LogLook>> looks;
    for (const LogSuspect &suspect : suspects)
        looks.append(log(suspect, lines, stop));
    return andThen(joined(this, looks), this, [](const QList<Result<LogLook>> &results) {
        QList<LogLook> all;
        for (const Result<LogLook> &result : results) {
            if (result)
                all.append(result.value());
        }
        return ready<QList<LogLook>>(all);
    });
}

Async<LogLook> AppLook::log(const LogSuspect &suspect, int lines, std::stop_token stop)
{
    LogWish wish;
    wish.tail = lines;
    wish.follow = false;
    const auto asked =
        m_outside.shell.run(suspect.host, dockerLogScript(suspect.id, wish), {deadline}, std::move(stop));
    const auto grouped = andThen(asked, this, [this, suspect](const platform::ShellOutput &output) {
        return m_reader.run([output, suspect, redactor = m_redactor] {
            const QByteArray said = withoutOpening(output.out);
            if (output.exitCode != 0)
                return Result<QList<LogPattern>>(
                    Error{ErrorCode::ToolFailed, suspect.container,
                          redactor.redacted(QString::fromUtf8(said.left(300).trimmed())), output.exitCode});
            return Result<QList<LogPattern>>(groupLines(dockerLogLines(said, suspect.container), redactor));
        });
    });
    return andThen(joined(this, grouped), this,
                   [suspect](const std::tuple<Result<QList<LogPattern>>> &answer) {
                       return ready<LogLook>(LogLook{suspect, std::get<0>(answer)});
                   });
}

Async<LadderLook> AppLook::ladders(const Target &target, std::stop_token stop)
{
    const Environment *environment = m_outside.workspace.environment(target.environment);
    const App *app = m_outside.workspace.app(target.app);
    const QUrl url = environment && app ? m_outside.workspace.healthUrl(*environment, *app) : QUrl();
    if (url.isEmpty())
        return ready<LadderLook>(
            Error{ErrorCode::BadConfig, target.text(), QStringLiteral("not-configured"), 0});
    LadderRequest request;
    request.url = url;
    request.loopbackAllowed = m_outside.workspace.isLocal();
    if (!environment->tlsCa.isEmpty())
        request.caFile = m_outside.workspace.root + QLatin1Char('/') + environment->tlsCa;
    const auto here = m_probe.climb(request, stop);

    const HostSpec *spec = appHost(*environment);
    const HostId id{target.environment, spec ? spec->name : QString()};
    const QByteArray marker = newMarker();
    const auto script = ladderScript(url, marker);
    Async<NetworkLadder> there = ready<NetworkLadder>(script ? notAsked(id.path()) : script.error());
    if (spec && script)
        there = andThen(m_outside.shell.run(id, script.value(), {deadline}, stop), this,
                        [marker, url, id](const platform::ShellOutput &output) {
                            return ready<NetworkLadder>(parseLadder(output.out, marker, url, id.name));
                        });
    return andThen(joined(this, here, there), this,
                   [url, id, named = spec != nullptr](
                       const std::tuple<Result<NetworkLadder>, Result<NetworkLadder>> &answers) {
                       LadderLook look;
                       look.url = url;
                       look.here = std::get<0>(answers);
                       look.host = id.name;
                       if (named)
                           look.there = std::get<1>(answers);
                       return ready<LadderLook>(look);
                   });
}

} // namespace envdeck::hosts
