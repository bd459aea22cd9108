// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/shapes.h"

#include <QDate>
#include <QRegularExpression>
#include <algorithm>
#include <arpa/inet.h>
#include <vector>

namespace envdeck::workspace {

namespace {

bool matches(const QString &text, const QRegularExpression &shape)
{
    return shape.match(text).hasMatch();
}

QRegularExpression whole(const char *pattern)
{
    return QRegularExpression(QStringLiteral("\\A(?:%1)\\z").arg(QLatin1String(pattern)));
}

// Edit distance that counts two swapped letters as one mistake.
int distance(const QString &a, const QString &b)
{
    const auto width = static_cast<std::size_t>(b.size()) + 1;
    std::vector<int> beforeLast(width), last(width), current(width);
    for (std::size_t j = 0; j < width; ++j)
        last[j] = static_cast<int>(j);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        current[0] = static_cast<int>(i);
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const auto at = static_cast<std::size_t>(j);
            const int change = a[i - 1] == b[j - 1] ? 0 : 1;
            current[at] = std::min({last[at] + 1, current[at - 1] + 1, last[at - 1] + change});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped)
                current[at] = std::min(current[at], beforeLast[at - 2] + 1);
        }
        beforeLast = std::exchange(last, current);
    }
    return last.back();
}

} // namespace

bool isEnvironmentName(const QString &text)
{
    static const auto shape = whole("[a-z][a-z0-9-]{0,30}[a-z0-9]|[a-z]");
    return matches(text, shape);
}

bool isAppName(const QString &text)
{
    static const auto shape = whole("[a-z][a-z0-9_-]{0,62}");
    return matches(text, shape);
}

bool isWorkspaceName(const QString &text)
{
    static const auto shape = whole("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
    return matches(text, shape);
}

bool isServiceName(const QString &text)
{
    static const auto shape = whole("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    return matches(text, shape);
}

bool isBranchName(const QString &text)
{
    static const auto shape = whole("[A-Za-z0-9_][A-Za-z0-9._/-]{0,199}");
    static const QRegularExpression refused(QStringLiteral("\\.\\.|//|/\\.|\\./|[./]\\z|\\.lock(/|\\z)"));
    return matches(text, shape) && !matches(text, refused);
}

bool isRepository(const QString &text)
{
    static const auto shape = whole("[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9_.][A-Za-z0-9._-]{0,99}");
    return matches(text, shape) && !text.endsWith(QLatin1String("/.")) &&
           !text.endsWith(QLatin1String("/.."));
}

bool isDomain(const QString &text)
{
    static const auto shape =
        whole("(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    return text.size() <= 253 && matches(text, shape);
}

bool isHostAddress(const QString &text)
{
    static const auto onlyDigits = whole("[0-9.]+");
    const QByteArray address = text.toLatin1();
    in6_addr parsed; // large enough for both
    if (text.contains(QLatin1Char(':')))
        return ::inet_pton(AF_INET6, address.constData(), &parsed) == 1;
    if (matches(text, onlyDigits))
        return ::inet_pton(AF_INET, address.constData(), &parsed) == 1;
    return isDomain(text.toLower());
}

bool isRegistryHost(const QString &text)
{
    static const auto shape = whole("([a-z0-9.-]+)(?::([0-9]{1,5}))?");
    const auto match = shape.match(text);
    return match.hasMatch() && isDomain(match.captured(1)) && match.captured(2).toInt() <= 65535;
}

bool isUserName(const QString &text)
{
    static const auto shape = whole("[a-z_][a-z0-9_-]{0,31}");
    return matches(text, shape);
}

bool isOutputName(const QString &text)
{
    static const auto shape = whole("[A-Za-z_][A-Za-z0-9_-]{0,99}");
    return matches(text, shape);
}

bool isHeaderName(const QString &text)
{
    static const auto shape = whole("[A-Za-z0-9][A-Za-z0-9-]{0,63}");
    return matches(text, shape);
}

bool isFreeze(const QString &text)
{
    static const auto span = whole("(mon|tue|wed|thu|fri|sat|sun) ([01][0-9]|2[0-3]):[0-5][0-9]"
                                   "-(mon|tue|wed|thu|fri|sat|sun) ([01][0-9]|2[0-3]):[0-5][0-9]");
    static const auto until = whole("until ([0-9]{4}-[0-9]{2}-[0-9]{2})");
    const auto date = until.match(text);
    return matches(text, span) ||
           (date.hasMatch() && QDate::fromString(date.captured(1), Qt::ISODate).isValid());
}

bool isInsideRepository(const QString &path)
{
    static const auto characters = whole("[A-Za-z0-9._{}@+-][A-Za-z0-9._{}@+/ -]{0,199}");
    const QStringList parts = path.split(QLatin1Char('/'));
    return matches(path, characters) && std::none_of(parts.cbegin(), parts.cend(), [](const QString &part) {
               return part.isEmpty() || part == QLatin1String(".") || part == QLatin1String("..") ||
                      part.compare(QLatin1String(".git"), Qt::CaseInsensitive) == 0;
           });
}

std::optional<double> percentageOf(const QString &text)
{
    static const auto shape = whole("([0-9]{1,3}(?:\\.[0-9]{1,4})?) ?%");
    const auto match = shape.match(text);
    const double value = match.captured(1).toDouble();
    if (!match.hasMatch() || value <= 0 || value > 100)
        return std::nullopt;
    return value;
}

std::optional<std::chrono::milliseconds> durationOf(const QString &text)
{
    using namespace std::chrono;
    static const auto shape = whole("([0-9]{1,6}) ?(ms|s|min|h|d)");
    const auto match = shape.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const qint64 number = match.captured(1).toLongLong();
    const QString unit = match.captured(2);
    if (unit == QLatin1String("ms"))
        return milliseconds(number);
    if (unit == QLatin1String("s"))
        return seconds(number);
    if (unit == QLatin1String("min"))
        return minutes(number);
    return unit == QLatin1String("h") ? milliseconds(hours(number)) : milliseconds(days(number));
}

QStringList placeholdersOf(const QString &text)
{
    QStringList found;
    for (qsizetype at = text.indexOf(QLatin1Char('{')); at >= 0;
         at = text.indexOf(QLatin1Char('{'), at + 1)) {
        const qsizetype end = text.indexOf(QLatin1Char('}'), at);
        found.append(text.mid(at, end < 0 ? -1 : end - at + 1));
    }
    return found;
}

QString nearest(const QString &text, const QStringList &candidates)
{
    constexpr qsizetype longest = 64; // nobody mistypes that much, and a hostile key must not cost time
    if (text.isEmpty() || text.size() > longest)
        return {};
    QString best;
    int bestDistance = 0;
    for (const QString &candidate : candidates) {
        const int limit = static_cast<int>((std::max(text.size(), candidate.size()) + 2) / 3);
        const int apart = distance(text.toLower(), candidate.toLower());
        if (apart <= limit && apart < std::min(text.size(), candidate.size()) &&
            (best.isEmpty() || apart < bestDistance)) {
            best = candidate;
            bestDistance = apart;
        }
    }
    return best;
}

} // namespace envdeck::workspace
