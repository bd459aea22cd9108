// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/overview_page.h"

#include "ui/text/trouble_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/env_header.h"
#include "ui/widgets/face_stack.h"
#include "ui/widgets/label.h"
#include "ui/widgets/matrix_delegate.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/segmented.h"

#include <QHeaderView>
#include <QMenu>
#include <QTimer>
#include <QVBoxLayout>

namespace envdeck::ui {

namespace {

constexpr int attentionRowsShown = 4;
constexpr int firstColumnWidth = 148;

} // namespace

OverviewPage::OverviewPage(std::unique_ptr<OverviewPresenter> presenter, QWidget *parent)
    : Page(parent), m_presenter(std::move(presenter)), m_model(new OverviewModel(this)),
      m_attention(new AttentionModel(this)), m_header(new PageHeader),
      m_filter(new Segmented({QString(), QString()})), m_attentionTitle(new Label({}, Type::BodyStrong)),
      m_calm(new Label({}, Type::Body, Tone::Muted)), m_clock(new QTimer(this))
{
    setObjectName(QStringLiteral("overview.page"));
    m_filter->setObjectName(QStringLiteral("overview.filter"));
    m_header->addControl(m_filter);
    connect(m_header, &PageHeader::refreshAsked, this, &OverviewPage::refresh);
    connect(m_filter, &Segmented::currentChanged, this, [this](int choice) {
        m_problemsOnly = choice == 1;
        fitRows();
    });

    auto *answer = new QWidget;
    auto *rows = new QVBoxLayout(answer);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(buildAttention());
    rows->addWidget(buildMatrix(), 1);
    m_faces = new FaceStack(answer, {firstColumnWidth, 340, 340, 340});

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_faces, 1);

    connect(m_presenter.get(), &OverviewPresenter::stateChanged, this, &OverviewPage::render);
    connect(m_faces, &FaceStack::bannerActionChosen, this,
            [this] { takeNextStep(NextStep::ReplaceKey, m_presenter->state().account); });
    connect(m_clock, &QTimer::timeout, m_presenter.get(), &OverviewPresenter::update);
    m_clock->setInterval(std::chrono::seconds(10));
    retranslate();
}

OverviewPage::~OverviewPage() = default;

QWidget *OverviewPage::buildAttention()
{
    m_attentionTable = new DataTable;
    m_attentionTable->setObjectName(QStringLiteral("overview.attention"));
    m_attentionTable->setModel(m_attention);
    m_attentionTable->setColumns({{150, false, 0}, {300, true, 0}, {110, false, 0}});
    m_attentionTable->horizontalHeader()->hide();
    connect(m_attentionTable, &DataTable::actionTriggered, this, &OverviewPage::openAttention);
    connect(m_attentionTable, &DataTable::opened, this, &OverviewPage::openAttention);
    connect(m_attentionTable, &DataTable::menuAsked, this, &OverviewPage::showAttentionMenu);

    auto *holder = new QWidget;
    auto *column = new QVBoxLayout(holder);
    column->setContentsMargins(metrics::space3, metrics::space3, metrics::space3, metrics::space2);
    column->setSpacing(metrics::space1);
    for (Label *label : {m_attentionTitle, m_calm}) {
        label->setContentsMargins(metrics::space3, 0, 0, 0);
        column->addWidget(label);
    }
    column->addWidget(m_attentionTable);
    return holder;
}

