// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/command_palette.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint_controls.h"
#include "ui/widgets/label.h"
#include "ui/widgets/palette_delegate.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QVBoxLayout>

namespace envdeck::ui {

namespace {

constexpr int rowsShown = 9;

int fieldHeight()
{
    return scaled(52);
}

} // namespace

CommandPalette::CommandPalette(QWidget *parent)
    : QWidget(parent), m_model(new PaletteModel(this)), m_edit(new QLineEdit), m_results(new QListView),
      m_help(new Label(tr("\u2191\u2193 choose   Enter run   > actions   # deployments   : "
                          "environments   ? help"),
                       Type::Small, Tone::Muted))
{
    setObjectName(QStringLiteral("palette"));
    setAccessibleName(tr("Command palette"));
    m_edit->setObjectName(QStringLiteral("palette.edit"));
    m_edit->setAccessibleName(tr("Search or run a command"));
    m_edit->setPlaceholderText(tr("Search or run a command\u2026"));
    m_edit->setFrame(false);
    QFont field = ui::font(Type::Body);
    field.setPixelSize(scaled(16));
    m_edit->setFont(field);
    m_edit->setFixedHeight(fieldHeight());
    m_edit->setTextMargins(40, 0, 12, 0);
    m_edit->installEventFilter(this);
    QPalette clear = m_edit->palette();
    clear.setColor(QPalette::Base, Qt::transparent);
    m_edit->setPalette(clear);
    setFocusProxy(m_edit);

    m_results->setObjectName(QStringLiteral("palette.results"));
    m_results->setAccessibleName(tr("Results"));
    m_results->setModel(m_model);
    m_results->setItemDelegate(new PaletteDelegate(this));
    m_results->setFrameShape(QFrame::NoFrame);
    m_results->setUniformItemSizes(true);
    m_results->setFocusPolicy(Qt::NoFocus);
    m_results->setMouseTracking(true);
    m_results->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_results->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_results->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_results->viewport()->setAutoFillBackground(false);
    connect(m_results, &QListView::clicked, this, &CommandPalette::choose);

    m_help->setContentsMargins(metrics::space4 + 2, 0, metrics::space4, 0);
    m_help->setFixedHeight(scaled(34));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_edit);
    column->addSpacing(metrics::space2 - 1);
    column->addWidget(m_results, 1);
    column->addSpacing(metrics::space2 - 2);
    column->addWidget(m_help);
    connect(m_edit, &QLineEdit::textChanged, this, &CommandPalette::filter);
}

void CommandPalette::setEntries(const QList<PaletteEntry> &entries)
{
    m_model->setEntries(entries);
    filter(m_edit->text());
}

void CommandPalette::setRecent(const QStringList &ids)
{
    m_model->setRecent(ids);
    filter(m_edit->text());
}

void CommandPalette::setQuery(const QString &text)
{
    m_edit->setText(text);
}

QSize CommandPalette::sizeHint() const
{
    return {scaled(640),
            fieldHeight() + rowsShown * PaletteDelegate::rowHeight() + scaled(34) + 2 * metrics::space2};
}

void CommandPalette::filter(const QString &text)
{
    m_model->setQuery(text);
    m_results->setCurrentIndex(m_model->index(0, 0));
}

void CommandPalette::choose()
{
    const QModelIndex current = m_results->currentIndex();
    if (current.isValid() && current.data(PaletteModel::ReasonRole).toString().isEmpty())
        Q_EMIT chosen(current.data(PaletteModel::IdRole).toString());
}

void CommandPalette::move(int rows)
{
    const int last = m_model->rowCount() - 1;
    if (last >= 0)
        m_results->setCurrentIndex(
            m_model->index(qBound(0, m_results->currentIndex().row() + rows, last), 0));
}

void CommandPalette::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokensOf(this);
    QPainter painter(this);
    paintBox(&painter, rect(), metrics::radiusLarge, t.raised, t.controlLine);
    paintIcon(&painter, QRect(18, 0, 18, m_edit->height()), QStringLiteral("search"), t.muted, t.raised, 18);
    painter.fillRect(QRect(1, m_edit->height(), width() - 2, 1), t.line);
    painter.fillRect(QRect(1, m_help->y() - 1, width() - 2, 1), t.line);
    if (m_model->rowCount() > 0)
        return;
    painter.setFont(ui::font(Type::Body));
    painter.setPen(t.muted);
    painter.drawText(m_results->geometry().adjusted(18, metrics::space2, -18, 0),
                     Qt::AlignTop | Qt::AlignLeft, tr("Nothing fits what is typed."));
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_edit || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Up: move(-1); return true;
    case Qt::Key_Down: move(1); return true;
    case Qt::Key_PageUp: move(-rowsShown); return true;
    case Qt::Key_PageDown: move(rowsShown); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!static_cast<QKeyEvent *>(event)->isAutoRepeat())
            choose();
        return true;
    default: return QWidget::eventFilter(watched, event);
    }
}

} // namespace envdeck::ui
