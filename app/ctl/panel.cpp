// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/commands.h"

namespace envdeck::ctl {

namespace {

QString titleOf(const QString &part)
{
    static const QHash<QString, QString> titles{
        {QStringLiteral("registries"), QStringLiteral("registries")},
        {QStringLiteral("git-sources"), QStringLiteral("git sources")},
        {QStringLiteral("ssh-keys"), QStringLiteral("SSH keys")},
        {QStringLiteral("notifications"), QStringLiteral("notifications")},
        {QStringLiteral("destinations"), QStringLiteral("backup destinations")},
        {QStringLiteral("health"), QStringLiteral("its own parts")}};
    return titles.value(part, part);
}

QString supportText(const QString &support)
{
    if (support == QLatin1String("insecure"))
        return QStringLiteral(" (works, lacks security fixes: 0.31.1 has them)");
    if (support == QLatin1String("too-old"))
        return QStringLiteral(" (older than what is supported: 0.26.1)");
    return support == QLatin1String("refused") ? QStringLiteral(" (too old to be changed from here)")
                                               : QString();
}

} // namespace

Async<Answer> showPanel(Session &session, const Arguments &arguments, std::stop_token stop)
{
    return andThen(
        session.platform().inventory(arguments.environment, stop), &session,
        [arguments](const platform::PanelInventory &panel) {
            Answer answer;
            answer.lines = {QStringLiteral("Dokploy of %1: %2%3")
                                .arg(arguments.environment, panel.version, supportText(panel.support))};
            if (!panel.newerVersion.isEmpty())
                answer.lines.append(QStringLiteral("could be updated to %1").arg(panel.newerVersion));
            answer.lines.append(panel.domain.isEmpty() ? QStringLiteral("it has no domain of its own")
                                                       : panel.domain);
            QJsonObject parts;
            bool something = panel.support != QLatin1String("supported");
            for (const platform::PanelPart &part : panel.parts) {
                if (part.error) {
                    const bool notThere = part.error->code == ErrorCode::NotFound;
                    answer.lines.append(QStringLiteral("%1: %2").arg(
                        titleOf(part.id),
                        notThere ? QStringLiteral("this version has none") : QStringLiteral("not read")));
                    parts.insert(part.id,
                                 QJsonObject{{QStringLiteral("why"), errorCodeName(part.error->code)}});
                    if (!notThere) {
                        answer.code = exitCodeOf(*part.error);
                        answer.problems.append(problemOf(*part.error));
                    }
                    continue;
                }
                QJsonArray things;
                answer.lines.append(part.things.isEmpty() ? QStringLiteral("%1: none").arg(titleOf(part.id))
                                                          : QStringLiteral("%1:").arg(titleOf(part.id)));
                for (const platform::PanelThing &thing : part.things) {
                    QStringList words{thing.name};
                    for (const QString &more : {thing.kind, thing.detail}) {
                        if (!more.isEmpty() && more != thing.name)
                            words.append(more);
                    }
                    if (!thing.isWell)
                        words.append(QStringLiteral("NOT WELL"));
                    answer.lines.append(QStringLiteral("  ") + words.join(QStringLiteral("  ")));
                    things.append(QJsonObject{{QStringLiteral("name"), thing.name},
                                              {QStringLiteral("kind"), thing.kind},
                                              {QStringLiteral("detail"), thing.detail},
                                              {QStringLiteral("well"), thing.isWell}});
                    something = something || !thing.isWell;
                }
                parts.insert(part.id, things);
            }
            answer.data = {
                {QStringLiteral("version"), panel.version},
                {QStringLiteral("support"), panel.support},
                {QStringLiteral("newerVersion"),
                 panel.newerVersion.isEmpty() ? QJsonValue() : QJsonValue(panel.newerVersion)},
                {QStringLiteral("domain"), panel.domain.isEmpty() ? QJsonValue() : QJsonValue(panel.domain)},
                {QStringLiteral("parts"), parts}};
            if (arguments.exitCode && answer.code == exitOk && something)
                answer.code = exitSomethingToDo;
            return ready<Answer>(answer);
        });
}

} // namespace envdeck::ctl
