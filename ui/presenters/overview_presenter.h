// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/health/service.h"
#include "ui/text/freshness_text.h"

#include <QObject>

namespace envdeck::ui {

// What the Overview shows, as one value.
struct OverviewState {
    enum class Face { Loading, Empty, Answer };
    Face face = Face::Loading;
    health::Overview overview;
    QDateTime now;
    FreshnessText freshness;
    QString bannerTitle; // sources that failed; empty for none
    QString bannerDetail;
    QString account; // kind of the key that one of them waits for; empty for none
};

// Follows the health service for the Overview page.
class OverviewPresenter final : public QObject {
    Q_OBJECT

public:
    // All outlive it.
    OverviewPresenter(health::Service &service, const Workspace &workspace, const Clock &clock,
                      QObject *parent = nullptr);

    const OverviewState &state() const { return m_state; }
    const Workspace &workspace() const { return m_workspace; }
    const health::Intervals &intervals() const { return m_service.intervals(); }
    void refresh() { m_service.refreshAll(); }
    void update(); // words again: of another language, or as time goes by

Q_SIGNALS:
    void stateChanged();

private:
    health::Service &m_service;
    const Workspace &m_workspace;
    const Clock &m_clock;
    OverviewState m_state;
};

} // namespace envdeck::ui
