// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/face_stack.h"

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/label.h"
#include "ui/widgets/skeleton.h"

#include <QEvent>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

namespace envdeck::ui {

namespace {

constexpr std::chrono::milliseconds skeletonAfter{200};
constexpr std::chrono::seconds namedAfter{10};

QWidget *withMargins(QWidget *widget)
{
    auto *holder = new QWidget;
    auto *layout = new QVBoxLayout(holder);
    layout->setContentsMargins(metrics::space3, 0, metrics::space3, 0);
    layout->addWidget(widget);
    return holder;
}

} // namespace

FaceStack::FaceStack(QWidget *answer, const QList<int> &columns, QWidget *parent)
    : QWidget(parent), m_answer(answer), m_skeleton(new Skeleton(columns)), m_waiting(new QWidget),
      m_bannerHolder(new QWidget), m_stack(new QStackedLayout), m_patience(new QTimer(this))
{
    auto *row = new QHBoxLayout(m_waiting);
    row->setContentsMargins(metrics::pageMargin, metrics::space2, metrics::pageMargin, metrics::space2);
    m_waitingText = new Label({}, Type::Small, Tone::Muted);
    m_waitingCancel = new QPushButton;
    setVariant(m_waitingCancel, ButtonVariant::Quiet);
    row->addWidget(m_waitingText);
    row->addWidget(m_waitingCancel);
    row->addStretch(1);
    m_waiting->hide();
    connect(m_waitingCancel, &QPushButton::clicked, this, &FaceStack::waitCanceled);

    auto *bannerRow = new QVBoxLayout(m_bannerHolder);
    bannerRow->setContentsMargins(metrics::pageMargin, metrics::space3, metrics::pageMargin, metrics::space3);
    m_bannerHolder->hide();

    auto *blank = new QWidget; // before the skeleton's time
    m_stack->addWidget(blank);
    m_stack->addWidget(withMargins(m_skeleton));
    m_stack->addWidget(m_answer);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bannerHolder);
    column->addWidget(m_waiting);
    column->addLayout(m_stack, 1);
    m_patience->setSingleShot(true);
    connect(m_patience, &QTimer::timeout, this, &FaceStack::waitLonger);
    retranslate();
    m_patience->start(skeletonAfter);
}

void FaceStack::retranslate()
{
    m_waitingCancel->setText(tr("Cancel"));
    m_waitingText->setText(m_source.isEmpty() ? tr("Still waiting")
                                              : tr("Still waiting for %1").arg(m_source));
}

// First the skeleton, then the name of what does not answer.
void FaceStack::waitLonger()
{
    if (m_stack->currentIndex() == BlankSlot) {
        m_stack->setCurrentIndex(SkeletonSlot);
        m_patience->start(namedAfter);
        return;
    }
    retranslate();
    m_waiting->show();
}

void FaceStack::enter(Face face)
{
    m_face = face;
    if (face != Face::Loading) {
        m_patience->stop();
        m_waiting->hide();
    }
}

void FaceStack::showLoading(const QString &source)
{
    m_source = source;
    if (m_face == Face::Loading)
        return; // its clock runs already
    enter(Face::Loading);
    dropState();
    m_stack->setCurrentIndex(BlankSlot);
    m_patience->start(skeletonAfter);
}

void FaceStack::showAnswer()
{
    if (m_face == Face::Answer)
        return;
    enter(Face::Answer);
    m_stack->setCurrentIndex(AnswerSlot);
    dropState();
}

void FaceStack::dropState()
{
    if (!m_state)
        return;
    m_state->deleteLater();
    m_state = nullptr;
    m_shown.clear();
}

// Takes the new face in; false when it is in view already, word for word.
bool FaceStack::replaceState(Face face, const QStringList &words)
{
    const QString key = words.join(QLatin1Char('\n'));
    if (m_state && m_face == face && m_shown == key)
        return false;
    enter(face);
    dropState();
    m_shown = key;
    return true;
}

void FaceStack::place(EmptyState *state)
{
    m_state = state;
    m_stack->addWidget(state);
    m_stack->setCurrentWidget(state);
}

void FaceStack::showEmpty(const QString &icon, const QString &title, const QString &text,
                          const QString &action)
{
    if (!replaceState(Face::Empty, {icon, title, text, action}))
        return;
    auto *state = new EmptyState(icon, title, text);
    state->setObjectName(QStringLiteral("face.empty"));
    if (!action.isEmpty())
        connect(state->addButton(action, true), &QPushButton::clicked, this, &FaceStack::actionChosen);
    place(state);
}

void FaceStack::showNoMatch(const QString &filter)
{
    if (!replaceState(Face::Empty, {QStringLiteral("filter"), filter}))
        return;
    auto *state = new EmptyState(QStringLiteral("filter"), tr("No match for \u2018%1\u2019").arg(filter),
                                 tr("The filter hides everything that is there."));
    state->setObjectName(QStringLiteral("face.noMatch"));
    connect(state->addButton(tr("Clear filter"), false), &QPushButton::clicked, this,
            &FaceStack::filterCleared);
    place(state);
}

void FaceStack::showError(const ErrorText &error)
{
    if (!replaceState(Face::Error, {error.sentence(), error.nextLabel, error.details}))
        return;
    auto *state = new EmptyState({}, error.title(), tr("%1.", "a sentence").arg(error.now));
    state->setObjectName(QStringLiteral("face.error"));
    state->setSeverity(error.next == NextStep::ReplaceKey ? Severity::Warning : Severity::Critical);
    const auto add = [&](NextStep step, const QString &label, bool primary) {
        connect(state->addButton(label, primary), &QPushButton::clicked, this,
                [this, step] { Q_EMIT nextStepChosen(step); });
    };
    // Details stand below already: a button that shows them would do nothing.
    const bool retryOnly =
        error.next == NextStep::None || error.next == NextStep::Retry || error.next == NextStep::ShowDetails;
    if (!retryOnly)
        add(error.next, error.nextLabel, true);
    add(NextStep::Retry, nextStepLabel(NextStep::Retry), retryOnly);
    state->setDetails(error.details);
    place(state);
}

void FaceStack::setBanner(Severity severity, const QString &title, const QString &detail,
                          const QString &action)
{
    if (title.isEmpty()) {
        m_bannerHolder->hide();
        return;
    }
    if (!m_banner) {
        m_banner = new Banner(severity, title, detail);
        m_bannerAction = m_banner->addButton(action);
        connect(m_bannerAction, &QPushButton::clicked, this, &FaceStack::bannerActionChosen);
        m_bannerHolder->layout()->addWidget(m_banner);
    }
    m_banner->setWords(severity, title, detail);
    m_bannerAction->setText(action);
    m_bannerAction->setVisible(!action.isEmpty());
    m_bannerHolder->show();
}

void FaceStack::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace envdeck::ui
