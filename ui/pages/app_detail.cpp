// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/app_detail.h"

#include "ui/models/app_domain_model.h"
#include "ui/models/app_variable_model.h"
#include "ui/models/panel_drift_model.h"
#include "ui/shell/command.h"
#include "ui/text/app_text.h"
#include "ui/text/deployment_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/label.h"
#include "ui/widgets/log_view.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QTextBlock>
#include <QVBoxLayout>

namespace envdeck::ui {

namespace {

constexpr auto revealedFor = std::chrono::seconds(20);
constexpr qsizetype mostLines = 5000;

const char *const linkPages[]{"deployments", "logs", "metrics"};

Label *noteLabel(const char *name)
{
    auto *note = new Label({}, Type::Body, Tone::Muted);
    note->setObjectName(QLatin1String(name));
    note->setWordWrap(true);
    note->setContentsMargins(metrics::space3, metrics::space2, metrics::space3, metrics::space2);
    return note;
}

QWidget *columnOf(const QList<QWidget *> &widgets)
{
    auto *part = new QWidget;
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (QWidget *widget : widgets)
        column->addWidget(widget, widget == widgets.last() ? 1 : 0);
    column->addStretch(0); // while the last one is hidden
    return part;
}

} // namespace

AppDetail::AppDetail(AppsPresenter &presenter, QWidget *parent)
    : QWidget(parent), m_presenter(presenter), m_name(new Label({}, Type::BodyStrong)),
      m_facts(new Label({}, Type::Small, Tone::Muted)), m_more(new QPushButton), m_bar(new QTabBar),
      m_body(new QStackedWidget), m_effect(noteLabel("apps.effect")), m_stack(new QPushButton),
      m_source(noteLabel("apps.source")), m_mounts(noteLabel("apps.mounts")),
      m_driftNote(noteLabel("apps.drift.note")), m_restoreAll(new QPushButton),
      m_drift(new PanelDriftModel(this)), m_driftTable(new DataTable),
      m_variables(new AppVariableModel(this)), m_variableTable(new DataTable),
      m_variableNote(noteLabel("apps.variables.note")), m_newVariable(new QPushButton),
      m_domains(new AppDomainModel(this)), m_domainTable(new DataTable),
      m_domainNote(noteLabel("apps.domains.note")), m_composeNote(noteLabel("apps.compose.note")),
      m_compose(new QPlainTextEdit), m_logNote(noteLabel("apps.log.note")), m_log(new LogView)
{
    m_bar->setObjectName(QStringLiteral("apps.parts"));
    m_bar->setExpanding(false);
    for (int part = SummaryPart; part <= LogPart; ++part)
        m_bar->addTab({});
    m_body->addWidget(buildSummary());
    m_body->addWidget(buildVariables());
    m_body->addWidget(buildDomains());
    m_body->addWidget(buildCompose());
    m_body->addWidget(buildLog());
    connect(m_bar, &QTabBar::currentChanged, this, [this](int part) {
        m_body->setCurrentIndex(part);
        m_variables->hideRevealed();
        Q_EMIT partChanged();
    });
    m_hide.setSingleShot(true);
    m_hide.setInterval(revealedFor);
    connect(&m_hide, &QTimer::timeout, m_variables, &AppVariableModel::hideRevealed);
    connect(&m_presenter, &AppsPresenter::revealed, this,
            [this](const QString &environment, const QString &name, const QString &value) {
                m_variables->reveal(environment, name, value);
                m_hide.start();
            });
    connect(&m_presenter, &AppsPresenter::logBegan, this, [this](const QString &title) {
        m_lines.clear();
        m_log->setText({});
        m_logNote->setText(title.isEmpty() ? tr("Dokploy keeps no deployment of it.") : title);
    });
    connect(&m_presenter, &AppsPresenter::logArrived, this, &AppDetail::addLog);
    connect(&m_presenter, &AppsPresenter::logEnded, this, [this](bool well) {
        m_logNote->setText(
            well ? tr("The deployment has ended well. Whether it is healthy is observed, not said here.")
                 : tr("The deployment has failed."));
    });
    connect(&m_presenter, &AppsPresenter::logFailed, this,
            [this](const ErrorText &error) { m_logNote->setText(error.sentence()); });

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

QWidget *AppDetail::buildHead()
{
    m_name->setObjectName(QStringLiteral("apps.name"));
    m_facts->setObjectName(QStringLiteral("apps.facts"));
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(metrics::space3, 0, metrics::space3, 0);
    row->setSpacing(metrics::space2);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_name);
    words->addWidget(m_facts);
    row->addLayout(words, 1);
    for (const char *page : linkPages) {
        auto *link = new QPushButton;
        const QString id = QString::fromLatin1(page);
        link->setObjectName(QStringLiteral("apps.") + id);
        link->setIcon(themedIcon(id));
        setVariant(link, ButtonVariant::Quiet);
        connect(link, &QPushButton::clicked, this, [this, id] { Q_EMIT linkAsked(id); });
        m_links.append(link);
        row->addWidget(link);
    }
    m_more->setObjectName(QStringLiteral("apps.more"));
    m_more->setIcon(themedIcon(QStringLiteral("more")));
    setVariant(m_more, ButtonVariant::Quiet);
    connect(m_more, &QPushButton::clicked, this,
            [this] { Q_EMIT moreAsked(m_more->mapToGlobal(m_more->rect().bottomLeft())); });
    row->addWidget(m_more);
    return head;
}

QWidget *AppDetail::buildSummary()
{
    m_driftTable->setObjectName(QStringLiteral("apps.drift"));
    m_driftTable->setModel(m_drift);
    m_driftTable->setRowKind(DataTable::RowKind::LineWithButton);
    m_driftTable->setColumns({{150, false, 0, 240},
                              {150, false, 0, 320},
                              {200, true, 0},
                              {90, false, 0, 130},
                              {100, false, 0, 130}});
    connect(m_driftTable, &DataTable::actionTriggered, this, &AppDetail::actOnDrift);
    m_restoreAll->setObjectName(QStringLiteral("apps.restoreAll"));
    connect(m_restoreAll, &QPushButton::clicked, this, [this] {
        QList<apps::PanelDrift> drift = m_drift->rows();
        drift.removeIf([](const apps::PanelDrift &one) { return !apps::canRestore(one.kind); });
        Q_EMIT restoreAsked(drift);
    });
    auto *line = new QWidget;
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, metrics::space3, 0);
    row->addWidget(m_driftNote, 1);
    row->addWidget(m_restoreAll);
    m_stack->setObjectName(QStringLiteral("apps.stack"));
    setVariant(m_stack, ButtonVariant::Quiet);
    connect(m_stack, &QPushButton::clicked, this, &AppDetail::stackAsked);
    auto *updates = new QWidget;
    auto *first = new QHBoxLayout(updates);
    first->setContentsMargins(0, 0, metrics::space3, 0);
    first->addWidget(m_effect, 1);
    first->addWidget(m_stack);
    return columnOf({updates, m_source, m_mounts, line, m_driftTable});
}

