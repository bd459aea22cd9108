// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/reviewing.h"

#include "app/ctl/values.h"
#include "ui/text/preflight_text.h"

#include <QPromise>

namespace envdeck::ctl {

Async<QList<PreflightCheck>> checksOf(Session &session, const deployments::Review &review)
{
    const std::shared_ptr<deployments::Preflight> run(session.deployments().preflight(review));
    const auto promise = std::make_shared<QPromise<Result<QList<PreflightCheck>>>>();
    promise->start();
    const auto finish = [promise, run] {
        promise->addResult(run->checks());
        promise->finish();
    };
    if (run->isFinished())
        finish();
    else
        QObject::connect(run.get(), &deployments::Preflight::finished, &session, finish,
                         Qt::SingleShotConnection);
    return promise->future();
}

QJsonArray checksJson(const QList<PreflightCheck> &checks)
{
    QJsonArray rows;
    for (const PreflightCheck &check : checks)
        rows.append(QJsonObject{{QStringLiteral("id"), check.id},
                                {QStringLiteral("verdict"), verdictName(check.verdict)},
                                {QStringLiteral("text"), ui::preflightText(check)}});
    return rows;
}

QStringList checkLines(const QList<PreflightCheck> &checks)
{
    QStringList lines;
    for (const PreflightCheck &check : checks)
        lines.append(ui::verdictWord(check.verdict).leftJustified(11) + ui::preflightText(check));
    return lines;
}

QJsonObject reviewJson(const deployments::Review &review)
{
    QJsonArray diff;
    for (const deployments::ReviewLine &line : review.diff) {
        if (line.kind != deployments::ReviewLine::Kind::Context)
            diff.append(
                (line.kind == deployments::ReviewLine::Kind::Removed ? QLatin1Char('-') : QLatin1Char('+')) +
                line.text);
    }
    return {{QStringLiteral("from"), toJson(review.from)},
            {QStringLiteral("to"), toJson(review.to)},
            {QStringLiteral("file"), review.file},
            {QStringLiteral("line"), review.line},
            {QStringLiteral("diff"), diff},
            {QStringLiteral("dryRun"), true}};
}

// --dry-run: all that a person would be shown, and no change.
Answer dryAnswer(const deployments::Review &review, const QList<PreflightCheck> &checks)
{
    Answer answer;
    answer.data = reviewJson(review);
    answer.data.insert(QStringLiteral("checks"), checksJson(checks));
    answer.lines.append(QStringLiteral("%1: %2 -> %3, %4:%5")
                            .arg(review.request.target.text(), review.from.tag, review.to.tag, review.file)
                            .arg(review.line));
    for (const QJsonValue &line : answer.data.value(QLatin1String("diff")).toArray())
        answer.lines.append(QStringLiteral("  ") + line.toString());
    answer.lines += checkLines(checks);
    answer.lines.append(QStringLiteral("nothing was changed"));
    return answer;
}

} // namespace envdeck::ctl
