// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/sections.h"
#include "core/workspace/shapes.h"

namespace envdeck::workspace {

namespace {

const QStringList kinds{QStringLiteral("dev"), QStringLiteral("test"), QStringLiteral("prod"),
                        QStringLiteral("custom")};
const QStringList roles{QStringLiteral("apps"), QStringLiteral("database"), QStringLiteral("monitoring")};
const QStringList changePaths{QStringLiteral("push"), QStringLiteral("pull-request")};
const QStringList applyPaths{QStringLiteral("direct"), QStringLiteral("pull-request")};
const QStringList pins{QStringLiteral("tag"), QStringLiteral("digest")};
const QStringList dnsProviders{QStringLiteral("cloudflare")};
constexpr int lowestPort = 1;
constexpr int highestPort = 65535;

void addDuplicate(const Place &place, const QString &value, Problems &problems)
{
    Problem facts;
    facts.value = value;
    problems.add(ProblemCode::DuplicateValue, place, facts);
}

QList<Freeze> readFreezes(const Place &place, Problems &problems)
{
    QList<Freeze> freezes;
    for (const Place &item : itemsOf(place, problems)) {
        Mapping mapping(item, {QStringLiteral("when"), QStringLiteral("reason")}, problems);
        const auto when = mapping.require(QStringLiteral("when"));
        const auto reason = mapping.require(QStringLiteral("reason"));
        Freeze freeze;
        if (when)
            freeze.when = shapedAt(*when, isFreeze, ProblemCode::BadFreeze, problems).value_or(QString());
        if (reason)
            freeze.reason = textAt(*reason, problems).value_or(QString());
        freezes.append(freeze);
    }
    return freezes;
}

Policy readPolicy(const Place &place, Problems &problems)
{
    const Mapping mapping(place,
                          {QStringLiteral("deploy"), QStringLiteral("rollback"), QStringLiteral("apply"),
                           QStringLiteral("pin"), QStringLiteral("freeze")},
                          problems);
    Policy policy;
    const auto choose = [&](const QString &key, const QStringList &choices, auto &into) {
        if (const auto at = mapping.find(key)) {
            if (const auto chosen = choiceAt(*at, choices, problems))
                into = static_cast<std::remove_reference_t<decltype(into)>>(*chosen);
        }
    };
    choose(QStringLiteral("deploy"), changePaths, policy.deploy);
    choose(QStringLiteral("rollback"), changePaths, policy.rollback);
    choose(QStringLiteral("apply"), applyPaths, policy.apply);
    choose(QStringLiteral("pin"), pins, policy.pin);
    if (const auto freeze = mapping.find(QStringLiteral("freeze")))
        policy.freeze = readFreezes(*freeze, problems);
    return policy;
}

void readAddress(const Place &place, HostSpec &host, Problems &problems)
{
    if (place.node->kind != YamlNode::Kind::Mapping) {
        host.address = shapedAt(place, isHostAddress, ProblemCode::BadAddress, problems).value_or(QString());
        return;
    }
    Mapping mapping(place, {QStringLiteral("output")}, problems);
    if (const auto output = mapping.require(QStringLiteral("output")))
        host.addressOutput =
            shapedAt(*output, isOutputName, ProblemCode::BadName, problems).value_or(QString());
}

QStringList readRoles(const Place &place, Problems &problems)
{
    QStringList read;
    for (const Place &item : itemsOf(place, problems)) {
        const auto role = choiceAt(item, roles, problems);
        if (role && read.contains(roles.at(*role)))
            addDuplicate(item, roles.at(*role), problems);
        else if (role)
            read.append(roles.at(*role));
    }
    return read;
}

HostSpec readHost(const Place &place, QStringList &names, Problems &problems)
{
    Mapping mapping(place,
                    {QStringLiteral("name"), QStringLiteral("address"), QStringLiteral("user"),
                     QStringLiteral("port"), QStringLiteral("roles"), QStringLiteral("jump")},
                    problems);
    HostSpec host;
    const QStringList before = names;
    if (const auto name = mapping.require(QStringLiteral("name"))) {
        host.name = shapedAt(*name, isAppName, ProblemCode::BadName, problems).value_or(QString());
        if (!host.name.isEmpty() && names.contains(host.name))
            addDuplicate(*name, host.name, problems);
        names.append(host.name);
    }
    if (const auto address = mapping.require(QStringLiteral("address")))
        readAddress(*address, host, problems);
    if (const auto user = mapping.require(QStringLiteral("user")))
        host.user = shapedAt(*user, isUserName, ProblemCode::BadName, problems).value_or(QString());
    if (const auto port = mapping.find(QStringLiteral("port")))
        host.port = integerAt(*port, lowestPort, highestPort, problems).value_or(host.port);
    if (const auto list = mapping.find(QStringLiteral("roles")))
        host.roles = readRoles(*list, problems);
    if (const auto jump = mapping.find(QStringLiteral("jump"))) { // one that stands above: so no circle
        if (const auto at = choiceAt(*jump, before, problems))
            host.jump = before.at(*at);
    }
    return host;
}

QList<HostSpec> readHosts(const Place &place, Problems &problems)
{
    QList<HostSpec> hosts;
    QStringList names;
    for (const Place &item : itemsOf(place, problems))
        hosts.append(readHost(item, names, problems));
    return hosts;
}

QList<int> readPorts(const Place &place, Problems &problems)
{
    QList<int> ports;
    for (const Place &item : itemsOf(place, problems)) {
        const auto port = integerAt(item, lowestPort, highestPort, problems);
        if (port && ports.contains(*port))
            addDuplicate(item, QString::number(*port), problems);
        else if (port)
            ports.append(*port);
    }
    return ports;
}

DokployRef readDokploy(const Place &place, const QString &environment, Problems &problems)
{
    Mapping mapping(place, {QStringLiteral("url"), QStringLiteral("project"), QStringLiteral("environment")},
                    problems);
    DokployRef ref;
    ref.environment = environment;
    if (const auto url = mapping.require(QStringLiteral("url")))
        ref.url = baseUrlAt(*url, problems).value_or(QUrl());
    if (const auto project = mapping.require(QStringLiteral("project")))
        ref.project = textAt(*project, problems).value_or(QString());
    if (const auto name = mapping.find(QStringLiteral("environment")))
        ref.environment = textAt(*name, problems).value_or(QString());
    return ref;
}

SignozRef readSignoz(const Place &place, Problems &problems)
{
    Mapping mapping(place, {QStringLiteral("url"), QStringLiteral("filter")}, problems);
    SignozRef ref;
    if (const auto url = mapping.require(QStringLiteral("url")))
        ref.url = baseUrlAt(*url, problems).value_or(QUrl());
    if (const auto filter = mapping.find(QStringLiteral("filter")))
        ref.filter = textAt(*filter, problems).value_or(QString());
    return ref;
}

DnsRef readDns(const Place &place, Problems &problems)
{
    Mapping mapping(place, {QStringLiteral("provider"), QStringLiteral("zone"), QStringLiteral("proxied")},
                    problems);
    DnsRef ref;
    if (const auto provider = mapping.require(QStringLiteral("provider"))) {
        if (const auto chosen = choiceAt(*provider, dnsProviders, problems))
            ref.provider = dnsProviders.at(*chosen);
    }
    if (const auto zone = mapping.require(QStringLiteral("zone")))
        ref.zone = shapedAt(*zone, isDomain, ProblemCode::BadDomain, problems).value_or(QString());
    if (const auto proxied = mapping.find(QStringLiteral("proxied")))
        ref.proxied = booleanAt(*proxied, problems).value_or(false);
    return ref;
}

QString readTlsCa(const Place &place, Problems &problems)
{
    const Mapping mapping(place, {QStringLiteral("ca")}, problems);
    const auto ca = mapping.find(QStringLiteral("ca"));
    return ca ? shapedAt(*ca, isInsideRepository, ProblemCode::BadPath, problems).value_or(QString())
              : QString();
}

void readOutsideSystems(const Mapping &mapping, Environment &environment, Problems &problems)
{
    if (const auto dokploy = mapping.find(QStringLiteral("dokploy")))
        environment.dokploy = readDokploy(*dokploy, environment.name, problems);
    if (const auto signoz = mapping.find(QStringLiteral("signoz")))
        environment.signoz = readSignoz(*signoz, problems);
    if (const auto dns = mapping.find(QStringLiteral("dns")))
        environment.dns = readDns(*dns, problems);
    if (const auto tls = mapping.find(QStringLiteral("tls")))
        environment.tlsCa = readTlsCa(*tls, problems);
}

EnvironmentPart readEnvironment(const Member &member, int written, Problems &problems)
{
    Mapping mapping(member.value,
                    {QStringLiteral("kind"), QStringLiteral("order"), QStringLiteral("branch"),
                     QStringLiteral("domain"), QStringLiteral("policy"), QStringLiteral("hosts"),
                     QStringLiteral("ports"), QStringLiteral("dokploy"), QStringLiteral("signoz"),
                     QStringLiteral("dns"), QStringLiteral("tls")},
                    problems);
    EnvironmentPart part;
    part.name = member.key;
    part.branch = mapping.find(QStringLiteral("branch"));
    Environment &environment = part.environment;
    environment.name = member.name;
    environment.order = written;
    if (const auto kind = mapping.require(QStringLiteral("kind")))
        environment.kind = static_cast<EnvironmentKind>(choiceAt(*kind, kinds, problems).value_or(0));
    if (const auto order = mapping.find(QStringLiteral("order")))
        environment.order = integerAt(*order, 1, 1000, problems).value_or(written);
    if (part.branch)
        environment.branch =
            shapedAt(*part.branch, isBranchName, ProblemCode::BadBranch, problems).value_or(QString());
    if (const auto domain = mapping.find(QStringLiteral("domain")))
        environment.domain =
            shapedAt(*domain, isDomain, ProblemCode::BadDomain, problems)
                .value_or(QStringLiteral("domain.invalid")); // so that one mistake is told once
    if (const auto policy = mapping.find(QStringLiteral("policy")))
        environment.policy = readPolicy(*policy, problems);
    if (const auto hosts = mapping.find(QStringLiteral("hosts")))
        environment.hosts = readHosts(*hosts, problems);
    if (const auto ports = mapping.find(QStringLiteral("ports")))
        environment.ports = readPorts(*ports, problems);
    readOutsideSystems(mapping, environment, problems);
    return part;
}

} // namespace

QList<EnvironmentPart> readEnvironments(const Place &place, Problems &problems)
{
    QList<EnvironmentPart> parts;
    for (const Member &member : namedMembers(place, problems)) {
        if (!isEnvironmentName(member.name)) {
            Problem facts;
            facts.value = member.name;
            problems.add(ProblemCode::BadName, member.key, facts);
        }
        parts.append(readEnvironment(member, static_cast<int>(parts.size()) + 1, problems));
    }
    if (parts.isEmpty() && place.node->kind == YamlNode::Kind::Mapping)
        problems.add(ProblemCode::EmptyList, place);
    return parts;
}

} // namespace envdeck::workspace
