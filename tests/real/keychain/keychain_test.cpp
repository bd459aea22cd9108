// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/secret_store.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace envdeck::secrets {
namespace {

const QByteArray canary = "canary-3f1c-keychain-value";

bool hasPythonBus()
{
    QProcess python;
    python.start(QStringLiteral("/usr/bin/python3"),
                 {QStringLiteral("-c"),
                  QStringLiteral("import dbus, dbus.mainloop.glib; from gi.repository import GLib")});
    return python.waitForFinished(60'000) && python.exitStatus() == QProcess::NormalExit &&
           python.exitCode() == 0;
}

// Each test is a desktop session of its own: a private bus, a keyring in one state, an empty home.
class Keychain : public ::testing::Test {
protected:
    // Answers with one line for each step that was done.
    QList<QJsonObject> doIn(const QString &state, const QStringList &steps)
    {
        QProcess session;
        session.setProcessChannelMode(QProcess::SeparateChannels);
        session.start(QStringLiteral("bash"),
                      QStringList{QStringLiteral(ENVDECK_KEYRING_SCRIPT), state, home.path(),
                                  QStringLiteral(ENVDECK_KEYCHAIN_PROBE)} +
                          steps);
        session.write(canary + '\n');
        session.closeWriteChannel();
        EXPECT_TRUE(session.waitForFinished(150'000));
        EXPECT_EQ(session.exitCode(), 0) << session.readAllStandardError().toStdString();
        QList<QJsonObject> lines;
        for (const QByteArray &line : session.readAllStandardOutput().split('\n')) {
            if (!line.isEmpty())
                lines.append(QJsonDocument::fromJson(line).object());
        }
        EXPECT_EQ(lines.size(),
                  steps.size() - (steps.value(0).startsWith(QLatin1String("deadline:")) ? 1 : 0));
        while (lines.size() < steps.size())
            lines.append(QJsonObject());
        expectNoPlaintext();
        return lines;
    }

    static StoreState stateIn(const QJsonObject &line)
    {
        return static_cast<StoreState>(line.value(QStringLiteral("state")).toInt(-1));
    }
    static QString codeIn(const QJsonObject &line) { return line.value(QStringLiteral("code")).toString(); }
    static bool isOk(const QJsonObject &line) { return line.value(QStringLiteral("ok")).toBool(); }

    QTemporaryDir home;

private:
    void expectNoPlaintext() const
    {
        QDirIterator files(home.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                continue;
            const QByteArray content = file.readAll();
            EXPECT_FALSE(content.contains(canary) || content.contains(canary.toBase64().first(30)))
                << file.fileName().toStdString();
        }
    }
};

class GnomeKeyring : public Keychain {
protected:
    void SetUp() override
    {
        for (const char *program : {"gnome-keyring-daemon", "dbus-run-session", "dbus-send"}) {
            if (QStandardPaths::findExecutable(QString::fromLatin1(program)).isEmpty())
                GTEST_SKIP() << program << " is not installed";
        }
    }
};

const QString origin = QStringLiteral("https://dokploy.example.com:443");
const QString writeStep = QStringLiteral("write:dokploy/prod:") + origin;
const QString readStep = QStringLiteral("read:dokploy/prod:") + origin;
const QString removeStep = QStringLiteral("remove:dokploy/prod");
const QString statusStep = QStringLiteral("status");

TEST_F(GnomeKeyring, UnlockedKeepsReadsAndRemoves)
{
    const auto lines =
        doIn(QStringLiteral("unlocked"),
             {statusStep, readStep, writeStep, readStep,
              QStringLiteral("read:dokploy/prod:https://evil.example:443"), removeStep, readStep});
    EXPECT_EQ(stateIn(lines.at(0)), StoreState::Ready)
        << lines.at(0).value(QStringLiteral("detail")).toString().toStdString();
    EXPECT_EQ(codeIn(lines.at(1)), QStringLiteral("not-found"));
    EXPECT_TRUE(isOk(lines.at(2)));
    EXPECT_TRUE(lines.at(3).value(QStringLiteral("same")).toBool());
    EXPECT_EQ(codeIn(lines.at(4)), QStringLiteral("origin-moved"));
    EXPECT_TRUE(isOk(lines.at(5)));
    EXPECT_EQ(codeIn(lines.at(6)), QStringLiteral("not-found"));
}

TEST_F(GnomeKeyring, KeepsItsSecretsOverARestartAndEncrypted)
{
    EXPECT_TRUE(isOk(doIn(QStringLiteral("unlocked"), {writeStep}).at(0)));
    EXPECT_TRUE(QFile::exists(home.filePath(QStringLiteral(".local/share/keyrings/login.keyring"))));
    EXPECT_TRUE(doIn(QStringLiteral("unlocked"), {readStep}).at(0).value(QStringLiteral("same")).toBool());
}

TEST_F(GnomeKeyring, LockedIsToldApartFromMissing)
{
    EXPECT_TRUE(isOk(doIn(QStringLiteral("unlocked"), {writeStep}).at(0)));
    const auto lines = doIn(QStringLiteral("locked"), {statusStep, readStep, writeStep, removeStep});
    EXPECT_EQ(stateIn(lines.at(0)), StoreState::Locked)
        << lines.at(0).value(QStringLiteral("detail")).toString().toStdString();
    for (int i = 1; i < 4; ++i)
        EXPECT_EQ(codeIn(lines.at(i)), QStringLiteral("locked")) << i;
    EXPECT_TRUE(doIn(QStringLiteral("unlocked"), {readStep})
                    .at(0)
                    .value(QStringLiteral("same"))
                    .toBool()); // and is still there
}

TEST_F(GnomeKeyring, WithoutAKeyringIsAbsent)
{
    const auto lines = doIn(QStringLiteral("empty"), {statusStep, readStep, writeStep});
    EXPECT_EQ(stateIn(lines.at(0)), StoreState::Absent)
        << lines.at(0).value(QStringLiteral("detail")).toString().toStdString();
    EXPECT_EQ(codeIn(lines.at(1)), QStringLiteral("tool-missing"));
    EXPECT_EQ(codeIn(lines.at(2)), QStringLiteral("tool-missing"));
}

TEST_F(GnomeKeyring, ThatIsNotThereIsAbsent)
{
    const auto lines = doIn(QStringLiteral("none"), {statusStep, readStep, writeStep, removeStep});
    EXPECT_EQ(stateIn(lines.at(0)), StoreState::Absent)
        << lines.at(0).value(QStringLiteral("detail")).toString().toStdString();
    for (int i = 1; i < 4; ++i)
        EXPECT_EQ(codeIn(lines.at(i)), QStringLiteral("tool-missing")) << i;
}

class BadKeyring : public GnomeKeyring {
protected:
    void SetUp() override
    {
        GnomeKeyring::SetUp();
        if (!IsSkipped() && !hasPythonBus())
            GTEST_SKIP() << "python3-dbus and python3-gi are not installed";
    }
};

TEST_F(BadKeyring, ThatRefusesIsDenied)
{
    const auto lines = doIn(QStringLiteral("fake:deny"), {statusStep, writeStep, readStep});
    EXPECT_EQ(stateIn(lines.at(0)), StoreState::Denied)
        << lines.at(0).value(QStringLiteral("detail")).toString().toStdString();
    EXPECT_EQ(codeIn(lines.at(1)), QStringLiteral("forbidden"));
    EXPECT_EQ(codeIn(lines.at(2)), QStringLiteral("forbidden"));
}

// libsecret reports success here, and nothing was kept.
TEST_F(BadKeyring, WhosePromptIsDismissedIsDenied)
{
    const auto lines = doIn(QStringLiteral("fake:dismiss"), {statusStep, writeStep, readStep});
    EXPECT_EQ(stateIn(lines.at(0)), StoreState::Denied)
        << lines.at(0).value(QStringLiteral("detail")).toString().toStdString();
    EXPECT_EQ(codeIn(lines.at(1)), QStringLiteral("forbidden"));
    EXPECT_EQ(codeIn(lines.at(2)), QStringLiteral("forbidden"));
}

TEST_F(BadKeyring, ThatDiesMidWriteHasFailed)
{
    const auto lines = doIn(QStringLiteral("fake:die"), {writeStep});
    EXPECT_FALSE(isOk(lines.at(0)));
    EXPECT_EQ(codeIn(lines.at(0)), QStringLiteral("io"))
        << lines.at(0).value(QStringLiteral("detail")).toString().toStdString();
}

TEST_F(BadKeyring, ThatNeverAnswersIsSlowAndTheEventLoopTurns)
{
    const auto lines = doIn(QStringLiteral("fake:hang"),
                            {QStringLiteral("deadline:1000"), statusStep, writeStep, readStep, removeStep});
    EXPECT_EQ(stateIn(lines.at(0)), StoreState::Slow);
    for (int i = 1; i < 4; ++i)
        EXPECT_EQ(codeIn(lines.at(i)), QStringLiteral("timeout")) << i;
    for (int i = 0; i < 4; ++i)
        EXPECT_GT(lines.at(i).value(QStringLiteral("turns")).toInt(), 20) << i; // 200 on an idle machine
}

} // namespace
} // namespace envdeck::secrets
