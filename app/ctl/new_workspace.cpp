// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command_line.h"
#include "app/ctl/local.h"
#include "core/base/worker.h"
#include "core/git/begin.h"
#include "core/scaffold/scaffold.h"

#include <QDir>

namespace envdeck::ctl {

namespace {

const QString firstBranch = QStringLiteral("main");

QString shapeOf(const QString &field)
{
    if (field == QLatin1String("name"))
        return QStringLiteral("two to 31 of a-z, 0-9 and -, beginning with a letter");
    if (field == QLatin1String("domain"))
        return QStringLiteral("a domain, such as example.com");
    if (field == QLatin1String("provider"))
        return scaffold::providers.join(QStringLiteral(" or "));
    return QStringLiteral("OWNER/NAME, as at GitHub");
}

Answer refused(const Error &error)
{
    Answer answer = answerOf(error);
    Problem &problem = answer.problems.first();
    if (error.code == ErrorCode::BadInput) {
        answer.code = exitUsage;
        problem.text =
            QStringLiteral("--%1: \"%2\" is not %3").arg(error.subject, error.detail, shapeOf(error.subject));
        problem.next = QStringLiteral("envdeckctl new --help");
    } else if (error.detail == QLatin1String("not-empty")) {
        problem.text = QStringLiteral("%1 is not empty; nothing was written").arg(error.subject);
        problem.next = QStringLiteral("name a folder that is not there yet");
    } else if (error.detail == QLatin1String("not-a-folder")) {
        problem.text = QStringLiteral("%1 is a file; nothing was written").arg(error.subject);
        problem.next = QStringLiteral("name a folder that is not there yet");
    } else if (error.detail == QLatin1String("no-such-folder")) {
        problem.text = QStringLiteral("there is no folder %1 to make it in").arg(error.subject);
        problem.next = QStringLiteral("mkdir -p %1").arg(shellWord(error.subject));
    } else if (error.detail == QLatin1String("inside-checkout")) {
        problem.text =
            QStringLiteral("it would lie inside of the checkout %1; nothing was written").arg(error.subject);
        problem.next = QStringLiteral("name a folder outside of it");
    }
    return answer;
}

// The files are there, and only git did not do its part.
Answer writtenButNotBegun(const Error &error, const QString &folder)
{
    Answer answer = answerOf(error);
    Problem &problem = answer.problems.first();
    problem.text =
        QStringLiteral("%1 was written, but it is no git repository yet: %2").arg(folder, sentenceOf(error));
    const QString git = QStringLiteral("git -C %1 ").arg(shellWord(folder));
    problem.next = git + QStringLiteral("init --initial-branch=%1 && ").arg(firstBranch) + git +
                   QStringLiteral("add --all");
    return answer;
}

Answer writtenAnswer(const QString &folder, const scaffold::Files &files, const Arguments &arguments)
{
    Answer answer;
    QJsonArray paths;
    for (auto it = files.cbegin(); it != files.cend(); ++it)
        paths.append(it.key());
    answer.data = {{QStringLiteral("folder"), folder}, {QStringLiteral("files"), paths}};
    answer.lines = {
        QStringLiteral("%1: %2 files, staged on branch %3; nothing is committed yet")
            .arg(folder)
            .arg(files.size())
            .arg(firstBranch),
        QString(),
        QStringLiteral("  cd %1").arg(shellWord(folder)),
        QStringLiteral("  less README.md                  what to do once, before the first plan"),
        QStringLiteral("  git commit -m 'Begin'"),
        QStringLiteral("  git remote add origin %1 && git push -u origin %2")
            .arg(arguments.repository.isEmpty()
                     ? QStringLiteral("ADDRESS")
                     : QStringLiteral("git@github.com:%1.git").arg(arguments.repository),
                 firstBranch)};
    return answer;
}

Async<LocalAnswer> begun(QObject *context, const QString &folder, const scaffold::Files &files,
                         const Arguments &arguments, std::stop_token stop)
{
    const auto beginning = git::beginRepository(git::Program(), folder, firstBranch, context, stop);
    return andThen(joined(context, beginning), context,
                   [folder, files, arguments](const std::tuple<Result<void>> &result) {
                       const auto &done = std::get<0>(result);
                       return ready<LocalAnswer>(
                           done ? LocalAnswer{writtenAnswer(folder, files, arguments), arguments.name}
                                : LocalAnswer{writtenButNotBegun(done.error(), folder), arguments.name});
                   });
}

} // namespace

Async<LocalAnswer> newWorkspace(QObject *context, const Arguments &arguments, std::stop_token stop)
{
    const auto files =
        scaffold::filesFor({arguments.name, arguments.domain, arguments.provider, arguments.repository});
    if (!files)
        return ready<LocalAnswer>(LocalAnswer{refused(files.error()), {}});
    const QString folder = QDir::cleanPath(QDir::current().absoluteFilePath(arguments.folder));
    const auto disk = std::make_shared<Worker>(QStringLiteral("scaffold"));
    const auto place = git::checkPlace(git::Program(), folder, context,
                                       stop); // and whether git is there, before anything is written
    const auto written = andThen(place, context, [folder, disk, all = files.value()](const auto &) {
        return disk->run([folder, all] { return scaffold::write(folder, all); });
    });
    return andThen(
        joined(context, written), context,
        [context, folder, arguments, stop, all = files.value()](const std::tuple<Result<void>> &result) {
            const auto &done = std::get<0>(result);
            return done ? begun(context, folder, all, arguments, stop)
                        : ready<LocalAnswer>(LocalAnswer{refused(done.error()), {}});
        });
}

} // namespace envdeck::ctl
