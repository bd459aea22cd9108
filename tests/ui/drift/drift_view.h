// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/infrastructure/fake_drift.h"
#include "tests/real/git/git_world.h"
#include "tests/support/fake_clock.h"
#include "tests/ui/support/look.h"
#include "ui/pages/drift_tab.h"
#include "ui/widgets/face_stack.h"
#include "ui/widgets/overlay_host.h"
#include "ui/widgets/toast_host.h"

class QPushButton;

namespace envdeck::ui {

class DataTable;

// A page with one tab, that plans when it is told to.
class TabPage final : public Page {
public:
    QString id() const override { return QStringLiteral("infrastructure"); }
    QString title() const override { return QStringLiteral("Infrastructure"); }
    void setScope(const Scope &) override {}
    void refresh() override {}
    QList<Command> commands() const override;
    QString helpText() const override { return {}; }
    void retranslate() override;

    InfrastructureTab *tab = nullptr;
    mutable int plans = 0;
};

// The Drift tab of test over a real repository, and checks that end as a test says.
class DriftView : public git::GitWorld {
protected:
    DriftView();
    ~DriftView() override;

    void SetUp() override;
    void open(const QSize &size = {1120, 640});
    static infrastructure::DriftReport
    sample(const QDateTime &at); // changed, sensitive, deleted, and by hand
    void found(const infrastructure::DriftReport &report) { drift.hold(report); }
    void look(const char *name);

    template <typename W>
    W *part(const char *name) const
    {
        return window->findChild<W *>(QString::fromLatin1(name));
    }
    QPushButton *button(const char *name) const;
    QString says(const char *label) const;
    QString allLabels() const; // of what is visible
    FaceStack *faces() const { return page->tab->findChild<FaceStack *>(); }
    DataTable *table() const;
    void adopt(int row) const;
    bool checks(); // a check runs
    bool isOver();

    testing::LookGuard guard;
    testing::FakeClock clock;
    Workspace workspace;
    testing::FakeDrift drift;
    std::unique_ptr<git::Mirror> repository;
    std::unique_ptr<configuration::VariableService> service;
    std::unique_ptr<journal::Journal> journal;
    std::unique_ptr<jobs::JobCenter> center;
    std::unique_ptr<QWidget> window;
    std::unique_ptr<ToastHost> toasts;
    OverlayHost *overlay = nullptr;
    TabPage *page = nullptr;
};

} // namespace envdeck::ui
