// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/event_loop.h"
#include "tests/ui/support/clipping.h"
#include "tests/ui/support/look.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/face_stack.h"
#include "ui/widgets/skeleton.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

class Faces : public ::testing::Test {
protected:
    void SetUp() override
    {
        testing::theme();
        stack.resize(900, 500);
        testing::showActive(stack);
    }
    template <typename W>
    bool sees(const QString &name = {})
    {
        const auto *widget = name.isEmpty() ? stack.findChild<W *>() : stack.findChild<W *>(name);
        return widget && widget->isVisible();
    }
    QPushButton *button(const QString &text)
    {
        for (auto *candidate : stack.findChildren<QPushButton *>()) {
            if (candidate->isVisible() && candidate->text() == text)
                return candidate;
        }
        return nullptr;
    }
    QLineEdit *answer = new QLineEdit;
    FaceStack stack{answer, {200, 100, 300}};
    const ErrorText failure = errorText(
        {ErrorCode::Unauthorized, QStringLiteral("Dokploy prod"), QStringLiteral("HTTP 401\n<html>"), 401},
        Attempt::ReadHistory);
};

TEST_F(Faces, ShowsNothingFirstAndTheSkeletonAfterAMoment)
{
    EXPECT_EQ(stack.face(), FaceStack::Face::Loading);
    EXPECT_FALSE(sees<Skeleton>());
    EXPECT_TRUE(testing::soon([&] { return sees<Skeleton>(); }));
    testing::grab(stack, QStringLiteral("face-loading"));
}

TEST_F(Faces, AnAnswerInTimeNeverShowsTheSkeleton)
{
    stack.showAnswer();
    EXPECT_TRUE(answer->isVisible());
    EXPECT_EQ(stack.face(), FaceStack::Face::Answer);
}

TEST_F(Faces, TheSameAnswerAgainKeepsTheFocus)
{
    stack.showAnswer();
    answer->setFocus();
    stack.showAnswer();
    stack.setBanner(Severity::Stale, QStringLiteral("Could not refresh"), {}, QStringLiteral("Try again"));
    stack.showAnswer();
    EXPECT_TRUE(answer->hasFocus());
}

TEST_F(Faces, TheSameErrorAgainKeepsItsButtons)
{
    stack.showError(failure);
    auto *before = button(QStringLiteral("Replace key"));
    ASSERT_TRUE(before);
    before->setFocus();
    stack.showError(failure);
    EXPECT_EQ(button(QStringLiteral("Replace key")), before);
    EXPECT_TRUE(before->hasFocus());
    testing::grab(stack, QStringLiteral("face-error"));
    EXPECT_EQ(testing::clippedTexts(stack), QStringList());
}

TEST_F(Faces, TheErrorOffersItsNextStepAndARetry)
{
    QSignalSpy chosen(&stack, &FaceStack::nextStepChosen);
    stack.showError(failure);
    QTest::mouseClick(button(QStringLiteral("Replace key")), Qt::LeftButton);
    QTest::mouseClick(button(QStringLiteral("Try again")), Qt::LeftButton);
    ASSERT_EQ(chosen.size(), 2);
    EXPECT_EQ(chosen.at(0).first().value<NextStep>(), NextStep::ReplaceKey);
    EXPECT_EQ(chosen.at(1).first().value<NextStep>(), NextStep::Retry);
}

TEST_F(Faces, AFilterThatHidesEverythingCanBeCleared)
{
    QSignalSpy cleared(&stack, &FaceStack::filterCleared);
    stack.showNoMatch(QStringLiteral("<b>v9</b>"));
    QTest::mouseClick(button(QStringLiteral("Clear filter")), Qt::LeftButton);
    EXPECT_EQ(cleared.size(), 1);
    testing::grab(stack, QStringLiteral("face-no-match"));
}

TEST_F(Faces, EmptyOffersTheOneActionThatChangesIt)
{
    QSignalSpy chosen(&stack, &FaceStack::actionChosen);
    stack.showEmpty(QStringLiteral("deployments"), QStringLiteral("api was never deployed to prod"),
                    QStringLiteral("The infrastructure repository has no commit that sets its image here."),
                    QStringLiteral("Deploy\u2026"));
    QTest::mouseClick(button(QStringLiteral("Deploy\u2026")), Qt::LeftButton);
    EXPECT_EQ(chosen.size(), 1);
    testing::grab(stack, QStringLiteral("face-empty"));
}

TEST_F(Faces, TheBannerComesAndGoesAboveTheAnswer)
{
    stack.showAnswer();
    stack.setBanner(Severity::Stale, QStringLiteral("Could not refresh: Dokploy prod did not answer."),
                    QStringLiteral("Shown as of 10:27."), QStringLiteral("Try again"));
    EXPECT_TRUE(button(QStringLiteral("Try again")));
    testing::grab(stack, QStringLiteral("face-stale"));
    stack.setBanner(Severity::Stale, {});
    EXPECT_FALSE(button(QStringLiteral("Try again")));
}

} // namespace
} // namespace envdeck::ui
