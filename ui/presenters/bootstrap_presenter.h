// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bootstrap/service.h"
#include "core/hosts/service.h"
#include "core/jobs/job_center.h"
#include "ui/text/error_text.h"

#include <QObject>

namespace envdeck::ui {

// The way to the bootstrap of a host: looks at it, plans again with what a person says, starts the job.
class BootstrapPresenter final : public QObject {
    Q_OBJECT

public:
    // All outlive it.
    struct Outside {
        bootstrap::Service &service;
        hosts::Service &hosts; // looked at again when it is over
        jobs::JobCenter &jobs;
        const Workspace &workspace;
    };

    explicit BootstrapPresenter(Outside outside, QObject *parent = nullptr);

    const Workspace &workspace() const { return m_outside.workspace; }
    bool isAsking() const { return m_asking; }
    void ask(const platform::HostId &host); // ready() or failed()
    // Of the same look, with other wishes.
    static bootstrap::Review planned(const bootstrap::Review &review, const bootstrap::Ask &ask);
    // Empty, or the sentence why it does not start.
    QString start(const bootstrap::Review &review, const QString &reason);

Q_SIGNALS:
    void ready(const envdeck::bootstrap::Review &review);
    void failed(const envdeck::ui::ErrorText &error);
    void askingChanged();

private:
    Outside m_outside;
    QHash<QString, platform::HostId> m_started;
    bool m_asking = false;
};

} // namespace envdeck::ui
