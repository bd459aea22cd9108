// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/apps/drift.h"

#include <QDir>
#include <QJsonArray>
#include <algorithm>

namespace envdeck::apps {

namespace {

using platform::AppDomain;
using platform::AppSetup;
using platform::AppVariable;

QString placeOf(const AppDomain &domain)
{
    return domain.host + (domain.path == QLatin1String("/") ? QString() : domain.path);
}

QString certificateWord(platform::AppCertificate kind)
{
    switch (kind) {
    case platform::AppCertificate::None: return QStringLiteral("none");
    case platform::AppCertificate::LetsEncrypt: return QStringLiteral("letsencrypt");
    case platform::AppCertificate::Custom: return QStringLiteral("custom");
    case platform::AppCertificate::Unknown: return QStringLiteral("unknown");
    }
    Q_UNREACHABLE();
}

// "https letsencrypt -> api:8080": what a person tells two set-ups of one name apart by.
QString routeOf(const AppDomain &domain)
{
    QString text = domain.https ? QStringLiteral("https ") + certificateWord(domain.certificate)
                                : QStringLiteral("http");
    text += QStringLiteral(" -> ") +
            (domain.service.isEmpty() ? QString() : domain.service + QLatin1Char(':')) +
            QString::number(domain.port);
    if (domain.stripPath || domain.internalPath != QLatin1String("/"))
        text += QLatin1Char(' ') + domain.internalPath;
    if (!domain.middlewares.isEmpty())
        text += QLatin1Char(' ') + domain.middlewares.join(QLatin1Char(','));
    return text;
}

// The id is the platform's own: one that was made anew is the same domain.
bool isSame(AppDomain a, const AppDomain &b)
{
    a.id = b.id;
    return a == b;
}

template <typename T, typename Same>
const T *findIn(const QList<T> &list, Same same)
{
    const auto it = std::find_if(list.cbegin(), list.cend(), same);
    return it == list.cend() ? nullptr : &*it;
}

void addDomains(QList<PanelDrift> &out, const AppSetup &setup, const Baseline &baseline)
{
    for (const AppDomain &now : setup.domains) {
        const AppDomain *before =
            findIn(baseline.domains, [&](const AppDomain &other) { return placeOf(other) == placeOf(now); });
        if (!before)
            out.append({DriftKind::DomainAdded, placeOf(now), {}, routeOf(now), now});
        else if (!isSame(*before, now)) {
            AppDomain wanted = *before;
            wanted.id = now.id;
            out.append({DriftKind::DomainChanged, placeOf(now), routeOf(*before), routeOf(now), wanted});
        }
    }
    for (const AppDomain &before : baseline.domains) {
        if (findIn(setup.domains, [&](const AppDomain &now) { return placeOf(now) == placeOf(before); }))
            continue;
        AppDomain wanted = before;
        wanted.id.clear();
        out.append({DriftKind::DomainRemoved, placeOf(before), routeOf(before), {}, wanted});
    }
}

void addVariables(QList<PanelDrift> &out, const AppSetup &setup, const Baseline &baseline)
{
    QStringList names;
    for (const AppVariable &now : setup.variables) {
        names.append(now.name);
        const auto digest = baseline.digests.constFind(now.name);
        if (!baseline.variables.contains(now.name))
            out.append({DriftKind::VariableAdded, now.name, {}, {}, {}});
        else if (digest != baseline.digests.cend() && *digest != now.digest)
            out.append({DriftKind::VariableChanged, now.name, {}, {}, {}});
    }
    for (const QString &before : baseline.variables) {
        if (!names.contains(before))
            out.append({DriftKind::VariableRemoved, before, {}, {}, {}});
    }
}

QByteArray asLines(QByteArray text)
{
    text.replace("\r\n", "\n");
    while (text.endsWith('\n'))
        text.chop(1);
    return text;
}

void addCompose(QList<PanelDrift> &out, const AppSetup &setup, const ComposeView &git)
{
    const platform::AppSource &source = setup.source;
    if (!setup.isCompose)
        return;
    if (source.kind == QLatin1String("raw")) {
        if (asLines(source.text) != asLines(git.text))
            out.append({DriftKind::ComposeText, git.file, {}, {}, {}});
        return;
    }
    if (source.branch.isEmpty() && source.path.isEmpty())
        return; // a kind that tells neither
    const QString path = QDir::cleanPath(source.path);
    if (source.branch != git.branch || path != git.file)
        out.append({DriftKind::ComposeSource,
                    git.file,
                    git.branch + QLatin1Char(':') + git.file,
                    source.branch + QLatin1Char(':') + path,
                    {}});
}

QJsonObject toJson(const AppDomain &domain)
{
    return {{QStringLiteral("host"), domain.host},
            {QStringLiteral("path"), domain.path},
            {QStringLiteral("port"), domain.port},
            {QStringLiteral("https"), domain.https},
            {QStringLiteral("certificate"), certificateWord(domain.certificate)},
            {QStringLiteral("resolver"), domain.resolver},
            {QStringLiteral("service"), domain.service},
            {QStringLiteral("internalPath"), domain.internalPath},
            {QStringLiteral("stripPath"), domain.stripPath},
            {QStringLiteral("middlewares"), QJsonArray::fromStringList(domain.middlewares)}};
}

AppDomain domainFrom(const QJsonObject &json)
{
    AppDomain domain;
    domain.host = json.value(QLatin1String("host")).toString();
    domain.path = json.value(QLatin1String("path")).toString();
    domain.port = json.value(QLatin1String("port")).toInt();
    domain.https = json.value(QLatin1String("https")).toBool();
    for (const auto kind : {platform::AppCertificate::None, platform::AppCertificate::LetsEncrypt,
                            platform::AppCertificate::Custom, platform::AppCertificate::Unknown}) {
        if (json.value(QLatin1String("certificate")).toString() == certificateWord(kind))
            domain.certificate = kind;
    }
    domain.resolver = json.value(QLatin1String("resolver")).toString();
    domain.service = json.value(QLatin1String("service")).toString();
    domain.internalPath = json.value(QLatin1String("internalPath")).toString();
    domain.stripPath = json.value(QLatin1String("stripPath")).toBool();
    for (const QJsonValue &name : json.value(QLatin1String("middlewares")).toArray())
        domain.middlewares.append(name.toString());
    return domain;
}

} // namespace

bool canRestore(DriftKind kind)
{
    return kind != DriftKind::VariableChanged && kind != DriftKind::VariableRemoved;
}

bool canAdopt(DriftKind kind)
{
    return kind != DriftKind::ComposeSource; // envdeck.yaml says where the file is
}

QString driftName(DriftKind kind)
{
    switch (kind) {
    case DriftKind::ComposeText: return QStringLiteral("compose-text");
    case DriftKind::ComposeSource: return QStringLiteral("compose-source");
    case DriftKind::DomainAdded: return QStringLiteral("domain-added");
    case DriftKind::DomainChanged: return QStringLiteral("domain-changed");
    case DriftKind::DomainRemoved: return QStringLiteral("domain-removed");
    case DriftKind::VariableAdded: return QStringLiteral("variable-added");
    case DriftKind::VariableChanged: return QStringLiteral("variable-changed");
    case DriftKind::VariableRemoved: return QStringLiteral("variable-removed");
    }
    Q_UNREACHABLE();
}

std::optional<std::chrono::milliseconds> UpdateEffect::medianGap() const
{
    if (gaps.isEmpty())
        return {};
    QList<std::chrono::milliseconds> sorted = gaps;
    std::sort(sorted.begin(), sorted.end());
    return sorted.at(sorted.size() / 2);
}

Baseline baselineOf(const AppSetup &setup, const QDateTime &at)
{
    Baseline baseline{at, setup.domains, {}, {}};
    for (const AppVariable &variable : setup.variables) {
        baseline.variables.append(variable.name);
        baseline.digests.insert(variable.name, variable.digest);
    }
    return baseline;
}

QJsonObject toJson(const Baseline &baseline)
{
    QJsonArray domains;
    for (const AppDomain &domain : baseline.domains)
        domains.append(toJson(domain));
    return {{QStringLiteral("at"), baseline.at.toString(Qt::ISODateWithMs)},
            {QStringLiteral("domains"), domains},
            {QStringLiteral("variables"), QJsonArray::fromStringList(baseline.variables)}};
}

Result<Baseline> baselineFrom(const QJsonObject &json)
{
    Baseline baseline;
    baseline.at =
        QDateTime::fromString(json.value(QLatin1String("at")).toString(), Qt::ISODateWithMs).toUTC();
    if (!baseline.at.isValid())
        return Error{ErrorCode::BadInput, QStringLiteral("at"), {}, 0};
    for (const QJsonValue &domain : json.value(QLatin1String("domains")).toArray())
        baseline.domains.append(domainFrom(domain.toObject()));
    for (const QJsonValue &name : json.value(QLatin1String("variables")).toArray())
        baseline.variables.append(name.toString());
    return baseline;
}

QList<PanelDrift> driftOf(const AppSetup &setup, const Baseline &baseline, const ComposeView *git)
{
    QList<PanelDrift> drift;
    if (git)
        addCompose(drift, setup, *git);
    if (!baseline.at.isValid())
        return drift;
    addDomains(drift, setup, baseline);
    addVariables(drift, setup, baseline);
    return drift;
}

Baseline accepting(Baseline baseline, const PanelDrift &drift, const AppSetup &setup)
{
    switch (drift.kind) {
    case DriftKind::ComposeText:
    case DriftKind::ComposeSource: return baseline;
    case DriftKind::DomainAdded:
    case DriftKind::DomainChanged:
    case DriftKind::DomainRemoved:
        baseline.domains.removeIf([&](const AppDomain &domain) { return placeOf(domain) == drift.subject; });
        for (const AppDomain &now : setup.domains) {
            if (placeOf(now) == drift.subject)
                baseline.domains.append(now);
        }
        return baseline;
    case DriftKind::VariableAdded:
    case DriftKind::VariableChanged:
    case DriftKind::VariableRemoved:
        baseline.variables.removeAll(drift.subject);
        baseline.digests.remove(drift.subject);
        for (const AppVariable &now : setup.variables) {
            if (now.name != drift.subject)
                continue;
            baseline.variables.append(now.name);
            baseline.digests.insert(now.name, now.digest);
        }
        return baseline;
    }
    Q_UNREACHABLE();
}

} // namespace envdeck::apps
