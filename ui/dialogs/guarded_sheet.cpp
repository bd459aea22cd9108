// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/guarded_sheet.h"

#include "ui/dialogs/sheet_accessible.h"
#include "ui/text/guard_text.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint_controls.h"
#include "ui/widgets/env_band.h"
#include "ui/widgets/label.h"

#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QElapsedTimer>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>

#include <algorithm>

namespace envdeck::ui {

namespace {

constexpr int sheetWidth = 720;
constexpr int labelColumn = 88;
constexpr int nameField = 160;
constexpr int longestInline = 240; // what asks for a name, beside the buttons
constexpr int longestAsk = 500;
constexpr qint64 settleMs = 400; // longer than a double click, shorter than reading anything

std::function<qint64()> steadyClock()
{
    auto timer = std::make_shared<QElapsedTimer>();
    timer->start();
    return [timer] { return timer->elapsed(); };
}

} // namespace

class GuardedSheet::Parts {
public:
    QHBoxLayout *title = nullptr;
    QScrollArea *scroll = nullptr;
    QWidget *facts = nullptr;
    QGridLayout *grid = nullptr;
    QWidget *footer = nullptr;
    QLineEdit *name = nullptr;   // null when nothing must be typed
    QCheckBox *tick = nullptr;   // null when nothing must be ticked
    QLineEdit *backup = nullptr; // null when no backup is asked for
    Label *status = nullptr;
    QPushButton *cancel = nullptr;
    QPushButton *accept = nullptr;
    QTimer *timer = nullptr;
    std::function<qint64()> now = steadyClock();
    std::optional<qint64> shownAt;
    std::optional<qint64> satisfiedAt;
    QString blocked;
    bool freshBackup = false;
    bool answered = false;
};

GuardedSheet::GuardedSheet(const GuardedAction &action, QWidget *parent)
    : QWidget(parent), m_action(action), m(std::make_unique<Parts>())
{
    installSheetRole();
    setObjectName(QStringLiteral("guard.sheet"));
    setAccessibleName(action.title);
    auto *band = new EnvBand(metrics::sheetBandHeight);
    band->setEnvironments({action.kind});
    band->setHatched(action.hatched);
    band->setTopRadius(metrics::radiusLarge);

    m->title = new QHBoxLayout;
    m->title->setContentsMargins(metrics::pageMargin, metrics::space4 + 2, metrics::pageMargin,
                                 metrics::space4);
    m->title->setSpacing(metrics::space2);
    m->title->addWidget(new Label(action.title, Type::PageTitle), 1);

    m->facts = new QWidget;
    m->grid = new QGridLayout(m->facts);
    m->grid->setContentsMargins(metrics::pageMargin, 0, metrics::pageMargin, metrics::space4 + 2);
    m->grid->setHorizontalSpacing(metrics::space4);
    m->grid->setVerticalSpacing(metrics::space4);
    m->grid->setColumnMinimumWidth(0, scaled(labelColumn));
    m->grid->setColumnStretch(1, 1);
    m->scroll = new QScrollArea;
    m->scroll->setFrameShape(QFrame::NoFrame);
    m->scroll->setWidgetResizable(true);
    m->scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m->scroll->setFocusPolicy(Qt::NoFocus);
    m->scroll->viewport()->setAutoFillBackground(false);
    m->facts->setAutoFillBackground(false);
    m->scroll->setWidget(m->facts);
    m->facts->setAutoFillBackground(false); // setWidget() switches it on

    m->timer = new QTimer(this);
    m->timer->setInterval(250);
    connect(m->timer, &QTimer::timeout, this, &GuardedSheet::tick);
    m->footer = makeFooter();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(band);
    column->addLayout(m->title);
    column->addWidget(m->scroll, 1);
    column->addWidget(m->footer);
    if (action.guard.freshBackup) {
        m->backup = new QLineEdit;
        m->backup->setObjectName(QStringLiteral("guard.backupReason"));
        m->backup->setPlaceholderText(freshBackupText());
        m->backup->setAccessibleName(freshBackupText());
        connect(m->backup, &QLineEdit::textChanged, this, &GuardedSheet::arm);
        addFact(tr("Backup"), m->backup);
    }
    arm();
}

GuardedSheet::~GuardedSheet() = default;

QWidget *GuardedSheet::makeFooter()
{
    auto *footer = new QWidget;
    auto *column = new QVBoxLayout(footer);
    column->setContentsMargins(metrics::pageMargin, metrics::space3 + 2, metrics::pageMargin,
                               metrics::space3 + 2);
    column->setSpacing(metrics::space3);
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::space2);
    if (!m_action.guard.typed.isEmpty()) {
        const QString ask = typeToContinue(m_action.guard.typed);
        m->name = new QLineEdit;
        m->name->setObjectName(QStringLiteral("review.confirmName"));
        m->name->setAccessibleName(ask);
        m->name->setMinimumWidth(scaled(nameField) / 2);
        auto *label = new Label(ask);
        label->setObjectName(QStringLiteral("guard.ask"));
        label->setMinimumWidth(qMin(label->sizeHint().width(), scaled(longestAsk)));
        QHBoxLayout *asking = row;
        if (label->sizeHint().width() > scaled(longestInline)) { // an id, which wants a row for itself
            asking = new QHBoxLayout;
            asking->setSpacing(metrics::space2);
            column->addLayout(asking);
        } else {
            m->name->setMaximumWidth(scaled(nameField));
        }
        asking->addWidget(label);
        asking->addWidget(m->name, 1);
        connect(m->name, &QLineEdit::textChanged, this, &GuardedSheet::arm);
    }
    if (m_action.guard.readTick) {
        m->tick = new QCheckBox(readTickText());
        m->tick->setObjectName(QStringLiteral("guard.read"));
        row->addWidget(m->tick);
        connect(m->tick, &QCheckBox::toggled, this, &GuardedSheet::arm);
    }
    m->status = new Label({}, Type::Small, Tone::Muted);
    m->status->setObjectName(QStringLiteral("guard.status"));
    m->status->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addWidget(m->status, 2);
    m->cancel = new QPushButton(tr("Cancel"));
    m->cancel->setObjectName(QStringLiteral("review.cancel"));
    row->addWidget(m->cancel);
    m->accept = new QPushButton(m_action.accept);
    m->accept->setObjectName(QStringLiteral("review.accept"));
    setVariant(m->accept, m_action.destructive ? ButtonVariant::Danger : ButtonVariant::Primary);
    row->addWidget(m->accept);
    column->addLayout(row);
    connect(m->cancel, &QPushButton::clicked, this, &GuardedSheet::cancel);
    connect(m->accept, &QPushButton::clicked, this, &GuardedSheet::confirm);
    return footer;
}

