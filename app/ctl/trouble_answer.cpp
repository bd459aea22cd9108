// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/trouble_answer.h"

#include "app/ctl/command_line.h"
#include "app/ctl/values.h"
#include "ui/text/host_text.h"
#include "ui/text/trouble_text.h"

#include <algorithm>

namespace envdeck::ctl {

using namespace troubleshooting;

namespace {

QString certaintyName(Certainty certainty)
{
    switch (certainty) {
    case Certainty::Likely: return QStringLiteral("likely");
    case Certainty::Suspicion: return QStringLiteral("suspicion");
    case Certainty::NothingFound: return QStringLiteral("nothing-found");
    case Certainty::Unknown: return QStringLiteral("unknown");
    }
    Q_UNREACHABLE();
}

QString stateName(StepProgress state)
{
    switch (state) {
    case StepProgress::Running: return QStringLiteral("running");
    case StepProgress::Done: return QStringLiteral("done");
    case StepProgress::Failed: return QStringLiteral("failed");
    case StepProgress::Canceled: return QStringLiteral("canceled");
    }
    Q_UNREACHABLE();
}

// What to type here for what the window has a button for; empty where there is nothing to type.
QString commandFor(const Offer &offer, const Report &report, const Arguments &arguments)
{
    const QString &environment = report.target.environment;
    const QString &app = report.target.app;
    const QString host = environment + QLatin1Char('/') + offer.about.host;
    const auto line = [&arguments](const QStringList &words) { return commandLine(words, arguments); };
    const QStringList on{QStringLiteral("--env"), environment};
    switch (offer.action) {
    case NextAction::RollBack:
        return line(QStringList{QStringLiteral("rollback"), app} + on +
                    (report.background.safest
                         ? QStringList{QStringLiteral("--to"), report.background.safest->image.tag}
                         : QStringList()));
    case NextAction::Deploy:
        return line(QStringList{QStringLiteral("history"), app} + on); // the version is a person's choice
    case NextAction::OpenLogs: return line(QStringList{QStringLiteral("logs"), app} + on);
    case NextAction::RestartContainer:
        return line({QStringLiteral("restart-container"), host, offer.about.id.left(12)});
    case NextAction::PruneImages: return line({QStringLiteral("prune"), host, QStringLiteral("--dry-run")});
    case NextAction::OpenHost: return line(QStringList{QStringLiteral("hosts")} + on);
    case NextAction::LookAtKey: return line({QStringLiteral("hosts"), QStringLiteral("key"), host});
    case NextAction::OpenAccounts: return line({QStringLiteral("doctor")});
    case NextAction::None:
    case NextAction::RaiseMemoryLimit:
    case NextAction::Reboot:
    case NextAction::OpenDns:
    case NextAction::OpenCertificates:
    case NextAction::OpenMetrics: return {};
    }
    Q_UNREACHABLE();
}

QJsonObject findingJson(const Finding &finding)
{
    QJsonObject facts;
    for (auto it = finding.facts.cbegin(); it != finding.facts.cend(); ++it)
        facts.insert(it.key(), it.value());
    return {{QStringLiteral("detector"), detectorName(finding.detector)},
            {QStringLiteral("verdict"), verdictName(finding.verdict)},
            {QStringLiteral("confidence"), confidenceName(finding.confidence)},
            {QStringLiteral("cause"), causeName(finding.cause)},
            {QStringLiteral("host"), textOrNull(finding.host)},
            {QStringLiteral("subject"), textOrNull(finding.subject)},
            {QStringLiteral("facts"), facts},
            {QStringLiteral("evidence"), QJsonArray::fromStringList(finding.evidence)},
            {QStringLiteral("command"), textOrNull(finding.command)},
            {QStringLiteral("action"), actionName(finding.action)},
            {QStringLiteral("text"), ui::findingText(finding)},
            {QStringLiteral("reason"), textOrNull(ui::findingReason(finding))}};
}

QJsonObject stepJson(const StepReport &step)
{
    QJsonArray findings;
    for (const Finding &finding : step.answer.findings)
        findings.append(findingJson(finding));
    QJsonObject json{{QStringLiteral("step"), stepName(step.id)},
                     {QStringLiteral("state"), stateName(step.state)},
                     {QStringLiteral("verdict"), verdictName(step.verdict())},
                     {QStringLiteral("tookMs"), qint64(step.took.count())},
                     {QStringLiteral("findings"), findings}};
    if (step.error)
        json.insert(QStringLiteral("why"), sentenceOf(*step.error));
    if (step.id != StepId::Containers)
        return json;
    QJsonArray containers;
    for (const ContainerRow &row : step.answer.containers)
        containers.append(
            QJsonObject{{QStringLiteral("host"), row.host},
                        {QStringLiteral("id"), row.id.left(12)},
                        {QStringLiteral("name"), row.name},
                        {QStringLiteral("state"), row.state},
                        {QStringLiteral("health"), textOrNull(row.health)},
                        {QStringLiteral("exitCode"), row.exitCode ? QJsonValue(*row.exitCode) : QJsonValue()},
                        {QStringLiteral("restarts"), row.restarts},
                        {QStringLiteral("image"), row.image},
                        {QStringLiteral("started"), timeJson(row.started)}});
    json.insert(QStringLiteral("containers"), containers);
    return json;
}

QJsonObject conclusionJson(const Report &report, const Arguments &arguments)
{
    const Conclusion &conclusion = report.conclusion;
    QJsonArray actions, unseen;
    for (const Offer &offer : conclusion.offers)
        actions.append(
            QJsonObject{{QStringLiteral("action"), actionName(offer.action)},
                        {QStringLiteral("command"), textOrNull(commandFor(offer, report, arguments))}});
    for (const StepId step : conclusion.unseen)
        unseen.append(stepName(step));
    const ui::ConclusionText text = ui::conclusionText(report);
    return {
        {QStringLiteral("certainty"), certaintyName(conclusion.certainty)},
        {QStringLiteral("text"), text.title},
        {QStringLiteral("detail"), textOrNull(text.detail)},
        {QStringLiteral("step"), conclusion.finding ? QJsonValue(stepName(conclusion.step)) : QJsonValue()},
        {QStringLiteral("finding"),
         conclusion.finding ? QJsonValue(findingJson(*conclusion.finding)) : QJsonValue()},
        {QStringLiteral("beganWithVersion"), conclusion.beganWithVersion},
        {QStringLiteral("actions"), actions},
        {QStringLiteral("unseen"), unseen}};
}

QStringList linesOf(const Report &report, const Arguments &arguments)
{
    QList<QStringList> table;
    for (const StepReport &step : report.steps)
        table.append({QString::number(int(step.id) + 1), ui::troubleStepTitle(step.id),
                      ui::troubleStepWord(step), ui::troubleStepText(step)});
    QStringList lines = aligned(table);
    const ui::ConclusionText text = ui::conclusionText(report);
    lines << QString() << text.title;
    if (!text.detail.isEmpty())
        lines.append(text.detail);
    if (report.conclusion.finding) {
        for (const QString &evidence : report.conclusion.finding->evidence.mid(0, 3))
            lines.append(QStringLiteral("  ") + evidence);
        if (!report.conclusion.finding->command.isEmpty())
            lines.append(QStringLiteral("look yourself: ") + report.conclusion.finding->command);
    }
    for (const Offer &offer : report.conclusion.offers) {
        if (const QString command = commandFor(offer, report, arguments); !command.isEmpty())
            lines.append(QStringLiteral("%1: %2").arg(actionName(offer.action), command));
    }
    return lines;
}

} // namespace

Answer troubleAnswer(const Report &report, const Arguments &arguments)
{
    Answer answer;
    QJsonArray steps;
    for (const StepReport &step : report.steps) {
        steps.append(stepJson(step));
        if (step.error && step.state == StepProgress::Failed)
            answer.problems.append(problemOf(*step.error));
    }
    answer.data = {{QStringLiteral("environment"), report.target.environment},
                   {QStringLiteral("app"), report.target.app},
                   {QStringLiteral("what"), complaintName(report.complaint)},
                   {QStringLiteral("at"), timeJson(report.at)},
                   {QStringLiteral("version"), report.background.current
                                                   ? QJsonValue(report.background.current->image.tag)
                                                   : QJsonValue()},
                   {QStringLiteral("steps"), steps},
                   {QStringLiteral("conclusion"), conclusionJson(report, arguments)}};
    answer.lines = linesOf(report, arguments);
    const bool blind = std::all_of(report.steps.cbegin(), report.steps.cend(),
                                   [](const StepReport &step) { return step.state != StepProgress::Done; });
    if (blind && report.steps.first().error)
        answer.code = exitCodeOf(*report.steps.first().error);
    else if (arguments.exitCode && report.conclusion.certainty == Certainty::Likely)
        answer.code = exitSomethingToDo;
    return answer;
}

} // namespace envdeck::ctl
