// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings_thresholds.h"

#include "core/workspace/thresholds_edit.h"
#include "ui/dialogs/confirm_sheet.h"
#include "ui/pages/settings_form.h"
#include "ui/shell/main_window.h"
#include "ui/text/job_text.h"
#include "ui/text/settings_text.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/diff_view.h"
#include "ui/widgets/label.h"
#include "ui/widgets/overlay_host.h"
#include "ui/widgets/toast_host.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <cmath>

namespace envdeck::ui {

namespace {

QString unitWord(workspace::ThresholdUnit unit)
{
    switch (unit) {
    case workspace::ThresholdUnit::Percent: return QStringLiteral("%");
    case workspace::ThresholdUnit::Milliseconds: return QStringLiteral("ms");
    case workspace::ThresholdUnit::Days:
        return ThresholdsSettings::tr("days", "unit behind a number in a field");
    case workspace::ThresholdUnit::Seconds:
        return ThresholdsSettings::tr("s", "seconds, unit behind a number in a field");
    }
    Q_UNREACHABLE();
}

} // namespace

ThresholdsSettings::ThresholdsSettings(Page &page, std::unique_ptr<ThresholdsPresenter> presenter)
    : SettingsSection(page), m_presenter(std::move(presenter)), m_form(new SettingsForm),
      m_notice(new Banner(Severity::None, {}, {})), m_source(new Label({}, Type::Small, Tone::Muted)),
      m_discard(new QPushButton), m_review(new QPushButton)
{
    m_notice->setObjectName(QStringLiteral("thresholds.notice"));
    m_step = m_notice->addButton(QStringLiteral("\u2026"));
    m_step->setObjectName(QStringLiteral("thresholds.step"));
    connect(m_step, &QPushButton::clicked, this, &ThresholdsSettings::takeStep);
    m_source->setWordWrap(true);
    m_source->setContentsMargins(0, metrics::space3, 0, metrics::space2);
    m_form->addWide(m_notice);
    m_form->addWide(m_source);
    for (const workspace::ThresholdSpec &spec : workspace::thresholdSpecs()) {
        auto *field = new QDoubleSpinBox;
        field->setObjectName(QStringLiteral("thresholds.") + spec.key);
        field->setDecimals(spec.decimals);
        field->setRange(spec.lowest, spec.highest);
        field->setAlignment(Qt::AlignRight);
        field->setKeyboardTracking(true);
        m_fields.append(field);
        m_form->addRow(field);
        connect(field, &QDoubleSpinBox::valueChanged, this, &ThresholdsSettings::renderButtons);
    }
    m_discard->setObjectName(QStringLiteral("thresholds.discard"));
    m_review->setObjectName(QStringLiteral("thresholds.review"));
    setVariant(m_review, ButtonVariant::Primary);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(metrics::pageMargin, metrics::space3, metrics::pageMargin, metrics::space3);
    buttons->setSpacing(metrics::space2);
    buttons->addWidget(m_discard);
    buttons->addWidget(m_review);
    buttons->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_form, 1);
    column->addLayout(buttons);

    connect(m_discard, &QPushButton::clicked, this, [this] {
        m_taken.clear();
        render();
    });
    connect(m_review, &QPushButton::clicked, this, &ThresholdsSettings::askChange);
    connect(m_presenter.get(), &ThresholdsPresenter::stateChanged, this, &ThresholdsSettings::render);
}

ThresholdsSettings::~ThresholdsSettings() = default;

bool ThresholdsSettings::filter(const QString &text)
{
    return m_form->filter(text);
}

void ThresholdsSettings::retranslate()
{
    for (qsizetype i = 0; i < m_fields.size(); ++i)
        m_fields.at(i)->setSuffix(QLatin1Char(' ') + unitWord(workspace::thresholdSpecs().at(i).unit));
    m_discard->setText(tr("Discard"));
    m_review->setText(tr("Review change\u2026"));
    render();
}

Thresholds ThresholdsSettings::shown() const
{
    Thresholds thresholds =
        m_presenter->state().shared ? m_presenter->state().shared->thresholds : m_presenter->inForce();
    for (qsizetype i = 0; i < m_fields.size(); ++i) {
        const workspace::ThresholdSpec &spec = workspace::thresholdSpecs().at(i);
        // A value finer than its field stays as it is while nobody touches it.
        const double kept = workspace::thresholdNumber(thresholds, spec.key);
        if (qAbs(m_fields.at(i)->value() - kept) > 0.5 * std::pow(10, -spec.decimals))
            workspace::setThresholdNumber(&thresholds, spec.key, m_fields.at(i)->value());
    }
    return thresholds;
}

// What was typed and not committed stays until the file itself differs.
void ThresholdsSettings::takeShared()
{
    const auto &shared = m_presenter->state().shared;
    const QByteArray text = shared ? shared->text : QByteArray("-");
    if (text == m_taken)
        return;
    m_taken = text;
    const Thresholds &thresholds = shared ? shared->thresholds : m_presenter->inForce();
    for (qsizetype i = 0; i < m_fields.size(); ++i)
        m_fields.at(i)->setValue(
            workspace::thresholdNumber(thresholds, workspace::thresholdSpecs().at(i).key));
}

