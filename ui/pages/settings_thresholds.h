// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/settings_section.h"
#include "ui/presenters/thresholds_presenter.h"

class QDoubleSpinBox;
class QPushButton;

namespace envdeck::ui {

class Banner;
class Label;
class SettingsForm;

// What counts as too much, for everybody: shown as envdeck.yaml says it at the head of the branch, changed by
// a commit.
class ThresholdsSettings final : public SettingsSection {
    Q_OBJECT

public:
    ThresholdsSettings(Page &page, std::unique_ptr<ThresholdsPresenter> presenter);
    ~ThresholdsSettings() override;

    QString key() const override { return QStringLiteral("thresholds"); }
    QString title() const override { return tr("Thresholds"); }
    QString englishTitle() const override { return QStringLiteral("Thresholds"); }
    QString icon() const override { return QStringLiteral("metrics"); }
    bool filter(const QString &text) override;
    void retranslate() override;
    void refresh() override { m_presenter->refresh(); }

private:
    Thresholds shown() const; // as the fields say
    void takeShared();
    void render();
    void renderNotice();
    void renderButtons();
    QString originOf(const QString &key) const;
    void askChange();
    void takeStep();

    std::unique_ptr<ThresholdsPresenter> m_presenter;
    SettingsForm *m_form;
    QList<QDoubleSpinBox *> m_fields; // in the order of workspace::thresholdSpecs()
    QByteArray m_taken;               // the file whose values the fields started from
    Banner *m_notice;
    QPushButton *m_step; // what the notice leads to: another try, or the checkout read again
    Label *m_source;
    QPushButton *m_discard;
    QPushButton *m_review;
};

} // namespace envdeck::ui
