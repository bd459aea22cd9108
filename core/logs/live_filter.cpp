// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/live_filter.h"

#include <QElapsedTimer>
#include <algorithm>
#include <atomic>

namespace envdeck::logs {

namespace {

constexpr std::chrono::milliseconds frame(16);
constexpr qint64 publishEvery = 8; // ms
constexpr std::size_t slice = 4;   // chunks

} // namespace

// One walk over one snapshot. The threads take slices from the end; `mutex` guards what they found until the
// owner collects it.
struct LiveFilter::Job {
    Snapshot snapshot;
    std::vector<std::size_t> wanted; // places of chunks, the newest first
    std::atomic<std::size_t> next = 0;
    std::atomic<int> left = 0; // threads
    std::stop_source stop;
    std::mutex mutex;
    std::vector<std::pair<std::size_t, std::shared_ptr<const Hits>>> found;
    std::vector<quint32> recent;
    bool recentDone = false;
    bool told = false; // a collect is on its way
    QElapsedTimer sinceTold;
    // Beside the threads.
    std::vector<std::shared_ptr<const Hits>> hits;
};

LiveFilter::LiveFilter(Store &store, QObject *parent) : QObject(parent), m_store(store)
{
    m_pool.setMaxThreadCount(std::clamp(QThread::idealThreadCount(), 1, 4));
    m_pool.setExpiryTimeout(2000);
    m_frame.setSingleShot(true);
    m_frame.setInterval(frame);
    connect(&m_frame, &QTimer::timeout, this, &LiveFilter::refresh);
    connect(
        &store, &Store::grown, this,
        [this] {
            if (!m_frame.isActive())
                m_frame.start();
        },
        Qt::QueuedConnection);
    m_matches = Matches(m_store.snapshot());
}

LiveFilter::~LiveFilter()
{
    stop();
    m_pool.waitForDone(); // at most a slice of each
}

void LiveFilter::stop()
{
    if (m_job)
        m_job->stop.request_stop();
    m_job.reset();
}

Result<void> LiveFilter::setQuery(const Query &query)
{
    if (query == m_query)
        return {};
    auto filter = Filter::of(query);
    if (!filter)
        return filter.error();
    stop();
    m_known.clear();
    m_query = query;
    if (query.isEmpty())
        m_filter.reset();
    else
        m_filter = std::move(filter).value();
    begin();
    return {};
}

void LiveFilter::refresh()
{
    if (m_job)
        m_again = true;
    else
        begin();
}

void LiveFilter::begin()
{
    m_again = false;
    if (!m_filter) {
        m_matches = Matches(m_store.snapshot());
        Q_EMIT changed();
        Q_EMIT finished();
        return;
    }
    auto job = std::make_shared<Job>();
    job->snapshot = m_store.snapshot();
    const auto &chunks = job->snapshot.chunks();
    job->hits.resize(chunks.size());
    auto known = m_known.begin();
    for (std::size_t i = 0; i < chunks.size(); ++i) {
        while (known != m_known.end() && known->first < chunks[i].firstRow)
            ++known;
        if (known != m_known.end() && known->first == chunks[i].firstRow)
            job->hits[i] = known->second;
        else
            job->wanted.push_back(i);
    }
    std::reverse(job->wanted.begin(), job->wanted.end());
    const auto slices = static_cast<int>(job->wanted.size() / slice + 1);
    const int threads = std::min(m_pool.maxThreadCount(), slices);
    job->left = threads;
    m_job = job;
    for (int n = 0; n < threads; ++n) {
        m_pool.start([this, job, first = n == 0, filter = m_filter->clone()] {
            const auto tell = [&](bool last) {
                if (job->told && !last)
                    return;
                job->told = true;
                job->sinceTold.start();
                QMetaObject::invokeMethod(
                    this, [this, job] { collect(job); }, Qt::QueuedConnection);
            };
            if (first) {
                auto recent = filter.recentHits(job->snapshot);
                const std::lock_guard lock(job->mutex);
                job->recent = std::move(recent);
                job->recentDone = true;
                if (job->recent.size() > 100)
                    tell(false);
                else
                    job->sinceTold.start();
            }
            std::vector<std::pair<std::size_t, std::shared_ptr<const Hits>>> found;
            while (!job->stop.stop_requested()) {
                const std::size_t from = job->next.fetch_add(slice);
                if (from >= job->wanted.size())
                    break;
                for (std::size_t i = from; i < std::min(from + slice, job->wanted.size()); ++i) {
                    if (job->stop.stop_requested())
                        break;
                    const Chunk &chunk = job->snapshot.chunks()[job->wanted[i]];
                    found.emplace_back(job->wanted[i], std::make_shared<const Hits>(filter.hitsIn(chunk)));
                    release(chunk);
                }
                const std::lock_guard lock(job->mutex);
                job->found.insert(job->found.end(), found.begin(), found.end());
                found.clear();
                if (job->recentDone && job->sinceTold.isValid() && job->sinceTold.elapsed() >= publishEvery)
                    tell(false);
            }
            const std::lock_guard lock(job->mutex);
            if (--job->left == 0)
                tell(true);
        });
    }
}

void LiveFilter::collect(const std::shared_ptr<Job> &job)
{
    if (job != m_job)
        return; // another query is in force
    std::vector<quint32> recent;
    bool over = false;
    {
        const std::lock_guard lock(job->mutex);
        for (const auto &[place, hits] : job->found)
            job->hits[place] = hits;
        job->found.clear();
        recent = job->recent;
        over = job->left == 0;
        job->told = false;
    }
    m_matches = Matches(job->snapshot, job->hits, std::move(recent));
    if (over) {
        m_known.clear();
        for (std::size_t i = 0; i < job->hits.size(); ++i)
            m_known.emplace_back(job->snapshot.chunks()[i].firstRow, job->hits[i]);
        m_job.reset();
    }
    Q_EMIT changed();
    if (!over)
        return;
    if (m_matches.isComplete())
        Q_EMIT finished();
    if (m_again && !m_job)
        begin();
}

} // namespace envdeck::logs
