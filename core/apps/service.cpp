// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/apps/service.h"

#include "core/base/ids.h"
#include "core/git/leaks.h"
#include "core/gitops/compose_image.h"
#include "core/gitops/rolling.h"

#include <algorithm>

namespace envdeck::apps {

namespace {

using namespace std::chrono_literals;

constexpr auto deadline = 15s; // of the panel: a dead one costs nobody more
constexpr qsizetype gapsKept = 5;

QString snapshotKey(const Target &target)
{
    return QStringLiteral("app-baseline/") + target.text();
}

bool isNotConfigured(const Error &error)
{
    return error.detail == QLatin1String("not-configured");
}

ComposeView viewOf(ComposeView view, const QStringList &services)
{
    const gitops::ComposeFile file{view.file, view.text};
    for (const git::Leak &leak : git::leaksOf(view.file, {}, view.text, Redactor())) {
        if (leak.line > 0)
            view.tokenLines.append(leak.line);
    }
    const auto facts = gitops::factsOf(file);
    if (!facts) {
        view.unreadable = facts.error();
        return view;
    }
    view.variables = facts.value().variables;
    for (const gitops::KindHint &hint : facts.value().hints) {
        if (hint.kind == gitops::ComposeKind::DockerCompose && services.contains(hint.service))
            view.ignoredByStack.append(QStringLiteral("%1 (%2)").arg(hint.key, hint.service));
    }
    if (const auto rolls = gitops::rollsAsStack(file, services))
        view.rollsAsStack = rolls.value();
    for (const QString &service : services) {
        const auto line = gitops::imageOf(file, service);
        if (line && !view.imageLines.contains(line.value().line))
            view.imageLines.append(line.value().line);
    }
    return view;
}

// A stack rolls only where the file says so: docker stack stops first by itself.
void addKind(AppFacts *facts)
{
    const platform::AppSetup &setup = *facts->setup.value;
    UpdateEffect &effect = facts->effect;
    effect.isCompose = setup.isCompose;
    effect.isStack = setup.isCompose && !setup.stopsFirst;
    effect.stopsFirst = setup.stopsFirst;
    if (!effect.isStack)
        return;
    effect.stopsFirst.reset();
    if (facts->compose.value && facts->compose.value->rollsAsStack)
        effect.stopsFirst = !*facts->compose.value->rollsAsStack;
}

template <typename T>
Observed<T> noted(const Result<T> &answer, const QString &source, const QDateTime &now)
{
    return answer ? observed(answer.value(), source, now)
                  : withFailure(Observed<T>(), answer.error(), source, now);
}

} // namespace

Service::Service(const Outside &outside, const QString &actor, QObject *parent)
    : QObject(parent), m_outside(outside), m_actor(actor)
{
}

Service::~Service() = default;

Async<AppFacts> Service::read(const Target &target, const Reading &how, std::stop_token stop)
{
    const Environment *environment = m_outside.workspace.environment(target.environment);
    const App *app = m_outside.workspace.app(target.app);
    if (!environment || !app || !app->environments.contains(target.environment))
        return ready<AppFacts>(Error{ErrorCode::NotFound, target.text(), {}, 0});
    const auto setup = withDeadline(m_outside.panel.setup(target, stop), this, deadline);
    const auto compose = readCompose(target, how.fetch, stop);
    const auto effect = readEffect(target);
    const auto read = andThen(
        joined(this, setup, compose, effect), this,
        [this, target](
            const std::tuple<Result<platform::AppSetup>, Result<ComposeView>, Result<UpdateEffect>> &all) {
            const auto &[ofPanel, ofGit, ofJournal] = all;
            const QDateTime now = m_outside.clock.now();
            AppFacts facts;
            facts.target = target;
            if (ofPanel || !isNotConfigured(ofPanel.error()))
                facts.setup = noted(ofPanel, QStringLiteral("Dokploy ") + target.environment, now);
            facts.compose = noted(ofGit, QStringLiteral("git"), now);
            if (ofJournal)
                facts.effect = ofJournal.value();
            if (!ofPanel)
                return ready<AppFacts>(facts);
            addKind(&facts);
            return andThen(joined(this, baseline(target, ofPanel.value())), this,
                           [facts](const std::tuple<Result<Baseline>> &known) {
                               AppFacts whole = facts;
                               const auto &accepted = std::get<0>(known);
                               const ComposeView *git = facts.compose.value ? &*facts.compose.value : nullptr;
                               whole.drift =
                                   driftOf(*facts.setup.value, accepted ? accepted.value() : Baseline(), git);
                               return ready<AppFacts>(whole);
                           });
        });
    if (!how.certificates)
        return read;
    return andThen(read, this, [this, stop](const AppFacts &facts) { return withCertificates(facts, stop); });
}

Async<ComposeView> Service::readCompose(const Target &target, bool fetch, std::stop_token stop)
{
    ComposeView view;
    view.file = m_outside.workspace.composeFile(target.environment, target.app);
    view.branch = m_outside.workspace.environment(target.environment)->branch;
    const QStringList services = m_outside.workspace.app(target.app)->services;
    const auto fetched = fetch ? m_outside.mirror.fetch(stop) : ready<void>({});
    return andThen(joined(this, fetched), this, [this, view, services, stop](const auto &) {
        return andThen(m_outside.mirror.readHead(view.branch, stop), this,
                       [this, view, services, stop](const QString &head) {
                           return andThen(m_outside.mirror.readFile(head, view.file, stop), this,
                                          [this, view, services, head](const QByteArray &text) {
                                              ComposeView whole = view;
                                              whole.commit = head;
                                              whole.text = text;
                                              return m_parser.run([whole, services]() -> Result<ComposeView> {
                                                  return viewOf(whole, services);
                                              });
                                          });
                       });
    });
}

Async<QByteArray> Service::composeAt(const Target &target, const QString &commit, std::stop_token stop)
{
    return m_outside.mirror.readFile(commit, m_outside.workspace.composeFile(target.environment, target.app),
                                     stop);
}

Async<UpdateEffect> Service::readEffect(const Target &target)
{
    journal::Filter filter;
    filter.environment = target.environment;
    filter.subject = target.text();
    return andThen(m_outside.journal.entries(filter), this, [](const QList<journal::AuditEntry> &entries) {
        UpdateEffect effect;
        for (const journal::AuditEntry &entry : entries) {
            const QJsonValue gap = entry.evidence.value(QLatin1String("gapMs"));
            if (gap.isDouble() && effect.gaps.size() < gapsKept)
                effect.gaps.append(std::chrono::milliseconds(gap.toInteger()));
        }
        return ready<UpdateEffect>(effect);
    });
}

// What was accepted, read once in a run; the first sight of an app is accepted as it is. What a job of ours
// left behind is accepted too.
Async<Baseline> Service::baseline(const Target &target, const platform::AppSetup &setup)
{
    const QString key = target.text();
    const QDateTime now = m_outside.clock.now();
    if (const auto known = m_baselines.constFind(key); known != m_baselines.cend())
        return ready<Baseline>(*known);
    return andThen(joined(this, m_outside.journal.snapshot(snapshotKey(target))), this,
                   [this, target, key, setup, now](const std::tuple<Result<journal::Snapshot>> &answer) {
                       const auto &snapshot = std::get<0>(answer);
                       if (!snapshot && snapshot.error().code != ErrorCode::NotFound)
                           return ready<Baseline>(snapshot.error());
                       const auto kept = snapshot ? baselineFrom(snapshot.value().value)
                                                  : Result<Baseline>(snapshot.error());
                       Baseline baseline = kept ? kept.value() : baselineOf(setup, now);
                       for (const platform::AppVariable &variable : setup.variables) {
                           if (baseline.variables.contains(variable.name))
                               baseline.digests.insert(variable.name,
                                                       variable.digest); // as this run saw it first
                       }
                       m_baselines.insert(key, baseline);
                       if (!kept)
                           keep(target, baseline);
                       return ready<Baseline>(baseline);
                   });
}

Async<void> Service::keep(const Target &target, const Baseline &baseline)
{
    return m_outside.journal.saveSnapshot(snapshotKey(target), toJson(baseline));
}

Async<void> Service::acceptOwn(const Target &target, const QStringList &variables,
                               const platform::AppSetup &setup)
{
    return andThen(joined(this, baseline(target, setup)), this,
                   [this, target, variables, setup](const auto &) {
                       Baseline known = m_baselines.value(target.text());
                       for (const QString &name : variables)
                           known = accepting(known, {DriftKind::VariableChanged, name, {}, {}, {}}, setup);
                       m_baselines.insert(target.text(), known);
                       // That it is kept helps the next run; this change was made either way.
                       return andThen(joined(this, keep(target, known)), this,
                                      [](const auto &) { return ready<void>({}); });
                   });
}

Async<void> Service::accept(const AppFacts &facts, const QList<PanelDrift> &drift)
{
    if (!facts.setup.value)
        return ready<void>(Error{ErrorCode::BadInput, facts.target.text(), QStringLiteral("not-known"), 0});
    Baseline baseline = m_baselines.value(facts.target.text());
    for (const PanelDrift &one : drift)
        baseline = accepting(baseline, one, *facts.setup.value);
    baseline.at = m_outside.clock.now();
    m_baselines.insert(facts.target.text(), baseline);
    return keep(facts.target, baseline);
}

Async<AppFacts> Service::withCertificates(const AppFacts &facts, std::stop_token stop)
{
    QStringList hosts;
    if (facts.setup.value) {
        for (const platform::AppDomain &domain : facts.setup.value->domains) {
            if (domain.https && !hosts.contains(domain.host))
                hosts.append(domain.host);
        }
    }
    QList<Async<http::CertificateFacts>> looks;
    for (const QString &host : hosts)
        looks.append(m_outside.certificates.look(host, m_outside.workspace.isLocal(), stop));
    return andThen(joined(this, looks), this,
                   [this, facts, hosts](const QList<Result<http::CertificateFacts>> &answers) {
                       AppFacts whole = facts;
                       for (qsizetype i = 0; i < hosts.size(); ++i)
                           whole.certificates.insert(
                               hosts.at(i), noted(answers.at(i), hosts.at(i), m_outside.clock.now()));
                       return ready<AppFacts>(whole);
                   });
}

// On the disk before the value is asked for: what cannot be audited is not shown.
Async<Secret> Service::reveal(const Target &target, const QString &name)
{
    journal::Entry entry;
    entry.operation = newOperationId(m_outside.clock.now());
    entry.action = QStringLiteral("reveal-variable");
    entry.environment = target.environment;
    entry.subject = target.text();
    entry.detail = name;
    entry.actor = m_actor;
    journal::Entry end = entry;
    end.kind = journal::Kind::Outcome;
    end.closes = true;
    end.state = QStringLiteral("succeeded");
    return andThen(m_outside.journal.append({entry, end}), this,
                   [this, target, name](qint64) { return m_outside.panel.variableValue(target, name, {}); });
}

} // namespace envdeck::apps
