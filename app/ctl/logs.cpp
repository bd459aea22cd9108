// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command_line.h"
#include "app/ctl/commands.h"
#include "app/ctl/log_printer.h"
#include "core/logs/level.h"

#include <QTimer>
#include <algorithm>

namespace envdeck::ctl {

namespace {

using namespace std::chrono_literals;

constexpr auto merging = 200ms;      // lines of several hosts come together within this
constexpr auto firstMerging = 800ms; // the first ones while connections are made
constexpr auto longestEnding = 3s;   // for the streams to end on their hosts

Result<logs::Filter> filterOf(const Arguments &arguments)
{
    logs::Query query;
    query.text = arguments.grep;
    query.regex = true;
    query.caseSensitive = true;
    if (!arguments.level.isEmpty()) {
        const auto least = static_cast<unsigned>(logs::levelNamed(arguments.level.toLatin1()));
        query.levels = quint8(0x7f & ~((1u << least) - 1));
    }
    return logs::Filter::of(query);
}

// From the hosts to the last line. Deletes itself once it has answered.
class LogRun final : public QObject {
public:
    LogRun(Session &session, const Arguments &arguments, logs::Filter filter, Redactor redactor,
           std::stop_token stop)
        : m_session(session), m_arguments(arguments), m_filter(std::move(filter)),
          m_redactor(std::move(redactor)), m_feed(session.hostShell(), m_store, session.clock()),
          m_stop(stop, Stopper{this})
    {
        m_promise.start();
        m_print.setSingleShot(true);
        connect(&m_print, &QTimer::timeout, this, &LogRun::print);
        connect(
            &m_store, &logs::Store::grown, this,
            [this] {
                if (!m_print.isActive())
                    m_print.start(m_printed ? merging : firstMerging);
            },
            Qt::QueuedConnection);
        connect(&session.hosts(), &hosts::Service::changed, this, &LogRun::look);
        connect(&m_feed, &hosts::LogFeed::changed, this, &LogRun::tell);
        m_feed.setRedactor(m_redactor);
        for (const hosts::HostStatus &host : session.hosts().hosts()) {
            if (host.id.environment == m_arguments.environment)
                session.hosts().refresh(host.id);
        }
    }

    Async<Answer> answer() { return m_promise.future(); }

private:
    struct Stopper {
        LogRun *run;
        void operator()() const
        {
            QMetaObject::invokeMethod(
                run, [r = run] { r->interrupt(); }, Qt::QueuedConnection);
        }
    };

    // Once every host of the environment has answered, or failed to.
    void look()
    {
        if (m_looked)
            return;
        QList<Problem> problems;
        int code = exitOk;
        for (const hosts::HostStatus &host : m_session.hosts().hosts()) {
            if (host.id.environment != m_arguments.environment)
                continue;
            if (!host.facts.triedAt.isValid())
                return;
            if (!host.facts.error)
                continue;
            Error error = *host.facts.error;
            error.subject = host.id.path();
            problems.append(problemOf(error));
            code = code == exitOk ? exitCodeOf(error) : code;
        }
        m_looked = true;
        m_session.hosts().stop();
        m_answer.problems = problems;
        m_answer.code = code;
        const auto all = hosts::logSourcesOf(m_session.hosts().hosts(), m_arguments.environment);
        const auto wanted = wantedOf(all);
        if (wanted.isEmpty()) {
            if (code == exitOk)
                m_answer = nothingThere(all);
            return finish();
        }
        hosts::LogWish wish;
        wish.tail = m_arguments.tail;
        wish.since = m_arguments.since.toLatin1();
        wish.follow = m_arguments.follow;
        m_feed.follow(wanted, wish);
        for (const hosts::LogStatus &status : m_feed.sources()) {
            m_sources.insert(status.id, status.source);
            m_width = std::max(m_width, status.source.name().size());
        }
    }

    QList<hosts::LogSource> wantedOf(const QList<hosts::LogSource> &all) const
    {
        if (!m_arguments.container.isEmpty()) {
            QList<hosts::LogSource> named;
            for (const hosts::LogSource &source : all) {
                if (source.container == m_arguments.container || source.name() == m_arguments.container)
                    named.append(source);
            }
            return named;
        }
        const App *app = m_session.workspace().app(m_arguments.app);
        return app ? hosts::logSourcesOf(all, *app) : all;
    }

    Answer nothingThere(const QList<hosts::LogSource> &all) const
    {
        QStringList names;
        for (const hosts::LogSource &source : all)
            names.append(source.container);
        names.removeDuplicates();
        const QString what = !m_arguments.container.isEmpty()
                                 ? QStringLiteral("there is no container \"%1\"").arg(m_arguments.container)
                             : m_arguments.app.isEmpty()
                                 ? QStringLiteral("no container is on the hosts")
                                 : QStringLiteral("no container of %1 is on the hosts").arg(m_arguments.app);
        const QString text =
            names.isEmpty() ? what
                            : QStringLiteral("%1; there are: %2").arg(what, names.join(QStringLiteral(", ")));
        Answer answer;
        answer.code = exitFailed;
        answer.problems.append(
            {errorCodeName(ErrorCode::NotFound),
             m_arguments.container.isEmpty() ? m_arguments.app : m_arguments.container,
             {},
             names.isEmpty() ? commandLine({QStringLiteral("doctor")}, m_arguments)
                             : commandLine({QStringLiteral("logs"), QStringLiteral("--container"),
                                            names.first(), QStringLiteral("--env"), m_arguments.environment},
                                           m_arguments),
             text});
        return answer;
    }

