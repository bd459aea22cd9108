// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bootstrap/run.h"

#include "core/bootstrap/root_script.h"
#include "core/base/remote_text.h"

#include <QDeadlineTimer>
#include <QTimer>

namespace envdeck::bootstrap {

namespace {

using namespace std::chrono_literals;

constexpr qint64 chunk = 65536; // of run_poll.sh

bool isLost(const Error &error)
{
    return error.code == ErrorCode::Unreachable || error.code == ErrorCode::Timeout ||
           error.code == ErrorCode::OutcomeUnknown;
}

void write(const jobs::Context &context, const QByteArray &text)
{
    if (const QString lines = remoteLines(text); !lines.isEmpty())
        context.log->write(lines);
}

RunState stateFrom(const QByteArray &said, qint64 from)
{
    const QByteArray mark = "\nENVDECK-STATE ";
    RunState state;
    const qsizetype at = said.lastIndexOf(mark);
    if (at < 0) {
        state.kind = RunState::Kind::Running; // cut off on the way: asked again
        state.next = from;
        return state;
    }
    state.output = said.left(at);
    state.next = from + state.output.size();
    state.more = state.output.size() >= chunk;
    const QByteArray word = said.mid(at + mark.size()).trimmed();
    if (word == "running")
        state.kind = RunState::Kind::Running;
    else if (word == "gone")
        state.kind = RunState::Kind::Gone;
    else if (word.startsWith("exit ")) {
        state.kind = RunState::Kind::Ended;
        state.exitCode = word.mid(5).toInt();
    }
    return state;
}

// Asks again and again until it has an answer; goes with its home.
class Asking final : public QObject {
public:
    Asking(QObject *home, std::chrono::milliseconds every, std::chrono::milliseconds limit,
           std::stop_token stop, std::function<Async<bool>()> ask, std::function<Error()> late)
        : QObject(home), m_stop(std::move(stop)), m_ask(std::move(ask)), m_late(std::move(late)),
          m_deadline(limit)
    {
        m_promise.start();
        m_timer.setSingleShot(true);
        m_timer.setInterval(every);
        connect(&m_timer, &QTimer::timeout, this, &Asking::next);
    }
    Async<void> start()
    {
        QTimer::singleShot(0, this, &Asking::next);
        return m_promise.future();
    }

private:
    void next()
    {
        if (m_stop.stop_requested())
            return end(Error{ErrorCode::Canceled, {}, {}, 0});
        whenDone(m_ask(), this, [this](const Result<bool> &answer) {
            if (!answer)
                return end(answer.error());
            if (answer.value())
                return end({});
            if (m_deadline.hasExpired())
                return end(m_late());
            m_timer.start();
        });
    }
    void end(const Result<void> &result)
    {
        m_promise.addResult(result);
        m_promise.finish();
        deleteLater();
    }

