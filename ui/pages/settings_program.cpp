// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings_program.h"

#include "ui/text/settings_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/label.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace envdeck::ui {

namespace {

constexpr int fieldWidth = 280;

} // namespace

ProgramField::ProgramField(std::unique_ptr<ProgramPresenter> presenter, QWidget *parent)
    : QWidget(parent), m_presenter(std::move(presenter)), m_path(new QLineEdit), m_browse(new QPushButton),
      m_answer(new Label({}, Type::Small, Tone::Muted))
{
    m_path->setObjectName(QStringLiteral("settings.terraform"));
    m_path->setMinimumWidth(fieldWidth);
    m_browse->setObjectName(QStringLiteral("settings.terraformBrowse"));
    m_answer->setObjectName(QStringLiteral("settings.terraformAnswer"));
    m_answer->setWordWrap(true);
    setFocusProxy(m_path);
    auto *line = new QHBoxLayout;
    line->setSpacing(metrics::space2);
    line->addWidget(m_path, 1);
    line->addWidget(m_browse);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::space1);
    column->addLayout(line);
    column->addWidget(m_answer);

    connect(m_path, &QLineEdit::editingFinished, this, [this] { m_presenter->choose(m_path->text()); });
    connect(m_browse, &QPushButton::clicked, this, &ProgramField::browse);
    connect(m_presenter.get(), &ProgramPresenter::stateChanged, this, &ProgramField::render);
    m_path->setText(m_presenter->state().path);
}

ProgramField::~ProgramField() = default;

void ProgramField::browse()
{
    auto *dialog = new QFileDialog(window(), tr("Choose terraform or tofu"),
                                   QFileInfo(m_presenter->state().path).absolutePath());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_path->setText(path);
        m_presenter->choose(path);
    });
    dialog->open();
}

void ProgramField::retranslate()
{
    m_path->setAccessibleName(tr("Path of terraform or tofu"));
    m_path->setPlaceholderText(tr("Found in PATH"));
    m_browse->setText(tr("Browse\u2026"));
    render();
}

// What is typed stays: the field is not written while somebody is in it.
void ProgramField::render()
{
    const ProgramState &state = m_presenter->state();
    if (!m_path->hasFocus() && !state.error)
        m_path->setText(state.tried);
    m_answer->setSeverity(state.error ? Severity::Critical : Severity::None);
    if (state.checking)
        m_answer->setText(tr("Asking for its version\u2026"));
    else if (state.error)
        m_answer->setText(programProblem(*state.error, state.tried == state.path));
    else if (state.program)
        //: A program with its version, and where it is
        m_answer->setText(tr("%1 at %2").arg(state.program->name(), state.program->path));
    else
        m_answer->setText({});
    m_path->setAccessibleDescription(m_answer->text());
}

} // namespace envdeck::ui
