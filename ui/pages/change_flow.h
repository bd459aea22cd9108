// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/review_sheet.h"
#include "ui/presenters/deployments_presenter.h"
#include "ui/shell/page.h"

#include <QPointer>
#include <functional>

class QTimer;

namespace envdeck::ui {

class VersionSheet;

// The way of a change of the page's target: from the list of versions over the review to the job that runs.
// Sheets open on the page's overlay, failures are said on its toasts. Presenter and page outlive it.
class ChangeFlow : public QObject {
    Q_OBJECT

public:
    ChangeFlow(DeploymentsPresenter &presenter, Page &page);

    // Opens the list of versions; the chosen one is reviewed. Nothing while another sheet is open.
    void chooseVersion();
    // Opens the review as soon as it is made, which may take a fetch of the repository.
    void review(Action action, const ImageRef &to, const EnvironmentId &from = {});
    // Ask for a reason, and for what the environment wants typed; then the commit.
    void askHold(const Deployment &current);
    void askRelease();

private:
    void ask(const QString &title, const QString &accept, const QString &effect,
             std::function<Result<QString>(const QString &)> then);
    EnvironmentId promotedFrom(const deployments::Version &version) const;
    void openReview(const deployments::Review &review);
    void begin(const deployments::Review &review, const ReviewChoice &choice);

    DeploymentsPresenter &m_presenter;
    Page &m_page;
    QTimer *m_preparing; // until a review is there: a slow one is said to be on its way
    QPointer<VersionSheet> m_versions;
};

} // namespace envdeck::ui
