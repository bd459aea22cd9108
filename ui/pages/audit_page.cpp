// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/audit_page.h"

#include "ui/models/audit_model.h"
#include "ui/pages/audit_filters.h"
#include "ui/pages/audit_sheet.h"
#include "ui/shell/main_window.h"
#include "ui/text/audit_text.h"
#include "ui/text/freshness_text.h"
#include "ui/text/number_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/face_stack.h"
#include "ui/widgets/overlay_host.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/toast_host.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QStandardPaths>
#include <QTimer>
#include <QVBoxLayout>

namespace envdeck::ui {

AuditPage::AuditPage(std::unique_ptr<AuditPresenter> presenter, QWidget *parent)
    : Page(parent), m_presenter(std::move(presenter)), m_model(new AuditModel(this)),
      m_header(new PageHeader), m_filters(new AuditFilters), m_table(new DataTable), m_clock(new QTimer(this))
{
    setObjectName(QStringLiteral("audit.page"));
    m_export = m_header->addAction({}, QStringLiteral("export"));
    m_export->setObjectName(QStringLiteral("audit.export"));
    connect(m_export, &QPushButton::clicked, this, &AuditPage::askExport);
    connect(m_header, &PageHeader::refreshAsked, this, &AuditPage::refresh);
    connect(m_filters, &AuditFilters::changed, this, &AuditPage::applyFilter);

    m_table->setObjectName(QStringLiteral("audit.table"));
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setColumns({{140, false, 0},
                         {164, false, 0, 210},
                         {112, false, 0, 170},
                         {100, false, 0},
                         {92, false, 0},
                         {92, false, 0},
                         {150, false, 880},
                         {84, false, 1060},
                         {84, false, 1160},
                         {120, true, 800}});
    connect(m_table, &DataTable::opened, this, &AuditPage::openRow);
    connect(m_table, &DataTable::menuAsked, this, &AuditPage::showMenu);
    connect(m_model, &AuditModel::moreWanted, m_presenter.get(), &AuditPresenter::readMore);

    auto *answer = new QWidget;
    auto *holder = new QVBoxLayout(answer);
    holder->setContentsMargins(metrics::space3, 0, metrics::space3, 0);
    holder->addWidget(m_table);
    m_faces = new FaceStack(answer, {140, 164, 96, 100, 96, 100, 160, 84, 84});
    connect(m_faces, &FaceStack::nextStepChosen, this,
            [this](NextStep step) { takeNextStep(step, QStringLiteral("git")); });
    connect(m_faces, &FaceStack::filterCleared, m_filters, &AuditFilters::clear);
    connect(m_faces, &FaceStack::bannerActionChosen, this, [this] {
        m_presenter->checkChain();
        refresh();
    });

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_filters);
    column->addWidget(m_faces, 1);
    column->addWidget(buildFooter());

    connect(m_presenter.get(), &AuditPresenter::stateChanged, this, &AuditPage::render);
    connect(m_presenter.get(), &AuditPresenter::entriesChanged, this,
            [this] { m_model->setEntries(m_presenter->entries()); });
    connect(m_presenter.get(), &AuditPresenter::entriesAdded, this,
            [this](qsizetype first) { m_model->append(m_presenter->entries().mid(first)); });
    connect(m_presenter.get(), &AuditPresenter::reportReady, this, &AuditPage::openReport);
    connect(m_presenter.get(), &AuditPresenter::reportFailed, this,
            [this](const ErrorText &error) { toasts()->show(error.sentence()); });
    connect(m_presenter.get(), &AuditPresenter::exported, this,
            [this](const QString &path) { toasts()->show(tr("Exported to %1").arg(path)); });
    connect(m_presenter.get(), &AuditPresenter::exportFailed, this,
            [this](const ErrorText &error) { toasts()->show(error.sentence()); });
    m_clock->setInterval(std::chrono::seconds(30));
    connect(m_clock, &QTimer::timeout, this, &AuditPage::render); // ages
    retranslate();
}

AuditPage::~AuditPage() = default;

QWidget *AuditPage::buildFooter()
{
    auto *footer = new QWidget;
    auto *row = new QHBoxLayout(footer);
    row->setContentsMargins(metrics::pageMargin, metrics::space2, metrics::pageMargin, metrics::space2);
    row->setSpacing(metrics::space3);
    m_chain = new Chip({});
    m_chain->setObjectName(QStringLiteral("audit.chain"));
    m_chainDetail = new Label({}, Type::Small, Tone::Muted);
    m_check = new QPushButton;
    m_check->setObjectName(QStringLiteral("audit.check"));
    setVariant(m_check, ButtonVariant::Quiet);
    connect(m_check, &QPushButton::clicked, m_presenter.get(), &AuditPresenter::checkChain);
    m_shown = new Label({}, Type::Small, Tone::Muted);
    m_shown->setObjectName(QStringLiteral("audit.shown"));
    row->addWidget(m_chain);
    row->addWidget(m_chainDetail);
    row->addWidget(m_check);
    row->addStretch(1);
    row->addWidget(m_shown);
    return footer;
}

