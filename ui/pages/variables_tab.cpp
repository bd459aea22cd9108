// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/variables_tab.h"

#include "ui/models/variable_model.h"
#include "ui/pages/secrets_panel.h"
#include "ui/pages/variable_flow.h"
#include "ui/text/job_text.h"
#include "ui/text/time_text.h"
#include "ui/text/variable_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/face_stack.h"
#include "ui/widgets/label.h"
#include "ui/widgets/toast_host.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

#include <algorithm>

namespace envdeck::ui {

VariablesTab::VariablesTab(Page &page, std::unique_ptr<VariablesPresenter> presenter,
                           std::unique_ptr<SecretsPresenter> secrets)
    : InfrastructureTab(page), m_presenter(std::move(presenter)), m_model(new VariableModel(this)),
      m_filtered(new QSortFilterProxyModel(this)), m_summary(new Label({}, Type::BodyStrong)),
      m_age(new Label({}, Type::Small, Tone::Muted)), m_filter(new QLineEdit), m_edit(new QPushButton),
      m_table(new DataTable), m_detail(new Label({}, Type::Small, Tone::Muted)),
      m_job(new Banner(Severity::None, {}, {})), m_step(m_job->addButton(QStringLiteral("\u2026")))
{
    m_flow = new VariableFlow(*m_presenter, page);
    m_flow->setParent(this);
    if (secrets)
        m_secrets = new SecretsPanel(page, std::move(secrets));
    m_job->setObjectName(QStringLiteral("variables.job"));
    m_step->setObjectName(QStringLiteral("variables.step"));
    auto *jobHolder = new QWidget;
    auto *jobRow = new QHBoxLayout(jobHolder);
    jobRow->setContentsMargins(metrics::pageMargin, metrics::space2, metrics::pageMargin, 0);
    jobRow->addWidget(m_job);
    m_faces = new FaceStack(buildAnswer(), {160, 160, 150, 150, 100, 200});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(jobHolder);
    column->addWidget(m_faces, 1);
    connectParts();
    retranslate();
}

VariablesTab::~VariablesTab() = default;

QWidget *VariablesTab::buildAnswer()
{
    m_summary->setObjectName(QStringLiteral("variables.summary"));
    m_age->setObjectName(QStringLiteral("variables.age"));
    m_filter->setObjectName(QStringLiteral("variables.filter"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMinimumWidth(scaled(160));
    m_filter->setMaximumWidth(scaled(240));
    m_edit->setObjectName(QStringLiteral("variables.edit"));
    m_filtered->setSourceModel(m_model);
    m_filtered->setFilterRole(VariableModel::WordsRole);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_table->setObjectName(QStringLiteral("variables.table"));
    m_table->setModel(m_filtered);
    m_table->setColumns({{130, false, 0, 220},
                         {140, false, 0, 260},
                         {90, false, 0, 130},
                         {120, false, 0, 190},
                         {70, false, 720, 200},
                         {70, false, 640, 140},
                         {160, true, 0, 0}});
    m_detail->setObjectName(QStringLiteral("variables.detail"));
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
    bar->addWidget(m_filter);
    bar->addWidget(m_edit);
    auto *column = new QVBoxLayout(answer);
    column->setContentsMargins(metrics::space3, 0, metrics::space3, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_table, 1);
    column->addWidget(m_detail);
    if (m_secrets)
        column->addWidget(m_secrets);
    return answer;
}

void VariablesTab::connectParts()
{
    connect(m_presenter.get(), &VariablesPresenter::stateChanged, this, &VariablesTab::render);
    connect(m_presenter.get(), &VariablesPresenter::stateChanged, this, &VariablesTab::renderSecrets);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filtered->setFilterFixedString(text.trimmed());
        renderFaces();
    });
    connect(m_table, &DataTable::opened, this, &VariablesTab::edit);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &VariablesTab::renderDetail);
    connect(m_edit, &QPushButton::clicked, this, &VariablesTab::edit);
    connect(m_step, &QPushButton::clicked, this, &VariablesTab::takeStep);
    connect(m_faces, &FaceStack::filterCleared, m_filter, &QLineEdit::clear);
    connect(m_faces, &FaceStack::nextStepChosen, this, &VariablesTab::takeNextStep);
    connect(m_faces, &FaceStack::bannerActionChosen, m_presenter.get(), &VariablesPresenter::refresh);
}

bool VariablesTab::focusSearch()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    return m_filter->isVisible();
}

QList<Command> VariablesTab::commands() const
{
    auto *self = const_cast<VariablesTab *>(this);
    Command change;
    change.id = QStringLiteral("variables.edit");
    change.title = tr("Change the selected variable\u2026");
    change.englishTitle = QStringLiteral("Change the selected variable");
    change.icon = QStringLiteral("infrastructure");
    change.context = m_presenter->environment();
    change.risk = Risk::R2;
    change.enabled = isVisible() && m_edit->isEnabled();
    change.reason = change.enabled ? QString() : tr("no variable is selected that can be changed");
    change.trigger = [self] { self->edit(); };
    return {change};
}

const terraform::Variable *VariablesTab::selected() const
{
    const int row = m_table->selectedRow();
    return row < 0 ? nullptr : m_model->row(m_filtered->mapToSource(m_filtered->index(row, 0)));
}

void VariablesTab::edit()
{
    if (const terraform::Variable *variable = selected())
        m_flow->edit(variable->name);
}

