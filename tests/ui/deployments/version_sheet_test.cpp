// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/text.h"
#include "tests/ui/support/languages.h"
#include "tests/ui/support/look.h"
#include "ui/models/version_model.h"
#include "ui/pages/version_sheet.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/label.h"

#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

using deployments::Version;
using testing::s;
using testing::soon;

const QDateTime now(QDate(2026, 12, 1), QTime(10, 0), Qt::UTC);

class VersionsInView : public ::testing::Test {
protected:
    VersionsInView() { testing::theme(); }
    void open(const QList<Version> &versions, const QSize &size = {720, 620})
    {
        sheet = std::make_unique<VersionSheet>(s("Deploy api to prod"), EnvironmentKind::Prod, false, now);
        QObject::connect(sheet.get(), &VersionSheet::versionWanted, sheet.get(),
                         [this](const Version &version) { wanted.append(version.image.tag); });
        QObject::connect(sheet.get(), &VersionSheet::newsWanted, sheet.get(),
                         [this](const Version &version) { newsOf.append(version.image.tag); });
        sheet->resize(size);
        sheet->show();
        sheet->setVersions(versions);
        ASSERT_TRUE(soon([&] { return !newsOf.isEmpty() || versions.isEmpty(); }));
    }
    static QList<Version> many(int count)
    {
        QList<Version> versions;
        for (int i = count; i > 0; --i) {
            Version version;
            version.image = {s("ghcr.io/acme/api"), QStringLiteral("v1.%1.0").arg(i), {}};
            versions.append(version);
        }
        return versions;
    }
    static Version read(Version version, int days, const QString &revision)
    {
        version.isRead = true;
        version.created = now.addDays(-days);
        version.revision = revision;
        version.repository = s("acme/api");
        version.platforms = {s("linux/amd64")};
        version.image.digest = s("sha256:") + QString(64, QLatin1Char('a'));
        return version;
    }
    static deployments::VersionNews news(int commits)
    {
        deployments::VersionNews news;
        news.since = {s("ghcr.io/acme/api"), s("v1.3.0"), {}};
        news.comparison.ahead = commits;
        for (int i = 0; i < commits; ++i)
            news.comparison.commits.append({QString(40, QLatin1Char(char('a' + i % 6))),
                                            QStringLiteral("Close idle connections after %1 s").arg(i + 1),
                                            s("Anna Berg"),
                                            now.addSecs(-3600 * (i + 1)),
                                            {}});
        return news;
    }
    QString text(int row, int column)
    {
        auto *table = sheet->findChild<DataTable *>(s("versions.table"));
        return table->model()->index(row, column).data().toString();
    }
    QStringList newsLines()
    {
        QStringList lines;
        for (const auto *label : sheet->findChild<QWidget *>(s("versions.news"))->findChildren<Label *>()) {
            if (!label->text().isEmpty())
                lines.append(label->text());
        }
        return lines;
    }

    testing::LookGuard guard;
    std::unique_ptr<VersionSheet> sheet;
    QStringList wanted;
    QStringList newsOf;
};

TEST_F(VersionsInView, OnlyRowsInViewAreAskedForAndEachOnce)
{
    open(many(4000));
    ASSERT_TRUE(soon([&] { return !wanted.isEmpty(); }));
    EXPECT_LT(wanted.size(), 40);
    EXPECT_EQ(wanted.first(), s("v1.4000.0"));
    const auto before = wanted.size();
    auto *bar = sheet->findChild<DataTable *>(s("versions.table"))->verticalScrollBar();
    bar->setValue(bar->maximum());
    ASSERT_TRUE(soon([&] { return wanted.contains(s("v1.1.0")); }));
    EXPECT_LT(wanted.size(), 2 * before + 10); // what passed by was not asked for
    bar->setValue(0);
    testing::drainEvents();
    EXPECT_EQ(QSet<QString>(wanted.begin(), wanted.end()).size(), wanted.size());
}

