// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/guards/killed_starter.h"

#include "tests/real/guards/starter_process.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

namespace envdeck::infrastructure {

using namespace std::chrono_literals;

namespace {

constexpr int resources = 10;

} // namespace

// Ten resources one after the other, all made anew in every round. Each says when it begins and when it is
// done: twenty lines in "moments".
void KilledStarter::planChain(int round)
{
    clock.set(QDateTime::currentDateTimeUtc());
    const QByteArray file = path(QStringLiteral("moments")).toUtf8();
    QFile::remove(path(QStringLiteral("moments")));
    QByteArray code;
    for (int i = 0; i < resources; ++i) {
        const QByteArray number = QByteArray::number(i);
        code += "resource \"terraform_data\" \"step" + number +
                "\" {\n  triggers_replace = " + QByteArray::number(round) + '\n';
        if (i > 0)
            code += "  depends_on = [terraform_data.step" + QByteArray::number(i - 1) + "]\n";
        code += "  provisioner \"local-exec\" { command = \"echo begin " + number + " >> '" + file +
                "'; sleep 0.2; echo end " + number + " >> '" + file + "'\" }\n}\n";
    }
    configure(code);
    mine->restart();
    const JobStatus plan = planned(*mine);
    ASSERT_EQ(plan.state, JobState::Succeeded) << said(plan);
}

void KilledStarter::expectNothingLeft(const QString &run) const
{
    if (const auto identity = process::readRunIdentity(run)) { // removed with what else is spent
        EXPECT_TRUE(testing::eventually([&] { return !process::isAlive(identity.value()); }, 60s));
    }
    EXPECT_FALSE(QFile::exists(path(QStringLiteral("shared/.dev.tfstate.lock.info"))));
    const QByteArray lines = read(path(QStringLiteral("moments")));
    for (int i = 0; i < resources; ++i) {
        EXPECT_EQ(lines.count("begin " + QByteArray::number(i) + '\n'), 1) << lines.toStdString();
        EXPECT_EQ(lines.count("end " + QByteArray::number(i) + '\n'), 1) << lines.toStdString();
    }
    const QJsonObject state = QJsonDocument::fromJson(stateFile()).object();
    EXPECT_EQ(state.value(QLatin1String("resources")).toArray().size(), resources);
}

void KilledStarter::killAt(int moment)
{
    SCOPED_TRACE("killed at moment " + std::to_string(moment));
    ASSERT_NO_FATAL_FAILURE(planChain(moment));
    const QString run = QFileInfo(planFile(*mine)).path() + QStringLiteral("/apply-run");
    StarterProcess starter(checkoutPath(), remotePath(), path(QStringLiteral("mine")));
    ASSERT_TRUE(starter.said(QStringLiteral("ready"))) << qPrintable(starter.all());
    starter.go();
    ASSERT_TRUE(testing::eventually([&] { return done() >= moment; }, 240s)) << qPrintable(starter.all());
    ASSERT_TRUE(starter.said(QStringLiteral("started "))) << qPrintable(starter.all());
    const QString operation = starter.lastLine().section(QLatin1Char(' '), 1);
    starter.kill();
    ASSERT_FALSE(starter.all().contains(QLatin1String("ended"))) << "it was over before it was killed";

    mine->restart();
    ASSERT_TRUE(status(*mine, operation).resumable);
    mine->service->followUnattended(*mine->center);
    // Interrupted is an end too, until it is followed.
    EXPECT_TRUE(
        testing::eventually([&] { return status(*mine, operation).state == JobState::Succeeded; }, 240s))
        << said(status(*mine, operation));
    expectNothingLeft(run);
}

void KilledStarter::race(int round)
{
    SCOPED_TRACE("race " + std::to_string(round));
    ASSERT_NO_FATAL_FAILURE(planChain(round));
    StarterProcess one(checkoutPath(), remotePath(), path(QStringLiteral("mine")));
    StarterProcess two(checkoutPath(), remotePath(), path(QStringLiteral("mine")));
    ASSERT_TRUE(one.said(QStringLiteral("ready"))) << qPrintable(one.all());
    ASSERT_TRUE(two.said(QStringLiteral("ready"))) << qPrintable(two.all());
    one.go();
    two.go();
    ASSERT_TRUE(one.ended() && two.ended());
    const QString good = QStringLiteral("ended succeeded");
    const int won = int(one.lastLine().startsWith(good)) + int(two.lastLine().startsWith(good));
    EXPECT_EQ(won, 1) << qPrintable(one.all() + two.all());
    expectNothingLeft({});
}

} // namespace envdeck::infrastructure
