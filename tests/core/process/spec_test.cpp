// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/process/programs.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace envdeck::process {
namespace {

QStringList hostileArguments()
{
    return {QString(),
            QStringLiteral(" two  spaces "),
            QStringLiteral("$(touch pwned)"),
            QStringLiteral("`id`"),
            QStringLiteral("'; rm -rf /; '"),
            QStringLiteral("\"quoted\""),
            QStringLiteral("line\nbreak\r\n"),
            QStringLiteral("\x1b[2J\x07"),
            QStringLiteral("--"),
            QStringLiteral("-rf"),
            QStringLiteral("--upload-pack=evil"),
            QStringLiteral("*?[a-z]~"),
            QStringLiteral("\\\\n\\0"),
            QStringLiteral("&&|><;#!"),
            QStringLiteral("环境 \u202eabc \U0001F600")};
}

QStringList argumentsSeenBy(const QStringList &arguments)
{
    Spec spec;
    spec.program = QStringLiteral("/usr/bin/printf");
    spec.arguments = QStringList{QStringLiteral("%s\\0")} + arguments;
    const Result<Outcome> outcome = outcomeOf(run(spec));
    EXPECT_TRUE(outcome && outcome.value().succeeded());
    QStringList seen = QString::fromUtf8(outcome ? outcome.value().out : QByteArray()).split(QChar(u'\0'));
    seen.removeLast();
    return seen;
}

QMap<QString, QString> environmentSeenBy(Spec spec)
{
    spec.program = QStringLiteral("/usr/bin/env");
    spec.arguments = QStringList{QStringLiteral("-0")};
    const Result<Outcome> outcome = outcomeOf(run(spec));
    EXPECT_TRUE(outcome && outcome.value().succeeded());
    QMap<QString, QString> seen;
    const QStringList entries =
        QString::fromUtf8(outcome ? outcome.value().out : QByteArray()).split(QChar(u'\0'));
    for (const QString &entry : entries) {
        if (!entry.isEmpty())
            seen.insert(entry.section(u'=', 0, 0), entry.section(u'=', 1));
    }
    return seen;
}

TEST(Spec, HostileArgumentsArriveByteForByte)
{
    EXPECT_EQ(argumentsSeenBy(hostileArguments()), hostileArguments());
}

TEST(Spec, FiveThousandRandomArgumentsArriveByteForByte)
{
    QRandomGenerator random(20260302);
    for (int round = 0; round < 20; ++round) {
        QStringList arguments;
        for (int i = 0; i < 250; ++i) {
            QString argument;
            for (quint32 length = random.bounded(12U); length > 0; --length)
                argument.append(QChar(char16_t(random.bounded(1, 0x3000))));
            arguments.append(argument);
        }
        ASSERT_EQ(argumentsSeenBy(arguments), arguments);
    }
}

TEST(Spec, ANulIsRefusedWhereverItStands)
{
    const QString cut = QStringLiteral("a%1b").arg(QChar(u'\0'));
    QList<Spec> specs(5, script(QStringLiteral("true")));
    specs[0].arguments.append(cut);
    specs[1].environment.insert(QStringLiteral("NAME"), cut);
    specs[2].environment.insert(cut, QString());
    specs[3].secrets.insert(QStringLiteral("NAME"), Secret(cut.toUtf8()));
    specs[4].workingFolder = cut;
    for (const Spec &spec : specs) {
        const Result<Outcome> outcome = outcomeOf(run(spec));
        ASSERT_FALSE(outcome);
        EXPECT_EQ(outcome.error().code, ErrorCode::BadInput);
    }
}

TEST(Spec, AnEnvironmentNameMustBeOne)
{
    for (const QString &name : {QString(), QStringLiteral("A=B")}) {
        Spec spec = script(QStringLiteral("true"));
        spec.environment.insert(name, QStringLiteral("x"));
        EXPECT_EQ(check(spec).error().code, ErrorCode::BadInput);
    }
}

TEST(Spec, TheChildSeesOnlyWhatWasAllowed)
{
    qputenv("TF_LOG", "trace");
    qputenv("AWS_SECRET_ACCESS_KEY", "canary-4711");
    qputenv("SSH_AUTH_SOCK", "/run/agent");
    qputenv("LC_TIME", "C");
    Spec spec;
    spec.inherit = QStringList{QStringLiteral("SSH_AUTH_SOCK"), QStringLiteral("NOT_SET_HERE")};
    spec.environment.insert(QStringLiteral("TF_INPUT"), QStringLiteral("0"));
    spec.secrets.insert(QStringLiteral("TF_VAR_token"), Secret("s3cret"));
    const QMap<QString, QString> seen = environmentSeenBy(spec);
    EXPECT_EQ(seen[QStringLiteral("SSH_AUTH_SOCK")], QStringLiteral("/run/agent"));
    EXPECT_EQ(seen[QStringLiteral("TF_INPUT")], QStringLiteral("0"));
    EXPECT_EQ(seen[QStringLiteral("TF_VAR_token")], QStringLiteral("s3cret"));
    EXPECT_EQ(seen[QStringLiteral("LC_TIME")], QStringLiteral("C"));
    const QStringList allowed{QStringLiteral("PATH"),     QStringLiteral("HOME"),
                              QStringLiteral("USER"),     QStringLiteral("LOGNAME"),
                              QStringLiteral("LANG"),     QStringLiteral("TZ"),
                              QStringLiteral("TMPDIR"),   QStringLiteral("SSH_AUTH_SOCK"),
                              QStringLiteral("TF_INPUT"), QStringLiteral("TF_VAR_token")};
    for (const QString &name : seen.keys())
        EXPECT_TRUE(allowed.contains(name) || name.startsWith(QLatin1String("LC_"))) << qPrintable(name);
    for (const char *name : {"TF_LOG", "AWS_SECRET_ACCESS_KEY", "SSH_AUTH_SOCK", "LC_TIME"})
        qunsetenv(name);
}

TEST(Spec, PlainEnvironmentHoldsNoSecret)
{
    Spec spec;
    spec.secrets.insert(QStringLiteral("TF_VAR_token"), Secret("s3cret"));
    EXPECT_FALSE(plainEnvironment(spec).contains(QStringLiteral("TF_VAR_token")));
}

TEST(Spec, MissingAndUnusableProgramsAreToolMissing)
{
    const QTemporaryDir folder;
    QFile notExecutable(folder.filePath(QStringLiteral("terraform")));
    ASSERT_TRUE(notExecutable.open(QIODevice::WriteOnly));
    for (const QString &program :
         {QStringLiteral("no-such-program-here"), QStringLiteral("/no/such/program"),
          QStringLiteral("bin/true"), notExecutable.fileName(), folder.path(), QString()}) {
        Spec spec;
        spec.program = program;
        const Result<Outcome> outcome = outcomeOf(run(spec));
        ASSERT_FALSE(outcome) << qPrintable(program);
        EXPECT_EQ(outcome.error().code, ErrorCode::ToolMissing) << qPrintable(program);
    }
}

TEST(Spec, AFileThatIsNoProgramIsToolMissingWithTheReason)
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("tool")));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("#!/no/such/interpreter\n");
    file.close();
    ASSERT_TRUE(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    Spec spec;
    spec.program = file.fileName();
    const Result<Outcome> outcome = outcomeOf(run(spec));
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::ToolMissing);
    EXPECT_FALSE(outcome.error().detail.isEmpty());
}

TEST(Spec, RelativeEntriesOfPathAreNotSearched)
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("planted-tool")));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.close();
    ASSERT_TRUE(file.setPermissions(QFile::ReadOwner | QFile::ExeOwner));
    const QByteArray path = qgetenv("PATH");
    const QString before = QDir::currentPath();
    QDir::setCurrent(folder.path());
    qputenv("PATH", ".::" + path);
    EXPECT_FALSE(findProgram(QStringLiteral("planted-tool")));
    qputenv("PATH", folder.path().toLocal8Bit() + ':' + path);
    EXPECT_EQ(findProgram(QStringLiteral("planted-tool")).value(), file.fileName());
    qputenv("PATH", path);
    QDir::setCurrent(before);
}

TEST(Spec, AMissingWorkingFolderIsSaidAsSuch)
{
    Spec spec = script(QStringLiteral("true"));
    spec.workingFolder = QStringLiteral("/no/such/folder");
    const Result<Outcome> outcome = outcomeOf(run(spec));
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::NotFound);
    EXPECT_EQ(outcome.error().subject, spec.workingFolder);
}

} // namespace
} // namespace envdeck::process
