// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/domain/job_status.h"
#include "core/journal/journal.h"
#include "tests/support/event_loop.h"
#include "tests/support/fake_clock.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <gtest/gtest.h>
#include <memory>

namespace envdeck::journal {

// A journal in a folder of its own.
class JournalTest : public ::testing::Test {
protected:
    std::unique_ptr<Journal> opened(const Redactor &redactor = {}) const
    {
        return std::make_unique<Journal>(Journal::Options{folder(), QStringLiteral("desk"), redactor},
                                         m_clock);
    }
    QString folder() const { return m_root.filePath(QStringLiteral("state/acme")); }
    QString file() const { return folder() + QStringLiteral("/journal.sqlite"); }

    template <typename T>
    static T valueOf(const QFuture<Result<T>> &future)
    {
        const Result<T> result = testing::answerOf(future);
        if (result)
            return result.value();
        ADD_FAILURE() << qPrintable(errorCodeName(result.error().code)) << " "
                      << qPrintable(result.error().detail);
        return {};
    }
    static bool isDone(const Async<void> &future) { return bool(testing::answerOf(future)); }

    Entry intent(const QString &operation, const QString &app = QStringLiteral("api"))
    {
        Entry entry;
        entry.operation = operation;
        entry.action = QStringLiteral("rollback");
        entry.environment = QStringLiteral("prod");
        entry.subject = QStringLiteral("prod/") + app;
        entry.detail = QStringLiteral("v1.3.8 -> v1.3.7");
        entry.actor = QStringLiteral("bo");
        entry.reason = QStringLiteral("error rate after v1.3.8");
        entry.risk = Risk::R2;
        entry.blocks = true;
        entry.evidence = {
            {QStringLiteral("steps"), QJsonArray{QStringLiteral("commit"), QStringLiteral("push")}}};
        entry.payload = {{QStringLiteral("to"), QStringLiteral("v1.3.7")}};
        m_clock.advance(std::chrono::seconds(1));
        return entry;
    }
    Entry outcome(const QString &operation, JobState state, bool closes = true)
    {
        Entry entry = intent(operation);
        entry.kind = Kind::Outcome;
        entry.blocks = false;
        entry.closes = closes;
        entry.state = jobStateName(state);
        entry.reason.clear();
        entry.payload = {};
        entry.evidence = {{QStringLiteral("git"), QStringLiteral("v1.3.7")}};
        entry.commit = QStringLiteral("5be01d2");
        return entry;
    }
    QString newOperation() const { return newOperationId(m_clock.now()); }

    QTemporaryDir m_root;
    testing::FakeClock m_clock;
};

} // namespace envdeck::journal
