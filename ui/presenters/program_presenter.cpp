// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presenters/program_presenter.h"

#include "ui/presenters/settings_store.h"

#include <QDir>

namespace envdeck::ui {

ProgramPresenter::ProgramPresenter(infrastructure::ProgramChoice &choice, SettingsStore &store,
                                   QObject *parent)
    : QObject(parent), m_choice(choice), m_store(store)
{
    m_state.path = choice.programPath();
    m_state.tried = m_state.path;
}

ProgramPresenter::~ProgramPresenter()
{
    m_stop.request_stop();
}

void ProgramPresenter::refresh()
{
    m_state.path = m_choice.programPath();
    ask(m_state.path, false);
}

void ProgramPresenter::choose(const QString &path)
{
    QString wanted = path.trimmed();
    if (wanted.startsWith(QLatin1String("~/")))
        wanted.replace(0, 1, QDir::homePath());
    if (wanted == m_state.path && wanted == m_state.tried)
        return;
    if (wanted.isEmpty()) { // PATH may hold none: that is said, and is the operator's choice all the same
        keep(wanted);
        return ask(wanted, false);
    }
    ask(wanted, true);
}

void ProgramPresenter::keep(const QString &path)
{
    m_state.path = path;
    m_store.write(terraform::personalPathKey, path);
    m_choice.setProgramPath(path);
}

void ProgramPresenter::ask(const QString &path, bool keepIt)
{
    m_state.tried = path;
    m_state.program.reset();
    m_state.error.reset();
    ++m_number;
    if (!path.isEmpty() && !QDir::isAbsolutePath(path)) { // a name alone would be looked for in PATH
        m_state.checking = false;
        m_state.error = Error{ErrorCode::BadInput, path, QStringLiteral("not-absolute"), 0};
        Q_EMIT stateChanged();
        return;
    }
    m_state.checking = true;
    Q_EMIT stateChanged();
    whenDone(m_choice.programAt(path, m_stop.get_token()), this,
             [this, path, keepIt, number = m_number](const Result<terraform::Program> &answer) {
                 if (number != m_number)
                     return;
                 m_state.checking = false;
                 if (!answer)
                     m_state.error = answer.error();
                 else
                     m_state.program = answer.value();
                 if (answer && keepIt)
                     keep(path);
                 Q_EMIT stateChanged();
             });
}

} // namespace envdeck::ui