QWidget *AppDetail::buildVariables()
{
    m_variableTable->setObjectName(QStringLiteral("apps.variables"));
    m_variableTable->setModel(m_variables);
    connect(m_variableTable, &DataTable::menuAsked, this, &AppDetail::showVariableMenu);
    connect(m_variableTable, &DataTable::opened, this, [this](const QModelIndex &index) {
        showVariableMenu(
            index, m_variableTable->viewport()->mapToGlobal(m_variableTable->visualRect(index).bottomLeft()));
    });
    m_newVariable->setObjectName(QStringLiteral("apps.variable.new"));
    m_newVariable->setIcon(themedIcon(QStringLiteral("plus")));
    connect(m_newVariable, &QPushButton::clicked, this,
            [this] { Q_EMIT setAsked(m_presenter.target().environment, {}); });
    auto *line = new QWidget;
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, metrics::space1, metrics::space3, 0);
    row->addWidget(m_variableNote, 1);
    row->addWidget(m_newVariable);
    return columnOf({line, m_variableTable});
}

QWidget *AppDetail::buildDomains()
{
    m_domainTable->setObjectName(QStringLiteral("apps.domains"));
    m_domainTable->setModel(m_domains);
    m_domainTable->setColumns(
        {{200, false, 0, 380}, {110, false, 0, 200}, {110, false, 0, 160}, {200, true, 0}});
    return columnOf({m_domainNote, m_domainTable});
}

