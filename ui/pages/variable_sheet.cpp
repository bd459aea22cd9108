// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/variable_sheet.h"

#include "core/terraform/hcl_document.h"
#include "core/terraform/tfvars_edit.h"
#include "ui/text/variable_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint_controls.h"
#include "ui/theme/style.h"
#include "ui/widgets/env_band.h"
#include "ui/widgets/label.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace envdeck::ui {

namespace {

constexpr int labelColumn = 88;
constexpr int linesShown = 6;

bool isSimple(const QString &type)
{
    return type == QLatin1String("string") || type == QLatin1String("number") ||
           type == QLatin1String("bool");
}

// The present value as it is typed: a text without its quotes.
QString typedForm(const terraform::Variable &variable, const QString &type)
{
    const auto *value = variable.effective();
    if (!value || !isValueShown(variable, *value))
        return {};
    if (type == QLatin1String("string"))
        return terraform::literalText(value->expression).value_or(QString());
    return QString::fromUtf8(value->expression);
}

QString nowText(const terraform::Variable &variable)
{
    const QString value = valueText(variable);
    return value.isEmpty() ? valueNote(variable) : value;
}

} // namespace

VariableSheet::VariableSheet(const Facts &facts, QWidget *parent)
    : QWidget(parent), m_facts(facts), m_problem(new Label({}, Type::Small, Tone::Muted)),
      m_status(new Label({}, Type::Small, Tone::Muted)), m_accept(new QPushButton(tr("Review\u2026")))
{
    setObjectName(QStringLiteral("variable.sheet"));
    const QString title =
        tr("Change %1 of %2", "a variable, of an environment").arg(facts.variable.name, facts.environment);
    setAccessibleName(title);
    auto *band = new EnvBand(metrics::sheetBandHeight);
    band->setEnvironments({facts.kind});
    band->setHatched(facts.hatched);
    band->setTopRadius(metrics::radiusLarge);
    auto *body = new QVBoxLayout;
    body->setContentsMargins(metrics::pageMargin, metrics::space4, metrics::pageMargin, metrics::space4);
    body->setSpacing(metrics::space4);
    body->addWidget(new Label(title, Type::PageTitle));
    body->addWidget(buildFacts());
    body->addStretch(1);
    body->addWidget(buildFooter());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(band);
    column->addLayout(body, 1);
    setTyped(typedForm(facts.variable, type()));
    validate();
}

QString VariableSheet::type() const
{
    return m_facts.variable.declaration ? m_facts.variable.declaration->type : QString();
}

QWidget *VariableSheet::buildFacts()
{
    auto *facts = new QWidget;
    m_grid = new QGridLayout(facts);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(metrics::space4);
    m_grid->setVerticalSpacing(metrics::space3);
    m_grid->setColumnMinimumWidth(0, scaled(labelColumn));
    m_grid->setColumnStretch(1, 1);
    const auto wrapped = [](const QString &text, Type face = Type::Body) {
        auto *label = new Label(text, face);
        label->setWordWrap(face == Type::Body);
        return label;
    };
    const QString description =
        m_facts.variable.declaration ? m_facts.variable.declaration->description.simplified() : QString();
    if (!description.isEmpty())
        addFact(tr("Description"), wrapped(description));
    addFact(tr("Type"), wrapped(type().isEmpty() ? tr("any", "a variable of any type") : type(), Type::Code));
    addFact(tr("Now"), wrapped(nowText(m_facts.variable), Type::Code));
    if (const QString origin = valueOriginText(m_facts.variable); !origin.isEmpty())
        addFact({}, wrapped(origin));
    addFact(tr("Value"), buildField());
    auto *file = wrapped(m_facts.file, Type::Code);
    file->setElide(Qt::ElideMiddle);
    addFact(tr("Written to"), file);
    if (!m_facts.freeze.isEmpty()) {
        auto *freeze = wrapped(m_facts.freeze);
        freeze->setSeverity(Severity::Warning);
        addFact(tr("Freeze"), freeze);
    }
    return facts;
}

