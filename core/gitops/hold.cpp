// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gitops/hold.h"

#include "core/gitops/compose_compare.h"
#include "core/gitops/compose_tree.h"
#include "core/gitops/trailers.h"

#include <QRegularExpression>

namespace envdeck::gitops {

namespace {

const QByteArray holdKey("x-envdeck-hold");

// Compose interpolates extension keys like everything else: a lone "$" would make the file invalid.
QString escaped(QString text)
{
    return text.replace(QLatin1Char('$'), QStringLiteral("$$"));
}

QString unescaped(QString text)
{
    return text.replace(QStringLiteral("$$"), QStringLiteral("$"));
}

QString scalar(const QString &text)
{
    static const QRegularExpression plain(QStringLiteral("\\A[A-Za-z][A-Za-z0-9_.-]*\\z"));
    static const QRegularExpression word(QStringLiteral("\\A(true|false|yes|no|on|off|y|n|null)\\z"),
                                         QRegularExpression::CaseInsensitiveOption);
    if (plain.match(text).hasMatch() && !word.match(text).hasMatch())
        return text;
    QString quoted = escaped(oneLine(text));
    quoted.replace(QLatin1Char('\\'), QStringLiteral("\\\\"))
        .replace(QLatin1Char('"'), QStringLiteral("\\\""));
    return QLatin1Char('"') + quoted + QLatin1Char('"');
}

QString written(const Hold &hold)
{
    QStringList parts{QStringLiteral("version: ") + scalar(hold.version)};
    if (hold.until.isValid())
        parts.append(QStringLiteral("until: ") + hold.until.toString(Qt::ISODate));
    if (!hold.by.isEmpty())
        parts.append(QStringLiteral("by: ") + scalar(hold.by));
    if (!hold.reason.isEmpty())
        parts.append(QStringLiteral("reason: ") + scalar(hold.reason));
    return scalar(hold.app) + QStringLiteral(": {") + parts.join(QStringLiteral(", ")) + QLatin1Char('}');
}

QByteArray written(const QList<Hold> &holds)
{
    QStringList each;
    for (const Hold &hold : holds)
        each.append(written(hold));
    return holdKey + ": {" + each.join(QStringLiteral(", ")).toUtf8() + '}';
}

QString textAt(const Tree &tree, int map, QByteArrayView key)
{
    const int value = tree.entry(map, key);
    return value < 0 ? QString() : unescaped(QString::fromUtf8(tree.node(value).value));
}

Result<QList<Hold>> holdsIn(const Tree &tree, const ComposeFile &file)
{
    QList<Hold> holds;
    const int top = tree.entry(tree.root(), holdKey);
    if (top < 0)
        return holds;
    if (tree.node(top).kind != TreeNode::Kind::Map)
        return refuse(Refusal::BadHold, file, tree.node(top).line);
    Walk walk;
    for (const Tree::Entry &entry : tree.entries(top, walk)) {
        Hold hold;
        hold.app = unescaped(QString::fromUtf8(tree.node(tree.resolved(entry.key)).value));
        hold.version = textAt(tree, entry.value, "version");
        hold.by = textAt(tree, entry.value, "by");
        hold.reason = textAt(tree, entry.value, "reason");
        const QString until = textAt(tree, entry.value, "until");
        hold.until = QDate::fromString(until, Qt::ISODate);
        if (hold.app.isEmpty() || hold.version.isEmpty() || (!until.isEmpty() && !hold.until.isValid()))
            return refuse(Refusal::BadHold, file, tree.node(entry.value).line, hold.app);
        holds.append(hold);
    }
    return holds;
}

QByteArray lineEndOf(const QByteArray &content)
{
    const qsizetype newline = content.indexOf('\n');
    return newline > 0 && content.at(newline - 1) == '\r' ? "\r\n" : "\n";
}

// The line that holds the key, without its line end; nothing when the key shares its line or needs several.
struct Line {
    qsizetype begin = 0; // of the line
    qsizetype from = 0;  // of the key
    qsizetype size = 0;  // up to the line end
    qsizetype end = 0;   // behind the line end
};

std::optional<Line> lineOfHold(const Tree &tree, const QByteArray &content)
{
    const QList<int> &children = tree.node(tree.root()).children;
    for (qsizetype i = 0; i + 1 < children.size(); i += 2) {
        const TreeNode &key = tree.node(children.at(i));
        if (key.value != holdKey)
            continue;
        const int last = i + 2 < children.size() ? children.at(i + 2) : tree.count();
        const qsizetype begin = key.at - key.column;
        const bool ownLine = tree.node(last - 1).line == key.line &&
                             content.mid(key.at, holdKey.size()) == holdKey &&
                             content.mid(begin, key.column).trimmed().isEmpty();
        const qsizetype newline = content.indexOf('\n', key.at);
        const qsizetype end = newline < 0 ? content.size() : newline + 1;
        qsizetype size = (newline < 0 ? content.size() : newline) - key.at;
        if (newline > 0 && content.at(newline - 1) == '\r')
            --size;
        return ownLine ? std::optional(Line{begin, key.at, size, end}) : std::nullopt;
    }
    return std::nullopt;
}

QByteArray appended(const Tree &tree, const QByteArray &content, const QByteArray &line)
{
    const QByteArray lineEnd = lineEndOf(content);
    QByteArray out = content;
    if (!out.endsWith('\n'))
        out += lineEnd;
    const TreeNode &root = tree.node(tree.root());
    const int indent = root.children.isEmpty() ? 0 : tree.node(root.children.first()).column;
    return out + QByteArray(indent, ' ') + line + lineEnd;
}

// The edited file when it reads as `holds` and nothing else differs.
Result<QByteArray> checkedHoldEdit(const Tree &before, const ComposeFile &file, const QByteArray &edited,
                                   const QList<Hold> &holds)
{
    const auto after = Tree::parse({file.path, edited});
    if (!after)
        return refuse(Refusal::BadHold, file, 0, after.error().detail);
    if (const auto read = holdsIn(after.value(), file); read != Result<QList<Hold>>(holds))
        return refuse(Refusal::BadHold, file, 0);
    const auto same = differences(before, after.value(), file, holdKey);
    if (!same)
        return same.error();
    if (!same.value().isEmpty())
        return refuse(Refusal::ChangedElsewhere, file, 0, QString::fromUtf8(same.value().first().join('.')));
    return edited;
}

Result<QByteArray> withHolds(const Tree &tree, const ComposeFile &file, const QList<Hold> &holds)
{
    const bool isThere = tree.written(tree.root(), holdKey) >= 0;
    const auto line = lineOfHold(tree, file.content);
    if (isThere && !line)
        return refuse(Refusal::BadHold, file, tree.node(tree.written(tree.root(), holdKey)).line);
    QByteArray edited = file.content;
    if (!isThere)
        edited = appended(tree, file.content, written(holds));
    else if (!holds.isEmpty())
        edited.replace(line->from, line->size, written(holds));
    else
        edited.remove(line->begin, line->end - line->begin);
    return checkedHoldEdit(tree, file, edited, holds);
}

Hold cleaned(Hold hold)
{
    hold.version = oneLine(hold.version);
    hold.by = oneLine(hold.by);
    hold.reason = oneLine(hold.reason);
    return hold;
}

} // namespace

Result<QList<Hold>> holdsOf(const ComposeFile &file)
{
    const auto tree = Tree::parse(file);
    return tree ? holdsIn(tree.value(), file) : tree.error();
}

Result<QByteArray> withHold(const ComposeFile &file, const Hold &hold)
{
    const auto tree = Tree::parse(file);
    if (!tree)
        return tree.error();
    auto holds = holdsIn(tree.value(), file);
    if (!holds)
        return holds.error();
    QList<Hold> list = holds.value();
    const auto earlier =
        std::find_if(list.begin(), list.end(), [&](const Hold &h) { return h.app == hold.app; });
    if (earlier != list.end())
        *earlier = cleaned(hold);
    else
        list.append(cleaned(hold));
    return withHolds(tree.value(), file, list);
}

Result<QByteArray> withoutHold(const ComposeFile &file, const QString &app)
{
    const auto tree = Tree::parse(file);
    if (!tree)
        return tree.error();
    auto holds = holdsIn(tree.value(), file);
    if (!holds)
        return holds.error();
    QList<Hold> list = holds.value();
    if (list.removeIf([&](const Hold &hold) { return hold.app == app; }) == 0)
        return file.content;
    return withHolds(tree.value(), file, list);
}

bool isInForce(const Hold &hold, const QDate &today)
{
    return !hold.until.isValid() || today <= hold.until;
}

} // namespace envdeck::gitops
