// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/connection.h"

#include "core/base/remote_text.h"
#include "core/ssh/engine.h"

#include <QPointer>

namespace envdeck::ssh {

namespace {

constexpr qsizetype longestLine = 1024 * 1024;

// Cuts one stream into lines; what is unfinished waits here.
QList<QByteArray> takeLines(QByteArray &rest, const QByteArray &bytes)
{
    rest += bytes;
    QList<QByteArray> lines;
    qsizetype from = 0;
    for (qsizetype end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n', from)) {
        lines += rest.mid(from, end - from);
        from = end + 1;
    }
    rest.remove(0, from);
    if (rest.size() > longestLine)
        lines += std::exchange(rest, {});
    return lines;
}

// The name beside the target is the server's choice, so nobody can have put a link there.
const char *const uploadScript = R"sh(umask 077
[ ! -d "$1" ] || exit 21
t=$(mktemp -- "$1.XXXXXXXX") || exit 73
trap 'rm -f -- "$t"' EXIT
cat >"$t" && [ "$(wc -c <"$t")" -eq "$2" ] && chmod -- "$3" "$t" && mv -f -- "$t" "$1")sh";

} // namespace

Connection::Connection(Settings settings, QObject *parent) : QObject(parent), m_settings(std::move(settings))
{
    const auto told = [this](const State &state) {
        QMetaObject::invokeMethod(this, [this, state] {
            m_state = state;
            Q_EMIT stateChanged();
        });
    };
    const auto asked = [this](const PassphraseQuestion &question,
                              std::function<void(Result<Secret>)> answer) {
        QMetaObject::invokeMethod(this,
                                  [this, question, answer = std::move(answer)] { ask(question, answer); });
    };
    m_engine = std::make_unique<Engine>(m_settings, told, asked);
}

Connection::~Connection() = default;

void Connection::ask(const PassphraseQuestion &question, const std::function<void(Result<Secret>)> &answer)
{
    if (!m_settings.askPassphrase)
        return answer(Error{ErrorCode::Unauthorized, question.key, QStringLiteral("passphrase-needed"), 0});
    whenDone(m_settings.askPassphrase(question), this, answer);
}

Async<Output> Connection::run(const Command &command, const Limits &limits, std::stop_token stop)
{
    return stream(command, {}, {}, limits, std::move(stop));
}

Async<Output> Connection::stream(const Command &command, Sink sink, std::shared_ptr<Flow> flow,
                                 const Limits &limits, std::stop_token stop)
{
    auto request = std::make_unique<Request>();
    request->command = command;
    request->limits = limits;
    request->sink = std::move(sink);
    request->flow = std::move(flow);
    request->stop = std::move(stop);
    return m_engine->add(std::move(request));
}

Async<Output> Connection::follow(const Command &command, QObject *context, Lines lines, std::stop_token stop)
{
    auto flow = std::make_shared<Flow>();
    struct Rests {
        QByteArray out;
        QByteArray err;
    };
    auto rests = std::make_shared<Rests>();
    // This outlives its thread, and so whatever that thread posts; the reader need not.
    const auto deliver = [this, flow, lines, inbox = m_engine->inbox(),
                          reader = QPointer(context)](const QList<QByteArray> &some) {
        qint64 size = 0;
        for (const QByteArray &line : some)
            size += line.size() + 1;
        if (some.isEmpty())
            return;
        flow->unread += size;
        QMetaObject::invokeMethod(
            this,
            [this, flow, lines, inbox, reader, some, size] {
                const auto taken = reader ? lines(some) : ready(Result<void>());
                whenDone(taken, this, [flow, inbox, size](const Result<void> &) {
                    flow->unread -= size;
                    inbox->wake();
                });
            },
            Qt::QueuedConnection);
    };
    const Sink sink = [rests, deliver](const QByteArray &bytes, bool isError) {
        deliver(takeLines(isError ? rests->err : rests->out, bytes));
    };
    const auto future =
        stream(command, sink, flow, {std::chrono::milliseconds(0), 0, false}, std::move(stop));
    auto promise = std::make_shared<QPromise<Result<Output>>>();
    promise->start();
    whenDone(future, context, [promise, rests, lines](Result<Output> result) {
        QList<QByteArray> left;
        for (const QByteArray &rest : {rests->out, rests->err}) {
            if (!rest.isEmpty())
                left += rest;
        }
        if (!left.isEmpty())
            lines(left);
        promise->addResult(std::move(result));
        promise->finish();
    });
    return promise->future();
}

Async<Output> Connection::upload(const Secret &content, const QString &path, int mode, const Limits &limits,
                                 std::stop_token stop)
{
    if (content.reveal().size() > uploadCap)
        return ready<Output>(Error{ErrorCode::BadInput, path, QStringLiteral("too-large"), 0});
    auto made = readingCommand(uploadScript, {Value::path(path), Value::number(content.reveal().size()),
                                              Value::text(QByteArray::number(mode & 07777, 8))});
    if (!made)
        return ready<Output>(made.error());
    Command whole = std::move(made).value();
    whole.input = content;
    whole.changes = true;
    return andThen(run(whole, limits, std::move(stop)), this, [path](const Output &output) {
        if (output.exitCode == 0)
            return ready<Output>(output);
        return ready<Output>(
            Error{ErrorCode::ToolFailed, path, remoteText(QByteArrayView(output.err)), output.exitCode});
    });
}

Async<std::shared_ptr<Forward>> Connection::forward(const Endpoint &remote, quint16 local)
{
    if (const auto fine = check(remote); !fine)
        return ready<std::shared_ptr<Forward>>(fine.error());
    const quint64 id = ++m_forwards;
    return andThen(m_engine->listen(id, remote, local), this,
                   [this, id](quint16 port) -> Async<std::shared_ptr<Forward>> {
                       const QPointer<Connection> self(this);
                       return ready<std::shared_ptr<Forward>>(std::make_shared<Forward>(port, [self, id] {
                           if (self)
                               self->m_engine->unlisten(id);
                       }));
                   });
}

Async<HostKey> Connection::readHostKey()
{
    return m_engine->readKey();
}

void Connection::retry()
{
    m_engine->retry();
}

void Connection::drop()
{
    m_engine->drop();
}

void Connection::openPipe(PipeWish wish)
{
    m_engine->addPipe(std::move(wish));
}

} // namespace envdeck::ssh
