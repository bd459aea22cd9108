// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/event_loop.h"
#include "tests/ui/infrastructure/terraform_view.h"

#include <QPromise>
#include <QPushButton>

namespace envdeck::ui {
namespace {

using namespace std::chrono_literals;

// A change of dev's terraform whose step `id` lasts until end().
class WaitingJob : public TerraformView {
protected:
    void begin(const char *id)
    {
        held.start();
        jobs::Job change;
        change.kind = QStringLiteral("apply");
        change.environment = QStringLiteral("dev");
        change.subject = QStringLiteral("dev/terraform");
        change.steps = {
            {QString::fromLatin1(id), false, 1h, [this](const jobs::Context &) { return held.future(); }}};
        change.steps[0].waits = true;
        const auto started = center->start(change);
        ASSERT_TRUE(started);
        operation = started.value();
        ASSERT_TRUE(testing::soon([this] { return center->job(operation)->current == 0; }));
        testing::drainEvents();
    }
    void end()
    {
        held.addResult(Result<void>());
        held.finish();
        EXPECT_TRUE(testing::soon([this] { return center->job(operation)->isOver(); }));
    }

    QPromise<Result<void>> held;
    QString operation;
};

TEST_F(WaitingJob, ThatFollowsAPullRequestIsShownAndKeepsNobodyFromPlanning)
{
    open("variables");
    begin("approval");
    EXPECT_TRUE(part<QPushButton>("infrastructure.plan")->isEnabled());
    EXPECT_TRUE(part<QWidget>("infrastructure.job")->isVisible());
    part<QPushButton>("infrastructure.plan")->click();
    ASSERT_TRUE(testing::soon([this] { return center->jobs().first().operation != operation; }));
    ASSERT_TRUE(testing::soon([this] { return center->jobs().first().isOver(); }));
    testing::drainEvents();
    EXPECT_TRUE(part<QWidget>("infrastructure.job")->isVisible()) << "after the plan it is shown again";
    end();
}

TEST_F(WaitingJob, ThatWorksKeepsThePlanButtonDisabled)
{
    open("variables");
    begin("apply");
    EXPECT_FALSE(part<QPushButton>("infrastructure.plan")->isEnabled());
    end();
}

} // namespace
} // namespace envdeck::ui
