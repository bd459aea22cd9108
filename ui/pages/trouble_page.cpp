// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/trouble_page.h"

#include "ui/models/trouble_step_model.h"
#include "ui/pages/host_flow.h"
#include "ui/pages/trouble_detail.h"
#include "ui/text/trouble_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/face_stack.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/toast_host.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QItemSelectionModel>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

namespace envdeck::ui {

using troubleshooting::Complaint;
using troubleshooting::Report;

namespace {

constexpr int mostOffers = 3;

} // namespace

TroublePage::TroublePage(std::unique_ptr<TroublePresenter> presenter,
                         std::unique_ptr<HostActionsPresenter> actions, QWidget *parent)
    : Page(parent), m_presenter(std::move(presenter)), m_steps(new TroubleStepModel(this)),
      m_header(new PageHeader), m_table(new DataTable), m_detail(new TroubleDetail),
      m_flow(new HostFlow(*this, std::move(actions))), m_clock(new QTimer(this))
{
    setObjectName(QStringLiteral("trouble.page"));
    m_copy = m_header->addAction({}, QStringLiteral("copy"));
    m_copy->setObjectName(QStringLiteral("trouble.copy"));
    m_run = m_header->addAction({}, QStringLiteral("troubleshoot"));
    m_run->setObjectName(QStringLiteral("trouble.run"));
    m_header->setPrimary(m_run);
    m_header->setRefreshable(false); // "Run again" is the same thing
    QWidget *toolbar = buildToolbar();
    m_faces = new FaceStack(buildAnswer(), {200, 140, 400, 90});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(toolbar);
    column->addWidget(m_faces, 1);
    connect(m_run, &QPushButton::clicked, this, &TroublePage::runOrCancel);
    connect(m_copy, &QPushButton::clicked, this, &TroublePage::copyReport);
    connect(m_faces, &FaceStack::actionChosen, this, &TroublePage::run);
    connect(m_presenter.get(), &TroublePresenter::stateChanged, this, &TroublePage::render);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &TroublePage::renderDetail);
    connect(m_detail, &TroubleDetail::actionChosen, this, &TroublePage::act);
    connect(m_detail, &TroubleDetail::copied, this, [this](const QString &what) { toasts()->show(what); });
    connect(m_detail, &TroubleDetail::keyAsked, this, [this](const QString &account) {
        takeNextStep(NextStep::ReplaceKey, account + QLatin1Char('/') + m_environment);
    });
    m_clock->setInterval(std::chrono::seconds(5));
    connect(m_clock, &QTimer::timeout, m_presenter.get(), &TroublePresenter::update);
    retranslate();
}

TroublePage::~TroublePage() = default;

QWidget *TroublePage::buildToolbar()
{
    auto *bar = new QWidget;
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(metrics::pageMargin, metrics::space3, metrics::pageMargin, metrics::space3);
    row->setSpacing(metrics::space2);
    m_apps = new QComboBox;
    m_apps->setObjectName(QStringLiteral("trouble.app"));
    m_apps->setMinimumWidth(scaled(120));
    m_complaints = new QComboBox;
    m_complaints->setObjectName(QStringLiteral("trouble.what"));
    m_complaints->setMinimumWidth(scaled(200));
    for (const Complaint complaint : troubleshooting::complaints())
        m_complaints->addItem(QString(), int(complaint));
    row->addWidget(m_apps);
    row->addWidget(m_complaints);
    row->addStretch(1);
    connect(m_apps, &QComboBox::currentTextChanged, this, &TroublePage::chooseApp);
    connect(m_complaints, &QComboBox::currentIndexChanged, this, [this] {
        if (!m_filling)
            m_presenter->setComplaint(Complaint(m_complaints->currentData().toInt()));
    });
    return bar;
}

