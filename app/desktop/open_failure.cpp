// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/open_failure.h"

#include "ui/text/error_text.h"
#include "ui/text/problem_text.h"
#include "ui/widgets/empty_state.h"

#include <QCloseEvent>
#include <QPushButton>
#include <QVBoxLayout>

namespace envdeck {

OpenFailureWindow::OpenFailureWindow(const OpenFailure &failure, QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("open.failure"));
    setWindowTitle(tr("Workspace - Envdeck"));
    const auto text = ui::errorText(failure.error, ui::Attempt::OpenWorkspace);
    QStringList lines;
    for (const workspace::Problem &problem : failure.problems)
        lines.append(QStringLiteral("%1  %2").arg(workspace::placeOf(problem), ui::problemText(problem)));
    if (lines.isEmpty() && !text.details.isEmpty())
        lines.append(text.details);

    QString sentence = text.sentence();
    if (!failure.problems.isEmpty())
        sentence = tr("%n place(s) in envdeck.yaml need a correction. Save the file and try again.", nullptr,
                      int(failure.problems.size()));
    else if (failure.error.code == ErrorCode::BadInput)
        sentence = tr("%1 is not inside a git repository. Start Envdeck with --workspace and the folder of "
                      "your infrastructure repository.")
                       .arg(failure.error.subject);
    else if (failure.error.code == ErrorCode::NotFound)
        sentence = tr("%1 has no envdeck.yaml at its root. It is the file that names environments and apps; "
                      "the user guide shows one.")
                       .arg(failure.error.subject);

    auto *state =
        new ui::EmptyState(QStringLiteral("workspace"), tr("This workspace does not open"), sentence);
    state->setSeverity(ui::Severity::Warning);
    if (!lines.isEmpty())
        state->setDetails(lines.join(QLatin1Char('\n')));
    connect(state->addButton(tr("Try again"), true), &QPushButton::clicked, this,
            &OpenFailureWindow::retryAsked);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(state);
    resize(920, 600);
}

void OpenFailureWindow::closeEvent(QCloseEvent *event)
{
    QWidget::closeEvent(event);
    Q_EMIT closed();
}

} // namespace envdeck
