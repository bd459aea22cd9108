// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"

#include <QTimer>
#include <functional>
#include <optional>
#include <stop_token>

namespace envdeck::deployments {

struct Pace {
    std::chrono::milliseconds interval;
    std::chrono::milliseconds limit; // no question is asked after it
};

// Asks, and asks again after `interval`, until decide() answers or the limit passes (Timeout). One question
// at a time. A stop ends it as Canceled; an answer that comes later is dropped. Lives in context's thread and
// dies with it.
template <typename T, typename U>
class Poll {
public:
    using Ask = std::function<Async<T>()>;
    using Decide = std::function<std::optional<Result<U>>(const Result<T> &)>;

    static Async<U> start(QObject *context, Pace pace, std::stop_token stop, Ask ask, Decide decide)
    {
        auto poll =
            std::make_shared<Poll>(Poll{context, pace, std::move(stop), std::move(ask), std::move(decide)});
        poll->m_promise->start();
        poll->m_since.start();
        next(poll);
        return poll->m_promise->future();
    }

private:
    Poll(QObject *context, Pace pace, std::stop_token stop, Ask ask, Decide decide)
        : m_context(context), m_pace(pace), m_stop(std::move(stop)), m_ask(std::move(ask)),
          m_decide(std::move(decide))
    {
    }

    static void next(const std::shared_ptr<Poll> &poll)
    {
        if (poll->m_stop.stop_requested())
            return poll->finish(Error{ErrorCode::Canceled, {}, {}, 0});
        whenDone(poll->m_ask(), poll->m_context, [poll](const Result<T> &answer) {
            if (poll->m_stop.stop_requested())
                return poll->finish(Error{ErrorCode::Canceled, {}, {}, 0});
            if (auto decided = poll->m_decide(answer))
                return poll->finish(std::move(*decided));
            if (poll->m_since.hasExpired(poll->m_pace.limit.count()))
                return poll->finish(answer ? Error{ErrorCode::Timeout, {}, {}, 0} : answer.error());
            QTimer::singleShot(poll->m_pace.interval, poll->m_context, [poll] { next(poll); });
        });
    }

    void finish(Result<U> result)
    {
        m_promise->addResult(std::move(result));
        m_promise->finish();
    }

    QObject *m_context;
    Pace m_pace;
    std::stop_token m_stop;
    Ask m_ask;
    Decide m_decide;
    QElapsedTimer m_since;
    std::shared_ptr<QPromise<Result<U>>> m_promise = std::make_shared<QPromise<Result<U>>>();
};

} // namespace envdeck::deployments
