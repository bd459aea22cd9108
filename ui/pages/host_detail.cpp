// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/host_detail.h"

#include "core/hosts/service.h"
#include "ui/models/container_model.h"
#include "ui/models/disk_use_model.h"
#include "ui/models/finding_model.h"
#include "ui/models/host_curves.h"
#include "ui/text/error_text.h"
#include "ui/text/host_text.h"
#include "ui/text/number_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/chart_crosshair.h"
#include "ui/widgets/chart_panel.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>

namespace envdeck::ui {

namespace {

// Nothing of Dokploy is there.
bool isBare(const hosts::HostFacts &facts)
{
    if (!facts.docker)
        return facts.docker.error().code == ErrorCode::ToolMissing;
    const auto dokploy = hosts::dokployOn(facts);
    return dokploy && !dokploy->running && dokploy->version.isEmpty() && !facts.docker.value().swarm;
}

} // namespace

HostDetail::HostDetail(const Thresholds &limits, QWidget *parent)
    : QWidget(parent), m_name(new Label({}, Type::BodyStrong)),
      m_facts(new Label({}, Type::Small, Tone::Muted)), m_bootstrap(new QPushButton), m_key(new QPushButton),
      m_ssh(new QPushButton), m_more(new QPushButton), m_bar(new QTabBar), m_body(new QStackedWidget),
      m_containers(new ContainerModel(this)), m_containerTable(new DataTable),
      m_containerNote(new Label({}, Type::Body, Tone::Muted)), m_findings(new FindingModel(this)),
      m_findingTable(new DataTable), m_findingNote(new Label({}, Type::Body, Tone::Muted)),
      m_disk(new DiskUseModel(limits.diskPercent, this)), m_diskTable(new DataTable),
      m_diskNote(new Label({}, Type::Body, Tone::Muted)), m_crosshair(new CrosshairGroup(this)),
      m_curves(new ChartPanel(*m_crosshair))
{
    m_containerTable->setModel(m_containers);
    m_containerTable->setColumns({{150, false, 0, 200},
                                  {104, false, 0, 140},
                                  {160, true, 700},
                                  {96, false, 600, 120},
                                  {76, false, 820, 100},
                                  {64, false, 560, 150},
                                  {64, false, 940},
                                  {84, false, 880},
                                  {110, false, 1040, 170}});
    m_findingTable->setModel(m_findings);
    m_findingTable->setColumns({{128, false, 0, 160},
                                {240, true, 0},
                                {200, false, 640, 320},
                                {180, false, 980, 300},
                                {110, false, 0, 160}});
    m_diskTable->setModel(m_disk);
    m_diskTable->setColumns({{180, true, 0},
                             {96, false, 0},
                             {76, false, 0},
                             {96, false, 0},
                             {110, false, 0, 150},
                             {84, false, 640}});
    connect(m_containerTable, &DataTable::menuAsked, this, &HostDetail::showContainerMenu);
    connect(m_findingTable, &DataTable::menuAsked, this, &HostDetail::showFindingMenu);

    m_bar->setObjectName(QStringLiteral("hosts.parts"));
    m_bar->setExpanding(false);
    for (int part = ContainersPart; part <= CurvesPart; ++part)
        m_bar->addTab({});
    m_body->addWidget(buildTable(m_containerTable, m_containerNote, QStringLiteral("hosts.containers")));
    m_body->addWidget(buildTable(m_findingTable, m_findingNote, QStringLiteral("hosts.findings")));
    m_body->addWidget(buildTable(m_diskTable, m_diskNote, QStringLiteral("hosts.disk")));
    m_curves->setObjectName(QStringLiteral("hosts.curves"));
    auto *curves = new QWidget;
    auto *curveColumn = new QVBoxLayout(curves);
    curveColumn->setContentsMargins(metrics::space3, metrics::space3, metrics::space3, metrics::space4);
    curveColumn->addWidget(m_curves);
    m_body->addWidget(curves);
    connect(m_bar, &QTabBar::currentChanged, m_body, &QStackedWidget::setCurrentIndex);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::space3, metrics::space2, metrics::space3, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    auto *tabs = new QHBoxLayout;
    tabs->setContentsMargins(metrics::space3, metrics::space1, metrics::space3, 0);
    tabs->addWidget(m_bar, 1);
    column->addLayout(tabs);
    column->addWidget(m_body, 1);
}

QWidget *HostDetail::buildHead()
{
    m_name->setObjectName(QStringLiteral("hosts.name"));
    m_facts->setObjectName(QStringLiteral("hosts.facts"));
    m_ssh->setObjectName(QStringLiteral("hosts.ssh"));
    m_ssh->setIcon(themedIcon(QStringLiteral("copy")));
    setVariant(m_ssh, ButtonVariant::Quiet);
    connect(m_ssh, &QPushButton::clicked, this, &HostDetail::copyCommand);
    m_key->setObjectName(QStringLiteral("hosts.key"));
    m_key->setIcon(themedIcon(QStringLiteral("key")));
    connect(m_key, &QPushButton::clicked, this, &HostDetail::keyAsked);
    m_bootstrap->setObjectName(QStringLiteral("hosts.bootstrap"));
    m_bootstrap->setIcon(themedIcon(QStringLiteral("setup")));
    connect(m_bootstrap, &QPushButton::clicked, this, &HostDetail::bootstrapAsked);
    m_more->setObjectName(QStringLiteral("hosts.more"));
    m_more->setIcon(themedIcon(QStringLiteral("more")));
    setVariant(m_more, ButtonVariant::Quiet);
    connect(m_more, &QPushButton::clicked, this, &HostDetail::showMore);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_name);
    words->addWidget(m_facts);
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(metrics::space3, 0, metrics::space3, 0);
    row->setSpacing(metrics::space2);
    row->addLayout(words, 1);
    row->addWidget(m_bootstrap);
    row->addWidget(m_key);
    row->addWidget(m_ssh);
    row->addWidget(m_more);
    return head;
}

