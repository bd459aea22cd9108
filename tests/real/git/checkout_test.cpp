// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/git/checkout.h"

#include "tests/real/git/git_world.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace envdeck::git {
namespace {

class CheckoutTest : public GitWorld {
protected:
    CheckoutFacts facts(const QString &folder = {})
    {
        const auto mirror = fetched();
        Checkout checkout(folder.isEmpty() ? checkoutPath() : folder, program());
        const auto read = await(
            checkout.readFacts(mirror->folder(), await(mirror->readHead(QStringLiteral("main"))).value()));
        EXPECT_TRUE(read) << (read ? "" : said(read.error()));
        return read ? read.value() : CheckoutFacts();
    }
    void commitHere(const QString &message)
    {
        git(checkoutPath(), {QStringLiteral("commit"), QStringLiteral("-q"), QStringLiteral("--allow-empty"),
                             QStringLiteral("-m"), message});
    }
    // Somebody else moves the remote.
    void commitThere()
    {
        const QString other = path(QStringLiteral("other"));
        if (!QFileInfo::exists(other))
            git(path(QString()), {QStringLiteral("clone"), QStringLiteral("-q"), remotePath(), other});
        git(other, {QStringLiteral("commit"), QStringLiteral("-q"), QStringLiteral("--allow-empty"),
                    QStringLiteral("-m"), QStringLiteral("Theirs")});
        git(other,
            {QStringLiteral("push"), QStringLiteral("-q"), QStringLiteral("origin"), QStringLiteral("main")});
    }
};

TEST_F(CheckoutTest, TellsWhereItStands)
{
    const CheckoutFacts same = facts(checkoutPath() + QStringLiteral("/deploy-config"));
    EXPECT_EQ(same.root, QFileInfo(checkoutPath()).canonicalFilePath());
    EXPECT_EQ(same.branch, QStringLiteral("main"));
    EXPECT_EQ(same.head, remoteHead());
    EXPECT_EQ(same.remote, remotePath());
    EXPECT_EQ(same.relation, Relation::Same);
    EXPECT_EQ(same.changedCount, 0);

    commitThere();
    commitThere();
    EXPECT_EQ(facts().relation, Relation::Behind);
    EXPECT_EQ(facts().behind, 2);
    commitHere(QStringLiteral("Mine"));
    const CheckoutFacts diverged = facts();
    EXPECT_EQ(diverged.relation, Relation::Diverged);
    EXPECT_EQ(diverged.ahead, 1);
    EXPECT_EQ(diverged.behind, 2);
}

TEST_F(CheckoutTest, TellsThatItIsAhead)
{
    commitHere(QStringLiteral("Mine"));
    EXPECT_EQ(facts().relation, Relation::Ahead);
    EXPECT_EQ(facts().ahead, 1);
}

TEST_F(CheckoutTest, NamesLocalChangesOfEveryKind)
{
    pushed(QStringLiteral("a b.txt"), "1\n", QStringLiteral("A"));
    pushed(QStringLiteral("gone.txt"), "1\n", QStringLiteral("B"));
    write(checkoutPath() + QStringLiteral("/a b.txt"), "2\n");
    write(checkoutPath() + QStringLiteral("/ünew.txt"), "x");
    write(checkoutPath() + QStringLiteral("/staged.txt"), "x");
    git(checkoutPath(), {QStringLiteral("add"), QStringLiteral("staged.txt")});
    git(checkoutPath(), {QStringLiteral("mv"), QStringLiteral("gone.txt"), QStringLiteral("moved.txt")});
    CheckoutFacts read = facts();
    read.changed.sort();
    EXPECT_EQ(read.changed,
              (QStringList{QStringLiteral("a b.txt"), QStringLiteral("gone.txt"), QStringLiteral("moved.txt"),
                           QStringLiteral("staged.txt"), QStringLiteral("ünew.txt")}));
    EXPECT_EQ(read.changedCount, 5);
}

TEST_F(CheckoutTest, AConflictIsAChangeToo)
{
    git(checkoutPath(),
        {QStringLiteral("checkout"), QStringLiteral("-q"), QStringLiteral("-b"), QStringLiteral("side")});
    write(checkoutPath() + u'/' + composePath, "side\n");
    git(checkoutPath(), {QStringLiteral("commit"), QStringLiteral("-qam"), QStringLiteral("Side")});
    git(checkoutPath(), {QStringLiteral("checkout"), QStringLiteral("-q"), QStringLiteral("main")});
    write(checkoutPath() + u'/' + composePath, "main\n");
    git(checkoutPath(), {QStringLiteral("commit"), QStringLiteral("-qam"), QStringLiteral("Main")});
    git(checkoutPath(), {QStringLiteral("merge"), QStringLiteral("-q"), QStringLiteral("side")}, false);
    EXPECT_EQ(facts().changed, QStringList{composePath});
}

TEST_F(CheckoutTest, ManyChangesAreCountedAndTheirNamesCut)
{
    for (int i = 0; i < 1100; ++i)
        write(checkoutPath() + QStringLiteral("/n%1").arg(i), "x");
    const CheckoutFacts read = facts();
    EXPECT_EQ(read.changedCount, 1100);
    EXPECT_EQ(read.changed.size(), 1000);
}

TEST_F(CheckoutTest, DetachedEmptyAndWithoutRemote)
{
    git(checkoutPath(), {QStringLiteral("checkout"), QStringLiteral("-q"), QStringLiteral("--detach")});
    EXPECT_TRUE(facts().branch.isEmpty());
    EXPECT_EQ(facts().relation, Relation::Same);

    git(path(QString()), {QStringLiteral("init"), QStringLiteral("-q"), path(QStringLiteral("empty"))});
    const CheckoutFacts empty = facts(path(QStringLiteral("empty")));
    EXPECT_EQ(empty.branch, QStringLiteral("main"));
    EXPECT_TRUE(empty.head.isEmpty());
    EXPECT_TRUE(empty.remote.isEmpty());
    EXPECT_EQ(empty.relation, Relation::Unknown);
}

TEST_F(CheckoutTest, AFolderWithoutRepositoryIsNotFound)
{
    QDir().mkpath(path(QStringLiteral("plain")));
    Checkout plain(path(QStringLiteral("plain")), program());
    EXPECT_EQ(await(plain.readFacts()).error().code, ErrorCode::NotFound);
    Checkout none(path(QStringLiteral("none")), program());
    EXPECT_EQ(await(none.readFacts()).error().code, ErrorCode::NotFound);
}

TEST_F(CheckoutTest, ReadingWritesNothingAndRunsNothing)
{
    const QString mark = path(QStringLiteral("ran"));
    const QByteArray leave = "echo x >> " + QFile::encodeName(mark) + "\n";
    script(path(QStringLiteral("evil")), leave);
    for (const char *hook : {"post-index-change", "post-checkout", "reference-transaction"})
        script(path(QStringLiteral("hooks/")) + QString::fromLatin1(hook), leave);
    for (const auto &[name, value] : {std::pair("core.fsmonitor", "evil"),
                                      {"core.hooksPath", "hooks"},
                                      {"core.sshCommand", "evil"},
                                      {"core.askPass", "evil"},
                                      {"core.pager", "evil"},
                                      {"diff.external", "evil"},
                                      {"core.editor", "evil"},
                                      {"alias.status", "evil"}})
        git(checkoutPath(), {QStringLiteral("config"), QString::fromLatin1(name),
                             (QByteArray(name) == "alias.status" ? QStringLiteral("!") : QString()) +
                                 path(QString::fromLatin1(value))});
    // Same content, another time: a status that may write would refresh the index.
    write(checkoutPath() + u'/' + composePath, composeText);
    QFile file(checkoutPath() + u'/' + composePath);
    ASSERT_TRUE(file.open(QIODevice::ReadWrite));
    ASSERT_TRUE(
        file.setFileTime(QDateTime::currentDateTime().addSecs(-7200), QFileDevice::FileModificationTime));
    file.close();
    const QByteArray index = read(checkoutPath() + QStringLiteral("/.git/index"));

    const auto mirror = fetched();
    QFile::remove(mark); // a person's git in this fixture may run them; ours must not
    Checkout checkout(checkoutPath(), program());
    const auto facts = await(checkout.readFacts(mirror->folder(), remoteHead()));
    ASSERT_TRUE(facts) << said(facts.error());
    ASSERT_TRUE(await(checkout.readLeaks()));
    EXPECT_EQ(facts.value().changedCount, 0);
    EXPECT_EQ(read(mark), "");
    EXPECT_EQ(read(checkoutPath() + QStringLiteral("/.git/index")), index);
}

TEST_F(CheckoutTest, SecretFilesThatNoRuleCoversAreNamed)
{
    write(checkoutPath() + QStringLiteral("/.gitignore"), "/tf/terraform.tfvars\n*.tfstate\n");
    write(checkoutPath() + QStringLiteral("/tf/terraform.tfvars"), "x = 1\n");       // ignored
    write(checkoutPath() + QStringLiteral("/tf/terraform.tfstate"), "{}");           // ignored
    write(checkoutPath() + QStringLiteral("/tf/a b/prod.secret.tfvars"), "x = 1\n"); // not
    write(checkoutPath() + QStringLiteral("/tf/env.auto.tfvars"), "x = 1\n");        // no secret
    pushed(QStringLiteral("keys/id_ed25519"), "k", QStringLiteral("Oops"));          // tracked
    Checkout checkout(checkoutPath() + QStringLiteral("/tf"), program());
    auto leaks = await(checkout.readLeaks());
    ASSERT_TRUE(leaks) << said(leaks.error());
    EXPECT_EQ(leaks.value(),
              (QList<Leak>{{LeakKind::NotIgnored, QStringLiteral("tf/a b/prod.secret.tfvars"), 0},
                           {LeakKind::NotIgnored, QStringLiteral("keys/id_ed25519"), 0}}));

    write(checkoutPath() + QStringLiteral("/.gitignore"), "*.tfvars\n*.tfstate\nid_*\n");
    // Tracked before the rule was written: the rule matches, and hides nothing. That is the mirror's finding.
    EXPECT_TRUE(await(checkout.readLeaks()).value().isEmpty());
    git(checkoutPath(), {QStringLiteral("rm"), QStringLiteral("-q"), QStringLiteral("--cached"),
                         QStringLiteral("keys/id_ed25519")});
    EXPECT_TRUE(await(checkout.readLeaks()).value().isEmpty());
}

} // namespace
} // namespace envdeck::git
