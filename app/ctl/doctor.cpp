// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/commands.h"
#include "ui/text/error_text.h"

namespace envdeck::ctl {

namespace {

struct Finding {
    QString subject;
    QString address;        // where it was asked; empty for this machine
    Result<QString> answer; // what was found, or why not
};

QString keyPlace(const secrets::StoreStatus &status)
{
    switch (status.kind) {
    case secrets::StoreKind::Keychain: return QStringLiteral("keychain");
    case secrets::StoreKind::File: return QStringLiteral("file ") + status.subject;
    case secrets::StoreKind::Session: return QStringLiteral("this session only");
    }
    Q_UNREACHABLE();
}

// A finding of any kind of answer.
template <typename T, typename Fn>
Async<Finding> finding(QObject *context, const QString &subject, const QString &address,
                       const Async<T> &asked, Fn word)
{
    return andThen(joined(context, asked), context,
                   [subject, address, word](const std::tuple<Result<T>> &result) {
                       const auto &answer = std::get<0>(result);
                       return ready<Finding>(Finding{subject, address,
                                                     answer ? Result<QString>(word(answer.value()))
                                                            : Result<QString>(answer.error())});
                   });
}

Problem troubleOf(const Finding &found)
{
    const Error &error = found.answer.error();
    Problem problem = problemOf(error);
    const QString where = found.address.isEmpty()
                              ? found.subject
                              : QStringLiteral("%1 at %2").arg(found.subject, found.address);
    Error cause = error;
    cause.subject.clear();
    problem.text = error.detail == QLatin1String("no-key") || error.code == ErrorCode::OriginMoved
                       ? sentenceOf(error)
                       : where + QStringLiteral(": ") + sentenceOf(cause);
    if (error.detail == QLatin1String("unsaved-state"))
        problem.next =
            QStringLiteral("envdeckctl push-state --env %1").arg(found.subject.section(QLatin1Char(' '), 1));
    const bool silent = error.code == ErrorCode::Unreachable || error.code == ErrorCode::Timeout;
    if (silent && !found.address.isEmpty())
        problem.next =
            QStringLiteral(
                "see whether %1 answers, and whether it is the address that envdeck.yaml should name")
                .arg(found.address);
    return problem;
}

// Where the keys are, when they can be read.
Async<Finding> keysFinding(Session &session)
{
    const auto usable = andThen(session.vault().status(), &session, [](const secrets::StoreStatus &status) {
        return ready<QString>(status.state == secrets::StoreState::Ready
                                  ? Result<QString>(keyPlace(status))
                                  : Result<QString>(secrets::errorOf(status, QStringLiteral("keys"))));
    });
    return finding(&session, QStringLiteral("keys"), {}, usable, [](const QString &place) { return place; });
}

// A state that an apply could not save is a failure with its file for a subject.
Async<Finding> unsavedState(Session &session, const EnvironmentId &environment)
{
    using Found = std::optional<infrastructure::ErroredState>;
    const auto none =
        andThen(session.stateKeeper().erroredState(environment), &session, [](const Found &found) {
            return ready<QString>(
                found ? Result<QString>(Error{ErrorCode::Io, found->path, QStringLiteral("unsaved-state"), 0})
                      : Result<QString>(QStringLiteral("saved")));
        });
    return finding(&session, QStringLiteral("state ") + environment, {}, none,
                   [](const QString &word) { return word; });
}

Answer doctorAnswer(const QList<Result<Finding>> &findings)
{
    Answer answer;
    QJsonArray checks;
    QList<QStringList> rows;
    for (const Result<Finding> &result : findings) {
        if (!result)
            continue;
        const Finding &found = result.value();
        const bool ok = bool(found.answer);
        const QString what =
            ok ? found.answer.value()
               : errorCodeName(found.answer.error().code) + QLatin1Char(' ') + found.answer.error().detail;
        checks.append(QJsonObject{{QStringLiteral("subject"), found.subject},
                                  {QStringLiteral("ok"), ok},
                                  {QStringLiteral("found"), what}});
        rows.append({ok ? QStringLiteral("ok") : QStringLiteral("FAILED"), found.subject,
                     ok ? what : ui::causeText(found.answer.error())});
        if (ok)
            continue;
        if (answer.code == exitOk)
            answer.code = exitCodeOf(found.answer.error());
        const Problem problem = troubleOf(found);
        const auto same = [&](const Problem &other) {
            return other.code == problem.code && other.subject == problem.subject &&
                   other.text == problem.text;
        };
        if (std::none_of(answer.problems.cbegin(), answer.problems.cend(),
                         same)) // one SigNoz may be that of all environments
            answer.problems.append(problem);
    }
    answer.lines = aligned(rows);
    answer.data = {{QStringLiteral("checks"), checks}};
    return answer;
}

} // namespace

Async<Answer> doctor(Session &session, const Arguments &, std::stop_token stop)
{
    QList<Async<Finding>> findings;
    findings.append(keysFinding(session));
    findings.append(finding(&session, QStringLiteral("git remote"), {}, session.mirror().fetch(stop),
                            [](Done) { return QStringLiteral("fetched"); }));
    findings.append(finding(&session, QStringLiteral("journal"), {}, session.journal().verifyChain(),
                            [](const journal::ChainReport &report) {
                                return report.isWhole()
                                           ? QStringLiteral("%1 rows, whole").arg(report.records)
                                           : QStringLiteral("broken at row %1").arg(report.firstBroken);
                            }));
    findings.append(finding(&session, QStringLiteral("terraform"), {}, session.infrastructure().program(stop),
                            [](const terraform::Program &program) { return program.name(); }));
    if (session.codeHost().isConfigured() && asksForPullRequests(session.workspace())) {
        const auto rights = session.codeHost().rights(session.workspace().git.branch, stop);
        findings.append(finding(
            &session, QStringLiteral("github"), {},
            andThen(rights, &session,
                    [](const platform::HostRights &found) {
                        return ready<platform::HostRights>(platform::enough(found));
                    }),
            [](const platform::HostRights &found) { return QStringLiteral("as %1").arg(found.login); }));
    }
    for (const Environment &environment : session.workspace().environments) {
        findings.append(unsavedState(session, environment.name));
        if (environment.dokploy)
            findings.append(finding(
                &session, QStringLiteral("dokploy ") + environment.name, environment.dokploy->url.toString(),
                session.platform().info(environment.name, stop), [](const platform::PlatformInfo &info) {
                    return info.version + (info.outdated ? QStringLiteral(" (update it)") : QString());
                }));
        if (environment.signoz)
            findings.append(finding(&session, QStringLiteral("signoz ") + environment.name,
                                    environment.signoz->url.toString(),
                                    session.telemetry().version(environment.name, stop),
                                    [](const QString &version) { return version; }));
    }
    return andThen(joined(&session, findings), &session,
                   [](const QList<Result<Finding>> &all) { return ready<Answer>(doctorAnswer(all)); });
}

} // namespace envdeck::ctl
