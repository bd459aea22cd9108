// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/drift/drift_view.h"

#include "tests/ui/support/languages.h"
#include "ui/dialogs/guarded_sheet.h"
#include "ui/models/drift_model.h"
#include "ui/pages/adopt_sheet.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/data_table.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>

namespace envdeck::ui {
namespace {

using namespace std::chrono_literals;

const Error refused{ErrorCode::ToolFailed, {}, QStringLiteral("Error: the API answered 401"), 0};

TEST_F(DriftView, NeverCheckedSaysSoAndChecks)
{
    open();
    ASSERT_EQ(faces()->face(), FaceStack::Face::Empty);
    EXPECT_TRUE(allLabels().contains(QStringLiteral("Never checked for drift")));
    EXPECT_TRUE(allLabels().contains(QStringLiteral("every 6 h")));
    EXPECT_FALSE(button("drift.check")->isVisible());
    look("drift-never");
    Q_EMIT faces()->actionChosen();
    ASSERT_TRUE(checks());
    EXPECT_EQ(drift.asked, QStringList{QStringLiteral("test")});
    EXPECT_EQ(faces()->face(), FaceStack::Face::Loading);
    EXPECT_TRUE(part<Banner>("drift.notice")->isVisible());
    look("drift-first-check");
}

TEST_F(DriftView, ShowsEachAttributeWithWhatWasExpectedAndWhatIsThere)
{
    found(sample(clock.now().addSecs(-720)));
    open();
    ASSERT_EQ(faces()->face(), FaceStack::Face::Answer);
    EXPECT_EQ(says("drift.summary"), QStringLiteral("3 resource(s) changed outside of terraform"));
    EXPECT_TRUE(says("drift.age").contains(QStringLiteral("Checked 12 min ago at 3333333")));
    const auto *model = table()->model();
    const auto cell = [&](int row, int column) { return model->index(row, column).data().toString(); };
    ASSERT_EQ(model->rowCount(), 5);
    EXPECT_EQ(cell(0, DriftModel::AttributeColumn), QStringLiteral("ttl"));
    EXPECT_EQ(cell(0, DriftModel::ExpectedColumn), QStringLiteral("300"));
    EXPECT_EQ(cell(0, DriftModel::ActualColumn), QStringLiteral("60"));
    EXPECT_EQ(cell(0, DriftModel::SeenColumn), QStringLiteral("2 d ago"));
    EXPECT_EQ(cell(1, DriftModel::ActualColumn), QStringLiteral("198.51.100.7"));
    EXPECT_EQ(cell(3, DriftModel::ActualColumn), QStringLiteral("sensitive, not shown"));
    EXPECT_EQ(cell(4, DriftModel::ActualColumn), QStringLiteral("deleted outside"));
    EXPECT_EQ(cell(0, DriftModel::ActionColumn), QStringLiteral("Adopt into code\u2026"));
    EXPECT_EQ(cell(1, DriftModel::ActionColumn), QString());
    EXPECT_FALSE(part<Banner>("drift.notice")->isVisible());
    look("drift");
    clock.advance(1h);
    page->tab->tick();
    EXPECT_EQ(cell(1, DriftModel::SeenColumn), QStringLiteral("1 h ago"));
    window->resize(972, 560);
    look("drift-1024");
}

TEST_F(DriftView, NoDriftSaysWhenThatWasSeen)
{
    auto report = sample(clock.now().addSecs(-7200));
    report.resources.clear();
    found(report);
    open();
    ASSERT_EQ(faces()->face(), FaceStack::Face::Empty);
    EXPECT_TRUE(allLabels().contains(QStringLiteral("What is there is what the code says")));
    EXPECT_TRUE(allLabels().contains(QStringLiteral("Checked 2 h ago")));
    EXPECT_FALSE(button("drift.restore")->isVisible());
    EXPECT_TRUE(button("drift.check")->isVisible());
    look("drift-none");
}

TEST_F(DriftView, AnEnvironmentWithoutAStateCannotHaveDrifted)
{
    auto report = sample(clock.now());
    report.resources.clear();
    report.hasState = false;
    found(report);
    open();
    EXPECT_EQ(faces()->face(), FaceStack::Face::Empty);
    EXPECT_TRUE(allLabels().contains(QStringLiteral("no Terraform state")));
    EXPECT_FALSE(allLabels().contains(QStringLiteral("What is there is what the code says")));
}

TEST_F(DriftView, WhatIsOldIsMarkedAsSuch)
{
    found(sample(clock.now().addDays(-1)));
    open();
    EXPECT_TRUE(part<Banner>("drift.notice")->isVisible());
    EXPECT_TRUE(allLabels().contains(QStringLiteral("This may no longer be so")));
    look("drift-stale");
}

TEST_F(DriftView, AFailureKeepsWhatWasFoundAndSaysWhy)
{
    found(sample(clock.now().addSecs(-720)));
    open();
    button("drift.check")->click();
    ASSERT_TRUE(checks());
    EXPECT_FALSE(button("drift.check")->isEnabled());
    EXPECT_EQ(faces()->face(), FaceStack::Face::Answer);
    look("drift-checking");
    drift.end(refused);
    ASSERT_TRUE(isOver());
    EXPECT_EQ(faces()->face(), FaceStack::Face::Answer);
    EXPECT_TRUE(allLabels().contains(QStringLiteral("Could not check test for drift")));
    EXPECT_TRUE(button("drift.check")->isEnabled());
    look("drift-failed");
}

TEST_F(DriftView, AFailureWithoutAnythingKnownOffersAnotherTry)
{
    open();
    Q_EMIT faces()->actionChosen();
    ASSERT_TRUE(checks());
    drift.end(refused);
    ASSERT_TRUE(isOver());
    ASSERT_EQ(faces()->face(), FaceStack::Face::Error);
    look("drift-error");
    Q_EMIT faces()->nextStepChosen(NextStep::Retry);
    EXPECT_TRUE(checks());
}

TEST_F(DriftView, ACheckIsCancelledFromItsBanner)
{
    found(sample(clock.now()));
    open();
    button("drift.check")->click();
    ASSERT_TRUE(checks());
    ASSERT_TRUE(button("drift.cancel")->isVisible());
    button("drift.cancel")->click();
    drift.end(Error{ErrorCode::Canceled, {}, {}, 0});
    ASSERT_TRUE(isOver());
    EXPECT_EQ(center->jobs().first().state, JobState::Cancelled);
    EXPECT_FALSE(part<Banner>("drift.notice")->isVisible());
}

TEST_F(DriftView, WaitsForAJobOfItsEnvironment)
{
    found(sample(clock.now()));
    open();
    jobs::Job plan;
    plan.kind = QStringLiteral("plan");
    plan.environment = QStringLiteral("test");
    plan.subject = QStringLiteral("test/terraform");
    QPromise<Result<void>> held;
    held.start();
    plan.steps = {{QStringLiteral("plan"), false, 1h, [&](const jobs::Context &) { return held.future(); }}};
    ASSERT_TRUE(center->start(plan));
    ASSERT_TRUE(testing::soon([this] { return !button("drift.check")->isEnabled(); }));
    EXPECT_TRUE(button("drift.check")->toolTip().contains(QStringLiteral("Plan test")));
    held.addResult(Result<void>());
    held.finish();
    EXPECT_TRUE(testing::soon([this] { return button("drift.check")->isEnabled(); }));
}

TEST_F(DriftView, DoesNotWaitForAPullRequest)
{
    found(sample(clock.now()));
    open();
    jobs::Job change;
    change.kind = QStringLiteral("variable");
    change.environment = QStringLiteral("test");
    change.subject = QStringLiteral("test/variable");
    QPromise<Result<void>> held;
    held.start();
    change.steps = {
        {QStringLiteral("approval"), false, 1h, [&](const jobs::Context &) { return held.future(); }}};
    ASSERT_TRUE(center->start(change));
    ASSERT_TRUE(testing::soon([this] { return waitsForPeople(center->jobs().first()); }));
    testing::drainEvents();
    EXPECT_TRUE(button("drift.check")->isEnabled());
    held.addResult(Result<void>());
    held.finish();
    EXPECT_TRUE(isOver());
}

TEST_F(DriftView, RestoringIsAPlan)
{
    found(sample(clock.now()));
    open();
    button("drift.restore")->click();
    EXPECT_EQ(page->plans, 1);
}

TEST_F(DriftView, AdoptingNamesThePlaceAndTheLine)
{
    found(sample(clock.now()));
    open();
    adopt(0);
    ASSERT_NE(qobject_cast<AdoptSheet *>(overlay->content()), nullptr);
    const QString words = allLabels();
    EXPECT_TRUE(words.contains(QStringLiteral("terraform/environments/test/env.auto.tfvars:2")));
    EXPECT_TRUE(words.contains(QStringLiteral("dns_ttl = 60")));
    EXPECT_TRUE(words.contains(QStringLiteral("content = \"198.51.100.7\"")));
    EXPECT_TRUE(words.contains(QStringLiteral("terraform/environments/test/main.tf:31")));
    look("drift-adopt");
    button("adopt.copy")->click();
    EXPECT_EQ(QGuiApplication::clipboard()->text(), QStringLiteral("dns_ttl = 60"));
    button("adopt.close")->click();
    EXPECT_FALSE(overlay->isOpen());
    adopt(2);
    EXPECT_TRUE(allLabels().contains(QStringLiteral("It is a part of labels")));
    EXPECT_TRUE(allLabels().contains(QStringLiteral("Its value is sensitive")));
    EXPECT_EQ(overlay->content()->findChild<QPushButton *>(QStringLiteral("adopt.variable")), nullptr);
    look("drift-adopt-by-hand");
    overlay->dismiss();
    adopt(4);
    EXPECT_TRUE(allLabels().contains(QStringLiteral("Take its block out of the code by hand")));
    look("drift-adopt-deleted");
}

TEST_F(DriftView, AVariableIsAdoptedByAReviewedCommit)
{
    found(sample(clock.now()));
    open();
    adopt(0);
    button("adopt.variable")->click();
    ASSERT_TRUE(
        testing::soon([this] { return qobject_cast<GuardedSheet *>(overlay->content()) != nullptr; }));
    look("drift-adopt-review");
    auto *review = qobject_cast<GuardedSheet *>(overlay->content());
    const auto now = std::make_shared<qint64>(0);
    review->setTimeSource([now] { return *now; });
    *now = 60'000;
    review->tick();
    button("review.accept")->click();
    ASSERT_TRUE(isOver());
    EXPECT_EQ(center->jobs().first().state, JobState::Succeeded);
    EXPECT_EQ(git(remotePath(), {QStringLiteral("show"),
                                 QStringLiteral("main:terraform/environments/test/env.auto.tfvars")}),
              QStringLiteral("# test\ndns_ttl = 60 # five minutes"));
}

TEST_F(DriftView, AnAdoptionThatIsNotPossibleSaysWhyInItsSheet)
{
    auto report = sample(clock.now());
    report.resources.first().attributes.first().code.variable = QStringLiteral("taken_away");
    found(report);
    open();
    adopt(0);
    button("adopt.variable")->click();
    EXPECT_FALSE(button("adopt.variable")->isEnabled());
    EXPECT_TRUE(testing::soon([this] { return button("adopt.variable")->isEnabled(); }));
    EXPECT_TRUE(says("adopt.status").startsWith(QStringLiteral("No variable block declares it")));
    EXPECT_NE(qobject_cast<AdoptSheet *>(overlay->content()), nullptr);
}

TEST_F(DriftView, IsWordedInChineseAndDark)
{
    testing::theme().setMode(ColorMode::Dark);
    const testing::InLanguage chinese = testing::InLanguage::chinese();
    found(sample(clock.now().addSecs(-720)));
    open({972, 560});
    look("drift-zh-dark");
    adopt(0);
    look("drift-zh-dark-adopt");
}

TEST_F(DriftView, RoomIsLeftForLongerWords)
{
    const testing::InLanguage pseudo = testing::InLanguage::pseudo();
    found(sample(clock.now().addSecs(-720)));
    open({972, 560});
    look("drift-pseudo");
    adopt(2);
    look("drift-pseudo-adopt");
}

} // namespace
} // namespace envdeck::ui
