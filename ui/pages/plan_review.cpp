// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plan_review.h"

#include "core/base/async.h"
#include "core/base/safe_file.h"
#include "ui/models/plan_model.h"
#include "ui/text/error_text.h"
#include "ui/text/plan_cost_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/label.h"
#include "ui/widgets/plan_delegate.h"

#include <QCheckBox>
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QTreeView>

namespace envdeck::ui {

namespace {

constexpr int mostOpened = 60;    // resources that open by themselves
constexpr int mostExpanded = 500; // that "Expand all" opens
constexpr int mostUneven = 2000;  // rows of their own height; more are all as high as the first

} // namespace

PlanReview::PlanReview(QWidget *parent)
    : QWidget(parent), m_model(new PlanModel(this)), m_worker(QStringLiteral("plan-export"))
{
    build();
    retranslate();
}

void PlanReview::build()
{
    m_cost = new Label({}, Type::Small, Tone::Muted);
    m_cost->setObjectName(QStringLiteral("plan.cost"));
    m_cost->setContentsMargins(metrics::pageMargin, 0, metrics::pageMargin, metrics::space2);
    m_tree = new QTreeView;
    m_tree->setObjectName(QStringLiteral("plan.tree"));
    m_tree->setModel(m_model);
    m_tree->setItemDelegate(new PlanDelegate(m_tree));
    m_tree->header()->hide();
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setMouseTracking(true);
    m_tree->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);

    m_nothing = new QWidget;
    auto *nothing = new QVBoxLayout(m_nothing);
    m_nothingWords = new Label({}, Type::Body, Tone::Muted);
    m_clear = new QPushButton;
    m_clear->setObjectName(QStringLiteral("plan.clearFilter"));
    setVariant(m_clear, ButtonVariant::Quiet);
    nothing->addStretch(1);
    nothing->addWidget(m_nothingWords, 0, Qt::AlignHCenter);
    nothing->addWidget(m_clear, 0, Qt::AlignHCenter);
    nothing->addStretch(2);

    auto *treeRow = new QWidget;
    auto *row = new QHBoxLayout(treeRow);
    row->setContentsMargins(metrics::space3, 0, metrics::space3, 0);
    row->addWidget(m_tree);
    m_faces = new QStackedWidget;
    m_faces->addWidget(treeRow);
    m_faces->addWidget(m_nothing);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_cost);
    column->addWidget(buildTools());
    column->addWidget(m_faces, 1);
}

QWidget *PlanReview::buildTools()
{
    const auto button = [](const char *name) {
        auto *made = new QPushButton;
        made->setObjectName(QLatin1String(name));
        setVariant(made, ButtonVariant::Quiet);
        return made;
    };
    m_filter = new QLineEdit;
    m_filter->setObjectName(QStringLiteral("plan.filter"));
    m_filter->setMaximumWidth(scaled(240));
    m_filter->setClearButtonEnabled(true);
    m_unchanged = new QCheckBox;
    m_unchanged->setObjectName(QStringLiteral("plan.unchanged"));
    m_expand = button("plan.expand");
    m_copy = button("plan.copy");
    m_export = button("plan.export");
    auto *tools = new QWidget;
    auto *row = new QHBoxLayout(tools);
    row->setContentsMargins(metrics::pageMargin, 0, metrics::pageMargin, metrics::space2);
    row->setSpacing(metrics::space2);
    row->addWidget(m_filter, 1);
    row->addWidget(m_unchanged);
    row->addStretch(1);
    row->addWidget(m_expand);
    row->addWidget(m_copy);
    row->addWidget(m_export);
    connect(m_filter, &QLineEdit::textChanged, this, &PlanReview::filter);
    connect(m_clear, &QPushButton::clicked, m_filter, &QLineEdit::clear);
    connect(m_unchanged, &QCheckBox::toggled, this, [this](bool shown) {
        m_model->setUnchangedShown(shown);
        expand();
    });
    connect(m_expand, &QPushButton::clicked, m_tree, &QTreeView::expandAll);
    connect(m_copy, &QPushButton::clicked, this, &PlanReview::copy);
    connect(m_export, &QPushButton::clicked, this, &PlanReview::askExport);
    return tools;
}

