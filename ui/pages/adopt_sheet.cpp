// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/adopt_sheet.h"

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint_controls.h"
#include "ui/theme/style.h"
#include "ui/widgets/env_band.h"
#include "ui/widgets/label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace envdeck::ui {

namespace {

// Code in a quiet box; can be selected and copied by itself.
class SnippetBox final : public QWidget {
public:
    explicit SnippetBox(const QString &text)
    {
        auto *label = new Label(text, Type::Code);
        label->setObjectName(QStringLiteral("adopt.snippet"));
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        label->setWordWrap(true);
        auto *row = new QHBoxLayout(this);
        row->setContentsMargins(metrics::space3, metrics::space2, metrics::space3, metrics::space2);
        row->addWidget(label);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Tokens &t = tokensOf(this);
        QPainter painter(this);
        paintBox(&painter, rect(), metrics::radius, t.sunken, t.line);
    }
};

Label *wrapped(const QString &text, Type type, Tone tone = Tone::Normal)
{
    auto *label = new Label(text, type, tone);
    label->setWordWrap(true);
    return label;
}

} // namespace

AdoptSheet::AdoptSheet(const infrastructure::DriftedResource &resource, const EnvironmentId &environment,
                       EnvironmentKind kind, bool hatched, QWidget *parent)
    : QWidget(parent), m_status(new Label({}, Type::Small, Tone::Muted))
{
    setObjectName(QStringLiteral("adopt.sheet"));
    const QString title = tr("Adopt into the code of %1").arg(environment);
    setAccessibleName(title);
    auto *band = new EnvBand(metrics::sheetBandHeight);
    band->setEnvironments({kind});
    band->setHatched(hatched);
    band->setTopRadius(metrics::radiusLarge);

    auto *parts = new QWidget;
    auto *list = new QVBoxLayout(parts);
    list->setContentsMargins(0, 0, metrics::space3, 0);
    list->setSpacing(metrics::space2);
    if (resource.deleted)
        addPart(list, driftGoneText(), adoptionOfDeletion(resource), 0);
    for (int i = 0; i < int(resource.attributes.size()); ++i) {
        const infrastructure::DriftedAttribute &attribute = resource.attributes.at(i);
        const QString change =
            attribute.sensitive
                ? QStringLiteral("%1: %2").arg(attribute.path, driftActualText(attribute))
                : QStringLiteral("%1: %2 \u2192 %3")
                      .arg(attribute.path, driftExpectedText(attribute), driftActualText(attribute));
        addPart(list, change, adoptionOf(resource, attribute), i);
    }
    list->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setObjectName(QStringLiteral("adopt.parts"));
    scroll->setAccessibleName(tr("What the code would have to say"));
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(parts);

    auto *close = new QPushButton(tr("Close"));
    close->setObjectName(QStringLiteral("adopt.close"));
    m_status->setObjectName(QStringLiteral("adopt.status"));
    m_status->setWordWrap(true);
    auto *footer = new QHBoxLayout;
    footer->setSpacing(metrics::space3);
    footer->addWidget(m_status, 1);
    footer->addWidget(close);
    auto *body = new QVBoxLayout;
    body->setContentsMargins(metrics::pageMargin, metrics::space4, metrics::pageMargin, metrics::space4);
    body->setSpacing(metrics::space3);
    body->addWidget(new Label(title, Type::PageTitle));
    auto *address = new Label(resource.address, Type::Code);
    address->setElide(Qt::ElideMiddle);
    body->addWidget(address);
    body->addWidget(
        wrapped(tr("Envdeck changes the value of a variable by a commit that you review. Everything else "
                   "is yours to edit; plan afterwards, and nothing should be left to change."),
                Type::Body, Tone::Muted));
    body->addWidget(scroll, 1);
    body->addLayout(footer);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(band);
    column->addLayout(body, 1);
    connect(close, &QPushButton::clicked, this, &AdoptSheet::canceled);
    setFocusProxy(m_variables.isEmpty() ? close : m_variables.first());
}

void AdoptSheet::addPart(QVBoxLayout *column, const QString &title, const Adoption &adoption, int number)
{
    if (number > 0)
        column->addSpacing(metrics::space3);
    column->addWidget(wrapped(title, Type::BodyStrong));
    if (!adoption.place.isEmpty()) {
        auto *place = new Label(adoption.place, Type::Code, Tone::Muted);
        place->setObjectName(QStringLiteral("adopt.place"));
        place->setElide(Qt::ElideMiddle);
        place->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(place);
    }
    column->addWidget(wrapped(adoption.text, Type::Body));
    if (adoption.snippet.isEmpty())
        return;
    column->addWidget(new SnippetBox(adoption.snippet));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::space2);
    buttons->addStretch(1);
    auto *copy = new QPushButton(tr("Copy"));
    copy->setObjectName(QStringLiteral("adopt.copy"));
    copy->setAccessibleName(tr("Copy %1").arg(adoption.snippet));
    setVariant(copy, ButtonVariant::Quiet);
    connect(copy, &QPushButton::clicked, this, [this, text = adoption.snippet] {
        QGuiApplication::clipboard()->setText(text);
        m_status->setText(tr("Copied"));
        Q_EMIT copied();
    });
    buttons->addWidget(copy);
    if (!adoption.variable.isEmpty()) {
        auto *change = new QPushButton(tr("Review the commit\u2026"));
        change->setObjectName(QStringLiteral("adopt.variable"));
        change->setAccessibleName(tr("Review the commit that changes %1").arg(adoption.variable));
        connect(change, &QPushButton::clicked, this,
                [this, adoption] { Q_EMIT variableChosen(adoption.variable, adoption.typed); });
        m_variables.append(change);
        buttons->addWidget(change);
    }
    column->addLayout(buttons);
}

void AdoptSheet::setPreparing(bool preparing)
{
    for (QPushButton *button : std::as_const(m_variables))
        button->setEnabled(!preparing);
    m_status->setSeverity(Severity::None);
    m_status->setText(preparing ? tr("Preparing the review\u2026") : QString());
}

void AdoptSheet::setFailure(const QString &sentence)
{
    setPreparing(false);
    m_status->setSeverity(Severity::Critical);
    m_status->setText(sentence);
}

QSize AdoptSheet::sizeHint() const
{
    return {scaled(640), scaled(520)};
}

void AdoptSheet::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return Q_EMIT canceled();
    QWidget::keyPressEvent(event);
}

void AdoptSheet::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokensOf(this);
    QPainter painter(this);
    paintBox(&painter, rect(), metrics::radiusLarge, t.surface, t.line);
}

} // namespace envdeck::ui
