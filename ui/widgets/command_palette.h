// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/palette_model.h"

#include <QWidget>

class QLineEdit;
class QListView;

namespace envdeck::ui {

// The list behind Ctrl+K: a field and what fits it, matched letters bold. Up, Down, PageUp and PageDown
// choose, Enter runs; a disabled entry shows its reason and does nothing. Keys of an input method pass
// untouched.
class CommandPalette final : public QWidget {
    Q_OBJECT

public:
    explicit CommandPalette(QWidget *parent = nullptr);

    void setEntries(const QList<PaletteEntry> &entries);
    void setRecent(const QStringList &ids);
    void setQuery(const QString &text);
    QSize sizeHint() const override;

Q_SIGNALS:
    void chosen(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void filter(const QString &text);
    void choose();
    void move(int rows);

    PaletteModel *m_model;
    QLineEdit *m_edit;
    QListView *m_results;
    QWidget *m_help;
};

} // namespace envdeck::ui
