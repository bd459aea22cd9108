// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/house/source_tree.h"

#include <QMap>
#include <QRegularExpression>
#include <gtest/gtest.h>

namespace envdeck::testing {
namespace {

// Floor of each folder; a file may include its own folder and lower floors, and folders of its own floor
// only where `sideways` says so.
const QMap<QString, int> floors{
    {QStringLiteral("core/base"), 0},
    {QStringLiteral("core/domain"), 1},
    {QStringLiteral("core/process"), 2},
    {QStringLiteral("core/http"), 2},
    {QStringLiteral("core/secrets"), 2},
    {QStringLiteral("core/ssh"), 2},
    {QStringLiteral("core/git"), 3}, // runs a program, so it stands on process
    {QStringLiteral("core/workspace"), 4},
    {QStringLiteral("core/journal"), 4},
    {QStringLiteral("core/gitops"), 4},
    {QStringLiteral("core/logs"), 4},
    {QStringLiteral("core/terraform"), 4},
    {QStringLiteral("core/api/dokploy"), 4},
    {QStringLiteral("core/api/signoz"), 4},
    {QStringLiteral("core/api/registry"), 4},
    {QStringLiteral("core/api/github"), 4},
    {QStringLiteral("core/jobs"), 5}, // journals what it does
    {QStringLiteral("core/platform"),
     5},                               // interfaces of the use cases, and their implementations over core/api
    {QStringLiteral("core/pulls"), 6}, // the way through a pull request, which several use cases take
    {QStringLiteral("core/hosts"), 6}, // what a host says, which its bootstrap reads too
    {QStringLiteral("core/bootstrap"), 7},
    {QStringLiteral("core/apps"), 7},
    {QStringLiteral("core/backups"), 7},
    {QStringLiteral("core/configuration"), 7},
    {QStringLiteral("core/deployments"), 7},
    {QStringLiteral("core/health"), 7},
    {QStringLiteral("core/infrastructure"), 7},
    {QStringLiteral("core/observability"), 7},
    {QStringLiteral("core/scaffold"), 7},
    {QStringLiteral("core/troubleshooting"), 7},
    {QStringLiteral("ui/text"), 8},
    {QStringLiteral("ui/models"), 9},
    {QStringLiteral("ui/presenters"), 10},
    {QStringLiteral("ui/theme"), 11},
    {QStringLiteral("ui/widgets"), 12},
    {QStringLiteral("ui/dialogs"), 13},
    {QStringLiteral("ui/shell"), 14}, // asks through dialogs
    {QStringLiteral("ui/pages"), 15},
    {QStringLiteral("app"), 16},
};

QString folderOf(const QString &path)
{
    for (auto it = floors.keyValueBegin(); it != floors.keyValueEnd(); ++it) {
        if (path.startsWith(it->first + QLatin1Char('/')))
            return it->first;
    }
    return {};
}

TEST(Layers, EveryFolderHasItsFloor)
{
    for (const SourceFile &file :
         sourcesBelow({QStringLiteral("core"), QStringLiteral("ui"), QStringLiteral("app")}))
        EXPECT_FALSE(folderOf(file.path).isEmpty()) << qPrintable(file.path);
}

TEST(Layers, NoIncludePointsUpOrSideways)
{
    static const QRegularExpression include(
        QStringLiteral("^\\s*#\\s*include\\s+\"((?:core|ui|app|tests)/[^\"]+)\""));
    int arrows = 0;
    for (const SourceFile &file :
         sourcesBelow({QStringLiteral("core"), QStringLiteral("ui"), QStringLiteral("app")})) {
        const QString from = folderOf(file.path);
        for (const QString &line : file.lines) {
            const auto match = include.match(line);
            if (!match.hasMatch())
                continue;
            const QString target = match.captured(1);
            // The sandbox is made of the stand-ins; nothing else of the product knows that they exist.
            if (target.startsWith(QLatin1String("tests/standins/")) &&
                file.path.startsWith(QLatin1String("app/sandbox/")))
                continue;
            const QString to = folderOf(target);
            ++arrows;
            EXPECT_TRUE(from == to || floors.value(to, 99) < floors.value(from, -1))
                << qPrintable(file.path) << " includes " << qPrintable(target);
        }
    }
    EXPECT_GT(arrows, 20); // the test itself reads something
}

TEST(Layers, CoreKnowsNoWindow)
{
    static const QRegularExpression window(
        QStringLiteral("#\\s*include\\s+<(QtWidgets|QtGui|QtCharts|QWidget|QApplication|QGuiApplication|"
                       "QDialog|QColor|QPixmap|QIcon|QFont|QPainter)"));
    for (const SourceFile &file :
         sourcesBelow({QStringLiteral("core"), QStringLiteral("ui/text"), QStringLiteral("ui/models"),
                       QStringLiteral("ui/presenters")})) {
        for (const QString &line : file.lines)
            EXPECT_FALSE(line.contains(window)) << qPrintable(file.path) << ": " << qPrintable(line);
    }
}

TEST(Layers, StandInsShareNothingWithTheClients)
{
    for (const SourceFile &file : sourcesBelow({QStringLiteral("tests/standins")})) {
        for (const QString &line : file.lines)
            EXPECT_FALSE(line.contains(QLatin1String("#include \"core/api/")) ||
                         line.contains(QLatin1String("#include \"core/http/")))
                << qPrintable(file.path) << ": " << qPrintable(line);
    }
}

} // namespace
} // namespace envdeck::testing
