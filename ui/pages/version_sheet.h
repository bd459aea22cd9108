// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/deployments/service.h"
#include "core/domain/workspace.h"

#include <QWidget>

class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;
class QTimer;

namespace envdeck::ui {

class DataTable;
class Label;
class VersionModel;

// Which version to deploy: what the registry has, newest first, with what each is made of, where it runs, and
// what is new in the selected one. Asks for what it lacks of the rows in view. Enter or a double click takes
// the selected one to its review.
class VersionSheet final : public QWidget {
    Q_OBJECT

public:
    VersionSheet(const QString &title, EnvironmentKind kind, bool hatched, const QDateTime &now,
                 QWidget *parent = nullptr);

    void setVersions(const QList<deployments::Version> &versions);
    void setFailure(const QString &sentence);
    // Of a row that was asked for; for tags that are gone they do nothing.
    void setVersion(const deployments::Version &version);
    void setUnread(const QString &tag, const QString &sentence);
    void setChecks(const QString &tag, const platform::CiFacts &checks);
    void setNews(const QString &tag, const deployments::VersionNews &news);
    void setNoNews(const QString &tag, const QString &sentence);
    QSize sizeHint() const override;

Q_SIGNALS:
    void chosen(const envdeck::deployments::Version &version);
    void canceled();
    void versionWanted(const envdeck::deployments::Version &version); // once for each row that came into view
    void newsWanted(const envdeck::deployments::Version &version);    // once for each that was selected

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    QWidget *buildNews();
    void filter(const QString &text);
    void askForView();
    void showNews();
    const deployments::Version *selected() const;
    void choose();

    VersionModel *m_model;
    QSortFilterProxyModel *m_filtered;
    QLineEdit *m_filter;
    DataTable *m_table;
    Label *m_note;
    QPushButton *m_accept;
    QDateTime m_now;
    QTimer *m_settle; // rows that only pass by are not asked for
    QSet<QString> m_asked;
    QHash<QString, std::optional<deployments::VersionNews>> m_news; // by tag; nothing while it is read
    QHash<QString, QString> m_noNews;
    QWidget *m_newsBlock = nullptr;
    Label *m_newsTitle = nullptr;
    QList<Label *> m_newsLines;
};

} // namespace envdeck::ui