QWidget *AppDetail::buildCompose()
{
    m_compose->setObjectName(QStringLiteral("apps.compose"));
    m_compose->setReadOnly(true);
    m_compose->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_compose->setFont(ui::font(Type::Code));
    m_compose->setTabChangesFocus(true);
    m_compose->setFrameShape(QFrame::NoFrame);
    m_compose->document()->setDocumentMargin(metrics::space3); // its text stands where all text does
    return columnOf({m_composeNote, m_compose});
}

QWidget *AppDetail::buildLog()
{
    m_log->setObjectName(QStringLiteral("apps.log"));
    return columnOf({m_logNote, m_log});
}

AppDetail::Part AppDetail::part() const
{
    return Part(m_bar->currentIndex());
}

void AppDetail::showPart(Part part)
{
    m_bar->setCurrentIndex(part);
}

void AppDetail::addLog(const QStringList &lines)
{
    m_lines += lines;
    if (m_lines.size() > mostLines)
        m_lines = m_lines.mid(m_lines.size() - mostLines);
    m_log->setText(m_lines.join(QLatin1Char('\n')));
}

void AppDetail::retranslate()
{
    m_stack->setText(tr("Draft a stack that rolls\u2026"));
    const QStringList links{tr("Deployments"), tr("Logs"), tr("Metrics")};
    for (qsizetype i = 0; i < m_links.size(); ++i)
        m_links.at(i)->setText(links.at(i));
    m_more->setAccessibleName(tr("More"));
    m_more->setToolTip(tr("More"));
    m_restoreAll->setText(tr("Restore all\u2026"));
    m_newVariable->setText(tr("New variable\u2026"));
    const QStringList parts{tr("Summary"), tr("Variables"), tr("Domains"), tr("Compose"),
                            tr("Deployment log")};
    for (int part = SummaryPart; part <= LogPart; ++part)
        m_bar->setTabText(part, parts.at(part));
    m_bar->setAccessibleName(tr("Parts of the app"));
    m_driftTable->setAccessibleName(tr("Changed in Dokploy's own panel"));
    m_variableTable->setAccessibleName(tr("Variables"));
    m_domainTable->setAccessibleName(tr("Domains"));
    m_compose->setAccessibleName(tr("Compose file"));
    m_log->setAccessibleName(tr("Deployment log"));
    m_drift->retranslate();
    m_variables->retranslate();
    m_domains->retranslate();
    render();
}

void AppDetail::render()
{
    const AppsState &state = m_presenter.state();
    const apps::AppFacts *facts = state.facts();
    const health::AppHealth *health = m_presenter.health(m_presenter.target());
    setEnabled(!state.chosen.isEmpty());
    m_name->setText(state.chosen.isEmpty() ? tr("No app is chosen") : state.chosen);
    m_facts->setText(health && health->desired.value
                         ? tr("%1, %2, deployed %3 by %4")
                               .arg(health->desired.value->image.text(), deploymentStateWord(health->state),
                                    agoText(health->desired.value->at, state.now),
                                    health->desired.value->author)
                         : QString());
    renderSummary(facts);
    renderVariables();
    renderDomains(facts);
    renderCompose(facts);
}

