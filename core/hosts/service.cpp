// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/service.h"

#include "core/hosts/parse.h"
#include "core/hosts/scene.h"

#include <algorithm>
#include <utility>

namespace envdeck::hosts {

namespace {

using namespace std::chrono_literals;

constexpr int slowest = 8; // times the interval, after failures
constexpr int whenHidden = 4;
constexpr int diskEvery = 20; // looks: Docker may take many seconds to add it up
constexpr int samplesKept = 240;

std::optional<double> fullest(const Result<QList<FileSystem>> &fileSystems)
{
    if (!fileSystems || fileSystems.value().isEmpty())
        return std::nullopt;
    double most = 0;
    for (const FileSystem &each : fileSystems.value())
        most = std::max(most, each.usedPercent());
    return most;
}

} // namespace

struct Service::Round {
    qsizetype at = 0; // in m_hosts
    QTimer timer;
    int slowdown = 1;
    int looks = 0;
    bool mayUseSudo = true; // until it was refused: each refusal is a line in the host's log
    bool busy = false;
    bool again = false; // asked for while it was being looked at
};

Service::Service(const Outside &outside, QObject *parent) : QObject(parent), m_outside(outside)
{
    for (const Environment &environment : m_outside.workspace.environments) {
        for (const HostSpec &spec : environment.hosts) {
            HostStatus host;
            host.id = {environment.name, spec.name};
            host.spec = spec;
            host.address = spec.address;
            auto round = std::make_unique<Round>();
            round->at = m_hosts.size();
            round->timer.setSingleShot(true);
            connect(&round->timer, &QTimer::timeout, this, [this, raw = round.get()] { run(*raw); });
            m_hosts.append(host);
            m_rounds.push_back(std::move(round));
        }
    }
    m_settle.setSingleShot(true);
    m_settle.setInterval(30ms);
    connect(&m_settle, &QTimer::timeout, this, &Service::changed);
}

Service::~Service()
{
    m_stop.request_stop();
}

const HostStatus *Service::host(const HostId &id) const
{
    const auto found = std::find_if(m_hosts.cbegin(), m_hosts.cend(),
                                    [&id](const HostStatus &host) { return host.id == id; });
    return found == m_hosts.cend() ? nullptr : &*found;
}

HostStatus &Service::statusOf(const Round &round)
{
    return m_hosts[round.at];
}

Service::Round *Service::round(const HostId &id)
{
    for (const auto &round : m_rounds) {
        if (statusOf(*round).id == id)
            return round.get();
    }
    return nullptr;
}

void Service::start()
{
    if (m_watchers++ > 0)
        return;
    m_stop = std::stop_source();
    for (const auto &round : m_rounds)
        run(*round);
}

void Service::stop()
{
    if (m_watchers > 0 && --m_watchers > 0)
        return;
    m_stop.request_stop();
    for (const auto &round : m_rounds)
        round->timer.stop();
}

void Service::setHidden(bool hidden)
{
    m_hidden = hidden;
    if (!hidden)
        refresh();
}

void Service::refresh()
{
    for (const auto &round : m_rounds) {
        round->slowdown = 1;
        run(*round);
    }
}

void Service::refresh(const HostId &id)
{
    if (Round *one = round(id)) {
        one->slowdown = 1;
        run(*one);
    }
}

void Service::run(Round &round)
{
    if (m_stop.stop_requested())
        return;
    if (round.busy) {
        round.again = true;
        return;
    }
    round.busy = true;
    round.timer.stop();
    ProbeParts parts = everyPoll;
    if (round.looks++ % diskEvery == 1) // not the first one: that is waited for
        parts |= ProbePart::DiskUse;
    whenDone(look(round, parts, m_stop.get_token()), this, [this, &round](const Result<void> &result) {
        round.busy = false;
        round.slowdown = result ? 1 : std::min(slowest, round.slowdown * 2);
        if (std::exchange(round.again, false))
            return run(round);
        if (!m_stop.stop_requested())
            round.timer.start(interval * round.slowdown * (m_hidden ? whenHidden : 1));
    });
}

Async<void> Service::look(Round &round, ProbeParts parts, std::stop_token stop)
{
    const HostId id = statusOf(round).id;
    const QByteArray marker = newMarker();
    const QByteArray script = probeScript({marker, parts, round.mayUseSudo});
    const auto asked =
        andThen(m_outside.addressOf(id), this, [this, &round, id, script, stop](const QString &address) {
            statusOf(round).address = address;
            return m_outside.shell.run(id, script, {60s}, stop);
        });
    const auto read = andThen(asked, this, [this, &round, marker](const platform::ShellOutput &output) {
        const auto parsed = m_reader.run([out = output.out, marker, redactor = m_redactor] {
            return Result<HostFacts>(parseProbe(out, marker, redactor));
        });
        return andThen(parsed, this, [this, &round, output](const HostFacts &facts) {
            if (!facts.complete && !facts.system && !facts.docker) // a shell that answers and runs nothing
                return ready<void>(Error{ErrorCode::BadResponse, statusOf(round).id.path(),
                                         m_redactor.redacted(remoteText(QByteArrayView(output.err))),
                                         output.exitCode});
            take(round, facts, output);
            return ready<void>({});
        });
    });
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    whenDone(read, this, [this, &round, promise](const Result<void> &result) {
        if (!result && result.error().code != ErrorCode::Canceled)
            fail(round, result.error());
        promise->addResult(result);
        promise->finish();
    });
    return promise->future();
}

void Service::take(Round &round, const HostFacts &facts, const platform::ShellOutput &output)
{
    HostStatus &host = statusOf(round);
    if (!facts.docker && facts.docker.error().code == ErrorCode::Forbidden)
        round.mayUseSudo = false;
    if (host.facts.value) {
        host.cpuPercent = cpuPercent(*host.facts.value, facts);
        host.stolenPercent = stolenPercent(*host.facts.value, facts);
        host.containerCpuPercent.clear();
        if (facts.containers) {
            for (const ContainerFacts &container : facts.containers.value().list) {
                if (const auto cpu = containerCpuPercent(*host.facts.value, facts, container.id))
                    host.containerCpuPercent.insert(container.id, *cpu);
            }
        }
    }
    host.skew = facts.clock ? std::optional(clockSkew(facts.clock.value(), output.sent, output.received))
                            : std::nullopt;
    const bool diskAsked = facts.disk || facts.disk.error().detail != QLatin1String("not-asked");
    if (diskAsked) {
        host.disk = facts.disk;
        host.diskAt = m_outside.clock.now();
    }
    host.facts = observed(facts, QStringLiteral("SSH %1").arg(host.id.name), m_outside.clock.now(),
                          std::chrono::milliseconds(output.sent.msecsTo(output.received)));
    Scene scene;
    scene.host = host.id.name;
    scene.facts = facts;
    scene.skew = host.skew;
    scene.limits = m_outside.workspace.thresholds;
    host.findings = lookAt(scene);
    HostSample sample;
    sample.at = host.facts.at;
    sample.cpuPercent = host.cpuPercent;
    if (facts.memory)
        sample.memoryPercent = facts.memory.value().usedPercent();
    sample.diskPercent = fullest(facts.fileSystems);
    if (host.samples.size() >= samplesKept)
        host.samples.removeFirst();
    host.samples.append(sample);
    m_settle.start();
}

void Service::fail(Round &round, const Error &error)
{
    HostStatus &host = statusOf(round);
    host.facts =
        withFailure(host.facts, error, QStringLiteral("SSH %1").arg(host.id.name), m_outside.clock.now());
    if (!host.samples.isEmpty() &&
        host.samples.last().cpuPercent) { // a gap in the curve, not a line across it
        HostSample gap;
        gap.at = host.facts.triedAt;
        host.samples.append(gap);
    }
    m_settle.start();
}

Async<HostStatus> Service::lookOnce(const HostId &id, std::stop_token stop)
{
    Round *one = round(id);
    if (!one)
        return ready<HostStatus>(Error{ErrorCode::NotFound, id.path(), {}, 0});
    // The processors' load needs two readings, a moment apart.
    const auto first = look(*one, ProbePart::Basics | ProbePart::Docker | ProbePart::Usage, stop);
    auto promise = std::make_shared<QPromise<Result<HostStatus>>>();
    promise->start();
    const auto answer = [promise](const Result<HostStatus> &result) {
        promise->addResult(result);
        promise->finish();
    };
    whenDone(first, this, [this, one, stop, answer](const Result<void> &result) {
        if (!result)
            return answer(result.error());
        QTimer::singleShot(1s, this, [this, one, stop, answer] {
            whenDone(look(*one, everything, stop), this, [this, one, answer](const Result<void> &again) {
                again ? answer(statusOf(*one)) : answer(again.error());
            });
        });
    });
    return promise->future();
}

} // namespace envdeck::hosts
