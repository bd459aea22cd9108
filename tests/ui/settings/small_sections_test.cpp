// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/parse.h"
#include "tests/core/workspace/workspace_text.h"
#include "tests/ui/settings/settings_window.h"
#include "ui/pages/settings_about.h"
#include "ui/pages/settings_data.h"
#include "ui/pages/settings_environments.h"
#include "ui/pages/settings_shortcuts.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/label.h"

#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

class SmallSections : public ::testing::Test {
protected:
    void SetUp() override
    {
        workspace =
            *workspace::parse(testing::edited(testing::goodText(), "    kind: prod\n",
                                              "    kind: prod\n    policy: { deploy: pull-request, freeze: [ "
                                              "{ when: \"fri 16:00-mon 08:00\", reason: weekend } ] }\n"))
                 .workspace;
        QFile file(folder.filePath(QStringLiteral("journal.sqlite")));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(3000, 'x'));
        ASSERT_TRUE(QFile::link(QStringLiteral("/usr"), folder.filePath(QStringLiteral("elsewhere"))));
    }
    void open(const QSize &size = {1280, 800})
    {
        at.open({[this](Page &page) { return new EnvironmentsSettings(page, workspace); },
                 [this](Page &page) {
                     return new DataSettings(
                         page,
                         std::make_unique<DataPresenter>(QList<DataPlace>{
                             {QStringLiteral("journal"), {folder.path()}, {}},
                             {QStringLiteral("clone"), {folder.filePath(QStringLiteral("none"))}, {}}}));
                 },
                 [](Page &page) { return new ShortcutsSettings(page); },
                 [](Page &page) { return new AboutSettings(page); }},
                size);
    }
    void go(const char *section)
    {
        at.page()->showItem(QString::fromLatin1(section));
        testing::drainEvents();
    }

    testing::LookGuard guard;
    QTemporaryDir folder;
    Workspace workspace;
    testing::SettingsWindow at;
};

TEST_F(SmallSections, EnvironmentsShowPolicyAndFreeze)
{
    open();
    const QAbstractItemModel *model = at.part<DataTable>("environments.table")->model();
    ASSERT_EQ(model->rowCount(), 2);
    EXPECT_EQ(model->index(1, EnvironmentModel::NameColumn).data().toString(), QStringLiteral("prod"));
    EXPECT_EQ(model->index(1, EnvironmentModel::DeployColumn).data().toString(),
              QStringLiteral("pull request"));
    EXPECT_TRUE(model->index(1, EnvironmentModel::FreezeColumn)
                    .data()
                    .toString()
                    .startsWith(QStringLiteral("fri 16:00-mon 08:00")));
    at.look("settings-environments");
}

TEST_F(SmallSections, SizesAreMeasuredWithoutFollowingLinks)
{
    open();
    go("data");
    EXPECT_TRUE(testing::soon([this] {
        return at.part<Label>("data.journal")->text() == QStringLiteral("3.0 kB") ||
               at.part<Label>("data.journal")->text() == QStringLiteral("3 kB");
    })) << qPrintable(at.part<Label>("data.journal")->text());
    at.look("settings-data");
}

TEST_F(SmallSections, ShortcutsAreThoseOfTheWindow)
{
    open();
    go("shortcuts");
    const QString words = at.allWords();
    EXPECT_TRUE(words.contains(QStringLiteral("Ctrl+K, Ctrl+Shift+P")));
    EXPECT_TRUE(words.contains(QStringLiteral("Ctrl+,")));
    at.look("settings-shortcuts");
    at.part<QLineEdit>("settings.search")->setText(QStringLiteral("refresh everything"));
    EXPECT_EQ(at.part<QListView>("settings.sections")->model()->rowCount(), 1);
    EXPECT_EQ(at.part<DataTable>("shortcuts.table")->model()->rowCount(), 1);
}

TEST_F(SmallSections, AboutNamesVersionAndLicence)
{
    open();
    go("about");
    EXPECT_EQ(at.part<Label>("about.version")->text(), QStringLiteral(ENVDECK_VERSION));
    EXPECT_TRUE(at.allWords().contains(QStringLiteral("GPL-3.0-or-later")));
    at.part<QPushButton>("about.copy")->click();
    EXPECT_TRUE(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("Envdeck " ENVDECK_VERSION)));
    at.look("settings-about");
    at.appearance->setLanguage(QStringLiteral("zh_CN"));
    at.window->resize(1024, 680);
    at.look("settings-about-zh");
}

TEST_F(SmallSections, SearchLeavesTheSectionsThatMatch)
{
    open();
    auto *search = at.part<QLineEdit>("settings.search");
    auto *list = at.part<QListView>("settings.sections");
    EXPECT_EQ(list->model()->rowCount(), 4);
    search->setText(QStringLiteral("licence"));
    ASSERT_EQ(list->model()->rowCount(), 1);
    EXPECT_TRUE(at.part<Label>("about.version")->isVisible() ||
                at.part<QPushButton>("about.copy") != nullptr);
    search->clear();
    EXPECT_EQ(list->model()->rowCount(), 4);
}

} // namespace
} // namespace envdeck::ui