// The page's own command, with what stands against it.
void VariablesTab::plan()
{
    const QList<Command> commands = page().commands();
    const auto plan = std::find_if(commands.cbegin(), commands.cend(), [](const Command &command) {
        return command.id == QLatin1String("infrastructure.plan");
    });
    if (plan == commands.cend())
        return;
    if (plan->enabled)
        plan->trigger();
    else
        page().toasts()->show(QStringLiteral("%1: %2").arg(plan->title, plan->reason));
}

void VariablesTab::takeStep()
{
    const auto &job = m_presenter->state().job;
    if (!job)
        return;
    if (job->state == JobState::Succeeded)
        plan();
    else if (job->state == JobState::Unknown)
        m_presenter->recheck();
    else if (m_presenter->typed())
        m_flow->editAgain(*m_presenter->typed());
}

void VariablesTab::retranslate()
{
    m_filter->setPlaceholderText(tr("Filter variables"));
    m_filter->setAccessibleName(tr("Filter variables"));
    m_edit->setText(tr("Change\u2026"));
    m_table->setAccessibleName(title());
    m_model->retranslate();
    if (m_secrets)
        m_secrets->retranslate();
    render();
}

// Asked again only when the code was read again.
void VariablesTab::renderSecrets()
{
    const VariablesState &state = m_presenter->state();
    if (!m_secrets || state.reading)
        return;
    const auto needs =
        state.side ? infrastructure::secretNeeds(state.side->side.configuration, state.side->side.variables)
                   : QList<infrastructure::SecretNeed>();
    m_secrets->presenter().show(m_presenter->environment(), needs);
}

void VariablesTab::render()
{
    const auto &side = m_presenter->state().side;
    m_model->setRows(side ? side->side.variables : QList<terraform::Variable>());
    const auto &rows = m_model->rows();
    const auto problems = std::count_if(rows.cbegin(), rows.cend(), [](const terraform::Variable &variable) {
        return !variableProblemWord(variable).isEmpty();
    });
    m_table->setColumnHidden(VariableModel::NoteColumn, problems == 0); // an empty column says nothing
    m_summary->setText(tr("%n variable(s)", nullptr, int(rows.size())));
    renderAge();
    renderJob();
    renderFaces();
    renderDetail();
}

void VariablesTab::renderAge()
{
    const VariablesState &state = m_presenter->state();
    const Environment *environment = m_presenter->workspace().environment(m_presenter->environment());
    m_age->setText(state.side && environment
                       ? tr("At %1, the head of %2, read %3.", "a commit, a branch, and when: 2 min ago")
                             .arg(state.side->commit.first(7), environment->branch,
                                  agoText(state.readAt, m_presenter->now()))
                       : QString());
}

void VariablesTab::renderJob()
{
    const auto &job = m_presenter->state().job;
    m_job->parentWidget()->setVisible(job.has_value());
    if (!job)
        return;
    const bool isOver = job->isOver();
    m_step->setVisible(isOver);
    if (!isOver)
        return m_job->setWords(Severity::Running, jobTitle(*job), jobStepText(*job));
    if (job->state == JobState::Succeeded) {
        m_job->setWords(Severity::Ok, tr("Pushed: %1").arg(job->detail),
                        tr("Nothing runs by it yet. A plan shows what it changes."));
        m_step->setText(tr("Run plan"));
        return;
    }
    const ErrorText failure = jobFailureText(*job);
    m_job->setWords(jobSeverity(*job), failure.title(), failure.now);
    const bool isUnknown = job->state == JobState::Unknown;
    m_step->setVisible(isUnknown || m_presenter->typed());
    m_step->setText(nextStepLabel(isUnknown ? NextStep::RecheckNow : NextStep::ReviewAgain));
}

void VariablesTab::renderFaces()
{
    const VariablesState &state = m_presenter->state();
    if (state.error && state.side)
        m_faces->setBanner(Severity::Stale, state.error->title(), state.error->now,
                           nextStepLabel(NextStep::Retry));
    else
        m_faces->setBanner(Severity::None, {});
    if (!state.side)
        return state.error ? m_faces->showError(*state.error) : m_faces->showLoading(QStringLiteral("git"));
    if (m_model->rowCount() == 0)
        return m_faces->showEmpty(QStringLiteral("infrastructure"),
                                  tr("%1 has no variables").arg(m_presenter->environment()),
                                  tr("Its terraform folder declares none and no file sets one."));
    m_filtered->rowCount() == 0 ? m_faces->showNoMatch(m_filter->text()) : m_faces->showAnswer();
}

void VariablesTab::renderDetail()
{
    const terraform::Variable *variable = selected();
    const QString whyNot = variable ? m_presenter->whyNot(*variable) : QString();
    QStringList sentences;
    if (variable)
        sentences << variableProblemText(*variable) << valueOriginText(*variable)
                  << (variableProblemText(*variable) == whyNot ? QString() : whyNot);
    sentences.removeAll(QString());
    m_detail->setText(variable
                          ? sentences.join(QLatin1Char(' '))
                          : tr("Select a variable to read where its value comes from; Enter changes it."));
    const bool can = variable && whyNot.isEmpty() && !m_presenter->isBusy();
    if (m_edit->isEnabled() != can) {
        m_edit->setEnabled(can);
        Q_EMIT commandsChanged();
    }
}

} // namespace envdeck::ui
