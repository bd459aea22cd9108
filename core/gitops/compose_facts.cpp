// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gitops/compose_facts.h"

#include "core/gitops/compose_tree.h"

#include <QMap>
#include <algorithm>

namespace envdeck::gitops {

namespace {

const QByteArray migrationLabel("envdeck.migration");

bool startsName(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool continuesName(char c)
{
    return startsName(c) || (c >= '0' && c <= '9');
}

// Collects the variables of one text, as compose interpolates it.
class VariableReader {
public:
    explicit VariableReader(QMap<QString, ComposeVariable> *found) : m_found(found) {}

    void read(QByteArrayView text, int line)
    {
        for (qsizetype at = text.indexOf('$'); at >= 0 && at + 1 < text.size(); at = text.indexOf('$', at)) {
            const char next = text.at(at + 1);
            if (next == '{') {
                const qsizetype end = closing(text, at + 2);
                readBraced(text.sliced(at + 2, end - at - 2), line);
                at = end;
            } else if (startsName(next)) {
                const QByteArrayView name = nameAt(text, at + 1);
                add(name, true, line);
                at += 1 + name.size();
            } else {
                at += 2; // "$$" is a dollar sign
            }
        }
    }

private:
    static QByteArrayView nameAt(QByteArrayView text, qsizetype at)
    {
        qsizetype end = at;
        while (end < text.size() && (end == at ? startsName(text.at(end)) : continuesName(text.at(end))))
            ++end;
        return text.sliced(at, end - at);
    }

    static qsizetype closing(QByteArrayView text, qsizetype at)
    {
        for (int depth = 1; at < text.size(); ++at) {
            depth += text.at(at) == '{' ? 1 : text.at(at) == '}' ? -1 : 0;
            if (depth == 0)
                return at;
        }
        return text.size();
    }

    void readBraced(QByteArrayView inside, int line)
    {
        const QByteArrayView name = nameAt(inside, 0);
        if (name.isEmpty())
            return;
        QByteArrayView rest = inside.sliced(name.size());
        if (rest.startsWith(':'))
            rest = rest.sliced(1);
        add(name, !rest.startsWith('-') && !rest.startsWith('+'), line);
        read(rest, line); // a default may hold variables of its own
    }

    void add(QByteArrayView name, bool required, int line)
    {
        const QString key = QString::fromLatin1(name);
        const auto known = m_found->find(key);
        if (known == m_found->end())
            m_found->insert(key, {key, required, line});
        else
            known->required = known->required && required;
    }

    QMap<QString, ComposeVariable> *m_found;
};

QString labelIn(const Tree &tree, int labels)
{
    if (labels < 0)
        return {};
    if (const int value = tree.entry(labels, migrationLabel); value >= 0)
        return QString::fromUtf8(tree.node(value).value).trimmed();
    for (const int item :
         tree.node(labels).kind == TreeNode::Kind::Sequence ? tree.node(labels).children : QList<int>()) {
        const QByteArray &text = tree.node(tree.resolved(item)).value;
        if (text.startsWith(migrationLabel + '='))
            return QString::fromUtf8(text.mid(migrationLabel.size() + 1)).trimmed();
    }
    return {};
}

QString migrationOf(const Tree &tree, int service)
{
    QString label = labelIn(tree, tree.entry(service, "labels"));
    if (const int deploy = tree.entry(service, "deploy"); label.isEmpty() && deploy >= 0)
        label = labelIn(tree, tree.entry(deploy, "labels"));
    return label.compare(QLatin1String("false"), Qt::CaseInsensitive) == 0 ? QString() : label;
}

void addHints(const Tree &tree, int service, const QString &name, QList<KindHint> *hints)
{
    static const QList<QByteArray> stopping{"build", "container_name", "depends_on", "external_links",
                                            "links", "network_mode",   "restart"};
    static const QList<QByteArray> rolling{"endpoint_mode", "labels",          "mode",
                                           "placement",     "rollback_config", "update_config"};
    Walk walk;
    for (const Tree::Entry &entry : tree.entries(service, walk)) {
        const TreeNode &key = tree.node(tree.resolved(entry.key));
        if (stopping.contains(key.value))
            hints->append({ComposeKind::DockerCompose, name, QString::fromUtf8(key.value), key.line});
        for (const Tree::Entry &inner :
             key.value == "deploy" ? tree.entries(entry.value, walk) : QList<Tree::Entry>()) {
            const TreeNode &innerKey = tree.node(tree.resolved(inner.key));
            if (rolling.contains(innerKey.value))
                hints->append({ComposeKind::Stack, name,
                               QStringLiteral("deploy.") + QString::fromUtf8(innerKey.value), innerKey.line});
        }
    }
}

QList<ComposeVariable> variablesOf(const Tree &tree)
{
    QMap<QString, ComposeVariable> found;
    VariableReader reader(&found);
    for (int i = 0; i < tree.count(); ++i) {
        if (tree.node(i).kind == TreeNode::Kind::Scalar)
            reader.read(tree.node(i).value, tree.node(i).line);
    }
    return found.values();
}

} // namespace

Result<ComposeFacts> factsOf(const ComposeFile &file)
{
    const auto parsed = Tree::parse(file);
    if (!parsed)
        return parsed.error();
    const Tree &tree = parsed.value();
    const int services = tree.entry(tree.root(), "services");
    if (services < 0 || tree.node(services).kind != TreeNode::Kind::Map)
        return refuse(Refusal::NotCompose, file, 0);

    ComposeFacts facts;
    facts.variables = variablesOf(tree);
    Walk walk;
    for (const Tree::Entry &entry : tree.entries(services, walk)) {
        const QString name = QString::fromUtf8(tree.node(tree.resolved(entry.key)).value);
        facts.services.append(name);
        if (const QString migration = migrationOf(tree, entry.value); !migration.isEmpty())
            facts.migrations.insert(name, migration);
        addHints(tree, entry.value, name, &facts.hints);
    }
    if (walk.exhausted)
        return refuse(*walk.exhausted, file, 0);
    return facts;
}

} // namespace envdeck::gitops
