// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/event_loop.h"
#include "tests/ui/infrastructure/terraform_view.h"
#include "tests/ui/support/languages.h"
#include "ui/dialogs/guarded_sheet.h"
#include "ui/pages/infrastructure_page.h"
#include "ui/widgets/label.h"
#include "ui/widgets/log_view.h"

#include <QLineEdit>
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
    GuardedSheet *confirmSheet() const { return qobject_cast<GuardedSheet *>(overlay->content()); }
    // What is shown as the plan of that environment: each of its resources changes so.
    void hold(PlanMode mode, ChangeAction action, const char *environment = "dev")
    {
        infrastructure::ReviewedPlan plan;
        plan.environment = QString::fromLatin1(environment);
        plan.operation = QString::number(int(mode)) + plan.environment;
        plan.mode = mode;
        plan.madeAt = clock.now();
        plan.validUntil = clock.now().addSecs(1800);
        plan.record.commit = QString(40, QLatin1Char('a'));
        for (const char *address :
             {"module.vps[\"app\"].hcloud_server.this", "module.vps[\"app\"].hcloud_volume.data",
              "module.dns[\"api.example.com\"].cloudflare_record.this", "terraform_data.app"}) {
            ResourceChange change;
            change.address = QString::fromLatin1(address);
            change.name = change.address.section(QLatin1Char('.'), -1);
            change.type = change.address.section(QLatin1Char('.'), -2, -2);
            change.action = action;
            plan.plan.resources.append(change);
        }
        plan.plan.counts = countsOf(plan.plan.resources);
        terraform.held = plan;
    }
    static infrastructure::FormatCheck differing()
    {
        infrastructure::FormatCheck check;
        check.commit = QString(40, QLatin1Char('b'));
        check.found = {{QStringLiteral("terraform/environments/dev/main.tf")},
                       QStringLiteral("--- old/environments/dev/main.tf\n+++ new/environments/dev/main.tf\n"
                                      "@@ -1,3 +1,3 @@\n a {\n-b=1\n+  b = 1\n }")};
        return check;
    }
    static infrastructure::CodeCheck invalid()
    {
        infrastructure::CodeCheck check;
        check.commit = QString(40, QLatin1Char('c'));
        check.program = QStringLiteral("terraform 1.11.4");
        terraform::Diagnostic wrong;
        wrong.severity = terraform::Severity::Error;
        wrong.summary = QStringLiteral("Reference to undeclared input variable");
        wrong.detail =
            QStringLiteral("An input variable with the name \"nowhere\" has not been declared. This "
                           "variable can be declared with a variable \"nowhere\" {} block.");
        wrong.code = QStringLiteral("  input = var.nowhere");
        wrong.file = QStringLiteral("main.tf");
        wrong.line = 12;
        check.diagnostics = {wrong};
        return check;
    }
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
    look("other-runs");
    testing::grab(*menu, QStringLiteral("other-runs-menu"));
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
    hold(PlanMode::Destroy, ChangeAction::Delete);
    open("plan");
    testing::drainEvents();
    EXPECT_TRUE(part<Label>("plan.summary")->text().contains(QLatin1String("dev")));
    EXPECT_EQ(part<QPushButton>("plan.apply")->text(), command(QStringLiteral("infrastructure.apply")).title);
    EXPECT_TRUE(part<QPushButton>("plan.apply")->text().contains(QLatin1String("Destroy")));
    look("destroy-plan");
    part<QPushButton>("plan.apply")->click();
    ASSERT_TRUE(confirmSheet());
    EXPECT_EQ(confirmSheet()->action().guard.typed, QStringLiteral("dev"));
    EXPECT_TRUE(confirmSheet()->action().destructive);
    look("destroy-everything");
}

TEST_F(OtherRunsView, AShownPlanToAcceptSaysThatTheStateAloneChanges)
{
    hold(PlanMode::RefreshOnly, ChangeAction::Update);
    terraform.held->plan.drift = terraform.held->plan.resources;
    terraform.held->plan.drift.last().action = ChangeAction::Delete;
    terraform.held->plan = infrastructure::acceptedPlan(terraform.held->plan);
    open("plan");
    testing::drainEvents();
    EXPECT_EQ(part<Label>("plan.summary")->text(),
              QStringLiteral("In the state alone: 3 to change, 1 to forget"));
    EXPECT_FALSE(allWords().contains(QLatin1String("goes on existing")));
    EXPECT_TRUE(part<QPushButton>("plan.apply")->text().contains(QLatin1String("Accept")));
    look("refresh-plan");
    part<QPushButton>("plan.apply")->click();
    ASSERT_TRUE(confirmSheet());
    EXPECT_FALSE(confirmSheet()->action().destructive);
    look("refresh-apply");
}

