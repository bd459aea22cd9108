// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/variable_secrets.h"

#include "app/ctl/command_line.h"
#include "app/ctl/commands.h"
#include "app/ctl/guarding.h"
#include "app/ctl/names.h"
#include "core/base/worker.h"

#include <QFile>
#include <algorithm>
#include <unistd.h>

namespace envdeck::ctl {

namespace {

using infrastructure::SecretNeed;
using Needs = QList<SecretNeed>;

constexpr qint64 longest = 64 * 1024; // a private key is 3 KiB

Needs needsOf(const configuration::EnvironmentSide &side)
{
    return infrastructure::secretNeeds(side.side.configuration, side.side.variables);
}

QString stateOf(const SecretNeed &need, const Result<Secret> &answer, bool inProcess)
{
    if (answer)
        return QStringLiteral("set");
    const ErrorCode code = answer.error().code;
    if (code == ErrorCode::OriginMoved)
        return QStringLiteral("moved");
    if (!need.file.isEmpty())
        return QStringLiteral("file");
    if (inProcess)
        return QStringLiteral("process");
    return code == ErrorCode::NotFound || code == ErrorCode::ToolMissing ? QStringLiteral("not-set")
                                                                         : QStringLiteral("unreadable");
}

QString wordOf(const QString &state, const SecretNeed &need)
{
    if (state == QLatin1String("process"))
        return QStringLiteral("set in the environment of envdeckctl");
    if (state == QLatin1String("file"))
        return QStringLiteral("set in %1").arg(need.file);
    if (state == QLatin1String("moved"))
        return QStringLiteral("entered for another repository");
    if (state == QLatin1String("unreadable"))
        return QStringLiteral("cannot be read");
    if (state == QLatin1String("set"))
        return QStringLiteral("set");
    return need.required ? QStringLiteral("not set; a plan needs it") : QStringLiteral("not set");
}

QString userOf(const SecretNeed &need)
{
    return need.variable.isEmpty() ? need.usedBy : QStringLiteral("variable ") + need.variable;
}

QString setCommand(const Arguments &arguments, const QString &name)
{
    return commandLine({QStringLiteral("variables"), QStringLiteral("secret"), QStringLiteral("set"), name,
                        QStringLiteral("--env"), arguments.environment},
                       arguments) +
           QStringLiteral(" < FILE");
}

// The named secret, or what is wrong with the name.
Async<SecretNeed> needFor(Session &session, const Arguments &arguments, std::stop_token stop, Answer *wrong)
{
    return andThen(session.variables().files().read({{}, arguments.environment}, stop), &session,
                   [arguments, wrong](const QList<configuration::EnvironmentSide> &sides) {
                       if (sides.first().error)
                           return ready<SecretNeed>(*sides.first().error);
                       const Needs needs = needsOf(sides.first());
                       QStringList names;
                       for (const SecretNeed &need : needs) {
                           if (need.name == arguments.variable)
                               return ready<SecretNeed>(need);
                           names.append(need.name);
                       }
                       *wrong =
                           usageAnswer(unknownName(QStringLiteral("secret"), arguments.variable, names,
                                                   QStringLiteral("in ") + arguments.environment, arguments));
                       return ready<SecretNeed>(Error{ErrorCode::NotFound, arguments.variable, {}, 0});
                   });
}

// Answers what `go` answers for the secret, or what is wrong before that.
template <typename Go>
Async<Answer> onSecret(Session &session, const Arguments &arguments, std::stop_token stop, Go go)
{
    if (const auto missing = misnamed(session.workspace(), arguments))
        return ready<Answer>(*missing);
    const auto wrong = std::make_shared<Answer>();
    return andThen(joined(&session, needFor(session, arguments, stop, wrong.get())), &session,
                   [wrong, go](const std::tuple<Result<SecretNeed>> &found) {
                       const auto &need = std::get<0>(found);
                       if (need)
                           return go(need.value());
                       return ready<Answer>(wrong->problems.isEmpty() ? answerOf(need.error()) : *wrong);
                   });
}

const Environment &environmentOf(const Session &session, const Arguments &arguments)
{
    return *session.workspace().environment(arguments.environment);
}

Answer keptAnswer(const Result<secrets::Kept> &kept, const SecretNeed &need, const Arguments &arguments)
{
    if (!kept)
        return answerOf(kept.error());
    if (kept.value().why) { // in the memory of a process that ends now
        Answer answer = answerOf(*kept.value().why);
        answer.problems.first().text =
            QStringLiteral("%1 could not be kept: %2").arg(need.name, sentenceOf(*kept.value().why));
        return answer;
    }
    Answer answer;
    answer.data = {{QStringLiteral("name"), need.name}, {QStringLiteral("state"), QStringLiteral("set")}};
    answer.lines = {
        QStringLiteral("%1 of %2 is kept").arg(need.name, arguments.environment),
        QStringLiteral("  next: ") +
            commandLine({QStringLiteral("plan"), QStringLiteral("--env"), arguments.environment}, arguments)};
    return answer;
}

Async<Answer> kept(Session &session, const Arguments &arguments, const SecretNeed &need)
{
    const secrets::SecretKey key = session.terraformSecrets().key(arguments.environment, need.name);
    return andThen(
        joined(&session, session.vault().read(key)), &session,
        [&session, arguments, need, key](const std::tuple<Result<Secret>> &before) {
            const auto &known = std::get<0>(before);
            const bool moved = !known && known.error().code == ErrorCode::OriginMoved;
            if (const auto refused = refusedBy(
                    guardFor(moved ? Risk::R3 : Risk::R1, environmentOf(session, arguments)), arguments))
                return ready<Answer>(*refused);
            const auto disk = std::make_shared<Worker>(QStringLiteral("stdin"));
            const auto reading = disk->run([] { return readValue(STDIN_FILENO); });
            return andThen(
                joined(&session, reading), &session,
                [&session, arguments, need, key, disk](const std::tuple<Result<Secret>> &given) {
                    const auto &value = std::get<0>(given);
                    if (!value)
                        return ready<Answer>(
                            valueAnswer(value.error(), arguments, setCommand(arguments, need.name)));
                    return andThen(joined(&session, session.keyLedger().set(key, value.value())), &session,
                                   [need, arguments](const std::tuple<Result<secrets::Kept>> &answer) {
                                       return ready<Answer>(keptAnswer(std::get<0>(answer), need, arguments));
                                   });
                });
        });
}

} // namespace

Answer valueAnswer(const Error &error, const Arguments &arguments, const QString &command)
{
    const QString text =
        error.detail == QLatin1String("terminal")
            ? QStringLiteral(
                  "the value is read from standard input, and what is typed at a terminal stays in "
                  "sight: give a file or a pipe")
        : error.detail == QLatin1String("empty") ? QStringLiteral("standard input holds no value")
        : error.detail == QLatin1String("too-long")
            ? QStringLiteral("a value of more than 64 KiB is no secret")
            : QStringLiteral("the value holds a NUL byte");
    return usageAnswer({QStringLiteral("usage"), arguments.variable, error.detail,
                        command + QStringLiteral(" < FILE"), text});
}

Result<Secret> readValue(int descriptor)
{
    const auto refused = [](const char *why) {
        return Error{ErrorCode::BadInput, QStringLiteral("stdin"), QString::fromLatin1(why), 0};
    };
    if (::isatty(descriptor))
        return refused("terminal");
    QFile input;
    if (!input.open(descriptor, QIODevice::ReadOnly | QIODevice::Unbuffered))
        return refused("empty");
    QByteArray text;
    while (text.size() <= longest) {
        const QByteArray more = input.read(longest + 1 - text.size());
        if (more.isEmpty())
            break;
        text += more;
    }
    if (text.size() > longest)
        return refused("too-long");
    if (text.endsWith('\n'))
        text.chop(text.endsWith("\r\n") ? 2 : 1);
    if (text.isEmpty())
        return refused("empty");
    if (text.contains('\0'))
        return refused("nul");
    return Secret(text);
}

Async<Answer> withSecrets(Session &session, const configuration::EnvironmentSide &side, const Answer &answer)
{
    if (side.error)
        return ready<Answer>(answer);
    const Needs needs = needsOf(side);
    QList<Async<Secret>> reading;
    for (const SecretNeed &need : needs)
        reading.append(session.vault().read(session.terraformSecrets().key(side.environment, need.name)));
    return andThen(
        joined(&session, reading), &session, [&session, needs, answer](const QList<Result<Secret>> &answers) {
            Answer complete = answer;
            QJsonArray secrets;
            QList<QStringList> table{{QStringLiteral("SECRET"), QStringLiteral("STATE"),
                                      QStringLiteral("USED BY"), QStringLiteral("DESCRIPTION")}};
            for (qsizetype i = 0; i < needs.size(); ++i) {
                const SecretNeed &need = needs.at(i);
                const QString state =
                    stateOf(need, answers.at(i), session.terraformSecrets().isInProcess(need.name));
                secrets.append(QJsonObject{{QStringLiteral("name"), need.name},
                                           {QStringLiteral("state"), state},
                                           {QStringLiteral("usedBy"), userOf(need)},
                                           {QStringLiteral("required"), need.required}});
                table.append({need.name, wordOf(state, need), userOf(need), need.description.simplified()});
            }
            if (!needs.isEmpty())
                complete.lines += QStringList{QString()} + aligned(table);
            complete.data.insert(QStringLiteral("secrets"), secrets);
            return ready<Answer>(complete);
        });
}

Async<Answer> setSecret(Session &session, const Arguments &arguments, std::stop_token stop)
{
    if (::isatty(STDIN_FILENO))
        return ready<Answer>(valueAnswer({ErrorCode::BadInput, {}, QStringLiteral("terminal"), 0}, arguments,
                                         setCommand(arguments, arguments.variable)));
    return onSecret(session, arguments, stop,
                    [&session, arguments](const SecretNeed &need) { return kept(session, arguments, need); });
}

Async<Answer> removeSecret(Session &session, const Arguments &arguments, std::stop_token stop)
{
    return onSecret(session, arguments, stop, [&session, arguments](const SecretNeed &need) {
        if (const auto refused = refusedBy(guardFor(Risk::R3, environmentOf(session, arguments)), arguments))
            return ready<Answer>(*refused);
        const auto key = session.terraformSecrets().key(arguments.environment, need.name);
        return andThen(joined(&session, session.keyLedger().remove(key)), &session,
                       [need, arguments](const std::tuple<Result<void>> &removed) {
                           if (!std::get<0>(removed))
                               return ready<Answer>(answerOf(std::get<0>(removed).error()));
                           Answer answer;
                           answer.data = {{QStringLiteral("name"), need.name},
                                          {QStringLiteral("state"), QStringLiteral("not-set")}};
                           answer.lines = {
                               QStringLiteral("%1 of %2 is forgotten; revoke it where it was made too")
                                   .arg(need.name, arguments.environment)};
                           return ready<Answer>(answer);
                       });
    });
}

} // namespace envdeck::ctl
