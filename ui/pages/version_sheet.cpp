// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/version_sheet.h"

#include "ui/models/version_model.h"
#include "ui/text/version_text.h"
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
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace envdeck::ui {

namespace {

constexpr int newsLines = 5;

} // namespace

VersionSheet::VersionSheet(const QString &title, EnvironmentKind kind, bool hatched, const QDateTime &now,
                           QWidget *parent)
    : QWidget(parent), m_model(new VersionModel(this)), m_filtered(new QSortFilterProxyModel(this)),
      m_filter(new QLineEdit), m_table(new DataTable),
      m_note(new Label(tr("Asking the registry\u2026"), Type::Body, Tone::Muted)),
      m_accept(new QPushButton(tr("Review\u2026"))), m_now(now), m_settle(new QTimer(this))
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
    m_table->setColumns({{180, false, 0, 260},
                         {100, false, 0, 140},
                         {90, false, 0, 110},
                         {110, false, 620, 180},
                         {140, true, 0}});
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
    body->addWidget(buildNews());
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

    m_settle->setSingleShot(true);
    m_settle->setInterval(std::chrono::milliseconds(120));
    connect(m_settle, &QTimer::timeout, this, [this] {
        askForView();
        showNews();
    });
    const auto settle = qOverload<>(&QTimer::start);
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, m_settle, settle);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, m_settle, settle);
}

QWidget *VersionSheet::buildNews()
{
    m_newsBlock = new QWidget;
    m_newsBlock->setObjectName(QStringLiteral("versions.news"));
    auto *column = new QVBoxLayout(m_newsBlock);
    column->setContentsMargins(metrics::space3, 0, metrics::space3, 0);
    column->setSpacing(metrics::space1);
    m_newsTitle = new Label({}, Type::BodyStrong);
    column->addWidget(m_newsTitle);
    for (int line = 0; line < newsLines; ++line) {
        m_newsLines.append(new Label({}, Type::Small, Tone::Muted));
        column->addWidget(m_newsLines.last());
    }
    // Room from the beginning: the table does not jump when an answer comes.
    m_newsBlock->setMinimumHeight(m_newsBlock->sizeHint().height());
    return m_newsBlock;
}

QSize VersionSheet::sizeHint() const
{
    return {scaled(720), scaled(620)};
}

void VersionSheet::setVersions(const QList<deployments::Version> &versions)
{
    m_model->setRows(versions);
    m_note->setText(versions.isEmpty() ? tr("The registry has no version of this app.")
                                       : tr("%n version(s) in the registry", nullptr, int(versions.size())));
    m_accept->setEnabled(!versions.isEmpty());
    // Reproducible builds do not say when: a column of dashes says nothing.
    m_table->setColumnHidden(VersionModel::CreatedColumn,
                             !versions.isEmpty() && std::all_of(versions.cbegin(), versions.cend(),
                                                                [](const deployments::Version &version) {
                                                                    return version.isRead &&
                                                                           !version.created.isValid();
                                                                }));
    if (!versions.isEmpty())
        m_table->selectRow(0);
    m_settle->start();
}

// What is in view and not read yet; what was read with the list may still have its checks asked for.
void VersionSheet::askForView()
{
    const QRect view = m_table->viewport()->rect();
    const int first = std::max(0, m_table->rowAt(view.top()));
    const int last =
        m_table->rowAt(view.bottom()) < 0 ? m_filtered->rowCount() - 1 : m_table->rowAt(view.bottom());
    for (int row = first; row <= last; ++row) {
        const auto *version = m_model->row(m_filtered->mapToSource(m_filtered->index(row, 0)));
        if (!version || m_asked.contains(version->image.tag))
            continue;
        m_asked.insert(version->image.tag);
        Q_EMIT versionWanted(*version);
    }
}

const deployments::Version *VersionSheet::selected() const
{
    const int row = m_table->selectedRow();
    return row < 0 ? nullptr : m_model->row(m_filtered->mapToSource(m_filtered->index(row, 0)));
}

void VersionSheet::showNews()
{
    const auto *version = selected();
    const QString tag = version ? version->image.tag : QString();
    if (version && !m_news.contains(tag) && !m_noNews.contains(tag)) {
        m_news.insert(tag, std::nullopt);
        Q_EMIT newsWanted(*version);
    }
    const auto news = m_news.value(tag);
    m_newsTitle->setText(!version                 ? QString()
                         : m_noNews.contains(tag) ? m_noNews.value(tag)
                         : news                   ? newsText(*news)
                                                  : tr("Reading what is new\u2026"));
    m_newsTitle->setTone(news ? Tone::Normal : Tone::Muted);
    const auto commits = news ? news->comparison.commits : QList<platform::CommitFact>();
    for (qsizetype line = 0; line < m_newsLines.size(); ++line) {
        const bool more = line + 1 == m_newsLines.size() && commits.size() > m_newsLines.size();
        m_newsLines.at(line)->setText(line >= commits.size() ? QString()
                                      : more ? tr("and %n more", nullptr, int(commits.size() - line))
                                             : commitText(commits.at(line), m_now));
    }
}

void VersionSheet::setVersion(const deployments::Version &version)
{
    m_model->setVersion(version);
}

void VersionSheet::setUnread(const QString &, const QString &sentence)
{
    m_note->setText(sentence);
}

void VersionSheet::setChecks(const QString &tag, const platform::CiFacts &checks)
{
    m_model->setChecks(tag, checks);
}

void VersionSheet::setNews(const QString &tag, const deployments::VersionNews &news)
{
    m_news.insert(tag, news);
    showNews();
}

void VersionSheet::setNoNews(const QString &tag, const QString &sentence)
{
    m_noNews.insert(tag, sentence);
    showNews();
}

void VersionSheet::resizeEvent(QResizeEvent *)
{
    m_settle->start();
}

void VersionSheet::showEvent(QShowEvent *)
{
    m_settle->start();
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
    m_settle->start();
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
