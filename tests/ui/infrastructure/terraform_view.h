// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/configuration/format_service.h"
#include "core/infrastructure/service.h"
#include "core/infrastructure/terraform_secrets.h"
#include "tests/real/git/git_world.h"
#include "tests/support/fake_clock.h"
#include "tests/ui/support/look.h"
#include "ui/pages/parity_tab.h"
#include "ui/pages/variables_tab.h"
#include "ui/widgets/overlay_host.h"
#include "ui/widgets/toast_host.h"

namespace envdeck::ui {

class DataTable;
class InfrastructurePage;

// A program that is there and plans at once; counts what it was asked.
class FakeInfrastructure final : public infrastructure::Service {
public:
    Async<terraform::Program> program(std::stop_token) override
    {
        return ready<terraform::Program>(terraform::Program());
    }
    std::optional<infrastructure::ReviewedPlan> plan(const EnvironmentId &) const override { return held; }
    Async<std::optional<infrastructure::ReviewedPlan>> restore(const EnvironmentId &,
                                                               std::stop_token) override
    {
        return ready<std::optional<infrastructure::ReviewedPlan>>(
            std::optional<infrastructure::ReviewedPlan>());
    }
    void discard(const EnvironmentId &) override {}
    Async<void> mayApply(const EnvironmentId &, const QString &, PlanMode, std::stop_token) override
    {
        ++questions;
        return ready<void>(may);
    }
    jobs::Job planJob(const EnvironmentId &environment, PlanMode mode = PlanMode::Changes) override;
    Async<infrastructure::FormatCheck> checkFormat(const EnvironmentId &, std::stop_token) override
    {
        return ready<infrastructure::FormatCheck>(layout);
    }
    Async<infrastructure::CodeCheck> checkCode(const EnvironmentId &, std::stop_token) override
    {
        return ready<infrastructure::CodeCheck>(code);
    }
    jobs::Job patientPlanJob(const EnvironmentId &environment) override { return planJob(environment); }
    Result<jobs::Job> applyJob(const EnvironmentId &environment, const QString &) override
    {
        return Error{ErrorCode::NotFound, environment, {}, 0};
    }
    Async<infrastructure::State> state(const EnvironmentId &, std::stop_token) override
    {
        return ready<infrastructure::State>(infrastructure::State());
    }

    int plans = 0;
    int questions = 0; // to the policy
    Result<void> may;
    PlanMode lastMode = PlanMode::Changes;
    std::optional<infrastructure::ReviewedPlan> held;
    infrastructure::FormatCheck layout;
    Result<infrastructure::CodeCheck> code{infrastructure::CodeCheck()};
};

// The Infrastructure page with Variables and Parity over a real repository with dev, test and prod, of which
// prod has one module less and a file of its own. Values that hold "CANARY" are secret.
class TerraformView : public git::GitWorld {
protected:
    TerraformView();
    ~TerraformView() override;

    void SetUp() override;
    static QString folderOf(const char *environment);
    void open(const char *tab, const char *environment = "dev", const QSize &size = {1240, 820});
    template <typename W>
    W *part(const char *name) const
    {
        return window->findChild<W *>(QString::fromLatin1(name));
    }
    DataTable *table(const char *name) const;
    // A cell as it is shown, its muted part too.
    QString cell(const char *table, const QString &row, int column) const;
    void select(const char *table, const QString &row) const;
    bool hasAnswer(); // and no reading is under way
    QString allWords() const;
    void look(const char *name);
    void breakRemote() const;

    testing::LookGuard guard;
    testing::FakeClock clock;
    Workspace workspace;
    FakeInfrastructure terraform;
    std::unique_ptr<git::Mirror> repository;
    std::unique_ptr<configuration::VariableService> service;
    std::unique_ptr<configuration::FormatService> formats;
    std::unique_ptr<journal::Journal> journal;
    std::unique_ptr<jobs::JobCenter> center;
    secrets::Vault vault{std::make_unique<secrets::MemoryStore>()};
    QProcessEnvironment own; // what this process passes on
    std::unique_ptr<infrastructure::TerraformSecrets> keys;
    std::unique_ptr<configuration::KeyLedger> ledger;
    std::unique_ptr<QWidget> window;
    OverlayHost *overlay = nullptr;
    InfrastructurePage *page = nullptr;
    VariablesPresenter *variables = nullptr; // the page's
    SecretsPresenter *secrets = nullptr;
    ParityPresenter *parity = nullptr;
};

} // namespace envdeck::ui