TEST_F(VersionsInView, WhatWasReadShowsWithItsCommitAndItsChecks)
{
    open(many(3));
    sheet->setVersion(read(many(3).first(), 2, s("9d21c04aaaabbbbccccddddeeeeffff000011112")));
    sheet->setChecks(s("v1.3.0"), {platform::CiState::Failed, 3, 5, {s("build"), s("lint")}});
    EXPECT_EQ(text(0, VersionModel::CreatedColumn), s("2 d ago"));
    EXPECT_EQ(text(0, VersionModel::RevisionColumn), s("9d21c04"));
    EXPECT_EQ(text(0, VersionModel::ChecksColumn), s("2 of 5 failed"));
    EXPECT_EQ(text(1, VersionModel::RevisionColumn), QString());
}

TEST_F(VersionsInView, WhatIsNewIsOfTheSelectedOne)
{
    open(many(3));
    EXPECT_EQ(newsOf, QStringList{s("v1.3.0")});
    EXPECT_EQ(newsLines(), QStringList{s("Reading what is new\u2026")});
    sheet->setNews(s("v1.3.0"), news(9));
    EXPECT_EQ(newsLines().first(), s("9 commit(s) since v1.3.0, which runs now:"));
    EXPECT_EQ(newsLines().size(), 6);
    EXPECT_EQ(newsLines().at(1), s("aaaaaaa  Close idle connections after 1 s (Anna Berg, 1 h ago)"));
    EXPECT_EQ(newsLines().last(), s("and 5 more"));
    sheet->findChild<DataTable *>(s("versions.table"))->selectRow(1);
    ASSERT_TRUE(soon([&] { return newsOf.size() == 2; }));
    sheet->setNoNews(s("v1.2.0"), s("What is new in it is not known: nobody says."));
    EXPECT_EQ(newsLines(), QStringList{s("What is new in it is not known: nobody says.")});
    sheet->findChild<DataTable *>(s("versions.table"))->selectRow(0);
    EXPECT_TRUE(soon([&] { return newsLines().size() == 6; }));
    EXPECT_EQ(newsOf.size(), 2); // is known
}

TEST_F(VersionsInView, LooksRightFullEmptyAndRefused)
{
    QList<Version> versions = many(12);
    for (int i = 0; i < versions.size(); ++i)
        versions[i] = read(versions.at(i), i, QStringLiteral("%1").arg(i * 7919, 40, 16, QLatin1Char('c')));
    versions[0].runsIn = {s("dev"), s("test")};
    versions[2].runsIn = {s("prod")};
    for (const bool chinese : {false, true}) {
        const auto language =
            chinese ? std::optional<testing::InLanguage>(testing::InLanguage::chinese()) : std::nullopt;
        for (const QSize &size : {QSize(720, 620), QSize(640, 560)}) {
            newsOf.clear();
            open(versions, size);
            sheet->setChecks(s("v1.12.0"), {platform::CiState::Passed, 4, 4, {}});
            sheet->setChecks(s("v1.11.0"), {platform::CiState::Running, 1, 4, {}});
            sheet->setChecks(s("v1.10.0"), {platform::CiState::Failed, 2, 4, {s("build")}});
            sheet->setNews(s("v1.12.0"), news(9));
            testing::drainEvents();
            testing::grab(
                *sheet, QStringLiteral("versions-%1-%2").arg(chinese ? s("zh") : s("en")).arg(size.width()));
        }
    }
    newsOf.clear();
    open({});
    testing::grab(*sheet, s("versions-empty"));
    open(many(12));
    sheet->setUnread(s("v1.12.0"),
                     s("Not everything about the versions is known: the other side asks to wait."));
    testing::drainEvents();
    testing::grab(*sheet, s("versions-refused"));
    EXPECT_FALSE(sheet->findChild<QLineEdit *>(s("versions.filter"))->text().size());
}

} // namespace
} // namespace envdeck::ui
