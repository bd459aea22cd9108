// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/state_tab.h"

#include "ui/models/state_model.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/face_stack.h"
#include "ui/widgets/label.h"
#include "ui/widgets/toast_host.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QVBoxLayout>

namespace envdeck::ui {

StateTab::StateTab(Page &page, InfrastructurePresenter &presenter)
    : InfrastructureTab(page), m_presenter(presenter), m_model(new StateModel(this)),
      m_filtered(new QSortFilterProxyModel(this)), m_attributes(new StateAttributeModel(this)),
      m_summary(new Label({}, Type::BodyStrong)), m_place(new Label({}, Type::Small, Tone::Muted)),
      m_filter(new QLineEdit), m_table(new DataTable), m_address(new Label({}, Type::Code)),
      m_copy(new QPushButton), m_detail(new DataTable)
{
    m_faces = new FaceStack(buildAnswer(), {260, 140, 140, 200, 80});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_faces);
    connect(&presenter, &InfrastructurePresenter::stateChanged, this, &StateTab::render);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filtered->setFilterFixedString(text.trimmed());
        renderFaces();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &StateTab::renderDetail);
    connect(m_copy, &QPushButton::clicked, this, &StateTab::copyAddress);
    connect(m_faces, &FaceStack::filterCleared, m_filter, &QLineEdit::clear);
    connect(m_faces, &FaceStack::actionChosen, &presenter, [&presenter] { presenter.plan(); });
    connect(m_faces, &FaceStack::bannerActionChosen, &presenter, &InfrastructurePresenter::readState);
    connect(m_faces, &FaceStack::nextStepChosen, this, &StateTab::takeNextStep);
    retranslate();
}

QWidget *StateTab::buildAnswer()
{
    m_summary->setObjectName(QStringLiteral("state.summary"));
    m_place->setObjectName(QStringLiteral("state.place"));
    m_filter->setObjectName(QStringLiteral("state.filter"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(scaled(240));
    m_filtered->setSourceModel(m_model);
    m_filtered->setFilterRole(StateModel::SearchRole);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_table->setObjectName(QStringLiteral("state.table"));
    m_table->setModel(m_filtered);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setColumns({{200, true, 0},
                         {110, false, 560, 180},
                         {100, false, 700, 180},
                         {150, false, 800, 260},
                         {92, false, 460, 120},
                         {100, false, 520}});
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_summary);
    words->addWidget(m_place);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(metrics::space3, metrics::space2, metrics::space3, metrics::space2);
    bar->addLayout(words, 1);
    bar->addWidget(m_filter);
    auto *halves = new QSplitter(Qt::Horizontal);
    halves->setChildrenCollapsible(false);
    halves->addWidget(m_table);
    halves->addWidget(buildDetail());
    halves->setStretchFactor(0, 3);
    halves->setStretchFactor(1, 2);
    auto *answer = new QWidget;
    auto *column = new QVBoxLayout(answer);
    column->setContentsMargins(metrics::space3, 0, metrics::space3, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(halves, 1);
    return answer;
}

QWidget *StateTab::buildDetail()
{
    m_address->setObjectName(QStringLiteral("state.address"));
    m_copy->setObjectName(QStringLiteral("state.copy"));
    setVariant(m_copy, ButtonVariant::Quiet);
    m_detail->setObjectName(QStringLiteral("state.attributes"));
    m_detail->setModel(m_attributes);
    m_detail->setColumns({{140, false, 0, 240}, {160, true, 0}});
    auto *head = new QHBoxLayout;
    head->setContentsMargins(metrics::space3, 0, 0, 0);
    head->addWidget(m_address, 1);
    head->addWidget(m_copy);
    auto *detail = new QWidget;
    auto *column = new QVBoxLayout(detail);
    column->setContentsMargins(metrics::space2, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_detail, 1);
    return detail;
}

bool StateTab::focusSearch()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    return m_filter->isVisible();
}

QList<Command> StateTab::commands() const
{
    auto *self = const_cast<StateTab *>(this);
    Command copy;
    copy.id = QStringLiteral("state.copyAddress");
    copy.title = tr("Copy the resource's address");
    copy.englishTitle = QStringLiteral("Copy the resource's address");
    copy.icon = QStringLiteral("copy");
    copy.context = m_presenter.environment();
    copy.enabled = isVisible() && !selected().isEmpty();
    copy.reason = copy.enabled ? QString() : tr("no resource is selected");
    copy.trigger = [self] { self->copyAddress(); };
    return {copy};
}

QString StateTab::selected() const
{
    const int row = m_table->selectedRow();
    const auto *resource =
        row < 0 ? nullptr : m_model->row(m_filtered->mapToSource(m_filtered->index(row, 0)));
    return resource ? resource->address : QString();
}

void StateTab::copyAddress()
{
    if (const QString address = selected(); !address.isEmpty()) {
        QGuiApplication::clipboard()->setText(address);
        page().toasts()->show(tr("Copied %1").arg(address));
    }
}

void StateTab::retranslate()
{
    m_filter->setPlaceholderText(tr("Filter resources"));
    m_filter->setAccessibleName(tr("Filter resources"));
    m_table->setAccessibleName(tr("Resources in the state"));
    m_detail->setAccessibleName(tr("Attributes of the resource"));
    m_copy->setText(tr("Copy address"));
    m_model->retranslate();
    m_attributes->retranslate();
    renderState();
    renderFaces();
}

void StateTab::render()
{
    if (std::exchange(m_shown, m_presenter.state().stateReadAt) != m_presenter.state().stateReadAt)
        renderState(); // a log line changes nothing here
    renderFaces();
}

void StateTab::renderState()
{
    const auto &state = m_presenter.state().state;
    m_model->setRows(state ? state->summary.resources : QList<terraform::StateResource>());
    if (state && state->summary.exists) {
        m_summary->setText(
            tr("%n resource(s), serial %1, written by %2", nullptr, int(state->summary.resources.size()))
                .arg(state->summary.serial)
                .arg(state->summary.writtenBy));
        m_place->setText(tr("%1, lineage %2").arg(state->backend.label(), state->summary.lineage));
    }
    renderDetail();
}

void StateTab::renderFaces()
{
    const InfrastructureState &state = m_presenter.state();
    if (!state.state)
        return state.programMissing ? m_faces->showError(*state.programMissing)
               : state.stateError   ? m_faces->showError(*state.stateError)
                                    : m_faces->showLoading(tr("the state"));
    if (state.stateError)
        m_faces->setBanner(Severity::Stale, state.stateError->title(), state.stateError->now,
                           nextStepLabel(NextStep::Retry));
    else
        m_faces->setBanner(Severity::None, {});
    if (!state.state->summary.exists || state.state->summary.resources.isEmpty())
        return m_faces->showEmpty(
            QStringLiteral("infrastructure"), tr("This environment has no Terraform state yet"),
            tr("It comes with the first apply. A plan shows what would be made; nothing changes by it."),
            m_presenter.isBusy() ? QString() : tr("Run plan"));
    m_filtered->rowCount() == 0 ? m_faces->showNoMatch(m_filter->text()) : m_faces->showAnswer();
}

void StateTab::renderDetail()
{
    const QString address = selected();
    const auto &state = m_presenter.state().state;
    m_copy->setEnabled(!address.isEmpty());
    m_address->setText(address.isEmpty() ? tr("Select a resource to see its attributes") : address);
    m_attributes->setInstances(address, state && !address.isEmpty() ? state->instances.value(address)
                                                                    : QList<terraform::StateInstance>());
    Q_EMIT commandsChanged();
}

} // namespace envdeck::ui
