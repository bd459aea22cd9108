// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/settings_section.h"
#include "ui/presenters/data_presenter.h"

namespace envdeck::ui {

class Label;
class SettingsForm;

// What Envdeck keeps on this machine, where, and how much it is.
class DataSettings final : public SettingsSection {
    Q_OBJECT

public:
    DataSettings(Page &page, std::unique_ptr<DataPresenter> presenter);
    ~DataSettings() override;

    QString key() const override { return QStringLiteral("data"); }
    QString title() const override { return tr("Data on this machine"); }
    QString englishTitle() const override { return QStringLiteral("Data on this machine"); }
    QString icon() const override { return QStringLiteral("database"); }
    bool filter(const QString &text) override;
    void retranslate() override;
    void refresh() override { m_presenter->refresh(); }

private:
    void render();

    std::unique_ptr<DataPresenter> m_presenter;
    SettingsForm *m_form;
    QList<Label *> m_sizes; // by place
};

} // namespace envdeck::ui
