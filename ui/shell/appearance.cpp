// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/appearance.h"

#include "ui/presenters/settings_store.h"
#include "ui/text/time_text.h"
#include "ui/theme/fonts.h"

#include <QApplication>
#include <QEvent>
#include <QLocale>
#include <QTranslator>

#include <array>
#include <cmath>

namespace envdeck::ui {

namespace {

const QString themeKey = QStringLiteral("appearance/theme");
const QString densityKey = QStringLiteral("appearance/density");
const QString textKey = QStringLiteral("appearance/textPercent");
const QString utcKey = QStringLiteral("appearance/utc");
const QString languageKey = QStringLiteral("appearance/language");

struct ModeName {
    ColorMode mode;
    const char *name;
};
constexpr std::array modeNames{ModeName{ColorMode::System, "system"}, ModeName{ColorMode::Light, "light"},
                               ModeName{ColorMode::Dark, "dark"},
                               ModeName{ColorMode::HighContrast, "high-contrast"}};

ColorMode storedMode(const SettingsStore &store)
{
    const QString stored = store.read(themeKey).toString();
    for (const ModeName &known : modeNames) {
        if (stored == QLatin1String(known.name))
            return known.mode;
    }
    return ColorMode::System;
}

} // namespace

Appearance::Appearance(QApplication &application, SettingsStore &store, QObject *parent)
    : QObject(parent), m_store(store), m_theme(application, storedMode(store)),
      m_translator(std::make_unique<QTranslator>()), m_language(store.read(languageKey).toString())
{
    m_theme.setDensity(store.read(densityKey).toString() == QLatin1String("compact") ? Density::Compact
                                                                                     : Density::Comfortable);
    m_theme.setTextScale(store.read(textKey, 100).toInt() / 100.0);
    setTimesInUtc(store.read(utcKey, false).toBool());
    connect(&m_theme, &Theme::changed, this, &Appearance::changed);
    applyLanguage();
}

Appearance::~Appearance() = default;

ColorMode Appearance::colorMode() const
{
    return m_theme.mode();
}

void Appearance::setColorMode(ColorMode mode)
{
    for (const ModeName &known : modeNames) {
        if (known.mode == mode)
            m_store.write(themeKey, QString::fromLatin1(known.name));
    }
    m_theme.setMode(mode);
}

Density Appearance::density() const
{
    return m_theme.density();
}

void Appearance::setDensity(Density density)
{
    m_store.write(densityKey,
                  density == Density::Compact ? QStringLiteral("compact") : QStringLiteral("comfortable"));
    m_theme.setDensity(density);
}

int Appearance::textPercent() const
{
    return static_cast<int>(std::lround(textScale() * 100));
}

void Appearance::setTextPercent(int percent)
{
    const int kept = qBound(80, percent, 200);
    m_store.write(textKey, kept);
    m_theme.setTextScale(kept / 100.0);
}

QString Appearance::language() const
{
    return m_language;
}

void Appearance::setLanguage(const QString &language)
{
    if (language == m_language)
        return;
    m_language = language;
    m_store.write(languageKey, language);
    applyLanguage();
    Q_EMIT changed();
}

bool Appearance::utcTimes() const
{
    return timesInUtc();
}

void Appearance::setUtcTimes(bool utc)
{
    if (utc == utcTimes())
        return;
    m_store.write(utcKey, utc);
    setTimesInUtc(utc);
    QEvent wordsAgain(QEvent::LanguageChange);
    QCoreApplication::sendEvent(qApp, &wordsAgain); // hands it to every window, as a new translation does
    Q_EMIT changed();
}

QStringList Appearance::languages()
{
    return {QStringLiteral("en"), QStringLiteral("zh_CN")};
}

// Installing or removing a translator sends LanguageChange to every widget.
void Appearance::applyLanguage()
{
    const QString wanted = m_language.isEmpty() ? QLocale::system().name() : m_language;
    // English has a file too: it holds the plural forms.
    const QString name =
        wanted.startsWith(QLatin1String("zh")) ? QStringLiteral("zh_CN") : QStringLiteral("en");
    QLocale::setDefault(m_language.isEmpty() ? QLocale::system() : QLocale(m_language));
    QCoreApplication::removeTranslator(m_translator.get());
    m_translator = std::make_unique<QTranslator>();
    if (m_translator->load(QStringLiteral(":/i18n/envdeck_%1.qm").arg(name)))
        QCoreApplication::installTranslator(m_translator.get());
}

} // namespace envdeck::ui
