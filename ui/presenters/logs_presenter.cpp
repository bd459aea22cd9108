// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presenters/logs_presenter.h"

#include "core/logs/export.h"

#include <algorithm>

namespace envdeck::ui {

namespace {

using namespace std::chrono_literals;

constexpr auto countPause = 100ms;
constexpr auto drawPause = 300ms;

} // namespace

LogsPresenter::LogsPresenter(Outside outside, QObject *parent)
    : QObject(parent), m_outside(std::move(outside)), m_store(m_outside.store),
      m_feed(m_outside.shell, m_store, m_outside.clock)
{
    m_counting.setSingleShot(true);
    m_counting.setInterval(countPause);
    m_drawing.setSingleShot(true);
    m_drawing.setInterval(drawPause);
    connect(&m_counting, &QTimer::timeout, this, &LogsPresenter::count);
    connect(&m_drawing, &QTimer::timeout, this, &LogsPresenter::draw);
    const auto lines = [this] {
        if (!m_counting.isActive())
            m_counting.start();
        if (!m_drawing.isActive())
            m_drawing.start();
    };
    connect(&m_filter, &logs::LiveFilter::changed, this, lines);
    connect(&m_filter, &logs::LiveFilter::finished, this, lines);
    connect(&m_feed, &hosts::LogFeed::changed, this, &LogsPresenter::update);
    connect(&m_outside.service, &hosts::Service::changed, this, [this] {
        follow();
        update();
    });
}

LogsPresenter::~LogsPresenter()
{
    if (m_watching)
        m_outside.service.stop();
    m_stop.request_stop();
}

void LogsPresenter::show(const Target &target)
{
    const bool other = target.environment != m_target.environment;
    if (target == m_target)
        return;
    m_target = target;
    m_picked.reset();
    m_marks.clear();
    Q_EMIT marksChanged();
    if (other) {
        m_host.clear();
        m_query.from = logs::noTime;
        m_query.to = logs::Query().to;
        forget();
    }
    follow();
    askHistory();
    update();
}

void LogsPresenter::watch(bool watching)
{
    if (std::exchange(m_watching, watching) == watching)
        return;
    if (watching) {
        m_outside.service.start();
        whenDone(learned(), this, [](const Result<Redactor> &) {});
        follow();
        askHistory();
    } else {
        m_outside.service.stop();
        m_feed.stop();
    }
    update();
}

void LogsPresenter::setLive(bool live)
{
    m_live = live;
    live ? follow() : m_feed.stop();
    update();
}

void LogsPresenter::setSpan(int span)
{
    if (span == m_span)
        return;
    m_span = span;
    zoomOut();
    forget();
    follow();
    update();
}

void LogsPresenter::forget()
{
    whenDone(m_feed.forget(), this, [this](const Result<void> &) { m_filter.refresh(); });
}

void LogsPresenter::refresh()
{
    m_outside.service.refresh();
    m_feed.retry();
    askHistory();
}

void LogsPresenter::choose(const QString &source, bool chosen)
{
    QSet<QString> names;
    for (const LogsState::Container &container : std::as_const(m_state.containers)) {
        if (container.chosen)
            names.insert(container.source.name());
    }
    if (chosen)
        names.insert(source);
    else
        names.remove(source);
    chooseOnly(names);
}

void LogsPresenter::chooseOnly(const std::optional<QSet<QString>> &sources)
{
    m_picked = sources;
    follow();
    update();
}

QList<hosts::LogSource> LogsPresenter::chosen() const
{
    QList<hosts::LogSource> sources;
    for (const LogsState::Container &container : m_state.containers) {
        if (container.chosen)
            sources.append(container.source);
    }
    return sources;
}

// The containers as they are now, and the streams of those that are chosen.
void LogsPresenter::follow()
{
    const auto all = hosts::logSourcesOf(m_outside.service.hosts(), m_target.environment);
    const App *app = m_outside.workspace.app(m_target.app);
    const auto own = app ? hosts::logSourcesOf(all, *app) : QList<hosts::LogSource>();
    m_state.containers.clear();
    m_state.hosts.clear();
    for (const hosts::LogSource &source : all) {
        const bool isOwn = own.contains(source);
        const bool isChosen = m_picked ? m_picked->contains(source.name()) : own.isEmpty() || isOwn;
        m_state.containers.append({source, isOwn, isChosen});
        if (!m_state.hosts.contains(source.host.name))
            m_state.hosts.append(source.host.name);
    }
    if (m_watching && m_live) {
        hosts::LogWish wish;
        wish.tail = mostLines;
        wish.since = QByteArray::number(qint64(spans.at(std::size_t(m_span)).count())) + 's';
        m_feed.follow(chosen(), wish);
    }
    applyQuery();
}

void LogsPresenter::setText(const QString &typed)
{
    m_typed = typed.trimmed();
    applyQuery();
    update();
}

void LogsPresenter::setLevels(quint8 levels)
{
    m_query.levels = levels;
    applyQuery();
    update();
}

void LogsPresenter::setHost(const QString &host)
{
    m_host = host;
    applyQuery();
    update();
}

void LogsPresenter::zoom(qint64 from, qint64 to)
{
    m_query.from = from;
    m_query.to = to;
    applyQuery();
    update();
}

void LogsPresenter::zoomOut()
{
    zoom(logs::noTime, logs::Query().to);
}

void LogsPresenter::clearFilter()
{
    m_typed.clear();
    m_host.clear();
    m_query = {};
    applyQuery();
    update();
}

void LogsPresenter::applyQuery()
{
    logs::Query query = logs::queryOf(m_typed);
    query.levels = m_query.levels;
    query.from = m_query.from;
    query.to = m_query.to;
    // Lines of a container that is no longer chosen are still there; without any, all may pass unread.
    QSet<logs::SourceId> wanted;
    for (const hosts::LogSource &source : chosen()) {
        if (m_host.isEmpty() || source.host.name == m_host)
            wanted.insert(m_store.addSource(source.name()));
    }
    if (wanted.size() < m_store.snapshot().sources().size())
        query.sources = wanted;
    const auto set = m_filter.setQuery(query);
    m_state.filterError = set ? QString() : set.error().detail;
    if (!set) { // the last one that could be read, and everything else as it is chosen now
        query.text = m_filter.query().text;
        query.regex = m_filter.query().regex;
        query.caseSensitive = m_filter.query().caseSensitive;
        (void)m_filter.setQuery(query);
    }
}

void LogsPresenter::askHistory()
{
    if (!m_outside.history || m_target.app.isEmpty() || !m_watching)
        return;
    whenDone(m_outside.history(m_target, m_stop.get_token()), this,
             [this, target = m_target](const Result<deployments::History> &history) {
                 if (!history || target != m_target)
                     return;
                 m_marks.clear();
                 for (const Deployment &deployment : history.value().deployments) {
                     if (deployment.at.isValid())
                         m_marks.prepend(
                             {deployment.at.toMSecsSinceEpoch(),
                              tr("%1 deployed by %2").arg(deployment.image.tag, deployment.author)});
                 }
                 std::sort(m_marks.begin(), m_marks.end(),
                           [](const Mark &a, const Mark &b) { return a.at < b.at; });
                 Q_EMIT marksChanged();
             });
}

void LogsPresenter::count()
{
    update();
}

void LogsPresenter::setBuckets(int buckets)
{
    if (buckets == m_buckets)
        return;
    m_buckets = buckets;
    m_drawing.start();
}

// Asked each time: a key may have been entered since.
Async<Redactor> LogsPresenter::learned()
{
    return andThen(m_outside.secrets(), this, [this](const Redactor &redactor) {
        m_redactor = redactor;
        m_feed.setRedactor(redactor);
        Q_EMIT redactorChanged();
        return ready<Redactor>(redactor);
    });
}

// One at a time: each holds the lines of its moment.
void LogsPresenter::draw()
{
    if (std::exchange(m_drawn, true)) {
        m_drawing.start();
        return;
    }
    const auto drawn = m_worker.run([matches = m_filter.matches(), query = m_query, buckets = m_buckets,
                                     stop = m_stop.get_token()] {
        auto [from, to] = logs::timesOf(matches);
        if (query.from != logs::noTime) {
            from = query.from;
            to = query.to;
        } else if (from != logs::noTime) {
            ++to;
        }
        return Result<logs::Histogram>(
            from == logs::noTime ? logs::Histogram() : logs::histogramOf(matches, from, to, buckets, stop));
    });
    whenDone(drawn, this, [this](const Result<logs::Histogram> &histogram) {
        m_drawn = false;
        if (!histogram || histogram.value() == m_histogram)
            return;
        m_histogram = histogram.value();
        Q_EMIT histogramChanged();
    });
}

void LogsPresenter::exportTo(const QString &path)
{
    const auto done =
        andThen(learned(), this, [this, path, matches = m_filter.matches()](const Redactor &redactor) {
            return m_exporter.run([matches, path, redactor, stop = m_stop.get_token()] {
                return logs::exportLines(matches, path, redactor, {}, stop);
            });
        });
    whenDone(done, this, [this, path](const Result<qint64> &lines) {
        if (lines)
            Q_EMIT exported(path, lines.value());
        else
            Q_EMIT exportFailed(errorText(lines.error(), Attempt::Export, path));
    });
}

} // namespace envdeck::ui