QWidget *TroublePage::buildAnswer()
{
    m_summary = new Banner(Severity::None, {}, {});
    m_summary->setObjectName(QStringLiteral("trouble.summary"));
    for (int i = 0; i < mostOffers; ++i) {
        QPushButton *button = m_summary->addButton({});
        button->setObjectName(QStringLiteral("trouble.offer%1").arg(i + 1));
        connect(button, &QPushButton::clicked, this, [this, i] {
            const auto &report = m_presenter->state().report;
            if (report && i < report->conclusion.offers.size())
                act(report->conclusion.offers.at(i).action, report->conclusion.offers.at(i).about);
        });
        m_offers.append(button);
    }
    m_table->setObjectName(QStringLiteral("trouble.steps"));
    m_table->setModel(m_steps);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setColumns({{170, false, 0, 240},
                         {140, false, 0, 200},
                         {300, true, 0},
                         {92, false, 820, 140},
                         {64, false, 900, 90}});
    auto *answer = new QWidget;
    auto *column = new QVBoxLayout(answer);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *summary = new QVBoxLayout;
    summary->setContentsMargins(metrics::pageMargin, 0, metrics::pageMargin, metrics::space3);
    summary->addWidget(m_summary);
    auto *steps = new QVBoxLayout;
    steps->setContentsMargins(metrics::space3, 0, metrics::space3, 0);
    steps->addWidget(m_table);
    column->addLayout(summary);
    column->addLayout(steps);
    column->addWidget(m_detail, 1);
    return answer;
}

void TroublePage::setScope(const Scope &scope)
{
    const auto &environments = m_presenter->workspace().environments;
    m_environment =
        scope.environment.value_or(environments.isEmpty() ? QString() : environments.first().name);
    const QString wanted = scope.app.value_or(QString()).isEmpty() ? m_apps->currentText() : *scope.app;
    m_filling = true;
    m_apps->clear();
    for (const App &app : m_presenter->workspace().appsOf(m_environment))
        m_apps->addItem(app.name);
    m_apps->setCurrentText(wanted);
    m_filling = false;
    chooseApp();
}

void TroublePage::chooseApp()
{
    if (m_filling)
        return;
    const QString app = m_apps->currentText();
    m_header->setContext(app.isEmpty() ? m_environment : m_environment + QStringLiteral(" / ") + app);
    m_presenter->show({m_environment, app});
    Q_EMIT commandsChanged();
}

void TroublePage::showItem(const QString &item)
{
    const auto complaint = troubleshooting::complaintFromName(item);
    if (!complaint)
        return;
    m_complaints->setCurrentIndex(m_complaints->findData(int(*complaint)));
    run();
}

void TroublePage::entered()
{
    m_clock->start();
}

void TroublePage::left()
{
    m_clock->stop();
}

bool TroublePage::focusSearch()
{
    m_apps->setFocus(Qt::ShortcutFocusReason);
    return true;
}

void TroublePage::run()
{
    m_table->clearSelection();
    m_followed = -1;
    m_presenter->start();
}

void TroublePage::runOrCancel()
{
    m_presenter->isRunning() ? m_presenter->cancel() : run();
}

QList<Command> TroublePage::commands() const
{
    auto *self = const_cast<TroublePage *>(this);
    Command look;
    look.id = QStringLiteral("trouble.run");
    look.title = m_presenter->isRunning() ? tr("Stop looking") : tr("Look for the cause");
    look.englishTitle = QStringLiteral("Look for the cause");
    look.icon = QStringLiteral("troubleshoot");
    look.context = m_presenter->target().text();
    look.enabled = !m_presenter->target().app.isEmpty();
    look.reason = look.enabled ? QString() : tr("no app is chosen");
    look.trigger = [self] { self->runOrCancel(); };
    Command copy = look;
    copy.id = QStringLiteral("trouble.copy");
    copy.title = tr("Copy the report");
    copy.englishTitle = QStringLiteral("Copy the report");
    copy.icon = QStringLiteral("copy");
    copy.shortcut = QKeySequence(Qt::CTRL | Qt::Key_E);
    copy.enabled = m_presenter->state().report.has_value();
    copy.reason = copy.enabled ? QString() : tr("nothing was looked at yet");
    copy.trigger = [self] { self->copyReport(); };
    return {look, copy};
}

