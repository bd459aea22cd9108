// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings_general.h"

#include "tests/ui/settings/settings_window.h"
#include "ui/pages/settings_program.h"
#include "ui/text/time_text.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/segmented.h"

#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

// Of real programs; `inForce` is what a session would use.
class Choice final : public infrastructure::ProgramChoice {
public:
    QString programPath() const override { return inForce; }
    void setProgramPath(const QString &path) override { inForce = path; }
    Async<terraform::Program> programAt(const QString &path, std::stop_token stop) override
    {
        if (path.isEmpty())
            return ready<terraform::Program>(inPath);
        return terraform::findProgram(terraform::WantedProgram::Auto, path, stop);
    }
    QString inForce;
    Result<terraform::Program> inPath =
        terraform::Program{terraform::Product::Terraform, QStringLiteral("/usr/bin/terraform"), {1, 11, 4}};
};

class General : public ::testing::Test {
protected:
    void open(const QSize &size = {1280, 800})
    {
        at.open({[this](Page &page) {
                    return new GeneralSettings(page, *at.appearance,
                                               std::make_unique<ProgramPresenter>(choice, at.personal));
                }},
                size);
    }
    // A program that says this when it is asked for its version.
    QString program(const QString &name, const QByteArray &answer)
    {
        const QString path = folder.filePath(name);
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write("#!/bin/sh\n[ \"$*\" = 'version -json' ] && " + answer + "\n");
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return path;
    }
    static QByteArray version(const char *number)
    {
        return QByteArray("echo '{\"terraform_version\": \"") + number + "\"}'";
    }
    QString answer() const { return at.part<QLabel>("settings.terraformAnswer")->text(); }
    void type(const QString &path)
    {
        auto *field = at.part<QLineEdit>("settings.terraform");
        field->setFocus();
        field->setText(path);
        QTest::keyClick(field, Qt::Key_Return);
    }
    void choose(const char *name, int index)
    {
        auto *combo = at.part<QComboBox>(name);
        ASSERT_NE(combo, nullptr);
        combo->setCurrentIndex(index);
        Q_EMIT combo->activated(index);
        testing::drainEvents();
    }

    testing::LookGuard guard;
    QTemporaryDir folder;
    Choice choice;
    testing::SettingsWindow at;
};

TEST_F(General, ThemeChangesAtOnceAndIsKept)
{
    open();
    auto *theme = at.part<Segmented>("settings.theme");
    theme->setFocus();
    QTest::keyClick(theme, Qt::Key_Right);
    EXPECT_EQ(at.appearance->colorMode(), ColorMode::Dark);
    EXPECT_TRUE(applicationTokens().dark);
    EXPECT_EQ(at.personal.read(QStringLiteral("appearance/theme")).toString(), QStringLiteral("dark"));
    QTest::keyClick(theme, Qt::Key_Right);
    EXPECT_EQ(at.appearance->colorMode(), ColorMode::HighContrast);
}

TEST_F(General, TimesChangeToUtcAtOnceAndAreKept)
{
    open();
    QSignalSpy changed(at.appearance.get(), &Appearance::changed);
    auto *times = at.part<Segmented>("settings.times");
    times->setFocus();
    QTest::keyClick(times, Qt::Key_Right);
    EXPECT_TRUE(timesInUtc());
    EXPECT_EQ(changed.size(), 1);
    EXPECT_TRUE(at.personal.read(QStringLiteral("appearance/utc")).toBool());
    QTest::keyClick(times, Qt::Key_Left);
    EXPECT_FALSE(timesInUtc());
}

TEST_F(General, LanguageChangesEveryWordAtOnce)
{
    open();
    choose("settings.language", 2);
    EXPECT_EQ(at.appearance->language(), QStringLiteral("zh_CN"));
    EXPECT_EQ(at.part<QComboBox>("settings.language")->currentText(),
              QStringLiteral("\u7b80\u4f53\u4e2d\u6587"));
    choose("settings.language", 1);
    EXPECT_EQ(at.part<QLineEdit>("settings.search")->placeholderText(), QStringLiteral("Search settings"));
    choose("settings.language", 0);
    EXPECT_EQ(at.appearance->language(), QString());
}

TEST_F(General, TextSizeAndDensityChangeAtOnce)
{
    open();
    choose("settings.textSize", 5);
    EXPECT_EQ(at.appearance->textPercent(), 130);
    EXPECT_DOUBLE_EQ(textScale(), 1.3);
    auto *density = at.part<Segmented>("settings.density");
    density->setFocus();
    QTest::keyClick(density, Qt::Key_Right);
    EXPECT_EQ(at.appearance->density(), Density::Compact);
}

