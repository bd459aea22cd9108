// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/infrastructure/infrastructure_world.h"

namespace envdeck::infrastructure {
namespace {

using namespace std::chrono_literals;

// Reads of one environment share a folder. Needs no terraform: the program hangs where a test says so.
class ReadTurn : public InfrastructureWorld {
protected:
    ReadTurn()
    {
        configure("resource \"terraform_data\" \"app\" {}\n");
        mine->programPath = path(QStringLiteral("hanging"));
        const QByteArray here = path(QString()).toUtf8() + '/';
        // As terraform does with a provider that does not answer: an interrupt changes nothing yet.
        script(mine->programPath,
               "[ \"$1\" = version ] && { echo '{\"terraform_version\":\"1.11.4\"}'; exit 0; }\n"
               "[ \"$1\" = fmt ] && exit 0\n"
               "trap 'touch \"" +
                   here +
                   "asked\"' INT\n"
                   "touch '" +
                   here +
                   "holding'\n"
                   "while [ -d '" +
                   here + "' ] && [ ! -e '" + here +
                   "go' ]; do sleep 0.05; done\n"
                   "echo 'no more' >&2; exit 1\n");
        mine->restart();
        EXPECT_TRUE(git::await(mine->mirror().fetch()));
    }
};

TEST_F(ReadTurn, AReadThatIsGivenUpKeepsTheFolderUntilItsProgramHasEnded)
{
    mine->service->setReadLimits({200ms, 8s}); // by then it hangs
    const auto given = git::await(mine->service->state(dev, {}));
    ASSERT_FALSE(given);
    EXPECT_EQ(given.error().code, ErrorCode::Timeout);
    EXPECT_EQ(given.error().subject, dev);
    ASSERT_TRUE(isHolding());
    EXPECT_TRUE(testing::eventually([&] { return QFile::exists(path(QStringLiteral("asked"))); }, 60s));

    const auto next = git::await(mine->service->checkFormat(dev, {}));
    ASSERT_FALSE(next);
    EXPECT_EQ(next.error().code, ErrorCode::Locked) << git::said(next.error());
    EXPECT_EQ(next.error().subject, dev);
    EXPECT_TRUE(next.error().detail.startsWith(QStringLiteral("bo (pid ")))
        << qPrintable(next.error().detail);

    letGo();
    mine->service->setReadLimits({});
    const auto last = git::await(mine->service->checkFormat(dev, {}));
    EXPECT_TRUE(last) << (last ? "" : git::said(last.error()));
}

TEST_F(ReadTurn, ACancelledReadKeepsItAsWell)
{
    std::stop_source stop;
    mine->service->setReadLimits({200ms, 15min});
    const auto read = mine->service->state(dev, stop.get_token());
    ASSERT_TRUE(testing::eventually([&] { return isHolding(); }, 60s));
    stop.request_stop();
    EXPECT_TRUE(testing::eventually([&] { return QFile::exists(path(QStringLiteral("asked"))); }, 60s));
    const auto next = git::await(mine->service->checkFormat(dev, {}));
    ASSERT_FALSE(next);
    EXPECT_EQ(next.error().code, ErrorCode::Locked) << git::said(next.error());
    letGo();
    const auto ended = git::await(read);
    ASSERT_FALSE(ended);
    EXPECT_EQ(ended.error().code, ErrorCode::Canceled);
}

} // namespace
} // namespace envdeck::infrastructure
