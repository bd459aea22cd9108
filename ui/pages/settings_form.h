// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

class QVBoxLayout;

namespace envdeck::ui {

class SettingsRow;

// Settings one below the other: what each is on the left, its control on the right. Scrolls when there is no
// room.
class SettingsForm final : public QWidget {
    Q_OBJECT

public:
    explicit SettingsForm(QWidget *parent = nullptr);

    // Above all rows, as wide as the page: a banner, a sentence.
    void addWide(QWidget *widget);
    // Takes the control; answers the number of the row, for setWords().
    int addRow(QWidget *control);
    // The name is also what assistive technology calls the control.
    void setWords(int row, const QString &name, const QString &text);
    // Hides the rows that do not hold the text. False when none does.
    bool filter(const QString &text);

protected:
    void changeEvent(QEvent *event) override;

private:
    void fit();

    QWidget *m_content;
    QVBoxLayout *m_column;
    QList<SettingsRow *> m_rows; // children
};

// True when a text that is looked for is empty or stands in one of the words, whatever its case.
bool holdsText(const QStringList &words, const QString &text);

} // namespace envdeck::ui