void GuardedSheet::addFact(const QString &label, QWidget *value)
{
    const int line = m->grid->rowCount();
    auto *name = new Label(label, Type::Body, Tone::Muted);
    name->setMinimumHeight(scaled(22));
    name->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m->grid->addWidget(name, line, 0, Qt::AlignTop);
    m->grid->addWidget(value, line, 1);
    updateGeometry();
}

void GuardedSheet::addFact(const QString &label, const QString &text)
{
    auto *value = new Label(text);
    value->setWordWrap(true);
    value->setMinimumHeight(scaled(22));
    value->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    addFact(label, value);
}

void GuardedSheet::addTitleNote(QWidget *note)
{
    m->title->addWidget(note);
}

void GuardedSheet::setBlocked(const QString &reason)
{
    m->blocked = reason;
    arm();
}

void GuardedSheet::setFreshBackup(std::optional<bool> exists)
{
    m->freshBackup = exists.value_or(false);
    if (m->backup)
        m->backup->setEnabled(!m->freshBackup);
    arm();
}

void GuardedSheet::setTimeSource(std::function<qint64()> milliseconds)
{
    m->now = std::move(milliseconds);
    m->satisfiedAt.reset();
    if (m->shownAt)
        m->shownAt = m->now();
    arm();
}

bool GuardedSheet::isSatisfied() const
{
    const bool typed = !m->name || satisfies(m_action.guard, m->name->text());
    const bool ticked = !m->tick || m->tick->isChecked();
    const bool backedUp = !m->backup || m->freshBackup || !m->backup->text().trimmed().isEmpty();
    return m->blocked.isEmpty() && typed && ticked && backedUp;
}

bool GuardedSheet::isArmed() const
{
    return !m->answered && m->accept->isEnabled();
}

void GuardedSheet::arm()
{
    if (!isSatisfied())
        m->satisfiedAt.reset();
    else if (!m->satisfiedAt)
        m->satisfiedAt = m->now();
    tick();
}

