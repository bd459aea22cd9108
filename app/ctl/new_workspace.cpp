// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/local.h"
#include "core/base/worker.h"
#include "core/git/begin.h"
#include "core/scaffold/scaffold.h"

#include <QDir>

namespace envdeck::ctl {

namespace {

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
    if (error.code == ErrorCode::BadInput) {
        answer.code = exitUsage;
        answer.problems.first().subject = QStringLiteral("--") + error.subject;
        answer.problems.first().detail = QStringLiteral("'%1' is not %2").arg(error.detail, shapeOf(error.subject));
    }
    return answer;
}

Answer writtenAnswer(const QString &folder, const scaffold::Files &files, const Arguments &arguments)
{
    Answer answer;
    QJsonArray paths;
    for (auto it = files.cbegin(); it != files.cend(); ++it)
        paths.append(it.key());
    answer.data = {{QStringLiteral("folder"), folder}, {QStringLiteral("files"), paths}};
    answer.lines = {QStringLiteral("%1: %2 files, staged on branch main; nothing is committed yet").arg(folder).arg(files.size()),
                    QString(),
                    QStringLiteral("  cd %1").arg(folder),
                    QStringLiteral("  less README.md                  what to do once, before the first plan"),
                    QStringLiteral("  git commit -m 'Begin'"),
                    QStringLiteral("  git remote add origin %1 && git push -u origin main")
                        .arg(arguments.repository.isEmpty() ? QStringLiteral("ADDRESS")
                                                            : QStringLiteral("git@github.com:%1.git").arg(arguments.repository))};
    return answer;
}

} // namespace

Async<LocalAnswer> newWorkspace(QObject *context, const Arguments &arguments, std::stop_token stop)
{
    const auto files = scaffold::filesFor({arguments.name, arguments.domain, arguments.provider, arguments.repository});
    if (!files)
        return ready<LocalAnswer>(LocalAnswer{refused(files.error()), {}});
    const QString folder = QDir::cleanPath(QDir::current().absoluteFilePath(arguments.folder));
    const auto disk = std::make_shared<Worker>(QStringLiteral("scaffold"));
    const auto written = disk->run([folder, all = files.value()] { return scaffold::write(folder, all); });
    const auto begun = andThen(written, context, [context, folder, disk, stop](const auto &) {
        return git::beginRepository(git::Program(), folder, QStringLiteral("main"), context, stop);
    });
    return andThen(joined(context, begun), context, [folder, arguments, all = files.value()](const std::tuple<Result<void>> &result) {
        const auto &done = std::get<0>(result);
        return ready<LocalAnswer>(done ? LocalAnswer{writtenAnswer(folder, all, arguments), arguments.name}
                                       : LocalAnswer{refused(done.error()), {}});
    });
}

} // namespace envdeck::ctl
