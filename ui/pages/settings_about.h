// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/settings_section.h"

class QPushButton;

namespace envdeck::ui {

class Label;
class SettingsForm;

// Version, licence, and what the program is made of.
class AboutSettings final : public SettingsSection {
    Q_OBJECT

public:
    explicit AboutSettings(Page &page);

    QString key() const override { return QStringLiteral("about"); }
    QString title() const override { return tr("About"); }
    QString englishTitle() const override { return QStringLiteral("About"); }
    QString icon() const override { return QStringLiteral("workspace"); }
    bool filter(const QString &text) override;
    void retranslate() override;

private:
    QString report() const;

    SettingsForm *m_form;
    Label *m_version;
    Label *m_qt;
    Label *m_system;
    Label *m_licence;
    QPushButton *m_copy;
    QList<Label *> m_parts;
};

} // namespace envdeck::ui