void PlanReview::setPlan(const Plan &plan, const QString &environment, PlanMode mode)
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    m_readsNames = false;
    m_environment = environment;
    m_model->setPlan(plan, mode);
    if (!m_filter->text().trimmed().isEmpty())
        readNames();
    expand();
}

// The names of all attributes are read once somebody filters; until then addresses are what matches.
void PlanReview::readNames()
{
    if (m_readsNames || m_model->isHeld())
        return;
    m_readsNames = true;
    const auto names = m_worker.run([plan = m_model->plan(), stop = m_stop.get_token()] {
        return Result<PlanNames>(planNames(plan, stop));
    });
    whenDone(names, this, [this, stop = m_stop.get_token()](const Result<PlanNames> &read) {
        if (!read || stop.stop_requested())
            return;
        m_model->setNames(read.value());
        expand();
    });
}

PlanReview::~PlanReview()
{
    m_stop.request_stop();
}

bool PlanReview::focusSearch()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    return m_filter->isVisible();
}

void PlanReview::retranslate()
{
    m_filter->setPlaceholderText(tr("Filter resources"));
    m_filter->setAccessibleName(tr("Filter resources"));
    m_expand->setText(tr("Expand all"));
    m_copy->setText(tr("Copy as Markdown"));
    m_export->setText(tr("Export\u2026"));
    m_clear->setText(tr("Clear filter"));
    m_tree->setAccessibleName(tr("Planned changes"));
    m_model->retranslate();
    render();
}

void PlanReview::filter()
{
    readNames();
    m_model->setFilter(m_filter->text());
    expand();
}

// Groups always; resources while a person can read them all.
void PlanReview::expand()
{
    const int shown = m_model->shownCount();
    m_tree->setUniformRowHeights(shown > mostUneven);
    if (shown <= mostOpened) {
        m_tree->expandAll();
        return render();
    }
    for (int i = 0; i < m_model->rowCount(); ++i) {
        const QModelIndex action = m_model->index(i, 0);
        m_tree->expand(action);
        const QModelIndex first = m_model->index(0, 0, action);
        if (first.data(PlanModel::KindRole).toInt() != int(PlanRow::Kind::Module))
            continue;
        for (int j = 0; j < m_model->rowCount(action); ++j)
            m_tree->expand(m_model->index(j, 0, action));
    }
    render();
}

void PlanReview::render()
{
    const QString cost = planCostText(m_model->cost());
    m_cost->setText(cost);
    m_cost->setVisible(!cost.isEmpty());
    m_unchanged->setText(tr("Show %n unchanged", nullptr, m_model->unchangedCount()));
    m_unchanged->setVisible(m_model->unchangedCount() > 0);
    m_expand->setEnabled(m_model->shownCount() <= mostExpanded);
    m_expand->setToolTip(m_expand->isEnabled() ? QString() : tr("Too many to read: filter first"));
    const QString text = m_filter->text().trimmed();
    const bool isNothing = m_model->rowCount() == 0 && !text.isEmpty();
    m_nothingWords->setText(isNothing ? tr("No match for '%1'").arg(text) : QString());
    m_faces->setCurrentIndex(isNothing ? 1 : 0);
}

void PlanReview::copy()
{
    QGuiApplication::clipboard()->setText(planMarkdown(m_model->plan(), m_environment, m_model->mode()));
    Q_EMIT said(tr("Copied the plan as Markdown"));
}

void PlanReview::askExport()
{
    auto *dialog = new QFileDialog(this, tr("Export the plan"));
    dialog->setObjectName(QStringLiteral("plan.exportDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Markdown (*.md)")});
    dialog->setDefaultSuffix(QStringLiteral("md"));
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog->selectFile(QStringLiteral("plan-%1.md").arg(m_environment));
    connect(dialog, &QFileDialog::fileSelected, this, &PlanReview::exportTo);
    dialog->open();
}

void PlanReview::exportTo(const QString &path)
{
    const QByteArray text = planMarkdown(m_model->plan(), m_environment, m_model->mode()).toUtf8();
    whenDone(m_worker.run([path, text] { return writeFile(path, text); }), this,
             [this, path](const Result<void> &result) {
                 Q_EMIT said(result ? tr("Exported to %1").arg(path)
                                    : errorText(result.error(), Attempt::Export).sentence());
             });
}

} // namespace envdeck::ui
