// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings_shortcuts.h"

#include "ui/models/cells.h"
#include "ui/pages/settings_form.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/label.h"

#include <QStandardItemModel>

namespace envdeck::ui {

namespace {

QStandardItem *itemOf(const StatusCell &cell)
{
    auto *item = new QStandardItem(cell.text);
    item->setData(QVariant::fromValue(cell), StatusCellRole);
    item->setData(cell.spoken(), Qt::AccessibleTextRole);
    return item;
}

QString keysOf(const Command &command)
{
    QStringList keys{command.shortcut.toString(QKeySequence::NativeText)};
    for (const QKeySequence &other : command.otherShortcuts)
        keys.append(other.toString(QKeySequence::NativeText));
    keys.removeAll(QString());
    return keys.join(QStringLiteral(", "));
}

} // namespace

ShortcutsSettings::ShortcutsSettings(Page &page)
    : SettingsSection(page), m_model(new QStandardItemModel(this)), m_table(new DataTable),
      m_note(new Label({}, Type::Small, Tone::Muted))
{
    m_table->setObjectName(QStringLiteral("shortcuts.table"));
    m_model->setColumnCount(2);
    m_table->setModel(m_model);
    m_table->setColumns({{220, true}, {220}});
    layOut(m_note, m_table);
}

bool ShortcutsSettings::filter(const QString &text)
{
    m_filter = text;
    fill();
    return text.isEmpty() || m_model->rowCount() > 0;
}

void ShortcutsSettings::retranslate()
{
    m_table->setAccessibleName(title());
    m_note->setText(tr("Of the window, on every page. F1 shows those of the page in view too."));
    m_model->setHorizontalHeaderLabels({tr("Command"), tr("Keys")});
    fill();
}

// The window's own set; those of a page come and go with it.
void ShortcutsSettings::fill()
{
    m_model->setRowCount(0);
    auto *mainWindow = qobject_cast<MainWindow *>(window());
    if (!mainWindow)
        return;
    for (const Command &command : mainWindow->commands().commands()) {
        const QString keys = keysOf(command);
        if (keys.isEmpty() || !holdsText({command.title, keys}, m_filter))
            continue;
        m_model->appendRow(
            {itemOf({StatusCell::Kind::Text, command.title}), itemOf({StatusCell::Kind::Code, keys})});
    }
}

} // namespace envdeck::ui
