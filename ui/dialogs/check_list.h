// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/preflight.h"

#include <QHash>
#include <QWidget>

class QGridLayout;

namespace envdeck::ui {

class Chip;
class Label;

// The checks of a review, one line each: shape, then sentence. Lines wait until their answer comes in.
class CheckList final : public QWidget {
    Q_OBJECT

public:
    explicit CheckList(const QStringList &ids, QWidget *parent = nullptr);

    void setCheck(const PreflightCheck &check);
    void addBelow(QWidget *widget);       // under the sentences
    bool isWaiting() const;               // one has not answered
    QList<PreflightCheck> checks() const; // those that have answered

private:
    struct Line {
        Chip *chip = nullptr;
        Label *text = nullptr;
        std::optional<PreflightCheck> answer;
    };

    Line &lineOf(const QString &id);

    QHash<QString, Line> m_lines;
    QGridLayout *m_grid;
};

} // namespace envdeck::ui
