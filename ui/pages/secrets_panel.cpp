// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/secrets_panel.h"

#include "ui/dialogs/confirm_sheet.h"
#include "ui/pages/settings_key_sheet.h"
#include "ui/text/error_text.h"
#include "ui/text/settings_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/label.h"
#include "ui/widgets/overlay_host.h"
#include "ui/widgets/toast_host.h"

#include <QHeaderView>
#include <QVBoxLayout>

#include <algorithm>

namespace envdeck::ui {

namespace {

constexpr int mostRows = 5; // without scrolling: the variables above need the room

} // namespace

SecretsPanel::SecretsPanel(Page &page, std::unique_ptr<SecretsPresenter> presenter)
    : m_page(page), m_presenter(std::move(presenter)), m_model(new SecretModel(this)),
      m_title(new Label({}, Type::BodyStrong)), m_note(new Label({}, Type::Small, Tone::Muted)),
      m_notice(new Banner(Severity::None, {}, {})), m_table(new DataTable)
{
    m_title->setObjectName(QStringLiteral("secrets.title"));
    m_note->setObjectName(QStringLiteral("secrets.note"));
    m_note->setWordWrap(true);
    m_notice->setObjectName(QStringLiteral("secrets.notice"));
    m_table->setObjectName(QStringLiteral("secrets.table"));
    m_table->setModel(m_model);
    m_table->setRowKind(DataTable::RowKind::LineWithButton);
    m_table->setColumns(
        {{150, false, 0, 260}, {130, false, 0, 300}, {120, false, 620, 220}, {140, true, 0, 0}, {92}, {92}});
    auto *words = new QVBoxLayout;
    words->setContentsMargins(metrics::space3, metrics::space2, metrics::space3, metrics::space2);
    words->setSpacing(0);
    words->addWidget(m_title);
    words->addWidget(m_note);
    words->addSpacing(metrics::space2);
    words->addWidget(m_notice);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, metrics::space2);
    column->setSpacing(0);
    column->addLayout(words);
    column->addWidget(m_table);
    connectParts();
    retranslate();
}

SecretsPanel::~SecretsPanel() = default;

void SecretsPanel::connectParts()
{
    SecretsPresenter *presenter = m_presenter.get();
    const auto named = [this](const QString &name) { return accountName(m_presenter->key(name).kind); };
    connect(presenter, &SecretsPresenter::stateChanged, this, &SecretsPanel::render);
    connect(presenter, &SecretsPresenter::kept, this, [this](const QString &name, bool forThisRunOnly) {
        m_page.toasts()->show(keptText(m_presenter->key(name).kind,
                                       m_presenter->store().value_or(secrets::StoreStatus()),
                                       forThisRunOnly));
    });
    connect(presenter, &SecretsPresenter::keepingFailed, this,
            [this, named](const QString &name, const Error &error) {
                m_page.toasts()->show(errorText(error, Attempt::StoreKey, named(name)).sentence());
            });
    connect(presenter, &SecretsPresenter::removed, this, [this, named](const QString &name) {
        m_page.toasts()->show(tr("%1 was removed").arg(named(name)));
    });
    connect(presenter, &SecretsPresenter::removalFailed, this,
            [this, named](const QString &name, const Error &error) {
                m_page.toasts()->show(tr("%1 could not be removed: %2").arg(named(name), causeText(error)));
            });
    connect(m_table, &DataTable::actionTriggered, this, &SecretsPanel::act);
    connect(m_table, &DataTable::opened, this,
            [this](const QModelIndex &index) { askValue(m_model->row(index)->name); });
}

void SecretsPanel::retranslate()
{
    m_title->setText(tr("Secrets"));
    m_note->setText(
        tr("Given to terraform alone, in its environment, and bound to this repository. They stand "
           "in no file of it, no log and no plan that is shown."));
    m_table->setAccessibleName(tr("Secrets of terraform"));
    m_model->retranslate();
    render();
}

// Of one that is kept: where, and what else gives it.
QString SecretsPanel::placeText(const TerraformSecret &secret) const
{
    const auto kind = m_presenter->store().value_or(secrets::StoreStatus()).kind;
    const QString place = secret.forThisRunOnly || kind == secrets::StoreKind::Session
                              ? tr("Until Envdeck is closed")
                          : kind == secrets::StoreKind::File ? tr("In the secrets file")
                                                             : tr("In the keychain");
    if (!secret.need.file.isEmpty())
        return tr("%1, and %2 sets it too", "a place, a file").arg(place, secret.need.file);
    return secret.inProcess ? tr("%1, instead of the environment", "a place").arg(place) : place;
}