QWidget *OverviewPage::buildMatrix()
{
    m_matrix = new QTableView;
    m_matrix->setObjectName(QStringLiteral("overview.matrix"));
    m_matrix->setModel(m_model);
    m_matrix->setHorizontalHeader(new EnvHeader(m_matrix));
    auto *delegate = new MatrixDelegate(m_matrix);
    m_matrix->setItemDelegate(delegate);
    m_matrix->verticalHeader()->hide();
    m_matrix->verticalHeader()->setMinimumSectionSize(20);
    m_matrix->setShowGrid(false);
    m_matrix->setFrameShape(QFrame::NoFrame);
    m_matrix->setMouseTracking(true);
    m_matrix->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_matrix->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_matrix->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_matrix->setTabKeyNavigation(false);
    m_matrix->setSelectionMode(QAbstractItemView::SingleSelection);
    m_matrix->setContextMenuPolicy(Qt::CustomContextMenu);
    QHeaderView *columns = m_matrix->horizontalHeader();
    columns->setMinimumSectionSize(scaled(120));
    columns->setSectionResizeMode(QHeaderView::Stretch);
    connect(delegate, &MatrixDelegate::actionTriggered, this, [this](const QModelIndex &index) {
        if (const auto target = m_model->target(index))
            Q_EMIT navigate({QStringLiteral("deployments"), target->environment, target->app,
                             QStringLiteral("rollback")});
    });
    connect(m_matrix, &QTableView::activated, this, &OverviewPage::openCell);
    connect(m_matrix, &QTableView::customContextMenuRequested, this, &OverviewPage::showMenu);
    connect(m_model, &QAbstractItemModel::modelReset, this, &OverviewPage::fitRows);
    return m_matrix;
}

void OverviewPage::setScope(const Scope &)
{
    m_matrix->clearSelection();
}

void OverviewPage::refresh()
{
    m_header->setRefreshing(true);
    m_presenter->refresh();
}

void OverviewPage::entered()
{
    m_clock->start();
    m_presenter->update();
}

void OverviewPage::left()
{
    m_clock->stop();
}

QList<Command> OverviewPage::commands() const
{
    Command metrics;
    metrics.id = QStringLiteral("overview.metrics");
    metrics.title = tr("Metrics of the selection");
    metrics.englishTitle = QStringLiteral("Metrics of the selection");
    metrics.icon = QStringLiteral("metrics");
    metrics.shortcut = QKeySequence(Qt::CTRL | Qt::Key_M);
    metrics.trigger = [self = const_cast<OverviewPage *>(this)] { self->openMetrics(); };
    return {metrics};
}

// Of the cell in hand; without one, of whatever is shown there.
void OverviewPage::openMetrics()
{
    const auto target = m_model->target(m_matrix->currentIndex());
    Q_EMIT navigate(target ? Destination{QStringLiteral("metrics"), target->environment, target->app, {}}
                           : Destination{QStringLiteral("metrics"), {}, {}, {}});
}

QString OverviewPage::helpText() const
{
    return tr("Every environment and app on one screen, with the source and age of what is shown. Enter "
              "opens the deployments of a cell.");
}

void OverviewPage::retranslate()
{
    m_header->setTitle(title());
    m_filter->setChoices({tr("Everything"), tr("Problems only")});
    m_filter->setAccessibleName(tr("Rows shown"));
    m_attentionTable->setAccessibleName(tr("Needs attention"));
    m_matrix->setAccessibleName(tr("Environments and apps"));
    m_model->retranslate();
    m_attention->retranslate();
    m_presenter->update();
}

void OverviewPage::render()
{
    const OverviewState &state = m_presenter->state();
    m_header->setRefreshing(false);
    switch (state.face) {
    case OverviewState::Face::Loading: m_faces->showLoading(m_presenter->workspace().name); return;
    case OverviewState::Face::Empty:
        m_faces->showEmpty(QStringLiteral("overview"), tr("No environment yet"),
                           tr("envdeck.yaml names no environment. Add one and open the workspace again."));
        return;
    case OverviewState::Face::Answer: break;
    }
    m_model->setOverview(state.overview, m_presenter->workspace().thresholds, m_presenter->intervals(),
                         state.now);
    m_attention->setNow(state.now);
    m_attention->setRows(state.overview.attention);
    m_attention->retranslate();
    m_header->setFreshness(state.freshness);
    m_faces->setBanner(Severity::Stale, state.bannerTitle, state.bannerDetail,
                       state.account.isEmpty() ? QString() : tr("Enter key\u2026"));
    m_faces->showAnswer();
    fitAttention();
    fitRows();
}

