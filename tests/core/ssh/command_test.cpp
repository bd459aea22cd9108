// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/command.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>

namespace envdeck::testing {
namespace {

using ssh::command;
using ssh::Value;

TEST(SshCommand, HoldsNoCharacterThatLoginShellsDisagreeAbout)
{
    const auto made = command("printf %s \"$1\"", {Value::text("it's \\ ! $HOME `id` \"x\"\n%\xff")});
    ASSERT_TRUE(made);
    const QByteArray line = made.value().line;
    EXPECT_EQ(line.count('\''), 2); // the pair around it all
    EXPECT_FALSE(line.contains('!') || line.contains('`') || line.contains('\n') || line.contains("\\\\"));
    EXPECT_EQ(line.count('$'), 1);
    EXPECT_TRUE(made.value().heeds);
    for (const char c : line)
        EXPECT_TRUE(c >= ' ' && c < 127);
}

TEST(SshCommand, RefusesWhatIsNotOfItsKind)
{
    for (const Value &bad :
         {Value::text(QByteArray("a\0b", 3)), Value::path(s("etc/x")), Value::path(s("/a\nb")),
          Value::name(s("-f")), Value::name(s("a b")), Value::name(QString()), Value::name(s("a;b"))}) {
        const auto made = command("echo \"$1\"", {bad});
        ASSERT_FALSE(made) << bad.bytes.constData();
        EXPECT_EQ(made.error().code, ErrorCode::BadInput);
    }
    EXPECT_TRUE(command("x", {Value::name(s("api.1.abc_x")), Value::path(s("/a b")), Value::number(-3)}));
    const auto large = command("x", {Value::text(QByteArray(200 * 1024, 'a'))});
    ASSERT_FALSE(large);
    EXPECT_EQ(large.error().detail, s("too-long"));
}

} // namespace
} // namespace envdeck::testing
