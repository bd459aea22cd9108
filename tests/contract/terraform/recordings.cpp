// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/terraform/recordings.h"

#include "tests/support/fixtures.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace envdeck::testing {

namespace {

QList<Recording> readAll()
{
    QList<Recording> all;
    const QList<QByteArray> rows = testData(QStringLiteral("terraform/SOURCES.md")).split('\n');
    for (const QByteArray &row : rows) {
        const QStringList cells = QString::fromUtf8(row).split(u'|');
        bool isNumber = false;
        const int exitCode = cells.value(3).trimmed().toInt(&isNumber);
        if (!isNumber)
            continue;
        const QString file = cells.at(1).trimmed();
        all.append({file, cells.at(2).trimmed(), exitCode, testData(QStringLiteral("terraform/") + file)});
    }
    return all;
}

const QList<Recording> &all()
{
    static const QList<Recording> list = readAll();
    return list;
}

} // namespace

QList<Recording> recordings(const QString &ending)
{
    QList<Recording> found;
    std::copy_if(all().cbegin(), all().cend(), std::back_inserter(found),
                 [&](const Recording &recording) { return recording.file.endsWith(ending); });
    EXPECT_GT(found.size(), 10);
    return found;
}

Recording recording(const QString &file)
{
    const auto found = std::find_if(all().cbegin(), all().cend(),
                                    [&](const Recording &recording) { return recording.file == file; });
    EXPECT_TRUE(found != all().cend()) << qPrintable(file);
    return found == all().cend() ? Recording() : *found;
}

bool holdsCanary(const QString &text)
{
    static const QStringList canaries{QStringLiteral("PLAINTEXT-TOKEN"), QStringLiteral("S3cret-Db-Pw"),
                                      QStringLiteral("GeneratedRootPw"), QStringLiteral("EphemeralToken"),
                                      QStringLiteral("SECRETPW")};
    return std::any_of(canaries.cbegin(), canaries.cend(),
                       [&](const QString &canary) { return text.contains(canary); });
}

} // namespace envdeck::testing