// As tall as what it lists, up to a few rows; more of them scroll.
void OverviewPage::fitAttention()
{
    const bool calm = m_attention->rowCount() == 0;
    m_calm->setVisible(calm);
    m_attentionTitle->setVisible(!calm);
    m_attentionTitle->setText(tr("Needs attention (%1)").arg(attentionCount(m_attention->rows()).count));
    m_attentionTable->setVisible(!calm);
    if (calm) {
        m_calm->setText(m_presenter->state().overview.restored
                            ? tr("Shown as last seen; asking again.")
                            : tr("Nothing needs attention. Looked at %n item(s).", nullptr,
                                 m_presenter->state().overview.items));
        return;
    }
    const int shown = std::min(attentionRowsShown, m_attention->rowCount());
    m_attentionTable->setFixedHeight(m_attentionTable->rowHeight(0) * shown + 2);
}

void OverviewPage::fitRows()
{
    m_matrix->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Fixed);
    m_matrix->horizontalHeader()->resizeSection(0, scaled(firstColumnWidth));
    m_matrix->clearSpans();
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const bool group = m_model->isGroup(row);
        m_matrix->setRowHeight(row, group                 ? MatrixDelegate::groupRowHeight()
                                    : m_model->isApp(row) ? MatrixDelegate::appRowHeight()
                                                          : MatrixDelegate::factRowHeight());
        m_matrix->setRowHidden(row, m_problemsOnly && !group && !m_model->hasProblem(row));
        if (group && m_model->columnCount() > 1)
            m_matrix->setSpan(row, 0, 1, m_model->columnCount());
    }
}

void OverviewPage::openCell(const QModelIndex &index)
{
    if (const auto target = m_model->target(index))
        Q_EMIT navigate({QStringLiteral("deployments"), target->environment, target->app, {}});
}

void OverviewPage::openAttention(const QModelIndex &index)
{
    const health::Attention *attention = m_attention->row(index);
    if (attention && attention->code == health::AttentionCode::Drifted)
        return Q_EMIT navigate(
            {QStringLiteral("infrastructure"), attention->target.environment, {}, QStringLiteral("drift")});
    if (!attention || attention->target.app.isEmpty())
        return;
    if (attention->code == health::AttentionCode::NotAnswering) // it may be anything
        return Q_EMIT navigate({QStringLiteral("trouble"), attention->target.environment,
                                attention->target.app,
                                troubleshooting::complaintName(complaintOf(*attention))});
    Q_EMIT navigate({QStringLiteral("deployments"), attention->target.environment, attention->target.app,
                     attention->critical ? QStringLiteral("rollback") : QString()});
}

void OverviewPage::showAttentionMenu(const QModelIndex &index, const QPoint &at)
{
    const health::Attention *attention = m_attention->row(index);
    if (!attention || attention->target.app.isEmpty())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(themedIcon(QStringLiteral("troubleshoot")), tr("Look for the cause")),
            &QAction::triggered, this,
            [this, target = attention->target,
             complaint = troubleshooting::complaintName(complaintOf(*attention))] {
                Q_EMIT navigate({QStringLiteral("trouble"), target.environment, target.app, complaint});
            });
    menu->popup(at);
}

void OverviewPage::showMenu(const QPoint &at)
{
    const auto target = m_model->target(m_matrix->indexAt(at));
    if (!target)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString &text, const QString &page, const QString &item) {
        connect(menu->addAction(text), &QAction::triggered, this, [=, this] {
            Q_EMIT navigate({page, target->environment, target->app, item});
        });
    };
    add(tr("Deployments"), QStringLiteral("deployments"), {});
    add(tr("Metrics"), QStringLiteral("metrics"), {});
    add(tr("Look for the cause"), QStringLiteral("trouble"), QStringLiteral("unclear"));
    add(tr("Deploy\u2026"), QStringLiteral("deployments"), QStringLiteral("deploy"));
    add(tr("Roll back\u2026"), QStringLiteral("deployments"), QStringLiteral("rollback"));
    menu->popup(m_matrix->viewport()->mapToGlobal(at));
}

void OverviewPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    fitRows();
}

} // namespace envdeck::ui