    void print()
    {
        const logs::Snapshot snapshot = m_store.snapshot();
        m_printed = true;
        for (const qint64 row : m_rows.in(snapshot)) {
            if (!m_filter.matches(snapshot.line(row)))
                continue;
            ++m_lines;
            if (m_arguments.json)
                printEvent(lineJson(snapshot, row, m_sources, m_redactor));
            else
                printLine(lineText(snapshot, row, m_width, m_redactor));
        }
    }

    // What changed of the streams, once each.
    void tell()
    {
        for (const hosts::LogStatus &status : m_feed.sources()) {
            if (m_told.value(status.id, hosts::LogState::Starting) == status.state)
                continue;
            m_told.insert(status.id, status.state);
            const QString why = status.error ? sentenceOf(*status.error) : QString();
            if (m_arguments.json)
                printEvent(sourceJson(status, QStringLiteral("source")));
            else if (status.state == hosts::LogState::Broken)
                printNote(QStringLiteral("%1: %2; trying again").arg(status.source.name(), why));
            else if (status.state == hosts::LogState::LeftOut && m_arguments.follow)
                printNote(QStringLiteral("%1: left out, since one host follows %2 at once")
                              .arg(status.source.name())
                              .arg(hosts::LogFeed::mostPerHost));
            else if (status.state == hosts::LogState::Ended && m_arguments.follow)
                printNote(QStringLiteral("%1: the container ended").arg(status.source.name()));
        }
        if (m_interrupted ? m_feed.isIdle() : m_looked && m_feed.isOver())
            finish();
    }

    QJsonObject sourceJson(const hosts::LogStatus &status, const QString &event = {}) const
    {
        QJsonObject json{{QStringLiteral("host"), status.source.host.name},
                         {QStringLiteral("container"), status.source.container},
                         {QStringLiteral("state"), logStateName(status.state)}};
        if (!event.isEmpty())
            json.insert(QStringLiteral("event"), event);
        if (status.error)
            json.insert(QStringLiteral("why"), sentenceOf(*status.error));
        return json;
    }

    void interrupt()
    {
        if (m_interrupted)
            return;
        m_interrupted = true;
        m_answer = {};
        m_answer.code = exitInterrupted;
        m_session.hosts().stop();
        m_feed.stop();
        if (m_feed.isIdle())
            return finish();
        QTimer::singleShot(longestEnding, this, &LogRun::finish);
    }

    void finish()
    {
        if (m_promise.future().isFinished())
            return;
        print();
        QJsonArray sources;
        for (const hosts::LogStatus &status : m_feed.sources()) {
            sources.append(sourceJson(status));
            if (!status.error || m_interrupted)
                continue;
            Error error = *status.error;
            error.subject = m_arguments.environment + QLatin1Char('/') + status.source.name();
            m_answer.problems.append(problemOf(error));
            if (m_answer.code == exitOk)
                m_answer.code = exitCodeOf(error);
        }
        m_answer.data = {{QStringLiteral("lines"), m_lines}, {QStringLiteral("sources"), sources}};
        m_promise.addResult(m_answer);
        m_promise.finish();
        deleteLater();
    }

    Session &m_session;
    Arguments m_arguments;
    logs::Filter m_filter;
    Redactor m_redactor;
    logs::Store m_store{{}};
    hosts::LogFeed m_feed;
    NewRows m_rows;
    QTimer m_print;
    QHash<int, hosts::LogSource> m_sources;
    QHash<int, hosts::LogState> m_told;
    qsizetype m_width = 0;
    qint64 m_lines = 0;
    bool m_printed = false;
    bool m_looked = false;
    bool m_interrupted = false;
    Answer m_answer;
    QPromise<Result<Answer>> m_promise;
    std::stop_callback<Stopper> m_stop;
};

Answer usage(const QString &text, const Arguments &arguments)
{
    Answer answer;
    answer.code = exitUsage;
    answer.problems.append({QStringLiteral("usage"),
                            {},
                            text,
                            commandLine({QStringLiteral("logs"), QStringLiteral("--help")}, arguments),
                            text});
    return answer;
}

} // namespace

Async<Answer> logs(Session &session, const Arguments &arguments, std::stop_token stop)
{
    if (!arguments.since.isEmpty() && !hosts::isLogSince(arguments.since.toLatin1()))
        return ready<Answer>(
            usage(QStringLiteral("--since \"%1\" is neither a span such as 10m or 1h30m nor a "
                                 "time such as 2026-03-02T10:41:07Z")
                      .arg(arguments.since),
                  arguments));
    const auto filter = filterOf(arguments);
    if (!filter)
        return ready<Answer>(usage(QStringLiteral("--grep: %1").arg(filter.error().detail), arguments));
    const Environment *environment = session.workspace().environment(arguments.environment);
    if (environment->hosts.isEmpty())
        return ready<Answer>(answerOf(Error{ErrorCode::NotFound, arguments.environment,
                                            QStringLiteral("envdeck.yaml names no host"), 0}));
    const auto learned = joined(&session, session.vault().learnAll(session.keys()));
    return andThen(learned, &session,
                   [&session, arguments, stop,
                    query = filter.value().query()](const std::tuple<Result<Redactor>> &redactor) {
                       const auto &known = std::get<0>(redactor);
                       auto *run = new LogRun(session, arguments, logs::Filter::of(query).value(),
                                              known ? known.value() : Redactor(), stop);
                       return run->answer();
                   });
}

} // namespace envdeck::ctl
