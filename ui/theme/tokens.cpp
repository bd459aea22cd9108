// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/tokens.h"

namespace envdeck::ui {

namespace {

QColor rgb(QRgb value)
{
    return QColor::fromRgb(value);
}

Tokens makeLight()
{
    Tokens t;
    t.canvas = rgb(0xF5F6F8);
    t.surface = rgb(0xFFFFFF);
    t.sunken = rgb(0xF8F9FA);
    t.raised = rgb(0xFFFFFF);
    t.hover = rgb(0xEFF1F4);
    t.pressed = rgb(0xE4E7EB);
    t.selected = rgb(0xE6EAEF);
    t.line = rgb(0xE4E7EB);
    t.controlLine = rgb(0xC9CFD6);
    t.text = rgb(0x1F2328);
    t.muted = rgb(0x57606A);
    t.faint = rgb(0x8A939D);
    t.ok = rgb(0x187535);
    t.warning = rgb(0x835500);
    t.critical = rgb(0xB3261E);
    t.info = rgb(0x0B5CAD);
    t.stale = rgb(0x6B4FA0);
    t.unknown = rgb(0x57606A);
    t.primary = rgb(0x22272E);
    t.primaryHover = rgb(0x3A414A);
    t.onPrimary = rgb(0xFFFFFF);
    t.danger = rgb(0xB3261E);
    t.dangerHover = rgb(0x971D16);
    t.onDanger = rgb(0xFFFFFF);
    t.focus = rgb(0x0B5CAD);
    t.addedTint = rgb(0xE3F4E7);
    t.removedTint = rgb(0xFBE9E7);
    t.scrim = QColor(20, 24, 29, 88);
    t.shadow = QColor(20, 24, 29, 40);
    t.environment = {rgb(0x0B5CAD), rgb(0x8A5A00), rgb(0xA31515), rgb(0x5B3E96)};
    t.onEnvironment = rgb(0xFFFFFF);
    t.series = {rgb(0x0072B2), rgb(0xC44E00), rgb(0x007A5A), rgb(0xA84D86), rgb(0x946400), rgb(0x2A7FB8)};
    return t;
}

Tokens makeDark()
{
    Tokens t;
    t.dark = true;
    t.canvas = rgb(0x15171A);
    t.surface = rgb(0x1B1D21);
    t.sunken = rgb(0x181A1D);
    t.raised = rgb(0x25282D);
    t.hover = rgb(0x26292E);
    t.pressed = rgb(0x30343A);
    t.selected = rgb(0x2E3238);
    t.line = rgb(0x2B2E33);
    t.controlLine = rgb(0x454A52);
    t.text = rgb(0xE6E8EB);
    t.muted = rgb(0xA3ABB5);
    t.faint = rgb(0x6F7781);
    t.ok = rgb(0x4CC26A);
    t.warning = rgb(0xE5B454);
    t.critical = rgb(0xFF8A80);
    t.info = rgb(0x6CB6FF);
    t.stale = rgb(0xBFA6F0);
    t.unknown = rgb(0xA3ABB5);
    t.primary = rgb(0xE6E8EB);
    t.primaryHover = rgb(0xFFFFFF);
    t.onPrimary = rgb(0x1B1D21);
    t.danger = rgb(0xE05252);
    t.dangerHover = rgb(0xEE6B6B);
    t.onDanger = rgb(0x140303);
    t.focus = rgb(0x6CB6FF);
    t.addedTint = rgb(0x18301F);
    t.removedTint = rgb(0x3A2021);
    t.scrim = QColor(0, 0, 0, 140);
    t.shadow = QColor(0, 0, 0, 110);
    t.environment = {rgb(0x3D8BE0), rgb(0xC08A1E), rgb(0xE05252), rgb(0xA98BE0)};
    t.onEnvironment = rgb(0x0E0F11);
    t.series = {rgb(0x56B4E9), rgb(0xFF9D5C), rgb(0x3FC79A), rgb(0xE79AC4), rgb(0xE69F00), rgb(0xF0E442)};
    return t;
}

} // namespace

Tokens highContrast(Tokens tokens)
{
    tokens.line = tokens.muted;
    tokens.controlLine = tokens.muted;
    tokens.faint = tokens.muted;
    return tokens;
}

QColor blended(const QColor &over, const QColor &under, double amount)
{
    const auto mix = [amount](int a, int b) {
        return static_cast<int>(a * amount + b * (1.0 - amount) + 0.5);
    };
    return QColor(mix(over.red(), under.red()), mix(over.green(), under.green()),
                  mix(over.blue(), under.blue()));
}

QColor Tokens::tint(const QColor &status) const
{
    return blended(status, surface, dark ? 0.16 : 0.09);
}

const Tokens &lightTokens()
{
    static const Tokens tokens = makeLight();
    return tokens;
}

const Tokens &darkTokens()
{
    static const Tokens tokens = makeDark();
    return tokens;
}

} // namespace envdeck::ui
