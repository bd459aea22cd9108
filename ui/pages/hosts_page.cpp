// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/hosts_page.h"

#include "ui/models/host_model.h"
#include "ui/pages/host_detail.h"
#include "ui/pages/bootstrap_flow.h"
#include "ui/pages/host_flow.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/face_stack.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/toast_host.h"

#include <QItemSelectionModel>
#include <QSplitter>
#include <QTimer>
#include <QVBoxLayout>

namespace envdeck::ui {

HostsPage::HostsPage(std::unique_ptr<HostsPresenter> presenter, std::unique_ptr<HostActionsPresenter> actions,
                     std::unique_ptr<BootstrapPresenter> bootstrap, QWidget *parent)
    : Page(parent), m_presenter(std::move(presenter)),
      m_model(new HostModel(m_presenter->workspace().thresholds, hosts::Service::interval, this)),
      m_header(new PageHeader), m_table(new DataTable),
      m_detail(new HostDetail(m_presenter->workspace().thresholds)),
      m_flow(new HostFlow(*this, std::move(actions))),
      m_bootstrap(new BootstrapFlow(*this, std::move(bootstrap))), m_clock(new QTimer(this))
{
    setObjectName(QStringLiteral("hosts.page"));
    m_faces = new FaceStack(buildAnswer(), {200, 120, 80, 80, 80, 80, 120});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_faces, 1);
    connect(m_header, &PageHeader::refreshAsked, this, &HostsPage::refresh);
    connect(m_presenter.get(), &HostsPresenter::stateChanged, this, &HostsPage::render);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &HostsPage::renderDetail);
    connect(m_detail, &HostDetail::keyAsked, this, [this] {
        if (const hosts::HostStatus *host = chosen())
            m_flow->askKey(host->id);
    });
    connect(m_detail, &HostDetail::bootstrapAsked, this, [this] {
        if (const hosts::HostStatus *host = chosen())
            m_bootstrap->ask(host->id);
    });
    connect(m_detail, &HostDetail::pruneAsked, this, [this] {
        if (const hosts::HostStatus *host = chosen())
            m_flow->askPrune(host->id);
    });
    connect(m_detail, &HostDetail::rebootAsked, this, [this] {
        if (const hosts::HostStatus *host = chosen())
            m_flow->askReboot(host->id);
    });
    connect(m_detail, &HostDetail::restartAsked, this, [this](const hosts::ContainerFacts &container) {
        if (const hosts::HostStatus *host = chosen())
            m_flow->askRestart(host->id, container);
    });
    connect(m_detail, &HostDetail::causeAsked, this, [this] {
        if (const hosts::HostStatus *host = chosen())
            Q_EMIT navigate({QStringLiteral("trouble"), host->id.environment, {}, QStringLiteral("unclear")});
    });
    const auto asking = [this] { m_header->setRefreshing(m_flow->isAsking() || m_bootstrap->isAsking()); };
    connect(m_flow, &HostFlow::askingChanged, this, asking);
    connect(m_bootstrap, &BootstrapFlow::askingChanged, this, asking);
    connect(m_detail, &HostDetail::copied, this, [this](const QString &what) { toasts()->show(what); });
    m_clock->setInterval(std::chrono::seconds(5));
    connect(m_clock, &QTimer::timeout, m_presenter.get(), &HostsPresenter::update);
    retranslate();
}

HostsPage::~HostsPage() = default;

QWidget *HostsPage::buildAnswer()
{
    m_table->setObjectName(QStringLiteral("hosts.table"));
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setColumns({{120, true, 0},
                         {96, false, 800, 120},
                         {116, false, 980, 150},
                         {104, false, 0, 160},
                         {72, false, 0},
                         {84, false, 0},
                         {72, false, 0},
                         {80, false, 0},
                         {72, false, 1100},
                         {90, false, 900, 120},
                         {120, false, 1480, 240},
                         {84, false, 1280, 130},
                         {76, false, 1380, 110},
                         {90, false, 700, 110}});
    auto *top = new QWidget;
    auto *holder = new QVBoxLayout(top);
    holder->setContentsMargins(metrics::space3, 0, metrics::space3, 0);
    holder->addWidget(m_table);
    auto *halves = new QSplitter(Qt::Vertical);
    halves->setChildrenCollapsible(false);
    halves->addWidget(top);
    halves->addWidget(m_detail);
    halves->setStretchFactor(0, 2);
    halves->setStretchFactor(1, 3);
    return halves;
}

