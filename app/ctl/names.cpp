// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/names.h"

#include "app/ctl/command_line.h"
#include "app/ctl/host_names.h"
#include "core/domain/image_ref.h"
#include "core/workspace/shapes.h"

namespace envdeck::ctl {

namespace {

constexpr qsizetype mostListed = 12;

QStringList environmentNames(const Workspace &workspace)
{
    QStringList names;
    for (const Environment &environment : workspace.environments)
        names.append(environment.name);
    return names;
}

QStringList appNames(const QList<App> &apps)
{
    QStringList names;
    for (const App &app : apps)
        names.append(app.name);
    return names;
}

QString listed(const QStringList &names)
{
    if (names.isEmpty())
        return QStringLiteral("none");
    const QString shown = names.first(std::min(mostListed, names.size())).join(QStringLiteral(", "));
    return names.size() > mostListed
               ? QStringLiteral("%1 and %2 more").arg(shown).arg(names.size() - mostListed)
               : shown;
}

Problem missing(const QString &what, const QStringList &there, const QString &next)
{
    const QString text = QStringLiteral("%1 is not given; there are: %2").arg(what, listed(there));
    return {QStringLiteral("usage"), {}, text, next, text};
}

bool needsEnvironment(const QString &verb)
{
    static const QStringList verbs{QStringLiteral("history"),
                                   QStringLiteral("plan"),
                                   QStringLiteral("fmt"),
                                   QStringLiteral("validate"),
                                   QStringLiteral("drift"),
                                   QStringLiteral("logs"),
                                   QStringLiteral("troubleshoot"),
                                   QStringLiteral("apply"),
                                   QStringLiteral("deploy"),
                                   QStringLiteral("hold"),
                                   QStringLiteral("promote"),
                                   QStringLiteral("rollback"),
                                   QStringLiteral("outputs"),
                                   QStringLiteral("unlock"),
                                   QStringLiteral("push-state"),
                                   QStringLiteral("bootstrap"),
                                   QStringLiteral("apps start"),
                                   QStringLiteral("apps stop"),
                                   QStringLiteral("apps draft-stack"),
                                   QStringLiteral("backups run"),
                                   QStringLiteral("panel"),
                                   QStringLiteral("vars set"),
                                   QStringLiteral("vars unset"),
                                   QStringLiteral("variables secret set"),
                                   QStringLiteral("variables secret remove")};
    return verbs.contains(verb);
}

bool needsApp(const QString &verb)
{
    static const QStringList verbs{
        QStringLiteral("history"),    QStringLiteral("logs"),         QStringLiteral("deploy"),
        QStringLiteral("promote"),    QStringLiteral("rollback"),     QStringLiteral("vars list"),
        QStringLiteral("vars set"),   QStringLiteral("vars unset"),   QStringLiteral("vars diff"),
        QStringLiteral("diff"),       QStringLiteral("troubleshoot"), QStringLiteral("hold"),
        QStringLiteral("apps start"), QStringLiteral("apps stop"),    QStringLiteral("apps draft-stack")};
    return verbs.contains(verb);
}

// Where such a name was given. An environment is that of --env as long as that one is wrong.
QString Arguments::*placeOf(const QString &what, const QString &name, const Arguments &arguments)
{
    if (what == QLatin1String("app"))
        return &Arguments::app;
    if (what == QLatin1String("version"))
        return &Arguments::to;
    if (what == QLatin1String("secret"))
        return &Arguments::variable;
    if (what == QLatin1String("host"))
        return &Arguments::host;
    if (what == QLatin1String("reading"))
        return &Arguments::reading;
    if (what == QLatin1String("container"))
        return &Arguments::container;
    return name == arguments.environment ? &Arguments::environment : &Arguments::from;
}

std::optional<Problem> wrongEnvironment(const Workspace &workspace, const Arguments &arguments)
{
    const QStringList names = environmentNames(workspace);
    if (arguments.environment.isEmpty() && needsEnvironment(arguments.verb))
        return missing(QStringLiteral("--env"), names,
                       sameCommand(arguments, {QStringLiteral("--env"), names.value(0)}));
    if (!arguments.environment.isEmpty() && !names.contains(arguments.environment))
        return unknownName(QStringLiteral("environment"), arguments.environment, names, {}, arguments);
    return std::nullopt;
}

std::optional<Problem> wrongApp(const Workspace &workspace, const Arguments &arguments)
{
    const bool mayBeMissing = arguments.verb == QLatin1String("logs");
    if (!needsApp(arguments.verb) || (mayBeMissing && arguments.app.isEmpty()))
        return std::nullopt;
    const QStringList here =
        appNames(arguments.environment.isEmpty() ? workspace.apps : workspace.appsOf(arguments.environment));
    if (arguments.app.isEmpty())
        return missing(QStringLiteral("the app"), here, sameCommand(arguments, {here.value(0)}));
    if (here.contains(arguments.app)) {
        for (const QString &more : arguments.moreApps) {
            if (here.contains(more))
                continue;
            const QString text = QStringLiteral("there is no app \"%1\" in %2; there are: %3")
                                     .arg(more, arguments.environment, listed(here));
            return Problem{QStringLiteral("bad-input"), more, text,
                           commandLine({QStringLiteral("status")}, arguments), text};
        }
        return std::nullopt;
    }
    const bool elsewhere = workspace.app(arguments.app) != nullptr;
    return unknownName(QStringLiteral("app"), arguments.app, here,
                       elsewhere ? QStringLiteral("in ") + arguments.environment : QString(), arguments);
}

std::optional<Problem> wrongSource(const Workspace &workspace, const Arguments &arguments)
{
    if (arguments.verb != QLatin1String("promote"))
        return std::nullopt;
    QStringList names = workspace.app(arguments.app)->environments;
    names.removeAll(arguments.environment);
    if (arguments.from.isEmpty())
        return missing(QStringLiteral("--from"), names,
                       sameCommand(arguments, {QStringLiteral("--from"), names.value(0)}));
    if (arguments.from == arguments.environment) {
        const QString text = QStringLiteral("--from and --env are the same environment; it can come from: %1")
                                 .arg(listed(names));
        return Problem{QStringLiteral("bad-input"), arguments.from, text,
                       commandLine({QStringLiteral("status")}, arguments), text};
    }
    if (!names.contains(arguments.from))
        return unknownName(QStringLiteral("environment"), arguments.from, names, {}, arguments);
    return std::nullopt;
}

std::optional<Problem> wrongVersion(const Arguments &arguments)
{
    if (arguments.to.isEmpty() || isTag(arguments.to))
        return std::nullopt;
    const QString text =
        QStringLiteral("\"%1\" is not a tag: letters, digits, dots, - and _ are").arg(arguments.to);
    return Problem{QStringLiteral("bad-input"), arguments.to, QStringLiteral("not a tag"),
                   commandLine({QStringLiteral("history"), arguments.app, QStringLiteral("--env"),
                                arguments.environment},
                               arguments),
                   text};
}

} // namespace

Problem unknownName(const QString &what, const QString &name, const QStringList &there, const QString &where,
                    const Arguments &arguments)
{
    const QString near = workspace::nearest(name, there);
    QString text = QStringLiteral("there is no %1 \"%2\"").arg(what, name);
    if (!where.isEmpty())
        text += QLatin1Char(' ') + where;
    text += near.isEmpty() ? QStringLiteral("; there are: %1").arg(listed(there))
                           : QStringLiteral("; did you mean \"%1\"? There are: %2").arg(near, listed(there));
    const QString next = near.isEmpty() ? commandLine({QStringLiteral("status")}, arguments)
                                        : sameCommandWith(arguments, placeOf(what, name, arguments), near);
    return {QStringLiteral("bad-input"), name,
            QStringLiteral("unknown %1; there are: %2").arg(what, listed(there)), next, text};
}

std::optional<Answer> misnamed(const Workspace &workspace, const Arguments &arguments)
{
    auto wrong = wrongEnvironment(workspace, arguments);
    if (!wrong)
        wrong = wrongApp(workspace, arguments);
    if (!wrong)
        wrong = wrongSource(workspace, arguments);
    if (!wrong)
        wrong = wrongVersion(arguments);
    if (!wrong)
        wrong = wrongHost(workspace, arguments);
    if (!wrong)
        wrong = wrongReading(arguments);
    return wrong ? std::optional<Answer>(usageAnswer(*wrong)) : std::nullopt;
}

Answer usageAnswer(const Problem &problem)
{
    Answer answer;
    answer.code = exitUsage;
    answer.problems.append(problem);
    return answer;
}

} // namespace envdeck::ctl