void VariableSheet::addFact(const QString &label, QWidget *value)
{
    const int line = m_grid->rowCount();
    auto *name = new Label(label, Type::Body, Tone::Muted);
    m_grid->addWidget(name, line, 0, Qt::AlignTop);
    m_grid->addWidget(value, line, 1);
}

QWidget *VariableSheet::buildField()
{
    auto *holder = new QWidget;
    auto *column = new QVBoxLayout(holder);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::space1);
    const bool severalLines =
        !isSimple(type()) || typedForm(m_facts.variable, type()).contains(QLatin1Char('\n'));
    QWidget *field = nullptr;
    if (severalLines) {
        m_text = new QPlainTextEdit;
        m_text->setTabChangesFocus(true);
        m_text->setFont(ui::font(Type::Code));
        m_text->setFixedHeight(linesShown * m_text->fontMetrics().lineSpacing() + 2 * metrics::space2);
        m_text->installEventFilter(this);
        connect(m_text, &QPlainTextEdit::textChanged, this, &VariableSheet::validate);
        field = m_text;
    } else {
        m_line = new QLineEdit;
        connect(m_line, &QLineEdit::textChanged, this, &VariableSheet::validate);
        connect(m_line, &QLineEdit::returnPressed, this, &VariableSheet::ask);
        field = m_line;
    }
    field->setObjectName(QStringLiteral("variable.value"));
    field->setAccessibleName(tr("Value"));
    setFocusProxy(field);
    column->addWidget(field);
    m_problem->setObjectName(QStringLiteral("variable.problem"));
    m_problem->setWordWrap(true);
    column->addWidget(m_problem);
    return holder;
}

QWidget *VariableSheet::buildFooter()
{
    auto *footer = new QWidget;
    auto *row = new QHBoxLayout(footer);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::space2);
    m_status->setObjectName(QStringLiteral("variable.status"));
    m_status->setWordWrap(true);
    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setObjectName(QStringLiteral("variable.cancel"));
    m_accept->setObjectName(QStringLiteral("variable.accept"));
    setVariant(m_accept, ButtonVariant::Primary);
    row->addWidget(m_status, 1);
    row->addWidget(cancel);
    row->addWidget(m_accept);
    connect(cancel, &QPushButton::clicked, this, &VariableSheet::canceled);
    connect(m_accept, &QPushButton::clicked, this, &VariableSheet::ask);
    return footer;
}

void VariableSheet::setTyped(const QString &text)
{
    if (m_line) {
        m_line->setText(text);
        m_line->selectAll();
    } else {
        m_text->setPlainText(text);
    }
}

QString VariableSheet::typed() const
{
    return m_line ? m_line->text() : m_text->toPlainText();
}

void VariableSheet::setReviewing(bool reviewing)
{
    m_reviewing = reviewing;
    m_status->setSeverity(Severity::None);
    m_status->setText(reviewing ? tr("Reading the head of the branch\u2026") : QString());
    validate();
}

void VariableSheet::setFailure(const QString &sentence)
{
    setReviewing(false);
    m_status->setSeverity(Severity::Warning);
    m_status->setText(sentence);
}

// Only the shape is judged here; what stands inside of a list is terraform's to judge.
void VariableSheet::validate()
{
    const auto expression = terraform::expressionFor(type(), typed());
    m_problem->setSeverity(expression ? Severity::None : Severity::Warning);
    m_problem->setText(expression ? typeHint(type()) : typedProblem(expression.error()));
    m_accept->setEnabled(expression && !m_reviewing);
}

void VariableSheet::ask()
{
    if (m_accept->isEnabled())
        Q_EMIT reviewAsked(typed());
}

QSize VariableSheet::sizeHint() const
{
    const int width = scaled(640);
    return {width,
            layout()->hasHeightForWidth() ? layout()->heightForWidth(width) : layout()->sizeHint().height()};
}

bool VariableSheet::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_text && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && key->modifiers().testFlag(Qt::ControlModifier) && !key->isAutoRepeat()) {
            ask();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void VariableSheet::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return Q_EMIT canceled();
    QWidget::keyPressEvent(event);
}

void VariableSheet::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokensOf(this);
    QPainter painter(this);
    paintBox(&painter, rect(), metrics::radiusLarge, t.surface, t.line);
}

} // namespace envdeck::ui
