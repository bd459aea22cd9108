// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/ids.h"

#include <QSet>
#include <gtest/gtest.h>

namespace envdeck {
namespace {

const QDateTime moment(QDate(2026, 3, 2), QTime(10, 41, 3, 127), Qt::UTC);

TEST(OperationIds, AreVersionSevenUuidsInLowerCase)
{
    for (int i = 0; i < 1000; ++i) {
        const QString id = newOperationId(moment);
        ASSERT_TRUE(isOperationId(id)) << qPrintable(id);
        ASSERT_EQ(id, id.toLower());
    }
}

TEST(OperationIds, OfOneMomentDiffer)
{
    QSet<QString> seen;
    for (int i = 0; i < 10'000; ++i)
        seen.insert(newOperationId(moment));
    EXPECT_EQ(seen.size(), 10'000);
}

TEST(OperationIds, SortByTime)
{
    EXPECT_LT(newOperationId(moment), newOperationId(moment.addMSecs(1)));
    EXPECT_LT(newOperationId(QDateTime(QDate(1999, 1, 1), QTime(0, 0), Qt::UTC)), newOperationId(moment));
    EXPECT_TRUE(newOperationId(moment).startsWith(
        QString::number(moment.toMSecsSinceEpoch(), 16).rightJustified(12, QLatin1Char('0')).first(8)));
}

TEST(OperationIds, OtherTextIsNone)
{
    const QString id = newOperationId(moment);
    for (const QString &text :
         {QString(), id.toUpper(), id + QLatin1Char('\n'), QLatin1Char(' ') + id, id.chopped(1),
          id + QLatin1Char('0'), QString(id).replace(14, 1, QLatin1Char('4')),
          QString(id).replace(19, 1, QLatin1Char('c')), QString(id).remove(QLatin1Char('-')),
          QStringLiteral("../") + id})
        EXPECT_FALSE(isOperationId(text)) << qPrintable(text);
}

} // namespace
} // namespace envdeck
