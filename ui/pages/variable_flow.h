// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/presenters/variables_presenter.h"
#include "ui/shell/page.h"

#include <QPointer>

class QLineEdit;

namespace envdeck::ui {

class VariableSheet;

// The way of a change of one variable: from the sheet where it is typed over the review to the job that runs.
// Sheets open on the page's overlay. Presenter and page outlive it.
class VariableFlow : public QObject {
    Q_OBJECT

public:
    VariableFlow(VariablesPresenter &presenter, Page &page);

    // Says why instead when it cannot be changed from here. Nothing while another sheet is open.
    void edit(const QString &name);
    void editAgain(const TypedValue &typed); // with what was typed before

private:
    VariableSheet *openSheetFor(const QString &name);
    void openReview(const configuration::VariableReview &review);
    void begin(const configuration::VariableReview &review, const QString &reason);

    VariablesPresenter &m_presenter;
    Page &m_page;
    QPointer<VariableSheet> m_sheet;
    QPointer<QLineEdit> m_reason;
};

} // namespace envdeck::ui
