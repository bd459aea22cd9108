// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/event_loop.h"
#include "tests/support/fixtures.h"
#include "tests/ui/support/look.h"
#include "ui/dialogs/confirm_sheet.h"
#include "ui/widgets/overlay_host.h"

#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

// A sheet on a window, with a clock that stands still.
class GuardSheet : public ::testing::Test {
protected:
    void SetUp() override
    {
        testing::theme();
        window.resize(1100, 700);
        window.show();
        QApplication::setActiveWindow(&window);
    }

    GuardedAction action(Risk risk, const char *environment, const char *object = "",
                         bool destructive = false)
    {
        const Workspace workspace = testing::sampleWorkspace();
        const Environment *found = workspace.environment(QString::fromLatin1(environment));
        GuardedAction result;
        result.guard = guardFor(risk, *found, QString::fromLatin1(object));
        result.kind = found->kind;
        result.environment = found->name;
        result.title = QStringLiteral("Roll back api in %1").arg(found->name);
        result.accept = QStringLiteral("Roll back %1/api").arg(found->name);
        result.destructive = destructive;
        return result;
    }

    void openFor(const GuardedAction &what, bool settled = true)
    {
        sheet = new ConfirmSheet(what, QStringLiteral("2 containers restart, about 20 s without prod/api."));
        sheet->setTimeSource([this] { return now; });
        accepted = std::make_unique<QSignalSpy>(sheet, &GuardedSheet::accepted);
        canceled = std::make_unique<QSignalSpy>(sheet, &GuardedSheet::canceled);
        openSheet(&host, sheet);
        testing::drainEvents();
        if (settled)
            now += 1000;
    }
    void wait(qint64 ms)
    {
        now += ms;
        sheet->tick();
    }
    template <typename W>
    W *part(const char *name)
    {
        return sheet->findChild<W *>(QString::fromLatin1(name));
    }
    QLineEdit *name() { return part<QLineEdit>("review.confirmName"); }
    QPushButton *accept() { return part<QPushButton>("review.accept"); }
    void key(int key, bool repeat = false)
    {
        QKeyEvent press(QEvent::KeyPress, key, Qt::NoModifier,
                        key == Qt::Key_Space ? QStringLiteral(" ") : QStringLiteral("\r"), repeat);
        QApplication::sendEvent(QApplication::focusWidget(), &press);
        if (repeat)
            return;
        QKeyEvent release(QEvent::KeyRelease, key, Qt::NoModifier);
        if (QApplication::focusWidget())
            QApplication::sendEvent(QApplication::focusWidget(), &release);
    }

    QWidget window;
    OverlayHost host{&window};
    QPointer<ConfirmSheet> sheet;
    std::unique_ptr<QSignalSpy> accepted;
    std::unique_ptr<QSignalSpy> canceled;
    qint64 now = 0;
};

TEST_F(GuardSheet, InProdEnterSpaceAndClicksDoNothingBeforeTheNameIsTyped)
{
    openFor(action(Risk::R2, "prod"));
    EXPECT_TRUE(name()->hasFocus());
    for (int i = 0; i < 5; ++i) {
        key(Qt::Key_Return);
        key(Qt::Key_Enter);
        key(Qt::Key_Space);
    }
    QTest::mouseClick(accept(), Qt::LeftButton);
    QTest::mouseDClick(accept(), Qt::LeftButton);
    accept()->setFocus();
    key(Qt::Key_Space);
    EXPECT_TRUE(accepted->isEmpty());
    EXPECT_FALSE(sheet->isArmed());
}

TEST_F(GuardSheet, AWrongNameKeepsTheButtonDisabled)
{
    openFor(action(Risk::R2, "prod"));
    for (const char *wrong : {"pro", "Prod", "PROD", "prod/api", "prod prod", "рrod"}) {
        name()->setText(QString::fromUtf8(wrong));
        EXPECT_FALSE(accept()->isEnabled()) << wrong;
        key(Qt::Key_Return);
    }
    EXPECT_TRUE(accepted->isEmpty());
}

TEST_F(GuardSheet, TheRightNameConfirmsByEnterAndByClick)
{
    openFor(action(Risk::R2, "prod"));
    QTest::keyClicks(name(), QStringLiteral(" prod ")); // white space around it does not count
    EXPECT_TRUE(accept()->isEnabled());
    key(Qt::Key_Return);
    EXPECT_EQ(accepted->size(), 1);
    EXPECT_TRUE(testing::soon([&] { return !host.isOpen(); }));
}

TEST_F(GuardSheet, PastingIsAllowed)
{
    openFor(action(Risk::R2, "prod"));
    QApplication::clipboard()->setText(QStringLiteral("prod"));
    QTest::keySequence(name(), QKeySequence::Paste);
    EXPECT_TRUE(accept()->isEnabled());
}

