// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/settings_section.h"

class QComboBox;

namespace envdeck::ui {

class Appearance;
class ProgramField;
class ProgramPresenter;
class Segmented;
class SettingsForm;

// Language, colours, text size, density and the terraform program: personal, in force at once in every open
// window.
class GeneralSettings final : public SettingsSection {
    Q_OBJECT

public:
    // `appearance` outlives it.
    GeneralSettings(Page &page, Appearance &appearance, std::unique_ptr<ProgramPresenter> program);

    QString key() const override { return QStringLiteral("general"); }
    QString title() const override { return tr("General"); }
    QString englishTitle() const override { return QStringLiteral("General"); }
    QString icon() const override { return QStringLiteral("settings"); }
    bool filter(const QString &text) override;
    void retranslate() override;
    void refresh() override;

private:
    void render();

    Appearance &m_appearance;
    SettingsForm *m_form;
    QComboBox *m_language;
    Segmented *m_theme;
    QComboBox *m_text;
    Segmented *m_density;
    Segmented *m_times;
    ProgramField *m_program;
};

} // namespace envdeck::ui
