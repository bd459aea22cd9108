// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/log_feed.h"

#include "core/hosts/log_intake.h"
#include "core/hosts/remote_text.h"

#include <QPointer>
#include <algorithm>

namespace envdeck::hosts {

namespace {

using namespace std::chrono_literals;

constexpr auto firstPause = 1s;
constexpr auto longestPause = 30s;
constexpr std::size_t mostIdle = 64; // streams that nobody wants now

QString keyOf(const LogSource &source)
{
    return source.host.path() + QLatin1Char(' ') + source.id;
}

// What another try by itself would not mend: somebody has to confirm a key, mend a permission or choose
// another container.
bool isFinal(const Error &error)
{
    if (error.code == ErrorCode::ToolFailed) {
        for (const char *words : {"permission denied", "does not support reading", "a password is required",
                                  "command not found", "docker: not found"}) {
            if (error.detail.contains(QLatin1String(words)))
                return true;
        }
        return false;
    }
    return error.code != ErrorCode::Unreachable && error.code != ErrorCode::Timeout &&
           error.code != ErrorCode::BadResponse && error.detail != QLatin1String("too-many-streams");
}

} // namespace

struct LogFeed::Lines {
    Lines(logs::Store &store, const QString &name) : intake(store, name) {}
    LogIntake intake; // the worker's; between streams it rests
};

struct LogFeed::Stream {
    QString key;
    LogSource source;
    std::shared_ptr<Lines> lines;
    logs::SourceId id = 0;
    std::stop_source stop;
    bool runs = false;      // a stream is open, or ending
    bool wanted = false;    // otherwise it is ended
    bool retrying = false;  // it ended by our own hand and is wanted again
    QDateTime startedAtEnd; // of the container, when it had ended
    std::chrono::milliseconds pause{firstPause};
    std::unique_ptr<QTimer> timer;
};

LogFeed::LogFeed(platform::Shell &shell, logs::Store &store, const Clock &clock, QObject *parent)
    : QObject(parent), m_shell(shell), m_store(store), m_clock(clock)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(0);
    connect(&m_settle, &QTimer::timeout, this, &LogFeed::changed);
}

LogFeed::~LogFeed()
{
    for (const auto &stream : m_streams)
        stream->stop.request_stop();
}

LogFeed::Stream &LogFeed::streamOf(const LogSource &source)
{
    const QString key = keyOf(source);
    for (const auto &stream : m_streams) {
        if (stream->key == key) {
            stream->source = source;
            return *stream;
        }
    }
    auto made = std::make_unique<Stream>();
    made->key = key;
    made->source = source;
    made->lines = std::make_shared<Lines>(m_store, source.name());
    made->id = made->lines->intake.source();
    made->timer = std::make_unique<QTimer>();
    made->timer->setSingleShot(true);
    connect(made->timer.get(), &QTimer::timeout, this, [this, stream = made.get()] { begin(*stream); });
    m_streams.push_back(std::move(made));
    return *m_streams.back();
}

LogStatus *LogFeed::statusOf(const Stream &stream)
{
    const auto found = std::find_if(m_sources.begin(), m_sources.end(), [&stream](const LogStatus &status) {
        return keyOf(status.source) == stream.key;
    });
    return found == m_sources.end() ? nullptr : &*found;
}

void LogFeed::follow(const QList<LogSource> &sources, const LogWish &wish)
{
    m_asked = sources;
    m_wish = wish;
    QHash<QString, LogStatus> before;
    for (const LogStatus &status : std::as_const(m_sources))
        before.insert(keyOf(status.source), status);
    m_sources.clear();
    QHash<HostId, int> taken;
    QList<Stream *> fresh;
    for (const auto &stream : m_streams)
        stream->wanted = false;
    for (const LogSource &source : sources) {
        Stream &stream = streamOf(source);
        if (stream.wanted) // named twice
            continue;
        LogStatus status = before.value(stream.key);
        const bool known = before.contains(stream.key) && status.state != LogState::LeftOut &&
                           status.state != LogState::Stopped;
        status.source = source;
        status.id = stream.id;
        const bool again = status.state == LogState::Ended && wish.follow && source.running &&
                           source.started != stream.startedAtEnd;
        const bool isDone =
            known && !again &&
            (status.state == LogState::Ended || (status.state == LogState::Failed && !wish.follow));
        if (!isDone && taken.value(source.host) >= mostPerHost) {
            status.state = LogState::LeftOut;
            status.error.reset();
            m_sources.append(status);
            continue;
        }
        if (!isDone)
            ++taken[source.host];
        stream.wanted = true;
        if (!known || again) {
            status.state = LogState::Starting;
            status.error.reset();
            fresh.append(&stream);
        }
        m_sources.append(status);
    }
    for (const auto &stream : m_streams) {
        if (stream->wanted)
            continue;
        stream->timer->stop();
        stream->retrying = false;
        stream->stop.request_stop();
    }
    letGo();
    for (Stream *stream : std::as_const(fresh))
        begin(*stream);
    tell();
}

// Of containers that come and go all day, the oldest are forgotten.
void LogFeed::letGo()
{
    const auto isIdle = [](const auto &stream) { return !stream->wanted && !stream->runs; };
    auto idle = static_cast<std::size_t>(std::count_if(m_streams.cbegin(), m_streams.cend(), isIdle));
    std::erase_if(m_streams, [&](const auto &stream) {
        if (idle <= mostIdle || !isIdle(stream))
            return false;
        --idle;
        return true;
    });
}

