// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/apps/facts.h"
#include "core/jobs/job.h"

#include <QObject>
#include <functional>

namespace envdeck::apps {

// The steps of a change on the platform: see that it is still as it was reviewed, write, read it back. An
// answer that never came is read back at once, never repeated: what is as wanted was done, what is as before
// was not.
class PanelSteps : public QObject {
public:
    using Setup = platform::AppSetup;
    struct Change {
        Target target;
        std::function<Result<void>(const Setup &)> unchanged; // Conflict when it is not as reviewed
        std::function<Async<void>(const Setup &, const jobs::Context &)> write; // sent once
        std::function<bool(const Setup &)> isDone;
        std::function<Async<void>(const Setup &)> done; // once it was seen to be so
    };

    PanelSteps(platform::AppPanel &panel, Change change) : m_panel(panel), m_change(std::move(change)) {}

    Async<void> recheck(const jobs::Context &context);
    Async<void> write(const jobs::Context &context);
    Async<void> readBack(const jobs::Context &context);

private:
    platform::AppPanel &m_panel;
    Change m_change;
    Setup m_setup;
};

// recheck, write, readback; they keep `steps` alive.
QList<jobs::Step> panelSteps(const std::shared_ptr<PanelSteps> &steps);

} // namespace envdeck::apps
