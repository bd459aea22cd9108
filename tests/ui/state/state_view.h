// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/infrastructure/state_keeper.h"
#include "tests/support/fake_clock.h"
#include "tests/ui/support/look.h"
#include "ui/presenters/infrastructure_presenter.h"
#include "ui/presenters/runs_presenter.h"
#include "ui/presenters/state_presenter.h"

#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace envdeck::ui {

class DataTable;
class InfrastructurePage;
class OverlayHost;
class ToastHost;

// A terraform whose state is what the test says.
class FakeTerraform final : public infrastructure::Service {
public:
    Async<terraform::Program> program(std::stop_token) override
    {
        return ready<terraform::Program>(terraform::Program());
    }
    std::optional<infrastructure::ReviewedPlan> plan(const EnvironmentId &) const override { return {}; }
    Async<std::optional<infrastructure::ReviewedPlan>> restore(const EnvironmentId &,
                                                               std::stop_token) override
    {
        return ready<std::optional<infrastructure::ReviewedPlan>>(
            std::optional<infrastructure::ReviewedPlan>());
    }
    void discard(const EnvironmentId &) override {}
    Async<void> mayApply(const EnvironmentId &, const QString &, PlanMode, std::stop_token) override
    {
        return ready<void>({});
    }
    jobs::Job planJob(const EnvironmentId &environment, PlanMode mode = PlanMode::Changes) override;
    Async<infrastructure::FormatCheck> checkFormat(const EnvironmentId &, std::stop_token) override
    {
        return ready<infrastructure::FormatCheck>(infrastructure::FormatCheck());
    }
    Async<infrastructure::CodeCheck> checkCode(const EnvironmentId &, std::stop_token) override
    {
        return ready<infrastructure::CodeCheck>(infrastructure::CodeCheck());
    }
    jobs::Job patientPlanJob(const EnvironmentId &environment) override
    {
        ++patientPlans;
        return planJob(environment);
    }
    Result<jobs::Job> applyJob(const EnvironmentId &environment, const QString &) override
    {
        return Error{ErrorCode::NotFound, environment, {}, 0};
    }
    Async<infrastructure::State> state(const EnvironmentId &, std::stop_token) override;

    std::optional<Result<infrastructure::State>> answer; // nothing: never answers
    std::optional<Error> planFails;
    int patientPlans = 0;
};

// The Infrastructure page with State, History and what is wrong with the state; the runs and an unsaved state
// lie in folders as terraform and we leave them.
class StateView : public ::testing::Test {
protected:
    StateView();
    ~StateView() override;

    void open(const char *tab, const char *environment = "dev", const QSize &size = {1240, 820});
    void close();
    template <typename W>
    W *part(const char *name) const
    {
        return window->findChild<W *>(QString::fromLatin1(name));
    }
    DataTable *table(const char *name) const;
    QStringList column(const char *table, int column) const; // as it is spoken
    QString allWords() const;
    void look(const char *name);
    void planned(const char *environment = "dev"); // and it is over
    infrastructure::Places places(const char *environment = "dev") const;

    static infrastructure::State sampleState();
    static Error locked(const char *holder); // as the local backend says it

    testing::LookGuard guard;
    testing::FakeClock clock;
    QTemporaryDir root;
    Workspace workspace;
    FakeTerraform terraform;
    std::unique_ptr<journal::Journal> journal;
    std::unique_ptr<jobs::JobCenter> center;
    std::unique_ptr<git::Mirror> mirror;
    std::unique_ptr<infrastructure::TerraformService> real; // for its folders
    std::unique_ptr<infrastructure::StateKeeper> keeper;
    std::unique_ptr<QWidget> window;
    InfrastructurePage *page = nullptr;
    OverlayHost *overlay = nullptr;
    std::unique_ptr<ToastHost> toasts;
};

} // namespace envdeck::ui
