// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

namespace envdeck::ui {

// A few exclusive choices in one frame: time ranges, densities. Left and Right move the choice.
class Segmented final : public QWidget {
    Q_OBJECT

public:
    explicit Segmented(const QStringList &choices, QWidget *parent = nullptr);

    void setChoices(const QStringList &choices); // as many as before: the words of another language

    int current() const { return m_current; }
    void setCurrent(int index);
    QSize sizeHint() const override;

Q_SIGNALS:
    void currentChanged(int index);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QRect segment(int index) const;

    QStringList m_choices;
    int m_current = 0;
};

} // namespace envdeck::ui
