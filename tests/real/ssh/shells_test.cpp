// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/ssh/ssh_world.h"

#include <QRandomGenerator>
#include <QStandardPaths>

namespace envdeck::testing {
namespace {

using namespace ssh;

QList<QByteArray> hostileValues(int count)
{
    const QList<QByteArray> pieces{"$(touch MARK)",
                                   "`touch MARK`",
                                   "'",
                                   "\"",
                                   "\\",
                                   "\\\\",
                                   "\\'",
                                   "\n",
                                   "; touch MARK;",
                                   "$HOME",
                                   "!!",
                                   "!",
                                   "*",
                                   "~",
                                   "&",
                                   "|",
                                   ">MARK",
                                   "{a,b}",
                                   " ",
                                   "\t",
                                   "-n",
                                   "--",
                                   "\x1b[2J",
                                   "\xff\xfe",
                                   "\x81\x88",
                                   "%s%n",
                                   "#",
                                   "ä",
                                   "",
                                   "\\0101",
                                   "\r",
                                   "$'x'",
                                   "^"};
    QRandomGenerator random(25);
    QList<QByteArray> values;
    while (values.size() < count) {
        QByteArray value;
        for (int n = static_cast<int>(random.bounded(6)); n >= 0; --n)
            value += pieces.at(static_cast<qsizetype>(random.bounded(quint32(pieces.size()))));
        values += value;
    }
    return values;
}

struct SshShells : SshTest {};

// R-25: five thousand hostile values through each login shell arrive byte for byte, and none of them acts.
TEST_F(SshShells, ValuesArriveByteForByte)
{
    QByteArrayList shells;
    for (const char *name : {"sh", "bash", "dash", "fish"}) {
        const QString path = QStandardPaths::findExecutable(s(name));
        if (!path.isEmpty())
            shells += path.toLocal8Bit();
    }
    ASSERT_GE(shells.size(), 2);
    for (const QByteArray &shell : shells) {
        const Sshd sshd({"ed25519", {}, shell});
        Connection connection(settingsFor(sshd));
        const QByteArray mark = sshd.folder().toLocal8Bit() + "/mark";
        QList<QByteArray> values = hostileValues(5000);
        for (QByteArray &value : values)
            value.replace("MARK", mark);
        for (qsizetype at = 0; at < values.size(); at += 100) {
            QList<Value> some;
            QByteArray expected;
            for (const QByteArray &value : values.mid(at, 100)) {
                some += Value::text(value);
                expected += value + '\0';
            }
            const auto made = command("for v in \"$@\"; do printf '%s\\0' \"$v\"; done", some);
            ASSERT_TRUE(made);
            const auto answer = answerOf(connection.run(made.value()), std::chrono::seconds(60));
            ASSERT_TRUE(answer) << shell.constData() << ' ' << qPrintable(answer.error().detail);
            ASSERT_EQ(answer.value().out, expected) << shell.constData() << answer.value().err.constData();
        }
        const auto script = answerOf(connection.run(scriptCommand("printf '%s' 'it'\\''s $0'")));
        ASSERT_TRUE(script);
        EXPECT_EQ(script.value().out, "it's $0");
        EXPECT_FALSE(QFile::exists(QString::fromLocal8Bit(mark))) << shell.constData();
    }
}

} // namespace
} // namespace envdeck::testing
