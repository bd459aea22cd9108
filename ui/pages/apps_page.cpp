// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/apps_page.h"

#include "ui/pages/app_detail.h"
#include "ui/pages/app_flow.h"
#include "ui/pages/change_flow.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/face_stack.h"
#include "ui/widgets/overlay_host.h"
#include "ui/widgets/page_header.h"

#include <QItemSelectionModel>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

namespace envdeck::ui {

namespace {

QStringList environmentNames(const Workspace &workspace)
{
    QStringList names;
    for (const Environment &environment : workspace.environments)
        names.append(environment.name);
    return names;
}

} // namespace

AppsPage::AppsPage(std::unique_ptr<AppsPresenter> presenter, std::unique_ptr<DeploymentsPresenter> changes,
                   QWidget *parent)
    : Page(parent), m_presenter(std::move(presenter)), m_changes(std::move(changes)),
      m_model(new AppModel(environmentNames(m_presenter->workspace()), this)), m_header(new PageHeader),
      m_table(new DataTable), m_detail(new AppDetail(*m_presenter)), m_flow(new AppFlow(*this, *m_presenter)),
      m_change(std::make_unique<ChangeFlow>(*m_changes, *this))
{
    setObjectName(QStringLiteral("apps.page"));
    m_deploy = m_header->addAction({}, QStringLiteral("deployments"));
    m_deploy->setObjectName(QStringLiteral("apps.deploy"));
    m_header->setPrimary(m_deploy);
    connect(m_deploy, &QPushButton::clicked, this, &AppsPage::deploy);
    m_faces = new FaceStack(buildAnswer(), {140, 120, 90, 90, 90, 70, 90, 90});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_faces, 1);
    connect(m_header, &PageHeader::refreshAsked, this, &AppsPage::refresh);
    connect(m_faces, &FaceStack::bannerActionChosen, this,
            [this] { takeNextStep(NextStep::ReplaceKey, m_presenter->state().refusedKey); });
    connect(m_presenter.get(), &AppsPresenter::stateChanged, this, &AppsPage::render);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &AppsPage::chooseSelected);
    connect(m_table, &DataTable::menuAsked, this,
            [this](const QModelIndex &, const QPoint &at) { showMenu(at); });
    connectDetail();
    retranslate();
}

AppsPage::~AppsPage() = default;

