// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"

#include <QJsonValue>
#include <QObject>
#include <atomic>
#include <memory>

namespace envdeck::jobs {

// Decides once between a cancel and the point of no return, whichever comes first from whichever thread.
class CancelGate {
public:
    bool cancel() { return settle(State::Cancelled); } // false when the point was passed
    bool pass() { return settle(State::Passed); }      // false when it was cancelled
    bool isCancelled() const { return m_state == State::Cancelled; }
    bool isPassed() const { return m_state == State::Passed; }

private:
    enum class State { Open, Cancelled, Passed };
    bool settle(State wanted)
    {
        State before = State::Open;
        return m_state.compare_exchange_strong(before, wanted) || before == wanted;
    }
    std::atomic<State> m_state{State::Open};
};

// Between a running step and its runner: lives in the runner's thread, is spoken to from any.
class StepLink final : public QObject {
    Q_OBJECT

public:
    static std::shared_ptr<StepLink> make(std::shared_ptr<CancelGate> gate);

    bool passPointOfNoReturn();
    Async<void> keep(const QString &key, const QJsonValue &value);

Q_SIGNALS:
    void noted(const QString &text);
    void found(const QString &key, const QJsonValue &value);
    void kept(const QString &key, const QJsonValue &value,
              const std::shared_ptr<QPromise<envdeck::Result<void>>> &answer);
    void committed(const QString &sha);
    void pointOfNoReturnPassed();

private:
    explicit StepLink(std::shared_ptr<CancelGate> gate) : m_gate(std::move(gate)) {}

    std::shared_ptr<CancelGate> m_gate;
};

} // namespace envdeck::jobs
