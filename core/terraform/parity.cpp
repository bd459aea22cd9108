// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/parity.h"

#include <QSet>

#include <algorithm>

namespace envdeck::terraform {

namespace {

using Cells = QMap<QString, ParityCell>; // of one kind in one environment, by name

// What is known only when all environments are looked at.
struct Across {
    QSet<QString> otherContent; // modules that have one source in all environments and other content in some:
                                // there the content is shown
    QSet<QString> secrets;      // variables that are secret in one of them
};

// Backends are not held against each other by content: each environment has its own file for it.
bool isOwnFile(const QString &name)
{
    return name == QLatin1String("backend.tf");
}

QString withUnread(const QString &text)
{
    return (text + QStringLiteral(" (unread)")).trimmed();
}

QString moduleText(const ModuleCall &module, bool withDigest)
{
    QString text = module.source;
    if (!module.version.isEmpty())
        text += QLatin1Char(' ') + module.version;
    if (!module.isRead())
        return withUnread(text);
    if (withDigest && !module.digest.isEmpty())
        text += QStringLiteral(" (%1)").arg(QString::fromLatin1(module.digest.first(7)));
    return text;
}

Cells modulesOf(const ParitySide &side, const QSet<QString> &withDigest)
{
    Cells cells;
    for (const ModuleCall &module : side.configuration.modules)
        cells.insert(module.name,
                     {moduleText(module, withDigest.contains(module.name)), false, !module.isRead()});
    return cells;
}

QSet<QString> modulesOfOtherContent(const QList<ParitySide> &sides)
{
    QHash<QString, QByteArray> digests; // by name and source
    QSet<QString> names;
    for (const ParitySide &side : sides) {
        for (const ModuleCall &module : side.configuration.modules) {
            const QString key = module.name + QLatin1Char('\n') + module.source;
            if (!module.isRead())
                continue;
            if (digests.value(key, module.digest) != module.digest)
                names.insert(module.name);
            digests.insert(key, module.digest);
        }
    }
    return names;
}

Cells providersOf(const ParitySide &side)
{
    Cells cells;
    for (const ProviderPin &pin : side.configuration.providers)
        cells.insert(pin.name,
                     {QStringList{pin.source, pin.version}.join(QLatin1Char(' ')).trimmed(), false});
    return cells;
}

QSet<QString> secretVariables(const QList<ParitySide> &sides)
{
    QSet<QString> names;
    for (const ParitySide &side : sides) {
        for (const Variable &variable : side.variables) {
            if (variable.isSecret())
                names.insert(variable.name);
        }
    }
    return names;
}

Cells variableCells(const ParitySide &side, const QSet<QString> &secrets)
{
    Cells cells;
    for (const Variable &variable : side.variables) {
        const VariableValue *value = variable.effective();
        const bool secret = secrets.contains(variable.name);
        if (!value)
            cells.insert(variable.name, {QStringLiteral("(not set)"), secret});
        else if (secret || value->source == ValueSource::Environment)
            cells.insert(variable.name, {QStringLiteral("(set)"), true});
        else
            cells.insert(variable.name, {QString::fromUtf8(value->expression).simplified(), false});
    }
    return cells;
}

Cells filesOf(const Configuration &configuration)
{
    Cells cells;
    for (auto it = configuration.fileDigests.cbegin(); it != configuration.fileDigests.cend(); ++it) {
        if (!isOwnFile(it.key()))
            cells.insert(it.key(), {QString::fromLatin1(it.value().first(7))});
    }
    for (const QString &name : configuration.unread)
        cells.insert(name, {withUnread({}), false, true});
    return cells;
}

Cells cellsOf(ParityKind kind, const ParitySide &side, const Across &across)
{
    const Configuration &configuration = side.configuration;
    Cells cells;
    switch (kind) {
    case ParityKind::Module: return modulesOf(side, across.otherContent);
    case ParityKind::Backend:
        cells.insert(configuration.backend.isEmpty() ? QStringLiteral("local") : configuration.backend,
                     {configuration.backendPlace, false});
        return cells;
    case ParityKind::RequiredVersion:
        if (!configuration.requiredVersion.isEmpty())
            cells.insert(QStringLiteral("terraform"), {configuration.requiredVersion, false});
        return cells;
    case ParityKind::Provider: return providersOf(side);
    case ParityKind::LockedProvider:
        for (auto it = configuration.lockedProviders.cbegin(); it != configuration.lockedProviders.cend();
             ++it)
            cells.insert(it.key(), {it.value(), false});
        return cells;
    case ParityKind::File: return filesOf(configuration);
    case ParityKind::Variable: return variableCells(side, across.secrets);
    }
    Q_UNREACHABLE();
}

const Variable *variableNamed(const ParitySide &side, const QString &name)
{
    const auto found = std::find_if(side.variables.cbegin(), side.variables.cend(),
                                    [&](const Variable &v) { return v.name == name; });
    return found == side.variables.cend() ? nullptr : &*found;
}

ParityConcern variableConcern(const QString &name, const QList<ParitySide> &sides, bool secret)
{
    QSet<QString> types;
    int declared = 0, unset = 0, undeclared = 0;
    for (const ParitySide &side : sides) {
        const Variable *variable = variableNamed(side, name);
        if (!variable)
            continue;
        declared += variable->declaration ? 1 : 0;
        undeclared += variable->declaration ? 0 : 1;
        // A secret comes from the keychain or an ignored file: that it stands nowhere here is as it should
        // be.
        unset += variable->problem == VariableProblem::Unset && !secret ? 1 : 0;
        if (variable->declaration)
            types.insert(variable->declaration->type);
    }
    if (undeclared > 0)
        return ParityConcern::Undeclared;
    if (declared < sides.size())
        return ParityConcern::OnlySome;
    if (types.size() > 1)
        return ParityConcern::TypeDiffers;
    return unset > 0 ? ParityConcern::Unset : ParityConcern::None;
}

// A local state lies with its folder: two of them are never one.
bool sharesState(const QString &backend, const ParityRow &row)
{
    QSet<QString> places;
    for (const auto &cell : row.cells) {
        if (!cell)
            continue;
        if (places.contains(cell->text) && !cell->text.isEmpty())
            return backend != QLatin1String("local") || cell->text.startsWith(QLatin1Char('/'));
        places.insert(cell->text);
    }
    return false;
}

bool isUnread(const std::optional<ParityCell> &cell)
{
    return cell && cell->unread;
}

bool isUnpinned(const QString &name, const QList<ParitySide> &sides)
{
    for (const ParitySide &side : sides) {
        for (const ModuleCall &module : side.configuration.modules) {
            if (module.name == name && !module.isPinned())
                return true;
        }
    }
    return false;
}

ParityConcern concernOf(const ParityRow &row, const QList<ParitySide> &sides, const Across &across)
{
    const bool everywhere = !row.cells.contains(std::nullopt);
    if (row.kind == ParityKind::Variable)
        return variableConcern(row.name, sides, across.secrets.contains(row.name));
    if (std::any_of(row.cells.cbegin(), row.cells.cend(), isUnread))
        return ParityConcern::Unread;
    if (row.kind == ParityKind::Backend && sharesState(row.name, row))
        return ParityConcern::SharedState;
    if (!everywhere)
        return ParityConcern::OnlySome;
    if (row.kind == ParityKind::Backend)
        return ParityConcern::None;
    if (!row.same)
        return ParityConcern::Differs;
    return row.kind == ParityKind::Module && isUnpinned(row.name, sides) ? ParityConcern::Unpinned
                                                                         : ParityConcern::None;
}

QList<ParityRow> rowsOf(ParityKind kind, const QList<ParitySide> &sides, const Across &across)
{
    QList<Cells> columns;
    QMap<QString, bool> names;
    for (const ParitySide &side : sides) {
        columns.append(cellsOf(kind, side, across));
        for (const QString &name : columns.constLast().keys())
            names.insert(name, true);
    }
    QList<ParityRow> rows;
    for (const QString &name : names.keys()) {
        ParityRow row{kind, name, {}, true, ParityConcern::None};
        for (const Cells &cells : columns) {
            row.cells.append(cells.contains(name) ? std::optional(cells.value(name)) : std::nullopt);
            const auto &cell = row.cells.constLast();
            row.same &= cell && cell == row.cells.constFirst() && !cell->unread;
        }
        row.concern = concernOf(row, sides, across);
        rows.append(row);
    }
    std::stable_sort(rows.begin(), rows.end(), [](const ParityRow &a, const ParityRow &b) {
        const auto rank = [](const ParityRow &row) {
            return row.concern != ParityConcern::None ? 0 : row.same ? 2 : 1;
        };
        return rank(a) < rank(b);
    });
    return rows;
}

} // namespace

bool Parity::hasConcerns() const
{
    return std::any_of(rows.cbegin(), rows.cend(),
                       [](const ParityRow &row) { return row.concern != ParityConcern::None; });
}

Parity compare(const QList<ParitySide> &sides)
{
    Parity parity;
    for (const ParitySide &side : sides)
        parity.environments.append(side.environment);
    const Across across{modulesOfOtherContent(sides), secretVariables(sides)};
    for (const ParityKind kind :
         {ParityKind::Module, ParityKind::Backend, ParityKind::RequiredVersion, ParityKind::Provider,
          ParityKind::LockedProvider, ParityKind::File, ParityKind::Variable})
        parity.rows += rowsOf(kind, sides, across);
    return parity;
}

QString parityKindName(ParityKind kind)
{
    switch (kind) {
    case ParityKind::Module: return QStringLiteral("module");
    case ParityKind::Backend: return QStringLiteral("backend");
    case ParityKind::RequiredVersion: return QStringLiteral("required-version");
    case ParityKind::Provider: return QStringLiteral("provider");
    case ParityKind::LockedProvider: return QStringLiteral("locked-provider");
    case ParityKind::File: return QStringLiteral("file");
    case ParityKind::Variable: return QStringLiteral("variable");
    }
    Q_UNREACHABLE();
}

QString parityConcernName(ParityConcern concern)
{
    switch (concern) {
    case ParityConcern::None: return {};
    case ParityConcern::OnlySome: return QStringLiteral("only-some");
    case ParityConcern::Differs: return QStringLiteral("differs");
    case ParityConcern::SharedState: return QStringLiteral("shared-state");
    case ParityConcern::Unpinned: return QStringLiteral("unpinned");
    case ParityConcern::Undeclared: return QStringLiteral("undeclared");
    case ParityConcern::Unset: return QStringLiteral("unset");
    case ParityConcern::TypeDiffers: return QStringLiteral("type-differs");
    case ParityConcern::Unread: return QStringLiteral("unread");
    }
    Q_UNREACHABLE();
}

} // namespace envdeck::terraform
