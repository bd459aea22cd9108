// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QProcess>
#include <QRegularExpression>
#include <QString>
#include <QStringList>
#include <gtest/gtest.h>

namespace envdeck {
namespace {

const QList<QByteArray> misuses{
    "QString s = secret;",          "QByteArray s = secret;",  "QVariant s = secret;",
    "QJsonValue s = secret;",       "std::string s = secret;", "const char *s = secret;",
    "std::cout << secret;",         "text << secret;",         "data << secret;",
    "QString(\"%1\").arg(secret);", "secret.m_bytes->data();", "envdeck::Secret s = QByteArray(\"x\");",
};
constexpr int firstLine = 1000; // of the statements, far from the lines of the rest

// Each statement stands in a function of its own, on a line of its own.
QString compilerOutput(const QList<QByteArray> &statements)
{
    QByteArray source =
        "#include \"core/base/secret.h\"\n#include <QDataStream>\n#include <QJsonValue>\n#include <QString>\n"
        "#include <QTextStream>\n#include <QVariant>\n#include <iostream>\n#include <string>\n";
    for (qsizetype i = 0; i < statements.size(); ++i)
        source += "#line " + QByteArray::number(firstLine + i) + " \"statement\"\nvoid use" +
                  QByteArray::number(i) +
                  "(const envdeck::Secret &secret, QTextStream &text, QDataStream &data) { (void)secret; "
                  "(void)text; (void)data; " +
                  statements.at(i) + " }\n";
    QStringList arguments{QStringLiteral("-std=c++20"), QStringLiteral("-fsyntax-only"),
                          QStringLiteral("-fPIC")};
    for (const QString &folder : QStringLiteral(ENVDECK_INCLUDES).split(QLatin1Char('|')))
        arguments.append(QStringLiteral("-I") + folder);
    QProcess compiler;
    compiler.setProcessChannelMode(QProcess::MergedChannels);
    compiler.start(QStringLiteral(ENVDECK_COMPILER),
                   arguments + QStringList{QStringLiteral("-x"), QStringLiteral("c++"), QStringLiteral("-")});
    compiler.write(source);
    compiler.closeWriteChannel();
    const bool ended = compiler.waitForFinished(150'000);
    return ended ? QString::fromLocal8Bit(compiler.readAll()) : QStringLiteral("did not end");
}

TEST(SecretMisuse, DoesNotCompile)
{
    const QString output = compilerOutput(misuses);
    for (qsizetype i = 0; i < misuses.size(); ++i) {
        const QRegularExpression refusal(QStringLiteral("^statement:%1:\\d+: error:").arg(firstLine + i),
                                         QRegularExpression::MultilineOption);
        EXPECT_TRUE(output.contains(refusal)) << misuses.at(i).toStdString();
    }
}

TEST(SecretMisuse, ProperUseCompiles)
{
    const QString output = compilerOutput(
        {"envdeck::Secret s(QByteArray(\"x\"));", "QByteArrayView v = secret.reveal(); (void)v;"});
    EXPECT_EQ(output.toStdString(), std::string());
}

} // namespace
} // namespace envdeck
