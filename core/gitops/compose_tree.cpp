// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gitops/compose_tree.h"

#include <QHash>
#include <QSet>
#include <sstream>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

namespace envdeck::gitops {

namespace {

constexpr qsizetype maxSize = 1024 * 1024;
const QByteArray byteOrderMark("\xEF\xBB\xBF");

// Ends the parser early; caught in Tree::parse().
struct Stop {
    Refusal refusal;
    int line;
    QByteArray more;
};

} // namespace

// Takes the parser's events: they have positions and no recursion of ours, and an alias is an event, so a
// document that grows without end when followed stays as small as it is written.
class TreeBuilder final : public YAML::EventHandler {
public:
    explicit TreeBuilder(qsizetype offset) : m_offset(offset) {}

    void OnDocumentStart(const YAML::Mark &mark) override
    {
        if (m_documents++ > 0)
            throw Stop{Refusal::ManyDocuments, mark.line + 1, {}};
    }
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        add(TreeNode::Kind::Null, mark, anchor);
    }

    void OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        const int target = m_anchors.value(anchor, -1);
        if (target < 0 || m_open.contains(target))
            throw Stop{Refusal::CyclicAlias, mark.line + 1, {}};
        m_tree.m_nodes[add(TreeNode::Kind::Alias, mark, 0)].aliased = target;
    }

    void OnScalar(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                  const std::string &value) override
    {
        TreeNode &node = m_tree.m_nodes[add(TreeNode::Kind::Scalar, mark, anchor)];
        node.plain = tag == "?";
        node.tag = node.plain || tag == "!" ? QByteArray() : QByteArray::fromStdString(tag);
        node.value = QByteArray::fromStdString(value);
    }

    void OnSequenceStart(const YAML::Mark &mark, const std::string &, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override
    {
        open(add(TreeNode::Kind::Sequence, mark, anchor), mark);
    }
    void OnSequenceEnd() override { m_open.removeLast(); }

    void OnMapStart(const YAML::Mark &mark, const std::string &, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override
    {
        open(add(TreeNode::Kind::Map, mark, anchor), mark);
    }
    void OnMapEnd() override { refuseDuplicates(m_open.takeLast()); }

    Tree take() { return std::move(m_tree); }
    bool isEmpty() const { return m_tree.m_nodes.isEmpty(); }

private:
    int add(TreeNode::Kind kind, const YAML::Mark &mark, YAML::anchor_t anchor)
    {
        const int index = m_tree.count();
        if (index >= maxNodes)
            throw Stop{Refusal::TooManyNodes, mark.line + 1, {}};
        TreeNode node;
        node.kind = kind;
        node.at = mark.pos + m_offset;
        node.line = mark.line + 1;
        node.column = mark.column;
        m_tree.m_nodes.append(node);
        if (anchor != 0)
            m_anchors.insert(anchor, index);
        if (!m_open.isEmpty())
            m_tree.m_nodes[m_open.last()].children.append(index);
        return index;
    }

    void open(int index, const YAML::Mark &mark)
    {
        m_open.append(index);
        if (m_open.size() > maxDepth)
            throw Stop{Refusal::TooDeep, mark.line + 1, {}};
    }

    void refuseDuplicates(int map)
    {
        QSet<QByteArray> seen;
        const QList<int> &children = m_tree.node(map).children;
        for (qsizetype i = 0; i < children.size(); i += 2) {
            const TreeNode &key = m_tree.node(m_tree.resolved(children.at(i)));
            if (key.kind != TreeNode::Kind::Scalar)
                continue;
            if (seen.contains(key.value))
                throw Stop{Refusal::DuplicateKey, m_tree.node(children.at(i)).line, key.value};
            seen.insert(key.value);
        }
    }

    qsizetype m_offset;
    Tree m_tree;
    int m_documents = 0;
    QList<int> m_open; // collections that have begun and not ended, outermost first
    QHash<YAML::anchor_t, int> m_anchors;
};

bool Walk::enter(int depth)
{
    if (!exhausted && depth > maxDepth)
        exhausted = Refusal::TooDeep;
    if (!exhausted && ++nodes > maxNodes)
        exhausted = Refusal::TooManyNodes;
    return !exhausted;
}

Result<Tree> Tree::parse(const ComposeFile &file)
{
    if (file.content.size() > maxSize)
        return refuse(Refusal::TooLarge, file, 0);
    // The parser would take a NUL as the end of a text and guess UTF-16 from it.
    if (const qsizetype nul = file.content.indexOf('\0'); nul >= 0)
        return refuse(Refusal::NotYaml, file, int(file.content.first(nul).count('\n')) + 1,
                      QStringLiteral("NUL byte"));
    if (file.content.startsWith("\xFF\xFE") || file.content.startsWith("\xFE\xFF"))
        return refuse(Refusal::NotYaml, file, 1, QStringLiteral("UTF-16"));

    // yaml-cpp counts positions from behind the mark.
    TreeBuilder builder(file.content.startsWith(byteOrderMark) ? byteOrderMark.size() : 0);
    try {
        std::istringstream stream(file.content.toStdString());
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(builder)) {
        }
    } catch (const Stop &stop) {
        return refuse(stop.refusal, file, stop.line, QString::fromUtf8(stop.more));
    } catch (const YAML::Exception &e) {
        return refuse(Refusal::NotYaml, file, e.mark.line + 1, QString::fromStdString(e.msg));
    }
    if (builder.isEmpty())
        return refuse(Refusal::NotCompose, file, 0);
    Tree tree = builder.take();
    if (tree.node(tree.root()).kind != TreeNode::Kind::Map)
        return refuse(Refusal::NotCompose, file, tree.node(tree.root()).line);
    if (const auto exhausted = tree.findServices())
        return refuse(*exhausted, file, 0);
    return tree;
}

