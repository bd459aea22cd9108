// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/plan_reader.h"
#include "tests/ui/infrastructure/terraform_view.h"
#include "tests/ui/support/languages.h"
#include "tests/ui/support/look.h"
#include "ui/models/plan_model.h"
#include "ui/pages/plan_review.h"
#include "ui/text/plan_lines.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QPushButton>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QTreeView>
#include <functional>
#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

QString q(const char *text)
{
    return QString::fromUtf8(text);
}

QJsonObject resource(const QString &address, const QStringList &actions, const QJsonValue &before,
                     const QJsonValue &after)
{
    const QString module = address.startsWith(q("module.")) ? address.section(u'.', 0, 1) : QString();
    const QString rest = module.isEmpty() ? address : address.section(u'.', 2);
    QJsonObject entry{{q("address"), address},
                      {q("mode"), q("managed")},
                      {q("type"), rest.section(u'.', 0, 0)},
                      {q("name"), rest.section(u'.', 1)},
                      {q("change"), QJsonObject{{q("actions"), QJsonArray::fromStringList(actions)},
                                                {q("before"), before},
                                                {q("after"), after}}}};
    if (!module.isEmpty())
        entry[q("module_address")] = module;
    return entry;
}

QJsonObject with(QJsonObject entry, const char *key, const QJsonValue &value)
{
    entry[q(key)] = value;
    return entry;
}

QJsonObject withChange(QJsonObject entry, const char *key, const QJsonValue &value)
{
    QJsonObject change = entry[q("change")].toObject();
    change[q(key)] = value;
    entry[q("change")] = change;
    return entry;
}

QByteArray showJson(const QJsonArray &resources)
{
    return QJsonDocument(QJsonObject{{q("format_version"), q("1.2")}, {q("resource_changes"), resources}})
        .toJson(QJsonDocument::Compact);
}

Plan planOf(const QJsonArray &resources)
{
    const Result<Plan> plan = terraform::readPlan(showJson(resources));
    EXPECT_TRUE(plan);
    return plan ? plan.value() : Plan();
}

QJsonArray sample()
{
    const QJsonObject server{{q("image"), q("debian-12")},
                             {q("server_type"), q("ccx13")},
                             {q("location"), q("fsn1")},
                             {q("user_data"), q("CANARY")}};
    QJsonObject changed = server;
    changed[q("image")] = q("debian-13");
    changed[q("user_data")] = q("CANARY-2");
    changed[q("server_type")] = q("ccx23");
    const auto policy = [](const char *action) {
        return QString::fromUtf8(R"({"Version":"1","Statement":[{"Effect":"Allow","Action":"%1"}]})")
            .arg(q(action));
    };
    return {
        withChange(
            with(resource(q("module.vps.hcloud_server.host"), {q("delete"), q("create")}, server, changed),
                 "action_reason", q("replace_because_cannot_update")),
            "replace_paths", QJsonArray{QJsonArray{q("image")}}),
        resource(q("module.net.hcloud_firewall.web"), {q("update")},
                 QJsonObject{{q("rule"), QJsonArray{QJsonObject{{q("port"), q("80")},
                                                                {q("ips"), QJsonArray{q("10.0.0.0/8")}}},
                                                    QJsonObject{{q("port"), q("443")}}}}},
                 QJsonObject{{q("rule"), QJsonArray{QJsonObject{{q("port"), q("8080")},
                                                                {q("ips"), QJsonArray{q("10.0.0.0/16"),
                                                                                      q("192.168.0.0/16")}}},
                                                    QJsonObject{{q("port"), q("8443")}}}}}),
        resource(q("store_policy.read"), {q("update")}, QJsonObject{{q("policy"), policy("get")}},
                 QJsonObject{{q("policy"), policy("put")}}),
        resource(q("local_file.motd"), {q("update")},
                 QJsonObject{{q("content"), q("Welcome\nto dev\nBe careful\n")}},
                 QJsonObject{{q("content"), q("Welcome\nto test\nBe careful\nand polite\n")}}),
        resource(q("module.vps.hcloud_server.new"), {q("create")}, QJsonValue::Null,
                 QJsonObject{{q("server_type"), q("cx99")}, {q("location"), q("fsn1")}}),
        resource(q("terraform_data.old"), {q("forget")}, QJsonObject{{q("input"), 1}}, QJsonValue::Null),
        with(resource(q("terraform_data.to"), {q("no-op")}, QJsonObject{}, QJsonObject{}), "previous_address",
             q("terraform_data.from")),
        withChange(resource(q("terraform_data.in"), {q("no-op")}, QJsonObject{}, QJsonObject{}), "importing",
                   QJsonObject{{q("id"), q("id-7")}}),
        resource(q("terraform_data.same"), {q("no-op")}, QJsonObject{}, QJsonObject{}),
    };
}

