// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/status.h"

#include <QHeaderView>

namespace envdeck::ui {

// The Overview matrix's table head: tag, environment name and the worst status of its hosts.
class EnvHeader final : public QHeaderView {
    Q_OBJECT

public:
    // Roles of the model's horizontal header data: EnvironmentKind, Severity, its words, letters of the tag.
    enum Role { KindRole = Qt::UserRole + 1, WorstRole, HealthRole, LettersRole };

    explicit EnvHeader(QWidget *parent = nullptr);

protected:
    void paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const override;
    QSize sectionSizeFromContents(int logicalIndex) const override;
};

} // namespace envdeck::ui
