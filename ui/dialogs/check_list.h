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
    bool isWaiting() const; // one has not answered
    bool hasFailed() const;

private:
    struct Line {
        Chip *chip = nullptr;
        Label *text = nullptr;
        bool answered = false;
        Verdict verdict = Verdict::Unknown;
    };

    Line &lineOf(const QString &id);

    QHash<QString, Line> m_lines;
    QGridLayout *m_grid;
};

} // namespace envdeck::ui