void eachIndex(const QAbstractItemModel &model, const std::function<void(const QModelIndex &)> &fn,
               const QModelIndex &parent = {})
{
    for (int i = 0; i < model.rowCount(parent); ++i) {
        const QModelIndex index = model.index(i, 0, parent);
        fn(index);
        eachIndex(model, fn, index);
    }
}

QStringList spoken(const QAbstractItemModel &model)
{
    QStringList words;
    eachIndex(model,
              [&](const QModelIndex &index) { words.append(index.data(Qt::AccessibleTextRole).toString()); });
    return words;
}

// Everything that a row could show or say.
QString allWords(const QModelIndex &index)
{
    QStringList words;
    for (int role = 0; role < 32; ++role)
        words.append(index.data(role).toString());
    for (int role = Qt::UserRole; role <= int(PlanModel::LineKindRole); ++role) {
        const QVariant value = index.data(role);
        words.append(value.toString());
        if (value.canConvert<PlanAttribute>()) {
            const auto shown = value.value<PlanAttribute>();
            words += {shown.name, shown.before, shown.after, shown.spoken()};
        }
        if (value.canConvert<PlanResource>())
            words.append(value.value<PlanResource>().spoken());
    }
    return words.join(u'\n');
}

TEST(PlanReview, HarmComesFirstAndModulesStandBelowTheirAction)
{
    PlanModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setPlan(planOf(sample()));
    QStringList top;
    for (int i = 0; i < model.rowCount(); ++i)
        top.append(model.index(i, 0).data(Qt::AccessibleTextRole).toString());
    EXPECT_EQ(top, (QStringList{q("Replace: 1"), q("Change: 3"), q("Add: 1"), q("Forget: 1"),
                                q("Move or import: 2")}));
    const QModelIndex changes = model.index(1, 0);
    EXPECT_EQ(model.index(0, 0, changes).data().toString(), q("root module"));
    EXPECT_EQ(model.index(1, 0, changes).data().toString(), q("module.net"));
    const QString replaced = model.index(0, 0, model.index(0, 0)).data(Qt::AccessibleTextRole).toString();
    EXPECT_TRUE(replaced.contains(q("forced by an attribute that cannot change in place")))
        << qPrintable(replaced);
    EXPECT_TRUE(replaced.contains(q("destroy, then create")));
    EXPECT_TRUE(replaced.contains(q("+12.00 EUR a month")));
    EXPECT_TRUE(replaced.contains(q("Data on its disk is lost")));
}

TEST(PlanReview, WhatDiffersIsToldByItsKind)
{
    PlanModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setPlan(planOf(sample()));
    const QStringList words = spoken(model);
    for (const char *line : {"policy: JSON", "Statement[0].Action: from \"get\" to \"put\"", "content: text",
                             "removed: to dev", "added: to test", "added: and polite",
                             "user_data: sensitive value", "port: from \"80\" to \"8080\""})
        EXPECT_TRUE(words.contains(q(line))) << line << '\n' << qPrintable(words.join(u'\n'));
    const QString all = words.join(u'\n');
    for (const char *note : {"moved from terraform_data.from", "imported from id-7", "price unknown",
                             "leaves the state and goes on existing"})
        EXPECT_TRUE(all.contains(q(note))) << note;
}

TEST(PlanReview, UnchangedOnesAndFiltersChangeWhatIsListed)
{
    PlanModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setPlan(planOf(sample()));
    EXPECT_EQ(model.shownCount(), 8);
    model.setUnchangedShown(true);
    EXPECT_EQ(model.shownCount(), 9);
    model.setFilter(q("HCLOUD_"));
    EXPECT_EQ(model.shownCount(), 3);
    model.setFilter(q("terraform_data.from")); // the old address
    EXPECT_EQ(model.shownCount(), 1);
    model.setFilter(q("content")); // of an attribute: once their names were read
    EXPECT_EQ(model.shownCount(), 0);
    model.setNames(planNames(model.plan()));
    EXPECT_EQ(model.shownCount(), 1);
    model.setFilter(q("nowhere"));
    EXPECT_EQ(model.rowCount(), 0);
}

