// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/house/source_tree.h"

#include <QRegularExpression>
#include <gtest/gtest.h>

namespace envdeck::testing {
namespace {

struct Ban {
    const char *why;
    QString pattern;
    QStringList below;   // where it is looked for
    QStringList allowed; // path prefixes where it may stand
};

const QStringList product{QStringLiteral("core"), QStringLiteral("ui"), QStringLiteral("app")};

QList<Ban> bans()
{
    const auto s = [](const char *text) { return QString::fromLatin1(text); };
    return {
        {"the window never waits",
         s("\\bwaitFor(Finished|ReadyRead|Started|Connected|BytesWritten)\\b|processEvents|QEventLoop\\b"),
         product,
         {s("app/sandbox/")}},
        {"TLS is always verified", s("ignoreSslErrors|VerifyNone|QueryPeer"), product, {}},
        {"a mutating request goes out once, through http::Client",
         s("(->|\\.)(post|put|deleteResource|sendCustomRequest)\\("),
         product,
         {s("core/http/"), s("core/secrets/")}}, // a vault of secrets has a put() of its own
        {"no shell",
         s("(?<!::)\\b(system|popen)\\s*\\(|startCommand\\(|\"(ba)?sh\"\\s*,\\s*\\{?\\s*\"-c\""),
         product,
         {}},
        {"terraform is never killed",
         s("\\bSIGKILL\\b"),
         {s("core/terraform"), s("core/infrastructure"), s("app/runner")},
         {}},
        {"no style sheets", s("setStyleSheet"), product, {}},
        {"colours come from the tokens",
         s("\\bQColor\\((?!Qt::transparent)|Qt::(red|green|blue|white|black|gray)\\b"),
         {s("ui"), s("app/desktop")},
         {s("ui/theme/")}},
        {"remote text is never rich text",
         s("setTextFormat\\(Qt::(RichText|AutoText|MarkdownText)|QTextBrowser|setHtml|QMessageBox"),
         product,
         {}},
        {"no debugging left behind", s("\\bqDebug\\(|std::cout"), {s("core"), s("ui")}, {}},
        {"words live in the window, not in core", s("\\btr\\("), {s("core")}, {}},
        {"nothing is left for later", s("\\b(TODO|FIXME|XXX)\\b"), product, {}},
    };
}

TEST(Rules, NothingBannedStandsInTheSources)
{
    for (const Ban &ban : bans()) {
        const QRegularExpression pattern(ban.pattern);
        ASSERT_TRUE(pattern.isValid()) << qPrintable(ban.pattern);
        for (const SourceFile &file : sourcesBelow(ban.below)) {
            const bool allowed =
                std::any_of(ban.allowed.cbegin(), ban.allowed.cend(),
                            [&](const QString &prefix) { return file.path.startsWith(prefix); });
            for (int i = 0; !allowed && i < file.lines.size(); ++i) {
                const QString code = file.lines.at(i).section(QLatin1String("//"), 0, 0);
                EXPECT_FALSE(code.contains(pattern))
                    << ban.why << ": " << qPrintable(file.path) << ':' << i + 1 << ": " << qPrintable(code);
            }
        }
    }
}

// reveal() is what a review looks for: the last line before a wire, a child's environment or the keychain.
TEST(Rules, SecretsAreRevealedInFewPlaces)
{
    const QStringList allowed{QStringLiteral("core/base/"),         QStringLiteral("core/secrets/"),
                              QStringLiteral("core/http/"),         QStringLiteral("core/process/"),
                              QStringLiteral("core/terraform/"),    QStringLiteral("core/git/"),
                              QStringLiteral("core/api/registry/"), QStringLiteral("core/platform/"),
                              QStringLiteral("core/api/github/"),   QStringLiteral("core/ssh/"),
                              QStringLiteral("core/api/dokploy/")}; // sends and hashes values of variables
    for (const SourceFile &file : sourcesBelow(product)) {
        const bool mayReveal = std::any_of(allowed.cbegin(), allowed.cend(), [&](const QString &prefix) {
            return file.path.startsWith(prefix);
        });
        for (const QString &line : file.lines)
            EXPECT_TRUE(mayReveal || !line.contains(QLatin1String("reveal()")))
                << qPrintable(file.path) << ": " << qPrintable(line);
    }
}

TEST(Rules, EveryFileNamesItsLicence)
{
    for (const SourceFile &file : sourcesBelow({QStringLiteral("core"), QStringLiteral("ui"),
                                                QStringLiteral("app"), QStringLiteral("tests")})) {
        ASSERT_GE(file.lines.size(), 2);
        EXPECT_TRUE(file.lines.at(1).contains(QLatin1String("SPDX-License-Identifier: GPL-3.0-or-later")))
            << qPrintable(file.path);
    }
}

} // namespace
} // namespace envdeck::testing
