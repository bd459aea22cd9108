// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/infrastructure/terraform_view.h"

#include "tests/ui/support/languages.h"
#include "ui/models/parity_model.h"
#include "ui/pages/infrastructure_page.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/face_stack.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

namespace envdeck::ui {
namespace {

class ParityInView : public TerraformView {
protected:
    FaceStack *faces() const { return page->findChild<ParityTab *>()->findChild<FaceStack *>(); }
    int rows() const { return table("parity.table")->model()->rowCount(); }
};

TEST_F(ParityInView, SaysWhatDiffersInWordsAndShowsNoSecret)
{
    open("parity");
    ASSERT_TRUE(hasAnswer());
    ASSERT_EQ(faces()->face(), FaceStack::Face::Answer);
    EXPECT_EQ(cell("parity.table", QStringLiteral("firewall"), ParityModel::NoteColumn),
              QStringLiteral("Only in some"));
    EXPECT_EQ(cell("parity.table", QStringLiteral("firewall"), 5), QStringLiteral("missing"));
    EXPECT_EQ(cell("parity.table", QStringLiteral("server_type"), 5), QStringLiteral("\"cx43\""));
    EXPECT_EQ(table("parity.table")->model()->index(0, 1).data().toString(), QStringLiteral("firewall"));
    EXPECT_FALSE(allWords().contains(QLatin1String("CANARY")));
    select("parity.table", QStringLiteral("firewall"));
    EXPECT_TRUE(part<QLabel>("parity.detail")->text().endsWith(QStringLiteral("and missing in prod.")));
    look("parity");
    window->resize(972, 600);
    look("parity-1024");
}

TEST_F(ParityInView, IsWordedInChineseAndDark)
{
    testing::theme().setMode(ColorMode::Dark);
    const testing::InLanguage chinese = testing::InLanguage::chinese();
    open("parity", "dev", {972, 600});
    ASSERT_TRUE(hasAnswer());
    look("parity-zh-dark");
}

TEST_F(ParityInView, RoomIsLeftForLongerWords)
{
    const testing::InLanguage pseudo = testing::InLanguage::pseudo();
    open("parity", "dev", {972, 600});
    ASSERT_TRUE(hasAnswer());
    look("parity-pseudo");
}

TEST_F(ParityInView, DifferencesAloneAndAFilterNarrowIt)
{
    open("parity");
    ASSERT_TRUE(hasAnswer());
    const int all = rows();
    part<QCheckBox>("parity.differences")->click();
    EXPECT_LT(rows(), all);
    EXPECT_GT(rows(), 2);
    part<QLineEdit>("parity.filter")->setText(QStringLiteral("firewall"));
    EXPECT_EQ(rows(), 1);
    part<QLineEdit>("parity.filter")->setText(QStringLiteral("nothing like it"));
    EXPECT_EQ(faces()->face(), FaceStack::Face::Empty);
    look("parity-no-match");
    Q_EMIT faces()->filterCleared();
    EXPECT_EQ(rows(), all);
    EXPECT_EQ(faces()->face(), FaceStack::Face::Answer);
}

TEST_F(ParityInView, AnEnvironmentThatCouldNotBeReadSaysWhyAboveTheOthers)
{
    pushed(folderOf("test") + QStringLiteral("/main.tf"), "module {", QStringLiteral("Break it"));
    open("parity");
    ASSERT_TRUE(hasAnswer());
    ASSERT_EQ(faces()->face(), FaceStack::Face::Answer);
    EXPECT_EQ(table("parity.table")->model()->columnCount(), 5);
    EXPECT_TRUE(allWords().contains(
        QStringLiteral("test: terraform/environments/test/main.tf:1:9 holds something that cannot be used")));
    look("parity-unread");
}

TEST_F(ParityInView, WithoutAnyEnvironmentThereIsNothingToCompare)
{
    workspace.terraformLayout = QStringLiteral("{environment}/elsewhere");
    open("parity");
    ASSERT_TRUE(hasAnswer());
    EXPECT_EQ(faces()->face(), FaceStack::Face::Empty);
    EXPECT_TRUE(allWords().contains(
        QStringLiteral("dev: its branch, or the folder of its terraform code there, does not exist")));
    look("parity-none");
    workspace.terraformLayout = QStringLiteral("terraform/environments/{environment}");
    Q_EMIT faces()->actionChosen(); // try again
    ASSERT_TRUE(hasAnswer());
    EXPECT_EQ(faces()->face(), FaceStack::Face::Answer);
}

TEST_F(ParityInView, LoadsFailsAndKeepsWhatItKnewWhenItCannotReadAgain)
{
    open("parity");
    EXPECT_EQ(faces()->face(), FaceStack::Face::Loading);
    ASSERT_TRUE(hasAnswer());
    const int all = rows();
    breakRemote();
    page->refresh();
    ASSERT_TRUE(hasAnswer());
    EXPECT_EQ(faces()->face(), FaceStack::Face::Answer);
    EXPECT_EQ(rows(), all);
    EXPECT_TRUE(allWords().contains(QStringLiteral("Could not read the terraform code of acme")));
    look("parity-stale");
    open("parity"); // another page, which knows nothing yet
    ASSERT_TRUE(hasAnswer());
    EXPECT_EQ(faces()->face(), FaceStack::Face::Error);
    look("parity-error");
}

TEST_F(ParityInView, AVariableIsOpenedWhereItsEnvironmentIsInView)
{
    open("parity");
    ASSERT_TRUE(hasAnswer());
    QSignalSpy navigate(page, &Page::navigate);
    const QAbstractItemModel *model = table("parity.table")->model();
    Q_EMIT table("parity.table")->opened(model->index(0, 5)); // a module: nothing to open
    EXPECT_TRUE(navigate.isEmpty());
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->index(row, 1).data().toString() == QLatin1String("server_type"))
            Q_EMIT table("parity.table")->opened(model->index(row, 5));
    }
    ASSERT_EQ(navigate.size(), 1);
    const auto to = navigate.first().first().value<Destination>();
    EXPECT_EQ(to.item, QStringLiteral("variables"));
    EXPECT_EQ(to.environment, QStringLiteral("prod"));
}

} // namespace
} // namespace envdeck::ui
