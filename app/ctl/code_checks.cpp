// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command_line.h"
#include "app/ctl/commands.h"
#include "app/ctl/guarding.h"
#include "app/ctl/job_watch.h"
#include "app/ctl/names.h"
#include "app/ctl/pulls.h"
#include "app/ctl/values.h"

namespace envdeck::ctl {

namespace {

using infrastructure::CodeCheck;
using infrastructure::FormatCheck;
using terraform::Diagnostic;

Answer formatAnswer(const FormatCheck &check, const Arguments &arguments)
{
    Answer answer;
    const QStringList &files = check.found.files;
    answer.data = {{QStringLiteral("commit"), check.commit},
                   {QStringLiteral("files"), QJsonArray::fromStringList(files)},
                   {QStringLiteral("diff"), check.found.diff}};
    if (files.isEmpty()) {
        answer.lines = {QStringLiteral("every file is laid out as terraform fmt does")};
        return answer;
    }
    if (!check.found.diff.isEmpty())
        answer.lines = check.found.diff.split(QLatin1Char('\n')) + QStringList{QString()};
    answer.lines.append(QStringLiteral("%1 would be written differently: %2")
                            .arg(files.size() == 1 ? QStringLiteral("one file")
                                                   : QStringLiteral("%1 files").arg(files.size()),
                                 files.join(QStringLiteral(", "))));
    answer.lines.append(QStringLiteral("next: ") +
                        commandLine({QStringLiteral("fmt"), QStringLiteral("--env"), arguments.environment,
                                     QStringLiteral("--commit")},
                                    arguments));
    if (arguments.exitCode)
        answer.code = exitSomethingToDo;
    return answer;
}

QString placeOf(const Diagnostic &diagnostic)
{
    return diagnostic.file.isEmpty()
               ? QString()
               : QStringLiteral("%1:%2:%3").arg(diagnostic.file).arg(diagnostic.line).arg(diagnostic.column);
}

QString spoken(const Diagnostic &diagnostic)
{
    QStringList parts{placeOf(diagnostic), diagnostic.summary, diagnostic.detail.simplified()};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(": "));
}

QJsonObject diagnosticJson(const Diagnostic &diagnostic)
{
    const bool isError = diagnostic.severity == terraform::Severity::Error;
    return {{QStringLiteral("severity"), isError ? QStringLiteral("error") : QStringLiteral("warning")},
            {QStringLiteral("summary"), diagnostic.summary},
            {QStringLiteral("detail"), diagnostic.detail},
            {QStringLiteral("file"), diagnostic.file.isEmpty() ? QJsonValue() : QJsonValue(diagnostic.file)},
            {QStringLiteral("line"), diagnostic.file.isEmpty() ? QJsonValue() : QJsonValue(diagnostic.line)}};
}

Answer codeAnswer(const CodeCheck &check, const Arguments &arguments)
{
    Answer answer;
    QJsonArray rows;
    for (const Diagnostic &diagnostic : check.diagnostics) {
        rows.append(diagnosticJson(diagnostic));
        if (diagnostic.severity != terraform::Severity::Error) {
            answer.lines.append(QStringLiteral("warning: ") + spoken(diagnostic));
            continue;
        }
        answer.code = exitFailed;
        answer.problems.append({errorCodeName(ErrorCode::BadConfig), arguments.environment,
                                diagnostic.summary, QStringLiteral("mend it, then commit and push"),
                                spoken(diagnostic)});
    }
    answer.data = {{QStringLiteral("commit"), check.commit},
                   {QStringLiteral("program"), check.program},
                   {QStringLiteral("valid"), check.isValid()},
                   {QStringLiteral("diagnostics"), rows}};
    if (check.isValid())
        answer.lines.append(QStringLiteral("%1 takes the code of %2 at %3")
                                .arg(check.program, arguments.environment, check.commit.left(7)));
    return answer;
}

Async<Answer> formatted(Session &session, const FormatCheck &check, const Arguments &arguments,
                        std::stop_token stop)
{
    auto review = session.formats().review(arguments.environment, check.commit, check.written);
    if (!review)
        return ready<Answer>(answerOf(review.error()));
    configuration::FormatReview way = review.value();
    if (const auto frozen = frozenBy(way.freeze, arguments))
        return ready<Answer>(refusedAnswer(*frozen));
    if (const auto refused = wayRefused(way.path, session.formats().canOpenPullRequests(), arguments))
        return ready<Answer>(refusedAnswer(*refused));
    way.path = wayOf(way.path, arguments);
    if (!arguments.json)
        printLine(check.found.diff.isEmpty() ? check.found.files.join(QLatin1Char('\n')) : check.found.diff);
    const auto job = session.formats().job(way, arguments.reason);
    mergeWhenPossible(session, job, arguments);
    return andThen(ran(session, job, arguments, stop), &session, [check, arguments](Answer answer) {
        answer.data.insert(QStringLiteral("files"), QJsonArray::fromStringList(check.found.files));
        if (answer.isOk() && !arguments.wait && answer.data.contains(QLatin1String("pullRequest")))
            answer.lines = openedLines(answer, QStringLiteral("fmt ") + arguments.environment);
        return ready<Answer>(answer);
    });
}

} // namespace

Async<Answer> checkFormat(Session &session, const Arguments &arguments, std::stop_token stop)
{
    if (const auto refused =
            arguments.commit
                ? refusedBy(guardFor(Risk::R2, *session.workspace().environment(arguments.environment)),
                            arguments)
                : std::nullopt)
        return ready<Answer>(*refused);
    const auto asked = session.infrastructure().checkFormat(arguments.environment, stop);
    return andThen(joined(&session, asked), &session,
                   [&session, arguments, stop](const std::tuple<Result<FormatCheck>> &result) {
                       const auto &check = std::get<0>(result);
                       if (!check)
                           return ready<Answer>(answerOf(check.error()));
                       const bool isDone = check.value().written.isEmpty();
                       return arguments.commit && !isDone
                                  ? formatted(session, check.value(), arguments, stop)
                                  : ready<Answer>(formatAnswer(check.value(), arguments));
                   });
}

Async<Answer> checkCode(Session &session, const Arguments &arguments, std::stop_token stop)
{
    const auto asked = session.infrastructure().checkCode(arguments.environment, stop);
    return andThen(
        joined(&session, asked), &session, [arguments](const std::tuple<Result<CodeCheck>> &result) {
            const auto &check = std::get<0>(result);
            return ready<Answer>(check ? codeAnswer(check.value(), arguments) : answerOf(check.error()));
        });
}

} // namespace envdeck::ctl
