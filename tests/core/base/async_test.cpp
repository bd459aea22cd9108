// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/async.h"
#include "tests/support/event_loop.h"

#include <QThread>
#include <gtest/gtest.h>

namespace envdeck {
namespace {

TEST(Async, DeadContextIsNeverCalled)
{
    QPromise<Result<int>> promise;
    promise.start();
    auto context = std::make_unique<QObject>();
    bool called = false;
    whenDone(promise.future(), context.get(), [&](const Result<int> &) { called = true; });
    promise.addResult(Result<int>(1));
    promise.finish();
    context.reset(); // between the answer and its delivery
    testing::drainEvents();
    EXPECT_FALSE(called);
}

TEST(Async, EveryListenerHearsAndNeverBeforeWhenDoneReturns)
{
    QObject context;
    int calls = 0;
    const auto future = ready<int>(3);
    whenDone(future, &context, [&](const Result<int> &) { ++calls; });
    whenDone(future, &context, [&](const Result<int> &) { ++calls; });
    EXPECT_EQ(calls, 0);
    EXPECT_TRUE(testing::eventually([&] { return calls == 2; }));
}

TEST(Async, APromiseFinishedEmptyReadsAsCanceled)
{
    QObject context;
    std::optional<Result<int>> seen;
    QPromise<Result<int>> promise;
    promise.start();
    whenDone(promise.future(), &context, [&](const Result<int> &r) { seen = r; });
    promise.finish();
    ASSERT_TRUE(testing::eventually([&] { return seen.has_value(); }));
    EXPECT_EQ(seen->error().code, ErrorCode::Canceled);
}

TEST(Async, DroppedPromiseReadsAsCanceled)
{
    QObject context;
    std::optional<Result<int>> seen;
    {
        QPromise<Result<int>> promise;
        promise.start();
        whenDone(promise.future(), &context, [&](const Result<int> &r) { seen = r; });
    }
    ASSERT_TRUE(testing::eventually([&] { return seen.has_value(); }));
    EXPECT_EQ(seen->error().code, ErrorCode::Canceled);
}

TEST(Async, AndThenStopsAtTheFirstError)
{
    QObject context;
    int calls = 0;
    auto out = andThen(ready<int>(1), &context, [&](int v) {
        ++calls;
        return ready<int>(v + 1);
    });
    auto failed = andThen(ready<int>(Error{ErrorCode::Timeout, {}, {}, 0}), &context, [&](int v) {
        ++calls;
        return ready<int>(v);
    });
    ASSERT_TRUE(testing::eventually([&] { return out.isFinished() && failed.isFinished(); }));
    EXPECT_EQ(out.result().value(), 2);
    EXPECT_EQ(failed.result().error().code, ErrorCode::Timeout);
    EXPECT_EQ(calls, 1);
}

TEST(Async, AnswersFromAWorkerArriveInTheContextThread)
{
    QObject context;
    QThread *seen = nullptr;
    QPromise<Result<int>> promise;
    promise.start();
    whenDone(promise.future(), &context, [&](const Result<int> &) { seen = QThread::currentThread(); });
    std::unique_ptr<QThread> worker(QThread::create([&] {
        promise.addResult(Result<int>(1));
        promise.finish();
    }));
    worker->start();
    EXPECT_TRUE(testing::eventually([&] { return seen != nullptr; }));
    EXPECT_EQ(seen, QThread::currentThread());
    worker->wait();
}

TEST(Async, ContextThatDiesMidChainCancelsTheRest)
{
    QObject outer;
    auto inner = std::make_unique<QObject>();
    QPromise<Result<int>> promise;
    promise.start();
    auto chained = andThen(promise.future(), inner.get(), [](int v) { return ready<int>(v); });
    std::optional<Result<int>> seen;
    whenDone(chained, &outer, [&](const Result<int> &r) { seen = r; });
    inner.reset();
    promise.addResult(Result<int>(1));
    promise.finish();
    ASSERT_TRUE(testing::eventually([&] { return seen.has_value(); }));
    EXPECT_EQ(seen->error().code, ErrorCode::Canceled);
}

} // namespace
} // namespace envdeck
