// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/bootstrap_sheet.h"

#include "core/base/remote_text.h"
#include "core/domain/freeze.h"
#include "core/gitops/line_diff.h"
#include "ui/presenters/bootstrap_presenter.h"
#include "ui/text/bootstrap_text.h"
#include "ui/text/step_text.h"
#include "ui/text/variable_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/label.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QVBoxLayout>

namespace envdeck::ui {

namespace {

GuardedAction actionFor(const bootstrap::Review &review, const Environment &environment, bool hatched)
{
    GuardedAction action;
    action.guard = guardFor(Risk::R3, environment);
    action.kind = environment.kind;
    action.hatched = hatched;
    action.environment = environment.name;
    action.title = BootstrapSheet::tr("Bootstrap %1").arg(review.wishes.host.path());
    action.accept = BootstrapSheet::tr("Bootstrap %1").arg(review.wishes.host.name);
    return action;
}

// What hides would be read as something else than what runs; a tab is none of that.
QString shownLine(const QString &line)
{
    QStringList parts;
    for (const QString &part : line.split(QLatin1Char('\t')))
        parts.append(remoteText(part, std::max<qsizetype>(part.size() * 8, 1)));
    return parts.join(QLatin1Char('\t'));
}

QString installerText(const bootstrap::Installer &installer)
{
    QStringList lines;
    if (installer.previous.isEmpty() || installer.previous == installer.text) {
        for (const QByteArray &line : installer.text.split('\n'))
            lines.append(shownLine(QString::fromUtf8(line)));
        return lines.join(QLatin1Char('\n'));
    }
    for (const gitops::DiffLine &line : gitops::lineDiff(installer.previous, installer.text)) {
        const QLatin1String mark(line.kind == gitops::DiffLine::Kind::Added     ? "+ "
                                 : line.kind == gitops::DiffLine::Kind::Removed ? "- "
                                                                                : "  ");
        lines.append(mark + shownLine(line.text));
    }
    return lines.join(QLatin1Char('\n'));
}

// The first thing that stands against it.
QString blockOf(const bootstrap::Plan &plan)
{
    for (const bootstrap::Check &check : plan.checks) {
        if (check.state == bootstrap::Check::State::Refused)
            return bootstrapCheckText(check);
    }
    for (const bootstrap::PlanItem &item : plan.items) {
        if (item.verdict == bootstrap::Verdict::Refused)
            return item.why == QLatin1String("installer-unread")
                       ? BootstrapSheet::tr("Read the installer first")
                       : bootstrapItemText(item);
    }
    return {};
}

} // namespace

BootstrapSheet::BootstrapSheet(const bootstrap::Review &review, const Environment &environment, bool hatched,
                               QWidget *parent)
    : GuardedSheet(actionFor(review, environment, hatched), parent), m_review(review),
      m_rows(new QGridLayout), m_mail(new QLineEdit(review.wishes.ask.mail)),
      m_updates(new QCheckBox(tr("Update the packages"))), m_firewall(new QCheckBox(tr("Set the firewall")))
{
    setObjectName(QStringLiteral("bootstrap.sheet"));
    m_mail->setObjectName(QStringLiteral("bootstrap.mail"));
    m_mail->setAccessibleName(tr("E-mail address"));
    m_mail->setPlaceholderText(tr("Of the first administrator, and for Let's Encrypt"));
    m_updates->setObjectName(QStringLiteral("bootstrap.updates"));
    m_firewall->setObjectName(QStringLiteral("bootstrap.firewall"));
    m_updates->setChecked(review.wishes.ask.updates);
    m_firewall->setChecked(review.wishes.ask.firewall);
    m_rows->setContentsMargins(0, 0, metrics::space2, 0);
    m_rows->setHorizontalSpacing(metrics::space2);
    m_rows->setVerticalSpacing(metrics::space1);
    m_rows->setColumnStretch(2, 1);
    auto *rows = new QWidget;
    rows->setLayout(m_rows);
    auto *scroll = new QScrollArea;
    scroll->setObjectName(QStringLiteral("bootstrap.plan"));
    scroll->setAccessibleName(tr("Plan"));
    scroll->setWidget(rows);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setMinimumHeight(scaled(240));
    addFact(tr("Plan"), scroll);
    auto *wishes = new QWidget;
    auto *column = new QHBoxLayout(wishes);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_updates);
    column->addWidget(m_firewall);
    column->addStretch(1);
    addFact(tr("Wishes"), wishes);
    // For the first administrator, or for the certificate.
    const bool asksMail =
        review.wishes.panel && (!review.wishes.keyKnown || !review.wishes.domain().isEmpty());
    if (asksMail)
        addFact(tr("E-mail"), m_mail);
    else
        m_mail->setParent(this);
    m_mail->setVisible(asksMail);
    if (const bootstrap::Installer *installer = review.installer(); installer && !installer->isKnown())
        addFact(tr("Installer"), makeInstaller(*installer));
    if (const auto freeze = freezeNow(environment.policy, review.at)) {
        m_reason = new QLineEdit;
        m_reason->setObjectName(QStringLiteral("review.reason"));
        m_reason->setAccessibleName(tr("Reason"));
        m_reason->setPlaceholderText(tr("Why? Kept in the journal."));
        connect(m_reason, &QLineEdit::textChanged, this, [this] { setBlocked(block()); });
        addFact(tr("Freeze"), frozenText(environment.name, *freeze));
        addFact(tr("Reason"), m_reason);
    }
    connect(m_mail, &QLineEdit::textChanged, this, &BootstrapSheet::plan);
    connect(m_updates, &QCheckBox::toggled, this, &BootstrapSheet::plan);
    connect(m_firewall, &QCheckBox::toggled, this, &BootstrapSheet::plan);
    connect(this, &GuardedSheet::accepted, this,
            [this](const Confirmation &given) { Q_EMIT confirmed(m_review, given.reason); });
    plan();
}

