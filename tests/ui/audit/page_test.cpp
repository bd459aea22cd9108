// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/audit_page.h"

#include "tests/ui/audit/audit_fixture.h"
#include "tests/ui/support/clipping.h"
#include "tests/ui/support/fake_shell_model.h"
#include "tests/ui/support/languages.h"
#include "ui/pages/audit_sheet.h"
#include "ui/presenters/settings_store.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/face_stack.h"
#include "ui/widgets/overlay_host.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDateEdit>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

namespace envdeck::ui {
namespace {

QString w(const char *text)
{
    return QString::fromUtf8(text);
}

class AuditPageTest : public testing::AuditTest {
protected:
    void open(const QSize &size = {1440, 900}, const char *environment = "")
    {
        testing::theme();
        testing::FakeShellModel::fill(model);
        window = std::make_unique<MainWindow>(model, settings);
        PageSpec spec;
        spec.id = w("audit");
        spec.title = [] { return AuditPage::tr("Audit"); };
        spec.englishTitle = w("Audit");
        spec.icon = w("audit");
        spec.showsAllEnvironments = true;
        spec.make = [this](QWidget *parent) -> Page * { return new AuditPage(makePresenter(), parent); };
        window->addPage(spec);
        window->open();
        window->resize(size);
        window->go({w("audit"), w(environment), {}, {}});
        window->show();
        QApplication::setActiveWindow(window.get());
        EXPECT_TRUE(testing::soon(
            [&] { return part<FaceStack>() && part<FaceStack>()->face() != FaceStack::Face::Loading; }));
        testing::drainEvents();
    }
    void fillWithHistory()
    {
        record(w("dev"), w("anna"), JobState::Succeeded, w("plan"), {});
        clock.advance(std::chrono::minutes(4));
        record(w("dev"), w("anna"), JobState::Succeeded, w("apply"), w("bigger disk"));
        clock.advance(std::chrono::hours(20));
        const QDateTime byCi = clock.now();
        clock.advance(std::chrono::minutes(12));
        record(w("prod"), w("bo"), JobState::Failed);
        clock.advance(std::chrono::minutes(2));
        record(w("prod"), w("bo"), JobState::Succeeded);
        record(w("test"), w("ci"), JobState::Cancelled, w("deploy"), {});
        record(w("prod"), w("bo"), std::nullopt, w("promote"), w("release of March"));
        deployments::VersionChanges found;
        found.changes = {
            commitBy(w("anna"), clock.now().addSecs(-30), w("019ca000-0000-7000-8000-000000000001")),
            commitBy(w("ci"), byCi)};
        commits = found;
    }
    template <typename W>
    W *part(const char *name = "") const
    {
        return window->findChild<W *>(QString::fromLatin1(name));
    }
    int rows() const { return part<DataTable>("audit.table")->model()->rowCount(); }
    void look(const char *name)
    {
        testing::grab(*window, w(name));
        EXPECT_EQ(testing::clippedTexts(*window), QStringList()) << name;
        EXPECT_EQ(testing::namelessWidgets(*window), QStringList()) << name;
    }
    // Changes a row behind the journal's back.
    void tamper()
    {
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(w("QSQLITE"), w("tamper"));
            database.setDatabaseName(folder() + w("/journal.sqlite"));
            ASSERT_TRUE(database.open());
            QSqlQuery query(database);
            ASSERT_TRUE(query.exec(w("DROP TRIGGER records_unchanged")));
            ASSERT_TRUE(query.exec(w("UPDATE records SET actor='mallory' WHERE sequence=5")));
        }
        QSqlDatabase::removeDatabase(w("tamper"));
    }

