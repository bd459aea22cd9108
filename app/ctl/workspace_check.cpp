// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/commands.h"
#include "ui/text/problem_text.h"

namespace envdeck::ctl {

Answer workspaceAnswer(const OpenResult &opened)
{
    Answer answer;
    if (opened.opened) {
        const Workspace &workspace = opened.opened->workspace;
        QJsonArray environments;
        for (const Environment &environment : workspace.environments)
            environments.append(environment.name);
        answer.data = {{QStringLiteral("name"), workspace.name}, {QStringLiteral("environments"), environments}, {QStringLiteral("apps"), int(workspace.apps.size())}};
        answer.lines.append(QStringLiteral("%1: %2 environments, %3 apps, no problem").arg(workspace.name).arg(workspace.environments.size()).arg(workspace.apps.size()));
        return answer;
    }
    answer = answerOf(opened.failure.error);
    if (opened.failure.problems.isEmpty())
        return answer;
    answer.problems.clear();
    QJsonArray problems;
    for (const workspace::Problem &problem : opened.failure.problems) {
        const QString place = QStringLiteral("%1:%2:%3").arg(opened.failure.file).arg(problem.line).arg(problem.column);
        const QString sentence = ui::problemText(problem);
        problems.append(QJsonObject{{QStringLiteral("line"), problem.line}, {QStringLiteral("column"), problem.column}, {QStringLiteral("path"), problem.path},
                                    {QStringLiteral("text"), sentence}});
        answer.problems.append({QStringLiteral("bad-config"), place, sentence, {}});
    }
    answer.data = {{QStringLiteral("problems"), problems}};
    return answer;
}

} // namespace envdeck::ctl