    std::stop_token m_stop;
    std::function<Async<bool>()> m_ask;
    std::function<Error()> m_late;
    QDeadlineTimer m_deadline;
    QTimer m_timer;
    QPromise<Result<void>> m_promise;
};

} // namespace

Async<void> until(QObject *home, std::chrono::milliseconds every, std::chrono::milliseconds limit,
                  std::stop_token stop, const std::function<Async<bool>()> &ask,
                  const std::function<Error()> &late)
{
    return (new Asking(home, every, limit, std::move(stop), ask, late))->start();
}

Run::Run(Outside &world, Wishes wish, QString id)
    : outside(world), wishes(std::move(wish)), operation(std::move(id))
{
}

Async<Look> Run::look(const jobs::Context &context)
{
    const auto said = outside.shell.run(host(), lookScript(outside.places), {90s}, context.stop);
    return andThen(said, this, [this](const platform::ShellOutput &output) {
        return ready<Look>(parseLook(output.out, host().path()));
    });
}

Async<platform::ShellOutput> Run::root(const QByteArray &body, const jobs::Context &context,
                                       std::chrono::milliseconds deadline)
{
    platform::ShellLimits limits{deadline};
    limits.changes = true;
    const auto said = outside.shell.run(host(), asRoot(body), limits, context.stop);
    return andThen(said, this, [this, context](const platform::ShellOutput &output) {
        using Answer = platform::ShellOutput;
        write(context, output.out + output.err);
        if (output.exitCode == noSudo)
            return ready<Answer>(Error{ErrorCode::Forbidden, host().path(), QStringLiteral("no-sudo"), 0});
        if (output.exitCode != 0)
            return ready<Answer>(Error{ErrorCode::ToolFailed, host().path(),
                                       remoteText(QByteArrayView(output.err.trimmed()), 500),
                                       output.exitCode});
        return ready<Answer>(output);
    });
}

Async<RunState> Run::state(const QString &name, qint64 from, std::stop_token stop)
{
    const QByteArray body =
        places() + shellValue("R", name + QLatin1Char('-') + operation) + "O=" + QByteArray::number(from) +
        '\n' + resource(QStringLiteral("run_state.sh")) + resource(QStringLiteral("run_poll.sh"));
    const auto said = outside.shell.run(host(), asRoot(body), {30s}, std::move(stop));
    return andThen(said, this, [this, from](const platform::ShellOutput &output) {
        if (output.exitCode == noSudo)
            return ready<RunState>(Error{ErrorCode::Forbidden, host().path(), QStringLiteral("no-sudo"), 0});
        return ready<RunState>(stateFrom(output.out, from));
    });
}

Async<int> Run::program(const QString &name, const QByteArray &body, Repeat repeat,
                        const jobs::Context &context)
{
    const QByteArray start = places() + shellValue("R", name + QLatin1Char('-') + operation) +
                             shellValue("B", QString::fromUtf8(body)) +
                             (repeat == Repeat::AfterFailure ? "AGAIN=1\n" : "AGAIN=0\n") +
                             resource(QStringLiteral("run_state.sh")) +
                             resource(QStringLiteral("run_start.sh"));
    const auto begun = joined(this, root(start, context));
    return andThen(begun, this, [this, name, context](const std::tuple<Result<platform::ShellOutput>> &said) {
        const auto &output = std::get<0>(said);
        if (!output && !isLost(output.error()))
            return ready<int>(output.error());
        return followed(name, context); // whether the order arrived is seen there
    });
}

Async<int> Run::followed(const QString &name, const jobs::Context &context)
{
    struct Following {
        qint64 at = 0;
        int exitCode = 0;
    };
    const auto following = std::make_shared<Following>();
    const auto ask = [this, name, context, following]() -> Async<bool> {
        const auto answer = joined(this, state(name, following->at, context.stop));
        return andThen(answer, this, [=, this](const std::tuple<Result<RunState>> &results) {
            const Result<RunState> &asked = std::get<0>(results);
            if (!asked) // it goes on there, whether or not we hear of it
                return ready<bool>(isLost(asked.error()) ? Result<bool>(false) : asked.error());
            const RunState &state = asked.value();
            write(context, state.output);
            const QByteArray whole = state.output.trimmed();
            if (!whole.isEmpty())
                m_lastLine = remoteText(QByteArrayView(whole.mid(whole.lastIndexOf('\n') + 1)), 300);
            following->at = state.next;
            following->exitCode = state.exitCode;
            if (state.kind == RunState::Kind::Absent) // the order never arrived
                return ready<bool>(
                    Error{ErrorCode::Unreachable, host().path(), QStringLiteral("connection-lost"), 0});
            if (state.kind == RunState::Kind::Gone)
                return ready<bool>(
                    Error{ErrorCode::ToolFailed, host().path(), QStringLiteral("interrupted"), 0});
            return ready<bool>(state.kind == RunState::Kind::Ended && !state.more);
        });
    };
    const auto late = [this] { return Error{ErrorCode::Timeout, host().path(), {}, 0}; };
    const auto ended = joined(this, until(this, outside.pace.poll, 24h, context.stop, ask, late));
    return andThen(ended, this, [this, following](const std::tuple<Result<void>> &results) {
        const Result<void> &end = std::get<0>(results);
        if (end)
            return ready<int>(following->exitCode);
        const bool goesOn = end.error().code == ErrorCode::Canceled;
        return ready<int>(goesOn
                              ? Error{ErrorCode::OutcomeUnknown, host().path(), QStringLiteral("goes-on"), 0}
                              : end.error());
    });
}

} // namespace envdeck::bootstrap
