// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/signoz/aggregation.h"

#include "tests/standins/signoz/refusal.h"

#include <QRegularExpression>
#include <algorithm>
#include <cmath>
#include <limits>

namespace envdeck::standins::signoz {

namespace {

// At commas outside parentheses and quotes.
QStringList splitArguments(const QString &text)
{
    QStringList parts{QString()};
    int depth = 0;
    QChar quote;
    for (const QChar c : text) {
        if (!quote.isNull())
            quote = c == quote ? QChar() : quote;
        else if (c == QLatin1Char('\'') || c == QLatin1Char('"'))
            quote = c;
        else if (c == QLatin1Char('('))
            ++depth;
        else if (c == QLatin1Char(')'))
            --depth;
        if (c == QLatin1Char(',') && depth == 0 && quote.isNull())
            parts.append(QString());
        else
            parts.last() += c;
    }
    for (QString &part : parts)
        part = part.trimmed();
    return parts;
}

// False for a name that is no aggregation.
bool setFunction(Aggregation &aggregation, const QString &name)
{
    static const QMap<QString, Aggregation::Function> functions{
        {QStringLiteral("count"), Aggregation::Count}, {QStringLiteral("rate"), Aggregation::Rate},
        {QStringLiteral("sum"), Aggregation::Sum},     {QStringLiteral("avg"), Aggregation::Avg},
        {QStringLiteral("min"), Aggregation::Min},     {QStringLiteral("max"), Aggregation::Max}};
    static const QStringList quantiles{QStringLiteral("05"), QStringLiteral("10"), QStringLiteral("20"),
                                       QStringLiteral("25"), QStringLiteral("50"), QStringLiteral("75"),
                                       QStringLiteral("90"), QStringLiteral("95"), QStringLiteral("99"),
                                       QStringLiteral("999")};
    if (const auto found = functions.find(name); found != functions.end()) {
        aggregation.function = *found;
        return true;
    }
    if (!name.startsWith(QLatin1Char('p')) || !quantiles.contains(name.mid(1)))
        return false;
    aggregation.function = Aggregation::Quantile;
    aggregation.quantile = (QStringLiteral("0.") + name.mid(1)).toDouble();
    return true;
}

Aggregation parseOne(Signal signal, const QString &text)
{
    static const QRegularExpression call(
        QRegularExpression::anchoredPattern(QStringLiteral("(\\w+)\\s*\\((.*)\\)")),
        QRegularExpression::DotMatchesEverythingOption);
    const auto match = call.match(text);
    if (!match.hasMatch())
        throw invalidInput(QStringLiteral("invalid aggregation expression: %1").arg(text));
    QString name = match.captured(1).toLower();
    const bool conditional = name.size() > 2 && name.endsWith(QLatin1String("if"));
    if (conditional)
        name.chop(2);
    Aggregation aggregation;
    aggregation.expression = text;
    if (name.startsWith(QLatin1String("count_distinct")) || name == QLatin1String("countdistinct") ||
        name.startsWith(QLatin1String("rate_")))
        throw unsupported(QStringLiteral("the aggregation %1() is not supported here").arg(name));
    if (!setFunction(aggregation, name))
        throw invalidInput(QStringLiteral("unknown aggregation function: %1").arg(match.captured(1)));

    QStringList arguments = splitArguments(match.captured(2));
    arguments.removeAll(QString());
    if (conditional) {
        if (arguments.isEmpty())
            throw invalidInput(QStringLiteral("%1 needs a condition").arg(match.captured(1)));
        aggregation.condition = Filter::parse(signal, arguments.takeLast());
    }
    if (aggregation.needsDurations() != (arguments.size() == 1))
        throw invalidInput(QStringLiteral("wrong number of arguments: %1").arg(text));
    if (aggregation.needsDurations() &&
        (signal != Signal::Traces ||
         canonicalField(signal, arguments.first()) != QLatin1String("duration_nano")))
        throw unsupported(QStringLiteral("only duration_nano of spans is aggregated here: %1").arg(text));
    return aggregation;
}

} // namespace

QList<Aggregation> Aggregation::parse(Signal signal, const QString &text, const QString &alias)
{
    QList<Aggregation> aggregations;
    for (const QString &part : splitArguments(text)) {
        aggregations.append(parseOne(signal, part));
        aggregations.last().alias = alias;
    }
    return aggregations;
}

void Accumulator::add(double duration, quint32 weight, bool keepValues)
{
    m_weight += weight;
    if (std::isnan(duration))
        return;
    m_min = m_measured ? std::min(m_min, duration) : duration;
    m_max = m_measured ? std::max(m_max, duration) : duration;
    m_measured += weight;
    m_sum += duration * weight;
    if (keepValues)
        m_values.emplace_back(duration, weight);
}

double Accumulator::value(const Aggregation &aggregation, double seconds) const
{
    constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
    switch (aggregation.function) {
    case Aggregation::Count: return double(m_weight);
    case Aggregation::Rate: return double(m_weight) / seconds;
    case Aggregation::Sum: return m_sum;
    case Aggregation::Avg: return m_measured ? m_sum / double(m_measured) : nothing;
    case Aggregation::Min: return m_measured ? m_min : nothing;
    case Aggregation::Max: return m_measured ? m_max : nothing;
    case Aggregation::Quantile: return m_measured ? quantile(aggregation.quantile) : nothing;
    }
    Q_UNREACHABLE();
}

// Between the two samples around position q(N-1) of the sorted list, as the server's database interpolates.
double Accumulator::quantile(double q) const
{
    std::sort(m_values.begin(), m_values.end());
    const double position = q * double(m_measured - 1);
    const auto below = quint64(position);
    const auto at = [this](quint64 index) {
        quint64 passed = 0;
        for (const auto &[value, weight] : m_values) {
            passed += weight;
            if (index < passed)
                return value;
        }
        return m_values.back().first;
    };
    const double low = at(below);
    return low + (at(std::min(below + 1, m_measured - 1)) - low) * (position - double(below));
}

} // namespace envdeck::standins::signoz
