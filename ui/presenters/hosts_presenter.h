// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/hosts/service.h"
#include "ui/text/error_text.h"
#include "ui/text/freshness_text.h"

#include <QObject>

namespace envdeck::ui {

// What the Hosts page shows, as one value.
struct HostsState {
    enum class Face { Loading, Empty, Answer };
    Face face = Face::Loading;
    QList<hosts::HostStatus> hosts; // of the environment in view, or of all
    QDateTime now;
    FreshnessText freshness;
    QString bannerTitle; // hosts that do not answer; empty for none
    QString bannerDetail;
};

// Follows the host service for the Hosts page.
class HostsPresenter final : public QObject {
    Q_OBJECT

public:
    // All outlive it.
    HostsPresenter(hosts::Service &service, const Workspace &workspace, const Clock &clock,
                   QObject *parent = nullptr);
    ~HostsPresenter() override;

    const HostsState &state() const { return m_state; }
    const Workspace &workspace() const { return m_workspace; }
    void show(const std::optional<EnvironmentId> &environment); // nothing: of all
    void watch(bool watching);                                  // polls while somebody looks
    void refresh() { m_service.refresh(); }
    void setUnwatched(bool unwatched) { m_service.setHidden(unwatched); }
    void update(); // words again: of another language, or as time goes by
    const hosts::HostStatus *host(const QString &path) const; // null for one that is not in view

Q_SIGNALS:
    void stateChanged();

private:
    hosts::Service &m_service;
    const Workspace &m_workspace;
    const Clock &m_clock;
    std::optional<EnvironmentId> m_environment;
    bool m_watching = false;
    HostsState m_state;
};

} // namespace envdeck::ui
