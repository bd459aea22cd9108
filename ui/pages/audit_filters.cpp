// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/audit_filters.h"

#include "ui/text/audit_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QDateEdit>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QTimer>
#include <QVBoxLayout>

namespace envdeck::ui {

namespace {

constexpr std::chrono::milliseconds typingPause{250};

} // namespace

AuditFilters::AuditFilters(QWidget *parent)
    : QWidget(parent), m_text(new QLineEdit), m_dates(new QWidget),
      m_fromLabel(new Label({}, Type::Body, Tone::Muted)), m_toLabel(new Label({}, Type::Body, Tone::Muted)),
      m_from(new QDateEdit), m_to(new QDateEdit), m_typing(new QTimer(this))
{
    m_text->setObjectName(QStringLiteral("audit.filter"));
    m_text->setClearButtonEnabled(true);
    m_text->setMinimumWidth(scaled(140));
    m_typing->setSingleShot(true);
    m_typing->setInterval(typingPause);
    connect(m_text, &QLineEdit::textChanged, m_typing, qOverload<>(&QTimer::start));
    connect(m_typing, &QTimer::timeout, this, &AuditFilters::changed);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::pageMargin, metrics::space3, metrics::pageMargin, metrics::space3);
    column->setSpacing(metrics::space2);
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::space2);
    row->addWidget(m_text, 1);
    m_actions = addBox("audit.action");
    m_actors = addBox("audit.actor");
    m_results = addBox("audit.result");
    m_origins = addBox("audit.origin");
    m_periods = addBox("audit.period");
    for (QComboBox *box : {m_actions, m_actors, m_results, m_origins, m_periods})
        row->addWidget(box);
    column->addLayout(row);

    auto *dates = new QHBoxLayout(m_dates);
    dates->setContentsMargins(0, 0, 0, 0);
    dates->setSpacing(metrics::space2);
    m_from->setObjectName(QStringLiteral("audit.from"));
    m_to->setObjectName(QStringLiteral("audit.to"));
    const QDate today = QDate::currentDate();
    m_from->setDate(today.addDays(-7));
    m_to->setDate(today);
    for (QWidget *part : std::initializer_list<QWidget *>{m_fromLabel, m_from, m_toLabel, m_to})
        dates->addWidget(part);
    dates->addStretch(1);
    column->addWidget(m_dates);
    m_dates->hide();
    for (QDateEdit *edit : {m_from, m_to}) {
        edit->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
        connect(edit, &QDateEdit::dateChanged, m_typing, qOverload<>(&QTimer::start));
    }
    retranslate();
}

QComboBox *AuditFilters::addBox(const char *objectName)
{
    auto *box = new QComboBox;
    box->setObjectName(QLatin1String(objectName));
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    box->setMaximumWidth(scaled(190));
    connect(box, &QComboBox::currentIndexChanged, this, [this] {
        showDates();
        Q_EMIT changed();
    });
    return box;
}

void AuditFilters::showDates()
{
    m_dates->setVisible(m_periods->currentData().toInt() == Custom);
}

void AuditFilters::fill(QComboBox *box, const QString &all, const QList<std::pair<QString, QString>> &choices)
{
    const QSignalBlocker quiet(box);
    const QVariant chosen = box->currentData();
    box->clear();
    box->addItem(all, QString());
    for (const auto &[value, word] : choices)
        box->addItem(word, value);
    box->setCurrentIndex(std::max(0, box->findData(chosen)));
}

journal::Filter AuditFilters::filter(const QDate &today) const
{
    journal::Filter filter;
    filter.text = m_text->text().trimmed();
    filter.action = m_actions->currentData().toString();
    filter.actor = m_actors->currentData().toString();
    filter.state = m_results->currentData().toString();
    if (const int origin = m_origins->currentData().toInt(); origin != Everywhere)
        filter.outside = origin == Outside;
    switch (m_periods->currentData().toInt()) {
    case Today: filter.from = today.startOfDay(); break;
    case Week: filter.from = today.addDays(-6).startOfDay(); break;
    case Month: filter.from = today.addDays(-29).startOfDay(); break;
    case Custom:
        filter.from = m_from->date().startOfDay();
        filter.to = m_to->date().addDays(1).startOfDay();
        break;
    }
    return filter;
}

bool AuditFilters::isNarrowing() const
{
    return !words().isEmpty();
}

QString AuditFilters::words() const
{
    QStringList parts{m_text->text().trimmed()};
    for (const QComboBox *box : {m_actions, m_actors, m_results, m_origins, m_periods}) {
        if (box->currentIndex() > 0)
            parts.append(box->currentText());
    }
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

void AuditFilters::setNames(const journal::AuditNames &names)
{
    if (names == m_names)
        return;
    m_names = names;
    fillNames();
}

void AuditFilters::fillNames()
{
    QList<std::pair<QString, QString>> actions, actors;
    for (const QString &action : m_names.actions)
        actions.append({action, auditActionWord(action)});
    for (const QString &actor : m_names.actors)
        actors.append({actor, actor});
    fill(m_actions, tr("All actions"), actions);
    fill(m_actors, tr("Everybody"), actors);
}

void AuditFilters::clear()
{
    {
        const QSignalBlocker quiet(this);
        m_text->clear();
        for (QComboBox *box : {m_actions, m_actors, m_results, m_origins, m_periods})
            box->setCurrentIndex(0);
    }
    m_typing->stop();
    Q_EMIT changed();
}

void AuditFilters::focusText()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void AuditFilters::retranslate()
{
    m_text->setPlaceholderText(tr("Filter by object, person, commit or reason"));
    m_text->setAccessibleName(tr("Filter"));
    m_actions->setAccessibleName(tr("Action"));
    m_actors->setAccessibleName(tr("Who"));
    m_results->setAccessibleName(tr("Result"));
    m_origins->setAccessibleName(tr("Made where"));
    m_periods->setAccessibleName(tr("Time"));
    m_fromLabel->setText(tr("From"));
    m_toLabel->setText(tr("to", "the end of a span of days: From 2026-03-01 to 2026-03-07"));
    m_from->setAccessibleName(tr("First day"));
    m_to->setAccessibleName(tr("Last day"));
    fillNames();
    fill(m_results, tr("All results"), auditResults());
    const auto number = [](int value) { return QString::number(value); };
    fill(m_origins, tr("From everywhere"),
         {{number(Ours), tr("Made with Envdeck")}, {number(Outside), tr("Outside Envdeck")}});
    fill(m_periods, tr("Any time"),
         {{number(Today), tr("Today")},
          {number(Week), tr("Last 7 days")},
          {number(Month), tr("Last 30 days")},
          {number(Custom), tr("Days\u2026")}});
}

} // namespace envdeck::ui
