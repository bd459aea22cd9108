// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gitops/trailers.h"

#include "core/base/ids.h"

#include <QStringList>
#include <algorithm>

namespace envdeck::gitops {

namespace {

const QLatin1String prefix("Envdeck-");

// Name after the prefix to the member that holds it.
QString *memberOf(Trailers &trailers, QStringView name)
{
    if (name == QLatin1String("Operation"))
        return &trailers.operation;
    if (name == QLatin1String("App"))
        return &trailers.target.app;
    if (name == QLatin1String("Environment"))
        return &trailers.target.environment;
    if (name == QLatin1String("From"))
        return &trailers.from;
    if (name == QLatin1String("To"))
        return &trailers.to;
    if (name == QLatin1String("Digest"))
        return &trailers.digest;
    return name == QLatin1String("Reason") ? &trailers.reason : nullptr;
}

void take(Trailers &trailers, QStringView line)
{
    const qsizetype colon = line.indexOf(QLatin1Char(':'));
    if (!line.startsWith(prefix) || colon < 0)
        return;
    const QStringView name = line.sliced(prefix.size(), colon - prefix.size());
    const QString value = oneLine(line.sliced(colon + 1).toString());
    if (name == QLatin1String("Action") && !trailers.action)
        trailers.action = actionFromName(value);
    if (QString *member = memberOf(trailers, name); member && member->isEmpty())
        *member = value;
}

bool isInvisible(char32_t c)
{
    return c == 0x061C || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
}

bool isBreak(char32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
}

} // namespace

QString oneLine(const QString &text, int limit)
{
    QString out;
    for (const char32_t c : text.toUcs4()) {
        if (isInvisible(c))
            continue;
        out += isBreak(c) ? QStringLiteral(" ") : QString::fromUcs4(&c, 1);
    }
    out = out.simplified();
    if (out.size() > limit)
        out.truncate(out.at(limit - 1).isHighSurrogate() ? limit - 1 : limit);
    return out;
}

QString commitMessage(const QString &subject, const Trailers &trailers)
{
    QString message = oneLine(subject, 120) + QStringLiteral("\n\n");
    const auto add = [&message](QLatin1String name, const QString &value) {
        if (const QString line = oneLine(value); !line.isEmpty())
            message += QStringLiteral("Envdeck-%1: %2\n").arg(name, line);
    };
    add(QLatin1String("Operation"), trailers.operation);
    add(QLatin1String("Action"), trailers.action ? actionName(*trailers.action) : QString());
    add(QLatin1String("App"), trailers.target.app);
    add(QLatin1String("Environment"), trailers.target.environment);
    add(QLatin1String("From"), trailers.from);
    add(QLatin1String("To"), trailers.to);
    add(QLatin1String("Digest"), trailers.digest);
    add(QLatin1String("Reason"), trailers.reason);
    return message;
}

Trailers trailersOf(const QString &message)
{
    Trailers trailers;
    const QStringList lines = message.split(QLatin1Char('\n'));
    const auto isOurs = [](const QString &line) { return line.startsWith(prefix); };
    const auto last = std::find_if(lines.crbegin(), lines.crend(), isOurs);
    if (last == lines.crend())
        return trailers;
    const auto end = last.base(); // behind the last line of ours
    auto begin = end;
    while (begin != lines.cbegin() && !std::prev(begin)->trimmed().isEmpty())
        --begin;
    for (auto line = begin; line != end; ++line)
        take(trailers, *line);
    if (!isOperationId(trailers.operation))
        trailers.operation.clear();
    if (!isDigest(trailers.digest))
        trailers.digest.clear();
    return trailers;
}

} // namespace envdeck::gitops
