// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/worker.h"
#include "core/deployments/service.h"
#include "core/observability/service.h"
#include "core/observability/time_choice.h"
#include "ui/models/metrics_charts.h"
#include "ui/text/error_text.h"
#include "ui/text/freshness_text.h"

#include <QObject>
#include <QTimer>

namespace envdeck::ui {

// What the Metrics page shows of one app, as one value. The last good board stays while the next one is asked
// for or cannot be read.
struct MetricsState {
    bool loading = false;
    platform::TimeRange range;                     // of the axes
    std::optional<observability::Board> board;     // the last good one, perhaps of an earlier range
    QDateTime readAt;                              // of it
    std::optional<ErrorText> error;                // the latest read failed
    std::optional<observability::Silence> silence; // there is nothing to draw, and why
    QList<Deployment> deployments;                 // newest first
    std::optional<Deployment> compared;            // the newest one in view
    std::optional<observability::Comparison> comparison;
    QList<Alert> firing;
};

// Rate, errors and latency of one target over a range of time that the operator chooses, with the deployments
// in it. While in view and live it follows the clock.
class MetricsPresenter final : public QObject {
    Q_OBJECT

public:
    // All outlive it.
    MetricsPresenter(observability::Service &metrics, deployments::Service &deployments,
                     const Workspace &workspace, const Clock &clock, QObject *parent = nullptr);
    ~MetricsPresenter() override;

    const MetricsState &state() const { return m_state; }
    const Target &target() const { return m_target; }
    const Workspace &workspace() const { return m_workspace; }
    QDateTime now() const { return m_clock.now(); }
    FreshnessText freshness() const;
    QString telemetryService() const; // what SigNoz calls the app
    QString account() const;          // "signoz/prod": the key that is used here

    const observability::TimeChoice &choice() const { return m_choice; }
    bool canGoBack() const { return !m_earlier.isEmpty(); }

    void show(const Target &target); // the range stays
    void setInView(bool inView);
    void setUnwatched(bool unwatched);        // the window is hidden: asks four times slower
    std::chrono::milliseconds rhythm() const; // how often it asks, as things are
    void refresh();                           // everything, now
    void choose(const observability::TimeChoice &choice);
    void setLive(bool live);
    void zoom(const QDateTime &from, const QDateTime &to);
    void zoomAbout(const QDateTime &about, double factor); // turns of a wheel count as one step
    bool back();                                           // to the range before; false when there is none
    // Writes what is shown; empty, or why not, by saved().
    void save(const QString &path);

Q_SIGNALS:
    void stateChanged();
    void saved(const QString &path, const QString &failure);

private:
    void apply(const observability::TimeChoice &choice);
    void ask();
    void askSilence();
    void askDeployments();
    void askFiring();
    void compareNewest();
    void settle(const Result<observability::Board> &result);

    observability::Service &m_metrics;
    deployments::Service &m_deployments;
    const Workspace &m_workspace;
    const Clock &m_clock;
    Target m_target;
    MetricsState m_state;
    observability::TimeChoice m_choice;
    QList<observability::TimeChoice> m_earlier;
    QDateTime m_wheeled;      // when the wheel last zoomed
    QDateTime m_historyAsked; // when deployments were last asked for
    int m_failures = 0;       // in a row: each makes the rhythm slower
    bool m_inView = false;
    bool m_unwatched = false;
    std::stop_source m_stop;  // of the board and what follows from it
    std::stop_source m_scope; // of the target
    quint64 m_generation = 0;
    QTimer m_next; // the next board
    QTimer m_soon; // a range that is still being chosen
    Worker m_writer{QStringLiteral("metrics-export")};
};

} // namespace envdeck::ui
