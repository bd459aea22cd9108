// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/infrastructure/terraform_view.h"

#include "tests/ui/support/languages.h"
#include "ui/dialogs/guarded_sheet.h"
#include "ui/models/variable_model.h"
#include "ui/pages/infrastructure_page.h"
#include "ui/pages/variable_sheet.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/face_stack.h"

#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

namespace envdeck::ui {
namespace {

class VariablesInView : public TerraformView {
protected:
    FaceStack *faces() const { return page->findChild<VariablesTab *>()->findChild<FaceStack *>(); }
    VariableSheet *sheet() const { return qobject_cast<VariableSheet *>(overlay->content()); }
    GuardedSheet *review() const { return qobject_cast<GuardedSheet *>(overlay->content()); }
    QString says(const char *label) const { return part<QLabel>(label)->text(); }
    void startEdit(const char *name)
    {
        select("variables.table", QString::fromLatin1(name));
        QTest::keyClick(table("variables.table"), Qt::Key_Return);
        if (!overlay->isOpen())
            fprintf(stderr, "DBG row=%d cur=%d vis=%d words=%s\n", table("variables.table")->selectedRow(),
                    table("variables.table")->currentIndex().row(), table("variables.table")->isVisible(),
                    qPrintable(allWords()));
    }
    void type(const char *value)
    {
        part<QLineEdit>("variable.value")->setText(QString::fromUtf8(value));
        QTest::keyClick(part<QLineEdit>("variable.value"), Qt::Key_Return);
    }
    bool reviewOpens()
    {
        return testing::soon([this] { return review() != nullptr; });
    }
    void confirm(const QString &typed = {})
    {
        const auto now = std::make_shared<qint64>(0);
        review()->setTimeSource([now] { return *now; });
        if (!typed.isEmpty())
            part<QLineEdit>("review.confirmName")->setText(typed);
        *now = 60'000;
        review()->tick();
        part<QPushButton>("review.accept")->click();
        testing::drainEvents();
    }
    bool ends()
    {
        return testing::soon([this] {
            return variables->state().job && variables->state().job->isOver() && !variables->state().reading;
        });
    }
    QString atRemote(const char *environment) const
    {
        return git(remotePath(), {QStringLiteral("show"), QStringLiteral("main:") + folderOf(environment) +
                                                              QStringLiteral("/env.auto.tfvars")});
    }
};

TEST_F(VariablesInView, SayWhatEachIsWhereItIsSetAndNoSecret)
{
    open("variables");
    ASSERT_TRUE(hasAnswer());
    ASSERT_EQ(faces()->face(), FaceStack::Face::Answer);
    EXPECT_EQ(cell("variables.table", QStringLiteral("server_type"), VariableModel::PlaceColumn),
              QStringLiteral("env.auto.tfvars:2"));
    EXPECT_EQ(cell("variables.table", QStringLiteral("labels"), VariableModel::OverridesColumn),
              QStringLiteral("default"));
    EXPECT_EQ(cell("variables.table", QStringLiteral("hcloud_token"), VariableModel::ValueColumn),
              QStringLiteral("secret, not in the repository"));
    EXPECT_TRUE(table("variables.table")->isColumnHidden(VariableModel::NoteColumn));
    EXPECT_FALSE(allWords().contains(QLatin1String("CANARY")));
    select("variables.table", QStringLiteral("labels"));
    EXPECT_EQ(says("variables.detail"),
              QStringLiteral("Set in env.auto.tfvars:4, which overrides: default."));
    look("variables");
    window->resize(972, 600);
    look("variables-1024");
    part<QLineEdit>("variables.filter")->setText(QStringLiteral("daily backups"));
    EXPECT_EQ(table("variables.table")->model()->rowCount(), 1);
}

TEST_F(VariablesInView, AreWordedInChineseAndDark)
{
    testing::theme().setMode(ColorMode::Dark);
    const testing::InLanguage chinese = testing::InLanguage::chinese();
    open("variables", "dev", {972, 600});
    ASSERT_TRUE(hasAnswer());
    select("variables.table", QStringLiteral("labels"));
    look("variables-zh-dark");
    part<QPushButton>("variables.edit")->click();
    ASSERT_NE(sheet(), nullptr);
    look("variables-zh-dark-edit");
}

TEST_F(VariablesInView, RoomIsLeftForLongerWords)
{
    const testing::InLanguage pseudo = testing::InLanguage::pseudo();
    open("variables", "dev", {972, 600});
    ASSERT_TRUE(hasAnswer());
    select("variables.table", QStringLiteral("server_type"));
    look("variables-pseudo");
    part<QPushButton>("variables.edit")->click();
    ASSERT_NE(sheet(), nullptr);
    look("variables-pseudo-edit");
}

TEST_F(VariablesInView, AValueIsTypedReviewedPushedAndPlanned)
{
    open("variables", "prod");
    ASSERT_TRUE(hasAnswer());
    startEdit("server_type");
    ASSERT_NE(sheet(), nullptr);
    EXPECT_EQ(part<QLineEdit>("variable.value")->text(), QStringLiteral("cx43"));
    look("variables-edit");
    type("cx53");
    ASSERT_TRUE(reviewOpens());
    EXPECT_EQ(review()->action().guard.typed, QStringLiteral("prod"));
    EXPECT_FALSE(review()->isArmed());
    look("variables-review");
    part<QLineEdit>("review.reason")->setText(QStringLiteral("more orders"));
    confirm(QStringLiteral("prod"));
    ASSERT_TRUE(ends());
    testing::drainEvents();
    ASSERT_EQ(variables->state().job->state, JobState::Succeeded);
    EXPECT_TRUE(atRemote("prod").contains(QStringLiteral("server_type = \"cx53\" # enough for now")));
    EXPECT_TRUE(atRemote("dev").contains(QStringLiteral("server_type = \"cx23\" # enough for now")));
    EXPECT_TRUE(git(remotePath(), {QStringLiteral("log"), QStringLiteral("-1"), QStringLiteral("--format=%B"),
                                   QStringLiteral("main")})
                    .contains(QStringLiteral("more orders")));
    EXPECT_EQ(cell("variables.table", QStringLiteral("server_type"), VariableModel::ValueColumn),
              QStringLiteral("\"cx53\""));
    EXPECT_TRUE(part<Banner>("variables.job")
                    ->accessibleName()
                    .startsWith(QStringLiteral("Pushed: server_type \"cx43\" -> \"cx53\"")));
    look("variables-pushed");
    part<QPushButton>("variables.step")->click();
    EXPECT_EQ(terraform.plans, 1);
    // The plan has shown it: the banner has said all it had to say.
    EXPECT_TRUE(testing::soon([this] { return !variables->state().job; }));
}

TEST_F(VariablesInView, WhatIsNoValueOfItsTypeIsSaidWhileItIsTyped)
{
    open("variables");
    ASSERT_TRUE(hasAnswer());
    startEdit("open_ports");
    ASSERT_NE(sheet(), nullptr);
    auto *field = part<QPlainTextEdit>("variable.value");
    EXPECT_EQ(field->toPlainText(), QStringLiteral("[22, 80, 443]"));
    field->setPlainText(QStringLiteral("eighty"));
    EXPECT_TRUE(says("variable.problem").startsWith(QStringLiteral("That is no list(number).")));
    EXPECT_FALSE(part<QPushButton>("variable.accept")->isEnabled());
    look("variables-edit-wrong");
    QTest::keyClick(field, Qt::Key_Return, Qt::ControlModifier);
    field->setPlainText(QStringLiteral("[22,\n 443]"));
    EXPECT_TRUE(part<QPushButton>("variable.accept")->isEnabled());
    QTest::keyClick(field, Qt::Key_Return, Qt::ControlModifier);
    ASSERT_TRUE(reviewOpens());
    EXPECT_TRUE(review()->isVisible());
    look("variables-review-list");
    review()->cancel();
    EXPECT_FALSE(center->jobs().size());
}

TEST_F(VariablesInView, AValueThatItHasAlreadyStaysInTheSheet)
{
    open("variables");
    ASSERT_TRUE(hasAnswer());
    startEdit("server_type");
    ASSERT_NE(sheet(), nullptr);
    type("cx23");
    EXPECT_TRUE(testing::soon(
        [this] { return says("variable.status") == QStringLiteral("It has that value already."); }));
    EXPECT_NE(sheet(), nullptr);
    look("variables-edit-refused");
}

TEST_F(VariablesInView, AFreezeAsksForAReason)
{
    workspace.environments[0].policy.freeze = {
        {QStringLiteral("until 2026-12-24"), QStringLiteral("stocktaking")}};
    open("variables");
    ASSERT_TRUE(hasAnswer());
    startEdit("server_type");
    ASSERT_NE(sheet(), nullptr);
    EXPECT_TRUE(allWords().contains(QStringLiteral("dev is frozen (until 2026-12-24, stocktaking)")));
    type("cx33");
    ASSERT_TRUE(reviewOpens());
    look("variables-review-frozen");
    confirm();
    EXPECT_TRUE(center->jobs().isEmpty());
    part<QLineEdit>("review.reason")->setText(QStringLiteral("disk is full"));
    confirm();
    ASSERT_TRUE(ends());
    EXPECT_EQ(variables->state().job->state, JobState::Succeeded);
}

TEST_F(VariablesInView, ASecretIsNotChangedFromHere)
{
    open("variables");
    ASSERT_TRUE(hasAnswer());
    startEdit("db_password");
    EXPECT_FALSE(overlay->isOpen());
    EXPECT_FALSE(part<QPushButton>("variables.edit")->isEnabled());
    EXPECT_TRUE(says("variables.detail").contains(QStringLiteral("a secret is never committed")));
    EXPECT_FALSE(allWords().contains(QLatin1String("CANARY")));
}

TEST_F(VariablesInView, WhereThePolicyAsksForAPullRequestNothingIsPushed)
{
    workspace.environments[0].policy.apply = ApplyPath::PullRequest;
    open("variables");
    ASSERT_TRUE(hasAnswer());
    startEdit("server_type");
    EXPECT_FALSE(overlay->isOpen());
    EXPECT_TRUE(says("variables.detail").contains(QStringLiteral("pull request only")));
}

TEST_F(VariablesInView, WhatSomebodyElsePushedMeanwhileIsReviewedAgain)
{
    open("variables");
    ASSERT_TRUE(hasAnswer());
    startEdit("server_type");
    ASSERT_NE(sheet(), nullptr);
    type("cx33");
    ASSERT_TRUE(reviewOpens());
    pushed(folderOf("dev") + QStringLiteral("/env.auto.tfvars"), "server_type = \"cx53\"\nnode_count = 1\n",
           QStringLiteral("Somebody else"));
    confirm();
    ASSERT_TRUE(ends());
    EXPECT_EQ(variables->state().job->state, JobState::Failed);
    testing::drainEvents();
    look("variables-conflict");
    part<QPushButton>("variables.step")->click();
    ASSERT_NE(sheet(), nullptr);
    EXPECT_EQ(part<QLineEdit>("variable.value")->text(), QStringLiteral("cx33"));
    EXPECT_TRUE(allWords().contains(QStringLiteral("\"cx53\"")));
}

TEST_F(VariablesInView, LoadFailAndKeepWhatIsKnownWhenTheyCannotBeReadAgain)
{
    open("variables");
    EXPECT_EQ(faces()->face(), FaceStack::Face::Loading);
    ASSERT_TRUE(hasAnswer());
    breakRemote();
    page->refresh();
    ASSERT_TRUE(hasAnswer());
    EXPECT_EQ(faces()->face(), FaceStack::Face::Answer);
    EXPECT_TRUE(allWords().contains(QStringLiteral("Could not read the terraform code of dev")));
    look("variables-stale");
    page->setScope({QStringLiteral("prod"), {}}); // of which nothing is known yet
    ASSERT_TRUE(hasAnswer());
    EXPECT_EQ(faces()->face(), FaceStack::Face::Error);
    look("variables-error");
}

TEST_F(VariablesInView, AnEnvironmentWithoutVariablesSaysSo)
{
    git(checkoutPath(),
        {QStringLiteral("rm"), QStringLiteral("-q"), folderOf("dev") + QStringLiteral("/env.auto.tfvars"),
         folderOf("dev") + QStringLiteral("/variables.tf")});
    pushed(folderOf("dev") + QStringLiteral("/main.tf"), "# nothing\n", QStringLiteral("Empty it"));
    open("variables");
    ASSERT_TRUE(hasAnswer());
    EXPECT_EQ(faces()->face(), FaceStack::Face::Empty);
    EXPECT_TRUE(allWords().contains(QStringLiteral("dev has no variables")));
    look("variables-empty");
}

TEST_F(VariablesInView, AReviewForAnEnvironmentThatLeftTheViewDoesNotOpen)
{
    open("variables");
    ASSERT_TRUE(hasAnswer());
    startEdit("server_type");
    ASSERT_NE(sheet(), nullptr);
    type("cx33");
    overlay->dismiss();
    page->setScope({QStringLiteral("test"), {}});
    ASSERT_TRUE(hasAnswer());
    EXPECT_FALSE(overlay->isOpen());
    EXPECT_EQ(variables->environment(), QStringLiteral("test"));
    EXPECT_TRUE(variables->variable(QStringLiteral("server_type")));
}

} // namespace
} // namespace envdeck::ui
