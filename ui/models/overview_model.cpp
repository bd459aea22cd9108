// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/overview_model.h"

#include "ui/text/deployment_text.h"
#include "ui/text/error_text.h"
#include "ui/text/number_text.h"
#include "ui/text/time_text.h"

#include <algorithm>
#include <cmath>

namespace envdeck::ui {

namespace {

constexpr qsizetype trendPoints = 44; // two pixels each in the sparkline

// The last hour in few points, the worst of each span kept.
QList<double> trendOf(const Series &series)
{
    QList<double> trend;
    const auto count = static_cast<qsizetype>(series.values.size());
    const qsizetype step = std::max<qsizetype>(1, (count + trendPoints - 1) / trendPoints);
    for (qsizetype i = 0; i < count; i += step) {
        double worst = std::nan("");
        for (qsizetype j = i; j < std::min(count, i + step); ++j) {
            const double value = series.values[static_cast<std::size_t>(j)];
            if (!std::isnan(value) && (std::isnan(worst) || value > worst))
                worst = value;
        }
        trend.append(worst);
    }
    return trend;
}

double deployPosition(const health::AppHealth &app)
{
    if (!app.golden.value || !app.desired.value || app.golden.value->errorPercent.times.empty())
        return -1;
    const auto &times = app.golden.value->errorPercent.times;
    const auto at = app.desired.value->at.toMSecsSinceEpoch();
    if (at < times.front() || times.back() == times.front())
        return -1;
    return std::min(1.0, double(at - times.front()) / double(times.back() - times.front()));
}

Severity figureSeverity(std::optional<double> value, double limit, Severity beyond)
{
    return value && *value > limit ? beyond : Severity::None;
}

} // namespace

OverviewModel::OverviewModel(QObject *parent) : QAbstractTableModel(parent) {}

void OverviewModel::setOverview(const health::Overview &overview, const Thresholds &thresholds,
                                const health::Intervals &intervals, const QDateTime &now)
{
    QList<Row> rows{{Kind::Group, QStringLiteral("apps")}};
    QStringList apps;
    for (const health::EnvironmentHealth &environment : overview.environments) {
        for (const health::AppHealth &app : environment.apps) {
            if (!apps.contains(app.target.app))
                apps.append(app.target.app);
        }
    }
    for (const QString &app : apps)
        rows.append({Kind::App, app});
    rows.append({Kind::Group, QStringLiteral("platform")});
    rows.append({Kind::Alerts, {}});
    rows.append({Kind::Platform, {}});

    const bool sameShape = rows == m_rows && overview.environments.size() == m_overview.environments.size();
    if (!sameShape)
        beginResetModel();
    m_overview = overview;
    m_thresholds = thresholds;
    m_intervals = intervals;
    m_now = now;
    m_rows = rows;
    if (!sameShape)
        return endResetModel();
    retranslate();
}

void OverviewModel::retranslate()
{
    if (m_rows.isEmpty())
        return;
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

int OverviewModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int OverviewModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_overview.environments.size()) + 1;
}

QString OverviewModel::title(const Row &row) const
{
    switch (row.kind) {
    case Kind::Group: return row.name == QLatin1String("apps") ? tr("Apps") : tr("Platform");
    case Kind::App: return row.name;
    case Kind::Alerts: return tr("Firing alerts");
    case Kind::Platform: return tr("Dokploy");
    }
    Q_UNREACHABLE();
}

const health::AppHealth *OverviewModel::app(const Row &row, int column) const
{
    if (row.kind != Kind::App || column < 1)
        return nullptr;
    const auto &apps = m_overview.environments.at(column - 1).apps;
    const auto it = std::find_if(apps.cbegin(), apps.cend(),
                                 [&](const health::AppHealth &a) { return a.target.app == row.name; });
    return it == apps.cend() ? nullptr : &*it;
}

AppCell OverviewModel::appCell(const health::AppHealth &health) const
{
    AppCell cell;
    if (!health.desired.value) {
        const bool never = health.desired.error && health.desired.error->code == ErrorCode::NotFound;
        cell.version = never ? tr("never deployed") : tr("unknown");
        cell.severity = never ? Severity::None : Severity::Unknown;
        cell.word = never ? QString() : deploymentStateWord(DeploymentState::Unknown);
        return cell;
    }
    const Deployment &desired = *health.desired.value;
    cell.version = desired.image.tag;
    cell.severity = deploymentSeverity(health.state);
    cell.word =
        health.state == DeploymentState::Running ? tr("Deploying") : deploymentStateWord(health.state);
    if (desired.held)
        cell.note = tr("held");
    // What is shown but no longer seen: its age takes the place of a state that nobody knows now.
    if (health.state == DeploymentState::Unknown && (health.runtime.value || health.answer.value)) {
        cell.severity = Severity::Stale;
        cell.word = ageText(health.answer.value ? health.answer.at : health.runtime.at, m_now);
    } else if (m_overview.restored) {
        cell.severity = Severity::Stale;
        cell.word = ageText(health.desired.at, m_now);
    }
    if (health.hasTelemetry) {
        const auto behaviour = health.behaviour.value.value_or(platform::Behaviour());
        cell.values = {
            {tr("err"), percentText(behaviour.errorPercent),
             figureSeverity(behaviour.errorPercent, m_thresholds.errorRatePercent, Severity::Critical)},
            {tr("p95"), latencyText(behaviour.p95Ms),
             figureSeverity(behaviour.p95Ms, m_thresholds.p95Ms, Severity::Warning)}};
        if (health.golden.value)
            cell.trend = trendOf(health.golden.value->errorPercent);
        cell.deployAt = deployPosition(health);
    }
    cell.since = tr("%1 by %2").arg(agoText(desired.at, m_now), desired.author);
    if (health.state == DeploymentState::Degraded || health.state == DeploymentState::Failed)
        cell.action = tr("Roll back");
    return cell;
}

