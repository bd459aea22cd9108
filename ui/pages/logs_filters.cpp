// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/logs_filters.h"

#include "ui/shell/command.h"
#include "ui/text/number_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/label.h"

#include <QActionGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTimer>
#include <QVBoxLayout>

namespace envdeck::ui {

namespace {

constexpr std::chrono::milliseconds typingPause{120};

constexpr quint8 from(logs::Level level)
{
    return quint8(0x7f & ~((1u << static_cast<unsigned>(level)) - 1));
}

QComboBox *box(const char *name)
{
    auto *box = new QComboBox;
    box->setObjectName(QLatin1String(name));
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    box->setMaximumWidth(scaled(200));
    return box;
}

} // namespace

LogsFilters::LogsFilters(QWidget *parent)
    : QWidget(parent), m_apps(box("logs.app")), m_containers(new QPushButton),
      m_containerMenu(new QMenu(this)), m_hosts(box("logs.host")), m_levels(box("logs.level")),
      m_spans(box("logs.span")), m_live(new QCheckBox), m_text(new QLineEdit), m_look(new QPushButton),
      m_lookMenu(new QMenu(this)), m_error(new Label({}, Type::Small)), m_typing(new QTimer(this))
{
    m_containers->setObjectName(QStringLiteral("logs.containers"));
    m_containers->setMenu(m_containerMenu);
    m_containerMenu->setObjectName(QStringLiteral("logs.containerMenu"));
    m_live->setObjectName(QStringLiteral("logs.live"));
    m_live->setChecked(true);
    m_text->setObjectName(QStringLiteral("logs.filter"));
    m_text->setClearButtonEnabled(true);
    m_look->setObjectName(QStringLiteral("logs.look"));
    m_look->setMenu(m_lookMenu);
    m_lookMenu->setObjectName(QStringLiteral("logs.lookMenu"));
    m_error->setObjectName(QStringLiteral("logs.filterError"));
    m_error->setSeverity(Severity::Critical);
    m_error->hide();
    m_typing->setSingleShot(true);
    m_typing->setInterval(typingPause);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::pageMargin, metrics::space3, metrics::pageMargin, metrics::space2);
    column->setSpacing(metrics::space2);
    auto *first = new QHBoxLayout;
    auto *second = new QHBoxLayout;
    for (QHBoxLayout *row : {first, second})
        row->setSpacing(metrics::space2);
    first->addWidget(m_apps);
    first->addWidget(m_containers);
    first->addWidget(m_spans);
    first->addStretch(1);
    first->addWidget(m_live);
    second->addWidget(m_text, 1);
    second->addWidget(m_levels);
    second->addWidget(m_hosts);
    second->addWidget(m_look);
    column->addLayout(first);
    column->addLayout(second);
    column->addWidget(m_error);

    connect(m_apps, &QComboBox::currentIndexChanged, this, &LogsFilters::appChosen);
    connect(m_levels, &QComboBox::currentIndexChanged, this,
            [this] { Q_EMIT levelsChosen(quint8(m_levels->currentData().toUInt())); });
    connect(m_hosts, &QComboBox::currentIndexChanged, this,
            [this] { Q_EMIT hostChosen(m_hosts->currentData().toString()); });
    connect(m_spans, &QComboBox::currentIndexChanged, this, &LogsFilters::spanChosen);
    connect(m_live, &QCheckBox::clicked, this, &LogsFilters::liveChosen);
    connect(m_text, &QLineEdit::textChanged, m_typing, qOverload<>(&QTimer::start));
    connect(m_text, &QLineEdit::returnPressed, this, [this] {
        m_typing->stop();
        Q_EMIT textChanged(m_text->text());
    });
    connect(m_typing, &QTimer::timeout, this, [this] { Q_EMIT textChanged(m_text->text()); });
    connect(m_containerMenu, &QMenu::aboutToShow, this, &LogsFilters::fillContainers);
    connect(m_lookMenu, &QMenu::aboutToShow, this, &LogsFilters::fillLook);
    fillLevels();
    fillSpans();
    retranslate();
}

QString LogsFilters::spanText(int span) const
{
    switch (span) {
    case 0: return tr("10 minutes");
    case 1: return tr("1 hour");
    case 2: return tr("6 hours");
    default: return tr("24 hours");
    }
}

void LogsFilters::fillSpans()
{
    const QSignalBlocker quiet(m_spans);
    const int chosen = m_spans->count() > 0 ? m_spans->currentIndex() : 1;
    m_spans->clear();
    for (int i = 0; i < int(LogsPresenter::spans.size()); ++i)
        m_spans->addItem(tr("Last %1").arg(spanText(i)));
    m_spans->setCurrentIndex(chosen);
}

void LogsFilters::fillLevels()
{
    const QSignalBlocker quiet(m_levels);
    const int chosen = std::max(0, m_levels->currentIndex());
    m_levels->clear();
    m_levels->addItem(tr("All levels"), 0x7f);
    m_levels->addItem(tr("Info and above"), from(logs::Level::Info));
    m_levels->addItem(tr("Warnings and above"), from(logs::Level::Warning));
    m_levels->addItem(tr("Errors"), from(logs::Level::Error));
    m_levels->addItem(tr("Level unknown"), 1 << static_cast<unsigned>(logs::Level::Unknown));
    m_levels->setCurrentIndex(chosen);
}

void LogsFilters::setApps(const QStringList &apps, const QString &chosen)
{
    const QSignalBlocker quiet(m_apps);
    m_apps->clear();
    m_apps->addItem(tr("All apps"), QString());
    for (const QString &app : apps)
        m_apps->addItem(app, app);
    m_apps->setCurrentIndex(std::max(0, m_apps->findData(chosen)));
}

