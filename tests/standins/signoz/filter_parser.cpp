// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/signoz/filter_node.h"
#include "tests/standins/signoz/filter_tokens.h"
#include "tests/standins/signoz/refusal.h"

namespace envdeck::standins::signoz {

namespace {

using Node = Filter::Node;
using NodePtr = std::shared_ptr<const Node>;
using Variables = QMap<QString, QList<Value>>;

const QStringList filterFunctions{QStringLiteral("has"), QStringLiteral("hasany"), QStringLiteral("hasall"),
                                  QStringLiteral("hastoken"), QStringLiteral("search")};
constexpr int deepestFilter = 200; // nested parentheses; the real grammar has a limit of its own

QString likePattern(const QString &text)
{
    QString pattern = QRegularExpression::escape(text);
    pattern.replace(QLatin1String("\\%"), QLatin1String(".*"))
        .replace(QLatin1String("%"), QLatin1String(".*"));
    pattern.replace(QLatin1String("\\_"), QLatin1String("."));
    return QRegularExpression::anchoredPattern(pattern);
}

class FilterParser {
public:
    FilterParser(Signal signal, const QString &expression, const Variables &variables)
        : m_signal(signal), m_tokens(filterTokens(expression)), m_variables(variables)
    {
    }

    NodePtr parse()
    {
        if (peek().kind == FilterToken::End)
            return nullptr;
        const NodePtr root = alternatives();
        if (peek().kind != FilterToken::End)
            throw filterSyntaxError(peek(), QStringLiteral("AND, OR, EOF"));
        return root;
    }

private:
    const FilterToken &peek(std::size_t ahead = 0) const
    {
        return m_tokens.at(std::min(m_at + ahead, m_tokens.size() - 1));
    }
    const FilterToken &take() { return m_tokens.at(m_at < m_tokens.size() - 1 ? m_at++ : m_at); }
    bool takeWord(QLatin1String keyword)
    {
        const bool is = peek().isWord(keyword);
        if (is)
            take();
        return is;
    }

    static NodePtr joined(Node::Kind kind, std::vector<NodePtr> children)
    {
        if (children.size() == 1 && kind != Node::Not)
            return children.front();
        auto node = std::make_shared<Node>();
        node->kind = kind;
        node->children = std::move(children);
        return node;
    }

    NodePtr alternatives()
    {
        std::vector<NodePtr> children{conjunction()};
        while (takeWord(QLatin1String("OR")))
            children.push_back(conjunction());
        return joined(Node::Or, std::move(children));
    }

    NodePtr conjunction()
    {
        std::vector<NodePtr> children{unary()};
        while (peek().kind != FilterToken::End && peek().kind != FilterToken::Close &&
               !peek().isWord(QLatin1String("OR"))) {
            takeWord(QLatin1String("AND"));
            children.push_back(unary());
        }
        return joined(Node::And, std::move(children));
    }

    NodePtr unary()
    {
        if (++m_depth > deepestFilter)
            throw invalidInput(QStringLiteral("the search expression is nested too deeply"));
        NodePtr node;
        if (takeWord(QLatin1String("NOT"))) {
            node = joined(Node::Not, {unary()});
        } else if (peek().kind == FilterToken::Open && peek().text == QLatin1String("(")) {
            take();
            node = alternatives();
            close(QLatin1String(")"));
        } else {
            node = leaf();
        }
        --m_depth;
        return node;
    }

    void close(QLatin1String bracket)
    {
        if (peek().kind != FilterToken::Close || peek().text != bracket)
            throw filterSyntaxError(peek(), QString(bracket));
        take();
    }

    NodePtr leaf()
    {
        const FilterToken first = take();
        if (first.kind == FilterToken::Word && peek().kind == FilterToken::Open &&
            filterFunctions.contains(first.text.toLower()))
            throw unsupported(
                QStringLiteral("the function %1() of a filter is not supported here").arg(first.text));
        if (first.kind == FilterToken::Word && startsComparison())
            return comparison(first.text);
        if (first.kind == FilterToken::Word || first.kind == FilterToken::Text ||
            first.kind == FilterToken::Number)
            return fullText(first.text);
        throw filterSyntaxError(first, QStringLiteral("(, NOT, key, value"));
    }

    bool startsComparison() const
    {
        const auto keyword = [](const FilterToken &token) {
            for (const auto &word : {QLatin1String("LIKE"), QLatin1String("ILIKE"), QLatin1String("CONTAINS"),
                                     QLatin1String("REGEXP"), QLatin1String("BETWEEN"), QLatin1String("IN"),
                                     QLatin1String("EXISTS")}) {
                if (token.isWord(word))
                    return true;
            }
            return false;
        };
        return peek().kind == FilterToken::Operator || keyword(peek()) ||
               (peek().isWord(QLatin1String("NOT")) && keyword(peek(1)));
    }

