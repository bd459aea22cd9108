// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/trouble_detail.h"

#include "ui/models/finding_model.h"
#include "ui/models/trouble_container_model.h"
#include "ui/text/trouble_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace envdeck::ui {

namespace {

constexpr int containersShown = 4; // more of them scroll

} // namespace

TroubleDetail::TroubleDetail(QWidget *parent)
    : QWidget(parent), m_title(new Label({}, Type::BodyStrong)),
      m_note(new Label({}, Type::Body, Tone::Muted)), m_key(new QPushButton),
      m_findings(new FindingModel(this)), m_findingTable(new DataTable),
      m_containers(new TroubleContainerModel(this)), m_containerTable(new DataTable),
      m_where(new Label({}, Type::Small, Tone::Muted)), m_command(new Label({}, Type::Code)),
      m_copy(new QPushButton)
{
    m_title->setObjectName(QStringLiteral("trouble.stepTitle"));
    m_note->setObjectName(QStringLiteral("trouble.stepNote"));
    m_note->setWordWrap(true);
    m_key->setObjectName(QStringLiteral("trouble.key"));
    m_key->setIcon(themedIcon(QStringLiteral("key")));
    m_findings->setActions(offered());
    m_findings->setPlaces(true);
    m_findingTable->setObjectName(QStringLiteral("trouble.findings"));
    m_findingTable->setModel(m_findings);
    m_findingTable->setSelectionMode(QAbstractItemView::SingleSelection);
    m_findingTable->setRowKind(DataTable::RowKind::LineWithButton);
    m_findingTable->setColumns({{128, false, 0, 170},
                                {300, true, 0},
                                {180, false, 760, 300},
                                {180, false, 980, 340},
                                {110, false, 0, 180}});
    m_containerTable->setObjectName(QStringLiteral("trouble.containers"));
    m_containerTable->setModel(m_containers);
    m_containerTable->setColumns({{170, true, 0},
                                  {90, false, 700, 140},
                                  {130, false, 0, 200},
                                  {56, false, 0},
                                  {84, false, 640, 110},
                                  {220, false, 900, 380}});
    auto *head = new QHBoxLayout;
    head->setContentsMargins(metrics::space3, metrics::space4, metrics::space3, metrics::space1);
    head->addWidget(m_title);
    head->addWidget(m_note, 1);
    head->addWidget(m_key);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::space3, 0, metrics::space3, metrics::space3);
    column->setSpacing(metrics::space1);
    column->addLayout(head);
    column->addWidget(m_findingTable, 3);
    column->addWidget(m_containerTable, 2);
    m_commandBar = buildCommand();
    column->addWidget(m_commandBar);
    column->addStretch(0);
    connect(m_findingTable->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &TroubleDetail::renderCommand);
    const auto act = [this](const QModelIndex &index) {
        const Finding *finding = m_findings->row(index);
        if (finding && offered().contains(finding->action))
            Q_EMIT actionChosen(finding->action, *finding);
    };
    connect(m_findingTable, &DataTable::actionTriggered, this, act);
    connect(m_findingTable, &DataTable::opened, this, act);
    connect(m_key, &QPushButton::clicked, this, [this] { Q_EMIT keyAsked(QStringLiteral("signoz")); });
}

QWidget *TroubleDetail::buildCommand()
{
    m_command->setObjectName(QStringLiteral("trouble.command"));
    m_command->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_copy->setObjectName(QStringLiteral("trouble.copyCommand"));
    m_copy->setIcon(themedIcon(QStringLiteral("copy")));
    setVariant(m_copy, ButtonVariant::Quiet);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_command->text());
        Q_EMIT copied(tr("Copied the command"));
    });
    auto *bar = new QWidget;
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(metrics::space3, metrics::space1, metrics::space3, 0);
    row->setSpacing(metrics::space2);
    row->addWidget(m_where);
    row->addWidget(m_command, 1);
    row->addWidget(m_copy);
    return bar;
}

QList<NextAction> TroubleDetail::offered()
{
    return {NextAction::OpenLogs,  NextAction::RestartContainer, NextAction::RaiseMemoryLimit,
            NextAction::RollBack,  NextAction::Deploy,           NextAction::PruneImages,
            NextAction::OpenHost,  NextAction::Reboot,           NextAction::OpenMetrics,
            NextAction::LookAtKey, NextAction::OpenAccounts};
}

void TroubleDetail::setStep(const troubleshooting::StepReport &step)
{
    const bool another = step.id != m_step.id;
    m_step = step;
    if (another)
        m_findingTable->clearSelection();
    render();
}

void TroubleDetail::retranslate()
{
    m_findingTable->setAccessibleName(tr("What was found"));
    m_containerTable->setAccessibleName(tr("Containers of the app"));
    m_copy->setText(tr("Copy"));
    m_copy->setAccessibleName(tr("Copy the command"));
    m_key->setText(tr("Replace key\u2026"));
    m_findings->retranslate();
    m_containers->retranslate();
    render();
}

void TroubleDetail::render()
{
    m_title->setText(troubleStepTitle(m_step.id));
    const auto &findings = m_step.answer.findings;
    m_note->setText(m_step.state == troubleshooting::StepProgress::Running ? tr("Looking\u2026")
                    : findings.isEmpty()                                   ? troubleStepText(m_step)
                                                                           : QString());
    m_key->setVisible(m_step.error && m_step.error->code == ErrorCode::Unauthorized &&
                      m_step.id == troubleshooting::StepId::Traces);
    m_containers->setRows(m_step.answer.containers);
    m_containerTable->setVisible(!m_step.answer.containers.isEmpty());
    const int shown = std::min(containersShown, m_containers->rowCount());
    const int heading = m_containerTable->horizontalHeader()->sizeHint().height() + 2;
    const int row = shown > 0 ? m_containerTable->rowHeight(0) : 0;
    m_containerTable->setMinimumHeight(heading + row);
    m_containerTable->setMaximumHeight(heading + row * shown);
    m_findings->setRows(findings);
    m_findingTable->setVisible(!findings.isEmpty());
    if (!findings.isEmpty() && m_findingTable->selectedRow() < 0)
        m_findingTable->selectRow(0);
    renderCommand();
}

const Finding *TroubleDetail::chosen() const
{
    const int row = m_findingTable->selectedRow();
    return row < 0 ? nullptr : &m_findings->rows().at(row);
}

void TroubleDetail::renderCommand()
{
    const Finding *finding = chosen();
    const bool has = finding && !finding->command.isEmpty();
    m_commandBar->setVisible(has);
    if (!has)
        return;
    m_where->setText(finding->host.isEmpty() ? tr("To look yourself:")
                                             : tr("To look yourself on %1:").arg(finding->host));
    m_command->setText(finding->command);
}

} // namespace envdeck::ui