TEST_F(GuardSheet, TakingALetterAwayDisarms)
{
    openFor(action(Risk::R2, "prod"));
    name()->setText(QStringLiteral("prod"));
    QTest::keyClick(name(), Qt::Key_Backspace);
    EXPECT_FALSE(accept()->isEnabled());
}

TEST_F(GuardSheet, InDevTheButtonHasTheFocusAndEnterConfirms)
{
    openFor(action(Risk::R2, "dev"));
    EXPECT_EQ(name(), nullptr);
    EXPECT_TRUE(accept()->hasFocus());
    key(Qt::Key_Return);
    EXPECT_EQ(accepted->size(), 1);
}

TEST_F(GuardSheet, TheKeyOrClickThatOpenedItDoesNotConfirmIt)
{
    openFor(action(Risk::R2, "dev"), false);
    key(Qt::Key_Return);
    key(Qt::Key_Space);
    QTest::mouseClick(accept(), Qt::LeftButton);
    EXPECT_TRUE(accepted->isEmpty());
    wait(1000);
    key(Qt::Key_Return);
    EXPECT_EQ(accepted->size(), 1);
}

TEST_F(GuardSheet, AHeldKeyNeverConfirms)
{
    openFor(action(Risk::R2, "dev"));
    for (int i = 0; i < 20; ++i) {
        key(Qt::Key_Return, true);
        key(Qt::Key_Space, true);
    }
    EXPECT_TRUE(accepted->isEmpty());
}

TEST_F(GuardSheet, ConfirmsOnceHoweverOftenItIsPressed)
{
    openFor(action(Risk::R2, "dev"));
    key(Qt::Key_Return);
    if (sheet) {
        key(Qt::Key_Return);
        QTest::mouseDClick(accept(), Qt::LeftButton);
        sheet->cancel();
    }
    EXPECT_EQ(accepted->size(), 1);
    EXPECT_TRUE(canceled->isEmpty());
}