QString TroublePage::helpText() const
{
    return tr("Looks at the containers, their logs, the traces in SigNoz and the way to the app, all at once "
              "and reading only. Each step tells what it found, how sure that is, and the command to look "
              "yourself. Nothing is changed before you choose an action.");
}

void TroublePage::retranslate()
{
    m_header->setTitle(title());
    m_apps->setAccessibleName(tr("App"));
    m_complaints->setAccessibleName(tr("What is wrong?"));
    m_complaints->setToolTip(tr("What is wrong?"));
    for (int i = 0; i < m_complaints->count(); ++i)
        m_complaints->setItemText(i, complaintText(Complaint(m_complaints->itemData(i).toInt())));
    m_copy->setText(tr("Copy report"));
    m_table->setAccessibleName(tr("Steps"));
    m_steps->retranslate();
    m_detail->retranslate();
    m_presenter->update();
}

void TroublePage::copyReport()
{
    QGuiApplication::clipboard()->setText(m_presenter->markdown());
    toasts()->show(tr("Copied the report as Markdown"));
}

void TroublePage::act(NextAction action, const Finding &about)
{
    const Target &target = m_presenter->target();
    const hosts::HostId host{target.environment, about.host.section(QStringLiteral(", "), 0, 0)};
    const auto go = [&](const char *page, const QString &item) {
        Q_EMIT navigate({QString::fromLatin1(page), target.environment, target.app, item});
    };
    switch (action) {
    case NextAction::RollBack: return go("deployments", QStringLiteral("rollback"));
    case NextAction::Deploy: return go("deployments", QStringLiteral("deploy"));
    case NextAction::OpenLogs: return go("logs", {});
    case NextAction::OpenMetrics: return go("metrics", {});
    case NextAction::OpenHost:
        Q_EMIT navigate({QStringLiteral("hosts"), target.environment, {}, host.path()});
        return;
    case NextAction::OpenAccounts:
        return takeNextStep(NextStep::ReplaceKey, QStringLiteral("ssh/") + m_environment);
    case NextAction::LookAtKey: return m_flow->askKey(host);
    case NextAction::PruneImages: return m_flow->askPrune(host);
    case NextAction::Reboot: return m_flow->askReboot(host);
    case NextAction::RestartContainer: return restart(about);
    case NextAction::RaiseMemoryLimit: return copyDraft(about);
    case NextAction::OpenDns:
    case NextAction::OpenCertificates:
    case NextAction::None: return;
    }
    Q_UNREACHABLE();
}

void TroublePage::copyDraft(const Finding &about)
{
    const Target &target = m_presenter->target();
    const App *app = m_presenter->workspace().app(target.app);
    const QString service = app && !app->services.isEmpty() ? app->services.first() : target.app;
    QGuiApplication::clipboard()->setText(raisedLimitDraft(about, service));
    toasts()->show(tr("Copied a draft for %1")
                       .arg(m_presenter->workspace().composeFile(target.environment, target.app)));
}

void TroublePage::restart(const Finding &about)
{
    const Report &report = *m_presenter->state().report;
    for (const troubleshooting::ContainerRow &row : report.steps.first().answer.containers) {
        if (row.id != about.id || row.host != about.host)
            continue;
        hosts::ContainerFacts facts;
        facts.id = row.id;
        facts.name = row.name;
        facts.imageText = row.image;
        facts.service = row.service;
        facts.task = row.service.isEmpty() ? QString() : row.id; // swarm starts its tasks by itself
        return m_flow->askRestart({report.target.environment, row.host}, facts);
    }
}

} // namespace envdeck::ui
