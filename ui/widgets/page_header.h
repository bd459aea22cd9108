// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/freshness_text.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/label.h"

#include <QWidget>

class QHBoxLayout;
class QPushButton;

namespace envdeck::ui {

// Title and context on the left; freshness, refresh and at most one primary action on the right.
class PageHeader final : public QWidget {
    Q_OBJECT

public:
    explicit PageHeader(const QString &title = {}, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setContext(const QString &context); // "prod / api", behind the title
    void setFreshness(const FreshnessText &freshness);
    void setRefreshing(bool refreshing); // the 2 px line under the header
    void setRefreshable(bool refreshable);
    void addControl(QWidget *control); // before the freshness text
    QPushButton *addAction(const QString &text, const QString &icon);
    // An action that is the page's primary one. Takes over from an earlier one; null leaves none, for a face
    // that carries the primary button itself.
    void setPrimary(QPushButton *button);

    QSize sizeHint() const override;

Q_SIGNALS:
    void refreshAsked();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    Label *m_title;
    Label *m_context;
    Chip *m_freshness;
    QPushButton *m_refresh;
    QHBoxLayout *m_controls;
    QHBoxLayout *m_actions;
    QPushButton *m_primary = nullptr;
    bool m_refreshing = false;
};

} // namespace envdeck::ui