    testing::LookGuard guard;
    testing::FakeShellModel model;
    MemorySettings settings;
    std::unique_ptr<MainWindow> window;
};

TEST_F(AuditPageTest, WhenTheCommitsCannotBeReadTheRowsStandBelowABannerThatSaysSo)
{
    record(w("prod"), w("bo"), JobState::Succeeded);
    commits = Error{ErrorCode::Unreachable, w("git"), {}, 0};
    open();
    EXPECT_EQ(rows(), 1);
    ASSERT_TRUE(testing::soon([&] {
        const auto *banner = part<FaceStack>()->findChild<Banner *>();
        return banner && banner->isVisible();
    }));
    EXPECT_EQ(part<FaceStack>()->face(), FaceStack::Face::Answer);
    look("audit-without-commits");
}

TEST_F(AuditPageTest, AnEmptyJournalSaysWhatWillStandHere)
{
    open();
    EXPECT_EQ(part<FaceStack>()->face(), FaceStack::Face::Empty);
    EXPECT_NE(part<QWidget>("face.empty"), nullptr);
    look("audit-empty");
}

TEST_F(AuditPageTest, AJournalThatCannotBeReadOffersAnotherTry)
{
    putFileInTheWay();
    open();
    EXPECT_EQ(part<FaceStack>()->face(), FaceStack::Face::Error);
    EXPECT_FALSE(part<QPushButton>("audit.export")->isEnabled());
    EXPECT_EQ(part<QWidget>("face.error")->findChildren<QPushButton *>().size(), 1);
    look("audit-error");
    ASSERT_TRUE(QFile::remove(folder()));
    part<QWidget>("face.error")->findChild<QPushButton *>()->click();
    EXPECT_TRUE(testing::soon([&] { return part<FaceStack>()->face() == FaceStack::Face::Empty; }));
}

TEST_F(AuditPageTest, ARowThatWasChangedIsNamedAndTheRowsStay)
{
    fillWithHistory();
    tamper();
    open();
    const auto banner = [&] { return part<FaceStack>()->findChild<Banner *>(); };
    ASSERT_TRUE(testing::soon([&] { return banner() && banner()->isVisible(); }));
    EXPECT_TRUE(banner()->accessibleName().contains(w("row 5 was changed")));
    EXPECT_EQ(part<FaceStack>()->face(), FaceStack::Face::Answer);
    look("audit-broken");
}

TEST_F(AuditPageTest, FilterByKeyboardAndClearItAgain)
{
    fillWithHistory();
    open();
    EXPECT_TRUE(testing::soon([&] { return rows() == 8; }));
    auto *filter = part<QLineEdit>("audit.filter");
    QTest::keyClick(window.get(), Qt::Key_F, Qt::ControlModifier);
    EXPECT_TRUE(testing::soon([&] { return filter->hasFocus(); }));
    QTest::keyClicks(filter, w("bigger"));
    EXPECT_TRUE(testing::soon([&] { return rows() == 1; }));
    QTest::keyClicks(filter, w(" boat"));
    EXPECT_TRUE(testing::soon([&] { return part<QWidget>("face.noMatch") != nullptr; }));
    look("audit-nomatch");
    part<QWidget>("face.noMatch")->findChild<QPushButton *>()->click();
    EXPECT_TRUE(testing::soon([&] { return rows() == 8; }));
    EXPECT_EQ(filter->text(), QString());
}

TEST_F(AuditPageTest, EveryFilterNarrows)
{
    fillWithHistory();
    open();
    EXPECT_TRUE(testing::soon([&] { return rows() == 8; }));
    const auto narrowed = [&](const char *box, const QString &choice, int expected) {
        auto *combo = part<QComboBox>(box);
        const int index = combo->findText(choice);
        ASSERT_GE(index, 0) << box << " has no " << qPrintable(choice);
        combo->setCurrentIndex(index);
        EXPECT_TRUE(testing::soon([&] { return rows() == expected; })) << box << ": " << rows() << " rows";
        combo->setCurrentIndex(0);
        EXPECT_TRUE(testing::soon([&] { return rows() == 8; }));
    };
    EXPECT_TRUE(testing::soon([&] { return part<QComboBox>("audit.actor")->count() > 1; }));
    narrowed("audit.action", w("Apply"), 1);
    narrowed("audit.actor", w("bo"), 3);
    narrowed("audit.result", w("Failed"), 1);
    narrowed("audit.result", w("Running"), 1);
    narrowed("audit.origin", w("Outside Envdeck"), 1);
    auto *period = part<QComboBox>("audit.period");
    EXPECT_FALSE(part<QDateEdit>("audit.from")->isVisible());
    period->setCurrentIndex(period->count() - 1);
    EXPECT_TRUE(part<QDateEdit>("audit.from")->isVisible());
    part<QDateEdit>("audit.from")->setDate(QDate(2026, 3, 3));
    part<QDateEdit>("audit.to")->setDate(QDate(2026, 3, 9));
    EXPECT_TRUE(testing::soon([&] { return rows() == 6; })) << rows();
    look("audit-days");
    window->go({w("audit"), w("test"), {}, {}});
    EXPECT_TRUE(testing::soon([&] { return rows() == 1; }));
}

TEST_F(AuditPageTest, EnterOpensTheReportAndEscapeGivesTheTableBack)
{
    fillWithHistory();
    open();
    EXPECT_TRUE(testing::soon([&] { return rows() == 8; }));
    auto *table = part<DataTable>("audit.table");
    table->setFocus();
    table->selectRow(4); // the one that failed
    ASSERT_EQ(table->model()->index(4, 0).data().toString(), w("Failed"));
    QTest::keyClick(table, Qt::Key_Return);
    ASSERT_TRUE(testing::soon([&] { return window->overlay()->isOpen(); }));
    auto *sheet = qobject_cast<AuditSheet *>(window->overlay()->content());
    ASSERT_NE(sheet, nullptr);
    EXPECT_EQ(sheet->findChild<DataTable *>(w("audit.steps"))->model()->rowCount(), 2);
    EXPECT_TRUE(sheet->plainText().contains(w("5be01d2f00aa11bb22cc33dd44ee55ff66007788")));
    look("audit-sheet");
    QTest::keyClick(sheet, Qt::Key_Escape);
    EXPECT_TRUE(testing::soon([&] { return !window->overlay()->isOpen(); }));
    EXPECT_TRUE(table->hasFocus());
}

TEST_F(AuditPageTest, ACommitOfOthersLeadsToTheHistoryOfItsApp)
{
    fillWithHistory();
    open();
    EXPECT_TRUE(testing::soon([&] { return rows() == 8; }));
    auto *table = part<DataTable>("audit.table");
    QList<Destination> asked;
    QObject::connect(window->page(), &Page::navigate, window.get(),
                     [&](const Destination &destination) { asked.append(destination); });
    table->selectRow(5);
    ASSERT_EQ(table->model()->index(5, 0).data().toString(), w("Outside Envdeck"));
    QTest::keyClick(table, Qt::Key_Return);
    ASSERT_TRUE(testing::soon([&] { return window->overlay()->isOpen(); }));
    look("audit-sheet-outside");
    part<QPushButton>("audit.deployment")->click();
    ASSERT_EQ(asked.size(), 1);
    EXPECT_EQ(asked.first(), (Destination{w("deployments"), w("prod"), w("api"),
                                          w("77c0aa11bb22cc33dd44ee55ff6600778899aabb")}));
}

TEST_F(AuditPageTest, RowsAreCopiedForATableWithWholeDates)
{
    fillWithHistory();
    open();
    EXPECT_TRUE(testing::soon([&] { return rows() == 8; }));
    auto *table = part<DataTable>("audit.table");
    table->setFocus();
    table->selectAll();
    QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QApplication::clipboard()->text().split(QLatin1Char('\n'));
    ASSERT_EQ(lines.size(), 8);
    for (const QString &line : lines) {
        EXPECT_EQ(line.count(QLatin1Char('\t')), 9);
        EXPECT_TRUE(line.contains(w("2026-03-0"))) << qPrintable(line);
    }
}

TEST_F(AuditPageTest, CtrlEAsksWhereToAndWritesWhatWasAskedFor)
{
    fillWithHistory();
    open();
    EXPECT_TRUE(testing::soon([&] { return rows() == 8; }));
    QTest::keyClick(window.get(), Qt::Key_E, Qt::ControlModifier);
    ASSERT_TRUE(testing::soon([&] { return part<QFileDialog>("audit.exportDialog") != nullptr; }));
    const QString path = root.filePath(w("out.csv"));
    Q_EMIT part<QFileDialog>("audit.exportDialog")->fileSelected(path);
    EXPECT_TRUE(testing::soon([&] { return QFile::exists(path); }));
    part<QFileDialog>("audit.exportDialog")->close();
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_EQ(file.readAll().count("\r\n"), 9);
}

TEST_F(AuditPageTest, LooksRightInEveryLook)
{
    fillWithHistory();
    open();
    EXPECT_TRUE(testing::soon([&] { return rows() == 8; }));
    part<DataTable>("audit.table")->selectRow(4);
    look("audit-light");
    testing::theme().setMode(ColorMode::Dark);
    look("audit-dark");
    testing::theme().setMode(ColorMode::Light);
    window->resize(1024, 680);
    testing::drainEvents();
    look("audit-1024");
    const auto chinese = testing::InLanguage::chinese();
    testing::drainEvents();
    look("audit-1024-zh");
    testing::theme().setTextScale(1.3);
    testing::drainEvents();
    look("audit-1024-zh-130");
}

TEST_F(AuditPageTest, NothingIsCutOffInALongLanguage)
{
    const auto pseudo = testing::InLanguage::pseudo();
    fillWithHistory();
    open({1280, 720});
    EXPECT_TRUE(testing::soon([&] { return rows() == 8; }));
    look("audit-pseudo");
}

} // namespace
} // namespace envdeck::ui
