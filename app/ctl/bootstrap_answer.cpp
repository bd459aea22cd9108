// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/bootstrap_answer.h"

#include "app/ctl/command_line.h"
#include "app/ctl/values.h"
#include "core/gitops/line_diff.h"
#include "ui/text/bootstrap_text.h"
#include "ui/text/step_text.h"

namespace envdeck::ctl {

namespace {

QString stateName(bootstrap::Check::State state)
{
    switch (state) {
    case bootstrap::Check::State::Good: return QStringLiteral("ok");
    case bootstrap::Check::State::Warning: return QStringLiteral("warning");
    case bootstrap::Check::State::Refused: return QStringLiteral("refused");
    }
    Q_UNREACHABLE();
}

QJsonObject dataOf(const bootstrap::Review &review)
{
    QJsonArray checks;
    for (const bootstrap::Check &check : review.plan.checks)
        checks.append(QJsonObject{{QStringLiteral("check"), check.name},
                                  {QStringLiteral("state"), stateName(check.state)},
                                  {QStringLiteral("why"), textOrNull(check.why)},
                                  {QStringLiteral("detail"), textOrNull(check.detail)}});
    QJsonArray steps;
    for (const bootstrap::PlanItem &item : review.plan.items)
        steps.append(QJsonObject{{QStringLiteral("step"), item.step},
                                 {QStringLiteral("verdict"), bootstrap::verdictName(item.verdict)},
                                 {QStringLiteral("why"), item.why},
                                 {QStringLiteral("detail"), textOrNull(item.detail)},
                                 {QStringLiteral("undo"), textOrNull(ui::bootstrapUndo(item.step))}});
    QJsonObject data{{QStringLiteral("host"), review.wishes.host.name},
                     {QStringLiteral("environment"), review.wishes.host.environment},
                     {QStringLiteral("refused"), review.plan.isRefused()},
                     {QStringLiteral("checks"), checks},
                     {QStringLiteral("steps"), steps},
                     {QStringLiteral("installer"), QJsonValue::Null}};
    if (review.installer())
        data.insert(QStringLiteral("installer"),
                    QJsonObject{{QStringLiteral("sha256"), review.installer()->sha256},
                                {QStringLiteral("bytes"), review.installer()->text.size()},
                                {QStringLiteral("knownAs"), textOrNull(review.installer()->knownAs)}});
    return data;
}

// Whole, or against the one that was read before.
QStringList installerLines(const bootstrap::Installer &installer)
{
    QStringList lines{QStringLiteral("sha256 %1").arg(installer.sha256)};
    if (installer.previous.isEmpty() || installer.previous == installer.text) {
        for (const QByteArray &line : installer.text.split('\n'))
            lines.append(QString::fromUtf8(line));
        return lines;
    }
    for (const gitops::DiffLine &line : gitops::lineDiff(installer.previous, installer.text)) {
        const char *mark = line.kind == gitops::DiffLine::Kind::Added     ? "+"
                           : line.kind == gitops::DiffLine::Kind::Removed ? "-"
                                                                          : " ";
        lines.append(QStringLiteral("%1%2").arg(QLatin1String(mark), line.text));
    }
    return lines;
}

QString nextFor(const bootstrap::PlanItem &item, const Arguments &arguments)
{
    if (item.why == QLatin1String("installer-unread"))
        return arguments.showInstaller ? sameCommand(arguments, {QStringLiteral("--installer"), item.detail})
                                       : sameCommand(arguments, {QStringLiteral("--show-installer")});
    if (item.why.startsWith(QLatin1String("mail-")))
        return sameCommand(arguments, {QStringLiteral("--mail"), QStringLiteral("you@example.com")});
    return {};
}

QList<Problem> problemsOf(const bootstrap::Review &review, const Arguments &arguments)
{
    QList<Problem> problems;
    for (const bootstrap::Check &check : review.plan.checks) {
        if (check.state == bootstrap::Check::State::Refused)
            problems.append(
                {check.why,
                 review.wishes.host.path(),
                 check.detail,
                 {},
                 QStringLiteral("%1: %2").arg(review.wishes.host.path(), ui::bootstrapCheckText(check))});
    }
    QStringList said;
    for (const bootstrap::PlanItem &item : review.plan.items) {
        if (item.verdict != bootstrap::Verdict::Refused || said.contains(item.why))
            continue;
        said.append(item.why);
        problems.append(
            {item.why, review.wishes.host.path(), item.detail, nextFor(item, arguments),
             QStringLiteral("%1: %2").arg(review.wishes.host.path(), ui::bootstrapItemText(item))});
    }
    return problems;
}

} // namespace

Answer reviewAnswer(const bootstrap::Review &review, const Arguments &arguments)
{
    Answer answer;
    answer.data = dataOf(review);
    if (arguments.showInstaller && review.installer()) {
        answer.lines = installerLines(*review.installer());
    } else {
        QList<QStringList> rows;
        for (const bootstrap::Check &check : review.plan.checks)
            rows.append(
                {stateName(check.state), ui::bootstrapCheckName(check), ui::bootstrapCheckText(check)});
        for (const bootstrap::PlanItem &item : review.plan.items)
            rows.append(
                {bootstrap::verdictName(item.verdict), ui::stepName(item.step), ui::bootstrapItemText(item)});
        answer.lines = aligned(rows);
    }
    answer.problems = problemsOf(review, arguments);
    if (review.plan.isRefused())
        answer.code = exitRefused;
    return answer;
}

} // namespace envdeck::ctl