TEST(PlanReview, MarkdownSaysTheSameAndNothingBreaksOutOfIt)
{
    QJsonArray resources = sample();
    resources.append(resource(q("x.y[\"`a`\"]"), {q("update")}, QJsonObject{{q("v"), q("a``b\nc")}},
                              QJsonObject{{q("v"), q("# not a title")}}));
    const QString text = planMarkdown(planOf(resources), q("test"));
    EXPECT_TRUE(text.startsWith(q("**Plan for test:**"))) << qPrintable(text);
    EXPECT_TRUE(text.contains(q("### Replace (1)")));
    EXPECT_TRUE(text.contains(q("`image`: `\"debian-12\"` \u2192 `\"debian-13\"` **forces replacement**")))
        << qPrintable(text);
    EXPECT_TRUE(text.contains(q("Monthly cost: +12.00 EUR")));
    EXPECT_TRUE(text.contains(q("`` x.y[\"`a`\"] ``")));
    EXPECT_FALSE(text.contains(q("\n# ")));
    EXPECT_FALSE(text.contains(q("CANARY")));
}

// R-12. The generator decides the counts and plants canaries; the model may show neither.
TEST(PlanReview, AHundredGeneratedPlansCountAsTheyWereMadeAndShowNoSecret)
{
    int planted = 0;
    for (quint32 seed = 1; seed <= 100; ++seed) {
        QRandomGenerator random(seed);
        QJsonArray resources;
        PlanCounts made;
        const auto secret = [&] { return q("CANARY%1").arg(++planted, 8, 10, QLatin1Char('0')); };
        const int count = 1 + int(random.bounded(30));
        for (int i = 0; i < count; ++i) {
            const QString marked = secret();
            const QString copied = random.bounded(2) ? q("dsn://u@h?k=%1").arg(marked) : q("plain");
            const auto object = [&](bool after) {
                return QJsonObject{
                    {q("size"), int(random.bounded(100))},
                    {q("pin"), after ? marked : secret()},
                    {q("copy"), after ? copied : q("old")},
                    {q("admin_password"), secret()},
                    {q("nested"), QJsonObject{{q("list"), QJsonArray{int(random.bounded(9)), secret()}}}},
                    {q("doc"), q("{\"api_key\":\"%1\",\"n\":%2}").arg(secret()).arg(random.bounded(9))},
                    {q("text"), q("line\nother %1\n").arg(random.bounded(9))}};
            };
            const QJsonObject sensitive{{q("pin"), true},
                                        {q("nested"), QJsonObject{{q("list"), QJsonArray{false, true}}}}};
            QStringList actions;
            switch (random.bounded(6)) {
            case 0:
                actions = {q("create")};
                ++made.create;
                break;
            case 1:
                actions = {q("update")};
                ++made.update;
                break;
            case 2:
                actions = {q("delete"), q("create")};
                ++made.replace;
                break;
            case 3:
                actions = {q("create"), q("delete")};
                ++made.replace;
                break;
            case 4:
                actions = {q("delete")};
                ++made.destroy;
                break;
            default:
                actions = {q("no-op")};
                ++made.unchanged;
                break;
            }
            const bool comes = actions == QStringList{q("create")};
            const bool goes = actions == QStringList{q("delete")};
            const bool stays = actions.contains(q("no-op"));
            const QJsonObject before = object(false);
            QJsonObject entry =
                resource(q("%1lab.r%2").arg(random.bounded(2) ? q("module.m.") : QString()).arg(i), actions,
                         comes ? QJsonValue() : QJsonValue(before),
                         goes    ? QJsonValue()
                         : stays ? QJsonValue(before)
                                 : QJsonValue(object(true)));
            entry =
                withChange(withChange(entry, "before_sensitive", sensitive), "after_sensitive", sensitive);
            resources.append(entry);
        }
        const Plan plan = planOf(resources);
        ASSERT_EQ(plan.counts, made) << seed;
        PlanModel model;
        model.setPlan(plan);
        model.setUnchangedShown(true);
        ASSERT_EQ(model.shownCount(), count);
        eachIndex(model, [&](const QModelIndex &index) {
            ASSERT_FALSE(allWords(index).contains(q("CANARY"))) << seed << '\n'
                                                                << qPrintable(allWords(index));
        });
        ASSERT_FALSE(planMarkdown(plan, q("dev")).contains(q("CANARY"))) << seed;
        ASSERT_FALSE(planLines(plan).join(u'\n').contains(q("CANARY"))) << seed;
    }
    EXPECT_GT(planted, 5000);
}

