// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/event_loop.h"
#include "tests/support/fixtures.h"
#include "tests/ui/support/clipping.h"
#include "tests/ui/support/look.h"
#include "ui/dialogs/confirm_sheet.h"
#include "ui/dialogs/review_sheet.h"
#include "ui/text/deployment_text.h"
#include "ui/widgets/overlay_host.h"

#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

const QString image = QStringLiteral("image-in-registry");
const QString variables = QStringLiteral("variables-set");

PreflightCheck check(const QString &id, Verdict verdict)
{
    return {id, verdict, {{QStringLiteral("missing"), QStringLiteral("DATABASE_URL")}}, {}};
}

class ReviewOf : public ::testing::Test {
protected:
    void SetUp() override
    {
        testing::theme();
        window.resize(1100, 800);
        window.show();
        QApplication::setActiveWindow(&window);
        review.from = QStringLiteral("v1.3.8");
        review.to = QStringLiteral("v1.3.7");
        review.file = QStringLiteral("deploy-config/prod/apps/api.compose.yml");
        review.diff = {{DiffLine::Kind::Removed, 12, QStringLiteral("    image: acme/api:v1.3.8")},
                       {DiffLine::Kind::Added, 12, QStringLiteral("    image: acme/api:v1.3.7")}};
        review.branch = QStringLiteral("main");
        review.checks = {image, variables};
        review.holdOffer = holdOffer(QStringLiteral("api"), QStringLiteral("v1.3.7"));
        review.effect = QStringLiteral("api stops and starts again: gap 6 s (median of the last 5)");
        review.record = QStringLiteral("v1.3.7 was live for 2 d 4 h: error 0.1 %, p95 88 ms");
    }
    void openIn(const char *environment)
    {
        const Workspace workspace = testing::sampleWorkspace();
        const Environment *found = workspace.environment(QString::fromLatin1(environment));
        const Target target{found->name, QStringLiteral("api")};
        sheet = new ReviewSheet({guardFor(Risk::R2, *found), found->kind, false, found->name,
                                 actionTitle(Action::Rollback, target),
                                 actionButton(Action::Rollback, target), false},
                                review);
        sheet->setTimeSource([this] { return now; });
        confirmed = std::make_unique<QSignalSpy>(sheet, &ReviewSheet::confirmed);
        openSheet(&host, sheet);
        testing::drainEvents();
        now += 1000;
    }
    void answerAll(Verdict verdict = Verdict::Ok)
    {
        sheet->setCheck(check(image, verdict));
        sheet->setCheck(check(variables, Verdict::Ok));
    }
    template <typename W>
    W *part(const char *name)
    {
        return sheet->findChild<W *>(QString::fromLatin1(name));
    }
    QString status() { return part<QLabel>("guard.status")->text(); }

    QWidget window;
    OverlayHost host{&window};
    Review review;
    ReviewSheet *sheet = nullptr;
    std::unique_ptr<QSignalSpy> confirmed;
    qint64 now = 0;
};

TEST_F(ReviewOf, GoingForwardWithoutAnyAnswerTakesATickOfItsOwn)
{
    review.action = Action::Deploy;
    openIn("dev");
    auto *tick = part<QCheckBox>("review.unchecked");
    EXPECT_FALSE(tick->isVisible());
    sheet->setCheck(check(image, Verdict::Unknown));
    EXPECT_FALSE(tick->isVisible()); // one may still answer
    sheet->setCheck(check(variables, Verdict::Unknown));
    EXPECT_TRUE(tick->isVisible());
    EXPECT_EQ(tick->text(), QStringLiteral("Deploy without checks"));
    EXPECT_FALSE(sheet->isArmed());
    EXPECT_EQ(status(), QStringLiteral("No check could be made"));
    tick->click();
    EXPECT_TRUE(sheet->isArmed());
    sheet->setCheck(check(image, Verdict::Ok)); // it answered after all
    EXPECT_FALSE(tick->isVisible());
    EXPECT_TRUE(sheet->isArmed());
}

TEST_F(ReviewOf, GoingBackStaysPossibleWithoutAnyAnswer)
{
    openIn("dev");
    sheet->setCheck(check(image, Verdict::Unknown));
    sheet->setCheck(check(variables, Verdict::Unknown));
    EXPECT_FALSE(part<QCheckBox>("review.unchecked")->isVisible());
    EXPECT_TRUE(sheet->isArmed());
}

TEST_F(ReviewOf, WhyThereIsNoPullRequestStandsBelowTheChoice)
{
    review.pullRequestPossible = false;
    review.pullRequestReason =
        QStringLiteral("No pull request: envdeck.yaml names no code host (git: host is none).");
    openIn("dev");
    EXPECT_FALSE(part<QRadioButton>("review.pullRequest")->isEnabled());
    auto *why = part<QLabel>("review.pullRequestReason");
    ASSERT_NE(why, nullptr);
    EXPECT_TRUE(why->isVisible());
    EXPECT_EQ(testing::clippedTexts(*sheet), QStringList());
}

