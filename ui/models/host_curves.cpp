// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/host_curves.h"

#include "ui/text/number_text.h"

#include <QCoreApplication>

#include <limits>

namespace envdeck::ui {

struct HostCurveWords {
    Q_DECLARE_TR_FUNCTIONS(envdeck::ui::HostCurveWords)
};

namespace {

constexpr qint64 hour = 3'600'000;

Series curve(const QString &name, const QList<hosts::HostSample> &samples,
             std::optional<double> hosts::HostSample::*value)
{
    Series series{name, QStringLiteral("%"), {}, {}};
    for (const hosts::HostSample &sample : samples) {
        series.times.push_back(sample.at.toMSecsSinceEpoch());
        series.values.push_back((sample.*value).value_or(std::numeric_limits<double>::quiet_NaN()));
    }
    return series;
}

std::optional<double> newest(const QList<hosts::HostSample> &samples,
                             std::optional<double> hosts::HostSample::*value)
{
    return samples.isEmpty() ? std::nullopt : samples.last().*value;
}

} // namespace

ChartSpec hostCurves(const hosts::HostStatus &host, const QDateTime &now)
{
    using hosts::HostSample;
    ChartSpec spec;
    spec.title = HostCurveWords::tr("Processor, memory and disk");
    spec.unit = QStringLiteral("%");
    spec.to = now.toMSecsSinceEpoch();
    // What was seen so far, at least ten minutes: a short curve must not be a dot at the edge.
    const qint64 first = host.samples.isEmpty() ? spec.to : host.samples.first().at.toMSecsSinceEpoch();
    spec.from = std::max(spec.to - hour, std::min(first, spec.to - 600'000));
    spec.top = 100;
    spec.ticks = 5;
    spec.series = {curve(HostCurveWords::tr("CPU"), host.samples, &HostSample::cpuPercent),
                   curve(HostCurveWords::tr("Memory"), host.samples, &HostSample::memoryPercent),
                   curve(HostCurveWords::tr("Fullest disk"), host.samples, &HostSample::diskPercent)};
    spec.spoken = HostCurveWords::tr("%1: processor %2, memory %3, fullest disk %4.")
                      .arg(host.id.name, percentText(newest(host.samples, &HostSample::cpuPercent)),
                           percentText(newest(host.samples, &HostSample::memoryPercent)),
                           percentText(newest(host.samples, &HostSample::diskPercent)));
    return spec;
}

} // namespace envdeck::ui
