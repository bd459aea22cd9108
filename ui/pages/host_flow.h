// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/guarded_sheet.h"
#include "ui/presenters/host_actions_presenter.h"
#include "ui/shell/page.h"

class QCheckBox;

namespace envdeck::ui {

class ConfirmSheet;

// From a wish to do something to a host to its job: asks what it would meet, opens the sheet that says so,
// and starts what was confirmed.
class HostFlow final : public QObject {
    Q_OBJECT

public:
    HostFlow(Page &page, std::unique_ptr<HostActionsPresenter> presenter);
    ~HostFlow() override;

    bool isAsking() const { return m_presenter->isAsking(); }
    void askKey(const hosts::HostId &host); // whichever it shows: unknown, changed, revoked, known
    void askRestart(const hosts::HostId &host, const hosts::ContainerFacts &container);
    void askPrune(const hosts::HostId &host);
    void askReboot(const hosts::HostId &host);

Q_SIGNALS:
    void askingChanged();

private:
    GuardedAction action(const hosts::HostId &host, Risk risk) const;
    ConfirmSheet *changing(const GuardedAction &asked, const QString &words, bool askReason = false) const;
    bool mayAsk() const;
    void openKey(const hosts::HostId &host, const platform::HostIdentity &identity);
    void openUnknown(const hosts::HostId &host, const platform::HostIdentity &identity);
    void openChanged(const hosts::HostId &host, const platform::HostIdentity &identity);
    static QCheckBox *addCompared(ConfirmSheet *sheet);
    void openPrune(const hosts::HostId &host, const hosts::PrunePlan &plan);
    void say(const QString &trouble); // empty: nothing

    Page &m_page;
    std::unique_ptr<HostActionsPresenter> m_presenter;
};

} // namespace envdeck::ui
