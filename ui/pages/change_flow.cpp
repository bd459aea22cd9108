// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/change_flow.h"

#include "ui/dialogs/confirm_sheet.h"
#include "ui/pages/version_sheet.h"
#include "ui/text/deployment_text.h"
#include "ui/text/time_text.h"
#include "ui/text/version_text.h"
#include "ui/widgets/overlay_host.h"
#include "ui/widgets/toast_host.h"

#include <QTimer>

namespace envdeck::ui {

namespace {

DiffLine shown(const deployments::ReviewLine &line)
{
    using Kind = deployments::ReviewLine::Kind;
    const auto kind = line.kind == Kind::Added     ? DiffLine::Kind::Added
                      : line.kind == Kind::Removed ? DiffLine::Kind::Removed
                                                   : DiffLine::Kind::Context;
    return {kind, line.number, line.text};
}

QString effectText(const deployments::Review &review)
{
    const QString app = review.request.target.app;
    if (!review.effect.stopsFirst)
        return ChangeFlow::tr("%1 is replaced one container after the other, without a gap.").arg(app);
    if (review.effect.medianGap)
        return ChangeFlow::tr("%1 stops and starts again: gap %2 (median of the last %3).")
            .arg(app, durationText(*review.effect.medianGap))
            .arg(review.effect.measured);
    return ChangeFlow::tr("%1 stops and starts again; how long the gap is was not measured yet.").arg(app);
}

QString pullRequestRefusal(bool possible)
{
    return possible ? QString()
                    : ChangeFlow::tr("No pull request: envdeck.yaml names no code host (git: host is none).");
}

} // namespace

ChangeFlow::ChangeFlow(DeploymentsPresenter &presenter, Page &page)
    : m_presenter(presenter), m_page(page), m_preparing(new QTimer(this))
{
    m_preparing->setSingleShot(true);
    m_preparing->setInterval(std::chrono::milliseconds(600));
    connect(m_preparing, &QTimer::timeout, this,
            [this] { m_page.toasts()->show(tr("Preparing the review\u2026")); });
    connect(&m_presenter, &DeploymentsPresenter::reviewReady, this, &ChangeFlow::openReview);
    connect(&m_presenter, &DeploymentsPresenter::reviewFailed, this, [this](const ErrorText &error) {
        m_preparing->stop();
        if (m_versions)
            m_versions->setFailure(error.sentence());
        else
            m_page.toasts()->show(error.sentence());
    });
    connect(&m_presenter, &DeploymentsPresenter::versionsReady, this,
            [this](const QList<deployments::Version> &versions) {
                if (m_versions)
                    m_versions->setVersions(versions);
            });
    connect(&m_presenter, &DeploymentsPresenter::versionRead, this,
            [this](const deployments::Version &version) {
                if (m_versions)
                    m_versions->setVersion(version);
            });
    connect(&m_presenter, &DeploymentsPresenter::versionUnread, this,
            [this](const QString &tag, const Error &error) {
                if (m_versions)
                    m_versions->setUnread(
                        tag, tr("Not everything about the versions is known: %1.").arg(causeText(error)));
            });
    connect(&m_presenter, &DeploymentsPresenter::checksRead, this,
            [this](const QString &tag, const platform::CiFacts &checks) {
                if (m_versions)
                    m_versions->setChecks(tag, checks);
            });
    connect(&m_presenter, &DeploymentsPresenter::newsRead, this,
            [this](const QString &tag, const deployments::VersionNews &news) {
                if (m_versions)
                    m_versions->setNews(tag, news);
            });
    connect(&m_presenter, &DeploymentsPresenter::newsUnread, this,
            [this](const QString &tag, const Error &error) {
                if (m_versions)
                    m_versions->setNoNews(tag, noNewsText(error));
            });
}

void ChangeFlow::chooseVersion()
{
    const Target target = m_presenter.target();
    const Environment *environment = m_presenter.workspace().environment(target.environment);
    if (!environment || m_page.overlay()->isOpen() || m_page.refusesChange())
        return;
    auto *sheet = new VersionSheet(tr("Deploy %1 to %2").arg(target.app, target.environment),
                                   environment->kind, m_presenter.workspace().isLocal(), m_presenter.now());
    m_versions = sheet;
    connect(sheet, &VersionSheet::canceled, m_page.overlay(), &OverlayHost::dismiss);
    connect(sheet, &VersionSheet::chosen, this, [this](const deployments::Version &version) {
        m_page.overlay()->dismiss();
        const EnvironmentId from = promotedFrom(version);
        review(from.isEmpty() ? Action::Deploy : Action::Promote,
               {version.image.repository, version.image.tag, {}}, from);
    });
    connect(sheet, &VersionSheet::versionWanted, &m_presenter, &DeploymentsPresenter::readVersion);
    connect(sheet, &VersionSheet::newsWanted, &m_presenter, &DeploymentsPresenter::readNews);
    m_page.overlay()->open(sheet, OverlayHost::Place::Center);
    m_presenter.readVersions();
}

void ChangeFlow::review(Action action, const ImageRef &to, const EnvironmentId &from)
{
    m_preparing->start();
    m_presenter.review(action, to, from);
}

// What an environment before this one runs is promoted, not deployed anew; the last of them is where it comes
// from.
EnvironmentId ChangeFlow::promotedFrom(const deployments::Version &version) const
{
    const Environment *here = m_presenter.workspace().environment(m_presenter.target().environment);
    EnvironmentId from;
    for (const Environment &each : m_presenter.workspace().environments) {
        if (here && each.order < here->order && version.runsIn.contains(each.name))
            from = each.name;
    }
    return from;
}

void ChangeFlow::ask(const QString &title, const QString &accept, const QString &effect,
                     std::function<Result<QString>(const QString &)> then)
{
    const Environment *environment = m_presenter.workspace().environment(m_presenter.target().environment);
    if (!environment || m_page.overlay()->isOpen() || m_page.refusesChange())
        return;
    GuardedAction action;
    action.guard = guardFor(Risk::R2, *environment);
    action.kind = environment->kind;
    action.hatched = m_presenter.workspace().isLocal();
    action.environment = environment->name;
    action.title = title;
    action.accept = accept;
    auto *sheet = new ConfirmSheet(action, effect, {}, true);
    connect(sheet, &GuardedSheet::accepted, this,
            [this, then = std::move(then)](const Confirmation &confirmation) {
                if (const auto started = then(confirmation.reason); !started)
                    m_page.toasts()->show(
                        errorText(started.error(), Attempt::Hold, m_presenter.target().text()).sentence());
            });
    openSheet(m_page.overlay(), sheet);
}

void ChangeFlow::askHold(const Deployment &current)
{
    ask(actionTitle(Action::Hold, m_presenter.target()), actionButton(Action::Hold, m_presenter.target()),
        tr("A commit writes the hold at %1 into the compose file, for two weeks. Nothing is deployed; a "
           "newer "
           "version raises an alarm as long as it stands.")
            .arg(current.image.tag),
        [this, tag = current.image.tag](const QString &reason) { return m_presenter.hold(tag, reason); });
}

void ChangeFlow::askRelease()
{
    ask(tr("Release the hold of %1 in %2").arg(m_presenter.target().app, m_presenter.target().environment),
        tr("Release the hold"), tr("A commit takes the hold out of the compose file. Nothing is deployed."),
        [this](const QString &reason) { return m_presenter.releaseHold(reason); });
}

void ChangeFlow::openReview(const deployments::Review &review)
{
    m_preparing->stop();
    m_page.toasts()->dismiss();
    const Target target = review.request.target;
    const Environment *environment = m_presenter.workspace().environment(target.environment);
    GuardedAction action;
    action.guard = review.guard;
    action.kind = environment->kind;
    action.hatched = m_presenter.workspace().isLocal();
    action.environment = target.environment;
    action.title = actionTitle(review.request.action, target);
    action.accept = actionButton(review.request.action, target);

    Review facts;
    facts.action = review.request.action;
    facts.from = review.from.tag;
    facts.to = review.to.tag;
    facts.file = QStringLiteral("%1:%2").arg(review.file).arg(review.line);
    for (const deployments::ReviewLine &line : review.diff)
        facts.diff.append(shown(line));
    facts.branch = review.branch;
    facts.path = review.path;
    facts.pushAllowed = review.path == ChangePath::Push;
    facts.pullRequestPossible = review.pullRequestPossible;
    facts.pullRequestReason = pullRequestRefusal(review.pullRequestPossible);
    facts.holdOffer = review.holdOffer ? holdOffer(target.app, review.to.tag) : QString();
    facts.effect = effectText(review);
    facts.record = review.record ? recordText(*review.record) : QString();
    facts.reasonRequired = review.freeze.has_value() || !review.skipped.isEmpty();

    const std::shared_ptr<deployments::Preflight> preflight(m_presenter.preflight(review));
    for (const PreflightCheck &check : preflight->checks())
        facts.checks.append(check.id);
    auto *sheet = new ReviewSheet(action, facts);
    if (!review.pathSupported)
        sheet->setOutdated(
            tr("The policy of %1 asks for a pull request, and envdeck.yaml names no code host.")
                .arg(target.environment));
    connect(preflight.get(), &deployments::Preflight::checkChanged, sheet,
            [sheet, raw = preflight.get()](int index) { sheet->setCheck(raw->checks().at(index)); });
    connect(sheet, &ReviewSheet::confirmed, this,
            [this, review, preflight](const ReviewChoice &choice) { begin(review, choice); });
    openSheet(m_page.overlay(), sheet);
}

void ChangeFlow::begin(const deployments::Review &review, const ReviewChoice &choice)
{
    if (m_page.refusesChange())
        return;
    deployments::Decision decision{choice.confirmation.reason, choice.hold,
                                   review.freeze ? choice.confirmation.reason : QString(), choice.path};
    if (const auto started = m_presenter.start(review, decision); !started)
        m_page.toasts()->show(
            errorText(started.error(), Attempt::Deploy, TrueNow::NothingChanged, review.request.target.text())
                .sentence());
}

} // namespace envdeck::ui
