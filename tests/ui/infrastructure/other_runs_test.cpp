// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/event_loop.h"
#include "tests/ui/infrastructure/terraform_view.h"
#include "ui/dialogs/guarded_sheet.h"
#include "ui/pages/infrastructure_page.h"
#include "ui/widgets/label.h"
#include "ui/widgets/log_view.h"

#include <QMenu>
#include <QPushButton>

namespace envdeck::ui {
namespace {

class OtherRunsView : public TerraformView {
protected:
    Command command(const QString &id) const
    {
        for (const Command &each : page->commands()) {
            if (each.id == id)
                return each;
        }
        return {};
    }
    // Of the menu beside "Run plan", as a person picks it.
    void pick(const char *id)
    {
        part<QPushButton>("infrastructure.more")->click();
        auto *menu = page->findChild<QMenu *>(QStringLiteral("infrastructure.others"));
        ASSERT_TRUE(menu);
        auto *action = menu->findChild<QAction *>(QLatin1String(id));
        ASSERT_TRUE(action) << id;
        action->trigger();
        menu->close();
        testing::drainEvents();
    }
    QWidget *sheet() const { return window->findChild<QWidget *>(QStringLiteral("check.sheet")); }
};

TEST_F(OtherRunsView, MenuAndPaletteOfferTheSame)
{
    open("plan");
    part<QPushButton>("infrastructure.more")->click();
    auto *menu = page->findChild<QMenu *>(QStringLiteral("infrastructure.others"));
    ASSERT_TRUE(menu);
    int offered = 0;
    for (const QAction *action : menu->actions()) {
        if (action->isSeparator())
            continue;
        ++offered;
        EXPECT_EQ(command(action->objectName()).title, action->text());
        EXPECT_EQ(command(action->objectName()).enabled, action->isEnabled());
    }
    EXPECT_EQ(offered, 4);
    look("other-runs-menu");
    menu->close();
}

TEST_F(OtherRunsView, APlanToDestroyIsAPlanAndNothingMore)
{
    open("parity");
    ASSERT_NO_FATAL_FAILURE(pick("infrastructure.plan-destroy"));
    EXPECT_TRUE(testing::soon([this] { return terraform.plans == 1; }));
    EXPECT_EQ(terraform.lastMode, PlanMode::Destroy);
    EXPECT_FALSE(overlay->isOpen());
    ASSERT_TRUE(testing::soon([this] { return center->jobs().first().isOver(); }));
    testing::drainEvents();
    command(QStringLiteral("infrastructure.plan-refresh")).trigger();
    EXPECT_TRUE(testing::soon([this] { return terraform.plans == 2; }));
    EXPECT_EQ(terraform.lastMode, PlanMode::RefreshOnly);
}

TEST_F(OtherRunsView, AShownPlanToDestroySaysSoAndAsksForTheEnvironment)
{
    infrastructure::ReviewedPlan plan;
    plan.environment = QStringLiteral("dev");
    plan.operation = QStringLiteral("one");
    plan.mode = PlanMode::Destroy;
    plan.madeAt = clock.now();
    plan.validUntil = clock.now().addSecs(1800);
    plan.record.commit = QString(40, QLatin1Char('a'));
    ResourceChange change;
    change.address = QStringLiteral("terraform_data.app");
    change.name = QStringLiteral("app");
    change.action = ChangeAction::Delete;
    plan.plan.resources = {change};
    plan.plan.counts = countsOf(plan.plan.resources);
    terraform.held = plan;
    open("plan");
    testing::drainEvents();
    EXPECT_TRUE(part<Label>("plan.summary")->text().contains(QLatin1String("dev")));
    EXPECT_EQ(part<QPushButton>("plan.apply")->text(), command(QStringLiteral("infrastructure.apply")).title);
    EXPECT_TRUE(part<QPushButton>("plan.apply")->text().contains(QLatin1String("Destroy")));
    part<QPushButton>("plan.apply")->click();
    ASSERT_TRUE(overlay->isOpen());
    look("destroy-everything");
}

TEST_F(OtherRunsView, ALayoutThatDiffersIsShownAsADiff)
{
    terraform.layout.commit = QString(40, QLatin1Char('b'));
    terraform.layout.found = {
        {QStringLiteral("terraform/environments/dev/main.tf")},
        QStringLiteral("--- old/environments/dev/main.tf\n+++ new/environments/dev/main.tf\n"
                       "@@ -1,3 +1,3 @@\n a {\n-b=1\n+  b = 1\n }")};
    open("parity");
    ASSERT_NO_FATAL_FAILURE(pick("infrastructure.format"));
    ASSERT_TRUE(testing::soon([this] { return sheet() != nullptr; }));
    EXPECT_TRUE(part<LogView>("check.lines")->isVisible());
    look("layout-differs");
    part<QPushButton>("check.close")->click();
    EXPECT_FALSE(overlay->isOpen());
}

TEST_F(OtherRunsView, CodeThatIsNotValidNamesItsPlacesAndValidCodeNothing)
{
    infrastructure::CodeCheck check;
    check.commit = QString(40, QLatin1Char('c'));
    check.program = QStringLiteral("terraform 1.11.4");
    terraform::Diagnostic diagnostic;
    diagnostic.severity = terraform::Severity::Error;
    diagnostic.summary = QStringLiteral("Reference to undeclared input variable");
    diagnostic.file = QStringLiteral("main.tf");
    diagnostic.line = 12;
    check.diagnostics = {diagnostic};
    terraform.code = check;
    open("parity");
    ASSERT_NO_FATAL_FAILURE(pick("infrastructure.validate"));
    ASSERT_TRUE(testing::soon([this] { return sheet() != nullptr; }));
    EXPECT_TRUE(part<LogView>("check.lines")->isVisible());
    look("code-is-wrong");
    part<QPushButton>("check.close")->click();
    testing::drainEvents();
    check.diagnostics.clear();
    terraform.code = check;
    ASSERT_NO_FATAL_FAILURE(pick("infrastructure.validate"));
    ASSERT_TRUE(testing::soon([this] { return sheet() != nullptr; }));
    EXPECT_FALSE(part<LogView>("check.lines"));
}

TEST_F(OtherRunsView, ACheckThatFailsSaysWhyAndMayBeTriedAgain)
{
    terraform.code = Error{ErrorCode::Unreachable, QStringLiteral("dev"), {}, 0};
    open("parity");
    ASSERT_NO_FATAL_FAILURE(pick("infrastructure.validate"));
    EXPECT_TRUE(testing::soon([this] { return command(QStringLiteral("infrastructure.validate")).enabled; }));
    EXPECT_FALSE(sheet());
}

} // namespace
} // namespace envdeck::ui
