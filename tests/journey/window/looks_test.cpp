// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/journey/window/opened_window.h"
#include "tests/ui/support/clipping.h"
#include "tests/ui/support/languages.h"

#include <QApplication>
#include <QDir>
#include <QListView>
#include <QPixmap>
#include <QTest>

namespace envdeck {
namespace {

using namespace std::chrono_literals;
using testing::OpenedWindow;

struct Look {
    const char *name;
    QSize size{1440, 900};
    ui::ColorMode colors = ui::ColorMode::Light;
    QString language = QStringLiteral("en");
    int percent = 100;
    ui::Density density = ui::Density::Comfortable;
};

// "page" or "page/item".
const QStringList pages{
    QStringLiteral("overview"),
    QStringLiteral("apps/summary"),
    QStringLiteral("apps/variables"),
    QStringLiteral("apps/domains"),
    QStringLiteral("apps/compose"),
    QStringLiteral("apps/log"),
    QStringLiteral("deployments"),
    QStringLiteral("infrastructure/plan"),
    QStringLiteral("infrastructure/outputs"),
    QStringLiteral("infrastructure/state"),
    QStringLiteral("infrastructure/branches"),
    QStringLiteral("infrastructure/drift"),
    QStringLiteral("infrastructure/variables"),
    QStringLiteral("infrastructure/parity"),
    QStringLiteral("infrastructure/history"),
    QStringLiteral("hosts"),
    QStringLiteral("logs"),
    QStringLiteral("metrics"),
    QStringLiteral("backups"),
    QStringLiteral("trouble"),
    QStringLiteral("audit"),
    QStringLiteral("settings"),
};

// How many pages the navigation offers: none may miss in the list above.
int offered(const QWidget &window)
{
    const QAbstractItemModel *entries = window.findChild<QListView *>(QStringLiteral("nav.list"))->model();
    int count = 0;
    for (int row = 0; row < entries->rowCount(); ++row)
        count += entries->flags(entries->index(row, 0)).testFlag(Qt::ItemIsEnabled) ? 1 : 0;
    return count;
}

int looked()
{
    QSet<QString> ids;
    for (const QString &page : pages)
        ids.insert(page.section(QLatin1Char('/'), 0, 0));
    return static_cast<int>(ids.size());
}

// Their answers take a while, the first time.
const QStringList slow{QStringLiteral("hosts"), QStringLiteral("logs"), QStringLiteral("metrics"),
                       QStringLiteral("trouble")};

// "infrastructure-state-dark" of "infrastructure/state" and "dark".
QString pictureName(QString page, const char *look)
{
    return page.replace(QLatin1Char('/'), QLatin1Char('-')) + QLatin1Char('-') + QLatin1String(look);
}

void keep(QWidget &window, const QString &name)
{
    const QPixmap picture = window.grab(); // always: a painter that trips a sanitizer is found
    ASSERT_FALSE(picture.isNull());
    const QDir folder(QStringLiteral(ENVDECK_BINARY_DIR "/shots"));
    if (!qEnvironmentVariableIsEmpty("ENVDECK_SHOTS") && folder.mkpath(QStringLiteral("."))) {
        EXPECT_TRUE(picture.save(folder.filePath(name + QStringLiteral(".png"))));
    }
}

// Every page of the product, full of the sandbox's data: nothing is clipped, everything has a name, whatever
// the look. With ENVDECK_SHOTS set the pictures lie in build/<preset>/shots/<page>-<look>.png.
TEST(Looks, NoPageClipsATextOrHidesAName)
{
    testing::World world;
    OpenedWindow opened(world);
    opened.trustHosts();
    ASSERT_NO_FATAL_FAILURE(opened.open());
    ASSERT_TRUE(testing::eventually(
        [&] {
            const auto *api = opened.health(QStringLiteral("prod"), QStringLiteral("api"));
            return api && api->state != DeploymentState::Unknown && api->golden.value;
        },
        120s));
    EXPECT_EQ(looked(), offered(opened.window()));
    const QString chinese = QStringLiteral("zh_CN");
    const QList<Look> looks{
        {"light"},
        {"dark", {1440, 900}, ui::ColorMode::Dark},
        {"contrast", {1440, 900}, ui::ColorMode::HighContrast},
        {"zh", {1440, 900}, ui::ColorMode::Light, chinese},
        {"zh-dark-small", {1024, 680}, ui::ColorMode::Dark, chinese},
        {"small", {1024, 680}},
        {"compact", {1280, 720}, ui::ColorMode::Light, QStringLiteral("en"), 100, ui::Density::Compact},
        {"large-text", {1440, 900}, ui::ColorMode::Light, QStringLiteral("en"), 130}};
    for (const Look &look : looks) {
        opened.appearance().setColorMode(look.colors);
        opened.appearance().setLanguage(look.language);
        opened.appearance().setTextPercent(look.percent);
        opened.appearance().setDensity(look.density);
        opened.window().resize(look.size);
        for (const QString &page : pages) {
            SCOPED_TRACE(qPrintable(page + QLatin1Char(' ') + QLatin1String(look.name)));
            const bool all = page == QLatin1String("overview") || page == QLatin1String("settings") ||
                             page == QLatin1String("audit");
            opened.go(page, all ? QString() : QStringLiteral("prod"),
                      all ? QString() : QStringLiteral("api"));
            ASSERT_EQ(opened.window().current().page, page.section(QLatin1Char('/'), 0, 0));
            QTest::qWait(slow.contains(page) && qstrcmp(look.name, "light") == 0 ? 5000 : 400); // its answers
            EXPECT_EQ(testing::clippedTexts(opened.window()), QStringList());
            EXPECT_EQ(testing::namelessWidgets(opened.window()), QStringList());
            keep(opened.window(), pictureName(page, look.name));
        }
    }
}

TEST(Looks, EveryPageSurvivesALanguageThatIsLonger)
{
    testing::World &world = testing::sharedWorld();
    OpenedWindow opened(world);
    ASSERT_NO_FATAL_FAILURE(opened.open());
    const testing::InLanguage pseudo = testing::InLanguage::pseudo();
    opened.window().resize(1280, 720);
    for (const QString &page : pages) {
        SCOPED_TRACE(qPrintable(page));
        const bool all = page == QLatin1String("overview") || page == QLatin1String("settings") ||
                         page == QLatin1String("audit");
        opened.go(page, all ? QString() : QStringLiteral("test"), QString());
        QTest::qWait(800);
        // A number that has just come waits for the next layout: what stays clipped counts.
        testing::eventually([&] { return testing::clippedTexts(opened.window()).isEmpty(); }, 5s);
        EXPECT_EQ(testing::clippedTexts(opened.window()), QStringList());
        keep(opened.window(), pictureName(page, "pseudo"));
    }
}

} // namespace
} // namespace envdeck