void AuditPage::setScope(const Scope &scope)
{
    m_scope = scope;
    m_header->setContext(scope.environment.value_or(QString()));
    m_table->clearSelection();
    m_table->setColumnHidden(AuditModel::EnvironmentColumn,
                             scope.environment.has_value()); // the header says it
    applyFilter();
}

void AuditPage::applyFilter()
{
    journal::Filter filter = m_filters->filter(m_presenter->now().toLocalTime().date());
    filter.environment = m_scope.environment.value_or(QString());
    m_presenter->setFilter(filter);
}

void AuditPage::showItem(const QString &item)
{
    m_wanted = item;
    render();
}

void AuditPage::refresh()
{
    m_presenter->refresh();
}

void AuditPage::entered()
{
    m_presenter->setWatching(true);
    m_presenter->refresh();
    m_clock->start();
}

void AuditPage::left()
{
    m_presenter->setWatching(false);
    m_clock->stop();
}

bool AuditPage::focusSearch()
{
    m_filters->focusText();
    return true;
}

QList<Command> AuditPage::commands() const
{
    auto *self = const_cast<AuditPage *>(this);
    Command command;
    command.id = QStringLiteral("audit.export");
    command.title = tr("Export the audit\u2026");
    command.englishTitle = QStringLiteral("Export the audit");
    command.icon = QStringLiteral("export");
    command.context = m_scope.environment.value_or(QString());
    command.shortcut = QKeySequence(Qt::CTRL | Qt::Key_E);
    command.enabled = m_presenter->state().answered;
    command.reason = command.enabled ? QString() : tr("the audit was not read");
    command.trigger = [self] { self->askExport(); };
    Command check = command;
    check.id = QStringLiteral("audit.check");
    check.title = tr("Check that the audit is whole");
    check.englishTitle = QStringLiteral("Check that the audit is whole");
    check.icon = QStringLiteral("verification");
    check.shortcut = {};
    check.trigger = [self] { self->m_presenter->checkChain(); };
    return {command, check};
}

QString AuditPage::helpText() const
{
    return tr("Everything that was done with Envdeck here, and versions that others committed. Rows are only "
              "ever added, and each carries a hash of the one before it, "
              "so that a row that was changed or removed later is found. Enter opens what a row knows.");
}

void AuditPage::retranslate()
{
    m_header->setTitle(title());
    m_export->setText(tr("Export\u2026"));
    m_check->setText(tr("Check again"));
    m_table->setAccessibleName(tr("Audit"));
    m_filters->retranslate();
    m_model->retranslate();
    render();
}

void AuditPage::render()
{
    const AuditState &state = m_presenter->state();
    m_model->setMoreToCome(state.answered && !state.atEnd && !state.full);
    m_filters->setNames(state.names);
    m_header->setRefreshing(state.loading && state.answered);
    const Freshness freshness = !state.answered ? Freshness::Unknown
                                : state.error   ? Freshness::Stale
                                                : Freshness::Fresh;
    m_header->setFreshness(freshnessText(freshness, state.readAt, m_presenter->now(), tr("journal"), {}));
    if (m_export->isEnabled() != state.answered) {
        m_export->setEnabled(state.answered);
        Q_EMIT commandsChanged();
    }
    renderFace();
    renderBanner();
    renderFooter();
    if (const int row = m_wanted.isEmpty() ? -1 : m_model->rowOf(m_wanted); row >= 0) {
        m_wanted.clear();
        m_table->selectRow(row);
    }
}

void AuditPage::renderFace()
{
    const AuditState &state = m_presenter->state();
    if (!state.answered)
        return state.error ? m_faces->showError(*state.error) : m_faces->showLoading(tr("the journal"));
    if (!m_presenter->entries().isEmpty() || state.loading)
        return m_faces->showAnswer();
    if (m_filters->isNarrowing())
        return m_faces->showNoMatch(m_filters->words());
    const QString environment = m_scope.environment.value_or(QString());
    m_faces->showEmpty(QStringLiteral("audit"),
                       environment.isEmpty() ? tr("Nothing was done yet")
                                             : tr("Nothing was done in %1 yet").arg(environment),
                       tr("Deployments, plans and everything else that changes something stand here "
                          "afterwards, with who did it and why."));
}

void AuditPage::renderBanner()
{
    const AuditState &state = m_presenter->state();
    if (state.chain && !state.chain->isWhole())
        m_faces->setBanner(Severity::Critical, chainTitle(*state.chain), chainDetail(*state.chain),
                           tr("Check again"));
    else if (state.error && state.answered)
        m_faces->setBanner(Severity::Stale, state.error->title(),
                           tr("%1.", "a sentence").arg(state.error->now), nextStepLabel(NextStep::Retry));
    else if (state.commitsError && state.answered)
        m_faces->setBanner(
            Severity::Stale, state.commitsError->title(),
            tr("What was done with Envdeck is shown; versions that others committed may be missing."),
            nextStepLabel(NextStep::Retry));
    else
        m_faces->setBanner(Severity::None, {});
}

