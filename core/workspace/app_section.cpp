// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/sections.h"
#include "core/workspace/shapes.h"

namespace envdeck::workspace {

namespace {

const QStringList dokployKinds{QStringLiteral("compose"), QStringLiteral("application")};

// Items that are not empty, none twice, each accepted by `read`.
template <typename Read>
QStringList distinctItems(const Place &place, Problems &problems, Read read)
{
    const QList<Place> items = itemsOf(place, problems);
    if (items.isEmpty() && place.node->kind == YamlNode::Kind::Sequence)
        problems.add(ProblemCode::EmptyList, place);
    QStringList values;
    for (const Place &item : items) {
        const std::optional<QString> value = read(item);
        if (value && values.contains(*value)) {
            Problem facts;
            facts.value = *value;
            problems.add(ProblemCode::DuplicateValue, item, facts);
        } else if (value) {
            values.append(*value);
        }
    }
    return values;
}

std::optional<QString> knownEnvironment(const Place &place, const QStringList &environments,
                                        Problems &problems)
{
    const auto name = textAt(place, problems);
    if (!name || environments.contains(*name))
        return name;
    Problem facts;
    facts.value = *name;
    facts.expected = environments;
    facts.suggestion = nearest(*name, environments);
    problems.add(ProblemCode::UnknownEnvironment, place, facts);
    return std::nullopt;
}

void readAppDokploy(const Place &place, App &app, Problems &problems)
{
    Mapping mapping(place, {QStringLiteral("name"), QStringLiteral("kind")}, problems);
    if (const auto name = mapping.require(QStringLiteral("name")))
        app.dokployName = textAt(*name, problems).value_or(QString());
    if (const auto kind = mapping.find(QStringLiteral("kind")))
        app.dokployKind = static_cast<DokployKind>(choiceAt(*kind, dokployKinds, problems).value_or(0));
}

AppPart readApp(const Member &member, const QStringList &environments, Problems &problems)
{
    Mapping mapping(member.value,
                    {QStringLiteral("services"), QStringLiteral("environments"), QStringLiteral("health"),
                     QStringLiteral("version"), QStringLiteral("telemetry"), QStringLiteral("dokploy")},
                    problems);
    AppPart part;
    part.health = mapping.find(QStringLiteral("health"));
    App &app = part.app;
    app.name = member.name;
    if (const auto services = mapping.require(QStringLiteral("services"))) {
        app.services = distinctItems(*services, problems, [&](const Place &item) {
            return shapedAt(item, isServiceName, ProblemCode::BadName, problems);
        });
    }
    if (const auto names = mapping.require(QStringLiteral("environments"))) {
        app.environments = distinctItems(*names, problems, [&](const Place &item) {
            return knownEnvironment(item, environments, problems);
        });
    }
    if (part.health)
        app.health = textAt(*part.health, problems).value_or(QString());
    if (const auto version = mapping.find(QStringLiteral("version"))) {
        Mapping inner(*version, {QStringLiteral("header")}, problems);
        if (const auto header = inner.require(QStringLiteral("header")))
            app.versionHeader =
                shapedAt(*header, isHeaderName, ProblemCode::BadName, problems).value_or(QString());
    }
    if (const auto telemetry = mapping.find(QStringLiteral("telemetry"))) {
        Mapping inner(*telemetry, {QStringLiteral("service")}, problems);
        if (const auto service = inner.require(QStringLiteral("service")))
            app.telemetryService = textAt(*service, problems).value_or(QString());
    }
    if (const auto dokploy = mapping.find(QStringLiteral("dokploy")))
        readAppDokploy(*dokploy, app, problems);
    return part;
}

} // namespace

QList<AppPart> readApps(const Place &place, const QStringList &environments, Problems &problems)
{
    QList<AppPart> parts;
    for (const Member &member : namedMembers(place, problems)) {
        if (!isAppName(member.name)) {
            Problem facts;
            facts.value = member.name;
            problems.add(ProblemCode::BadName, member.key, facts);
        }
        parts.append(readApp(member, environments, problems));
    }
    return parts;
}

} // namespace envdeck::workspace
