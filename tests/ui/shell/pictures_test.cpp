// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/event_loop.h"
#include "tests/support/text.h"
#include "tests/ui/support/clipping.h"
#include "tests/ui/support/fake_shell_model.h"
#include "tests/ui/support/languages.h"
#include "tests/ui/support/look.h"
#include "tests/ui/support/sample_page.h"
#include "ui/presenters/settings_store.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/activity_panel.h"
#include "ui/widgets/env_switcher.h"
#include "ui/widgets/overlay_host.h"

#include <QApplication>
#include <gtest/gtest.h>

// The window in every look: to be looked at with ENVDECK_SHOTS=1, and searched for clipped words always.
namespace envdeck::ui {
namespace {

using testing::s;

class Pictures : public ::testing::Test {
protected:
    void SetUp() override
    {
        testing::theme();
        testing::FakeShellModel::fill(model);
    }
    void make(const QSize &size = {1440, 900})
    {
        window = std::make_unique<MainWindow>(model, settings);
        window->addPage(
            testing::SamplePage::spec(s("overview"), MainWindow::tr("Overview"), s("overview"), 0, true));
        window->addPage(testing::SamplePage::spec(s("deployments"), MainWindow::tr("Deployments"),
                                                  s("deployments"), 0, false));
        window->addPage(testing::SamplePage::spec(s("infrastructure"), MainWindow::tr("Infrastructure"),
                                                  s("infrastructure"), 1, false));
        window->addPage(
            testing::SamplePage::spec(s("metrics"), MainWindow::tr("Metrics"), s("metrics"), 2, false));
        window->addPage(
            testing::SamplePage::spec(s("settings"), MainWindow::tr("Settings"), s("settings"), 3, true));
        window->open();
        window->resize(size);
        window->go({s("deployments"), s("prod"), s("api"), {}});
        window->show();
        QApplication::setActiveWindow(window.get());
        testing::drainEvents();
    }
    void look(const char *name)
    {
        testing::grab(*window, s(name));
        EXPECT_EQ(testing::clippedTexts(*window), QStringList()) << name;
    }
    testing::LookGuard guard;
    testing::FakeShellModel model;
    MemorySettings settings;
    std::unique_ptr<MainWindow> window;
};

TEST_F(Pictures, LightDarkAndStrong)
{
    make();
    look("window-light");
    testing::theme().setMode(ColorMode::Dark);
    look("window-dark");
    testing::theme().setMode(ColorMode::HighContrast);
    look("window-strong");
}

TEST_F(Pictures, AsSmallAsItGets)
{
    make({1024, 680});
    look("window-1024");
    window->showJob(s("op-1"));
    look("window-1024-job");
    window->showJob(s("op-3"));
    look("window-1024-interrupted");
}

TEST_F(Pictures, Chinese)
{
    const testing::InLanguage chinese = testing::InLanguage::chinese();
    make();
    look("window-zh");
    window->showJob(s("op-3"));
    look("window-zh-job");
    window->openPalette(s("hg"));
    look("palette-zh");
}

TEST_F(Pictures, LargeText)
{
    testing::theme().setTextScale(1.3);
    make();
    look("window-130");
    window->showJob(s("op-3"));
    look("window-130-job");
    window->openPalette(s("go"));
    look("palette-130");
}

TEST_F(Pictures, TwiceTheText)
{
    testing::theme().setTextScale(2.0);
    make({1440, 900});
    look("window-200");
}

TEST_F(Pictures, PaddedWords)
{
    const testing::InLanguage pseudo = testing::InLanguage::pseudo();
    make({1280, 720});
    look("window-pseudo");
    window->showJob(s("op-3"));
    look("window-pseudo-job");
    window->openPalette({});
    look("palette-pseudo");
    window->openHelp();
    look("help-pseudo");
}

TEST_F(Pictures, SandboxAllEnvironments)
{
    model.local = true;
    make();
    window->go({s("overview"), QString(), {}, {}});
    window->setReadOnly(true);
    look("window-sandbox");
    window->openHelp();
    look("help");
    window->openPalette({});
    look("palette");
    testing::theme().setMode(ColorMode::Dark);
    look("palette-dark");
}

} // namespace
} // namespace envdeck::ui
