// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/chart_table_model.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/chart_crosshair.h"
#include "ui/widgets/chart_legend.h"
#include "ui/widgets/chart_overlay.h"
#include "ui/widgets/chart_panel.h"
#include "ui/widgets/data_table.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QStackedWidget>

#include <algorithm>

// What an operator does with a chart: its menu, its table, its keys.
namespace envdeck::ui {

void ChartPanel::fillMenu(QMenu *menu)
{
    const auto add = [&](const QString &text, const QString &icon, auto trigger) {
        connect(menu->addAction(themedIcon(icon), text), &QAction::triggered, this, trigger);
    };
    const bool table = isTableShown();
    add(table ? tr("Show as chart") : tr("Show as table"),
        table ? QStringLiteral("metrics") : QStringLiteral("table"),
        [this, table] { setTableShown(!table); });
    add(tr("Copy image"), QStringLiteral("copy"), [this] { copyPicture(); });
    if (m_group.at() > 0)
        add(tr("Copy values at the crosshair"), QStringLiteral("copy"), [this] { Q_EMIT copyAsked(); });
    add(tr("Export CSV\u2026"), QStringLiteral("export"), [this] { Q_EMIT exportAsked(); });
}

void ChartPanel::openMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillMenu(menu);
    menu->popup(at);
}

void ChartPanel::contextMenuEvent(QContextMenuEvent *event)
{
    openMenu(event->globalPos());
}

bool ChartPanel::isTableShown() const
{
    return m_table && m_body->currentWidget() == m_table;
}

void ChartPanel::setTableShown(bool shown)
{
    if (shown && !m_table) {
        m_numbers = new ChartTableModel(this);
        m_table = new DataTable;
        m_table->setObjectName(QStringLiteral("chart.table"));
        m_table->setModel(m_numbers);
        m_body->addWidget(m_table);
    }
    if (!m_table)
        return;
    shown ? m_body->setCurrentWidget(m_table) : m_body->setCurrentWidget(m_view);
    showNumbers();
}

void ChartPanel::showNumbers()
{
    if (!isTableShown())
        return;
    m_numbers->setSpec(m_spec);
    m_table->setAccessibleName(m_spec.title);
    QList<DataTable::Column> columns{{150, true, 0}};
    for (qsizetype i = 0; i < m_spec.series.size(); ++i)
        columns.append({100, false, 0});
    m_table->setColumns(columns);
}

// The card as it is, without the pointer's traces.
void ChartPanel::copyPicture()
{
    QGuiApplication::clipboard()->setPixmap(grab());
}

void ChartPanel::stepCrosshair(int samples)
{
    if (m_spec.series.isEmpty() || m_spec.series.first().times.empty())
        return;
    const std::vector<qint64> &times = m_spec.series.first().times;
    const auto first = std::lower_bound(times.begin(), times.end(), m_spec.from);
    const auto last = std::upper_bound(times.begin(), times.end(), m_spec.to);
    if (first == last)
        return;
    const auto lowest = first - times.begin();
    const auto highest = last - times.begin() - 1;
    const qint64 at = m_group.at();
    // Without a crosshair the newest sample is the one to begin with.
    const auto now = at > 0 ? std::lower_bound(times.begin(), times.end(), at) - times.begin()
                            : highest + (samples < 0 ? 1 : 0);
    m_group.setAt(
        times[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(now + samples, lowest, highest))]);
}

void ChartPanel::keyPressEvent(QKeyEvent *event)
{
    const int all = m_spec.series.isEmpty() ? 0 : static_cast<int>(m_spec.series.first().times.size());
    const int wide = event->modifiers().testFlag(Qt::ShiftModifier) ? 10 : 1;
    if (event->matches(QKeySequence::Copy) && m_group.at() > 0)
        return Q_EMIT copyAsked();
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return QFrame::keyPressEvent(event); // Alt+Left is the window's
    switch (event->key()) {
    case Qt::Key_Left: return stepCrosshair(-wide);
    case Qt::Key_Right: return stepCrosshair(wide);
    case Qt::Key_Home: return stepCrosshair(-all);
    case Qt::Key_End: return stepCrosshair(all);
    case Qt::Key_Space:
        if (m_group.at() > 0)
            m_group.pin(m_group.at());
        return;
    default: QFrame::keyPressEvent(event);
    }
}

} // namespace envdeck::ui
