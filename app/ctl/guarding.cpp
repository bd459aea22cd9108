// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/guarding.h"

#include "app/ctl/command_line.h"

namespace envdeck::ctl {

QStringList optionsFor(const Guard &guard, const Arguments &arguments)
{
    QStringList options;
    if (!satisfies(guard, arguments.confirm))
        options << QStringLiteral("--confirm") << guard.typed;
    if (guard.freshBackup && arguments.backupReason.isEmpty())
        options << QStringLiteral("--no-backup-reason") << QStringLiteral("why");
    return options;
}

std::optional<Answer> refusedBy(const Guard &guard, const Arguments &arguments)
{
    const QStringList lacking = optionsFor(guard, arguments);
    if (lacking.isEmpty())
        return std::nullopt;
    const bool unconfirmed = !satisfies(guard, arguments.confirm);
    Problem problem{errorCodeName(ErrorCode::Forbidden),
                    arguments.environment,
                    unconfirmed ? QStringLiteral("not confirmed")
                                : QStringLiteral("no fresh backup is known"),
                    sameCommand(arguments, lacking),
                    {}};
    problem.text =
        !unconfirmed ? QStringLiteral(
                           "nothing was done: it destroys data, and no backup of the last 24 hours is known")
        : arguments.confirm.isEmpty()
            ? QStringLiteral("nothing was done: it is to be confirmed by the name \"%1\"").arg(guard.typed)
            : QStringLiteral("nothing was done: it is to be confirmed by the name \"%1\", not \"%2\"")
                  .arg(guard.typed, arguments.confirm);
    if (!arguments.confirm.isEmpty() && unconfirmed)
        problem.next = sameCommandWith(arguments, &Arguments::confirm, guard.typed);
    return refusedAnswer(problem);
}

std::optional<Problem> frozenBy(const std::optional<Freeze> &freeze, const Arguments &arguments)
{
    if (!freeze || !arguments.reason.trimmed().isEmpty())
        return std::nullopt;
    const QString why = QStringLiteral("why now");
    return Problem{QStringLiteral("frozen"), arguments.environment, freeze->when,
                   arguments.reason.isEmpty() ? sameCommand(arguments, {QStringLiteral("--reason"), why})
                                              : sameCommandWith(arguments, &Arguments::reason, why),
                   QStringLiteral("%1 is frozen (%2): going on takes a reason")
                       .arg(arguments.environment, freeze->when)};
}

Answer refusedAnswer(const Problem &problem)
{
    Answer answer;
    answer.code = exitRefused;
    answer.problems.append(problem);
    return answer;
}

} // namespace envdeck::ctl
