// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QObject>
#include <memory>

class QApplication;
class QTranslator;

namespace envdeck::ui {

class SettingsStore;

// The personal choices of look and language: applied at once in every open window, kept in the personal
// store. Made once by the composition root, before the first window; the Settings page changes it.
class Appearance final : public QObject {
    Q_OBJECT

public:
    // `store` outlives this. Translations are looked up as :/i18n/envdeck_<language>.qm.
    Appearance(QApplication &application, SettingsStore &store, QObject *parent = nullptr);
    ~Appearance() override;

    ColorMode colorMode() const;
    void setColorMode(ColorMode mode);
    Density density() const;
    void setDensity(Density density);
    int textPercent() const; // 80 to 200
    void setTextPercent(int percent);
    QString language() const; // "en", "zh_CN"; "" follows the system
    void setLanguage(const QString &language);
    bool utcTimes() const; // times of day in UTC instead of local time
    void setUtcTimes(bool utc);
    static QStringList languages();                  // those that are complete
    SettingsStore &store() const { return m_store; } // where other personal settings lie too

Q_SIGNALS:
    void changed();

private:
    void applyLanguage();

    SettingsStore &m_store;
    Theme m_theme;
    std::unique_ptr<QTranslator> m_translator;
    QString m_language;
};

} // namespace envdeck::ui