QWidget *AppsPage::buildAnswer()
{
    m_table->setObjectName(QStringLiteral("apps.table"));
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    QList<DataTable::Column> columns{{110, false, 0, 180}, {120, false, 0, 240}};
    for (qsizetype i = 0; i < m_presenter->workspace().environments.size(); ++i)
        columns.append({84, false, 0, 130});
    columns += {{76, false, 620, 90},  {84, false, 0, 130}, {90, false, 760, 120},
                {70, false, 900, 120}, {160, true, 680},    {180, false, 1240, 360}};
    m_table->setColumns(columns);
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

void AppsPage::connectDetail()
{
    connect(m_detail, &AppDetail::partChanged, this, &AppsPage::follow);
    connect(m_detail, &AppDetail::moreAsked, this, &AppsPage::showMenu);
    connect(m_detail, &AppDetail::linkAsked, this, [this](const QString &page) {
        Q_EMIT navigate({page, m_presenter->target().environment, m_presenter->target().app, {}});
    });
    connect(m_detail, &AppDetail::setAsked, m_flow, &AppFlow::askSet);
    connect(m_detail, &AppDetail::unsetAsked, m_flow, &AppFlow::askUnset);
    connect(m_detail, &AppDetail::renameAsked, m_flow, &AppFlow::askRename);
    connect(m_detail, &AppDetail::copyAsked, m_flow, &AppFlow::askCopy);
    connect(m_detail, &AppDetail::restoreAsked, m_flow, &AppFlow::askRestore);
    connect(m_detail, &AppDetail::adoptAsked, m_flow, &AppFlow::adopt);
    connect(m_detail, &AppDetail::stackAsked, m_flow, &AppFlow::askStack);
}

void AppsPage::setScope(const Scope &scope)
{
    const EnvironmentId environment = scope.environment.value_or(QString());
    m_header->setContext(environment);
    m_model->setShown(environment);
    if (scope.app)
        m_wanted = *scope.app;
    m_presenter->show(environment);
}

void AppsPage::showItem(const QString &item)
{
    static const QStringList parts{QStringLiteral("summary"), QStringLiteral("variables"),
                                   QStringLiteral("domains"), QStringLiteral("compose"),
                                   QStringLiteral("log")};
    if (const auto part = parts.indexOf(item); part >= 0)
        m_detail->showPart(AppDetail::Part(part));
}

void AppsPage::refresh()
{
    m_header->setRefreshing(true);
    m_presenter->refresh();
}

void AppsPage::entered()
{
    m_inView = true;
    m_presenter->watch(true);
    follow();
}

void AppsPage::left()
{
    m_inView = false;
    m_presenter->watch(false);
}

// The log is listened to while it is in view, and only then.
void AppsPage::follow()
{
    m_presenter->followLog(m_inView && m_detail->part() == AppDetail::LogPart);
}

void AppsPage::chooseSelected()
{
    const int row = m_table->selectedRow();
    if (row < 0)
        return;
    const QString app = m_model->rows().at(row).app;
    const bool another = app != m_presenter->state().chosen;
    m_presenter->choose(app);
    if (another)
        follow();
}

QList<EnvironmentId> AppsPage::promotable() const
{
    QList<EnvironmentId> later;
    const App *app = m_presenter->workspace().app(m_presenter->target().app);
    if (!app)
        return later;
    const auto at = app->environments.indexOf(m_presenter->target().environment);
    return app->environments.mid(at + 1);
}

void AppsPage::deploy()
{
    if (m_presenter->state().chosen.isEmpty())
        return;
    m_changes->show(m_presenter->target());
    m_change->chooseVersion();
}

void AppsPage::promote(const EnvironmentId &to)
{
    const Target from = m_presenter->target();
    const health::AppHealth *health = m_presenter->health(from);
    if (!health || !health->desired.value || overlay()->isOpen() || refusesChange())
        return;
    m_changes->show({to, from.app});
    m_changes->review(Action::Promote, health->desired.value->image, from.environment);
}

QList<Command> AppsPage::commands() const
{
    auto *self = const_cast<AppsPage *>(this);
    const Target target = m_presenter->target();
    const bool chosen = !target.app.isEmpty();
    const auto command = [&](const char *id, const QString &title, const char *english, const char *icon) {
        Command out;
        out.id = QString::fromLatin1(id);
        out.title = title;
        out.englishTitle = QString::fromLatin1(english);
        out.icon = QString::fromLatin1(icon);
        out.context = chosen ? target.text() : QString();
        out.risk = Risk::R2;
        out.enabled = chosen;
        out.reason = chosen ? QString() : tr("no app is chosen");
        return out;
    };
    QList<Command> all;
    all.append(command("apps.deploy", tr("Deploy a version\u2026"), "Deploy a version", "deployments"));
    all.last().trigger = [self] { self->deploy(); };
    all.append(command("apps.promote", tr("Promote\u2026"), "Promote", "promote"));
    const QList<EnvironmentId> later = promotable();
    all.last().enabled = chosen && !later.isEmpty();
    all.last().reason = !chosen           ? tr("no app is chosen")
                        : later.isEmpty() ? tr("there is no environment behind this one")
                                          : QString();
    all.last().trigger = [self, later] { self->promote(later.value(0)); };
    all.append(command("apps.rollback", tr("Roll back\u2026"), "Roll back", "rollback"));
    all.last().trigger = [self, target] {
        Q_EMIT self->navigate(
            {QStringLiteral("deployments"), target.environment, target.app, QStringLiteral("rollback")});
    };
    all.append(command("apps.stop", tr("Stop\u2026"), "Stop", "pause"));
    all.last().trigger = [self] { self->m_flow->askRunning(false); };
    all.append(command("apps.start", tr("Start\u2026"), "Start", "play"));
    all.last().trigger = [self] { self->m_flow->askRunning(true); };
    all.append(
        command("apps.redeploy", tr("Redeploy what git says\u2026"), "Redeploy what git says", "refresh"));
    all.last().trigger = [self] { self->m_flow->askRedeploy(); };
    all.append(command("apps.variable", tr("Set a variable\u2026"), "Set a variable", "edit"));
    all.last().trigger = [self, target] { self->m_flow->askSet(target.environment, {}); };
    return all;
}

void AppsPage::showMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("apps.menu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QList<EnvironmentId> later = promotable();
    for (const Command &command : commands()) {
        if (command.id == QLatin1String("apps.promote")) {
            for (const EnvironmentId &to : later)
                connect(menu->addAction(themedIcon(command.icon),
                                        tr("Promote to %1\u2026").arg(plainMenuText(to))),
                        &QAction::triggered, this, [this, to] { promote(to); });
            continue;
        }
        if (command.id == QLatin1String("apps.stop") || command.id == QLatin1String("apps.variable"))
            menu->addSeparator();
        QAction *action = menu->addAction(themedIcon(command.icon), command.title);
        action->setEnabled(command.enabled);
        connect(action, &QAction::triggered, this, command.trigger);
    }
    menu->popup(at);
}

QString AppsPage::helpText() const
{
    return tr(
        "Every app of the environment: which version runs in each environment, whether it is well, how it is "
        "reached, and whether an update leaves a gap. Choose one to see its variables side by side, its "
        "domains "
        "with their certificates, its compose file, and what was changed in Dokploy's own panel.");
}

void AppsPage::retranslate()
{
    m_header->setTitle(title());
    m_deploy->setText(tr("Deploy a version\u2026"));
    m_table->setAccessibleName(title());
    m_model->retranslate();
    m_detail->retranslate();
    m_presenter->update();
}

void AppsPage::render()
{
    const AppsState &state = m_presenter->state();
    m_model->setNow(state.now);
    m_model->setRows(state.rows);
    m_header->setRefreshing(false);
    m_header->setFreshness(state.freshness);
    m_deploy->setEnabled(!state.chosen.isEmpty());
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const bool wanted = m_model->rows().at(row).app == m_wanted;
        if (wanted ||
            (m_wanted.isEmpty() && m_table->selectedRow() < 0)) { // the first one says more than none
            m_wanted.clear();
            m_table->selectRow(row);
            break;
        }
    }
    m_detail->render();
    Q_EMIT commandsChanged();
    switch (state.face) {
    case AppsState::Face::Loading: return m_faces->showLoading(tr("the apps"));
    case AppsState::Face::Empty:
        return m_faces->showEmpty(QStringLiteral("apps"), tr("No app runs in %1").arg(state.environment),
                                  tr("Apps stand in envdeck.yaml, with the environments that each runs in."));
    case AppsState::Face::Answer: break;
    }
    m_faces->showAnswer();
    if (state.bannerTitle.isEmpty())
        return m_faces->setBanner(Severity::None, {});
    const QString action = state.refusedKey.isEmpty() ? QString() : nextStepLabel(NextStep::ReplaceKey);
    m_faces->setBanner(Severity::Stale, state.bannerTitle, state.bannerDetail, action);
}

} // namespace envdeck::ui