TEST_F(ReviewOf, ArmsOnlyWhenEveryCheckHasAnswered)
{
    openIn("dev");
    EXPECT_FALSE(sheet->isArmed());
    EXPECT_EQ(status(), QStringLiteral("Checks are still running"));
    sheet->setCheck(check(image, Verdict::Ok));
    EXPECT_FALSE(sheet->isArmed());
    sheet->setCheck(check(variables, Verdict::Ok));
    EXPECT_TRUE(sheet->isArmed());
}

TEST_F(ReviewOf, WarningsAndUnknownsDoNotStopARollback)
{
    openIn("dev");
    answerAll(Verdict::Unknown);
    EXPECT_TRUE(sheet->isArmed());
    answerAll(Verdict::Warning);
    EXPECT_TRUE(sheet->isArmed());
}

TEST_F(ReviewOf, AFailedCheckBlocksAndCanBeTakenBack)
{
    openIn("dev");
    answerAll(Verdict::Failed);
    EXPECT_FALSE(sheet->isArmed());
    EXPECT_EQ(status(), QStringLiteral("A failed check stands against it"));
    answerAll(Verdict::Ok);
    EXPECT_TRUE(sheet->isArmed());
}

TEST_F(ReviewOf, ALateCheckNobodyAnnouncedCountsToo)
{
    openIn("dev");
    answerAll();
    sheet->setCheck(check(QStringLiteral("hold"), Verdict::Failed));
    EXPECT_FALSE(sheet->isArmed());
}

TEST_F(ReviewOf, InProdTheNameIsNeededAsWell)
{
    openIn("prod");
    answerAll();
    EXPECT_FALSE(sheet->isArmed());
    QTest::keyClicks(part<QLineEdit>("review.confirmName"), QStringLiteral("prod"));
    part<QLineEdit>("review.reason")->setText(QStringLiteral("  error rate after v1.3.8 "));
    part<QCheckBox>("review.hold")->setChecked(true);
    testing::grab(window, QStringLiteral("review-prod"));
    EXPECT_EQ(testing::clippedTexts(*sheet), QStringList());
    part<QLineEdit>("review.confirmName")->setFocus();
    QTest::keyClick(part<QLineEdit>("review.confirmName"), Qt::Key_Return);
    ASSERT_EQ(confirmed->size(), 1);
    const auto choice = confirmed->first().first().value<ReviewChoice>();
    EXPECT_EQ(choice.path, ChangePath::Push);
    EXPECT_TRUE(choice.hold);
    EXPECT_EQ(choice.confirmation.reason, QStringLiteral("error rate after v1.3.8"));
}

TEST_F(ReviewOf, APolicyThatForbidsPushingLeavesThePullRequest)
{
    review.pushAllowed = false;
    openIn("dev");
    answerAll();
    EXPECT_FALSE(part<QRadioButton>("review.push")->isEnabled());
    EXPECT_EQ(sheet->choice().path, ChangePath::PullRequest);
}

TEST_F(ReviewOf, WithNeitherWayNothingCanBeConfirmed)
{
    review.pushAllowed = false;
    review.pullRequestPossible = false;
    openIn("dev");
    answerAll();
    EXPECT_FALSE(sheet->isArmed());
    EXPECT_FALSE(status().isEmpty());
}

TEST_F(ReviewOf, ARequiredReasonMustBeWritten)
{
    review.reasonRequired = true;
    openIn("dev");
    answerAll();
    EXPECT_FALSE(sheet->isArmed());
    part<QLineEdit>("review.reason")->setText(QStringLiteral("   "));
    EXPECT_FALSE(sheet->isArmed());
    part<QLineEdit>("review.reason")->setText(QStringLiteral("hotfix"));
    EXPECT_TRUE(sheet->isArmed());
}

TEST_F(ReviewOf, AnOutdatedReviewNeverArmsAgain)
{
    openIn("dev");
    answerAll();
    sheet->setOutdated(QStringLiteral("The line was changed by anna: review again"));
    answerAll();
    part<QLineEdit>("review.reason")->setText(QStringLiteral("x"));
    EXPECT_FALSE(sheet->isArmed());
    EXPECT_EQ(status(), QStringLiteral("The line was changed by anna: review again"));
}

TEST_F(ReviewOf, EveryPartFitsAtTwiceTheTextSize)
{
    testing::LookGuard guard;
    testing::theme().setTextScale(1.3);
    openIn("prod");
    answerAll(Verdict::Warning);
    testing::grab(window, QStringLiteral("review-130"));
    EXPECT_EQ(testing::clippedTexts(*sheet), QStringList());
}

} // namespace
} // namespace envdeck::ui
