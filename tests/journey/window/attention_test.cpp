// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a rollback in prod asks of an operator: two clicks, the typed name, less than fifteen seconds.
#include "tests/journey/window/opened_window.h"

#include <QAbstractItemView>
#include <QElapsedTimer>
#include <QTableView>
#include <QWindow>
#include <cstdio>

namespace envdeck {
namespace {

using namespace std::chrono_literals;

// Everything that hands do to a window.
class Hands final : public QObject {
public:
    explicit Hands(QWindow &window) { window.installEventFilter(this); }

    int clicks = 0;
    int keys = 0;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        clicks += event->type() == QEvent::MouseButtonPress;
        keys += event->type() == QEvent::KeyPress;
        return false;
    }
};

// Card, Moran and Newell's keystroke-level model, in seconds: what the hands and the head take, whatever the
// machine does meanwhile. The checks run while the sheet is read.
double attention(const Hands &hands, int thoughts)
{
    constexpr double point = 1.1, press = 0.2, key = 0.28, toKeyboardAndBack = 0.8, think = 1.35;
    return hands.clicks * (point + press) + hands.keys * key + toKeyboardAndBack + thoughts * think;
}

TEST(Attention, ARollbackInProdCostsTwoClicksAndTheTypedName)
{
    testing::World &world = testing::sharedWorld();
    testing::OpenedWindow opened(world);
    ASSERT_NO_FATAL_FAILURE(opened.open());
    const QString prod = QStringLiteral("prod");
    const QString web = QStringLiteral("web");
    const QString before = QString::fromUtf8(world.versionHeader(prod, web));
    opened.go(QStringLiteral("deployments"), prod, web);
    const testing::Driver driver = opened.driver();
    ASSERT_TRUE(driver.appears("deployments.table", 60s));
    // Nobody chooses: the safest version is.
    auto *table = driver.visible<QTableView>("deployments.table");
    ASSERT_TRUE(table);
    ASSERT_TRUE(driver.waitFor([&] { return table->selectionModel()->currentIndex().row() > 0; }, 60s));

    Hands hands(*opened.window().windowHandle());
    QElapsedTimer timer;
    timer.start();
    ASSERT_TRUE(driver.click("deployments.rollback", 60s)); // which version, and does it fit: two thoughts
    ASSERT_TRUE(driver.appears("review.confirmName", 60s));
    driver.pause(700ms);   // a sheet takes no answer in its first moments, which nobody can have read
    driver.typeHere(prod); // the difference and the checks were read: two more
    ASSERT_TRUE(driver.click("review.accept", 60s)); // and one before it
    ASSERT_TRUE(driver.waitFor([&] { return !driver.visible("review.accept"); }, 20s));
    const auto isPushed = [&] {
        return testing::runProgram(QStringLiteral("git"),
                                   {QStringLiteral("-C"), world.remote(), QStringLiteral("log"),
                                    QStringLiteral("-1"), QStringLiteral("--format=%B"),
                                    QStringLiteral("main")})
            .output.contains("Envdeck-Action: rollback");
    };
    EXPECT_TRUE(testing::eventually(isPushed, 60s));
    EXPECT_EQ(hands.clicks, 2);
    EXPECT_EQ(hands.keys, prod.size());
    EXPECT_LT(attention(hands, 5), 15);
    std::printf("attention %.1f s by the model; here %.1f s from the first click to the push\n",
                attention(hands, 5), double(timer.elapsed()) / 1000);

    EXPECT_EQ(opened.endedJob(QStringLiteral("prod/web")).state, JobState::Succeeded);
    EXPECT_NE(QString::fromUtf8(world.versionHeader(prod, web)), before);
    opened.close();
    world.git({QStringLiteral("pull"), QStringLiteral("--quiet"), QStringLiteral("--rebase")});
    world.back(prod, web, before);
}

} // namespace
} // namespace envdeck
