// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/presenters/infrastructure_presenter.h"
#include "ui/shell/page.h"

namespace envdeck::ui {

// The way from code that terraform would lay out differently over the review to the commit that does it.
// Presenter and page outlive it.
class FormatFlow : public QObject {
    Q_OBJECT

public:
    FormatFlow(InfrastructurePresenter &presenter, Page &page);

    void review(const infrastructure::FormatCheck &check); // in the place of the sheet that is open

private:
    void begin(const configuration::FormatReview &review, const QString &reason);

    InfrastructurePresenter &m_presenter;
    Page &m_page;
};

} // namespace envdeck::ui