TEST_F(GuardSheet, TheWaitStartsWhenEverythingElseIsGivenAndCountsDown)
{
    openFor(action(Risk::R3, "prod"));
    wait(60'000); // waiting before the name is typed is no waiting
    EXPECT_FALSE(sheet->isArmed());
    name()->setText(QStringLiteral("prod"));
    auto *status = part<QLabel>("guard.status");
    EXPECT_EQ(status->text(), QStringLiteral("Ready in 5 s"));
    wait(1'100);
    EXPECT_EQ(status->text(), QStringLiteral("Ready in 4 s"));
    key(Qt::Key_Return);
    QTest::mouseClick(accept(), Qt::LeftButton);
    EXPECT_TRUE(accepted->isEmpty());
    wait(3'900);
    EXPECT_TRUE(sheet->isArmed());
    EXPECT_EQ(status->text(), QString());
    key(Qt::Key_Return);
    EXPECT_EQ(accepted->size(), 1);
}

TEST_F(GuardSheet, ChangingTheNameStartsTheWaitAgain)
{
    openFor(action(Risk::R3, "prod"));
    name()->setText(QStringLiteral("prod"));
    wait(4'000);
    name()->setText(QStringLiteral("pro"));
    name()->setText(QStringLiteral("prod"));
    wait(2'000);
    EXPECT_FALSE(sheet->isArmed());
    wait(3'000);
    EXPECT_TRUE(sheet->isArmed());
}

TEST_F(GuardSheet, InTestAnApplyAsksForATickAndTakesNoEnter)
{
    openFor(action(Risk::R3, "test"));
    auto *tick = part<QCheckBox>("guard.read");
    EXPECT_TRUE(tick->hasFocus());
    EXPECT_FALSE(sheet->isArmed());
    key(Qt::Key_Space);
    EXPECT_TRUE(tick->isChecked());
    EXPECT_TRUE(sheet->isArmed());
    key(Qt::Key_Return);
    EXPECT_TRUE(accepted->isEmpty());
    accept()->setFocus(); // a deliberate way: to the button, and Space
    key(Qt::Key_Space);
    EXPECT_EQ(accepted->size(), 1);
}

TEST_F(GuardSheet, WhatDestroysTakesNoEnterEvenWithTheNameTyped)
{
    GuardedAction destroy = action(Risk::R4, "test", "test-1", true);
    openFor(destroy);
    EXPECT_FALSE(accept()->hasFocus());
    EXPECT_EQ(variantOf(accept()), ButtonVariant::Danger);
    name()->setText(QStringLiteral("test-1"));
    wait(10'000);
    ASSERT_TRUE(sheet->isArmed());
    key(Qt::Key_Return);
    EXPECT_TRUE(accepted->isEmpty());
    accept()->setFocus();
    key(Qt::Key_Return);
    EXPECT_TRUE(accepted->isEmpty());
    QTest::mouseClick(accept(), Qt::LeftButton);
    EXPECT_EQ(accepted->size(), 1);
}

TEST_F(GuardSheet, WithoutAFreshBackupAWrittenReasonIsNeeded)
{
    openFor(action(Risk::R4, "prod", "main", true));
    name()->setText(QStringLiteral("prod/main"));
    wait(10'000);
    EXPECT_FALSE(sheet->isArmed()); // not known counts as none
    auto *reason = part<QLineEdit>("guard.backupReason");
    reason->setText(QStringLiteral("the volume is empty"));
    wait(10'000);
    ASSERT_TRUE(sheet->isArmed());
    QTest::mouseClick(accept(), Qt::LeftButton);
    ASSERT_EQ(accepted->size(), 1);
    EXPECT_EQ(accepted->first().first().value<Confirmation>().backupReason,
              QStringLiteral("the volume is empty"));
}

TEST_F(GuardSheet, AFreshBackupNeedsNoReason)
{
    openFor(action(Risk::R4, "prod", "main", true));
    sheet->setFreshBackup(true);
    name()->setText(QStringLiteral("prod/main"));
    wait(10'000);
    EXPECT_TRUE(sheet->isArmed());
}

TEST_F(GuardSheet, ABlockWinsOverEverything)
{
    openFor(action(Risk::R2, "prod"));
    name()->setText(QStringLiteral("prod"));
    sheet->setBlocked(QStringLiteral("a failed check stands against it"));
    key(Qt::Key_Return);
    QTest::mouseClick(accept(), Qt::LeftButton);
    EXPECT_TRUE(accepted->isEmpty());
    EXPECT_EQ(part<QLabel>("guard.status")->text(), QStringLiteral("a failed check stands against it"));
    sheet->setBlocked({});
    EXPECT_TRUE(sheet->isArmed());
}

TEST_F(GuardSheet, EscCancelsFromEveryField)
{
    openFor(action(Risk::R2, "prod"));
    name()->setText(QStringLiteral("prod"));
    QTest::keyClick(name(), Qt::Key_Escape);
    EXPECT_EQ(canceled->size(), 1);
    EXPECT_FALSE(host.isOpen());
    EXPECT_TRUE(accepted->isEmpty());
}

TEST_F(GuardSheet, EnterOnCancelCancels)
{
    openFor(action(Risk::R2, "dev"));
    part<QPushButton>("review.cancel")->setFocus();
    key(Qt::Key_Return);
    EXPECT_EQ(canceled->size(), 1);
    EXPECT_TRUE(accepted->isEmpty());
}

TEST_F(GuardSheet, TabGoesInReadingOrderAndStaysInside)
{
    sheet = new ConfirmSheet(action(Risk::R4, "prod", "main", true),
                             QStringLiteral("Everything in it is lost."), {}, true);
    openSheet(&host, sheet);
    testing::drainEvents();
    sheet->setFreshBackup(false);
    QStringList order;
    part<QLineEdit>("guard.backupReason")->setFocus();
    for (int i = 0; i < 5; ++i) {
        order.append(QApplication::focusWidget()->objectName());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    EXPECT_EQ(order, (QStringList{QStringLiteral("guard.backupReason"), QStringLiteral("review.reason"),
                                  QStringLiteral("review.confirmName"), QStringLiteral("review.cancel"),
                                  QStringLiteral("guard.backupReason")})); // accept is not armed
}

TEST_F(GuardSheet, IsADialogToAssistiveTechnology)
{
    openFor(action(Risk::R2, "prod"));
    QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(sheet);
    ASSERT_TRUE(spoken);
    EXPECT_EQ(spoken->role(), QAccessible::Dialog);
    EXPECT_EQ(spoken->text(QAccessible::Name), QStringLiteral("Roll back api in prod"));
}

TEST_F(GuardSheet, FactsScrollInALowWindowAndTheButtonsStay)
{
    window.resize(800, 360);
    sheet = new ConfirmSheet(
        action(Risk::R2, "prod"),
        QString(3000, QLatin1Char('x')).replace(QStringLiteral("xxxxxxxx"), QStringLiteral("xxxxxxx ")));
    openSheet(&host, sheet);
    testing::drainEvents();
    EXPECT_TRUE(host.rect().contains(sheet->geometry()));
    EXPECT_TRUE(sheet->rect().contains(accept()->geometry().translated(accept()->parentWidget()->pos())));
    testing::grab(window, QStringLiteral("sheet-low"));
}

} // namespace
} // namespace envdeck::ui
