// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command_line.h"
#include "app/ctl/commands.h"
#include "app/ctl/local.h"
#include "core/base/worker.h"
#include "ui/text/problem_text.h"

#include <QFileInfo>

namespace envdeck::ctl {

namespace {

Answer goodAnswer(const Workspace &workspace)
{
    Answer answer;
    QJsonArray environments;
    for (const Environment &environment : workspace.environments)
        environments.append(environment.name);
    answer.data = {{QStringLiteral("name"), workspace.name},
                   {QStringLiteral("environments"), environments},
                   {QStringLiteral("apps"), int(workspace.apps.size())}};
    answer.lines.append(QStringLiteral("%1: %2 environments, %3 apps, no problem")
                            .arg(workspace.name)
                            .arg(workspace.environments.size())
                            .arg(workspace.apps.size()));
    return answer;
}

Answer problemsAnswer(const QString &file, const QList<workspace::Problem> &found)
{
    Answer answer;
    answer.code = exitFailed;
    QJsonArray problems;
    for (const workspace::Problem &problem : found) {
        const QString place = QStringLiteral("%1:%2:%3").arg(file).arg(problem.line).arg(problem.column);
        const QString sentence = ui::problemText(problem);
        problems.append(QJsonObject{{QStringLiteral("line"), problem.line},
                                    {QStringLiteral("column"), problem.column},
                                    {QStringLiteral("path"), problem.path},
                                    {QStringLiteral("text"), sentence}});
        answer.problems.append({QStringLiteral("bad-config"), place, sentence, {}});
    }
    answer.data = {{QStringLiteral("problems"), problems}};
    return answer;
}

// Nothing here to work on: what was looked for and where, and both ways on.
std::optional<Answer> nothingHere(const Error &error, const Arguments &arguments)
{
    const bool noRepository = error.code == ErrorCode::BadInput;
    if (!noRepository && error.code != ErrorCode::NotFound)
        return std::nullopt;
    Answer answer = answerOf(error);
    answer.code = exitUsage;
    Problem &problem = answer.problems.first();
    const QString yaml = QLatin1String(workspace::fileName);
    if (!QFileInfo::exists(error.subject))
        problem.text = QStringLiteral("there is no folder %1 to look for %2 in").arg(error.subject, yaml);
    else if (noRepository)
        problem.text = QStringLiteral("no %1 found: %2 and the folders above it are not in a git repository")
                           .arg(yaml, error.subject);
    else
        problem.text = QStringLiteral("no %1 found: it is looked for at the root of the git repository, %2")
                           .arg(yaml, error.subject);
    problem.next = QStringLiteral("envdeckctl %1 --workspace DIR (your infrastructure repository); to try "
                                  "without one: envdeck-sandbox up --dir DIR, then --workspace DIR/workspace")
                       .arg(arguments.verb);
    return answer;
}

} // namespace

Answer workspaceAnswer(const OpenResult &opened, const Arguments &arguments)
{
    if (opened.opened)
        return goodAnswer(opened.opened->workspace);
    if (!opened.failure.problems.isEmpty())
        return problemsAnswer(opened.failure.file, opened.failure.problems);
    return nothingHere(opened.failure.error, arguments).value_or(answerOf(opened.failure.error));
}

Async<LocalAnswer> checkWorkspace(QObject *context, const Arguments &arguments, std::stop_token)
{
    const auto disk = std::make_shared<Worker>(QStringLiteral("workspace"));
    const auto reading = disk->run([folder = arguments.workspaceFolder] { return workspace::load(folder); });
    return andThen(
        joined(context, reading), context,
        [disk, arguments](const std::tuple<Result<workspace::Loaded>> &result) {
            const auto &loaded = std::get<0>(result);
            if (!loaded)
                return ready<LocalAnswer>(LocalAnswer{
                    nothingHere(loaded.error(), arguments).value_or(answerOf(loaded.error())), {}});
            const auto &[root, text, parsed] = loaded.value();
            if (!parsed.workspace)
                return ready<LocalAnswer>(
                    LocalAnswer{problemsAnswer(root + QLatin1Char('/') + QLatin1String(workspace::fileName),
                                               parsed.problems),
                                {}});
            return ready<LocalAnswer>(LocalAnswer{goodAnswer(*parsed.workspace), parsed.workspace->name});
        });
}

} // namespace envdeck::ctl
