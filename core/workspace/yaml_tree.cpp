// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/yaml_tree.h"

#include "core/workspace/source_text.h"

#include <QHash>
#include <algorithm>
#include <optional>
#include <sstream>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

namespace envdeck::workspace {

namespace {

struct Stop {
    Problem problem;
};

// Columns of marks that come in the order of the text. Counting goes on from the mark before, so that a long
// line costs no more than its length.
class Columns {
public:
    Columns(const SourceText &source, const QByteArray &text)
        : m_source(source), m_text(text.startsWith("\xef\xbb\xbf") ? text.mid(3) : text)
    {
    }

    int of(const YAML::Mark &mark)
    {
        const qsizetype start = mark.pos - mark.column;
        if (start < 0 || mark.pos > m_text.size() || (start > 0 && m_text.at(start - 1) != '\n'))
            return m_source.column(mark.line, mark.column);
        if (start != m_start || mark.column < m_byte) {
            m_start = start;
            m_byte = 0;
            m_column = 1;
        }
        const auto passed = QByteArrayView(m_text).sliced(start + m_byte, mark.column - m_byte);
        m_column += static_cast<int>(
            std::count_if(passed.begin(), passed.end(), [](char c) { return (c & 0xc0) != 0x80; }));
        m_byte = mark.column;
        return m_column;
    }

private:
    const SourceText &m_source;
    QByteArray m_text;
    qsizetype m_start = 0; // of the line
    int m_byte = 0;        // in it, up to which m_column counts
    int m_column = 1;
};

// Builds the tree from the parser's events, so that limits hold while reading and an alias is never followed.
class TreeBuilder final : public YAML::EventHandler {
public:
    TreeBuilder(const SourceText &source, const QByteArray &text) : m_columns(source, text) {}

    YamlPtr root() const { return m_root; }
    // Byte position of the last quoted scalar; none when there is none.
    std::optional<YAML::Mark> lastQuoted() const { return m_lastQuoted; }

    void OnDocumentStart(const YAML::Mark &mark) override
    {
        if (m_root)
            stop(ProblemCode::SeveralDocuments, mark);
    }
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        leaf(node(YamlNode::Kind::Null, mark), anchor);
    }

    void OnScalar(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                  const std::string &value) override
    {
        const auto scalar = node(YamlNode::Kind::Scalar, mark);
        scalar->text = QString::fromStdString(value);
        scalar->plain = tag == "?";
        if (tag == "!")
            m_lastQuoted = mark;
        leaf(scalar, anchor);
    }

    void OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        const YamlPtr named = m_anchors.value(anchor);
        if (!named)
            stop(ProblemCode::SelfReference, mark); // the parser itself refuses a name that was never given
        count(named->size, mark);
        if (named->height + static_cast<int>(m_open.size()) > maxDepth)
            stop(ProblemCode::TooDeep, mark);
        add(named);
    }

