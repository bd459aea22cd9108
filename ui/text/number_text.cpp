// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/number_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace envdeck::ui {

struct NumberWords {
    Q_DECLARE_TR_FUNCTIONS(envdeck::ui::NumberWords)
};

namespace {

bool isKnown(const std::optional<double> &value)
{
    return value && std::isfinite(*value);
}

QString decimal(double value, int digits)
{
    return QLocale().toString(value, 'f', digits);
}

} // namespace

QString absentText()
{
    return QStringLiteral("\u2013");
}

QString sizeText(qint64 bytes)
{
    if (bytes < 0)
        return absentText();
    return QLocale().formattedDataSize(bytes, bytes < 1000 ? 0 : 1, QLocale::DataSizeSIFormat);
}

QString limitText(qint64 bytes)
{
    constexpr qint64 mebibyte = 1 << 20;
    const bool isWhole = bytes > 0 && bytes % mebibyte == 0;
    if (!isWhole)
        return sizeText(bytes);
    const int digits = bytes % (1024 * mebibyte) == 0 || bytes < 1024 * mebibyte ? 0 : 1;
    return QLocale().formattedDataSize(bytes, digits, QLocale::DataSizeIecFormat);
}

QString percentText(std::optional<double> percent)
{
    if (!isKnown(percent))
        return absentText();
    //: A number with its unit
    return NumberWords::tr("%1 %").arg(decimal(*percent, std::abs(*percent) < 9.95 ? 1 : 0));
}

QString latencyText(std::optional<double> milliseconds)
{
    if (!isKnown(milliseconds))
        return absentText();
    if (*milliseconds < 999.5)
        return NumberWords::tr("%1 ms").arg(decimal(*milliseconds, *milliseconds < 0.95 ? 1 : 0));
    return NumberWords::tr("%1 s").arg(decimal(*milliseconds / 1000, 1));
}

QString rateText(std::optional<double> perSecond)
{
    if (!isKnown(perSecond))
        return absentText();
    //: Requests per second
    return NumberWords::tr("%1 req/s").arg(decimal(*perSecond, *perSecond < 9.95 ? 1 : 0));
}

QString countText(qint64 count)
{
    return QLocale().toString(count);
}

} // namespace envdeck::ui
