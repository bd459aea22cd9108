// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/guarded_sheet.h"
#include "ui/models/secret_model.h"
#include "ui/presenters/secrets_presenter.h"
#include "ui/shell/page.h"

namespace envdeck::ui {

class Banner;
class DataTable;
class Label;

// The secrets of the terraform of the environment in view: whether each is kept; entered, replaced and
// removed here. Hidden where the code asks for none.
class SecretsPanel final : public QWidget {
    Q_OBJECT

public:
    SecretsPanel(Page &page, std::unique_ptr<SecretsPresenter> presenter);
    ~SecretsPanel() override;

    SecretsPresenter &presenter() { return *m_presenter; }
    void retranslate();

private:
    void connectParts();
    void render();
    void renderNotice();
    QString placeText(const TerraformSecret &secret) const;
    SecretRow rowOf(const TerraformSecret &secret) const;
    void act(const QModelIndex &index);
    GuardedAction action(const Guard &guard) const; // without its words
    void askValue(const QString &name);
    void askRemoval(const QString &name);

    Page &m_page;
    std::unique_ptr<SecretsPresenter> m_presenter;
    SecretModel *m_model;
    Label *m_title;
    Label *m_note;
    Banner *m_notice;
    DataTable *m_table;
};

} // namespace envdeck::ui
