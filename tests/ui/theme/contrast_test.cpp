// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/tokens.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

// Every pair of colours that carries text, status or a control's edge, measured as WCAG 2.1 defines contrast.
namespace envdeck::ui {
namespace {

double luminance(const QColor &color)
{
    const auto linear = [](double c) {
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a) + 0.05;
    const double second = luminance(b) + 0.05;
    return std::max(first, second) / std::min(first, second);
}

struct Named {
    const char *name;
    QColor color;
};

class Contrast : public ::testing::TestWithParam<const char *> {
protected:
    Tokens t = GetParam() == std::string("light")           ? lightTokens()
               : GetParam() == std::string("dark")          ? darkTokens()
               : GetParam() == std::string("light, strong") ? highContrast(lightTokens())
                                                            : highContrast(darkTokens());
    QList<Named> statuses{
        {"ok", t.ok}, {"warning", t.warning}, {"critical", t.critical}, {"info", t.info}, {"stale", t.stale}};
    QList<Named> backs{{"canvas", t.canvas}, {"surface", t.surface}, {"sunken", t.sunken},
                       {"raised", t.raised}, {"hover", t.hover},     {"selected", t.selected}};

    void expectAtLeast(double least, const QColor &front, const QColor &back, const std::string &name)
    {
        EXPECT_GE(contrast(front, back), least) << name;
    }
};

TEST_P(Contrast, TextAndStatusAreReadOnEverySurface)
{
    QList<Named> fronts = statuses;
    fronts << Named{"text", t.text} << Named{"muted", t.muted};
    for (const Named &front : fronts) {
        for (const Named &back : backs)
            expectAtLeast(4.5, front.color, back.color, std::string(front.name) + " on " + back.name);
    }
}

TEST_P(Contrast, StatusAndTextAreReadOnTints)
{
    for (const Named &status : statuses) {
        const QColor tint = t.tint(status.color);
        expectAtLeast(4.5, status.color, tint, std::string(status.name) + " on its tint");
        expectAtLeast(7.0, t.text, tint, std::string("text on the tint of ") + status.name);
        expectAtLeast(4.5, t.muted, tint, std::string("muted on the tint of ") + status.name);
    }
    expectAtLeast(7.0, t.text, t.addedTint, "text on added");
    expectAtLeast(7.0, t.text, t.removedTint, "text on removed");
    expectAtLeast(4.5, t.ok, t.addedTint, "+ on added");
    expectAtLeast(4.5, t.critical, t.removedTint, "- on removed");
}

TEST_P(Contrast, ButtonsRingsAndEdgesAreSeen)
{
    expectAtLeast(7.0, t.onPrimary, t.primary, "primary button");
    expectAtLeast(7.0, t.onPrimary, t.primaryHover, "primary button, hover");
    expectAtLeast(4.5, t.onDanger, t.danger, "danger button");
    expectAtLeast(4.5, t.onDanger, t.dangerHover, "danger button, hover");
    for (const QColor &back : {t.surface, t.canvas, t.raised})
        expectAtLeast(3.0, t.focus, back, "focus ring");
    expectAtLeast(3.0, t.faint, t.surface, "check box edge");
}

TEST_P(Contrast, EnvironmentsAndSeriesAreTold)
{
    for (const QColor &environment : t.environment) {
        expectAtLeast(4.5, t.onEnvironment, environment, "text on an environment");
        expectAtLeast(3.0, environment, t.surface, "environment on surface");
    }
    for (const QColor &series : t.series)
        expectAtLeast(3.0, series, t.surface, "series on surface");
}

TEST_P(Contrast, StrongThemesHaveStrongLines)
{
    if (std::string(GetParam()).find("strong") == std::string::npos)
        GTEST_SKIP() << "lines are quiet on purpose in the other themes";
    for (const QColor &line : {t.line, t.controlLine, t.faint})
        expectAtLeast(4.5, line, t.surface, "line on surface");
}

INSTANTIATE_TEST_SUITE_P(Themes, Contrast,
                         ::testing::Values("light", "dark", "light, strong", "dark, strong"),
                         [](const auto &parameter) {
                             return std::string("Theme") + std::to_string(parameter.index);
                         });

} // namespace
} // namespace envdeck::ui