void HostsPage::setScope(const Scope &scope)
{
    m_header->setContext(scope.environment.value_or(QString()));
    m_table->clearSelection();
    m_table->setColumnHidden(HostModel::EnvironmentColumn,
                             scope.environment.has_value()); // the header says it
    m_presenter->show(scope.environment);
}

void HostsPage::showItem(const QString &item)
{
    m_wanted = item;
    render();
}

void HostsPage::refresh()
{
    m_header->setRefreshing(true);
    m_presenter->refresh();
}

void HostsPage::entered()
{
    m_presenter->watch(true);
    m_clock->start();
}

void HostsPage::left()
{
    m_presenter->watch(false);
    m_clock->stop();
}

QList<Command> HostsPage::commands() const
{
    auto *self = const_cast<HostsPage *>(this);
    const hosts::HostStatus *host = chosen();
    Command key;
    key.id = QStringLiteral("hosts.key");
    key.title = tr("Look at the host's key\u2026");
    key.englishTitle = QStringLiteral("Look at the host's key");
    key.icon = QStringLiteral("key");
    key.context = host ? host->id.path() : QString();
    key.risk = Risk::R1;
    key.enabled = host;
    key.reason = host ? QString() : tr("no host is chosen");
    key.trigger = [self] { Q_EMIT self->m_detail->keyAsked(); };
    Command prune = key;
    prune.id = QStringLiteral("hosts.prune");
    prune.title = tr("Remove unused images\u2026");
    prune.englishTitle = QStringLiteral("Remove unused images");
    prune.icon = QStringLiteral("delete");
    prune.risk = Risk::R2;
    prune.trigger = [self] { Q_EMIT self->m_detail->pruneAsked(); };
    Command reboot = key;
    reboot.id = QStringLiteral("hosts.reboot");
    reboot.title = tr("Restart the host\u2026");
    reboot.englishTitle = QStringLiteral("Restart the host");
    reboot.icon = QStringLiteral("refresh");
    reboot.risk = Risk::R3;
    reboot.trigger = [self] { Q_EMIT self->m_detail->rebootAsked(); };
    return {key, prune, reboot};
}

const hosts::HostStatus *HostsPage::chosen() const
{
    const int row = m_table->selectedRow();
    return row < 0 ? nullptr : &m_model->rows().at(row);
}

QString HostsPage::helpText() const
{
    return tr(
        "Every server of the environments, asked over SSH with one command a look; nothing is installed "
        "there. A host is spoken to only after somebody confirmed its key. Choose one to see what runs on "
        "it, what is wrong and where its disk goes.");
}

void HostsPage::retranslate()
{
    m_header->setTitle(title());
    m_table->setAccessibleName(title());
    m_model->retranslate();
    m_detail->retranslate();
    m_presenter->update();
}

void HostsPage::render()
{
    const HostsState &state = m_presenter->state();
    m_model->setNow(state.now);
    m_model->setRows(state.hosts);
    m_header->setRefreshing(false);
    m_header->setFreshness(state.freshness);
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const bool wanted = m_model->rows().at(row).id.path() == m_wanted;
        if (wanted ||
            (m_wanted.isEmpty() && m_table->selectedRow() < 0)) { // the first one says more than none
            m_table->selectRow(row);
            m_wanted.clear();
            break;
        }
    }
    renderDetail();
    switch (state.face) {
    case HostsState::Face::Loading: return m_faces->showLoading(tr("the hosts"));
    case HostsState::Face::Empty:
        return m_faces->showEmpty(
            QStringLiteral("hosts"), tr("No host is named here"),
            tr("Hosts stand in envdeck.yaml, below their environment: a name, an address "
               "or the terraform output that holds it, and a user."));
    case HostsState::Face::Answer: break;
    }
    if (state.bannerTitle.isEmpty())
        m_faces->setBanner(Severity::None, {});
    else
        m_faces->setBanner(Severity::Stale, state.bannerTitle, state.bannerDetail);
    m_faces->showAnswer();
}

void HostsPage::renderDetail()
{
    m_detail->setHost(chosen(), m_presenter->state().now);
    Q_EMIT commandsChanged();
}

} // namespace envdeck::ui
