// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/apps/fake_panel.h"

#include <QCryptographicHash>
#include <algorithm>

namespace envdeck::testing {

namespace {

QByteArray hashOf(const QString &text)
{
    return QCryptographicHash::hash("test" + text.toUtf8(), QCryptographicHash::Sha256);
}

} // namespace

void FakePanel::digestAll(const Target &target)
{
    platform::AppSetup &setup = setups[target.text()];
    QString all;
    for (const platform::AppVariable &variable : setup.variables)
        all += variable.name + QString::fromLatin1(variable.digest.toHex());
    setup.variablesDigest = hashOf(all);
}

void FakePanel::forget(const Target &target, const QString &name)
{
    setups[target.text()].variables.removeIf(
        [&](const platform::AppVariable &variable) { return variable.name == name; });
    values.remove(target.text() + QLatin1Char(' ') + name);
    digestAll(target);
}

void FakePanel::set(const Target &target, const QString &name, const QString &value)
{
    forget(target, name);
    auto &variables = setups[target.text()].variables;
    variables.append({name, hashOf(value), value.isEmpty(), {}, false});
    std::sort(variables.begin(), variables.end(),
              [](const auto &a, const auto &b) { return a.name < b.name; });
    values.insert(target.text() + QLatin1Char(' ') + name, value);
    digestAll(target);
}

Async<void> FakePanel::made(const std::function<void()> &change)
{
    if (refuses)
        return ready<void>(*refuses);
    ++changes;
    if (changeNeverLeft)
        return ready<void>(*changeNeverLeft);
    if (!forgets)
        change();
    return ready<void>(changeLost ? Result<void>(*changeLost) : Result<void>());
}

Async<platform::AppSetup> FakePanel::setup(const Target &target, std::stop_token)
{
    return refuses ? ready<platform::AppSetup>(*refuses)
                   : ready<platform::AppSetup>(setups.value(target.text()));
}

Async<Secret> FakePanel::variableValue(const Target &target, const QString &name, std::stop_token)
{
    const auto it = values.constFind(target.text() + QLatin1Char(' ') + name);
    return it == values.cend() ? ready<Secret>(Error{ErrorCode::NotFound, name, {}, 0})
                               : ready<Secret>(Secret(it->toUtf8()));
}

QByteArray FakePanel::digest(const Secret &value) const
{
    return hashOf(platform::shownValue(value));
}

Async<void> FakePanel::changeVariables(const Target &target, const QList<platform::VariableEdit> &edits,
                                       const QByteArray &expected, std::stop_token)
{
    if (setups.value(target.text()).variablesDigest != expected)
        return ready<void>(Error{ErrorCode::Conflict, target.text(), QStringLiteral("variables-changed"), 0});
    return made([=, this] {
        for (const platform::VariableEdit &edit : edits)
            edit.value ? set(target, edit.name, platform::shownValue(*edit.value))
                       : forget(target, edit.name);
    });
}

Async<void> FakePanel::setRunning(const Target &target, bool running, std::stop_token)
{
    return made([=, this] {
        setups[target.text()].status = running ? platform::AppStatus::Done : platform::AppStatus::Idle;
    });
}

Async<void> FakePanel::saveDomain(const Target &target, const platform::AppDomain &domain, std::stop_token)
{
    return made([=, this] {
        auto &domains = setups[target.text()].domains;
        domains.removeIf([&](const platform::AppDomain &other) { return other.id == domain.id; });
        platform::AppDomain kept = domain;
        if (kept.id.isEmpty())
            kept.id = QStringLiteral("made-%1").arg(changes);
        domains.append(kept);
    });
}

Async<void> FakePanel::removeDomain(const Target &target, const QString &id, std::stop_token)
{
    return made([=, this] {
        setups[target.text()].domains.removeIf(
            [&](const platform::AppDomain &other) { return other.id == id; });
    });
}

Async<void> FakePanel::saveComposeText(const Target &target, const QByteArray &text, std::stop_token)
{
    return made([=, this] { setups[target.text()].source.text = text; });
}

Async<void> FakePanel::saveGitSource(const Target &target, const QString &branch, const QString &path,
                                     std::stop_token)
{
    return made([=, this] {
        setups[target.text()].source.branch = branch;
        setups[target.text()].source.path = path;
    });
}

} // namespace envdeck::testing
