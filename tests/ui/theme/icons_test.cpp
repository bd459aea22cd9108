// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/cells.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/widgets/plan_delegate.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

bool exists(const QString &name)
{
    return !iconPixmap(name, 16, lightTokens().text, lightTokens().surface, 1.0).isNull();
}

QString contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

// A name is recognised where it is handed to an icon function or member, or stands in a list beside one.
TEST(Icons, EveryNameInTheSourcesExists)
{
    static const QRegularExpression call(
        QStringLiteral("(?:themedIcon|paintIcon|iconPixmap|EmptyState|showEmpty|setPrimary|addAction|"
                       "addQuiet)\\s*\\(([^;]*)"));
    static const QRegularExpression member(QStringLiteral("icon\\s*=\\s*QStringLiteral\\(\"([^\"]*)\"\\)"));
    static const QRegularExpression literal(QStringLiteral("QStringLiteral\\(\"([a-z][a-z-]*)\"\\)"));
    const QSet<QString> notIcons{QStringLiteral("jobs.open"), QStringLiteral("workspace.switcher")};
    int found = 0;
    QDirIterator it(QStringLiteral(ENVDECK_SOURCE_DIR "/ui"), {QStringLiteral("*.cpp")}, QDir::Files,
                    QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const QString path = it.next();
        const QString text = contents(path);
        auto calls = call.globalMatch(text);
        while (calls.hasNext()) {
            auto names = literal.globalMatch(calls.next().captured(1));
            if (!names.hasNext())
                continue;
            const QString name = names.next().captured(1);
            ++found;
            EXPECT_TRUE(exists(name) || notIcons.contains(name))
                << qPrintable(path) << ": " << qPrintable(name);
        }
        auto members = member.globalMatch(text);
        while (members.hasNext()) {
            const QString name = members.next().captured(1);
            ++found;
            EXPECT_TRUE(exists(name)) << qPrintable(path) << ": " << qPrintable(name);
        }
    }
    EXPECT_GT(found, 20);
}

TEST(Icons, EveryStatusAndPlanActionHasOne)
{
    for (const Severity severity : {Severity::Ok, Severity::Warning, Severity::Critical, Severity::Running,
                                    Severity::Stale, Severity::Unknown})
        EXPECT_TRUE(exists(severityIcon(severity)));
    for (const PlanAction action :
         {PlanAction::Create, PlanAction::Update, PlanAction::Replace, PlanAction::Delete, PlanAction::Read,
          PlanAction::Forget, PlanAction::Move, PlanAction::Import})
        EXPECT_TRUE(exists(planActionIcon(action))) << qPrintable(planActionIcon(action));
}

TEST(Icons, EveryFileIsListedAndShipped)
{
    const QString listed = contents(QStringLiteral(ENVDECK_SOURCE_DIR "/resources/envdeck.qrc"));
    QDirIterator it(QStringLiteral(ENVDECK_SOURCE_DIR "/resources/icons"), {QStringLiteral("*.svg")},
                    QDir::Files);
    int files = 0;
    while (it.hasNext()) {
        it.next();
        ++files;
        EXPECT_TRUE(listed.contains(QStringLiteral("<file>icons/%1</file>").arg(it.fileName())))
            << qPrintable(it.fileName());
        EXPECT_TRUE(exists(it.fileInfo().completeBaseName())) << qPrintable(it.fileName());
    }
    EXPECT_GT(files, 50);
}

TEST(Icons, AnUnknownNameIsNoPicture)
{
    EXPECT_FALSE(exists(QStringLiteral("no-such-icon")));
}

} // namespace
} // namespace envdeck::ui
