// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/paths.h"
#include "core/infrastructure/run_files.h"
#include "core/process/run_folder.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace envdeck::infrastructure {

// Run folders of one environment, as runs leave them.
class RunFolders {
public:
    Places places(const EnvironmentId &environment = QStringLiteral("dev")) const
    {
        return {m_root.filePath(environment)};
    }

    // Minutes before `now`.
    RunRecord record(int minutes, const QString &kind = QStringLiteral("plan"),
                     JobState state = JobState::Succeeded) const
    {
        RunRecord record;
        record.began = now.addSecs(-60 * minutes);
        record.operation = newOperationId(record.began);
        record.kind = kind;
        record.environment = QStringLiteral("dev");
        record.actor = QStringLiteral("bo");
        record.state = state;
        if (state != JobState::Running)
            record.ended = record.began.addSecs(20);
        record.commit = QString(40, QLatin1Char('a'));
        return record;
    }
    RunRecord written(const RunRecord &record) const
    {
        EXPECT_TRUE(writeRecord(places(record.environment), record));
        return record;
    }
    static void write(const QString &path, const QByteArray &text = "x")
    {
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    // As envdeck-runner would: with the process of this test as runner and program, or with one that is gone.
    void runnerWas(const QString &folder, bool alive) const
    {
        const auto self = identityOf(QCoreApplication::applicationPid());
        const qint64 ticks = self->startTicks + (alive ? 0 : 1);
        write(folder + QStringLiteral("/run.json"),
              QJsonDocument(QJsonObject{{QStringLiteral("argv"), QJsonArray{QStringLiteral("terraform")}},
                                        {QStringLiteral("workingFolder"), QStringLiteral("/")},
                                        {QStringLiteral("pid"), self->pid},
                                        {QStringLiteral("startTicks"), ticks},
                                        {QStringLiteral("programPid"), self->pid},
                                        {QStringLiteral("programStartTicks"), ticks},
                                        {QStringLiteral("bootId"), currentBootId()},
                                        {QStringLiteral("startedAt"), now.toString(Qt::ISODateWithMs)}})
                  .toJson());
        ASSERT_TRUE(process::readRunIdentity(folder));
        ASSERT_EQ(process::isAlive(process::readRunIdentity(folder).value()), alive);
    }

    const QDateTime now = QDateTime::currentDateTimeUtc();

private:
    QTemporaryDir m_root;
};

} // namespace envdeck::infrastructure
