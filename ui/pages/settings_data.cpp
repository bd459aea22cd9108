// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings_data.h"

#include "ui/pages/settings_form.h"
#include "ui/text/number_text.h"
#include "ui/widgets/label.h"

#include <QVBoxLayout>

namespace envdeck::ui {

namespace {

QString placeName(const QString &id)
{
    if (id == QLatin1String("clone"))
        return DataSettings::tr("Clone of the repository");
    if (id == QLatin1String("runs"))
        return DataSettings::tr("Terraform's plans and runs");
    if (id == QLatin1String("journal"))
        return DataSettings::tr("Journal and job logs");
    if (id == QLatin1String("snapshots"))
        return DataSettings::tr("Last known state of the pages");
    return id == QLatin1String("settings") ? DataSettings::tr("Personal settings") : id;
}

QString placeMeaning(const QString &id)
{
    if (id == QLatin1String("clone"))
        return DataSettings::tr("Fetched again when it is missing.");
    if (id == QLatin1String("runs"))
        return DataSettings::tr("Plans that wait to be applied, and providers.");
    if (id == QLatin1String("journal"))
        return DataSettings::tr("What was done, by whom. Never removed by Envdeck.");
    if (id == QLatin1String("snapshots"))
        return DataSettings::tr("Shown, with its age, before the first answers come.");
    return {};
}

} // namespace

DataSettings::DataSettings(Page &page, std::unique_ptr<DataPresenter> presenter)
    : SettingsSection(page), m_presenter(std::move(presenter)), m_form(new SettingsForm)
{
    for (const DataPlace &place : m_presenter->places()) {
        m_sizes.append(new Label);
        m_sizes.last()->setObjectName(QStringLiteral("data.") + place.id);
        m_form->addRow(m_sizes.last());
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_form);
    connect(m_presenter.get(), &DataPresenter::changed, this, &DataSettings::render);
}

DataSettings::~DataSettings() = default;

bool DataSettings::filter(const QString &text)
{
    return m_form->filter(text);
}

void DataSettings::retranslate()
{
    for (qsizetype i = 0; i < m_sizes.size(); ++i) {
        const DataPlace &place = m_presenter->places().at(i);
        m_form->setWords(
            static_cast<int>(i), placeName(place.id),
            QStringLiteral("%1\n%2").arg(placeMeaning(place.id), place.paths.value(0)).trimmed());
    }
    render();
}

void DataSettings::render()
{
    for (qsizetype i = 0; i < m_sizes.size(); ++i) {
        const auto &bytes = m_presenter->places().at(i).bytes;
        m_sizes.at(i)->setText(bytes ? sizeText(*bytes) : tr("Measuring\u2026"));
    }
}

} // namespace envdeck::ui
