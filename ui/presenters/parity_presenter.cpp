// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presenters/parity_presenter.h"

#include "ui/text/parity_text.h"

namespace envdeck::ui {

ParityPresenter::ParityPresenter(configuration::EnvironmentFiles &files, const Workspace &workspace,
                                 const Clock &clock, QObject *parent)
    : QObject(parent), m_files(files), m_workspace(workspace), m_clock(clock)
{
}

ParityPresenter::~ParityPresenter()
{
    m_stop.request_stop();
}

QStringList ParityPresenter::unread() const
{
    QStringList found;
    for (const configuration::EnvironmentSide &side :
         m_state.sides.value_or(QList<configuration::EnvironmentSide>())) {
        if (side.error)
            found.append(unreadText(side));
    }
    return found;
}

void ParityPresenter::refresh()
{
    if (m_state.reading)
        return;
    m_state.reading = true;
    Q_EMIT stateChanged();
    whenDone(m_files.read({}, m_stop.get_token()), this,
             [this](const Result<QList<configuration::EnvironmentSide>> &sides) { take(sides); });
}

void ParityPresenter::take(const Result<QList<configuration::EnvironmentSide>> &sides)
{
    m_state.reading = false;
    m_state.error.reset();
    if (sides) {
        m_state.sides = sides.value();
        m_state.parity = terraform::compare(configuration::readable(sides.value()));
        m_state.readAt = m_clock.now();
    } else {
        m_state.error =
            errorText(sides.error(), Attempt::ReadCode,
                      m_state.sides ? TrueNow::LastKnownStays : TrueNow::NothingKnown, m_workspace.name);
    }
    Q_EMIT stateChanged();
}

} // namespace envdeck::ui
