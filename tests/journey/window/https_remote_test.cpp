// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/journey/window/opened_window.h"
#include "tests/support/git_https_server.h"
#include "ui/models/account_model.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/overlay_host.h"

#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

namespace envdeck {
namespace {

using namespace std::chrono_literals;
using testing::OpenedWindow;
using testing::World;

// testing::grab() would put the theme of the test program in the place of the product's.
void keep(QWidget &window, const QString &name)
{
    const QDir folder(QStringLiteral(ENVDECK_BINARY_DIR "/shots"));
    if (!qEnvironmentVariableIsEmpty("ENVDECK_SHOTS") && folder.mkpath(QStringLiteral("."))) {
        EXPECT_TRUE(window.grab().save(folder.filePath(name + QStringLiteral(".png"))));
    }
}

const QString token = QStringLiteral("tok-canary-c0ffee");

// The sandbox with its repository behind https: it asks who comes, and nobody's git knows the answer.
class HttpsRemote : public ::testing::Test {
protected:
    void SetUp() override
    {
        ASSERT_TRUE(server.isRunning());
        before = world.git({QStringLiteral("remote"), QStringLiteral("get-url"), QStringLiteral("origin")});
        moveTo(server.origin() + QStringLiteral("/remote.git"));
        qputenv("GIT_SSL_CAINFO", QFile::encodeName(server.caFile()));
        ASSERT_NO_FATAL_FAILURE(opened.open());
    }
    void TearDown() override
    {
        for (const secrets::SecretKey &key : opened.desktop().session().keys()) {
            if (key.kind == QLatin1String("git"))
                testing::answerOf(opened.desktop().session().vault().remove(key));
        }
        opened.close();
        qunsetenv("GIT_SSL_CAINFO");
        moveTo(QString::fromUtf8(before).trimmed());
    }
    void moveTo(const QString &remote)
    {
        world.git({QStringLiteral("remote"), QStringLiteral("set-url"), QStringLiteral("origin"), remote});
    }
    QPushButton *button(const QString &text)
    {
        for (QPushButton *each : opened.window().findChildren<QPushButton *>()) {
            if (each->isVisible() && each->text() == text)
                return each;
        }
        return nullptr;
    }
    bool saysSomewhere(const QString &text)
    {
        return testing::eventually(
            [&] {
                const QStringList texts = opened.visibleTexts();
                return std::any_of(texts.cbegin(), texts.cend(),
                                   [&](const QString &each) { return each.contains(text); });
            },
            90s);
    }
    std::optional<ui::AccountRow> gitRow()
    {
        auto *table = opened.window().findChild<ui::DataTable *>(QStringLiteral("accounts.table"));
        if (!table)
            return {};
        const auto &rows = static_cast<ui::AccountModel *>(table->model())->rows();
        const auto row = rows.value(table->selectedRow());
        return row.kind == QLatin1String("git") ? std::optional(row) : std::nullopt;
    }
    void enterKey(const QString &key)
    {
        const testing::Driver hands = opened.driver();
        auto *table = hands.visible<ui::DataTable>("accounts.table");
        Q_EMIT table->opened(table->currentIndex());
        ASSERT_TRUE(hands.appears("key.field", 30s));
        ASSERT_TRUE(hands.type("key.field", key));
        auto *overlay = opened.window().findChild<ui::OverlayHost *>();
        // A click that comes as the sheet opens counts for nothing.
        ASSERT_TRUE(testing::eventually(
            [&] {
                if (auto *accept = hands.visible<QPushButton>("review.accept"))
                    QTest::mouseClick(accept, Qt::LeftButton);
                return !overlay->isOpen();
            },
            30s));
    }

    World &world = testing::sharedWorld();
    testing::GitHttpsServer server{{world.dir(), {}, token, {}}};
    OpenedWindow opened{world};
    QByteArray before;
};

TEST_F(HttpsRemote, ARepositoryThatAsksForAKeyIsSaidAndLeadsToItsRow)
{
    const auto git = [&]() -> const Observed<QString> & {
        return opened.desktop().session().health().overview().git;
    };
    opened.go(QStringLiteral("overview"), {});
    ASSERT_TRUE(testing::eventually([&] { return git().error.has_value(); }, 90s));
    EXPECT_EQ(git().error->code, ErrorCode::Unauthorized);
    const auto *api = opened.health(QStringLiteral("dev"), QStringLiteral("api"));
    ASSERT_TRUE(testing::eventually([&] { return api->desired.error.has_value(); }, 30s));
    EXPECT_EQ(api->desired.error->code, ErrorCode::Unauthorized); // and not "never deployed"
    EXPECT_TRUE(saysSomewhere(QStringLiteral("git (no key is stored for it)")));
    keep(opened.window(), QStringLiteral("https-overview"));
    opened.go(QStringLiteral("deployments"), QStringLiteral("dev"), QStringLiteral("api"));
    ASSERT_TRUE(testing::eventually([&] { return button(QStringLiteral("Replace key")) != nullptr; }, 60s));
    keep(opened.window(), QStringLiteral("https-deployments"));
    opened.go(QStringLiteral("overview"), {});

    ASSERT_TRUE(
        testing::eventually([&] { return button(QStringLiteral("Enter key\u2026")) != nullptr; }, 60s));
    QTest::mouseClick(button(QStringLiteral("Enter key\u2026")), Qt::LeftButton);
    ASSERT_TRUE(testing::eventually(
        [&] { return gitRow() && gitRow()->status == QStringLiteral("Left to git"); }, 60s));
    keep(opened.window(), QStringLiteral("https-accounts"));

    ASSERT_NO_FATAL_FAILURE(enterKey(QStringLiteral("wrong")));
    const bool refused =
        testing::eventually([&] { return gitRow()->status == QStringLiteral("Refused"); }, 60s);
    keep(opened.window(), QStringLiteral("https-accounts-refused"));
    ASSERT_TRUE(refused) << qPrintable(gitRow()->status);
    ASSERT_NO_FATAL_FAILURE(enterKey(token));
    ASSERT_TRUE(testing::eventually([&] { return gitRow()->status == QStringLiteral("Works"); }, 60s));
    opened.window().refreshEverything();
    EXPECT_TRUE(testing::eventually([&] { return git().value && !git().error; }, 90s));
    EXPECT_TRUE(testing::eventually(
        [&] {
            return opened.health(QStringLiteral("dev"), QStringLiteral("api"))->desired.value.has_value();
        },
        30s));

    opened.go(QStringLiteral("audit"), {});
    EXPECT_TRUE(opened.driver().appears("audit.table", 60s));
    keep(opened.window(), QStringLiteral("https-audit"));
    const auto rows = testing::answerOf(opened.desktop().session().journal().entries({}));
    QStringList actions;
    for (const journal::AuditEntry &row : rows.value()) {
        if (row.subject == QLatin1String("git"))
            actions << row.action;
    }
    EXPECT_EQ(actions, (QStringList{configuration::keyReplaced, configuration::keySet}));
}

} // namespace
} // namespace envdeck
