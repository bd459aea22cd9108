// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/parity_tab.h"

#include "ui/models/parity_filter.h"
#include "ui/models/parity_model.h"
#include "ui/text/parity_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/face_stack.h"
#include "ui/widgets/label.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace envdeck::ui {

namespace {

constexpr qsizetype fitBeside = 4; // environments that stand beside each other without scrolling

} // namespace

ParityTab::ParityTab(Page &page, std::unique_ptr<ParityPresenter> presenter)
    : InfrastructureTab(page), m_presenter(std::move(presenter)), m_model(new ParityModel(this)),
      m_filtered(new ParityFilter(this)), m_summary(new Label({}, Type::BodyStrong)),
      m_age(new Label({}, Type::Small, Tone::Muted)), m_filter(new QLineEdit), m_differences(new QCheckBox),
      m_table(new DataTable), m_detail(new Label({}, Type::Small, Tone::Muted))
{
    m_faces = new FaceStack(buildAnswer(), {110, 160, 140, 150, 150, 150});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_faces);
    connectParts();
    retranslate();
}

ParityTab::~ParityTab() = default;

QWidget *ParityTab::buildAnswer()
{
    m_summary->setObjectName(QStringLiteral("parity.summary"));
    m_age->setObjectName(QStringLiteral("parity.age"));
    m_filter->setObjectName(QStringLiteral("parity.filter"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMinimumWidth(scaled(160));
    m_filter->setMaximumWidth(scaled(240));
    m_differences->setObjectName(QStringLiteral("parity.differences"));
    m_filtered->setSourceModel(m_model);
    m_table->setObjectName(QStringLiteral("parity.table"));
    m_table->setModel(m_filtered);
    m_detail->setObjectName(QStringLiteral("parity.detail"));
    m_detail->setWordWrap(true);
    m_detail->setContentsMargins(metrics::space3, metrics::space2, metrics::space3, metrics::space3);

    auto *answer = new QWidget;
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_summary);
    words->addWidget(m_age);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(metrics::space3, metrics::space2, metrics::space3, metrics::space2);
    bar->setSpacing(metrics::space2);
    bar->addLayout(words, 1);
    bar->addWidget(m_differences);
    bar->addWidget(m_filter);
    auto *column = new QVBoxLayout(answer);
    column->setContentsMargins(metrics::space3, 0, metrics::space3, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_table, 1);
    column->addWidget(m_detail);
    return answer;
}

void ParityTab::connectParts()
{
    connect(m_presenter.get(), &ParityPresenter::stateChanged, this, &ParityTab::render);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filtered->setText(text);
        renderFaces();
    });
    connect(m_differences, &QCheckBox::toggled, this, [this](bool only) {
        m_filtered->setDifferencesOnly(only);
        renderFaces();
    });
    connect(m_table, &DataTable::opened, this, &ParityTab::open);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &ParityTab::renderDetail);
    connect(m_faces, &FaceStack::filterCleared, this, [this] {
        m_filter->clear();
        m_differences->setChecked(false);
    });
    connect(m_faces, &FaceStack::actionChosen, this, [this] {
        if (m_model->rowCount() == 0)
            return m_presenter->refresh();
        m_differences->setChecked(false); // everything is the same
    });
    connect(m_faces, &FaceStack::nextStepChosen, this, &ParityTab::takeNextStep);
    connect(m_faces, &FaceStack::bannerActionChosen, m_presenter.get(), &ParityPresenter::refresh);
}

bool ParityTab::focusSearch()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    return m_filter->isVisible();
}

QList<Command> ParityTab::commands() const
{
    auto *self = const_cast<ParityTab *>(this);
    Command differences;
    differences.id = QStringLiteral("parity.differences");
    differences.title = tr("Parity: differences only, or everything");
    differences.englishTitle = QStringLiteral("Parity: differences only, or everything");
    differences.icon = QStringLiteral("infrastructure");
    differences.trigger = [self] { self->m_differences->toggle(); };
    return {differences};
}

