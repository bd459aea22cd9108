// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/ids.h"
#include "core/journal/database.h"
#include "core/journal/schema.h"
#include "tests/core/jobs/jobs_fixture.h"

#include <QFile>
#include <QSignalSpy>
#include <QTimer>

namespace envdeck::jobs {
namespace {

using S = StepState;

// --- the journal is ahead of the world

// What a person with an SQLite shell would see at that moment.
QStringList kindsOnDisk(const QString &folder)
{
    auto database = journal::Database::open({folder + QStringLiteral("/journal.sqlite"),
                                             journal::journalSchema(), true, std::chrono::seconds(5)});
    if (!database)
        return {};
    const auto kinds =
        database.value()->list(QStringLiteral("SELECT kind||' '||step||' '||state FROM records"), {},
                               [](const QSqlQuery &query) { return query.value(0).toString().trimmed(); });
    return kinds ? kinds.value() : QStringList();
}

TEST_F(JobsTest, TheIntentIsOnTheDiskBeforeTheFirstStepAndEachOutsideStepBeforeItRuns)
{
    QList<QStringList> seen;
    const auto look = [&](const QString &id, bool outside) {
        return Step{id, outside, std::chrono::minutes(1), [&](const Context &) {
                        seen.append(kindsOnDisk(folder()));
                        return ready<void>({});
                    }};
    };
    run(job({look(QStringLiteral("recheck"), false), look(QStringLiteral("push"), true)}));
    ASSERT_EQ(seen.size(), 2);
    EXPECT_EQ(seen.at(0), QStringList{QStringLiteral("intent")});
    EXPECT_EQ(seen.at(1), (QStringList{QStringLiteral("intent"), QStringLiteral("step recheck done"),
                                       QStringLiteral("step push running")}));
    EXPECT_EQ(kindsOnDisk(folder()).mid(3),
              (QStringList{QStringLiteral("step push done"), QStringLiteral("outcome  succeeded")}));
}

TEST_F(JobsTest, AJobThatTheJournalDoesNotTakeDoesNothing)
{
    auto other = journal::Database::open({folder() + QStringLiteral("/journal.sqlite"),
                                          journal::journalSchema(), true, std::chrono::seconds(5)});
    ASSERT_TRUE(bool(other));
    ASSERT_TRUE(bool(other.value()->run(QStringLiteral("BEGIN IMMEDIATE"))));
    const HeldStep push;
    const JobStatus refused = run(job({push.step(QStringLiteral("push"), true)}));
    EXPECT_EQ(refused.state, JobState::Failed);
    EXPECT_EQ(refused.error->code, ErrorCode::Locked);
    EXPECT_EQ(push.runs(), 0);

    const JobStatus reading =
        run(job({instant(QStringLiteral("plan"), true)}, QStringLiteral("prod/infra"), Risk::R0));
    EXPECT_EQ(reading.state, JobState::Succeeded); // reading the world still works
}

TEST_F(JobsTest, AnApplyIsAChangeWhateverItsRisk)
{
    Job apply = job({instant(QStringLiteral("apply"), true)}, QStringLiteral("prod/infra"), Risk::R1);
    EXPECT_FALSE(apply.isChanging());
    apply.kind = QStringLiteral("apply");
    EXPECT_TRUE(apply.isChanging());
}

TEST_F(JobsTest, AnEndThatTheJournalDoesNotTakeIsSaidAndBroughtLater)
{
    const HeldStep push;
    const QString operation = started(job({push.step(QStringLiteral("push"), true)}));
    ASSERT_TRUE(eventually([&] { return push.runs() == 1; }));
    auto other = journal::Database::open({folder() + QStringLiteral("/journal.sqlite"),
                                          journal::journalSchema(), true, std::chrono::seconds(5)});
    ASSERT_TRUE(bool(other.value()->run(QStringLiteral("BEGIN IMMEDIATE"))));
    push.answer();
    const JobStatus end = ended(operation);
    EXPECT_EQ(end.state, JobState::Succeeded);
    EXPECT_FALSE(end.recorded);

    ASSERT_TRUE(bool(other.value()->run(QStringLiteral("ROLLBACK"))));
    EXPECT_TRUE(audit(operation).open);
    ASSERT_TRUE(isDone(m_center->refresh()));
    ASSERT_TRUE(eventually([&] { return status(operation).recorded; }));
    EXPECT_EQ(audit(operation).state, QStringLiteral("succeeded"));
    EXPECT_FALSE(audit(operation).open);
}

// --- ends

TEST_F(JobsTest, StepsRunInOrderAndTellWhatTheyFound)
{
    QStringList ran;
    const auto step = [&](const QString &id, bool outside) {
        return Step{id, outside, std::chrono::minutes(1), [&ran, id](const Context &context) {
                        ran.append(id);
                        context.note(id + QStringLiteral(" note"));
                        context.evidence(id, 1);
                        context.commit(QStringLiteral("5be01d2"));
                        return ready<void>({});
                    }};
    };
    QSignalSpy changes(m_center.get(), &JobCenter::jobChanged);
    const JobStatus end =
        run(job({step(QStringLiteral("commit"), false), step(QStringLiteral("push"), true)}));
    EXPECT_EQ(ran, (QStringList{QStringLiteral("commit"), QStringLiteral("push")}));
    EXPECT_EQ(end.state, JobState::Succeeded);
    EXPECT_EQ(stepStates(end), (QList<S>{S::Done, S::Done}));
    EXPECT_EQ(end.steps.constLast().note, QStringLiteral("push note"));
    EXPECT_EQ(end.commit, QStringLiteral("5be01d2"));
    EXPECT_EQ(end.current, -1);
    EXPECT_TRUE(end.recorded);
    EXPECT_FALSE(end.cancelable);
    EXPECT_EQ(qvariant_cast<JobStatus>(changes.constFirst().constFirst()).state, JobState::Queued);
    EXPECT_EQ(qvariant_cast<JobStatus>(changes.constLast().constFirst()), end);
    const journal::AuditEntry entry = audit(end.operation);
    EXPECT_EQ(entry.commit, QStringLiteral("5be01d2"));
    EXPECT_EQ(entry.evidence, (QJsonObject{{QStringLiteral("commit"), 1}, {QStringLiteral("push"), 1}}));
}

TEST_F(JobsTest, TheFirstFailureEndsTheJobAndTheRestIsSkipped)
{
    const HeldStep never;
    const Error conflict{ErrorCode::Conflict, {}, QStringLiteral("line changed"), 0};
    const JobStatus end =
        run(job({instant(QStringLiteral("commit"), false), instant(QStringLiteral("push"), true, conflict),
                 never.step(QStringLiteral("observe"), false)}));
    EXPECT_EQ(end.state, JobState::Failed);
    EXPECT_EQ(end.error->code, ErrorCode::Conflict);
    EXPECT_EQ(end.error->subject, QStringLiteral("prod/api")); // filled in where the step said nothing
    EXPECT_EQ(stepStates(end), (QList<S>{S::Done, S::Failed, S::Skipped}));
    EXPECT_EQ(never.runs(), 0);
    EXPECT_EQ(audit(end.operation).error, end.error);
    EXPECT_FALSE(m_center->blockerOf(QStringLiteral("prod"), QStringLiteral("prod/api")));
}

TEST_F(JobsTest, ADeadlineEndsOurWaitingAndNothingElse)
{
    auto owned = std::make_shared<int>(1); // stands for the program
    const std::weak_ptr<int> program = owned;
    const HeldStep apply;
    Job slow = job({apply.step(QStringLiteral("apply"), true, std::chrono::milliseconds(20))});
    slow.steps[0].run = [owned, run = slow.steps.at(0).run](const Context &context) { return run(context); };
    owned.reset();
    const QString operation = started(slow);
    slow = {};
    const JobStatus end = ended(operation);
    EXPECT_EQ(end.state, JobState::Unknown);
    EXPECT_FALSE(end.interrupted);
    EXPECT_EQ(end.error->code, ErrorCode::Timeout);
    EXPECT_EQ(stepStates(end), QList<S>{S::Unknown});
    EXPECT_TRUE(end.blocks);
    testing::drainEvents();
    EXPECT_FALSE(apply.context().stop.stop_requested());
    EXPECT_FALSE(program.expired());
    EXPECT_EQ(audit(operation).state, QStringLiteral("unknown"));
    EXPECT_TRUE(audit(operation).open);

    apply.answer(); // late
    ASSERT_TRUE(eventually([&] { return program.expired(); }));
    EXPECT_EQ(status(operation).state, JobState::Unknown); // a person, or a read-back, decides
    EXPECT_EQ(m_center->log(operation),
              QStringList{QStringLiteral("apply: answered after its deadline: ok")});
}

TEST_F(JobsTest, ADeadlineBeforeAnythingOutsideBlocksNothing)
{
    const HeldStep fetch, push;
    const JobStatus end = run(job({fetch.step(QStringLiteral("fetch"), false, std::chrono::milliseconds(20)),
                                   push.step(QStringLiteral("push"), true)}));
    EXPECT_EQ(end.state, JobState::Unknown);
    EXPECT_FALSE(end.blocks);
    EXPECT_FALSE(audit(end.operation).open);
    EXPECT_TRUE(m_center->start(job({instant(QStringLiteral("push"), true)})));
}

TEST_F(JobsTest, AnUnknownOutcomeIsNoFailure)
{
    const Error unknown{ErrorCode::OutcomeUnknown, {}, {}, 0};
    const JobStatus end = run(job({instant(QStringLiteral("accepted"), true, unknown)}));
    EXPECT_EQ(end.state, JobState::Unknown);
    EXPECT_EQ(stepStates(end), QList<S>{S::Unknown});
    EXPECT_TRUE(end.blocks);
    const auto blocked = m_center->start(job({instant(QStringLiteral("push"), true)}));
    ASSERT_FALSE(blocked);
    EXPECT_EQ(blocked.error().code, ErrorCode::Conflict);
    EXPECT_EQ(blocked.error().detail, end.operation);
    EXPECT_TRUE(m_center->start(job({instant(QStringLiteral("push"), true)}, QStringLiteral("prod/web"))));
    EXPECT_TRUE(
        m_center->start(job({instant(QStringLiteral("plan"), true)}, QStringLiteral("prod/api"), Risk::R0)));
}

TEST_F(JobsTest, AThousandStepsDoNotOverflowTheStack)
{
    QList<Step> steps;
    for (int i = 0; i < 1000; ++i)
        steps.append(instant(QString::number(i), false));
    EXPECT_EQ(run(job(steps, QStringLiteral("prod/api"), Risk::R0)).state, JobState::Succeeded);
    steps.append(instant(QStringLiteral("push"), true));
    EXPECT_EQ(run(job(steps)).state, JobState::Succeeded);
}

TEST_F(JobsTest, AJobWithoutStepsOrWithABadIdIsRefused)
{
    EXPECT_EQ(m_center->start(job({})).error().code, ErrorCode::BadInput);
    Job named = job({instant(QStringLiteral("push"), true)});
    named.operation = QStringLiteral("../../etc");
    EXPECT_EQ(m_center->start(named).error().code, ErrorCode::BadInput);
}

// --- cancel

TEST_F(JobsTest, CancelBeforeAnOutsideStepChangesNothing)
{
    const HeldStep fetch, push;
    const QString operation =
        started(job({fetch.step(QStringLiteral("fetch"), false), push.step(QStringLiteral("push"), true)}));
    ASSERT_TRUE(eventually([&] { return fetch.runs() == 1; }));
    EXPECT_TRUE(status(operation).cancelable);
    ASSERT_TRUE(m_center->cancel(operation));
    EXPECT_TRUE(fetch.context().stop.stop_requested());
    EXPECT_FALSE(status(operation).cancelable);
    fetch.answer(Error{ErrorCode::Canceled, {}, {}, 0});
    const JobStatus end = ended(operation);
    EXPECT_EQ(end.state, JobState::Cancelled);
    EXPECT_EQ(stepStates(end), (QList<S>{S::Skipped, S::Skipped}));
    EXPECT_EQ(push.runs(), 0);
    EXPECT_EQ(audit(operation).state, QStringLiteral("cancelled"));
    EXPECT_FALSE(audit(operation).open);
}

TEST_F(JobsTest, ACancelThatCameTooLateForAStepStopsBeforeTheNext)
{
    const HeldStep fetch, push;
    const QString operation =
        started(job({fetch.step(QStringLiteral("fetch"), false), push.step(QStringLiteral("push"), true)}));
    ASSERT_TRUE(eventually([&] { return fetch.runs() == 1; }));
    ASSERT_TRUE(m_center->cancel(operation));
    fetch.answer(); // it did not look at the token
    EXPECT_EQ(ended(operation).state, JobState::Cancelled);
    EXPECT_EQ(stepStates(status(operation)), (QList<S>{S::Done, S::Skipped}));
    EXPECT_EQ(push.runs(), 0);
}

TEST_F(JobsTest, AChangeThatWasDoneBeforeTheCancelArrivedIsNotCalledCancelled)
{
    const HeldStep apply, outputs;
    const QString operation = started(
        job({apply.step(QStringLiteral("apply"), true), outputs.step(QStringLiteral("outputs"), false)}));
    ASSERT_TRUE(eventually([&] { return apply.runs() == 1; }));
    ASSERT_TRUE(m_center->cancel(operation));
    apply.answer(); // terraform was at its last resource
    ASSERT_TRUE(eventually([&] { return outputs.runs() == 1; }));
    EXPECT_FALSE(outputs.context().stop.stop_requested());
    outputs.answer();
    EXPECT_EQ(ended(operation).state, JobState::Succeeded);
    EXPECT_EQ(stepStates(status(operation)), (QList<S>{S::Done, S::Done}));
    EXPECT_EQ(audit(operation).state, QStringLiteral("succeeded"));
    EXPECT_TRUE(m_center->log(operation)
                    .join(QLatin1Char('\n'))
                    .contains(QStringLiteral("finished before the cancel arrived")));
}

TEST_F(JobsTest, BetweenTwoChangesACancelStillStops)
{
    const HeldStep first, second;
    const QString operation = started(
        job({first.step(QStringLiteral("push"), true), second.step(QStringLiteral("accepted"), true)}));
    ASSERT_TRUE(eventually([&] { return first.runs() == 1; }));
    ASSERT_TRUE(m_center->cancel(operation));
    first.answer();
    EXPECT_EQ(ended(operation).state, JobState::Cancelled);
    EXPECT_EQ(second.runs(), 0);
}

TEST_F(JobsTest, PastThePointOfNoReturnThereIsNoCancel)
{
    const HeldStep apply;
    const QString operation = started(job({apply.step(QStringLiteral("apply"), true)}));
    ASSERT_TRUE(eventually([&] { return apply.runs() == 1; }));
    EXPECT_TRUE(apply.context().passPointOfNoReturn());
    EXPECT_FALSE(status(operation).cancelable);
    EXPECT_EQ(m_center->cancel(operation).error().code, ErrorCode::Conflict);
    EXPECT_FALSE(apply.context().stop.stop_requested());
    apply.answer();
    EXPECT_EQ(ended(operation).state, JobState::Succeeded);
}

TEST_F(JobsTest, ACancelledStepIsNotLetPastThePointOfNoReturn)
{
    const HeldStep apply;
    const QString operation = started(job({apply.step(QStringLiteral("apply"), true)}));
    ASSERT_TRUE(eventually([&] { return apply.runs() == 1; }));
    ASSERT_TRUE(m_center->cancel(operation));
    EXPECT_FALSE(apply.context().passPointOfNoReturn());
    apply.answer(Error{ErrorCode::Canceled, {}, {}, 0});
    EXPECT_EQ(ended(operation).state, JobState::Cancelled);
}

TEST_F(JobsTest, CancelOfSomethingOverOrUnheardOfIsRefused)
{
    const JobStatus end = run(job({instant(QStringLiteral("push"), true)}));
    EXPECT_EQ(m_center->cancel(end.operation).error().code, ErrorCode::Conflict);
    EXPECT_EQ(m_center->cancel(newOperationId(m_clock.now())).error().code, ErrorCode::NotFound);
}

// --- one change at a time in each environment

TEST_F(JobsTest, ChangesOfOneEnvironmentQueueAndOthersRun)
{
    const HeldStep first, second, elsewhere;
    const QString a = started(job({first.step(QStringLiteral("push"), true)}));
    const QString b = started(job({second.step(QStringLiteral("push"), true)}, QStringLiteral("prod/web")));
    const QString c = started(job({elsewhere.step(QStringLiteral("push"), true)}, QStringLiteral("dev/api")));
    ASSERT_TRUE(eventually([&] { return first.runs() == 1 && elsewhere.runs() == 1; }));
    ASSERT_TRUE(eventually([&] { return status(b).waitingOperation == a; }));
    EXPECT_EQ(status(b).state, JobState::Queued);
    EXPECT_EQ(status(b).waitingFor, QStringLiteral("bo"));
    EXPECT_EQ(second.runs(), 0);
    EXPECT_EQ(run(job({instant(QStringLiteral("plan"), true)}, QStringLiteral("prod/infra"), Risk::R0)).state,
              JobState::Succeeded); // reading waits for nobody

    first.answer();
    ASSERT_TRUE(eventually([&] { return second.runs() == 1; }));
    EXPECT_TRUE(status(b).waitingFor.isEmpty());
    second.answer();
    elsewhere.answer();
    EXPECT_EQ(ended(b).state, JobState::Succeeded);
    EXPECT_EQ(ended(c).state, JobState::Succeeded);
}

TEST_F(JobsTest, AQueuedJobIsCancelledAtOnceAndNeverRuns)
{
    const HeldStep first, second, third;
    const QString a = started(job({first.step(QStringLiteral("push"), true)}));
    const QString b = started(job({second.step(QStringLiteral("push"), true)}, QStringLiteral("prod/web")));
    const QString c = started(job({third.step(QStringLiteral("push"), true)}, QStringLiteral("prod/shop")));
    ASSERT_TRUE(eventually([&] { return first.runs() == 1 && !status(b).waitingFor.isEmpty(); }));
    ASSERT_TRUE(m_center->cancel(b));
    EXPECT_EQ(status(b).state, JobState::Cancelled);
    first.answer();
    ASSERT_TRUE(eventually([&] { return third.runs() == 1; }));
    EXPECT_EQ(second.runs(), 0);
    third.answer();
    ended(c);
    ended(a);
}

TEST_F(JobsTest, AJobThatDoesNotWantToWaitIsToldWhoHasTheEnvironment)
{
    const HeldStep first;
    const QString a = started(job({first.step(QStringLiteral("push"), true)}));
    ASSERT_TRUE(eventually([&] { return first.runs() == 1; }));
    const QString b = started(job({instant(QStringLiteral("push"), true)}, QStringLiteral("prod/web")),
                              JobCenter::WhenHeld::Refuse);
    const JobStatus refused = ended(b);
    EXPECT_EQ(refused.state, JobState::Failed);
    EXPECT_EQ(refused.error->code, ErrorCode::Locked);
    EXPECT_EQ(refused.error->detail, QStringLiteral("bo"));
    first.answer();
    ended(a);
}

TEST_F(JobsTest, WhileAStepWaitsForPeopleOthersChangeTheEnvironmentAndThenItIsOurTurnAgain)
{
    const HeldStep approval;
    const HeldStep merge;
    const HeldStep push;
    Step waiting = approval.step(QStringLiteral("approval"), false);
    waiting.waits = true;
    const QString first = started(job({waiting, merge.step(QStringLiteral("merge"), true)}));
    ASSERT_TRUE(eventually([&] { return approval.runs() == 1; }));
    const QString second =
        started(job({push.step(QStringLiteral("push"), true)}, QStringLiteral("prod/web")));
    ASSERT_TRUE(eventually([&] { return push.runs() == 1; }));
    approval.answer();
    ASSERT_TRUE(eventually([&] { return stepStates(status(first)).first() == S::Done; }));
    testing::drainEvents();
    EXPECT_EQ(merge.runs(), 0); // not while the other one is at it
    EXPECT_TRUE(status(first).cancelable);
    push.answer();
    EXPECT_EQ(ended(second).state, JobState::Succeeded);
    ASSERT_TRUE(eventually([&] { return merge.runs() == 1; }));
    merge.answer();
    EXPECT_EQ(ended(first).state, JobState::Succeeded);
    EXPECT_EQ(run(job({instant(QStringLiteral("push"), true)})).state, JobState::Succeeded); // it is free
}

TEST_F(JobsTest, AJobThatWantsTheEnvironmentBackIsCancelledAtOnce)
{
    const HeldStep approval;
    const HeldStep push;
    Step waiting = approval.step(QStringLiteral("approval"), false);
    waiting.waits = true;
    const QString first = started(
        job({instant(QStringLiteral("request"), true), waiting, instant(QStringLiteral("merge"), true)}));
    ASSERT_TRUE(eventually([&] { return approval.runs() == 1; }));
    const QString second =
        started(job({push.step(QStringLiteral("push"), true)}, QStringLiteral("prod/web")));
    ASSERT_TRUE(eventually([&] { return push.runs() == 1; }));
    approval.answer();
    ASSERT_TRUE(eventually([&] { return stepStates(status(first)).at(1) == S::Done; }));
    ASSERT_TRUE(m_center->cancel(first));
    EXPECT_EQ(ended(first).state, JobState::Cancelled);
    push.answer();
    EXPECT_EQ(ended(second).state, JobState::Succeeded);
}

TEST_F(JobsTest, FiftyStartsAtOnceNeverRunTwoChangesTogether)
{
    int running = 0, most = 0, ran = 0;
    const Step step{QStringLiteral("push"), true, std::chrono::minutes(1), [&](const Context &) {
                        most = std::max(most, ++running);
                        auto promise = std::make_shared<QPromise<Result<void>>>();
                        promise->start();
                        QTimer::singleShot(1, m_center.get(), [&, promise] {
                            --running;
                            ++ran;
                            promise->addResult(Result<void>());
                            promise->finish();
                        });
                        return promise->future();
                    }};
    QStringList operations;
    for (int i = 0; i < 50; ++i)
        operations.append(started(job({step})));
    for (const QString &operation : operations)
        EXPECT_EQ(ended(operation).state, JobState::Succeeded);
    EXPECT_EQ(ran, 50);
    EXPECT_EQ(most, 1);
}

TEST_F(JobsTest, AnOperationStartsOnlyOnce)
{
    Job once = job({instant(QStringLiteral("push"), true)});
    once.operation = newOperationId(m_clock.now());
    EXPECT_TRUE(m_center->start(once));
    EXPECT_EQ(m_center->start(once).error().code, ErrorCode::Conflict);
    ended(once.operation);
    EXPECT_EQ(m_center->start(once).error().code, ErrorCode::Conflict);
}

// --- log and list

TEST_F(JobsTest, LogLinesAreHiddenShownAndKept)
{
    m_redactor.learn(Secret("hunter2-token"));
    restart();
    QSignalSpy logged(m_center.get(), &JobCenter::logged);
    const Step step{QStringLiteral("push"), true, std::chrono::minutes(1), [](const Context &context) {
                        context.log->write(QStringLiteral("one hunter2-token\ntwo\n"));
                        context.log->learn(Secret("second-secret"));
                        context.log->write(QStringLiteral("three second-secret"));
                        return ready<void>({});
                    }};
    const JobStatus end = run(job({step}));
    const QStringList expected{QStringLiteral("one ******"), QStringLiteral("two"),
                               QStringLiteral("three ******")};
    ASSERT_TRUE(eventually([&] { return logged.count() == 3; }));
    EXPECT_EQ(m_center->log(end.operation), expected);
    QFile file(m_center->logFile(end.operation));
    ASSERT_TRUE(eventually([&] { return file.size() > 20; }));
    EXPECT_EQ(file.permissions() & ~(QFile::ReadUser | QFile::WriteUser),
              QFile::ReadOwner | QFile::WriteOwner);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_EQ(QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'), Qt::SkipEmptyParts), expected);
}

TEST_F(JobsTest, AnEndlessLogIsCutOnDiskAndInMemory)
{
    const Step step{QStringLiteral("apply"), true, std::chrono::minutes(1), [](const Context &context) {
                        const QString line(1000, QLatin1Char('x'));
                        for (int i = 0; i < 6000; ++i)
                            context.log->write(line);
                        return ready<void>({});
                    }};
    const JobStatus end = run(job({step}));
    EXPECT_EQ(m_center->log(end.operation).size(), 2000);
    const QFile file(m_center->logFile(end.operation));
    ASSERT_TRUE(eventually([&] { return file.size() > JobLog::fileCap - 10'000; }));
    testing::drainEvents();
    EXPECT_LT(file.size(), JobLog::fileCap + 1000);
}

TEST_F(JobsTest, UnsettledJobsStandFirstThenTheNewest)
{
    const Error unknown{ErrorCode::OutcomeUnknown, {}, {}, 0};
    const QString lost = run(job({instant(QStringLiteral("push"), true, unknown)})).operation;
    const QString b = run(job({instant(QStringLiteral("push"), true)}, QStringLiteral("prod/web"))).operation;
    const QString c = run(job({instant(QStringLiteral("push"), true)}, QStringLiteral("dev/web"))).operation;
    QStringList order;
    for (const JobStatus &status : m_center->jobs())
        order.append(status.operation);
    EXPECT_EQ(order, (QStringList{lost, c, b}));
    m_center->forgetOver();
    ASSERT_EQ(m_center->jobs().size(), 1);
    EXPECT_EQ(m_center->jobs().constFirst().operation, lost);
}

} // namespace
} // namespace envdeck::jobs