TEST_F(General, APathOfTerraformIsTriedThenInForceAndKept)
{
    open();
    EXPECT_TRUE(testing::soon(
        [this] { return answer() == QStringLiteral("terraform 1.11.4 at /usr/bin/terraform"); }));
    const QString path = program(QStringLiteral("tofu"), version("1.8.2"));
    type(path);
    ASSERT_TRUE(testing::soon([this] { return answer().startsWith(QStringLiteral("tofu 1.8.2 at ")); }));
    EXPECT_EQ(choice.inForce, path);
    EXPECT_EQ(at.personal.read(terraform::personalPathKey).toString(), path);
    type(QString());
    EXPECT_EQ(choice.inForce, QString());
    EXPECT_EQ(at.personal.read(terraform::personalPathKey).toString(), QString());
    EXPECT_TRUE(testing::soon([this] { return answer().startsWith(QStringLiteral("terraform 1.11.4")); }));
}

TEST_F(General, APathThatIsNoTerraformIsSaidAndNotUsed)
{
    open();
    const QString good = program(QStringLiteral("terraform"), version("1.9.0"));
    type(good);
    ASSERT_TRUE(testing::soon([this] { return answer().startsWith(QStringLiteral("terraform 1.9.0")); }));
    const std::pair<QString, QString> bad[] = {
        {folder.filePath(QStringLiteral("none")), QStringLiteral("was not found on this machine")},
        {QStringLiteral("terraform"), QStringLiteral("the whole path is needed, from / on")},
        {program(QStringLiteral("old"), version("1.2.0")), QStringLiteral("1.2.0 is too old")},
        {program(QStringLiteral("other"), "echo hello"), QStringLiteral("does not tell its version")},
        {program(QStringLiteral("broken"), "exit 3"), QStringLiteral("ended with code 3")},
    };
    for (const auto &[path, why] : bad) {
        type(path);
        EXPECT_TRUE(testing::soon([this, why = why] { return answer().contains(why); }))
            << qPrintable(answer());
        EXPECT_TRUE(answer().endsWith(QStringLiteral("What was used before stays."))) << qPrintable(answer());
        EXPECT_EQ(at.part<QLineEdit>("settings.terraform")->text(), path);
        EXPECT_EQ(choice.inForce, good);
        EXPECT_EQ(at.personal.read(terraform::personalPathKey).toString(), good);
    }
    at.look("settings-general-program");
}

TEST_F(General, AKeptPathThatIsGoneIsSaid)
{
    choice.inForce = folder.filePath(QStringLiteral("gone"));
    open();
    EXPECT_EQ(at.part<QLineEdit>("settings.terraform")->text(), choice.inForce);
    EXPECT_TRUE(testing::soon(
        [this] { return answer().endsWith(QStringLiteral("gone was not found on this machine.")); }));
}

TEST_F(General, AProgramIsChosenInAFileDialog)
{
    open();
    at.part<QPushButton>("settings.terraformBrowse")->click();
    auto *dialog = at.window->findChild<QFileDialog *>();
    ASSERT_NE(dialog, nullptr);
    const QString path = program(QStringLiteral("tofu"), version("1.8.2"));
    Q_EMIT dialog->fileSelected(path);
    dialog->close();
    EXPECT_TRUE(testing::soon([this, path] { return choice.inForce == path; }));
    EXPECT_EQ(at.part<QLineEdit>("settings.terraform")->text(), path);
}

TEST_F(General, ASizeThatIsNotInTheListIsShownAllTheSame)
{
    at.appearance->setTextPercent(137);
    open();
    EXPECT_EQ(at.part<QComboBox>("settings.textSize")->currentText(), QStringLiteral("137 %"));
}

TEST_F(General, SearchHidesWhatDoesNotMatch)
{
    open();
    auto *search = at.part<QLineEdit>("settings.search");
    EXPECT_TRUE(at.page()->focusSearch());
    QTest::keyClicks(search, QStringLiteral("theme"));
    EXPECT_TRUE(at.part<Segmented>("settings.theme")->isVisible());
    EXPECT_FALSE(at.part<QComboBox>("settings.language")->isVisible());
    search->setText(QStringLiteral("kubernetes"));
    EXPECT_FALSE(at.part<Segmented>("settings.theme")->isVisible());
    ASSERT_NE(at.part<QPushButton>("settings.clearSearch"), nullptr);
    at.part<QPushButton>("settings.clearSearch")->click();
    testing::drainEvents();
    EXPECT_TRUE(at.part<Segmented>("settings.theme")->isVisible());
    EXPECT_EQ(at.part<QListView>("settings.sections")->model()->rowCount(), 1);
    search->setText(QStringLiteral("x"));
    EXPECT_TRUE(at.page()->stepBack());
    EXPECT_FALSE(at.page()->stepBack());
}

TEST_F(General, LooksRightInEveryLook)
{
    open();
    at.look("settings-general");
    at.appearance->setColorMode(ColorMode::Dark);
    at.look("settings-general-dark");
    at.appearance->setColorMode(ColorMode::Light);
    at.appearance->setLanguage(QStringLiteral("zh_CN"));
    at.look("settings-general-zh");
    at.appearance->setLanguage(QStringLiteral("en"));
    at.window->resize(1024, 680);
    at.look("settings-general-1024");
}

TEST_F(General, LooksRightWithLargeText)
{
    at.appearance->setTextPercent(130);
    open({1024, 680});
    at.look("settings-general-130");
}

} // namespace
} // namespace envdeck::ui
