// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/desktop_model.h"

#include "core/api/github/address.h"
#include "core/domain/freeze.h"
#include "ui/models/attention_model.h"
#include "ui/text/deployment_text.h"
#include "ui/text/error_text.h"
#include "ui/text/job_text.h"
#include "ui/text/pull_text.h"
#include "ui/text/time_text.h"

#include <QDesktopServices>
#include <utility>

namespace envdeck {

namespace {

using ui::Severity;

constexpr int notificationsKept = 200;

Severity worstOf(const health::EnvironmentHealth &environment)
{
    QList<Severity> all;
    for (const health::AppHealth &app : environment.apps)
        all.append(ui::deploymentSeverity(app.state));
    return ui::worst(all);
}

template <typename T>
QString lastCall(const Observed<T> &what, const QDateTime &now)
{
    return what.triedAt.isValid() ? ui::agoText(what.triedAt, now) : QString();
}

} // namespace

DesktopModel::DesktopModel(Session &session, const QList<ui::RecentWorkspace> &recent, QObject *parent)
    : ShellModel(parent), m_session(session), m_recent(recent)
{
    connect(&session.jobs(), &jobs::JobCenter::jobChanged, this, &DesktopModel::noteJob);
    connect(&session.infrastructure(), &infrastructure::TerraformService::programChanged, this,
            &DesktopModel::lookForTerraform);
    connect(&session.jobs(), &jobs::JobCenter::jobsForgotten, this, &DesktopModel::jobsChanged);
    connect(&session.jobs(), &jobs::JobCenter::logged, this,
            [this](const QString &operation, const QString &) { Q_EMIT jobLogChanged(operation); });
    connect(&session.health(), &health::Service::changed, this, [this] {
        noteAlerts();
        Q_EMIT environmentsChanged();
        Q_EMIT segmentsChanged();
        if (auto now = badges(); now != m_badges) {
            m_badges = now;
            Q_EMIT badgesChanged();
        }
    });
}

QList<ui::ShellDeployment> DesktopModel::deployments() const
{
    QList<ui::ShellDeployment> list;
    for (const health::EnvironmentHealth &environment : m_session.health().overview().environments) {
        for (const health::AppHealth &app : environment.apps) {
            if (!app.desired.value)
                continue;
            list.append({app.target.environment, app.target.app, app.desired.value->image.tag,
                         app.desired.value->commit});
            for (const Deployment &deployment : app.earlier)
                list.append(
                    {app.target.environment, app.target.app, deployment.image.tag, deployment.commit});
        }
    }
    return list;
}

void DesktopModel::setHidden(bool hidden)
{
    if (hidden !=
        std::exchange(m_hidden,
                      hidden)) // the first showing is no coming back: nothing is asked before the first paint
        m_session.health().setHidden(hidden);
    m_session.pulls().setWatched(!hidden);
}

void DesktopModel::lookForTerraform()
{
    whenDone(m_session.infrastructure().program({}), this, [this](const Result<terraform::Program> &program) {
        m_terraformError = program ? std::optional<Error>() : program.error();
        if (program)
            m_terraform = program.value().name();
        Q_EMIT segmentsChanged();
    });
}

QString DesktopModel::workspaceName() const
{
    return m_session.workspace().name;
}
QString DesktopModel::workspacePath() const
{
    return m_session.workspace().root;
}
bool DesktopModel::isLocal() const
{
    return m_session.workspace().isLocal();
}
QDateTime DesktopModel::now() const
{
    return m_session.clock().now();
}

QList<ui::ShellEnvironment> DesktopModel::environments() const
{
    QList<ui::ShellEnvironment> list;
    for (const health::EnvironmentHealth &environment : m_session.health().overview().environments) {
        QString version;
        if (!environment.apps.isEmpty() && environment.apps.first().desired.value)
            version = environment.apps.first().target.app + QLatin1Char(' ') +
                      environment.apps.first().desired.value->image.tag;
        const Environment *known = m_session.workspace().environment(environment.name);
        list.append({environment.name, environment.kind, worstOf(environment), version,
                     known ? freezeNow(known->policy, now()) : std::nullopt});
    }
    return list;
}

QList<JobStatus> DesktopModel::jobs() const
{
    return m_session.jobs().jobs();
}

QString DesktopModel::jobLog(const QString &operation) const
{
    return m_session.jobs().log(operation).join(QLatin1Char('\n'));
}

ui::StripSegment DesktopModel::gitSegment() const
{
    const auto &git = m_session.health().overview().git;
    ui::StripSegment segment;
    segment.id = QStringLiteral("git");
    segment.lastCall = lastCall(git, now());
    segment.canRetry = true;
    const QString branch = m_session.workspace().git.branch;
    if (git.error) {
        segment.severity = git.value ? Severity::Stale : Severity::Unknown;
        segment.text = tr("git: not reached");
        segment.error = ui::errorText(*git.error, ui::Attempt::Read, QStringLiteral("git")).sentence();
    } else if (git.value) {
        segment.severity = Severity::Ok;
        segment.text = tr("%1 at %2, synced %3").arg(branch, git.value->first(7), ui::agoText(git.at, now()));
    } else {
        segment.severity = Severity::Unknown;
        segment.text = tr("git: not asked yet");
    }
    if (m_session.checkout().changedCount > 0)
        segment.text += QLatin1Char(' ') +
                        tr("(%n local change(s), left alone)", nullptr, m_session.checkout().changedCount);
    return segment;
}

ui::StripSegment DesktopModel::platformSegment() const
{
    ui::StripSegment segment;
    segment.id = QStringLiteral("dokploy");
    segment.canRetry = true;
    int answered = 0, all = 0;
    QStringList errors;
    for (const health::EnvironmentHealth &environment : m_session.health().overview().environments) {
        if (!environment.hasPlatform)
            continue;
        ++all;
        answered += environment.platform.value && !environment.platform.error ? 1 : 0;
        if (environment.platform.error)
            errors.append(
                ui::errorText(*environment.platform.error, ui::Attempt::Read, environment.name).sentence());
        segment.lastCall = lastCall(environment.platform, now());
    }
    segment.text = tr("Dokploy: %1 of %2 answer").arg(answered).arg(all);
    segment.severity = answered == all    ? Severity::Ok
                       : errors.isEmpty() ? Severity::Unknown
                                          : Severity::Warning;
    segment.error = errors.join(QLatin1Char('\n'));
    return segment;
}

ui::StripSegment DesktopModel::telemetrySegment() const
{
    ui::StripSegment segment;
    segment.id = QStringLiteral("signoz");
    segment.canRetry = true;
    QDateTime newest;
    for (const health::EnvironmentHealth &environment : m_session.health().overview().environments) {
        if (environment.alerts.error)
            segment.error =
                ui::errorText(*environment.alerts.error, ui::Attempt::ReadMetrics, environment.name)
                    .sentence();
        if (environment.alerts.value && (!newest.isValid() || environment.alerts.at > newest))
            newest = environment.alerts.at;
    }
    segment.severity = !segment.error.isEmpty() ? Severity::Warning
                       : newest.isValid()       ? Severity::Ok
                                                : Severity::Unknown;
    segment.text = !segment.error.isEmpty() ? tr("SigNoz: not reached")
                   : newest.isValid()       ? tr("SigNoz, %1").arg(ui::agoText(newest, now()))
                                            : tr("SigNoz: not asked yet");
    return segment;
}

ui::StripSegment DesktopModel::terraformSegment() const
{
    ui::StripSegment segment;
    segment.id = QStringLiteral("terraform");
    segment.right = true;
    segment.text = m_terraform;
    if (m_terraformError) {
        segment.text = tr("No terraform");
        segment.severity = Severity::Warning;
        segment.error = ui::errorText(*m_terraformError, ui::Attempt::Plan).sentence();
    }
    return segment;
}

QList<ui::StripSegment> DesktopModel::segments() const
{
    return {gitSegment(), platformSegment(), telemetrySegment(), terraformSegment()};
}

void DesktopModel::notify(const ui::Notification &notification)
{
    m_notifications.removeIf([&](const ui::Notification &n) { return n.id == notification.id; });
    m_notifications.prepend(notification);
    if (m_notifications.size() > notificationsKept)
        m_notifications.removeLast();
    Q_EMIT notificationsChanged();
}

void DesktopModel::noteJob(const JobStatus &status)
{
    Q_EMIT jobsChanged();
    // What a drift check found needs attention by itself; that it found nothing is no news.
    const bool isQuiet = status.kind == QLatin1String("drift") && status.state == JobState::Succeeded;
    if (!status.isOver() || isQuiet)
        return;
    ui::Notification notification;
    notification.id = status.operation;
    notification.severity = ui::jobSeverity(status);
    notification.environment = status.environment;
    notification.title = status.subject + QStringLiteral(": ") + ui::jobTitle(status);
    notification.detail = status.error ? ui::jobFailureText(status).sentence() : ui::jobStateWord(status);
    notification.at = now();
    notify(notification);
    m_session.health().refresh(status.environment);
}

// One notification for all alerts of an environment; gone when nothing fires any more.
void DesktopModel::noteAlerts()
{
    for (const health::EnvironmentHealth &environment : m_session.health().overview().environments) {
        if (!environment.alerts.value)
            continue;
        const QString id = QStringLiteral("alerts/") + environment.name;
        QStringList rules;
        for (const Alert &alert : *environment.alerts.value) {
            if (alert.firing)
                rules.append(alert.rule);
        }
        const auto known = std::find_if(m_notifications.cbegin(), m_notifications.cend(),
                                        [&](const ui::Notification &n) { return n.id == id; });
        const QString detail = rules.join(QStringLiteral(", "));
        if (rules.isEmpty()) {
            if (m_notifications.removeIf([&](const ui::Notification &n) { return n.id == id; }) > 0)
                Q_EMIT notificationsChanged();
        } else if (known == m_notifications.cend() || known->detail != detail) {
            notify({id,
                    Severity::Critical,
                    environment.name,
                    tr("%1: %n alert(s) firing", nullptr, int(rules.size())).arg(environment.name),
                    detail,
                    now(),
                    false,
                    QStringLiteral("overview"),
                    {}});
        }
    }
}

void DesktopModel::cancelJob(const QString &operation)
{
    static_cast<void>(bool(m_session.jobs().cancel(operation)));
}

void DesktopModel::resumeJob(const QString &operation)
{
    if (const auto resumed = m_session.jobs().resume(operation); !resumed)
        Q_EMIT told(ui::errorText(resumed.error(), ui::Attempt::Read, ui::TrueNow::NothingChanged, operation)
                        .sentence());
}

void DesktopModel::abandonJob(const QString &operation, const QString &reason)
{
    m_session.jobs().abandon(operation, reason);
}

// Only at the code host of this workspace, whatever an answer named.
void DesktopModel::openPullRequest(const QString &operation)
{
    const auto job = m_session.jobs().job(operation);
    const auto pull = job ? ui::pullOf(*job) : std::nullopt;
    const QUrl site = github::siteOf(m_session.workspace().git);
    if (pull && !pull->page.isEmpty() && originOf(pull->page) == originOf(site))
        QDesktopServices::openUrl(pull->page);
}

void DesktopModel::mergePullRequest(const QString &operation, const QString &reason)
{
    m_session.pulls().allowMerge(operation, reason);
}

void DesktopModel::clearFinishedJobs()
{
    m_session.jobs().forgetOver();
}

void DesktopModel::refreshEverything()
{
    m_session.health().refreshAll();
    m_session.jobs().refresh();
}

void DesktopModel::retrySource(const QString &)
{
    m_session.health().refreshAll();
}

void DesktopModel::markNotificationsRead()
{
    for (ui::Notification &notification : m_notifications)
        notification.read = true;
    Q_EMIT notificationsChanged();
}

void DesktopModel::openWorkspace(const QString &path)
{
    Q_EMIT openWorkspaceAsked(path);
}
void DesktopModel::chooseWorkspace()
{
    Q_EMIT chooseWorkspaceAsked();
}

// What comes next is done on the page that the job belongs to: it has the facts and the review.
void DesktopModel::takeNextStep(const QString &operation, ui::NextStep step)
{
    const auto job = m_session.jobs().job(operation);
    if (!job)
        return;
    if (step == ui::NextStep::ReplaceKey && job->error && secrets::isTerraformKind(job->error->subject))
        return Q_EMIT pageAsked(QStringLiteral("infrastructure"), job->environment,
                                QStringLiteral("variables"));
    const bool thresholds = job->kind == QLatin1String("thresholds");
    if (thresholds || step == ui::NextStep::ReplaceKey) {
        // An error about a key names its kind; what is no key selects nothing there.
        Q_EMIT settingsAsked(thresholds ? QStringLiteral("thresholds")
                                        : QStringLiteral("accounts/") +
                                              (job->error ? job->error->subject : QString()));
        return;
    }
    const bool terraform =
        QStringList{QStringLiteral("plan"), QStringLiteral("apply"), QStringLiteral("format")}.contains(
            job->kind);
    Q_EMIT pageAsked(terraform ? QStringLiteral("infrastructure") : QStringLiteral("deployments"),
                     job->environment, terraform ? QString() : job->subject.section(QLatin1Char('/'), 1));
}

QHash<QString, ui::PageBadge> DesktopModel::badges() const
{
    const ui::AttentionCount attention = ui::attentionCount(m_session.health().overview().attention);
    if (attention.count == 0)
        return {};
    return {{QStringLiteral("overview"), ui::PageBadge{attention.count, attention.worst}}};
}

void DesktopModel::openLogFile(const QString &operation)
{
    Q_EMIT logFileAsked(m_session.jobs().logFile(operation));
}

} // namespace envdeck
