// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "core/hosts/host_status.h"

#include <QWidget>

class QPushButton;
class QStackedWidget;
class QTabBar;

namespace envdeck::ui {

class ChartPanel;
class ContainerModel;
class CrosshairGroup;
class DataTable;
class DiskUseModel;
class FindingModel;
class Label;

// One host below the list: what runs on it, what is wrong, where its disk goes and how it went in the last
// hour.
class HostDetail final : public QWidget {
    Q_OBJECT

public:
    explicit HostDetail(const Thresholds &limits, QWidget *parent = nullptr);

    void setHost(const hosts::HostStatus *host, const QDateTime &now); // null: none is chosen
    void showFindings();                                               // turns to them
    void retranslate();

Q_SIGNALS:
    void copied(const QString &what); // to the clipboard: words for a toast
    void keyAsked();                  // who the host is
    void bootstrapAsked();
    void pruneAsked();
    void rebootAsked();
    void restartAsked(const envdeck::hosts::ContainerFacts &container);
    void causeAsked(); // of what a finding says

private:
    enum Part { ContainersPart, FindingsPart, DiskPart, CurvesPart };

    QWidget *buildHead();
    QWidget *buildTable(DataTable *table, Label *note, const QString &name);
    void render();
    void renderContainers();
    void renderDisk();
    void showMore();
    void copyCommand();
    void showFindingMenu(const QModelIndex &index, const QPoint &at);
    void showContainerMenu(const QModelIndex &index, const QPoint &at);
    void copy(const QString &text, const QString &what);

    std::optional<hosts::HostStatus> m_host;
    QDateTime m_now;
    Label *m_name;
    Label *m_facts;
    QPushButton *m_bootstrap; // of a host without Dokploy
    QPushButton *m_key;
    QPushButton *m_ssh;
    QPushButton *m_more;
    QTabBar *m_bar;
    QStackedWidget *m_body;
    ContainerModel *m_containers;
    DataTable *m_containerTable;
    Label *m_containerNote;
    FindingModel *m_findings;
    DataTable *m_findingTable;
    Label *m_findingNote;
    DiskUseModel *m_disk;
    DataTable *m_diskTable;
    Label *m_diskNote;
    CrosshairGroup *m_crosshair;
    ChartPanel *m_curves;
};

} // namespace envdeck::ui
