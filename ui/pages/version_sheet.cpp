// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/version_sheet.h"

#include "ui/models/version_model.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint_controls.h"
#include "ui/theme/style.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/env_band.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

#include <algorithm>

namespace envdeck::ui {

VersionSheet::VersionSheet(const QString &title, EnvironmentKind kind, bool hatched, const QDateTime &now,
                           QWidget *parent)
    : QWidget(parent), m_model(new VersionModel(this)), m_filtered(new QSortFilterProxyModel(this)),
      m_filter(new QLineEdit), m_table(new DataTable),
      m_note(new Label(tr("Asking the registry\u2026"), Type::Body, Tone::Muted)),
      m_accept(new QPushButton(tr("Review\u2026")))
{
    setObjectName(QStringLiteral("versions.sheet"));
    setAccessibleName(title);
    m_model->setNow(now);
    m_filtered->setSourceModel(m_model);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_filter->setObjectName(QStringLiteral("versions.filter"));
    m_filter->setPlaceholderText(tr("Filter versions"));
    m_filter->setAccessibleName(tr("Filter versions"));
    m_table->setObjectName(QStringLiteral("versions.table"));
    m_table->setAccessibleName(tr("Versions"));
    m_table->setModel(m_filtered);
    m_table->setColumns({{240, false, 0}, {140, false, 0}, {160, true, 0}});
    m_accept->setObjectName(QStringLiteral("versions.accept"));
    m_accept->setEnabled(false);
    setVariant(m_accept, ButtonVariant::Primary);
    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setObjectName(QStringLiteral("versions.cancel"));

    auto *band = new EnvBand(metrics::sheetBandHeight);
    band->setEnvironments({kind});
    band->setHatched(hatched);
    band->setTopRadius(metrics::radiusLarge);
    auto *body = new QVBoxLayout;
    body->setContentsMargins(metrics::space3, metrics::space4, metrics::space3, metrics::space4);
    body->setSpacing(metrics::space3);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(metrics::space3, 0, metrics::space3, 0);
    head->setSpacing(metrics::space3);
    head->addWidget(new Label(title, Type::PageTitle));
    head->addWidget(m_filter);
    head->addWidget(m_note);
    body->addLayout(head);
    body->addWidget(m_table, 1); // its text stands at the sheet's 24
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(0, 0, metrics::space3, 0);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_accept);
    body->addLayout(buttons);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(band);
    column->addLayout(body, 1);

    connect(m_filter, &QLineEdit::textChanged, this, &VersionSheet::filter);
    connect(m_filter, &QLineEdit::returnPressed, this, &VersionSheet::choose);
    connect(m_table, &DataTable::opened, this, &VersionSheet::choose);
    connect(m_accept, &QPushButton::clicked, this, &VersionSheet::choose);
    connect(cancel, &QPushButton::clicked, this, &VersionSheet::canceled);
    setFocusProxy(m_filter);
}

QSize VersionSheet::sizeHint() const
{
    return {scaled(640), scaled(520)};
}

void VersionSheet::setVersions(const QList<deployments::Version> &versions)
{
    m_model->setRows(versions);
    m_note->setText(versions.isEmpty() ? tr("The registry has no version of this app.")
                                       : tr("%n version(s) in the registry", nullptr, int(versions.size())));
    m_accept->setEnabled(!versions.isEmpty());
    // Reproducible builds do not say when: a column of dashes says nothing.
    m_table->setColumnHidden(
        VersionModel::CreatedColumn,
        std::none_of(versions.cbegin(), versions.cend(),
                     [](const deployments::Version &version) { return version.created.isValid(); }));
    if (!versions.isEmpty())
        m_table->selectRow(0);
}

void VersionSheet::setFailure(const QString &sentence)
{
    m_note->setText(sentence);
}

// What was typed to its end is meant, not a newer one that begins alike: "v1.4.0" is not "v1.4.0-rc2".
void VersionSheet::filter(const QString &text)
{
    m_filtered->setFilterFixedString(text);
    int wanted = 0;
    for (int row = 0; row < m_filtered->rowCount(); ++row) {
        if (m_model->row(m_filtered->mapToSource(m_filtered->index(row, 0)))->image.tag == text.trimmed())
            wanted = row;
    }
    m_accept->setEnabled(m_filtered->rowCount() > 0);
    if (m_filtered->rowCount() > 0)
        m_table->selectRow(wanted);
}

void VersionSheet::choose()
{
    const int row = m_table->selectedRow() >= 0 ? m_table->selectedRow() : 0;
    if (const auto *version = m_model->row(m_filtered->mapToSource(m_filtered->index(row, 0))))
        Q_EMIT chosen(*version);
}

void VersionSheet::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return Q_EMIT canceled();
    QWidget::keyPressEvent(event);
}

void VersionSheet::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokensOf(this);
    QPainter painter(this);
    paintBox(&painter, rect(), metrics::radiusLarge, t.surface, t.line);
}

} // namespace envdeck::ui