    NodePtr fullText(const QString &text) const
    {
        if (m_signal != Signal::Logs)
            throw invalidInput(QStringLiteral("full text search is not supported for this signal"));
        auto node = std::make_shared<Node>();
        node->field = QStringLiteral("body");
        node->op = Node::Pattern;
        node->pattern =
            QRegularExpression(QRegularExpression::escape(text), QRegularExpression::CaseInsensitiveOption);
        return node;
    }

    NodePtr comparison(const QString &key)
    {
        auto node = std::make_shared<Node>();
        node->field = canonicalField(m_signal, key);
        node->negated = takeWord(QLatin1String("NOT"));
        const FilterToken op = take();
        if (op.kind == FilterToken::Operator)
            symbol(*node, op.text);
        else
            word(*node, op);
        return node;
    }

    void symbol(Node &node, const QString &op)
    {
        node.negated = op == QLatin1String("!=") || op == QLatin1String("<>");
        if (op == QLatin1String("<"))
            node.op = Node::Less;
        else if (op == QLatin1String("<="))
            node.op = Node::LessOrEqual;
        else if (op == QLatin1String(">"))
            node.op = Node::Greater;
        else if (op == QLatin1String(">="))
            node.op = Node::GreaterOrEqual;
        node.values = {one()};
    }

    void word(Node &node, const FilterToken &op)
    {
        if (op.isWord(QLatin1String("EXISTS"))) {
            node.op = Node::Exists;
        } else if (op.isWord(QLatin1String("IN"))) {
            node.op = Node::In;
            node.values = list();
        } else if (op.isWord(QLatin1String("BETWEEN"))) {
            node.op = Node::Between;
            node.values.append(one());
            if (!takeWord(QLatin1String("AND")))
                throw filterSyntaxError(peek(), QStringLiteral("AND"));
            node.values.append(one());
        } else {
            pattern(node, op);
        }
    }

    void pattern(Node &node, const FilterToken &op)
    {
        const QString text = textOf(one());
        node.op = Node::Pattern;
        if (op.isWord(QLatin1String("LIKE")))
            node.pattern =
                QRegularExpression(likePattern(text), QRegularExpression::DotMatchesEverythingOption);
        else if (op.isWord(QLatin1String("ILIKE")))
            node.pattern =
                QRegularExpression(likePattern(text), QRegularExpression::DotMatchesEverythingOption |
                                                          QRegularExpression::CaseInsensitiveOption);
        else if (op.isWord(QLatin1String("CONTAINS")))
            node.pattern = QRegularExpression(QRegularExpression::escape(text),
                                              QRegularExpression::CaseInsensitiveOption);
        else
            node.pattern = QRegularExpression(text);
        if (!node.pattern.isValid())
            throw invalidInput(
                QStringLiteral("invalid regular expression: %1").arg(node.pattern.errorString()));
    }

    QList<Value> value()
    {
        const FilterToken token = take();
        switch (token.kind) {
        case FilterToken::Text: return {token.text};
        case FilterToken::Number: return {token.text.toDouble()};
        case FilterToken::Word:
            if (token.isWord(QLatin1String("true")) || token.isWord(QLatin1String("false")))
                return {Value(token.isWord(QLatin1String("true")))};
            return {token.text};
        case FilterToken::Variable:
            if (!m_variables.contains(token.text))
                throw invalidInput(QStringLiteral("variable $%1 is not defined").arg(token.text));
            return m_variables.value(token.text);
        case FilterToken::Operator:
        case FilterToken::Open:
        case FilterToken::Close:
        case FilterToken::Comma:
        case FilterToken::End: break;
        }
        throw filterSyntaxError(token, QStringLiteral("value"));
    }

    Value one()
    {
        const FilterToken at = peek();
        const QList<Value> values = value();
        if (values.size() != 1)
            throw invalidInput(QStringLiteral("variable $%1 holds a list; use IN").arg(at.text));
        return values.first();
    }

    QList<Value> list()
    {
        if (peek().kind != FilterToken::Open)
            return value();
        const bool round = take().text == QLatin1String("(");
        QList<Value> values = value();
        while (peek().kind == FilterToken::Comma) {
            take();
            values += value();
        }
        close(round ? QLatin1String(")") : QLatin1String("]"));
        return values;
    }

    const Signal m_signal;
    const std::vector<FilterToken> m_tokens;
    const Variables &m_variables;
    std::size_t m_at = 0;
    int m_depth = 0;
};

} // namespace

Filter Filter::parse(Signal signal, const QString &expression, const QMap<QString, QList<Value>> &variables)
{
    return Filter(FilterParser(signal, expression, variables).parse());
}

} // namespace envdeck::standins::signoz
