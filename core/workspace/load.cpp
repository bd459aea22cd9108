// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/load.h"

#include "core/base/safe_file.h"
#include "core/workspace/yaml_tree.h"

#include <QDir>
#include <QFileInfo>
#include <algorithm>

namespace envdeck::workspace {

namespace {

// Worktrees and submodules have a .git file instead of a folder.
QString repositoryRoot(const QString &folder)
{
    QDir dir(QFileInfo(folder).absoluteFilePath());
    while (!QFileInfo::exists(dir.filePath(QStringLiteral(".git")))) {
        if (!dir.cdUp())
            return {};
    }
    return dir.absolutePath();
}

YamlPtr below(const YamlPtr &node, const QString &key, YamlPtr *keyNode)
{
    for (const YamlEntry &entry : node ? node->entries : std::vector<YamlEntry>()) {
        if (entry.key->text == key) {
            *keyNode = entry.key;
            return entry.value;
        }
    }
    return nullptr;
}

// Adds a problem at the key that `path` leads to.
void addMissing(ProblemCode code, const YamlPtr &root, const QStringList &path, const QString &file,
                QList<Problem> &problems)
{
    Problem problem;
    problem.code = code;
    problem.path = path.join(QLatin1Char('.'));
    problem.value = file;
    YamlPtr key = root;
    YamlPtr node = root;
    for (const QString &part : path)
        node = below(node, part, &key);
    if (key) {
        problem.line = key->line;
        problem.column = key->column;
    }
    problems.append(problem);
}

} // namespace

Result<Loaded> load(const QString &folder)
{
    const QString root = repositoryRoot(folder);
    if (root.isEmpty())
        return Error{ErrorCode::BadInput, QFileInfo(folder).absoluteFilePath(), {}, 0};
    const QString file = QDir(root).filePath(QLatin1String(fileName));
    auto text = readFile(file, maxTextSize);
    if (!text && text.error().code == ErrorCode::NotFound)
        return Error{ErrorCode::NotFound, root, {}, 0};
    if (!text)
        return text.error();
    return Loaded{root, text.value(), parse(text.value(), root)};
}

QList<Problem> missingFiles(const Workspace &workspace, const QByteArray &text,
                            const QString &checkedOutBranch)
{
    const auto read = readYaml(text);
    const YamlPtr tree = std::holds_alternative<YamlPtr>(read) ? std::get<YamlPtr>(read) : nullptr;
    const QDir root(workspace.root);
    QList<Problem> problems;
    for (const Environment &environment : workspace.environments) {
        if (!checkedOutBranch.isEmpty() && environment.branch != checkedOutBranch)
            continue;
        const QString folder = workspace.terraformFolder(environment.name);
        const QStringList path{QStringLiteral("environments"), environment.name};
        if (!QFileInfo(root.filePath(folder)).isDir())
            addMissing(ProblemCode::FolderMissing, tree, path, folder, problems);
        if (!environment.tlsCa.isEmpty() && !QFileInfo(root.filePath(environment.tlsCa)).isFile())
            addMissing(ProblemCode::FileMissing, tree,
                       path + QStringList{QStringLiteral("tls"), QStringLiteral("ca")}, environment.tlsCa,
                       problems);
        for (const App &app : workspace.appsOf(environment.name)) {
            const QString compose = workspace.composeFile(environment.name, app.name);
            if (!QFileInfo(root.filePath(compose)).isFile())
                addMissing(ProblemCode::FileMissing, tree,
                           {QStringLiteral("apps"), app.name, QStringLiteral("environments")}, compose,
                           problems);
        }
    }
    return problems;
}

} // namespace envdeck::workspace
