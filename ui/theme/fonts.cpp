// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/fonts.h"

#include <QStringList>

#include <algorithm>
#include <cmath>

namespace envdeck::ui {

namespace {

double scaleInForce = 1.0; // GUI thread only

struct Face {
    int pixels;
    QFont::Weight weight;
    bool mono;
};

Face face(Type type)
{
    switch (type) {
    case Type::PageTitle: return {20, QFont::DemiBold, false};
    case Type::Section: return {14, QFont::DemiBold, false};
    case Type::Body: return {13, QFont::Normal, false};
    case Type::BodyStrong: return {13, QFont::Medium, false};
    case Type::Small: return {12, QFont::Normal, false};
    case Type::SmallStrong: return {12, QFont::Medium, false};
    case Type::Code: return {12, QFont::Normal, true};
    case Type::CodeStrong: return {13, QFont::Medium, true};
    case Type::Figure: return {20, QFont::DemiBold, false};
    }
    return {13, QFont::Normal, false};
}

// Named one by one: a generic "sans" would let fontconfig put DejaVu before the CJK face.
QStringList sansFamilies()
{
    return {QStringLiteral("Inter"), QStringLiteral("Noto Sans"), QStringLiteral("Noto Sans CJK SC"),
            QStringLiteral("DejaVu Sans")};
}

QStringList monoFamilies()
{
    return {QStringLiteral("JetBrains Mono NL"), QStringLiteral("JetBrains Mono"),
            QStringLiteral("Noto Sans Mono"), QStringLiteral("Noto Sans Mono CJK SC"),
            QStringLiteral("DejaVu Sans Mono")};
}

} // namespace

QFont font(Type type)
{
    const Face f = face(type);
    QFont result;
    result.setFamilies(f.mono ? monoFamilies() : sansFamilies());
    result.setPixelSize(static_cast<int>(std::lround(f.pixels * scaleInForce)));
    result.setWeight(f.weight);
    result.setFixedPitch(f.mono);
    result.setStyleHint(f.mono ? QFont::Monospace : QFont::SansSerif);
    // Unhinted glyphs sit on fractional positions: even letter spacing at 1x, the same line breaks at 1x and
    // 2x.
    result.setHintingPreference(QFont::PreferNoHinting);
    return result;
}

QFont applicationFont()
{
    return font(Type::Body);
}

void setTextScale(double scale)
{
    scaleInForce = std::clamp(scale, 0.8, 2.0);
}

double textScale()
{
    return scaleInForce;
}

int scaled(int pixels)
{
    return static_cast<int>(std::lround(pixels * scaleInForce));
}

} // namespace envdeck::ui
