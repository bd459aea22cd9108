// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/apps/panel_steps.h"

namespace envdeck::apps {

Async<void> PanelSteps::recheck(const jobs::Context &context)
{
    return andThen(m_panel.setup(m_change.target, context.stop), this, [this](const Setup &setup) {
        m_setup = setup;
        return ready<void>(m_change.isDone(setup) ? Result<void>() : m_change.unchanged(setup));
    });
}

Async<void> PanelSteps::write(const jobs::Context &context)
{
    if (m_change.isDone(m_setup))
        return ready<void>({});
    if (!context.passPointOfNoReturn())
        return ready<void>(Error{ErrorCode::Canceled, m_change.target.text(), {}, 0});
    return andThen(joined(this, m_change.write(m_setup, context)), this,
                   [this](const std::tuple<Result<void>> &answer) {
                       const auto &sent = std::get<0>(answer);
                       if (sent || sent.error().code != ErrorCode::OutcomeUnknown)
                           return ready<void>(sent);
                       const Error lost = sent.error();
                       return andThen(joined(this, m_panel.setup(m_change.target, {})), this,
                                      [this, lost](const std::tuple<Result<Setup>> &read) {
                                          const auto &now = std::get<0>(read);
                                          if (now && m_change.isDone(now.value()))
                                              return ready<void>({});
                                          if (now && m_change.unchanged(now.value()))
                                              return ready<void>(Error{ErrorCode::Unreachable, lost.subject,
                                                                       QStringLiteral("not-written"), 0});
                                          return ready<void>(lost);
                                      });
                   });
}

Async<void> PanelSteps::readBack(const jobs::Context &context)
{
    return andThen(m_panel.setup(m_change.target, context.stop), this, [this](const Setup &setup) {
        if (!m_change.isDone(setup))
            return ready<void>(
                Error{ErrorCode::Conflict, m_change.target.text(), QStringLiteral("not-as-written"), 0});
        return m_change.done(setup);
    });
}

QList<jobs::Step> panelSteps(const std::shared_ptr<PanelSteps> &steps)
{
    using namespace std::chrono_literals;
    const auto step = [&steps](const char *id, bool outside, std::chrono::milliseconds deadline,
                               auto member) {
        return jobs::Step{
            QString::fromLatin1(id), outside, deadline,
            [steps, member](const jobs::Context &context) { return (steps.get()->*member)(context); }};
    };
    return {step("recheck", false, 1min, &PanelSteps::recheck), step("write", true, 4min, &PanelSteps::write),
            step("readback", false, 1min, &PanelSteps::readBack)};
}

} // namespace envdeck::apps
