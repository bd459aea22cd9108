// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/terraform/run.h"
#include "core/terraform/tool.h"
#include "tests/support/event_loop.h"

#include <QTemporaryDir>
#include <gtest/gtest.h>
#include <optional>

namespace envdeck::terraform {

// A configuration with a local state of its own and a real terraform or tofu; skipped where there is none.
class TerraformPlace : public ::testing::Test {
protected:
    static constexpr auto patience = std::chrono::seconds(200); // a loaded machine is no failure
    static constexpr const char *canary = "CANARY-0815-secret";

    // What one run did.
    struct Seen {
        std::optional<Result<RunEnd>> end;
        QList<Message> messages;
        bool ok() const { return end && *end; }
        Error error() const
        {
            return end && !*end ? end->error()
                                : Error{ErrorCode::Internal, QStringLiteral("no error"), {}, 0};
        }
    };

    void SetUp() override;
    ~TerraformPlace() override;

    void configure(const QByteArray &resources); // the variables token and image are there already
    QString path(const QString &name) const { return m_folder.filePath(name); }
    RunPlace operation(const QString &name) const { return {path(QStringLiteral("operations/") + name)}; }
    Tool &tool();
    void init(); // fails the test when it fails

    Seen plan(const RunPlace &place, PlanMode mode = PlanMode::Changes,
              StateLocking locking = StateLocking::Wait);
    Seen apply(const RunPlace &place, const ReviewRecord &reviewed);
    ReviewRecord review(const RunPlace &place);
    Plan planOf(const RunPlace &place);
    bool planAndApply(const QString &name);
    StateSummary state();

    template <typename T>
    static Result<T> answer(const Async<T> &future)
    {
        if (!testing::eventually([&] { return future.isFinished(); }, patience))
            return Error{ErrorCode::Internal, QStringLiteral("never answered"), {}, 0};
        return future.resultCount() > 0 ? future.result() : Result<T>(Error{ErrorCode::Canceled, {}, {}, 0});
    }
    static bool waitFor(Seen &seen);
    static void watch(terraform::Run &run, Seen &seen);
    std::unique_ptr<terraform::Run> makeRun(const RunPlace &place) const;
    void write(const QString &name, const QByteArray &text) const;

    Target target;

private:
    QTemporaryDir m_folder;
    Worker m_worker{QStringLiteral("terraform-test")};
    std::unique_ptr<Tool> m_tool;
};

// Holds an apply until the file appears.
QByteArray holdUntil(const QString &file);

} // namespace envdeck::terraform
