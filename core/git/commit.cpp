// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/git/commit.h"

#include <QRegularExpression>
#include <algorithm>

namespace envdeck::git {

QString subjectOf(const Commit &commit)
{
    return commit.message.section(QLatin1Char('\n'), 0, 0).trimmed();
}

bool isSha(QStringView text)
{
    static const QRegularExpression shape(QStringLiteral("\\A([0-9a-f]{40}|[0-9a-f]{64})\\z"));
    return shape.match(text.toString()).hasMatch();
}

bool isBranchName(QStringView text)
{
    static const QRegularExpression taken(QStringLiteral("[\\x00-\\x20\\x7f~^:?*\\[\\\\]|\\.\\.|@\\{|//"));
    if (text.isEmpty() || text.size() > 200 || text == QLatin1String("@") ||
        text.startsWith(QLatin1Char('-')))
        return false;
    if (text.endsWith(QLatin1Char('.')) || taken.match(text.toString()).hasMatch())
        return false;
    const auto parts = text.split(QLatin1Char('/'));
    return std::none_of(parts.cbegin(), parts.cend(), [](QStringView part) {
        return part.isEmpty() || part.startsWith(QLatin1Char('.')) || part.endsWith(QLatin1String(".lock"));
    });
}

bool isRepositoryPath(QStringView text)
{
    const auto isControl = [](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7f; };
    if (text.isEmpty() || text.size() > 4096 || std::any_of(text.cbegin(), text.cend(), isControl))
        return false;
    const auto parts = text.split(QLatin1Char('/'));
    return std::none_of(parts.cbegin(), parts.cend(), [](QStringView part) {
        return part.isEmpty() || part == QLatin1String(".") || part == QLatin1String("..") ||
               part.compare(QLatin1String(".git"), Qt::CaseInsensitive) == 0;
    });
}

} // namespace envdeck::git