void GuardedSheet::tick()
{
    const qint64 delay = std::chrono::milliseconds(m_action.guard.arming).count();
    const qint64 left = m->satisfiedAt ? *m->satisfiedAt + delay - m->now() : 0;
    const bool waiting = m->satisfiedAt && left > 0;
    m->accept->setEnabled(m->satisfiedAt && !waiting && !m->answered);
    m->status->setText(waiting ? armingText(static_cast<int>((left + 999) / 1000)) : m->blocked);
    waiting ? m->timer->start() : m->timer->stop();
}

void GuardedSheet::confirm()
{
    const bool settled = m->shownAt && m->now() - *m->shownAt >= settleMs;
    tick(); // the clock decides, not the last tick
    if (!settled || !isArmed() || !isSatisfied())
        return;
    m->answered = true;
    m->accept->setEnabled(false);
    Q_EMIT accepted(confirmation());
}

void GuardedSheet::cancel()
{
    if (m->answered)
        return;
    m->answered = true;
    Q_EMIT canceled();
}

Confirmation GuardedSheet::confirmation() const
{
    return {{}, m->backup && !m->freshBackup ? m->backup->text().trimmed() : QString()};
}

void GuardedSheet::keyPressEvent(QKeyEvent *event)
{
    event->accept(); // the overlay and the page below get nothing
    if (event->key() == Qt::Key_Escape)
        return cancel();
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!enter || event->isAutoRepeat() || m_action.destructive)
        return;
    if (m->cancel->hasFocus())
        return cancel();
    if (m_action.guard.enterConfirms || (m->name && m->name->hasFocus()))
        confirm();
}

// The fields of the footer were made before the facts above them; Tab goes in reading order.
void GuardedSheet::orderTabs()
{
    QList<QWidget *> order;
    const QList<QWidget *> inside = m->facts->findChildren<QWidget *>();
    for (QWidget *widget : inside) {
        if (widget->focusPolicy() & Qt::TabFocus)
            order.append(widget);
    }
    const auto place = [this](QWidget *widget) { return widget->mapTo(m->facts, QPoint(0, 0)); };
    std::stable_sort(order.begin(), order.end(), [&](QWidget *a, QWidget *b) {
        return std::pair(place(a).y(), place(a).x()) < std::pair(place(b).y(), place(b).x());
    });
    for (QWidget *widget : {static_cast<QWidget *>(m->name), static_cast<QWidget *>(m->tick),
                            static_cast<QWidget *>(m->cancel), static_cast<QWidget *>(m->accept)}) {
        if (widget)
            order.append(widget);
    }
    for (qsizetype i = 1; i < order.size(); ++i)
        setTabOrder(order.at(i - 1), order.at(i));
}

void GuardedSheet::takeFocus()
{
    if (m->name)
        m->name->setFocus(Qt::OtherFocusReason);
    else if (m->tick)
        m->tick->setFocus(Qt::OtherFocusReason);
    else if (m_action.guard.enterConfirms && !m_action.destructive && m->accept->isEnabled())
        m->accept->setFocus(Qt::OtherFocusReason);
    else
        m->cancel->setFocus(Qt::OtherFocusReason);
}

void GuardedSheet::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m->shownAt)
        return;
    m->shownAt = m->now();
    layout()->activate();
    m->grid->activate();
    orderTabs();
    takeFocus();
    QAccessibleEvent opened(this, QAccessible::DialogStart);
    QAccessible::updateAccessibility(&opened);
}

QSize GuardedSheet::sizeHint() const
{
    const int width = scaled(sheetWidth);
    const int factsHeight =
        m->grid->hasHeightForWidth() ? m->grid->totalHeightForWidth(width) : m->grid->sizeHint().height();
    // A scroll area keeps room for its bar, and takes it from the footer when there is a single fact.
    const int scrolled = qMax(factsHeight, m->scroll->minimumSizeHint().height());
    return {width, metrics::sheetBandHeight + m->title->sizeHint().height() + scrolled +
                       m->footer->sizeHint().height()};
}

void GuardedSheet::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokensOf(this);
    QPainter painter(this);
    paintBox(&painter, rect(), metrics::radiusLarge, t.dark ? t.surface : t.raised,
             t.dark ? t.controlLine : t.line);
    painter.fillRect(QRect(1, m->footer->y(), width() - 2, 1), t.line);
}

} // namespace envdeck::ui