QString ThresholdsSettings::originOf(const QString &key) const
{
    const auto &shared = m_presenter->state().shared;
    if (!shared)
        return {};
    const int line = shared->lines.value(key);
    const QString origin =
        line > 0 ? tr("Line %1 of envdeck.yaml.").arg(line) : tr("Built in: envdeck.yaml does not name it.");
    const QString here = workspace::thresholdText(m_presenter->inForce(), key);
    return here == workspace::thresholdText(shared->thresholds, key)
               ? origin
               : tr("%1 This window still counts with %2.", "where a value comes from").arg(origin, here);
}

void ThresholdsSettings::render()
{
    takeShared();
    const auto &shared = m_presenter->state().shared;
    m_source->setText(shared ? tr("As envdeck.yaml says them at %1, the head of %2. A window counts with "
                                  "what its checkout said when it was opened.")
                                   .arg(shared->commit.first(7), shared->branch)
                      : m_presenter->state().error ? QString()
                                                   : tr("Reading envdeck.yaml\u2026"));
    for (qsizetype i = 0; i < m_fields.size(); ++i) {
        const QString key = workspace::thresholdSpecs().at(i).key;
        m_form->setWords(static_cast<int>(i), thresholdName(key),
                         QStringLiteral("%1 %2").arg(thresholdMeaning(key), originOf(key)).trimmed());
        m_fields.at(i)->setEnabled(shared && !m_presenter->isBusy());
    }
    renderNotice();
    renderButtons();
}

void ThresholdsSettings::renderNotice()
{
    const ThresholdsState &state = m_presenter->state();
    m_notice->setVisible(state.job || state.error);
    m_step->setVisible(!m_presenter->isBusy());
    m_step->setText(nextStepLabel(NextStep::Retry));
    if (state.job && !state.job->isOver())
        m_notice->setWords(Severity::Running, jobTitle(*state.job), jobStepText(*state.job));
    else if (state.job && state.job->state == JobState::Succeeded) {
        m_notice->setWords(Severity::Ok, tr("Pushed: %1").arg(state.job->detail),
                           tr("This window still counts with what the checkout said when it was opened. Pull "
                              "the checkout, then reload."));
        m_step->setText(tr("Reload"));
    } else if (state.job)
        m_notice->setWords(jobSeverity(*state.job), jobFailureText(*state.job).title(),
                           jobFailureText(*state.job).now);
    else if (state.error)
        m_notice->setWords(Severity::Stale, state.error->title(), state.error->now);
}

void ThresholdsSettings::takeStep()
{
    const ThresholdsState &state = m_presenter->state();
    const bool pushed = state.job && state.job->state == JobState::Succeeded;
    auto *main = qobject_cast<MainWindow *>(window());
    if (pushed && main)
        main->reloadWorkspace();
    else if (state.job && m_review->isEnabled()) // what was typed is still there
        askChange();
    else
        m_presenter->refresh();
}

void ThresholdsSettings::renderButtons()
{
    const auto &shared = m_presenter->state().shared;
    const bool differs = shared && !workspace::thresholdChanges(shared->thresholds, shown()).isEmpty();
    m_discard->setEnabled(differs && !m_presenter->isBusy());
    m_review->setEnabled(differs && !m_presenter->isBusy());
}

void ThresholdsSettings::askChange()
{
    Page &here = page();
    const auto review = m_presenter->review(shown());
    if (!review)
        return here.toasts()->show(
            errorText(review.error(), Attempt::SaveSettings, TrueNow::NothingChanged).sentence());
    if (here.overlay()->isOpen() || refusesChange())
        return;
    const configuration::ThresholdReview facts = review.value();
    GuardedAction action;
    action.guard = facts.guard;
    action.kind = m_presenter->workspace().environment(facts.guardedBy)->kind;
    action.hatched = m_presenter->workspace().isLocal();
    action.environment = facts.guardedBy;
    action.title = tr("Change the thresholds of all environments");
    action.accept =
        facts.path == ChangePath::PullRequest ? tr("Open pull request") : tr("Push to %1").arg(facts.branch);
    auto *sheet = new GuardedSheet(action);
    auto *reason = new QLineEdit;
    reason->setObjectName(QStringLiteral("review.reason"));
    reason->setAccessibleName(tr("Reason"));
    reason->setPlaceholderText(tr("Why? Goes into the commit message."));
    sheet->addFact(tr("Change"), facts.changes.join(QLatin1Char('\n')));
    sheet->addFact(tr("Commit"), tr("%1, on top of %2").arg(facts.file, facts.baseCommit.first(7)));
    auto *diff = new DiffView(diffLines(QString::fromUtf8(facts.before), QString::fromUtf8(facts.after)));
    diff->setObjectName(QStringLiteral("review.diff"));
    sheet->addFact(tr("Difference"), diff);
    sheet->addFact(
        tr("Effect"),
        tr("Counts for everybody from the commit on, %1 among the environments. Nothing is deployed.")
            .arg(facts.guardedBy));
    sheet->addFact(tr("Reason"), reason);
    connect(sheet, &GuardedSheet::accepted, this, [this, facts, reason] {
        if (const QString why = m_presenter->apply(facts, reason->text().trimmed()); !why.isEmpty())
            page().toasts()->show(why);
    });
    openSheet(here.overlay(), sheet);
}

} // namespace envdeck::ui
