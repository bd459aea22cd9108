// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QFuture>
#include <QFutureWatcher>
#include <QPromise>
#include <QTimer>
#include <chrono>
#include <memory>
#include <tuple>

namespace envdeck {

template <typename T>
using Async = QFuture<Result<T>>;

template <typename T>
Async<T> ready(Result<T> result)
{
    QPromise<Result<T>> promise;
    promise.start();
    promise.addResult(std::move(result));
    promise.finish();
    return promise.future();
}

// Calls fn(Result<T>) once, from context's event loop, never before this returns. A dead context
// means no call; a producer that gave up without an answer reads as ErrorCode::Canceled.
template <typename T, typename Fn>
void whenDone(const QFuture<Result<T>> &future, QObject *context, Fn fn)
{
    auto *watcher = new QFutureWatcher<Result<T>>(context);
    QObject::connect(
        watcher, &QFutureWatcherBase::finished, context, [watcher, fn = std::move(fn)]() mutable {
            watcher->deleteLater();
            const auto done = watcher->future();
            fn(done.resultCount() > 0 ? done.result() : Result<T>(Error{ErrorCode::Canceled, {}, {}, 0}));
        });
    watcher->setFuture(future);
}

// What value() of a Result<T> holds: T, and Done for void.
template <typename T>
using ValueOf = std::decay_t<decltype(std::declval<const Result<T> &>().value())>;

// Runs next(value), which returns Async<U>, after a success; passes an error straight through.
template <typename T, typename Fn>
auto andThen(const QFuture<Result<T>> &future, QObject *context, Fn next)
    -> std::invoke_result_t<Fn, ValueOf<T>>
{
    using Out = decltype(std::declval<std::invoke_result_t<Fn, ValueOf<T>>>().result());
    auto promise = std::make_shared<QPromise<Out>>();
    promise->start();
    const auto pass = [promise](const Out &out) {
        promise->addResult(out);
        promise->finish();
    };
    whenDone(future, context, [context, pass, next = std::move(next)](Result<T> result) mutable {
        if (!result)
            return pass(Out(result.error()));
        whenDone(next(std::move(result).value()), context, pass);
    });
    return promise->future();
}

// The answer, or Timeout when it has not come by then. Ends our waiting only: what was asked goes on.
template <typename T>
Async<T> withDeadline(const QFuture<Result<T>> &future, QObject *context, std::chrono::milliseconds limit)
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    auto *timer = new QTimer(context);
    timer->setSingleShot(true);
    const auto answer = [promise, timer](const Result<T> &result) {
        if (promise->future().isFinished())
            return;
        timer->deleteLater();
        promise->addResult(result);
        promise->finish();
    };
    QObject::connect(timer, &QTimer::timeout, context, [answer] {
        answer(Error{ErrorCode::Timeout, {}, {}, 0});
    });
    whenDone(future, context, answer);
    timer->start(limit);
    return promise->future();
}

// Waits for all of them, errors included: the answer is a tuple of their results and is itself never an
// error.
template <typename... T>
Async<std::tuple<Result<T>...>> joined(QObject *context, const QFuture<Result<T>> &...futures)
{
    using Results = std::tuple<Result<T>...>;
    struct State {
        std::tuple<std::optional<Result<T>>...> answers;
        std::size_t left = sizeof...(T);
        QPromise<Result<Results>> promise;
    };
    auto state = std::make_shared<State>();
    state->promise.start();
    const auto listen = [&]<std::size_t... I>(std::index_sequence<I...>)
    {
        const auto one = [&]<std::size_t N, typename U>(std::integral_constant<std::size_t, N>,
                                                        const QFuture<Result<U>> &future) {
            whenDone(future, context, [state](Result<U> result) {
                std::get<N>(state->answers) = std::move(result);
                if (--state->left > 0)
                    return;
                std::apply([&](auto &...answer) { state->promise.addResult(Results(std::move(*answer)...)); },
                           state->answers);
                state->promise.finish();
            });
        };
        (one(std::integral_constant<std::size_t, I>(), futures), ...);
    };
    listen(std::index_sequence_for<T...>());
    return state->promise.future();
}

// The same for any number of one kind, in their order.
template <typename T>
Async<QList<Result<T>>> joined(QObject *context, const QList<QFuture<Result<T>>> &futures)
{
    struct State {
        QList<std::optional<Result<T>>> answers;
        qsizetype left = 0;
        QPromise<Result<QList<Result<T>>>> promise;
    };
    if (futures.isEmpty())
        return ready<QList<Result<T>>>(QList<Result<T>>());
    auto state = std::make_shared<State>();
    state->promise.start();
    state->answers.resize(futures.size());
    state->left = futures.size();
    for (qsizetype i = 0; i < futures.size(); ++i) {
        whenDone(futures.at(i), context, [state, i](Result<T> result) {
            state->answers[i] = std::move(result);
            if (--state->left > 0)
                return;
            QList<Result<T>> all;
            for (auto &answer : state->answers)
                all.append(std::move(*answer));
            state->promise.addResult(Result<QList<Result<T>>>(all));
            state->promise.finish();
        });
    }
    return state->promise.future();
}

} // namespace envdeck
