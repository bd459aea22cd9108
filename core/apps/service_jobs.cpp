// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/apps/adoption.h"
#include "core/apps/panel_steps.h"
#include "core/apps/service.h"
#include "core/base/ids.h"
#include "core/gitops/rolling.h"

#include <QCryptographicHash>
#include <QDir>
#include <algorithm>

namespace envdeck::apps {

namespace {

using platform::AppDomain;
using platform::AppSetup;
using platform::AppVariable;
using platform::VariableEdit;

jobs::Job jobOn(const char *kind, const Target &target, const QString &detail, const QString &reason)
{
    jobs::Job job;
    job.kind = QString::fromLatin1(kind);
    job.environment = target.environment;
    job.subject = target.text();
    job.detail = detail;
    job.risk = Risk::R2;
    job.reason = reason;
    return job;
}

const AppVariable *variableIn(const AppSetup &setup, const QString &name)
{
    const auto it = std::find_if(setup.variables.cbegin(), setup.variables.cend(),
                                 [&](const AppVariable &variable) { return variable.name == name; });
    return it == setup.variables.cend() ? nullptr : &*it;
}

// Names and digests of a run; a value is compared by its digest.
bool areSet(const AppSetup &setup, const QList<VariableEdit> &edits, const platform::AppPanel &panel)
{
    return std::all_of(edits.cbegin(), edits.cend(), [&](const VariableEdit &edit) {
        const AppVariable *now = variableIn(setup, edit.name);
        return edit.value ? now && now->digest == panel.digest(*edit.value) : !now;
    });
}

QString detailOf(const QList<VariableEdit> &edits)
{
    QStringList words;
    for (const VariableEdit &edit : edits)
        words.append((edit.value ? QStringLiteral("set ") : QStringLiteral("unset ")) + edit.name);
    return words.join(QStringLiteral(", "));
}

bool isOfDomain(DriftKind kind)
{
    return kind == DriftKind::DomainAdded || kind == DriftKind::DomainChanged ||
           kind == DriftKind::DomainRemoved;
}

// Whether the platform is as restoring this one leaves it.
bool isRestored(const AppSetup &setup, const PanelDrift &drift, const ComposeView &git)
{
    const auto stands = [&](const AppDomain &wanted) {
        return std::any_of(setup.domains.cbegin(), setup.domains.cend(), [&](AppDomain domain) {
            domain.id = wanted.id;
            return domain == wanted;
        });
    };
    switch (drift.kind) {
    case DriftKind::ComposeText:
        return setup.source.kind == QLatin1String("raw") && setup.source.text == git.text;
    case DriftKind::ComposeSource:
        return setup.source.branch == git.branch && QDir::cleanPath(setup.source.path) == git.file;
    case DriftKind::DomainAdded: return !stands(drift.wanted);
    case DriftKind::DomainChanged:
    case DriftKind::DomainRemoved: return stands(drift.wanted);
    case DriftKind::VariableAdded: return !variableIn(setup, drift.subject);
    case DriftKind::VariableChanged:
    case DriftKind::VariableRemoved: return true;
    }
    Q_UNREACHABLE();
}

// One request after the other; the first that fails ends it.
Async<void> inTurn(QObject *context, QList<std::function<Async<void>()>> requests)
{
    if (requests.isEmpty())
        return ready<void>({});
    const auto first = requests.takeFirst();
    return andThen(first(), context, [context, requests](Done) { return inTurn(context, requests); });
}

} // namespace

Result<jobs::Job> Service::variablesJob(const AppFacts &facts, const QList<VariableEdit> &edits,
                                        const QString &reason) const
{
    if (edits.isEmpty() || !facts.setup.value)
        return Error{ErrorCode::BadInput, facts.target.text(), QStringLiteral("nothing-changed"), 0};
    platform::AppPanel &panel = m_outside.panel;
    const Target target = facts.target;
    const QByteArray expected = facts.setup.value->variablesDigest;
    auto *self = const_cast<Service *>(this);
    PanelSteps::Change change;
    change.target = target;
    change.unchanged = [target, expected](const AppSetup &setup) {
        return setup.variablesDigest == expected
                   ? Result<void>()
                   : Error{ErrorCode::Conflict, target.text(), QStringLiteral("variables-changed"), 0};
    };
    change.write = [&panel, target, edits](const AppSetup &setup, const jobs::Context &context) {
        return panel.changeVariables(target, edits, setup.variablesDigest, context.stop);
    };
    change.isDone = [&panel, edits](const AppSetup &setup) { return areSet(setup, edits, panel); };
    QStringList names;
    for (const VariableEdit &edit : edits)
        names.append(edit.name);
    change.done = [self, target, names](const AppSetup &setup) {
        return self->acceptOwn(target, names, setup);
    };
    jobs::Job job = jobOn("app-variables", target, detailOf(edits), reason);
    job.steps = panelSteps(std::make_shared<PanelSteps>(panel, change));
    return job;
}

jobs::Job Service::runningJob(const Target &target, bool running, const QString &reason) const
{
    platform::AppPanel &panel = m_outside.panel;
    // Done is what start leaves, idle what stop leaves; neither says that a container is well.
    const platform::AppStatus wanted = running ? platform::AppStatus::Done : platform::AppStatus::Idle;
    PanelSteps::Change change;
    change.target = target;
    change.unchanged = [target](const AppSetup &setup) {
        return setup.status == platform::AppStatus::Running
                   ? Result<void>(Error{ErrorCode::Conflict, target.text(), QStringLiteral("deploying"), 0})
                   : Result<void>();
    };
    change.write = [&panel, target, running](const AppSetup &, const jobs::Context &context) {
        return panel.setRunning(target, running, context.stop);
    };
    // A start is asked for also where the status says that the last deployment ended well.
    const auto asked = std::make_shared<bool>(false);
    change.write = [asked, write = change.write](const AppSetup &setup, const jobs::Context &context) {
        *asked = true;
        return write(setup, context);
    };
    change.isDone = [asked, wanted](const AppSetup &setup) { return *asked && setup.status == wanted; };
    change.done = [](const AppSetup &) { return ready<void>({}); };
    jobs::Job job = jobOn(running ? "start-app" : "stop-app", target, {}, reason);
    job.steps = panelSteps(std::make_shared<PanelSteps>(panel, change));
    return job;
}

Result<jobs::Job> Service::restoreJob(const AppFacts &facts, const QList<PanelDrift> &all,
                                      const QString &reason) const
{
    QList<PanelDrift> drift = all;
    drift.removeIf([](const PanelDrift &one) { return !canRestore(one.kind); });
    if (drift.isEmpty() || !facts.setup.value || !facts.compose.value)
        return Error{ErrorCode::BadInput, facts.target.text(), QStringLiteral("nothing-to-restore"), 0};
    platform::AppPanel &panel = m_outside.panel;
    const Target target = facts.target;
    const ComposeView git = *facts.compose.value;
    const AppSetup reviewed = *facts.setup.value;
    auto *self = const_cast<Service *>(this);
    PanelSteps::Change change;
    change.target = target;
    change.unchanged = [target, reviewed](const AppSetup &setup) {
        const bool same = setup.domains == reviewed.domains && setup.source == reviewed.source &&
                          setup.variablesDigest == reviewed.variablesDigest;
        return same ? Result<void>()
                    : Result<void>(
                          Error{ErrorCode::Conflict, target.text(), QStringLiteral("setup-changed"), 0});
    };
    change.write = [&panel, self, target, drift, git](const AppSetup &setup, const jobs::Context &context) {
        QList<std::function<Async<void>()>> requests;
        QList<VariableEdit> unset;
        for (const PanelDrift &one : drift) {
            if (one.kind == DriftKind::ComposeText)
                requests.append(
                    [=, &panel] { return panel.saveComposeText(target, git.text, context.stop); });
            else if (one.kind == DriftKind::ComposeSource)
                requests.append([=, &panel] {
                    return panel.saveGitSource(target, git.branch, QStringLiteral("./") + git.file,
                                               context.stop);
                });
            else if (one.kind == DriftKind::DomainAdded)
                requests.append(
                    [=, &panel] { return panel.removeDomain(target, one.wanted.id, context.stop); });
            else if (isOfDomain(one.kind))
                requests.append([=, &panel] { return panel.saveDomain(target, one.wanted, context.stop); });
            else if (one.kind == DriftKind::VariableAdded)
                unset.append({one.subject, {}});
        }
        if (!unset.isEmpty())
            requests.append([=, &panel] {
                return panel.changeVariables(target, unset, setup.variablesDigest, context.stop);
            });
        return inTurn(self, requests);
    };
    change.isDone = [drift, git](const AppSetup &setup) {
        return std::all_of(drift.cbegin(), drift.cend(),
                           [&](const PanelDrift &one) { return isRestored(setup, one, git); });
    };
    change.done = [](const AppSetup &) { return ready<void>({}); };
    QStringList names;
    for (const PanelDrift &one : drift)
        names.append(driftName(one.kind) + QLatin1Char(' ') + one.subject);
    jobs::Job job = jobOn("restore-panel", target, names.join(QStringLiteral(", ")), reason);
    job.steps = panelSteps(std::make_shared<PanelSteps>(panel, change));
    return job;
}

Result<QByteArray> Service::stackDraft(const AppFacts &facts) const
{
    if (!facts.compose.value)
        return facts.compose.error.value_or(Error{ErrorCode::NotFound, facts.target.text(), {}, 0});
    const ComposeView &view = *facts.compose.value;
    if (view.rollsAsStack.value_or(false))
        return Error{ErrorCode::BadInput, facts.target.text(), QStringLiteral("rolls"), 0};
    return gitops::withStartFirst({view.file, view.text},
                                  m_outside.workspace.app(facts.target.app)->services);
}

Result<jobs::Job> Service::stackDraftJob(const AppFacts &facts, const QString &reason) const
{
    const auto text = stackDraft(facts);
    return text ? textJob(Adoption::Kind::StackDraft, facts, text.value(), reason)
                : Result<jobs::Job>(text.error());
}

Result<jobs::Job> Service::adoptJob(const AppFacts &facts, const QString &reason) const
{
    if (!facts.setup.value || !facts.compose.value || facts.setup.value->source.kind != QLatin1String("raw"))
        return Error{ErrorCode::BadInput, facts.target.text(), QStringLiteral("not-raw"), 0};
    return textJob(Adoption::Kind::Adopt, facts, facts.setup.value->source.text, reason);
}

Result<jobs::Job> Service::textJob(Adoption::Kind kind, const AppFacts &facts, const QByteArray &text,
                                   const QString &reason) const
{
    const Environment &environment = *m_outside.workspace.environment(facts.target.environment);
    const ChangePath path = environment.policy.deploy;
    if (path == ChangePath::PullRequest && !(m_outside.pulls && m_outside.pulls->isPossible()))
        return Error{ErrorCode::Forbidden, environment.name, QStringLiteral("pull-request"), 0};
    Adoption adoption;
    adoption.kind = kind;
    adoption.operation = newOperationId(m_outside.clock.now());
    adoption.target = facts.target;
    adoption.branch = facts.compose.value->branch;
    adoption.file = facts.compose.value->file;
    adoption.before = QCryptographicHash::hash(facts.compose.value->text, QCryptographicHash::Sha256);
    adoption.text = text;
    adoption.reason = reason;
    adoption.path = path;
    return adoptionJob(m_outside.mirror, adoption, m_outside.pulls);
}

void Service::registerRebuilds(jobs::JobCenter &center)
{
    for (const char *kind : {"adopt-compose", "draft-stack"})
        center.setRebuild(QString::fromLatin1(kind), [this](const jobs::OpenJob &open) -> Result<jobs::Job> {
            const auto adoption = adoptionFrom(open.payload);
            if (!adoption)
                return adoption.error();
            Adoption again = adoption.value();
            again.pushed = pulls::pushedBy(open);
            return adoptionJob(m_outside.mirror, again, m_outside.pulls);
        });
    for (const char *kind : {"start-app", "stop-app"}) {
        const bool running = QLatin1String(kind) == QLatin1String("start-app");
        center.setRebuild(
            QString::fromLatin1(kind), [this, running](const jobs::OpenJob &open) -> Result<jobs::Job> {
                const Target target{open.environment, open.subject.section(QLatin1Char('/'), 1)};
                return runningJob(target, running, open.reason);
            });
    }
}

} // namespace envdeck::apps