void AppDetail::renderSummary(const apps::AppFacts *facts)
{
    m_drift->setRows(facts ? facts->drift : QList<apps::PanelDrift>());
    m_driftTable->setVisible(m_drift->rowCount() > 0);
    const auto restorable = facts ? std::count_if(facts->drift.cbegin(), facts->drift.cend(),
                                                  [](const auto &one) { return apps::canRestore(one.kind); })
                                  : 0;
    m_restoreAll->setVisible(restorable > 1);
    m_effect->setText(facts ? updateText(facts->effect) : tr("Not read yet"));
    const apps::UpdateEffect effect = facts ? facts->effect : apps::UpdateEffect();
    const bool saysSo = facts && facts->compose.value && facts->compose.value->rollsAsStack.value_or(true);
    m_stack->setVisible(effect.isCompose && effect.stopsFirst.value_or(false) && !saysSo);
    const platform::AppSetup *setup = facts && facts->setup.value ? &*facts->setup.value : nullptr;
    m_source->setText(setup ? tr("%1. %2.").arg(sourceText(setup->source), appStatusText(setup->status))
                            : QString());
    QStringList mounts;
    if (setup) {
        for (const platform::AppMount &mount : setup->mounts)
            mounts.append(QStringLiteral("%1 %2 \u2192 %3").arg(mount.kind, mount.source, mount.path));
    }
    m_mounts->setVisible(!mounts.isEmpty());
    m_mounts->setText(tr("Mounts: %1").arg(mounts.join(QStringLiteral(", "))));
    m_driftNote->setText(!setup ? QString()
                         : facts->drift.isEmpty()
                             ? tr("Nothing was changed in Dokploy's own panel since it was last "
                                  "accepted.")
                             : tr("Changed in Dokploy's own panel, not by Envdeck:"));
}

void AppDetail::renderVariables()
{
    const AppsState &state = m_presenter.state();
    QStringList names;
    for (const apps::AppFacts &facts : state.environments)
        names.append(facts.target.environment);
    if (names != m_variables->environments()) {
        m_variables->setEnvironments(names);
        QList<DataTable::Column> columns{{170, true, 0}, {110, false, 560, 170}};
        for (qsizetype i = 0; i < names.size(); ++i)
            columns.append({120, false, 0, 240});
        m_variableTable->setColumns(columns);
    }
    const QList<apps::VariableRow> rows = apps::variableRows(state.environments);
    m_variables->setRows(rows);
    const auto differ =
        std::count_if(rows.cbegin(), rows.cend(), [](const auto &row) { return row.differs; });
    const auto missing =
        std::count_if(rows.cbegin(), rows.cend(), [](const auto &row) { return row.isMissingSomewhere(); });
    const apps::AppFacts *facts = state.facts();
    const bool tokens = facts && facts->compose.value && !facts->compose.value->tokenLines.isEmpty();
    m_variableNote->setSeverity(tokens ? Severity::Critical : Severity::None);
    m_variableNote->setText(tokens ? tr("The compose file in git holds what looks like a secret, in line %1. "
                                        "Set it here instead, and "
                                        "rotate it.")
                                         .arg(facts->compose.value->tokenLines.first())
                            : rows.isEmpty()
                                ? tr("No variables are set in Dokploy for it.")
                                : tr("%1 in all, %2 with values that differ, %3 missing somewhere. Values "
                                     "are not shown; the menu of a cell reveals "
                                     "one for 20 s, which is audited.")
                                      .arg(rows.size())
                                      .arg(differ)
                                      .arg(missing));
}

void AppDetail::renderDomains(const apps::AppFacts *facts)
{
    const platform::AppSetup *setup = facts && facts->setup.value ? &*facts->setup.value : nullptr;
    QList<AppDomainRow> rows;
    if (setup) {
        for (const platform::AppDomain &domain : setup->domains) {
            const auto seen = facts->certificates.constFind(domain.host);
            const auto *certificate = seen == facts->certificates.cend() ? nullptr : &*seen;
            const QString asked = domain.certificate == platform::AppCertificate::LetsEncrypt
                                      ? tr("Let's Encrypt")
                                  : domain.certificate == platform::AppCertificate::Custom
                                      ? tr("Custom resolver %1").arg(domain.resolver)
                                      : tr("None", "no certificate");
            rows.append({routeText(domain),
                         domain.service.isEmpty()
                             ? QString::number(domain.port)
                             : QStringLiteral("%1:%2").arg(domain.service).arg(domain.port),
                         asked, certificateText(domain, certificate, m_presenter.state().now),
                         certificateSeverity(domain, certificate, m_presenter.state().now,
                                             m_presenter.workspace().thresholds.certificate)});
        }
    }
    m_domains->setRows(rows);
    m_domainNote->setText(!setup ? tr("Not read yet")
                          : rows.isEmpty()
                              ? tr("Dokploy serves it under no name.")
                              : tr("As Dokploy's proxy serves them. A change of a compose app's domain "
                                   "counts from its next deployment on."));
}

