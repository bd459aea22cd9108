// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/worker.h"
#include "core/deployments/service.h"
#include "core/hosts/log_feed.h"
#include "core/hosts/service.h"
#include "core/logs/live_filter.h"
#include "ui/text/error_text.h"
#include "ui/text/freshness_text.h"
#include "ui/text/severity.h"

#include <QObject>
#include <QTimer>

namespace envdeck::ui {

// What the Logs page shows beside the lines themselves, as one value.
struct LogsState {
    enum class Face {
        Loading,
        NoHosts,      // the environment names none
        NotTrusted,   // no host may be spoken to: somebody has to look at its key
        NoAnswer,     // `error`
        NoContainers, // nothing runs there
        NoneChosen,
        Silent, // the streams are open and nothing came
        NoMatch,
        Lines
    };
    struct Container {
        hosts::LogSource source;
        bool own = false; // of the app in view
        bool chosen = false;
        friend bool operator==(const Container &, const Container &) = default;
    };

    Face face = Face::Loading;
    QStringList waitingFor; // hosts
    std::optional<ErrorText> error;
    QList<Container> containers; // all of the environment
    QStringList hosts;           // that have any
    qint64 shown = 0;
    qint64 lines = 0;
    bool searching = false;
    QString filterError; // why what was typed last is not in force; empty for none
    FreshnessText freshness;
    Severity bannerSeverity = Severity::None;
    QString bannerTitle;
    QString bannerDetail;
    bool leadsToHosts = false; // the banner's and the empty face's button
};

// The lines of one environment's containers, followed over SSH while somebody looks.
class LogsPresenter final : public QObject {
    Q_OBJECT

public:
    // Whatever is by reference outlives it.
    struct Outside {
        hosts::Service &service;
        platform::Shell &shell;
        const Workspace &workspace;
        const Clock &clock;
        logs::Store::Options store;
        std::function<Async<deployments::History>(const Target &, std::stop_token)> history; // for the marks
        std::function<Async<Redactor>()> secrets; // what copies and exports must hide
    };
    struct Mark {
        qint64 at = 0; // milliseconds
        QString text;
    };
    static constexpr std::array spans{std::chrono::seconds(600), std::chrono::seconds(3600),
                                      std::chrono::seconds(6 * 3600), std::chrono::seconds(24 * 3600)};
    static constexpr int mostLines = 10'000; // of what is there already, of each container

    explicit LogsPresenter(Outside outside, QObject *parent = nullptr);
    ~LogsPresenter() override;

    const LogsState &state() const { return m_state; }
    const Workspace &workspace() const { return m_outside.workspace; }
    QDateTime now() const { return m_outside.clock.now(); }
    logs::LiveFilter &filter() { return m_filter; }
    const logs::Histogram &histogram() const { return m_histogram; }
    const QList<Mark> &marks() const { return m_marks; }
    const std::optional<Redactor> &redactor() const { return m_redactor; } // nothing: still being read
    const Target &target() const { return m_target; }                      // an empty app: all containers
    bool isLive() const { return m_live; }
    int span() const { return m_span; } // place in `spans`
    bool isZoomed() const { return m_query.from != logs::noTime; }

    void show(const Target &target);
    void watch(bool watching); // streams run while somebody looks
    void setLive(bool live);   // off: what is there stays, and nothing comes
    void setSpan(int span);
    void refresh(); // hosts, and what broke
    void setUnwatched(bool unwatched) { m_outside.service.setHidden(unwatched); }

    void choose(const QString &source, bool chosen);              // LogSource::name()
    void chooseOnly(const std::optional<QSet<QString>> &sources); // nothing: the app's own again
    void setText(const QString &typed);                           // a text, or /an expression/
    void setLevels(quint8 levels);                                // as Query::levels
    void setHost(const QString &host);                            // empty: all
    void zoom(qint64 from, qint64 to);
    void zoomOut();
    void clearFilter(); // all of the above but the choice of containers
    void setBuckets(int buckets);
    void exportTo(const QString &path);
    void update(); // words again

Q_SIGNALS:
    void stateChanged();
    void histogramChanged();
    void marksChanged();
    void redactorChanged();
    void exported(const QString &path, qint64 lines);
    void exportFailed(const envdeck::ui::ErrorText &error);

private:
    void follow();
    void forget();
    void applyQuery();
    void askHistory();
    void count();
    void draw();
    Async<Redactor> learned();
    LogsState::Face faceNow() const;
    void fillBanner();
    QList<hosts::LogSource> chosen() const;

    Outside m_outside;
    logs::Store m_store;
    logs::LiveFilter m_filter{m_store};
    hosts::LogFeed m_feed;
    Target m_target;
    bool m_watching = false;
    bool m_live = true;
    int m_span = 1;
    std::optional<QSet<QString>> m_picked; // names of sources; nothing: the app's own, else all
    QString m_typed;
    QString m_host;
    logs::Query m_query;
    LogsState m_state;
    logs::Histogram m_histogram;
    int m_buckets = 100;
    QList<Mark> m_marks;
    std::optional<Redactor> m_redactor;
    QTimer m_counting;
    QTimer m_drawing;
    bool m_drawn = false; // being drawn
    std::stop_source m_stop;
    Worker m_worker{QStringLiteral("log-page")};
    Worker m_exporter{QStringLiteral("log-export")};
};

} // namespace envdeck::ui