void LogFeed::stop()
{
    for (const auto &stream : m_streams) {
        stream->wanted = stream->retrying = false;
        stream->timer->stop();
        stream->stop.request_stop();
    }
    for (LogStatus &status : m_sources) {
        if (status.state == LogState::Starting || status.state == LogState::Following ||
            status.state == LogState::Broken)
            status.state = LogState::Stopped;
    }
    tell();
}

void LogFeed::retry()
{
    for (const auto &stream : m_streams) {
        const LogStatus *status = stream->wanted ? statusOf(*stream) : nullptr;
        if (!status || (status->state != LogState::Broken && status->state != LogState::Failed))
            continue;
        stream->pause = firstPause;
        begin(*stream);
    }
}

Async<void> LogFeed::forget()
{
    stop();
    for (const auto &stream : m_streams) {
        // Another one: what the worker still does with the old one goes nowhere.
        stream->lines = std::make_shared<Lines>(m_store, stream->source.name());
        stream->startedAtEnd = {};
    }
    m_sources.clear();
    return m_reader.run([store = &m_store] { // behind what is still on its way into it
        store->clear();
        return Result<void>();
    });
}

void LogFeed::begin(Stream &stream)
{
    stream.timer->stop();
    if (stream.runs) { // it is ending: its end begins the next one
        stream.retrying = true;
        return;
    }
    // What is known of the place to go on is the worker's to say, behind all that it still takes in.
    stream.runs = true;
    stream.retrying = false;
    stream.stop = std::stop_source();
    const auto asked = m_reader.run([lines = stream.lines] {
        lines->intake.begin();
        return Result<QByteArray>(lines->intake.since());
    });
    whenDone(asked, this, [this, &stream](const Result<QByteArray> &since) {
        LogWish wish = m_wish;
        if (since && !since.value().isEmpty()) {
            wish.since = since.value();
            wish.tail = -1;
        }
        const QByteArray script = dockerLogScript(stream.source.id, wish);
        if (script.isEmpty())
            return ended(stream, Error{ErrorCode::BadInput, stream.source.name(), {}, 0}, {});
        const auto take = [this, here = QPointer(this), &stream,
                           lines = stream.lines](const QList<QByteArray> &batch) {
            if (!here || lines != stream.lines) // gone, or forgotten meanwhile
                return ready(Result<void>());
            stream.pause = firstPause;
            set(stream, LogState::Following);
            return m_reader.run([lines, batch, now = m_clock.now().toMSecsSinceEpoch()] {
                lines->intake.take(batch, now);
                return Result<void>();
            });
        };
        const auto output = m_shell.follow(stream.source.host, script, take, stream.stop.get_token());
        whenDone(output, this,
                 [this, &stream, lines = stream.lines](const Result<platform::ShellOutput> &result) {
                     const auto words =
                         m_reader.run([lines] { return Result<QByteArray>(lines->intake.words()); });
                     whenDone(words, this, [this, &stream, result](const Result<QByteArray> &said) {
                         ended(stream, result, said ? said.value() : QByteArray());
                     });
                 });
    });
}

void LogFeed::ended(Stream &stream, const Result<platform::ShellOutput> &output, const QByteArray &words)
{
    stream.runs = false;
    if (std::exchange(stream.retrying, false) && stream.wanted)
        return begin(stream);
    if (!stream.wanted || stream.stop.stop_requested())
        return tell();
    if (!output)
        return broke(stream, output.error());
    if (output.value().exitCode == 0) {
        stream.startedAtEnd = stream.source.started;
        set(stream, LogState::Ended);
        return fillUp();
    }
    const QString said = m_redactor.redacted(remoteText(QByteArrayView(words.trimmed())));
    const bool gone = said.contains(QLatin1String("No such container"), Qt::CaseInsensitive);
    broke(stream, Error{gone ? ErrorCode::NotFound : ErrorCode::ToolFailed, stream.source.name(), said,
                        output.value().exitCode});
}

// Only what is followed is worth another try by itself.
void LogFeed::broke(Stream &stream, const Error &error)
{
    if (isFinal(error) || !m_wish.follow) {
        set(stream, LogState::Failed, error);
        return fillUp();
    }
    set(stream, LogState::Broken, error);
    stream.timer->start(stream.pause);
    stream.pause = std::min<std::chrono::milliseconds>(stream.pause * 2, longestPause);
}

// A stream became free: whoever was left out may have it.
void LogFeed::fillUp()
{
    if (std::any_of(m_sources.cbegin(), m_sources.cend(),
                    [](const LogStatus &status) { return status.state == LogState::LeftOut; }))
        follow(QList<LogSource>(m_asked), LogWish(m_wish));
}

void LogFeed::set(Stream &stream, LogState state, const std::optional<Error> &error)
{
    LogStatus *status = statusOf(stream);
    if (!status || !stream.wanted || (status->state == state && status->error == error))
        return;
    status->state = state;
    status->error = error;
    tell();
}

void LogFeed::tell()
{
    m_settle.start();
}

bool LogFeed::isOver() const
{
    return std::all_of(m_sources.cbegin(), m_sources.cend(), [](const LogStatus &status) {
        return status.state == LogState::Ended || status.state == LogState::Failed ||
               status.state == LogState::LeftOut || status.state == LogState::Stopped;
    });
}

bool LogFeed::isIdle() const
{
    return isOver() && std::none_of(m_streams.cbegin(), m_streams.cend(),
                                    [](const auto &stream) { return stream->runs; });
}

} // namespace envdeck::hosts