QWidget *BootstrapSheet::makeInstaller(const bootstrap::Installer &installer)
{
    auto *text = new QPlainTextEdit(installerText(installer));
    text->setObjectName(QStringLiteral("bootstrap.installer"));
    text->setAccessibleName(tr("Dokploy's installer"));
    text->setReadOnly(true);
    text->setFont(ui::font(Type::Code));
    text->setLineWrapMode(QPlainTextEdit::NoWrap);
    text->setMinimumHeight(scaled(120));
    text->setMaximumHeight(scaled(160));
    const bool compared = !installer.previous.isEmpty() && installer.previous != installer.text;
    m_read = new QCheckBox(compared ? tr("I have read what changed in this installer")
                                    : tr("I have read this installer"));
    m_read->setObjectName(QStringLiteral("bootstrap.read"));
    connect(m_read, &QCheckBox::toggled, this, &BootstrapSheet::plan);
    auto *digest = new Label(QStringLiteral("sha256 %1").arg(installer.sha256), Type::Code, Tone::Muted);
    digest->setElide(Qt::ElideMiddle);
    digest->setToolTip(installer.sha256);
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::space1);
    column->addWidget(text);
    column->addWidget(digest);
    column->addWidget(m_read);
    return box;
}

bootstrap::Ask BootstrapSheet::ask() const
{
    bootstrap::Ask ask = m_review.wishes.ask;
    ask.mail = m_mail->text().trimmed();
    ask.updates = m_updates->isChecked();
    ask.firewall = m_firewall->isChecked();
    if (m_read)
        ask.installer = m_read->isChecked() ? m_review.installer()->sha256 : QString();
    return ask;
}

void BootstrapSheet::plan()
{
    m_review = BootstrapPresenter::planned(m_review, ask());
    fill();
    setBlocked(block());
}

QString BootstrapSheet::block() const
{
    if (!m_review.plan.changes())
        return tr("There is nothing to do");
    const QString refused = blockOf(m_review.plan);
    const bool noReason = m_reason && m_reason->text().trimmed().isEmpty();
    return refused.isEmpty() && noReason ? tr("A reason is required") : refused;
}

Confirmation BootstrapSheet::confirmation() const
{
    Confirmation confirmation = GuardedSheet::confirmation();
    if (m_reason)
        confirmation.reason = m_reason->text().trimmed();
    return confirmation;
}

void BootstrapSheet::fill()
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    int row = 0;
    const auto add = [&](Severity severity, const QString &word, const QString &name, const QString &text,
                         const QString &tip) {
        auto *title = new Label(name, Type::Body);
        title->setWordWrap(true);
        title->setMinimumWidth(scaled(140));
        auto *words = new Label(text, Type::Body, Tone::Muted);
        words->setWordWrap(true);
        words->setToolTip(tip);
        m_rows->addWidget(new Chip({severity, word, false}), row, 0, Qt::AlignTop);
        m_rows->addWidget(title, row, 1, Qt::AlignTop);
        m_rows->addWidget(words, row, 2, Qt::AlignTop);
        ++row;
    };
    for (const bootstrap::Check &check : m_review.plan.checks) {
        if (check.state != bootstrap::Check::State::Good)
            add(bootstrapSeverity(check),
                check.state == bootstrap::Check::State::Warning
                    ? tr("Warning")
                    : bootstrapVerdictWord(bootstrap::Verdict::Refused),
                bootstrapCheckName(check), bootstrapCheckText(check), {});
    }
    for (const bootstrap::PlanItem &item : m_review.plan.items)
        add(bootstrapSeverity(item.verdict), bootstrapVerdictWord(item.verdict), stepName(item.step),
            bootstrapItemText(item), bootstrapUndo(item.step));
    m_rows->setRowStretch(row, 1);
}

} // namespace envdeck::ui
