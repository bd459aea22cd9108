// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings_general.h"

#include "ui/pages/settings_form.h"
#include "ui/pages/settings_program.h"
#include "ui/shell/appearance.h"
#include "ui/widgets/segmented.h"

#include <QComboBox>
#include <QVBoxLayout>

#include <array>

namespace envdeck::ui {

namespace {

enum GeneralRow { LanguageRow, ThemeRow, TextRow, DensityRow, TimesRow, ProgramRow };

constexpr std::array themeChoices{ColorMode::System, ColorMode::Light, ColorMode::Dark,
                                  ColorMode::HighContrast};
constexpr std::array densityChoices{Density::Comfortable, Density::Compact};
constexpr std::array textChoices{80, 90, 100, 110, 120, 130, 150, 175, 200};

template <typename Choices, typename Value>
int choiceOf(const Choices &choices, Value value)
{
    return static_cast<int>(std::find(choices.begin(), choices.end(), value) - choices.begin());
}

// In its own words, so that whoever needs it can find it.
QString languageName(const QString &language)
{
    return language == QLatin1String("zh_CN") ? QStringLiteral("\u7b80\u4f53\u4e2d\u6587")
                                              : QStringLiteral("English");
}

} // namespace

GeneralSettings::GeneralSettings(Page &page, Appearance &appearance,
                                 std::unique_ptr<ProgramPresenter> program)
    : SettingsSection(page), m_appearance(appearance), m_form(new SettingsForm), m_language(new QComboBox),
      m_theme(new Segmented(QStringList(4))), m_text(new QComboBox), m_density(new Segmented(QStringList(2))),
      m_times(new Segmented(QStringList(2))), m_program(new ProgramField(std::move(program)))
{
    m_language->setObjectName(QStringLiteral("settings.language"));
    m_language->addItem({}, QString());
    for (const QString &language : Appearance::languages())
        m_language->addItem(languageName(language), language);
    m_theme->setObjectName(QStringLiteral("settings.theme"));
    m_text->setObjectName(QStringLiteral("settings.textSize"));
    for (const int percent : textChoices)
        m_text->addItem({}, percent);
    m_density->setObjectName(QStringLiteral("settings.density"));
    m_times->setObjectName(QStringLiteral("settings.times"));
    for (QWidget *control : {static_cast<QWidget *>(m_language), static_cast<QWidget *>(m_theme),
                             static_cast<QWidget *>(m_text), static_cast<QWidget *>(m_density),
                             static_cast<QWidget *>(m_times), static_cast<QWidget *>(m_program)})
        m_form->addRow(control);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_form);

    connect(m_language, &QComboBox::activated, this,
            [this](int index) { m_appearance.setLanguage(m_language->itemData(index).toString()); });
    connect(m_theme, &Segmented::currentChanged, this,
            [this](int index) { m_appearance.setColorMode(themeChoices.at(std::size_t(index))); });
    connect(m_text, &QComboBox::activated, this,
            [this](int index) { m_appearance.setTextPercent(m_text->itemData(index).toInt()); });
    connect(m_density, &Segmented::currentChanged, this,
            [this](int index) { m_appearance.setDensity(densityChoices.at(std::size_t(index))); });
    connect(m_times, &Segmented::currentChanged, this,
            [this](int index) { m_appearance.setUtcTimes(index == 1); });
    connect(&m_appearance, &Appearance::changed, this, &GeneralSettings::render);
}

bool GeneralSettings::filter(const QString &text)
{
    return m_form->filter(text);
}

void GeneralSettings::retranslate()
{
    m_form->setWords(LanguageRow, tr("Language"), tr("Names, commands and log text stay as they are."));
    m_form->setWords(ThemeRow, tr("Theme"),
                     tr("System follows the desktop. High contrast draws every edge as strong as text."));
    m_form->setWords(TextRow, tr("Text size"),
                     tr("Of everything in the window; rows and columns grow with it."));
    m_form->setWords(DensityRow, tr("Density"), tr("How high the rows of tables are."));
    m_form->setWords(TimesRow, tr("Times"),
                     tr("Of the clock, everywhere in the window. What is exported names its zone anyway."));
    m_form->setWords(ProgramRow, tr("Terraform program"),
                     tr("Path of terraform or tofu on this machine; empty for the one in PATH."));
    m_program->retranslate();
    m_times->setChoices({tr("Local"), tr("UTC")});
    m_language->setItemText(0, tr("As the system"));
    m_theme->setChoices({tr("System"), tr("Light"), tr("Dark"), tr("High contrast")});
    m_density->setChoices({tr("Comfortable"), tr("Compact")});
    for (int i = 0; i < m_text->count(); ++i)
        m_text->setItemText(i, tr("%1 %").arg(m_text->itemData(i).toInt()));
    render();
}

void GeneralSettings::refresh()
{
    m_program->refresh();
}

// Another window may have changed them.
void GeneralSettings::render()
{
    m_language->setCurrentIndex(qMax(0, m_language->findData(m_appearance.language())));
    m_theme->setCurrent(choiceOf(themeChoices, m_appearance.colorMode()));
    m_density->setCurrent(choiceOf(densityChoices, m_appearance.density()));
    m_times->setCurrent(m_appearance.utcTimes() ? 1 : 0);
    const int percent = m_appearance.textPercent();
    if (m_text->findData(percent) < 0)
        m_text->addItem(tr("%1 %").arg(percent), percent);
    m_text->setCurrentIndex(m_text->findData(percent));
}

} // namespace envdeck::ui
