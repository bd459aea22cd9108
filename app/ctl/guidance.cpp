// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/guidance.h"

#include "app/ctl/command_line.h"
#include "ui/text/error_text.h"
#include "ui/text/settings_text.h"

#include <QDir>

namespace envdeck::ctl {

namespace {

bool isChange(const Arguments &arguments)
{
    return arguments.verb == QLatin1String("deploy") || arguments.verb == QLatin1String("promote") ||
           arguments.verb == QLatin1String("rollback");
}

// The key that an error is about: by its kind, or by the origin that refused it.
std::optional<secrets::SecretKey> keyOf(const Problem &problem, const QList<secrets::SecretKey> &keys)
{
    QList<secrets::SecretKey> found;
    for (const secrets::SecretKey &key : keys) {
        if (key.kind == problem.subject)
            return key;
        // Git names the whole address of the repository that refused it.
        if (key.kind == QLatin1String("git") && originOf(QUrl(problem.subject)) == key.origin)
            return key;
        const QUrl origin(key.origin);
        if (!problem.subject.isEmpty() &&
            (origin.host() == problem.subject || origin.authority() == problem.subject))
            found.append(key);
    }
    return found.size() == 1 ? std::optional(found.first())
                             : std::nullopt; // several systems may share a host
}

QString keyAdvice(const secrets::SecretKey &key, const QString &detail)
{
    if (detail.startsWith(QLatin1String("key-unreadable bad-config")) &&
        detail.contains(QLatin1String(" mode ")))
        return QStringLiteral("chmod 600 %1").arg(shellWord(qEnvironmentVariable("ENVDECK_SECRETS_FILE")));
    const QString entry =
        QStringLiteral("\"%1\": {\"value\": \"THE KEY\", \"origin\": \"%2\"}").arg(key.kind, key.origin);
    const QString file = qEnvironmentVariable("ENVDECK_SECRETS_FILE");
    if (!file.isEmpty())
        return QStringLiteral("put %1 into %2 (mode 0600)").arg(entry, QDir::toNativeSeparators(file));
    if (key.kind == QLatin1String("git"))
        return QStringLiteral("let git's own credential helper sign in there; or enter the key in Envdeck "
                              "under Settings, Accounts; or name a file (mode 0600) in ENVDECK_SECRETS_FILE "
                              "that holds {%1}")
            .arg(entry);
    return QStringLiteral("enter it in Envdeck under Settings, Accounts; or name a file (mode 0600) in "
                          "ENVDECK_SECRETS_FILE that holds {%1}")
        .arg(entry);
}

// What terraform was to be given; see infrastructure::TerraformSecrets.
void nameSecret(Problem &problem, const Arguments &arguments)
{
    const Error error{errorCodeFromName(problem.code).value_or(ErrorCode::Unauthorized), problem.subject,
                      problem.detail, 0};
    problem.text =
        problem.detail == QLatin1String("no-secret")
            ? QStringLiteral("%1 of %2 has no value, and a plan needs it")
                  .arg(secrets::variableIn(problem.subject), secrets::environmentIn(problem.subject))
            : ui::causeText(error);
    if (problem.detail.startsWith(QLatin1String("key-unreadable ")))
        problem.text += QStringLiteral(" (%1)").arg(problem.detail.section(QLatin1Char(' '), 1));
    if (problem.next.isEmpty())
        problem.next = commandLine({QStringLiteral("variables"), QStringLiteral("secret"),
                                    QStringLiteral("set"), secrets::variableIn(problem.subject),
                                    QStringLiteral("--env"), secrets::environmentIn(problem.subject)},
                                   arguments) +
                       QStringLiteral(" < FILE");
}

void nameKey(Problem &problem, const QList<secrets::SecretKey> &keys)
{
    const auto key = keyOf(problem, keys);
    if (!key)
        return;
    const Error error{
        errorCodeFromName(problem.code).value_or(ErrorCode::Unauthorized), {}, problem.detail, 0};
    problem.text = QStringLiteral("%1 at %2: %3")
                       .arg(ui::accountName(key->kind), ui::originText(key->origin), ui::causeText(error));
    if (error.code == ErrorCode::OriginMoved || problem.detail.startsWith(QLatin1String("key-unreadable ")))
        problem.text +=
            QStringLiteral(" (%1)").arg(QString(problem.detail).remove(QLatin1String("key-unreadable ")));
    if (problem.next.isEmpty())
        problem.next = keyAdvice(*key, problem.detail);
}

QString afterBadVersion(const Arguments &arguments)
{
    QStringList words{QStringLiteral("rollback"), arguments.app, QStringLiteral("--env"),
                      arguments.environment};
    if (!arguments.confirm.isEmpty())
        words << QStringLiteral("--confirm") << arguments.confirm;
    return commandLine(words << QStringLiteral("--wait"), arguments);
}

QString lookAgain(const Arguments &arguments)
{
    if (isChange(arguments))
        return commandLine(
            {QStringLiteral("history"), arguments.app, QStringLiteral("--env"), arguments.environment},
            arguments);
    if (arguments.verb == QLatin1String("apply"))
        return commandLine({QStringLiteral("plan"), QStringLiteral("--env"), arguments.environment},
                           arguments);
    return sameCommand(arguments);
}

QString toolAdvice(const Problem &problem)
{
    if (problem.subject.startsWith(QLatin1Char('/')))
        return QStringLiteral(
            "put the program there again, or change its path in Envdeck under Settings, General");
    if (problem.subject.contains(QLatin1String("tofu")) ||
        problem.subject.contains(QLatin1String("terraform")))
        return QStringLiteral("put terraform or tofu into PATH, or give its path in Envdeck under Settings");
    return QStringLiteral("install %1").arg(problem.subject);
}

// What a policy refuses no key opens; the way that it leaves does. See infrastructure::isPolicyRefusal().
QString afterPolicy(const Problem &problem, const Arguments &arguments)
{
    const QString &environment = arguments.environment.isEmpty() ? problem.subject : arguments.environment;
    const QString branch = commandLine({QStringLiteral("plan"), QStringLiteral("--env"), environment,
                                        QStringLiteral("--branch"), QStringLiteral("BRANCH")},
                                       arguments);
    if (problem.detail == QLatin1String("pull-request"))
        return QStringLiteral("name the code host in envdeck.yaml, git: { host: github, repository: "
                              "OWNER/NAME }; then: ") +
               commandLine({QStringLiteral("workspace"), QStringLiteral("check")}, arguments);
    if (problem.detail == QLatin1String("destroy-by-policy"))
        return QStringLiteral("take its code out on a branch and push that; then: ") + branch;
    if (problem.detail.startsWith(QLatin1String("not-by-pull-request ")))
        return QStringLiteral("git show %1; what is to stay or to go is proposed from a branch: %2")
            .arg(problem.detail.section(QLatin1Char(' '), 1), branch);
    if (problem.detail.startsWith(QLatin1String("frozen ")))
        return sameCommand(arguments, {QStringLiteral("--reason"), QStringLiteral("WHY")});
    return {};
}

QString nextStep(const Problem &problem, const Arguments &arguments)
{
    const auto code = errorCodeFromName(problem.code);
    if (!code)
        return {};
    if (*code == ErrorCode::Forbidden) {
        if (const QString next = afterPolicy(problem, arguments); !next.isEmpty())
            return next;
    }
    const QString file = qEnvironmentVariable("ENVDECK_SECRETS_FILE");
    if (*code == ErrorCode::BadConfig && !file.isEmpty() && problem.subject == file)
        return problem.detail.startsWith(QLatin1String("mode"))
                   ? QStringLiteral("chmod 600 %1").arg(shellWord(file))
                   : QStringLiteral("mend %1, the file of keys").arg(file);
    if (*code == ErrorCode::ToolMissing && !file.isEmpty() && problem.subject == file)
        return QStringLiteral(
            "make that file of keys (mode 0600), or unset ENVDECK_SECRETS_FILE to use the keychain");
    const bool isDoctor = arguments.verb == QLatin1String("doctor");
    const QString doctor = commandLine({QStringLiteral("doctor")}, arguments);
    switch (*code) {
    case ErrorCode::Timeout:
    case ErrorCode::Unreachable:
    case ErrorCode::Tls:
        return isDoctor ? QStringLiteral("look whether it runs, and whether envdeck.yaml has its address")
                        : doctor;
    case ErrorCode::Unauthorized:
    case ErrorCode::OriginMoved:
    case ErrorCode::Forbidden:
        return isDoctor ? QStringLiteral("give the key anew in Envdeck under Settings, Accounts") : doctor;
    case ErrorCode::Unhealthy: return afterBadVersion(arguments);
    case ErrorCode::OutcomeUnknown:
    case ErrorCode::Canceled:
    case ErrorCode::BadInput: return lookAgain(arguments);
    case ErrorCode::Conflict:
        return arguments.verb == QLatin1String("apply") ? lookAgain(arguments) : sameCommand(arguments);
    case ErrorCode::Locked:
        return commandLine({QStringLiteral("audit"), QStringLiteral("--env"), arguments.environment},
                           arguments);
    case ErrorCode::BadConfig:
        return commandLine({QStringLiteral("workspace"), QStringLiteral("check")}, arguments);
    case ErrorCode::ToolMissing: return toolAdvice(problem);
    case ErrorCode::ToolFailed:
        return isChange(arguments) ? afterBadVersion(arguments) : isDoctor ? QString() : doctor;
    case ErrorCode::RateLimited: return sameCommand(arguments);
    case ErrorCode::NotFound:
    case ErrorCode::BadResponse:
    case ErrorCode::Io:
    case ErrorCode::Internal: return isDoctor ? QString() : doctor;
    }
    Q_UNREACHABLE();
}

bool isAboutKeys(const Problem &problem)
{
    return problem.code == errorCodeName(ErrorCode::Unauthorized) ||
           problem.code == errorCodeName(ErrorCode::OriginMoved) ||
           problem.code == errorCodeName(ErrorCode::Forbidden);
}

} // namespace

Answer withGuidance(Answer answer, const Arguments &arguments, const QList<secrets::SecretKey> &keys)
{
    for (Problem &problem : answer.problems) {
        if (isAboutKeys(problem) && secrets::isTerraformKind(problem.subject))
            nameSecret(problem, arguments);
        else if (isAboutKeys(problem))
            nameKey(problem, keys);
        if (problem.next.isEmpty())
            problem.next = nextStep(problem, arguments);
    }
    return answer;
}

} // namespace envdeck::ctl
