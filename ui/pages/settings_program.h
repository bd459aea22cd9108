// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/presenters/program_presenter.h"

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace envdeck::ui {

class Label;

// A field for the path of terraform or tofu, and below it what that is or why it cannot be used.
class ProgramField final : public QWidget {
    Q_OBJECT

public:
    explicit ProgramField(std::unique_ptr<ProgramPresenter> presenter, QWidget *parent = nullptr);
    ~ProgramField() override;

    void retranslate();
    void refresh() { m_presenter->refresh(); }

private:
    void browse();
    void render();

    std::unique_ptr<ProgramPresenter> m_presenter;
    QLineEdit *m_path;
    QPushButton *m_browse;
    Label *m_answer;
};

} // namespace envdeck::ui
