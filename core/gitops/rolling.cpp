// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gitops/rolling.h"

#include "core/gitops/compose_tree.h"

namespace envdeck::gitops {

namespace {

// Where the service says how it is replaced; -1 for what it does not say.
struct Place {
    int service = -1;
    int deploy = -1;
    int update = -1;
    int order = -1;
};

Place placeOf(const Tree &tree, const QString &service)
{
    Place place;
    place.service = tree.service(service.toUtf8());
    place.deploy = place.service < 0 ? -1 : tree.entry(place.service, "deploy");
    place.update = place.deploy < 0 ? -1 : tree.entry(place.deploy, "update_config");
    place.order = place.update < 0 ? -1 : tree.entry(place.update, "order");
    return place;
}

bool rolls(const Tree &tree, const Place &place)
{
    if (place.order >= 0)
        return tree.node(place.order).value == "start-first";
    const int replicas = place.deploy < 0 ? -1 : tree.entry(place.deploy, "replicas");
    return replicas >= 0 && tree.node(replicas).value.toInt() > 1;
}

// The value of that key stands in this very map: what an alias or a merge brings in belongs to others too.
std::optional<Refusal> borrowed(const Tree &tree, int map, const QByteArray &key)
{
    const int written = tree.written(map, key);
    if (written < 0)
        return tree.entry(map, key) < 0 ? std::nullopt : std::optional(Refusal::FromMerge);
    return tree.node(written).kind == TreeNode::Kind::Alias ? std::optional(Refusal::FromAlias)
                                                            : std::nullopt;
}

// A block map whose entries stand each on a line of its own: where the first one begins, and how far in.
struct Block {
    qsizetype at = -1; // of its line
    QByteArray indent;
};

std::optional<Block> blockOf(const Tree &tree, int map, const QByteArray &content)
{
    if (tree.node(map).kind != TreeNode::Kind::Map || tree.node(map).children.isEmpty())
        return std::nullopt;
    const TreeNode &first = tree.node(tree.node(map).children.first());
    const qsizetype line = content.lastIndexOf('\n', first.at - 1) + 1;
    const QByteArray before = content.sliced(line, first.at - line);
    if (!before.trimmed().isEmpty() || before.contains('\t'))
        return std::nullopt;
    return Block{line, before};
}

} // namespace

Result<bool> rollsAsStack(const ComposeFile &file, const QStringList &services)
{
    const auto tree = Tree::parse(file);
    if (!tree)
        return tree.error();
    for (const QString &service : services) {
        const Place place = placeOf(tree.value(), service);
        if (place.service < 0)
            return refuse(Refusal::UnknownService, file, 0, service);
        if (!rolls(tree.value(), place))
            return false;
    }
    return true;
}

Result<QByteArray> withStartFirst(const ComposeFile &file, const QStringList &services)
{
    ComposeFile edited = file;
    const QByteArray end = file.content.contains("\r\n") ? "\r\n" : "\n";
    for (const QString &service : services) {
        const auto parsed = Tree::parse(edited); // anew: what was added moved everything behind it
        if (!parsed)
            return parsed.error();
        const Tree &tree = parsed.value();
        const Place place = placeOf(tree, service);
        if (place.service < 0)
            return refuse(Refusal::UnknownService, file, 0, service);
        if (rolls(tree, place))
            continue;
        const int all = tree.entry(tree.root(), "services");
        for (const auto &[map, key] :
             {std::pair(all, service.toUtf8()), std::pair(place.service, QByteArray("deploy")),
              std::pair(place.deploy, QByteArray("update_config"))}) {
            if (const auto refusal = map < 0 ? std::nullopt : borrowed(tree, map, key))
                return refuse(*refusal, file, tree.node(place.service).line, service);
        }
        const int into = place.update >= 0 ? place.update : place.deploy >= 0 ? place.deploy : place.service;
        const auto block = blockOf(tree, into, edited.content);
        if (!block || place.order >= 0) // an order that somebody chose is not overruled
            return refuse(Refusal::NotOneLine, file, tree.node(place.order >= 0 ? place.order : into).line,
                          service);
        QList<QByteArray> lines{"order: start-first"};
        if (place.update < 0)
            lines = {"update_config:", "  order: start-first"};
        if (place.deploy < 0)
            lines = {"deploy:", "  update_config:", "    order: start-first"};
        QByteArray added;
        for (const QByteArray &line : lines)
            added += block->indent + line + end;
        edited.content.insert(block->at, added);
    }
    const auto fine = rollsAsStack(edited, services);
    if (!fine || !fine.value())
        return refuse(Refusal::ChangedElsewhere, file, 0);
    return edited.content;
}

} // namespace envdeck::gitops
