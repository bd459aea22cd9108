// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/state/state_view.h"
#include "tests/ui/support/languages.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/face_stack.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

namespace envdeck::ui {
namespace {

class StateTabTest : public StateView {
protected:
    bool shows(const char *words)
    {
        return testing::soon([&] { return allWords().contains(QString::fromUtf8(words)); });
    }
    void select(const char *address)
    {
        DataTable *rows = table("state.table");
        for (int i = 0; i < rows->model()->rowCount(); ++i) {
            if (rows->model()->index(i, 0).data().toString() == QLatin1String(address))
                rows->selectRow(i);
        }
        testing::drainEvents();
    }
};

TEST_F(StateTabTest, ResourcesAreListedAndTheSelectedOneShowsItsAttributesWithoutSecrets)
{
    terraform.answer = sampleState();
    open("state");
    ASSERT_TRUE(shows("3 resource(s), serial"));
    EXPECT_TRUE(shows("pg postgres://db.example.test/tfstate"));
    look("state-full");
    select("module.vps[\"app\"].lab_server.this");
    const QStringList names = column("state.attributes", 0);
    EXPECT_TRUE(names.contains(QStringLiteral("labels.env"))) << qPrintable(names.join(QLatin1Char(',')));
    const QStringList values = column("state.attributes", 1);
    EXPECT_EQ(values.at(names.indexOf(QStringLiteral("root_password"))),
              QStringLiteral("sensitive, not shown"));
    EXPECT_FALSE(allWords().contains(QLatin1String("GeneratedRootPw")));
    look("state-selected");
    QTest::mouseClick(part<QPushButton>("state.copy"), Qt::LeftButton);
    EXPECT_EQ(QApplication::clipboard()->text(), QStringLiteral("module.vps[\"app\"].lab_server.this"));
}

TEST_F(StateTabTest, InstancesAreToldApartByTheirKeys)
{
    terraform.answer = sampleState();
    open("state");
    ASSERT_TRUE(shows("3 resource(s)"));
    select("module.dns.lab_dns.record");
    EXPECT_TRUE(column("state.attributes", 0).contains(QStringLiteral("[\"app.dev.example.test\"] ttl")));
}

TEST_F(StateTabTest, AFilterNarrowsAndSaysWhenNothingMatches)
{
    terraform.answer = sampleState();
    open("state");
    ASSERT_TRUE(shows("3 resource(s)"));
    part<QLineEdit>("state.filter")->setText(QStringLiteral("dns"));
    EXPECT_EQ(column("state.table", 0), QStringList{QStringLiteral("module.dns.lab_dns.record")});
    part<QLineEdit>("state.filter")->setText(QStringLiteral("nowhere"));
    EXPECT_TRUE(shows("nowhere"));
    look("state-no-match");
}

TEST_F(StateTabTest, ATaintedResourceIsSeen)
{
    infrastructure::State state = sampleState();
    state.summary.resources[1].tainted = 1;
    terraform.answer = state;
    open("state");
    ASSERT_TRUE(shows("1 tainted"));
}

TEST_F(StateTabTest, LoadingEmptyAndFailingHaveFacesOfTheirOwn)
{
    open("state");
    auto *faces = page->findChild<FaceStack *>();
    ASSERT_TRUE(faces);
    EXPECT_EQ(faces->face(), FaceStack::Face::Loading);
    close();

    terraform.answer = infrastructure::State();
    open("state");
    ASSERT_TRUE(shows("This environment has no Terraform state yet"));
    look("state-empty");
    close();

    terraform.answer = Result<infrastructure::State>(
        Error{ErrorCode::Unreachable, QStringLiteral("dev"), QStringLiteral("connection refused"), 1});
    open("state");
    ASSERT_TRUE(shows("could not be reached"));
    look("state-error");
}

TEST_F(StateTabTest, SmallDarkAndChineseItStaysWhole)
{
    terraform.answer = sampleState();
    {
        const auto language = testing::InLanguage::chinese();
        open("state", "prod", {824, 560});
        ASSERT_TRUE(testing::soon([&] { return table("state.table")->model()->rowCount() == 3; }));
        select("module.vps[\"app\"].lab_server.this");
        look("state-chinese-small");
        close();
    }
    const auto pseudo = testing::InLanguage::pseudo();
    testing::theme().setMode(ColorMode::Dark);
    open("state", "prod", {824, 560});
    ASSERT_TRUE(testing::soon([&] { return table("state.table")->model()->rowCount() == 3; }));
    look("state-pseudo-dark");
}

} // namespace
} // namespace envdeck::ui