void AppDetail::renderCompose(const apps::AppFacts *facts)
{
    const apps::ComposeView *view = facts && facts->compose.value ? &*facts->compose.value : nullptr;
    const QString text = view ? QString::fromUtf8(view->text) : QString();
    if (m_compose->toPlainText() != text)
        m_compose->setPlainText(text);
    QList<QTextEdit::ExtraSelection> marks;
    QStringList numbers;
    for (const int line : view ? view->imageLines : QList<int>()) {
        QTextEdit::ExtraSelection mark;
        mark.format.setBackground(tokensOf(this).selected);
        mark.format.setProperty(QTextFormat::FullWidthSelection, true);
        mark.cursor = QTextCursor(m_compose->document()->findBlockByNumber(line - 1));
        marks.append(mark);
        numbers.append(QString::number(line));
    }
    m_compose->setExtraSelections(marks);
    m_composeNote->setText(
        !view ? tr("Not read yet")
        : view->unreadable
            ? tr("%1 at %2 does not read as a compose file: %3")
                  .arg(view->file, view->commit.left(7), view->unreadable->detail)
            : tr("%1 at %2 of %3; the image stands in line %4")
                  .arg(view->file, view->commit.left(7), view->branch, numbers.join(QStringLiteral(", "))));
}

void AppDetail::actOnDrift(const QModelIndex &index)
{
    const apps::PanelDrift *drift = m_drift->row(index);
    if (!drift)
        return;
    if (index.column() == PanelDriftModel::RestoreColumn)
        Q_EMIT restoreAsked({*drift});
    else
        Q_EMIT adoptAsked(*drift);
}

void AppDetail::showVariableMenu(const QModelIndex &index, const QPoint &at)
{
    const apps::VariableRow *row = m_variables->row(index);
    if (!row)
        return;
    // The cell that was pointed at; on the name, that of the environment in view.
    const apps::VariableCell *cell = nullptr;
    for (const apps::VariableCell &candidate : row->cells) {
        if (candidate.environment == m_presenter.target().environment)
            cell = &candidate;
    }
    const int column = index.column() - AppVariableModel::FirstEnvironment;
    if (column >= 0 && column < row->cells.size())
        cell = &row->cells.at(column);
    if (!cell || !cell->known)
        return;
    const QString name = row->name;
    const QString environment = cell->environment;
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("apps.variable.menu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(themedIcon(QStringLiteral("edit")),
                            cell->isSet ? tr("Set another value in %1\u2026").arg(plainMenuText(environment))
                                        : tr("Set in %1\u2026").arg(plainMenuText(environment))),
            &QAction::triggered, this, [this, environment, name] { Q_EMIT setAsked(environment, name); });
    if (cell->isSet) {
        connect(menu->addAction(tr("Rename in %1\u2026").arg(plainMenuText(environment))),
                &QAction::triggered, this,
                [this, environment, name] { Q_EMIT renameAsked(environment, name); });
        connect(menu->addAction(themedIcon(QStringLiteral("delete")),
                                tr("Unset in %1\u2026").arg(plainMenuText(environment))),
                &QAction::triggered, this,
                [this, environment, name] { Q_EMIT unsetAsked(environment, name); });
        menu->addSeparator();
        connect(menu->addAction(tr("Reveal for 20 s (audited)")), &QAction::triggered, this,
                [this, environment, name] { m_presenter.reveal(environment, name); });
    }
    for (const apps::VariableCell &other : row->cells) {
        if (&other == cell || !other.isSet)
            continue;
        if (cell->isSet && other.group == cell->group)
            continue;
        connect(menu->addAction(themedIcon(QStringLiteral("copy")),
                                tr("Take the value of %1\u2026").arg(plainMenuText(other.environment))),
                &QAction::triggered, this, [this, environment, from = other.environment, name] {
                    Q_EMIT copyAsked(from, environment, name);
                });
    }
    menu->popup(at);
}

} // namespace envdeck::ui
