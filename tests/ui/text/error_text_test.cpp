// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/error_text.h"

#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

const QList<ErrorCode> codes{
    ErrorCode::Canceled,     ErrorCode::Timeout,        ErrorCode::Unreachable, ErrorCode::Tls,
    ErrorCode::Unauthorized, ErrorCode::Forbidden,      ErrorCode::NotFound,    ErrorCode::Conflict,
    ErrorCode::RateLimited,  ErrorCode::BadResponse,    ErrorCode::BadInput,    ErrorCode::BadConfig,
    ErrorCode::ToolMissing,  ErrorCode::ToolFailed,     ErrorCode::Locked,      ErrorCode::Io,
    ErrorCode::Internal,     ErrorCode::OutcomeUnknown, ErrorCode::OriginMoved, ErrorCode::Unhealthy};
const QList<Attempt> attempts{
    Attempt::OpenWorkspace, Attempt::Read,     Attempt::ReadHistory, Attempt::ReadHealth,
    Attempt::ReadMetrics,   Attempt::ReadLog,  Attempt::ReadPlan,    Attempt::ReadAudit,
    Attempt::ReadOutputs,   Attempt::Plan,     Attempt::Apply,       Attempt::Deploy,
    Attempt::Promote,       Attempt::Rollback, Attempt::Hold,        Attempt::Cancel,
    Attempt::Resume,        Attempt::Abandon,  Attempt::StoreKey,    Attempt::TestKey,
    Attempt::SaveSettings,  Attempt::Export,   Attempt::ReadCode,    Attempt::ChangeVariable,
    Attempt::FormatCode,    Attempt::ReadRuns, Attempt::Unlock,      Attempt::PushState};
const QString target = QStringLiteral("prod/api");

Error error(ErrorCode code, const QString &subject = {})
{
    return {code, subject, {}, 0};
}

// Printed for review: run with --gtest_filter=ErrorText.AllSentences*
TEST(ErrorText, AllSentencesAreWholeAndCarryNoHoles)
{
    for (const Attempt attempt : attempts) {
        for (const ErrorCode code : codes) {
            for (const QString &subject : {QString(), target}) {
                const ErrorText text = errorText(error(code, subject), attempt);
                const QString sentence = text.sentence();
                std::printf("%s [%s]\n", qPrintable(sentence), qPrintable(text.nextLabel));
                EXPECT_FALSE(text.what.isEmpty() || text.cause.isEmpty() || text.now.isEmpty());
                EXPECT_TRUE(sentence.endsWith(QLatin1Char('.'))) << qPrintable(sentence);
                EXPECT_FALSE(sentence.contains(QLatin1String("%")) || sentence.contains(QLatin1String("..")))
                    << qPrintable(sentence);
                EXPECT_FALSE(text.nextLabel.isEmpty());
            }
        }
    }
}

TEST(ErrorText, NamesWhatItWasAbout)
{
    const ErrorText text = errorText(error(ErrorCode::Unauthorized, QStringLiteral("dokploy.example.com")),
                                     Attempt::Rollback, target);
    EXPECT_EQ(text.title(), QStringLiteral("Could not roll back prod/api: the key was refused."));
    EXPECT_EQ(text.now, QStringLiteral("Nothing was changed"));
    EXPECT_EQ(text.next, NextStep::ReplaceKey);
    EXPECT_EQ(text.details, QStringLiteral("dokploy.example.com"));
}

TEST(ErrorText, TheOtherSidesWordsStayInTheDetails)
{
    const Error failure{ErrorCode::BadResponse, target, QStringLiteral("<b>502 Bad Gateway</b>"), 502};
    const ErrorText text = errorText(failure, Attempt::ReadHistory);
    EXPECT_FALSE(text.sentence().contains(QLatin1String("Gateway")));
    EXPECT_EQ(text.details, QStringLiteral("Status 502\n<b>502 Bad Gateway</b>"));
}

TEST(ErrorText, ASilentOtherSideLeavesAChangeOpenAndARereadComesFirst)
{
    for (const ErrorCode code : {ErrorCode::Timeout, ErrorCode::Unreachable, ErrorCode::OutcomeUnknown}) {
        EXPECT_EQ(usuallyTrue(error(code), Attempt::Deploy), TrueNow::OutcomeUnknown);
        EXPECT_EQ(errorText(error(code), Attempt::Deploy).next, NextStep::RecheckNow);
    }
}

TEST(ErrorText, ARefusedChangeChangedNothing)
{
    for (const ErrorCode code : {ErrorCode::Conflict, ErrorCode::Locked, ErrorCode::Unauthorized,
                                 ErrorCode::ToolMissing, ErrorCode::BadConfig})
        EXPECT_EQ(usuallyTrue(error(code), Attempt::Apply), TrueNow::NothingChanged);
}

TEST(ErrorText, AMissingProgramIsNamedAndNeverTheThingItWasFor)
{
    const QString subject = QStringLiteral("dev/terraform");
    const auto cause = [&](const QString &program) {
        return errorText(error(ErrorCode::ToolMissing, program), Attempt::Plan, subject).cause;
    };
    EXPECT_EQ(cause(QStringLiteral("terraform, tofu")),
              QStringLiteral("neither terraform nor tofu was found on this machine"));
    EXPECT_FALSE(cause(subject).contains(subject));
    EXPECT_FALSE(cause(subject).isEmpty());
}

TEST(ErrorText, AMissingRunnerSaysThatItIsAPartOfEnvdeckAndWhatToDo)
{
    for (const char *runner : {"envdeck-runner", "/opt/envdeck/libexec/envdeck-runner"}) {
        const QString cause = causeText(error(ErrorCode::ToolMissing, QString::fromLatin1(runner)));
        EXPECT_TRUE(cause.startsWith(QLatin1String("envdeck-runner, which is a part of Envdeck")))
            << qPrintable(cause);
        EXPECT_TRUE(cause.endsWith(QLatin1String("install Envdeck again"))) << qPrintable(cause);
    }
}

TEST(ErrorText, AFailedReadLeavesTheLastValues)
{
    EXPECT_EQ(usuallyTrue(error(ErrorCode::Timeout), Attempt::ReadMetrics), TrueNow::LastKnownStays);
    EXPECT_EQ(errorText(error(ErrorCode::Timeout), Attempt::ReadMetrics).next, NextStep::Retry);
}

TEST(ErrorText, AFailedApplyMayHaveChangedSomething)
{
    const ErrorText text =
        errorText({ErrorCode::ToolFailed, {}, {}, 1}, Attempt::Apply, QStringLiteral("test"));
    EXPECT_EQ(text.title(),
              QStringLiteral("Could not apply the plan to test: the program ended with code 1."));
    EXPECT_EQ(text.next, NextStep::PlanAgain);
}

} // namespace
} // namespace envdeck::ui