void ParityTab::retranslate()
{
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setAccessibleName(tr("Filter the comparison"));
    m_differences->setText(tr("Differences only"));
    m_table->setAccessibleName(title());
    m_model->retranslate();
    render();
}

// Made anew only when other environments are compared: what a person dragged stays.
void ParityTab::fitColumns()
{
    if (m_columns == m_model->environments())
        return;
    m_columns = m_model->environments();
    QList<DataTable::Column> columns{{90, false, 0, 150}, {130, false, 0, 240}, {100, false, 0, 160}};
    for (qsizetype i = 0; i < m_columns.size(); ++i)
        columns.append({150, i == m_columns.size() - 1 && m_columns.size() <= fitBeside, 0, 210});
    m_table->setColumns(columns);
}

void ParityTab::render()
{
    const ParityState &state = m_presenter->state();
    m_model->setParity(state.parity);
    fitColumns();
    m_summary->setText(state.sides ? paritySummary(state.parity) : QString());
    renderAge();
    renderBanner();
    renderFaces();
    renderDetail();
}

void ParityTab::renderAge()
{
    m_age->setText(m_presenter->state().sides
                       ? tr("At the head of each branch, %1.", "where it was read, and when: 2 min ago")
                             .arg(agoText(m_presenter->state().readAt, m_presenter->now()))
                       : QString());
}

void ParityTab::renderFaces()
{
    const ParityState &state = m_presenter->state();
    if (!state.sides)
        return state.error ? m_faces->showError(*state.error) : m_faces->showLoading(QStringLiteral("git"));
    if (state.parity.environments.isEmpty())
        return m_faces->showEmpty(QStringLiteral("infrastructure"), tr("No environment could be read"),
                                  m_presenter->unread().join(QLatin1Char('\n')),
                                  nextStepLabel(NextStep::Retry));
    if (m_filtered->rowCount() > 0)
        return m_faces->showAnswer();
    if (!m_filter->text().trimmed().isEmpty())
        return m_faces->showNoMatch(m_filter->text());
    if (m_model->rowCount() > 0)
        return m_faces->showEmpty(QStringLiteral("infrastructure"), tr("Nothing differs"),
                                  tr("The environments that were read are the same."), tr("Show everything"));
    m_faces->showEmpty(QStringLiteral("infrastructure"), tr("Nothing to compare"),
                       tr("The terraform folders hold neither modules nor variables."));
}

// A reading that failed as a whole says more than those that were missing in the one before.
void ParityTab::renderBanner()
{
    const ParityState &state = m_presenter->state();
    const QStringList unread = m_presenter->unread();
    if (state.error && state.sides)
        m_faces->setBanner(Severity::Stale, state.error->title(), state.error->now,
                           nextStepLabel(NextStep::Retry));
    else if (!unread.isEmpty() && !state.parity.environments.isEmpty())
        m_faces->setBanner(Severity::Unknown,
                           tr("%n environment(s) could not be read", nullptr, int(unread.size())),
                           unread.join(QLatin1Char('\n')), nextStepLabel(NextStep::Retry));
    else
        m_faces->setBanner(Severity::None, {});
}

void ParityTab::renderDetail()
{
    const int selected = m_table->selectedRow();
    const auto *row =
        selected < 0 ? nullptr : m_model->row(m_filtered->mapToSource(m_filtered->index(selected, 0)));
    m_detail->setText(row ? paritySentence(*row, m_model->environments())
                          : tr("Values may differ: that is what variables are for. Select a row to read what "
                               "its comparison means."));
}

// A variable is changed where its environment is in view.
void ParityTab::open(const QModelIndex &index)
{
    const QModelIndex at = m_filtered->mapToSource(index);
    const auto *row = m_model->row(at);
    if (!row || row->kind != terraform::ParityKind::Variable)
        return;
    Destination destination;
    destination.item = QStringLiteral("variables");
    const int environment = at.column() - ParityModel::FirstEnvironmentColumn;
    if (environment >= 0)
        destination.environment = m_model->environments().at(environment);
    Q_EMIT page().navigate(destination);
}

} // namespace envdeck::ui