FactCell OverviewModel::factCell(const Row &row, int column) const
{
    const health::EnvironmentHealth &environment = m_overview.environments.at(column - 1);
    if (row.kind == Kind::Alerts) {
        if (!environment.hasTelemetry)
            return {{{{}, tr("not watched"), Severity::None}}};
        if (!environment.alerts.value)
            return {{{{},
                      environment.alerts.error ? causeText(*environment.alerts.error) : tr("not asked yet"),
                      Severity::Unknown}}};
        QStringList rules;
        for (const Alert &alert : *environment.alerts.value) {
            if (alert.firing)
                rules.append(alert.rule);
        }
        if (environment.alerts.error)
            return {{{{}, ageText(environment.alerts.at, m_now), Severity::Stale}}};
        return {{{{},
                  rules.isEmpty() ? tr("None") : rules.join(QStringLiteral(", ")),
                  rules.isEmpty() ? Severity::None : Severity::Critical}}};
    }
    if (!environment.hasPlatform)
        return {{{{}, tr("not set up"), Severity::None}}};
    if (environment.platform.error)
        return {{{{}, causeText(*environment.platform.error), Severity::Warning}}};
    if (!environment.platform.value)
        return {{{{}, tr("not asked yet"), Severity::Unknown}}};
    const QString version = environment.platform.value->version;
    return {{{{},
              environment.platform.value->outdated ? tr("%1, update it").arg(version) : version,
              environment.platform.value->outdated ? Severity::Warning : Severity::None}}};
}

QVariant OverviewModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows.at(index.row());
    if (role == GroupRole)
        return row.kind == Kind::Group;
    if (index.column() == 0)
        return role == Qt::DisplayRole || role == Qt::AccessibleTextRole ? QVariant(title(row)) : QVariant();
    if (row.kind == Kind::Group)
        return {};
    const health::AppHealth *health = app(row, index.column());
    if (row.kind == Kind::App) {
        if (!health)
            return {};
        switch (role) {
        case AppCellRole: return QVariant::fromValue(appCell(*health));
        case Qt::AccessibleTextRole:
            return health->target.environment + QStringLiteral(", ") + health->target.app +
                   QStringLiteral(", ") + appCell(*health).spoken();
        case TargetEnvironmentRole: return health->target.environment;
        case TargetAppRole: return health->target.app;
        default: return {};
        }
    }
    if (role == FactCellRole)
        return QVariant::fromValue(factCell(row, index.column()));
    if (role == Qt::ToolTipRole)
        return factCell(row, index.column()).spoken();
    if (role == Qt::AccessibleTextRole)
        return m_overview.environments.at(index.column() - 1).name + QStringLiteral(", ") + title(row) +
               QStringLiteral(", ") + factCell(row, index.column()).spoken();
    if (role == TargetEnvironmentRole)
        return m_overview.environments.at(index.column() - 1).name;
    return {};
}

QVariant OverviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 1 || section > m_overview.environments.size())
        return {};
    const health::EnvironmentHealth &environment = m_overview.environments.at(section - 1);
    QList<Severity> all;
    int bad = 0;
    for (const health::AppHealth &health : environment.apps) {
        all.append(deploymentSeverity(health.state));
        bad += health.state == DeploymentState::Healthy || health.state == DeploymentState::Running ? 0 : 1;
    }
    const auto apps = int(environment.apps.size());
    switch (role) {
    case Qt::DisplayRole: return environment.name;
    case KindRole: return QVariant::fromValue(environment.kind);
    case WorstRole: return QVariant::fromValue(m_overview.restored ? Severity::Stale : worst(all));
    case HealthRole:
        return m_overview.restored ? tr("not seen yet")
               : bad == 0          ? tr("%n app(s) healthy", nullptr, apps)
                                   : tr("%1 of %2 healthy").arg(apps - bad).arg(apps);
    case LettersRole: return environment.name.left(1).toUpper();
    default: return {};
    }
}

Qt::ItemFlags OverviewModel::flags(const QModelIndex &index) const
{
    if (!index.isValid() || isGroup(index.row()))
        return Qt::ItemIsEnabled;
    return QAbstractTableModel::flags(index);
}

std::optional<Target> OverviewModel::target(const QModelIndex &index) const
{
    const health::AppHealth *health = index.isValid() ? app(m_rows.at(index.row()), index.column()) : nullptr;
    return health ? std::optional<Target>(health->target) : std::nullopt;
}

bool OverviewModel::isGroup(int row) const
{
    return m_rows.at(row).kind == Kind::Group;
}
bool OverviewModel::isApp(int row) const
{
    return m_rows.at(row).kind == Kind::App;
}

bool OverviewModel::hasProblem(int row) const
{
    for (int column = 1; column < columnCount(); ++column) {
        if (const health::AppHealth *health = app(m_rows.at(row), column)) {
            if (health->state != DeploymentState::Healthy)
                return true;
        } else if (!isApp(row) && !isGroup(row)) {
            if (factCell(m_rows.at(row), column).values.first().severity != Severity::None)
                return true;
        }
    }
    return false;
}

} // namespace envdeck::ui
