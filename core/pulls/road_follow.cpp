// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pulls/road_following.h"

// From the open pull request to the moment at which it may be merged, or was.
namespace envdeck::pulls {

namespace {

// Looks at a pull request without checks, a pace apart, until that counts as having none.
constexpr int looksWithoutChecks = 2;

} // namespace

Async<void> Road::follow(const jobs::Context &context)
{
    if (isMerged())
        return ready<void>({});
    m_following = std::make_unique<Following>(context);
    m_following->promise.start();
    const auto future = m_following->promise.future();
    m_following->onStop.emplace(context.stop, [this] {
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (m_following && !m_following->asking) // else its answer ends it
                    end(Error{ErrorCode::Canceled, m_errand.title, {}, 0});
            },
            Qt::QueuedConnection);
    });
    ask();
    return future;
}

void Road::ask()
{
    if (!m_following || m_following->asking)
        return;
    m_following->asking = true;
    whenDone(m_desk.host().follow(m_pull->progress.number, m_following->context.stop), this,
             [this](const Result<platform::PullState> &state) {
                 m_following->asking = false;
                 heard(state);
             });
}

void Road::heard(const Result<platform::PullState> &state)
{
    if (m_following->context.stop.stop_requested())
        return end(Error{ErrorCode::Canceled, m_errand.title, {}, 0});
    if (!state) {
        if (!passes(state.error()))
            return end(state.error());
        const auto asked = m_desk.host().waitOf(state.error());
        return waitFor(
            std::max<std::chrono::milliseconds>(asked.value_or(std::chrono::seconds(0)), m_desk.interval()));
    }
    m_pull = state.value();
    holdBackForChecks();
    m_following->context.note(pullNote(m_pull->progress));
    if (const auto decided = judged(*m_pull))
        return end(*decided);
    waitFor(m_desk.interval());
}

// What runs the checks takes a moment to register them: none yet are not none at all.
void Road::holdBackForChecks()
{
    PullProgress &progress = m_pull->progress;
    const bool none = progress.hindrance == MergeHindrance::None && progress.checksTotal == 0;
    m_following->looksWithout = none ? m_following->looksWithout + 1 : 0;
    if (none && m_following->looksWithout < looksWithoutChecks)
        progress.hindrance = MergeHindrance::ChecksAwaited;
}

std::optional<Result<void>> Road::judged(const platform::PullState &state)
{
    if (state.merged && state.headCommit != m_commit)
        return Result<void>(moved(state));
    if (state.merged) {
        m_mergedCommit = state.mergedCommit;
        return Result<void>();
    }
    if (!state.open)
        return Result<void>(
            Error{ErrorCode::Conflict, m_errand.title, QStringLiteral("pull-request-closed"), 0});
    if (state.headCommit != m_commit)
        return Result<void>(moved(state));
    const bool may = state.progress.hindrance == MergeHindrance::None;
    return may && m_desk.isMergeAllowed(m_errand.operation) ? std::optional(Result<void>()) : std::nullopt;
}

void Road::waitFor(std::chrono::milliseconds time)
{
    m_next.start(time);
}

void Road::end(const Result<void> &result)
{
    m_next.stop();
    const auto done = std::move(m_following);
    done->onStop.reset();
    done->promise.addResult(result);
    done->promise.finish();
}

} // namespace envdeck::pulls