QString LogsFilters::app() const
{
    return m_apps->currentData().toString();
}

void LogsFilters::render(const LogsPresenter &presenter)
{
    const LogsState &state = presenter.state();
    m_known = state.containers;
    const auto chosen = std::count_if(m_known.cbegin(), m_known.cend(),
                                      [](const LogsState::Container &c) { return c.chosen; });
    m_containers->setText(tr("Containers: %1 of %2").arg(countText(chosen), countText(m_known.size())));
    m_containers->setEnabled(!m_known.isEmpty());
    m_live->setChecked(presenter.isLive());
    {
        const QSignalBlocker quiet(m_spans);
        m_spans->setCurrentIndex(presenter.span());
    }
    QStringList names;
    for (int i = 1; i < m_hosts->count(); ++i)
        names.append(m_hosts->itemData(i).toString());
    if (names != state.hosts || m_hosts->count() == 0) {
        const QSignalBlocker quiet(m_hosts);
        const QString host = m_hosts->currentData().toString();
        m_hosts->clear();
        m_hosts->addItem(tr("All hosts"), QString());
        for (const QString &name : state.hosts)
            m_hosts->addItem(name, name);
        m_hosts->setCurrentIndex(std::max(0, m_hosts->findData(host)));
    }
    m_hosts->setVisible(state.hosts.size() > 1);
    m_error->setVisible(!state.filterError.isEmpty());
    m_error->setText(tr("Not an expression yet: %1").arg(state.filterError));
}

void LogsFilters::fillContainers()
{
    m_containerMenu->clear();
    for (const LogsState::Container &container : std::as_const(m_known)) {
        const QString name = container.source.name();
        QAction *action = m_containerMenu->addAction(
            plainMenuText(container.source.running ? name : tr("%1 (does not run)").arg(name)));
        action->setCheckable(true);
        action->setChecked(container.chosen);
        connect(action, &QAction::triggered, this,
                [this, name](bool chosen) { Q_EMIT containerChosen(name, chosen); });
    }
    m_containerMenu->addSeparator();
    connect(m_containerMenu->addAction(app().isEmpty() ? tr("All of them") : tr("Those of the app")),
            &QAction::triggered, this, &LogsFilters::containersReset);
}

void LogsFilters::fillLook()
{
    m_lookMenu->clear();
    const auto toggle = [this](const QString &words, bool *value, auto tell) {
        QAction *action = m_lookMenu->addAction(words);
        action->setCheckable(true);
        action->setChecked(*value);
        connect(action, &QAction::triggered, this, [value, tell](bool on) {
            *value = on;
            tell(on);
        });
    };
    toggle(tr("Wrap long lines"), &m_wrap, [this](bool on) { Q_EMIT wrapChosen(on); });
    toggle(tr("Fold stack traces"), &m_fold, [this](bool on) { Q_EMIT foldChosen(on); });
    toggle(tr("Colours of the lines"), &m_colors, [this](bool on) { Q_EMIT colorsChosen(on); });
    m_lookMenu->addSeparator();
    auto *group = new QActionGroup(m_lookMenu);
    for (const auto &[times, words] : {std::pair(LogStoreView::Times::Local, tr("Local time")),
                                       std::pair(LogStoreView::Times::Utc, tr("Time in UTC")),
                                       std::pair(LogStoreView::Times::Relative, tr("How long ago")),
                                       std::pair(LogStoreView::Times::Hidden, tr("No times"))}) {
        QAction *action = m_lookMenu->addAction(words);
        action->setCheckable(true);
        action->setChecked(m_times == times);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, times = times] {
            m_times = times;
            Q_EMIT timesChosen(times);
        });
    }
}

void LogsFilters::setWrap(bool wrap)
{
    m_wrap = wrap;
}

void LogsFilters::focusText()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void LogsFilters::openContainers()
{
    if (m_containers->isEnabled())
        m_containers->showMenu();
}

void LogsFilters::clear()
{
    const QSignalBlocker text(m_text), levels(m_levels), hosts(m_hosts);
    m_typing->stop();
    m_text->clear();
    m_levels->setCurrentIndex(0);
    m_hosts->setCurrentIndex(0);
}

bool LogsFilters::hasText() const
{
    return !m_text->text().trimmed().isEmpty();
}

// What narrows the lines, for "No match for …".
QString LogsFilters::text() const
{
    QStringList words;
    if (hasText())
        words.append(m_text->text().trimmed());
    if (m_levels->currentIndex() > 0)
        words.append(m_levels->currentText());
    if (m_hosts->currentIndex() > 0)
        words.append(m_hosts->currentText());
    return words.join(QStringLiteral(", "));
}

void LogsFilters::retranslate()
{
    m_apps->setAccessibleName(tr("App"));
    m_containers->setAccessibleName(tr("Containers"));
    m_levels->setAccessibleName(tr("Level"));
    m_hosts->setAccessibleName(tr("Host"));
    m_spans->setAccessibleName(tr("How far back"));
    m_live->setText(tr("Follow"));
    m_live->setToolTip(tr("New lines come as they are written"));
    m_text->setPlaceholderText(tr("Text, or /an expression/"));
    m_text->setAccessibleName(tr("Filter"));
    m_look->setText(tr("View"));
    if (m_apps->count() > 0)
        m_apps->setItemText(0, tr("All apps"));
    if (m_hosts->count() > 0)
        m_hosts->setItemText(0, tr("All hosts"));
    fillLevels();
    fillSpans();
}

} // namespace envdeck::ui
