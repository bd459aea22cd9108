// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/sample_page.h"

#include "ui/models/cells.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/page_header.h"

#include <QLineEdit>
#include <QPushButton>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace envdeck::testing {

namespace {

using ui::Severity;
using Kind = ui::StatusCell::Kind;

void addRow(QStandardItemModel *model, const QList<ui::StatusCell> &cells)
{
    QList<QStandardItem *> items;
    for (const ui::StatusCell &cell : cells) {
        auto *item = new QStandardItem(cell.text);
        item->setData(QVariant::fromValue(cell), ui::StatusCellRole);
        item->setData(cell.spoken(), Qt::AccessibleTextRole);
        items.append(item);
    }
    model->appendRow(items);
}

QStandardItemModel *sampleModel(QObject *parent)
{
    const auto s = [](const char *text) { return QString::fromUtf8(text); };
    auto *model = new QStandardItemModel(parent);
    model->setHorizontalHeaderLabels(
        {s("State"), s("Version"), s("Change"), s("When"), s("Error then"), s("")});
    addRow(model, {{Kind::Status, s("Current, degraded"), {}, Severity::Critical},
                   {Kind::Version, s("v1.3.8"), s("a91f03c"), Severity::None, true, true},
                   {Kind::Text, s("Retry payments once"), {}},
                   {Kind::Text, s("9 min ago"), {}},
                   {Kind::Number, s("2.4 %"), {}, Severity::Critical},
                   {Kind::Action, {}, {}}});
    addRow(model, {{Kind::Status, s("Healthy"), {}, Severity::Ok},
                   {Kind::Version, s("v1.3.7"), s("77c0b1e"), Severity::None, true, true},
                   {Kind::Text, s("Log the payment provider's answer"), {}},
                   {Kind::Text, s("2 d ago"), {}},
                   {Kind::Number, s("0.1 %"), {}},
                   {Kind::Action, s("Roll back"), {}}});
    addRow(model, {{Kind::Status, s("Failed"), {}, Severity::Critical},
                   {Kind::Version, s("v1.3.5"), {}, Severity::None, true, true},
                   {Kind::Text, s("Move uploads to the worker"), {}},
                   {Kind::Text, s("3 d ago"), {}},
                   {Kind::Number, s("\u2013"), {}},
                   {Kind::Action, s("image missing"), {}, Severity::None, false}});
    model->setHeaderData(4, Qt::Horizontal, int(Qt::AlignRight | Qt::AlignVCenter), Qt::TextAlignmentRole);
    return model;
}

} // namespace

SamplePage::SamplePage(const QString &id, const QString &title, QWidget *parent)
    : Page(parent), m_id(id), m_title(title), m_header(new ui::PageHeader(title)), m_filter(new QLineEdit),
      m_table(new ui::DataTable)
{
    m_header->setFreshness({QStringLiteral("Updated 12 s ago"), {}, Severity::None});
    m_header->setPrimary(m_header->addAction(QStringLiteral("Deploy\u2026"), QStringLiteral("deployments")));
    m_filter->setPlaceholderText(QStringLiteral("Filter by version, person or commit"));
    m_filter->setAccessibleName(QStringLiteral("Filter"));
    m_filter->setMaximumWidth(280);
    m_table->setObjectName(QStringLiteral("sample.table"));
    m_table->setAccessibleName(QStringLiteral("Deployments"));
    m_table->setModel(sampleModel(m_table));
    m_table->setRowKind(ui::DataTable::RowKind::LineWithButton);
    m_table->setColumns({{164}, {150}, {200, true}, {110}, {110, false, 700}, {130}});
    connect(m_table, &ui::DataTable::actionTriggered, this, [this] { ++rollbacks; });
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(ui::metrics::pageMargin, ui::metrics::space3, ui::metrics::pageMargin,
                            ui::metrics::space3);
    bar->addWidget(m_filter);
    bar->addStretch(1);
    auto *body = new QVBoxLayout;
    body->setContentsMargins(ui::metrics::space3, 0, ui::metrics::space3, 0);
    body->addWidget(m_table);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addLayout(bar);
    column->addLayout(body, 1);
}

ui::PageSpec SamplePage::spec(const QString &id, const QString &title, const QString &icon, int group,
                              bool all)
{
    return {id,
            [title] { return title; },
            title,
            icon,
            group,
            all,
            [id, title](QWidget *parent) -> ui::Page * { return new SamplePage(id, title, parent); }};
}

void SamplePage::setScope(const ui::Scope &newScope)
{
    scope = newScope;
    m_header->setContext(scope.environment.value_or(QString()));
}

bool SamplePage::focusSearch()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    return true;
}

QList<ui::Command> SamplePage::commands() const
{
    ui::Command command;
    command.id = m_id + QStringLiteral(".rollback");
    command.title = QStringLiteral("Roll back api\u2026");
    command.englishTitle = command.title;
    command.icon = QStringLiteral("rollback");
    command.context = scope.environment.value_or(QString());
    command.shortcut = QKeySequence(QStringLiteral("Ctrl+Shift+B"));
    command.risk = Risk::R2;
    command.trigger = [this] { ++const_cast<SamplePage *>(this)->rollbacks; };
    return {command};
}

} // namespace envdeck::testing