SecretRow SecretsPanel::rowOf(const TerraformSecret &secret) const
{
    SecretRow row;
    row.name = secret.need.name;
    row.usedBy =
        secret.need.variable.isEmpty() ? secret.need.usedBy : tr("variable %1").arg(secret.need.variable);
    row.description = secret.need.description.simplified();
    row.present = secret.state == KeyState::Present || secret.state == KeyState::Moved;
    if (secret.saving) {
        row.status = tr("Saving\u2026");
        row.severity = Severity::Running;
        return row;
    }
    const QString &file = secret.need.file;
    switch (secret.state) {
    case KeyState::Unread: row.status = tr("Reading\u2026"); break;
    case KeyState::Present:
        row.status = placeText(secret);
        if (!file.isEmpty())
            row.severity = Severity::Warning;
        break;
    case KeyState::Missing:
        row.status = !file.isEmpty()        ? tr("Set in %1", "a file").arg(file)
                     : secret.inProcess     ? tr("In the environment of Envdeck")
                     : secret.need.required ? tr("Not set, a plan needs it")
                                            : tr("Not set");
        if (file.isEmpty() && !secret.inProcess && secret.need.required)
            row.severity = Severity::Warning;
        break;
    case KeyState::Moved:
        row.status = tr("Of another repository");
        row.severity = Severity::Critical;
        break;
    case KeyState::Unreadable:
        row.status = tr("Cannot be read");
        row.severity = Severity::Unknown;
        break;
    }
    return row;
}

void SecretsPanel::render()
{
    QList<SecretRow> rows;
    for (const TerraformSecret &secret : m_presenter->secrets())
        rows.append(rowOf(secret));
    m_model->setRows(rows);
    setVisible(!rows.isEmpty());
    renderNotice();
    const int shown = std::clamp(int(rows.size()), 1, mostRows);
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() +
                            shown * m_table->verticalHeader()->defaultSectionSize() +
                            2 * m_table->frameWidth());
}

void SecretsPanel::renderNotice()
{
    for (const TerraformSecret &secret : m_presenter->secrets()) {
        if (!secret.moved)
            continue;
        const StoreTrouble trouble = movedText(m_presenter->key(secret.need.name).kind, *secret.moved);
        m_notice->setWords(Severity::Critical, trouble.title, trouble.detail);
        return m_notice->show();
    }
    const auto &store = m_presenter->store();
    const bool isTrouble = store && store->state != secrets::StoreState::Ready;
    if (isTrouble) {
        const StoreTrouble trouble = storeTrouble(*store);
        m_notice->setWords(Severity::Warning, trouble.title, trouble.detail);
    }
    m_notice->setVisible(isTrouble);
}

void SecretsPanel::act(const QModelIndex &index)
{
    const SecretRow *row = m_model->row(index);
    if (!row)
        return;
    const QString name = row->name;
    index.column() == SecretModel::RemoveColumn ? askRemoval(name) : askValue(name);
}

GuardedAction SecretsPanel::action(const Guard &guard) const
{
    const Environment &environment = *m_presenter->workspace().environment(m_presenter->environment());
    GuardedAction action;
    action.guard = guard;
    action.kind = environment.kind;
    action.hatched = m_presenter->workspace().isLocal();
    action.environment = environment.name;
    return action;
}

void SecretsPanel::askValue(const QString &name)
{
    const TerraformSecret *secret = m_presenter->secret(name);
    OverlayHost *overlay = m_page.overlay();
    if (!secret || secret->saving || overlay->isOpen() || (secret->moved && m_page.refusesChange()))
        return;
    GuardedAction wanted = action(m_presenter->entryGuard(name));
    wanted.title = tr("Value of %1").arg(accountName(m_presenter->key(name).kind));
    wanted.accept = tr("Keep value");
    auto *sheet = new KeySheet(wanted);
    if (secret->moved)
        sheet->addFact(tr("Moved"), movedText(m_presenter->key(name).kind, *secret->moved).title);
    sheet->addFact(tr("Repository"), originText(m_presenter->key(name).origin));
    sheet->addFact(tr("Used by"), rowOf(*secret).usedBy);
    if (!secret->need.description.isEmpty())
        sheet->addFact(tr("Description"), secret->need.description.simplified());
    sheet->addField();
    if (const auto &store = m_presenter->store()) {
        const StoreTrouble trouble = storeTrouble(*store);
        sheet->addFact(tr("Kept in"), trouble.title.isEmpty()
                                          ? storeWord(*store)
                                          : QStringLiteral("%1. %2").arg(trouble.title, trouble.detail));
    }
    sheet->addFact(tr("Effect"), tr("A plan made with the value before cannot be applied any more."));
    connect(sheet, &GuardedSheet::accepted, this,
            [this, name, sheet] { m_presenter->set(name, sheet->takeSecret()); });
    openSheet(overlay, sheet);
}

void SecretsPanel::askRemoval(const QString &name)
{
    OverlayHost *overlay = m_page.overlay();
    if (overlay->isOpen() || m_page.refusesChange())
        return;
    GuardedAction wanted = action(m_presenter->removalGuard());
    wanted.title = tr("Remove %1").arg(accountName(m_presenter->key(name).kind));
    wanted.accept = tr("Remove value");
    wanted.destructive = true;
    auto *sheet = new ConfirmSheet(
        wanted, tr("Envdeck forgets the value, in the store and in memory. It stays valid where it was made: "
                   "revoke it there too. A plan made with it cannot be applied any more."));
    connect(sheet, &GuardedSheet::accepted, this, [this, name] { m_presenter->remove(name); });
    openSheet(overlay, sheet);
}

} // namespace envdeck::ui
