// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/secret.h"

#include "core/base/async.h"

#include <QDebug>
#include <QFile>
#include <QRandomGenerator>
#include <gtest/gtest.h>

namespace envdeck {
namespace {

QByteArray randomText()
{
    QByteArray text(32, Qt::Uninitialized);
    for (char &c : text)
        c = static_cast<char>(QRandomGenerator::global()->bounded(256));
    return text;
}

// A copy of its own, which is given away.
Secret secretOf(const QByteArray &text)
{
    return Secret(QByteArray(text.constData(), text.size()));
}

// How often the text stands in the writable memory of this process, besides in the caller's own copy.
class MemoryScan {
public:
    explicit MemoryScan(const QByteArray &text) : m_text(text), m_buffer(1024 * 1024, '\0')
    {
        m_memory.open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

    int count()
    {
        constexpr qint64 largest = 1024LL * 1024 * 1024; // the sanitizer's shadow is larger
        QFile maps(QStringLiteral("/proc/self/maps"));
        if (!maps.open(QIODevice::ReadOnly) || !m_memory.isOpen())
            return -1;
        int found = 0;
        const QList<QByteArray> lines = maps.readAll().split('\n');
        for (const QByteArray &line : lines) {
            const QList<QByteArray> ends = line.left(line.indexOf(' ')).split('-');
            if (ends.size() != 2 || !line.contains(" rw"))
                continue;
            const qint64 start = ends.at(0).toLongLong(nullptr, 16);
            const qint64 end = ends.at(1).toLongLong(nullptr, 16);
            if (end - start <= largest)
                found += countBetween(start, end);
        }
        return found;
    }

private:
    int countBetween(qint64 start, qint64 end)
    {
        int found = 0;
        for (qint64 at = start; at < end; at += m_buffer.size() - m_text.size() + 1) {
            const qint64 wanted = std::min<qint64>(m_buffer.size(), end - at);
            const qint64 read = m_memory.seek(at) ? m_memory.read(m_buffer.data(), wanted) : -1;
            const QByteArrayView piece(m_buffer.constData(), std::max<qint64>(read, 0));
            for (qsizetype i = piece.indexOf(m_text); i >= 0; i = piece.indexOf(m_text, i + 1))
                found += isOurs(at + i) ? 0 : 1;
        }
        return found;
    }

    bool isOurs(qint64 address) const
    {
        const auto within = [address](const QByteArray &bytes) {
            const auto start = reinterpret_cast<qint64>(bytes.constData());
            return address >= start && address < start + bytes.size();
        };
        return within(m_text) || within(m_buffer);
    }

    const QByteArray &m_text;
    QByteArray m_buffer;
    QFile m_memory{QStringLiteral("/proc/self/mem")};
};

TEST(Secret, NothingPrintsIt)
{
    const Secret secret("hunter2-token");
    QString text;
    QDebug(&text) << secret;
    EXPECT_FALSE(text.contains(QStringLiteral("hunter2")));
    EXPECT_EQ(::testing::PrintToString(secret), "Secret(***)");
    EXPECT_EQ(::testing::PrintToString(QList<Secret>{secret}), "{ Secret(***) }");
    EXPECT_EQ(secret.reveal(), QByteArrayView("hunter2-token"));
}

TEST(Secret, AnEmptyOneSaysSo)
{
    for (const Secret &secret : {Secret(), Secret(QByteArray()), Secret("")}) {
        EXPECT_TRUE(secret.isEmpty());
        EXPECT_EQ(::testing::PrintToString(secret), "Secret(empty)");
        EXPECT_TRUE(secret.reveal().isEmpty());
    }
}

TEST(Secret, IsWipedWhenItsLastCopyDies)
{
    const QByteArray text = randomText();
    MemoryScan scan(text);
    {
        const Secret first = secretOf(text);
        const Secret copy = first; // NOLINT: a copy is the point
        const Result<Secret> passedOn = first;
        EXPECT_EQ(scan.count(), 1); // the scan finds it, and copies share one buffer
    }
    EXPECT_EQ(scan.count(), 0);
}

TEST(Secret, OneOfAHundredIsNotLeftBehind)
{
    const QByteArray text = randomText();
    for (int i = 0; i < 100; ++i) {
        const auto answered = ready<Secret>(secretOf(text));
        EXPECT_FALSE(answered.result().value().isEmpty());
    }
    EXPECT_EQ(MemoryScan(text).count(), 0);
}

TEST(Secret, ACallersOwnCopyIsNotTouched)
{
    QByteArray mine = "still here";
    {
        const Secret secret(mine);
    }
    EXPECT_EQ(mine, QByteArray("still here"));
}

} // namespace
} // namespace envdeck