QWidget *HostDetail::buildTable(DataTable *table, Label *note, const QString &name)
{
    table->setObjectName(name);
    note->setObjectName(name + QStringLiteral(".note"));
    note->setWordWrap(true);
    note->setContentsMargins(metrics::space3, metrics::space2, metrics::space3, metrics::space2);
    auto *part = new QWidget;
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(note);
    column->addWidget(table, 1);
    return part;
}

void HostDetail::setHost(const hosts::HostStatus *host, const QDateTime &now)
{
    m_host = host ? std::optional(*host) : std::nullopt;
    m_now = now;
    render();
}

void HostDetail::showFindings()
{
    m_bar->setCurrentIndex(FindingsPart);
}

void HostDetail::retranslate()
{
    m_ssh->setText(tr("Copy the SSH command"));
    m_bootstrap->setText(tr("Bootstrap\u2026"));
    m_key->setText(tr("Look at its key\u2026"));
    m_more->setAccessibleName(tr("More about this host"));
    m_more->setToolTip(tr("More about this host"));
    m_containerTable->setAccessibleName(tr("Containers of the host"));
    m_findingTable->setAccessibleName(tr("What was found on the host"));
    m_diskTable->setAccessibleName(tr("Where the disk goes"));
    m_containers->retranslate();
    m_findings->retranslate();
    m_disk->retranslate();
    render();
}

void HostDetail::render()
{
    m_bar->setTabText(CurvesPart, tr("Last hour"));
    m_bar->setTabText(DiskPart, tr("Disk"));
    m_ssh->setEnabled(m_host && !m_host->address.isEmpty());
    m_more->setEnabled(m_host.has_value());
    const hosts::HostState state =
        m_host ? hosts::hostState(*m_host, m_now, hosts::Service::interval) : hosts::HostState::Unknown;
    m_bootstrap->setVisible(m_host && m_host->facts.value && isBare(*m_host->facts.value));
    m_key->setVisible(state == hosts::HostState::NotTrusted || state == hosts::HostState::KeyChanged);
    if (!m_host) {
        m_name->setText(tr("Choose a host"));
        m_facts->setText({});
        m_bar->hide();
        m_body->hide();
        return;
    }
    m_bar->show();
    m_body->show();
    const hosts::HostStatus &host = *m_host;
    m_name->setText(host.id.path());
    QStringList facts;
    if (host.facts.error)
        facts.append(causeText(*host.facts.error));
    if (host.facts.value && host.facts.value->system) {
        const hosts::SystemFacts &system = host.facts.value->system.value();
        facts << system.os << system.kernel << system.architecture;
    }
    if (host.facts.value && host.facts.value->cpu)
        facts.append(tr("%n processor(s)", nullptr, host.facts.value->cpu.value().count));
    if (host.facts.value && host.facts.value->memory)
        facts.append(sizeText(host.facts.value->memory.value().totalBytes));
    m_facts->setText(facts.join(QStringLiteral(" \u00b7 ")));
    renderContainers();
    renderDisk();
    QList<Finding> findings = host.findings;
    findings.erase(
        std::remove_if(findings.begin(), findings.end(),
                       [](const Finding &finding) { return finding.verdict == FindingVerdict::NoProblem; }),
        findings.end());
    m_findings->setRows(findings);
    m_findingTable->setVisible(!findings.isEmpty());
    m_findingNote->setVisible(findings.isEmpty());
    m_findingNote->setText(!host.facts.value ? tr("The host was not read yet.")
                           : state == hosts::HostState::Healthy
                               ? tr("Nothing is wrong with this host.")
                               : tr("Nothing was wrong with this host %1; it was not read since.")
                                     .arg(agoText(host.facts.at, m_now)));
    m_bar->setTabText(FindingsPart,
                      findings.isEmpty() ? tr("Findings") : tr("Findings %1").arg(findings.size()));
    m_curves->setSpec(hostCurves(host, m_now));
}

