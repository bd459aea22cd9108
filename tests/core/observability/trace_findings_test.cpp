// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/observability/trace_findings.h"
#include "core/observability/service.h"
#include "tests/core/observability/fake_telemetry.h"
#include "tests/support/event_loop.h"
#include "tests/support/fake_clock.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>

namespace envdeck::observability {
namespace {

using namespace testing;

const QDateTime deployed(QDate(2026, 3, 2), QTime(10, 0), Qt::UTC);
const Newest newest{s("v1.3.8"), deployed, 0.1};

platform::TraceFacts failing(qint64 afterMs)
{
    platform::TraceFacts facts;
    facts.operations = {{s("POST /pay"), 400, 92, 610.0}, {s("GET /"), 5000, 1, 40.0}};
    facts.slowest = {{s("POST /pay"), deployed.addSecs(300), 2400, true, s("504"), s("4bf92f35")}};
    facts.firstFailed =
        platform::Span{s("POST /pay"), deployed.addMSecs(afterMs), 900, true, s("500"), s("aa11")};
    return facts;
}

TEST(TraceFindings, FailuresThatBeganWithTheVersionAreALikelyCause)
{
    const QList<Finding> found = lookAtTraces(failing(40'000), s("api"), {}, newest);
    ASSERT_EQ(found.size(), 2);
    EXPECT_EQ(found.first().detector, Detector::TraceErrors);
    EXPECT_EQ(found.first().verdict, FindingVerdict::LikelyCause);
    EXPECT_EQ(found.first().cause, Cause::NewVersion);
    EXPECT_EQ(found.first().facts.value(s("operation")), s("POST /pay"));
    EXPECT_EQ(found.first().facts.value(s("percent")), s("23.0"));
    EXPECT_EQ(found.first().facts.value(s("afterDeployMs")), s("40000"));
    EXPECT_EQ(found.first().facts.value(s("version")), s("v1.3.8"));
    EXPECT_EQ(found.first().action, NextAction::RollBack);
    EXPECT_EQ(found.last().detector, Detector::SlowSpans);
    EXPECT_EQ(found.last().facts.value(s("slowestMs")), s("2400"));
    EXPECT_EQ(found.last().evidence, QStringList{s("POST /pay 2400 ms 504 trace 4bf92f35")});
}

TEST(TraceFindings, FailuresFromBeforeOrLongAfterAreOnlyRelated)
{
    for (const qint64 after : {qint64(-1000), qint64(16 * 60'000)})
        EXPECT_EQ(lookAtTraces(failing(after), s("api"), {}, newest).first().verdict,
                  FindingVerdict::Related);
    EXPECT_EQ(lookAtTraces(failing(1000), s("api"), {}, {}).first().verdict, FindingVerdict::Related)
        << "when the version came is not known";
    auto before = newest;
    before.errorPercentBefore = 2;
    EXPECT_EQ(lookAtTraces(failing(1000), s("api"), {}, before).first().verdict, FindingVerdict::Related)
        << "they were there already";
    auto few = failing(1000);
    few.operations.first().failed = 4;
    few.operations.first().requests = 10;
    EXPECT_EQ(lookAtTraces(few, s("api"), {}, newest).first().verdict, FindingVerdict::Related)
        << "four may be one visitor";
}

TEST(TraceFindings, WithinTheLimitsIsNoProblem)
{
    platform::TraceFacts facts;
    facts.operations = {{s("GET /"), 5000, 1, 40.0}};
    const QList<Finding> found = lookAtTraces(facts, s("api"), {}, newest);
    ASSERT_EQ(found.size(), 1);
    EXPECT_EQ(found.first().verdict, FindingVerdict::NoProblem);
    EXPECT_EQ(found.first().facts.value(s("p95Ms")), s("40"));
}

class TracesOfService : public ::testing::Test {
protected:
    Result<QList<Finding>> ask(const char *app, const Newest &version)
    {
        return answerOf(service.traceFindings({s("prod"), s(app)}, version, {}));
    }
    FakeClock clock;
    FakeTelemetry telemetry;
    Workspace workspace = measuredWorkspace();
    Service service{telemetry, workspace, clock};
};

TEST_F(TracesOfService, TheFirstFailureIsLookedForSinceTheVersionCame)
{
    telemetry.traced = failing(1000);
    const QDateTime came = clock.now().addSecs(-2 * 3600);
    ASSERT_TRUE(ask("api", {s("v1.3.8"), came}));
    ASSERT_TRUE(ask("api", {s("v1.3.8"), clock.now().addDays(-3)}));
    ASSERT_TRUE(ask("api", {}));
    ASSERT_TRUE(ask("api", {s("v1.3.9"), clock.now().addSecs(-540)}));
    EXPECT_EQ(telemetry.tracesAsked.at(0).second, came);
    EXPECT_EQ(telemetry.tracesAsked.at(1).second, telemetry.tracesAsked.at(1).first)
        << "too old to matter now";
    EXPECT_EQ(telemetry.tracesAsked.at(2).second, clock.now().addSecs(-1800));
    EXPECT_EQ(telemetry.tracesAsked.at(3).first, clock.now().addSecs(-540))
        << "the version before is another matter";
}

TEST_F(TracesOfService, WhereNothingArrivesItSaysWhose)
{
    telemetry.sending = QStringList{s("web")};
    auto found = ask("api", {});
    ASSERT_TRUE(found);
    EXPECT_EQ(found.value().first().detector, Detector::DataArrives);
    EXPECT_EQ(found.value().first().cause, Cause::NothingSent);
    telemetry.sending.clear();
    EXPECT_EQ(ask("api", {}).value().first().cause, Cause::NothingArrives);
    telemetry.traced = Error{ErrorCode::Unauthorized, {}, {}, 401};
    EXPECT_EQ(ask("api", {}).error().code, ErrorCode::Unauthorized);
}

} // namespace
} // namespace envdeck::observability