std::optional<Refusal> Tree::findServices()
{
    Walk walk;
    for (const Entry &entry : entries(root(), walk)) {
        if (node(resolved(entry.key)).value != "services")
            continue;
        for (const Entry &service : entries(entry.value, walk))
            m_services.insert(node(resolved(service.key)).value, service.value);
    }
    return walk.exhausted;
}

int Tree::resolved(int index) const
{
    const TreeNode &at = m_nodes.at(index);
    return at.kind == TreeNode::Kind::Alias ? at.aliased
                                            : index; // what an alias stands for is never an alias
}

int Tree::written(int map, QByteArrayView key) const
{
    const TreeNode &at = node(map);
    if (at.kind != TreeNode::Kind::Map)
        return -1;
    for (qsizetype i = 0; i + 1 < at.children.size(); i += 2) {
        const TreeNode &name = node(resolved(at.children.at(i)));
        if (name.kind == TreeNode::Kind::Scalar && name.value == key)
            return at.children.at(i + 1);
    }
    return -1;
}

QList<Tree::Entry> Tree::entries(int map, Walk &walk, int depth) const
{
    QList<Entry> out;
    QSet<QByteArray> seen;
    QList<int> merged; // maps that "<<" names, most important first
    const TreeNode &at = node(map);
    if (at.kind != TreeNode::Kind::Map || !walk.enter(depth))
        return out;
    for (qsizetype i = 0; i + 1 < at.children.size(); i += 2) {
        const TreeNode &key = node(resolved(at.children.at(i)));
        const int value = resolved(at.children.at(i + 1));
        if (key.plain && key.value == "<<") {
            if (node(value).kind != TreeNode::Kind::Sequence)
                merged.append(value);
            for (const int item :
                 node(value).kind == TreeNode::Kind::Sequence ? node(value).children : QList<int>())
                merged.append(resolved(item));
            continue;
        }
        out.append({at.children.at(i), value});
        seen.insert(key.value);
    }
    for (const int source : merged) {
        for (const Entry &entry : entries(source, walk, depth + 1)) {
            if (!walk.enter(depth))
                return out;
            const TreeNode &key = node(resolved(entry.key));
            if (key.kind == TreeNode::Kind::Scalar && seen.contains(key.value))
                continue;
            seen.insert(key.value);
            out.append(entry);
        }
    }
    return out;
}

int Tree::entry(int map, QByteArrayView key) const
{
    if (const int own = written(map, key); own >= 0)
        return resolved(own);
    if (written(map, "<<") < 0)
        return -1;
    Walk walk;
    for (const Entry &entry : entries(map, walk)) {
        if (node(resolved(entry.key)).value == key)
            return entry.value;
    }
    return -1;
}

int Tree::imageOfService(const QByteArray &name) const
{
    QByteArray at = name;
    for (int hops = 0; hops < maxDepth; ++hops) { // services that extend each other in a circle have no image
        const int map = service(at);
        if (map < 0)
            return -1;
        if (const int image = entry(map, "image"); image >= 0)
            return image;
        int base = entry(map, "extends");
        if (base >= 0 && node(base).kind == TreeNode::Kind::Map)
            base = entry(base, "file") < 0 ? entry(base, "service") : -1;
        if (base < 0 || node(base).kind != TreeNode::Kind::Scalar)
            return -1;
        at = node(base).value;
    }
    return -1;
}

} // namespace envdeck::gitops
