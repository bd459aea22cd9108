// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QFuture>
#include <QFutureWatcher>
#include <QPromise>
#include <memory>

namespace envdeck {

template <typename T> using Async = QFuture<Result<T>>;

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
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, fn = std::move(fn)]() mutable {
        watcher->deleteLater();
        const auto done = watcher->future();
        fn(done.resultCount() > 0 ? done.result() : Result<T>(Error{ErrorCode::Canceled, {}, {}, 0}));
    });
    watcher->setFuture(future);
}

// Runs next(value), which returns Async<U>, after a success; passes an error straight through.
template <typename T, typename Fn>
auto andThen(const QFuture<Result<T>> &future, QObject *context, Fn next) -> std::invoke_result_t<Fn, T>
{
    using Out = decltype(std::declval<std::invoke_result_t<Fn, T>>().result());
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

} // namespace envdeck
