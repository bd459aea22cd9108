// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/status.h"

#include <QListView>

class QStandardItemModel;

namespace envdeck::ui {

// One entry of the navigation. An empty title is a gap between groups.
struct NavEntry {
    QString id;    // stable: "deployments"
    QString title; // translated
    QString icon;
    int count = 0; // badge; 0 shows none
    Severity severity = Severity::None;
};

// The list of pages on the left. Narrow shows icons with tooltips only.
class NavList final : public QListView {
    Q_OBJECT

public:
    explicit NavList(QWidget *parent = nullptr);

    void setEntries(const QList<NavEntry> &entries);
    void setCurrent(const QString &id);
    void setNarrow(bool narrow);
    QSize sizeHint() const override;

Q_SIGNALS:
    void pageChosen(const QString &id); // by mouse or key, never by setCurrent()

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyWidth();

    QStandardItemModel *m_model; // owned by this
    bool m_narrow = false;
    bool m_following = false; // setCurrent() is at work: nobody chose
};

} // namespace envdeck::ui
