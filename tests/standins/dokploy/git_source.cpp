// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/dokploy/git_source.h"

#include "tests/standins/base/git_program.h"

namespace envdeck::standins::dokploy {

Result<Checkout> checkOut(const QString &repository, const QString &branch, const QString &path)
{
    const QStringList there{QStringLiteral("--git-dir"), repository};
    const QString head = QStringLiteral("refs/heads/") + branch;
    const auto commit =
        runGit(there + QStringList{QStringLiteral("log"), QStringLiteral("-1"),
                                   QStringLiteral("--format=%H%n%B"), head, QStringLiteral("--")});
    if (!commit)
        return commit.error();
    const QString text = QString::fromUtf8(commit.value());
    Checkout checkout;
    checkout.sha = text.section(QLatin1Char('\n'), 0, 0);
    checkout.message = text.section(QLatin1Char('\n'), 1).trimmed();
    auto file = runGit(there + QStringList{QStringLiteral("show"), checkout.sha + QLatin1Char(':') + path});
    if (!file)
        return Error{ErrorCode::NotFound, path, file.error().detail, 0};
    checkout.file = std::move(file).value();
    return checkout;
}

} // namespace envdeck::standins::dokploy
