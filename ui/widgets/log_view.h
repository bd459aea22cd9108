// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

class QStringListModel;

namespace envdeck::ui {

// Lines of a log in the code face, as they are: no wrapping, no joined signs, no markup. Stays at the end
// while it is at the end, and where the reader is otherwise. Ctrl+C copies the selected lines. For thousands
// of lines.
class LogView final : public QListView {
    Q_OBJECT

public:
    explicit LogView(QWidget *parent = nullptr);

    void setText(const QString &text); // whole log, plain

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QStringListModel *m_lines;
};

} // namespace envdeck::ui
