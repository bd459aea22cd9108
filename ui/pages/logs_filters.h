// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/presenters/logs_presenter.h"
#include "ui/widgets/log_store_view.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QMenu;
class QPushButton;
class QTimer;

namespace envdeck::ui {

class Label;

// Above the lines: whose they are, how far back, and which of them are shown.
class LogsFilters final : public QWidget {
    Q_OBJECT

public:
    explicit LogsFilters(QWidget *parent = nullptr);

    void setApps(const QStringList &apps, const QString &chosen); // empty: all containers
    void render(const LogsPresenter &presenter);
    void retranslate();
    void focusText();
    void openContainers(); // the menu
    void clear();          // text, level and host
    bool hasText() const;
    QString text() const;
    QString spanText(int span) const; // "1 hour"

    QString app() const;

Q_SIGNALS:
    void appChosen();
    void containerChosen(const QString &source, bool chosen);
    void containersReset();
    void textChanged(const QString &typed);
    void levelsChosen(quint8 levels);
    void hostChosen(const QString &host);
    void spanChosen(int span);
    void liveChosen(bool live);
    void timesChosen(envdeck::ui::LogStoreView::Times times);
    void wrapChosen(bool wrap);
    void foldChosen(bool fold);
    void colorsChosen(bool colors);

public Q_SLOTS:
    void setWrap(bool wrap);

private:
    void fillContainers();
    void fillLook();
    void fillLevels();
    void fillSpans();

    QComboBox *m_apps;
    QPushButton *m_containers;
    QMenu *m_containerMenu;
    QComboBox *m_hosts;
    QComboBox *m_levels;
    QComboBox *m_spans;
    QCheckBox *m_live;
    QLineEdit *m_text;
    QPushButton *m_look;
    QMenu *m_lookMenu;
    Label *m_error;
    QTimer *m_typing;
    QList<LogsState::Container> m_known;
    LogStoreView::Times m_times = LogStoreView::Times::Local;
    bool m_wrap = false;
    bool m_fold = true;
    bool m_colors = true;
};

} // namespace envdeck::ui
