// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/configuration/environment_files.h"

#include <QTemporaryDir>

namespace envdeck::configuration {

namespace {

// Modules stand beside the environments, so the whole of terraform/ is read.
QString topOf(const QString &folder)
{
    return folder.section(QLatin1Char('/'), 0, 0);
}

EnvironmentSide sideOf(const EnvironmentId &environment, const QString &root, const QString &folder,
                       const QStringList &environmentNames)
{
    EnvironmentSide found{environment, {}, {environment, {}, {}}, {}};
    const QString path = root + QLatin1Char('/') + folder;
    auto configuration = terraform::readConfiguration(root, path);
    if (!configuration) {
        found.error = configuration.error();
        return found;
    }
    found.side.configuration = std::move(configuration).value();
    auto variables = terraform::readVariables(found.side.configuration, path, environmentNames);
    if (variables)
        found.side.variables = std::move(variables).value();
    else
        found.error = Error{variables.error().code, folder + QLatin1Char('/') + variables.error().subject,
                            variables.error().detail, 0};
    return found;
}

} // namespace

QList<EnvironmentSide> readCheckout(const Workspace &workspace, const QStringList &environmentNames)
{
    QList<EnvironmentSide> sides;
    for (const Environment &environment : workspace.environments)
        sides.append(sideOf(environment.name, workspace.root, workspace.terraformFolder(environment.name),
                            environmentNames));
    return sides;
}

QList<terraform::ParitySide> readable(const QList<EnvironmentSide> &sides)
{
    QList<terraform::ParitySide> found;
    for (const EnvironmentSide &side : sides) {
        if (!side.error)
            found.append(side.side);
    }
    return found;
}

EnvironmentFiles::EnvironmentFiles(const Workspace &workspace, git::Mirror &mirror, QObject *parent)
    : QObject(parent), m_workspace(workspace), m_mirror(mirror)
{
}

Async<QList<EnvironmentSide>> EnvironmentFiles::read(const EnvironmentsWanted &wanted, std::stop_token stop)
{
    return andThen(m_mirror.fetch(stop), this,
                   [this, wanted, stop](const auto &) { return readAll(wanted, stop); });
}

Async<QList<EnvironmentSide>> EnvironmentFiles::readAll(const EnvironmentsWanted &wanted,
                                                        std::stop_token stop)
{
    QStringList names;
    QList<Async<EnvironmentSide>> reading;
    for (const Environment &environment : m_workspace.environments) {
        if (!wanted.environment.isEmpty() && environment.name != wanted.environment)
            continue;
        names.append(environment.name);
        reading.append(readOne(environment, wanted.commit, stop));
    }
    return andThen(
        joined(this, reading), this,
        [names, commit = wanted.commit](const QList<Result<EnvironmentSide>> &answers) {
            QList<EnvironmentSide> sides;
            for (qsizetype i = 0; i < answers.size(); ++i) {
                const Result<EnvironmentSide> &answer = answers.at(i);
                if (!answer && answer.error().code == ErrorCode::Canceled)
                    return ready<QList<EnvironmentSide>>(answer.error());
                sides.append(
                    answer ? answer.value()
                           : EnvironmentSide{names.at(i), commit, {names.at(i), {}, {}}, answer.error()});
            }
            return ready<QList<EnvironmentSide>>(sides);
        });
}

Async<EnvironmentSide> EnvironmentFiles::readOne(const Environment &environment, const QString &commit,
                                                 std::stop_token stop)
{
    const auto head = commit.isEmpty() ? m_mirror.readHead(environment.branch, stop) : ready<QString>(commit);
    return andThen(head, this, [this, name = environment.name, stop](const QString &sha) {
        // Gone with the last lambda that holds it.
        const auto place = std::make_shared<QTemporaryDir>();
        const QString folder = m_workspace.terraformFolder(name);
        const auto written = m_mirror.exportFolder(sha, topOf(folder), place->filePath(topOf(folder)), stop);
        return andThen(written, this, [this, name, sha, place, folder](int) {
            return m_worker.run([name, sha, place, folder]() -> Result<EnvironmentSide> {
                EnvironmentSide side = sideOf(name, place->path(), folder, {});
                side.commit = sha;
                return side;
            });
        });
    });
}

} // namespace envdeck::configuration
