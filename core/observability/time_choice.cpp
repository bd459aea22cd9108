// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/observability/time_choice.h"

#include <algorithm>

namespace envdeck::observability {

namespace {

constexpr qint64 shortest = 60 * 1000;
constexpr qint64 longest = 90ll * 24 * 3600 * 1000;

} // namespace

platform::TimeRange TimeChoice::at(const QDateTime &now) const
{
    return fixed.value_or(platform::TimeRange{now.addMSecs(-span.count()), now});
}

int usualSpan(const TimeChoice &choice)
{
    const qint64 length = choice.fixed ? choice.fixed->from.msecsTo(choice.fixed->to) : choice.span.count();
    const auto found = std::find_if(usualSpans.begin(), usualSpans.end(), [length](auto span) {
        return std::chrono::milliseconds(span).count() == length;
    });
    return found == usualSpans.end() ? -1 : static_cast<int>(found - usualSpans.begin());
}

TimeChoice held(const TimeChoice &choice, const QDateTime &now)
{
    return {choice.span, choice.at(now)};
}

TimeChoice between(const QDateTime &from, const QDateTime &to, const QDateTime &now)
{
    const QDateTime end = std::min(std::max(from, to), now);
    const qint64 length = std::clamp(std::min(from, to).msecsTo(end), shortest, longest);
    return {std::chrono::milliseconds(length), platform::TimeRange{end.addMSecs(-length), end}};
}

TimeChoice zoomed(const platform::TimeRange &range, const QDateTime &about, double factor,
                  const QDateTime &now)
{
    const double before = static_cast<double>(range.from.msecsTo(about)) * factor;
    const double after = static_cast<double>(about.msecsTo(range.to)) * factor;
    return between(about.addMSecs(-static_cast<qint64>(before)), about.addMSecs(static_cast<qint64>(after)),
                   now);
}

} // namespace envdeck::observability