TEST(PlanReview, TheWindowPartFiltersCopiesAndClears)
{
    PlanReview review;
    review.resize(900, 620);
    review.setPlan(planOf(sample()), q("test"));
    QString said;
    QObject::connect(&review, &PlanReview::said, &review, [&](const QString &text) { said = text; });
    review.findChild<QPushButton *>(q("plan.copy"))->click();
    const QString copied = QGuiApplication::clipboard()->text();
    EXPECT_TRUE(copied.contains(q("module.vps.hcloud_server.host")));
    EXPECT_FALSE(copied.contains(q("CANARY")));
    EXPECT_FALSE(said.isEmpty());
    testing::grab(review, q("plan-review"));
    auto *filter = review.findChild<QLineEdit *>(q("plan.filter"));
    const auto *rows = review.findChild<QTreeView *>(q("plan.tree"))->model();
    filter->setText(q("policy")); // an attribute: its name is read now
    EXPECT_TRUE(testing::eventually([&] { return rows->rowCount() == 1; }));
    review.setPlan(planOf(sample()), q("test")); // under the same filter
    EXPECT_TRUE(testing::eventually([&] { return rows->rowCount() == 1; }));
    filter->setText(q("nowhere"));
    EXPECT_FALSE(review.findChild<QTreeView *>(q("plan.tree"))->isVisibleTo(&review));
    review.findChild<QPushButton *>(q("plan.clearFilter"))->click();
    EXPECT_TRUE(review.findChild<QTreeView *>(q("plan.tree"))->isVisibleTo(&review));
}

TEST(PlanReview, TwentyThousandResourcesAreListedAndFilteredWithoutOpeningThem)
{
    QJsonArray resources;
    for (int i = 0; i < 20000; ++i)
        resources.append(resource(
            q("module.m%1.lab.r%2").arg(i % 40).arg(i), {i % 3 ? q("update") : q("create")},
            i % 3 ? QJsonValue(QJsonObject{{q("v"), i}}) : QJsonValue(), QJsonObject{{q("v"), i + 1}}));
    PlanReview review;
    review.resize(900, 620);
    review.setPlan(planOf(resources), q("prod"));
    auto *tree = review.findChild<QTreeView *>(q("plan.tree"));
    EXPECT_EQ(tree->model()->rowCount(), 2);
    EXPECT_TRUE(tree->uniformRowHeights());
    review.findChild<QLineEdit *>(q("plan.filter"))->setText(q("lab.r1999"));
    testing::grab(review, q("plan-review-20000"));
    int found = 0;
    eachIndex(*tree->model(),
              [&](const QModelIndex &index) { found += index.data(PlanModel::AddressRole).isValid(); });
    EXPECT_EQ(found, 11); // r1999 and r19990 to r19999
}

// The page with the plan above; its pictures are looked at with ENVDECK_SHOTS.
class PlanReviewView : public TerraformView {
protected:
    void hold(const QJsonArray &resources)
    {
        infrastructure::ReviewedPlan reviewed;
        reviewed.environment = q("test");
        reviewed.operation = q("operation");
        reviewed.madeAt = clock.now();
        reviewed.validUntil = clock.now().addSecs(1680);
        reviewed.record.commit = q("3f2a91c0000000000000000000000000000000aa");
        reviewed.plan = planOf(resources);
        terraform.held = reviewed;
    }
    void lookAtAll(const char *name, const QSize &size)
    {
        hold(sample());
        open("plan", "test", size);
        testing::drainEvents();
        ASSERT_TRUE(part<QTreeView>("plan.tree"));
        look(name);
        part<QTreeView>("plan.tree")->verticalScrollBar()->setValue(100000);
        look(qPrintable(q(name) + q("-below")));
    }
};

TEST_F(PlanReviewView, LargeAndLightItStandsWhole)
{
    lookAtAll("plan-view", {1240, 820});
    part<QLineEdit>("plan.filter")->setText(q("hcloud_volume"));
    EXPECT_TRUE(part<QPushButton>("plan.clearFilter")->isVisible());
    look("plan-view-nothing");
}

TEST_F(PlanReviewView, SmallAndDarkItStandsWhole)
{
    testing::theme().setMode(ColorMode::Dark);
    lookAtAll("plan-view-dark", {824, 560});
}

TEST_F(PlanReviewView, SmallAndInChineseItStandsWhole)
{
    const testing::InLanguage chinese = testing::InLanguage::chinese();
    lookAtAll("plan-view-zh", {824, 560});
}

TEST_F(PlanReviewView, SmallDarkAndInLongWordsItStandsWhole)
{
    testing::theme().setMode(ColorMode::Dark);
    const testing::InLanguage pseudo = testing::InLanguage::pseudo();
    lookAtAll("plan-view-pseudo", {824, 560});
}

} // namespace
} // namespace envdeck::ui
