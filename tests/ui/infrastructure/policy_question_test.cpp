// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/event_loop.h"
#include "tests/ui/infrastructure/terraform_view.h"
#include "ui/pages/infrastructure_page.h"

#include <QPushButton>

namespace envdeck::ui {
namespace {

// A plan of dev is at hand, and the code host is asked whether its policy lets it be applied.
class PolicyQuestion : public TerraformView {
protected:
    void SetUp() override
    {
        TerraformView::SetUp();
        infrastructure::ReviewedPlan plan;
        plan.environment = QStringLiteral("dev");
        plan.operation = QStringLiteral("plan-1");
        plan.madeAt = clock.now();
        plan.validUntil = clock.now().addSecs(1800);
        plan.record.commit = QString(40, QLatin1Char('a'));
        ResourceChange change;
        change.address = QStringLiteral("terraform_data.app");
        change.action = ChangeAction::Create;
        plan.plan.resources = {change};
        plan.plan.counts = countsOf(plan.plan.resources);
        terraform.held = plan;
    }
    QPushButton *applyButton() const { return part<QPushButton>("plan.apply"); }
    bool mayApplyAfter(const Result<void> &answer)
    {
        terraform.may = answer;
        page->refresh();
        testing::drainEvents();
        return applyButton()->isEnabled();
    }
};

TEST_F(PolicyQuestion, ThatFailedLeavesTheApplyToTheJob)
{
    terraform.may = Error{ErrorCode::Unreachable, QStringLiteral("github"), {}, 0};
    open("plan");
    testing::drainEvents();
    EXPECT_TRUE(applyButton()->isEnabled());
    // A key without rights is no policy.
    EXPECT_TRUE(mayApplyAfter(
        Error{ErrorCode::Forbidden, QStringLiteral("github"), QStringLiteral("missing-scope repo"), 403}));
    EXPECT_TRUE(mayApplyAfter({}));
}

TEST_F(PolicyQuestion, IsAskedAgainWithEachLook)
{
    const Error refused{ErrorCode::Forbidden, QStringLiteral("dev"),
                        QStringLiteral("not-by-pull-request abc1234"), 0};
    terraform.may = refused;
    open("plan");
    testing::drainEvents();
    EXPECT_EQ(terraform.questions, 1);
    EXPECT_FALSE(applyButton()->isEnabled());
    EXPECT_TRUE(applyButton()->toolTip().contains(QLatin1String("abc1234")));
    EXPECT_TRUE(mayApplyAfter({})); // it was merged meanwhile
    EXPECT_FALSE(mayApplyAfter(refused));
    EXPECT_FALSE(mayApplyAfter(
        Error{ErrorCode::Forbidden, QStringLiteral("dev"), QStringLiteral("destroy-by-policy"), 0}));
    EXPECT_EQ(terraform.questions, 4);
}

} // namespace
} // namespace envdeck::ui
