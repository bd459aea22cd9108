// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gitops/compose_compare.h"

namespace envdeck::gitops {

namespace {

QString named(const TreePath &path)
{
    if (path.size() > 1 && path.first() == "services")
        return QString::fromUtf8(path.at(1));
    return QString::fromUtf8(path.join('.'));
}

// Looks for a node in the expanded document, outside one place.
class UseFinder {
public:
    UseFinder(const Tree &tree, int wanted, TreePath own)
        : m_tree(tree), m_wanted(wanted), m_own(std::move(own))
    {
    }

    void visit(int index, int depth = 0)
    {
        if (!m_other.isEmpty() || !walk.enter(depth))
            return;
        if (index == m_wanted && m_path != m_own) {
            m_other = m_path;
            return;
        }
        const TreeNode &at = m_tree.node(index);
        if (at.kind == TreeNode::Kind::Sequence) {
            for (qsizetype i = 0; i < at.children.size(); ++i)
                step(QByteArray::number(i), m_tree.resolved(at.children.at(i)), depth);
        }
        for (const Tree::Entry &entry : m_tree.entries(index, walk, depth)) {
            const int key = m_tree.resolved(entry.key);
            step(m_tree.node(key).value, key, depth); // a key may be the alias
            step(m_tree.node(key).value, entry.value, depth);
        }
    }

    const TreePath &other() const { return m_other; }
    Walk walk;

private:
    void step(const QByteArray &name, int index, int depth)
    {
        m_path.append(name);
        visit(index, depth + 1);
        m_path.removeLast();
    }

    const Tree &m_tree;
    int m_wanted;
    TreePath m_own;
    TreePath m_path;
    TreePath m_other;
};

// Walks two expanded documents side by side.
class Comparison {
public:
    Comparison(const Tree &before, const Tree &after, const QByteArray &except)
        : m_before(before), m_after(after), m_except(except)
    {
    }

    void compare(int before, int after, int depth = 0)
    {
        if (!walk.enter(depth))
            return;
        const TreeNode &a = m_before.node(before);
        const TreeNode &b = m_after.node(after);
        if (a.kind != b.kind || a.tag != b.tag || a.plain != b.plain || a.value != b.value)
            return differs();
        if (a.kind == TreeNode::Kind::Sequence)
            return compareItems(a, b, depth);
        if (a.kind == TreeNode::Kind::Map)
            compareEntries(before, after, depth);
    }

    QList<TreePath> found;
    Walk walk;

private:
    void differs() { found.append(m_path); }

    void compareItems(const TreeNode &a, const TreeNode &b, int depth)
    {
        if (a.children.size() != b.children.size())
            return differs();
        for (qsizetype i = 0; i < a.children.size(); ++i)
            step(QByteArray::number(i), m_before.resolved(a.children.at(i)),
                 m_after.resolved(b.children.at(i)), depth);
    }

    void compareEntries(int before, int after, int depth)
    {
        const auto a = entries(m_before, before, depth);
        const auto b = entries(m_after, after, depth);
        if (a.size() != b.size())
            return differs();
        for (qsizetype i = 0; i < a.size(); ++i) {
            const int keyBefore = m_before.resolved(a.at(i).key);
            const QByteArray name = m_before.node(keyBefore).value;
            step(name, keyBefore, m_after.resolved(b.at(i).key), depth);
            step(name, a.at(i).value, b.at(i).value, depth);
        }
    }

    QList<Tree::Entry> entries(const Tree &tree, int map, int depth)
    {
        auto all = tree.entries(map, walk, depth);
        if (depth == 0 && !m_except.isEmpty())
            all.removeIf(
                [&](const Tree::Entry &e) { return tree.node(tree.resolved(e.key)).value == m_except; });
        return all;
    }

    void step(const QByteArray &name, int before, int after, int depth)
    {
        m_path.append(name);
        compare(before, after, depth + 1);
        m_path.removeLast();
    }

    const Tree &m_before;
    const Tree &m_after;
    const QByteArray m_except;
    TreePath m_path;
};

} // namespace

Result<QString> otherUseOf(const Tree &tree, const ComposeFile &file, int image, const QString &service)
{
    const QByteArray own = service.toUtf8();
    UseFinder finder(tree, image, {"services", own, "image"});
    finder.visit(tree.root());
    if (finder.walk.exhausted)
        return refuse(*finder.walk.exhausted, file, 0);
    if (!finder.other().isEmpty())
        return named(finder.other());

    // "extends" copies without leaving a trace in the document itself.
    Walk walk;
    for (const Tree::Entry &entry : tree.entries(tree.entry(tree.root(), "services"), walk)) {
        const QByteArray &name = tree.node(tree.resolved(entry.key)).value;
        if (name != own && tree.entry(entry.value, "extends") >= 0 && tree.imageOfService(name) == image)
            return QString::fromUtf8(name);
    }
    return QString();
}

Result<QList<TreePath>> differences(const Tree &before, const Tree &after, const ComposeFile &file,
                                    const QByteArray &except)
{
    Comparison comparison(before, after, except);
    comparison.compare(before.root(), after.root());
    if (comparison.walk.exhausted)
        return refuse(*comparison.walk.exhausted, file, 0);
    return comparison.found;
}

} // namespace envdeck::gitops
