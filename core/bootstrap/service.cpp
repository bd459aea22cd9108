// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bootstrap/service.h"

#include "core/base/ids.h"
#include "core/bootstrap/host_steps.h"
#include "core/bootstrap/panel_steps.h"

#include <QJsonArray>

namespace envdeck::bootstrap {

namespace {

using namespace std::chrono_literals;

Result<Installer> noInstaller()
{
    return Error{ErrorCode::NotFound, {}, {}, 0};
}

Review planned(Review review)
{
    review.plan = planFor(review.look, review.wishes, review.fetched, review.at);
    return review;
}

} // namespace

Service::Service(Outside outside, QObject *parent)
    : QObject(parent), m_outside(std::move(outside)),
      m_installers(std::make_shared<InstallerSource>(m_outside.http, m_outside.installer, m_outside.folder,
                                                     knownInstallers()))
{
}

Service::~Service()
{
    for (const std::weak_ptr<Run> &weak : m_runs) {
        if (const RunPointer run = weak.lock())
            run->forget();
    }
}

Async<Wishes> Service::knowing(const Wishes &wishes)
{
    const Workspace &workspace = m_outside.workspace;
    QStringList hosts = workspace.registries.keys();
    hosts.sort();
    QList<Async<Secret>> readings;
    for (const QString &host : std::as_const(hosts))
        readings.append(m_outside.vault.read(secrets::registryKey(workspace, host)));
    const Environment &environment = *workspace.environment(wishes.host.environment);
    if (environment.dokploy)
        readings.append(m_outside.vault.read(secrets::dokployKey(workspace, environment)));
    return andThen(joined(this, readings), this, [wishes, hosts](const QList<Result<Secret>> &read) {
        Wishes known = wishes;
        for (qsizetype i = 0; i < hosts.size(); ++i) {
            if (read.at(i))
                known.registries.append(hosts.at(i));
        }
        known.keyKnown = read.size() > hosts.size() && read.last();
        return ready<Wishes>(known);
    });
}

Async<Review> Service::review(const HostId &host, const Ask &ask, std::stop_token stop)
{
    const auto wishes = wishesFor(m_outside.workspace, host, ask, m_outside.remote);
    if (!wishes)
        return ready<Review>(wishes.error());
    return andThen(knowing(wishes.value()), this, [this, stop](const Wishes &known) {
        const auto said = m_outside.shell.run(known.host, lookScript(m_outside.places), {90s}, stop);
        return andThen(said, this, [this, known, stop](const platform::ShellOutput &output) {
            const auto look = parseLook(output.out, known.host.path());
            if (!look)
                return ready<Review>(look.error());
            const Review review{known, look.value(), {}, noInstaller(), m_outside.clock.now()};
            if (!wantsInstaller(review.look, known) || installerRefusal(review.look))
                return ready<Review>(planned(review));
            return andThen(joined(this, m_installers->fetch(stop)), this,
                           [review](const std::tuple<Result<Installer>> &fetched) {
                               Review whole = review;
                               whole.fetched = std::get<0>(fetched);
                               return ready<Review>(planned(whole));
                           });
        });
    });
}

Result<jobs::Job> Service::job(const Review &review)
{
    if (review.plan.isRefused())
        return Error{ErrorCode::BadInput, review.wishes.host.path(), QStringLiteral("refused"), 0};
    Wishes wishes = review.wishes;
    if (review.installer())
        wishes.ask.installer = review.installer()->sha256; // this one and no other
    QStringList steps{QStringLiteral("preflight")};
    for (const PlanItem &item : review.plan.items) {
        if (item.verdict != Verdict::NotNeeded && item.step != QLatin1String("docker"))
            steps.append(item.step);
    }
    return made(wishes, steps, newOperationId(m_outside.clock.now()));
}

jobs::Job Service::made(const Wishes &wishes, const QStringList &steps, const QString &operation)
{
    const RunPointer run(new Run(m_outside, wishes, operation), [](Run *gone) { gone->deleteLater(); });
    m_runs.removeIf([](const std::weak_ptr<Run> &weak) { return weak.expired(); });
    m_runs.append(run);
    jobs::Job job;
    job.operation = operation;
    job.kind = QStringLiteral("bootstrap");
    job.environment = wishes.host.environment;
    job.subject = wishes.host.path();
    job.risk = Risk::R3;
    job.detail = wishes.panel ? wishes.panel->toDisplayString() : QString();
    job.payload = {{QStringLiteral("host"), wishes.host.name},
                   {QStringLiteral("ask"), toJson(wishes.ask)},
                   {QStringLiteral("registries"), QJsonArray::fromStringList(wishes.registries)},
                   {QStringLiteral("steps"), QJsonArray::fromStringList(steps)}};
    const QList<jobs::Step> all = QList<jobs::Step>{preflightStep(run), updatesStep(run), firewallStep(run),
                                                    swapStep(run), installStep(run, m_installers)} +
                                  panelSteps(run);
    for (const jobs::Step &step : all) {
        if (steps.contains(step.id))
            job.steps.append(step);
    }
    return job;
}

void Service::registerRebuild(jobs::JobCenter &center)
{
    center.setRebuild(QStringLiteral("bootstrap"), [this](const jobs::OpenJob &open) -> Result<jobs::Job> {
        const HostId host{open.environment, open.payload.value(QLatin1String("host")).toString()};
        const Ask ask = askFrom(open.payload.value(QLatin1String("ask")).toObject());
        auto wishes = wishesFor(m_outside.workspace, host, ask, m_outside.remote);
        if (!wishes)
            return wishes.error();
        Wishes again = std::move(wishes).value();
        for (const QJsonValue &name : open.payload.value(QLatin1String("registries")).toArray())
            again.registries.append(name.toString());
        QStringList steps;
        for (const QJsonValue &id : open.payload.value(QLatin1String("steps")).toArray())
            steps.append(id.toString());
        return made(again, steps, open.operation);
    });
}

} // namespace envdeck::bootstrap