void AuditPage::renderFooter()
{
    const AuditState &state = m_presenter->state();
    if (state.checking)
        m_chain->setSpec({Severity::Running, tr("Checking the record"), false});
    else if (state.chainError)
        m_chain->setSpec({Severity::Unknown, tr("The record could not be checked"), false});
    else if (!state.chain)
        m_chain->setSpec({Severity::Unknown, tr("The record was not checked yet"), false});
    else if (state.chain->isWhole())
        m_chain->setSpec({Severity::Ok, chainTitle(*state.chain), false});
    else
        m_chain->setSpec({Severity::Critical, tr("The record is not whole"), false});
    const bool checked = state.chain && !state.checking;
    m_chainDetail->setVisible(checked && state.chain->isWhole());
    if (checked)
        m_chainDetail->setText(
            tr("%1, checked %2")
                .arg(chainDetail(*state.chain), agoText(state.checkedAt, m_presenter->now())));
    m_check->setEnabled(!state.checking);
    const QString count = tr("%n shown", "rows of the audit", int(m_presenter->entries().size()));
    QStringList words{state.full    ? tr("%1; narrow the filter or export for older ones").arg(count)
                      : state.atEnd ? count
                                    : tr("%1; scroll for older ones").arg(count)};
    if (state.commitsMissing)
        words.append(tr("commits of others are not complete"));
    m_shown->setText(state.answered ? words.join(QStringLiteral(" \u00b7 ")) : QString());
}

void AuditPage::openRow(const QModelIndex &index)
{
    if (const journal::AuditEntry *entry = m_model->entry(index))
        m_presenter->openReport(*entry);
}

void AuditPage::openReport(const AuditReport &report)
{
    if (overlay()->isOpen())
        return;
    const Environment *environment = m_presenter->workspace().environment(report.entry.environment);
    auto *sheet = new AuditSheet(report, environment ? environment->kind : EnvironmentKind::Custom,
                                 m_presenter->workspace().isLocal(), m_presenter->now());
    connect(sheet, &AuditSheet::closed, overlay(), &OverlayHost::dismiss);
    connect(sheet, &AuditSheet::copyAsked, this, [this](const QString &text) {
        QGuiApplication::clipboard()->setText(text);
        toasts()->show(tr("Copied the report"));
    });
    connect(sheet, &AuditSheet::deploymentAsked, this, [this, entry = report.entry] {
        overlay()->dismiss();
        Q_EMIT navigate({QStringLiteral("deployments"), entry.environment, auditObject(entry), entry.commit});
    });
    connect(sheet, &AuditSheet::watchAsked, this, [this, operation = report.entry.operation] {
        overlay()->dismiss();
        if (auto *main = qobject_cast<MainWindow *>(window()))
            main->showJob(operation);
    });
    overlay()->open(sheet, OverlayHost::Place::Center);
}

void AuditPage::showMenu(const QModelIndex &index, const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Open")), &QAction::triggered, this,
            [this, index = QPersistentModelIndex(index)] { openRow(index); });
    const journal::AuditEntry *entry = m_model->entry(index);
    const auto addCopy = [&](const QString &words, const QString &value) {
        if (!value.isEmpty())
            connect(menu->addAction(themedIcon(QStringLiteral("copy")), words), &QAction::triggered, this,
                    [value] { QGuiApplication::clipboard()->setText(value); });
    };
    addCopy(tr("Copy the commit"), entry ? entry->commit : QString());
    addCopy(tr("Copy the operation id"), entry && entry->sequence > 0 ? entry->operation : QString());
    menu->popup(at);
}

void AuditPage::askExport()
{
    if (!m_presenter->state().answered)
        return;
    const QString csv = tr("Comma-separated values (*.csv)");
    auto *dialog = new QFileDialog(this, tr("Export the audit"));
    dialog->setObjectName(QStringLiteral("audit.exportDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({csv, tr("JSON (*.json)")});
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog->selectFile(QStringLiteral("audit-%1")
                           .arg(m_presenter->now().toLocalTime().date().toString(
                               Qt::ISODate))); // the suffix follows the type
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, csv](const QString &chosen) {
        dialog->setDefaultSuffix(chosen == csv ? QStringLiteral("csv") : QStringLiteral("json"));
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_presenter->exportTo(path, path.endsWith(QLatin1String(".json"), Qt::CaseInsensitive)
                                        ? journal::AuditFormat::Json
                                        : journal::AuditFormat::Csv);
    });
    dialog->open();
}

} // namespace envdeck::ui