TEST_F(OtherRunsView, SmallDarkAndInLongWordsThePlansAndTheirSheetsStayWhole)
{
    testing::theme().setMode(ColorMode::Dark);
    const testing::InLanguage pseudo = testing::InLanguage::pseudo();
    hold(PlanMode::Destroy, ChangeAction::Delete, "prod");
    open("plan", "prod", {824, 560});
    testing::drainEvents();
    look("destroy-plan-pseudo");
    part<QPushButton>("plan.apply")->click();
    ASSERT_TRUE(confirmSheet());
    EXPECT_TRUE(confirmSheet()->action().guard.typed.startsWith(QLatin1String("prod")));
    EXPECT_GT(confirmSheet()->action().guard.arming.count(), 0);
    look("destroy-everything-pseudo");
    overlay->dismiss();
    hold(PlanMode::RefreshOnly, ChangeAction::Update, "prod");
    open("plan", "prod", {824, 560});
    testing::drainEvents();
    look("refresh-plan-pseudo");
    part<QPushButton>("plan.apply")->click();
    look("refresh-apply-pseudo");
}

TEST_F(OtherRunsView, SmallDarkAndInChineseThePlansAndTheirSheetsStayWhole)
{
    testing::theme().setMode(ColorMode::Dark);
    const testing::InLanguage chinese = testing::InLanguage::chinese();
    hold(PlanMode::Destroy, ChangeAction::Delete, "prod");
    open("plan", "prod", {824, 560});
    testing::drainEvents();
    look("destroy-plan-zh");
    part<QPushButton>("plan.apply")->click();
    look("destroy-everything-zh");
    overlay->dismiss();
    terraform.layout = differing();
    terraform.code = invalid();
    ASSERT_NO_FATAL_FAILURE(pick("infrastructure.format"));
    ASSERT_TRUE(testing::soon([this] { return sheet() != nullptr; }));
    look("layout-differs-zh");
    part<QPushButton>("check.close")->click();
    ASSERT_TRUE(testing::soon([this] { return !sheet(); }));
    ASSERT_NO_FATAL_FAILURE(pick("infrastructure.validate"));
    ASSERT_TRUE(testing::soon([this] { return sheet() != nullptr; }));
    look("code-is-wrong-zh");
}

TEST_F(OtherRunsView, ALayoutThatDiffersIsShownAsADiff)
{
    terraform.layout = differing();
    open("parity");
    ASSERT_NO_FATAL_FAILURE(pick("infrastructure.format"));
    ASSERT_TRUE(testing::soon([this] { return sheet() != nullptr; }));
    EXPECT_TRUE(part<LogView>("check.lines")->isVisible());
    look("layout-differs");
    part<QPushButton>("check.close")->click();
    EXPECT_FALSE(overlay->isOpen());
}

TEST_F(OtherRunsView, WhatFmtWouldWriteIsReviewedAndPushedFromTheSheet)
{
    const QString file = folderOf("dev") + QStringLiteral("/main.tf");
    const QString head = pushed(file, "a {\nb=1\n}\n", QStringLiteral("Lay it out badly"));
    ASSERT_TRUE(git::await(repository->fetch({})));
    terraform.layout = differing();
    terraform.layout.commit = head;
    terraform.layout.written = {{file, "a {\nb=1\n}\n", "a {\n  b = 1\n}\n"}};
    open("plan");
    ASSERT_NO_FATAL_FAILURE(pick("infrastructure.format"));
    ASSERT_TRUE(testing::soon([this] { return sheet() != nullptr; }));
    part<QPushButton>("check.action")->click();
    ASSERT_TRUE(testing::soon([this] { return confirmSheet() != nullptr; }));
    look("format-review");
    EXPECT_EQ(remoteHead(), head);
    part<QLineEdit>("review.reason")->setText(QStringLiteral("as everywhere"));
    qint64 now = 0;
    confirmSheet()->setTimeSource([&now] { return now; });
    now += 60'000;
    confirmSheet()->tick();
    part<QPushButton>("review.accept")->click();
    ASSERT_TRUE(
        testing::soon([this] { return !center->jobs().isEmpty() && center->jobs().first().isOver(); }));
    EXPECT_EQ(center->jobs().first().kind, QStringLiteral("format"));
    EXPECT_EQ(git(remotePath(), {QStringLiteral("show"), QStringLiteral("main:") + file}),
              QStringLiteral("a {\n  b = 1\n}"));
}

TEST_F(OtherRunsView, CodeThatIsNotValidNamesItsPlacesAndValidCodeNothing)
{
    terraform.code = invalid();
    open("parity");
    ASSERT_NO_FATAL_FAILURE(pick("infrastructure.validate"));
    ASSERT_TRUE(testing::soon([this] { return sheet() != nullptr; }));
    EXPECT_TRUE(part<LogView>("check.lines")->isVisible());
    look("code-is-wrong");
    part<QPushButton>("check.close")->click();
    ASSERT_TRUE(testing::soon([this] { return !sheet(); }));
    infrastructure::CodeCheck valid = invalid();
    valid.diagnostics.clear();
    terraform.code = valid;
    ASSERT_NO_FATAL_FAILURE(pick("infrastructure.validate"));
    ASSERT_TRUE(testing::soon([this] { return sheet() != nullptr; }));
    EXPECT_FALSE(part<LogView>("check.lines"));
    look("code-is-valid");
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
