// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/troubleshooting/report.h"

#include <QWidget>

class QPushButton;

namespace envdeck::ui {

class DataTable;
class FindingModel;
class Label;
class TroubleContainerModel;

// One step of a search for a cause: its findings with their evidence and actions, and the exact command
// behind the chosen one.
class TroubleDetail final : public QWidget {
    Q_OBJECT

public:
    explicit TroubleDetail(QWidget *parent = nullptr);

    // What this window can do itself.
    static QList<NextAction> offered();

    void setStep(const troubleshooting::StepReport &step);
    void retranslate();

Q_SIGNALS:
    void actionChosen(envdeck::NextAction action, const envdeck::Finding &about);
    void copied(const QString &what);      // to the clipboard: words for a toast
    void keyAsked(const QString &account); // "signoz": its key was refused

private:
    QWidget *buildCommand();
    void render();
    void renderCommand();
    const Finding *chosen() const;

    troubleshooting::StepReport m_step;
    Label *m_title;
    Label *m_note;
    QPushButton *m_key;
    FindingModel *m_findings;
    DataTable *m_findingTable;
    TroubleContainerModel *m_containers;
    DataTable *m_containerTable;
    QWidget *m_commandBar;
    Label *m_where;
    Label *m_command;
    QPushButton *m_copy;
};

} // namespace envdeck::ui