void HostDetail::renderContainers()
{
    const hosts::HostStatus &host = *m_host;
    const QList<ContainerRow> rows = containerRows(host);
    m_containers->setNow(m_now);
    m_containers->setRows(rows);
    m_bar->setTabText(ContainersPart,
                      rows.isEmpty() ? tr("Containers") : tr("Containers %1").arg(rows.size()));
    QString note;
    if (!host.facts.value)
        note = tr("The host was not read yet.");
    else if (!host.facts.value->docker)
        note = tr("Docker cannot be read: %1.").arg(unknownPartText(host.facts.value->docker.error()));
    else if (!host.facts.value->containers)
        note = tr("The containers cannot be read: %1.")
                   .arg(unknownPartText(host.facts.value->containers.error()));
    else if (rows.isEmpty())
        note = tr("No container is on this host.");
    else if (!host.facts.value->containers.value().isWhole())
        note = tr("%1 of %2 containers are shown.")
                   .arg(rows.size())
                   .arg(host.facts.value->containers.value().total);
    m_containerNote->setText(note);
    m_containerNote->setVisible(!note.isEmpty());
    m_containerTable->setVisible(!rows.isEmpty());
}

void HostDetail::renderDisk()
{
    const QList<DiskUseLine> lines = diskUseLines(*m_host);
    m_disk->setRows(lines);
    m_diskTable->setVisible(!lines.isEmpty());
    m_diskNote->setText(
        m_host->disk ? tr("What Docker keeps was added up %1.").arg(agoText(m_host->diskAt, m_now))
                     : tr("What Docker keeps is not known: %1.").arg(unknownPartText(m_host->disk.error())));
}

void HostDetail::copy(const QString &text, const QString &what)
{
    QGuiApplication::clipboard()->setText(text);
    Q_EMIT copied(what);
}

void HostDetail::showMore()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool read = m_host && m_host->facts.value && !m_host->facts.error;
    connect(menu->addAction(themedIcon(QStringLiteral("key")), tr("Look at its key\u2026")),
            &QAction::triggered, this, &HostDetail::keyAsked);
    QAction *again = menu->addAction(themedIcon(QStringLiteral("setup")), read && isBare(*m_host->facts.value)
                                                                              ? tr("Bootstrap\u2026")
                                                                              : tr("Bootstrap again\u2026"));
    again->setEnabled(read);
    connect(again, &QAction::triggered, this, &HostDetail::bootstrapAsked);
    QAction *prune = menu->addAction(themedIcon(QStringLiteral("delete")), tr("Remove unused images\u2026"));
    prune->setEnabled(read && m_host->facts.value->images);
    connect(prune, &QAction::triggered, this, &HostDetail::pruneAsked);
    QAction *reboot = menu->addAction(themedIcon(QStringLiteral("refresh")), tr("Restart the host\u2026"));
    reboot->setEnabled(read);
    connect(reboot, &QAction::triggered, this, &HostDetail::rebootAsked);
    menu->popup(m_more->mapToGlobal(m_more->rect().bottomLeft()));
}

void HostDetail::copyCommand()
{
    if (!m_host || m_host->address.isEmpty())
        return;
    const QString port =
        m_host->spec.port == 22 ? QString() : QStringLiteral("-p %1 ").arg(m_host->spec.port);
    copy(QStringLiteral("ssh %1%2@%3").arg(port, m_host->spec.user, m_host->address),
         tr("Copied the SSH command"));
}

void HostDetail::showContainerMenu(const QModelIndex &index, const QPoint &at)
{
    const ContainerRow *row = m_containers->row(index);
    if (!row)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto addCopy = [&](const QString &words, const QString &value) {
        if (!value.isEmpty())
            connect(menu->addAction(themedIcon(QStringLiteral("copy")), words), &QAction::triggered, this,
                    [this, value, words] { copy(value, tr("Copied")); });
    };
    connect(menu->addAction(themedIcon(QStringLiteral("refresh")), tr("Restart\u2026")), &QAction::triggered,
            this, [this, facts = row->facts] { Q_EMIT restartAsked(facts); });
    menu->addSeparator();
    addCopy(tr("Copy the name"), row->facts.name);
    addCopy(tr("Copy the id"), row->facts.id);
    addCopy(tr("Copy the image"), row->facts.imageText);
    menu->popup(at);
}

void HostDetail::showFindingMenu(const QModelIndex &index, const QPoint &at)
{
    const Finding *finding = m_findings->row(index);
    if (!finding)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (!finding->command.isEmpty())
        connect(menu->addAction(themedIcon(QStringLiteral("copy")), tr("Copy the command to look yourself")),
                &QAction::triggered, this,
                [this, command = finding->command] { copy(command, tr("Copied the command")); });
    connect(menu->addAction(themedIcon(QStringLiteral("copy")), tr("Copy the finding")), &QAction::triggered,
            this, [this, text = findingText(*finding)] { copy(text, tr("Copied the finding")); });
    connect(menu->addAction(themedIcon(QStringLiteral("troubleshoot")), tr("Look for the cause")),
            &QAction::triggered, this, &HostDetail::causeAsked);
    menu->popup(at);
}

} // namespace envdeck::ui