    void OnSequenceStart(const YAML::Mark &mark, const std::string &, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override
    {
        open(node(YamlNode::Kind::Sequence, mark), anchor, mark);
    }
    void OnSequenceEnd() override { close(); }

    void OnMapStart(const YAML::Mark &mark, const std::string &, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override
    {
        open(node(YamlNode::Kind::Mapping, mark), anchor, mark);
    }
    void OnMapEnd() override { close(); }

private:
    struct Open {
        std::shared_ptr<YamlNode> node;
        YAML::anchor_t anchor;
        YamlPtr key; // of a mapping: waits for its value
    };

    [[noreturn]] void stop(ProblemCode code, const YAML::Mark &mark)
    {
        Problem problem;
        problem.code = code;
        problem.line = mark.line + 1;
        problem.column = m_columns.of(mark);
        throw Stop{problem};
    }

    std::shared_ptr<YamlNode> node(YamlNode::Kind kind, const YAML::Mark &mark)
    {
        count(1, mark);
        auto made = std::make_shared<YamlNode>();
        made->kind = kind;
        made->line = mark.line + 1;
        made->column = m_columns.of(mark);
        return made;
    }

    void count(int nodes, const YAML::Mark &mark)
    {
        m_count += nodes;
        if (m_count > maxNodes)
            stop(ProblemCode::TooManyNodes, mark);
    }

    void leaf(const std::shared_ptr<YamlNode> &made, YAML::anchor_t anchor)
    {
        if (anchor != 0)
            m_anchors.insert(anchor, made);
        add(made);
    }

    void open(const std::shared_ptr<YamlNode> &made, YAML::anchor_t anchor, const YAML::Mark &mark)
    {
        m_open.push_back({made, anchor, nullptr});
        if (m_open.size() > maxDepth)
            stop(ProblemCode::TooDeep, mark);
    }

    void close()
    {
        const Open done = std::move(m_open.back());
        m_open.pop_back();
        if (done.anchor != 0)
            m_anchors.insert(done.anchor, done.node);
        add(done.node);
    }

    void add(const YamlPtr &made)
    {
        if (m_open.empty()) {
            m_root = made;
            return;
        }
        Open &into = m_open.back();
        into.node->size += made->size;
        into.node->height = std::max(into.node->height, made->height + 1);
        if (into.node->kind == YamlNode::Kind::Sequence)
            into.node->items.push_back(made);
        else if (!into.key)
            into.key = made;
        else
            into.node->entries.push_back({std::exchange(into.key, nullptr), made});
    }

    Columns m_columns;
    std::vector<Open> m_open;
    QHash<YAML::anchor_t, YamlPtr> m_anchors;
    YamlPtr m_root;
    std::optional<YAML::Mark> m_lastQuoted;
    int m_count = 0;
};

Problem problemAt(ProblemCode code, int line, int column, const QString &detail = {})
{
    Problem problem;
    problem.code = code;
    problem.line = line;
    problem.column = column;
    problem.detail = detail;
    return problem;
}

// The parser reports a tab in the indentation by its consequences, which may stand lines below.
Problem syntaxProblem(const SourceText &source, const YAML::Exception &exception)
{
    const int line = exception.mark.is_null() ? 0 : exception.mark.line;
    const int column = exception.mark.is_null() ? 0 : exception.mark.column;
    if (const auto tab = source.indentingTab(line))
        return problemAt(ProblemCode::TabIndent, tab->line, tab->column);
    return problemAt(ProblemCode::Syntax, line + 1, source.column(line, column),
                     QString::fromStdString(exception.msg));
}

// yaml-cpp takes a quote that never ends for one that ends with the file.
std::optional<Problem> openQuote(const SourceText &source, const TreeBuilder &builder)
{
    const auto quoted = builder.lastQuoted();
    if (!quoted || !source.quoteStaysOpen(quoted->line, quoted->column))
        return std::nullopt;
    return problemAt(ProblemCode::OpenQuote, quoted->line + 1, source.column(quoted->line, quoted->column));
}

} // namespace

std::variant<YamlPtr, Problem> readYaml(const QByteArray &text)
{
    if (text.size() > maxTextSize)
        return problemAt(ProblemCode::TooLarge, 1, 1, QString::number(text.size()));
    const SourceText source(text);
    if (const auto bad = source.firstUnreadable())
        return problemAt(ProblemCode::NotUtf8, bad->line, bad->column);

    TreeBuilder builder(source, text);
    try {
        std::istringstream stream(text.toStdString());
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(builder)) {
        }
    } catch (const Stop &stop) {
        return stop.problem;
    } catch (const YAML::Exception &exception) {
        return openQuote(source, builder).value_or(syntaxProblem(source, exception));
    }
    if (const auto problem = openQuote(source, builder))
        return *problem;
    // It also stops without a word at what it takes for the end of the documents.
    if (!builder.root())
        return problemAt(ProblemCode::Empty, 1, 1);
    return builder.root();
}

} // namespace envdeck::workspace
