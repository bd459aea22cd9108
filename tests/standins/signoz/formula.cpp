// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/signoz/formula.h"

#include "tests/standins/signoz/refusal.h"

#include <QRegularExpression>
#include <cmath>
#include <vector>

namespace envdeck::standins::signoz {

struct Formula::Node {
    enum Kind { Number, Name, Call } kind = Number;
    double number = 0;
    QString text; // a name; of a Call "+", "-", "*", "/" or a function
    std::vector<std::shared_ptr<const Node>> arguments;
};

namespace {

using Term = Formula::Node;
using TermPtr = std::shared_ptr<const Term>;

constexpr int deepestFormula = 100;

double call(const QString &name, const std::vector<double> &a)
{
    if (name == QLatin1String("+"))
        return a[0] + a[1];
    if (name == QLatin1String("-"))
        return a.size() == 1 ? -a[0] : a[0] - a[1];
    if (name == QLatin1String("*"))
        return a[0] * a[1];
    if (name == QLatin1String("/"))
        return a[0] / a[1];
    if (name == QLatin1String("min"))
        return std::min(a[0], a[1]);
    if (name == QLatin1String("max"))
        return std::max(a[0], a[1]);
    if (name == QLatin1String("abs"))
        return std::abs(a[0]);
    if (name == QLatin1String("sqrt"))
        return std::sqrt(a[0]);
    if (name == QLatin1String("log"))
        return std::log(a[0]);
    if (name == QLatin1String("exp"))
        return std::exp(a[0]);
    return std::round(a[0]);
}

std::size_t argumentCount(const QString &function)
{
    static const QStringList one{QStringLiteral("abs"), QStringLiteral("sqrt"), QStringLiteral("log"),
                                 QStringLiteral("exp"), QStringLiteral("round")};
    if (function == QLatin1String("min") || function == QLatin1String("max"))
        return 2;
    return one.contains(function) ? 1 : 0;
}

class FormulaParser {
public:
    explicit FormulaParser(const QString &expression)
    {
        static const QRegularExpression token(
            QStringLiteral("\\s*([A-Za-z_]\\w*(?:\\.\\d+)?|\\d+(?:\\.\\d+)?|[-+*/(),]|\\S)"));
        for (auto it = token.globalMatch(expression); it.hasNext();)
            m_tokens.append(it.next().captured(1));
    }

    TermPtr parse()
    {
        const TermPtr root = sum();
        if (m_at != m_tokens.size())
            fail();
        return root;
    }

private:
    QString peek() const { return m_tokens.value(m_at); }
    bool take(QLatin1String token)
    {
        const bool is = peek() == token;
        m_at += is ? 1 : 0;
        return is;
    }
    [[noreturn]] void fail() const
    {
        throw invalidInput(QStringLiteral("failed to parse expression: unexpected token '%1'").arg(peek()));
    }

    static TermPtr made(const QString &name, std::vector<TermPtr> arguments)
    {
        auto node = std::make_shared<Term>();
        node->kind = Term::Call;
        node->text = name;
        node->arguments = std::move(arguments);
        return node;
    }

    TermPtr sum()
    {
        TermPtr left = product();
        while (peek() == QLatin1String("+") || peek() == QLatin1String("-")) {
            const QString op = m_tokens.at(m_at++);
            left = made(op, {left, product()});
        }
        return left;
    }

    TermPtr product()
    {
        TermPtr left = factor();
        while (peek() == QLatin1String("*") || peek() == QLatin1String("/")) {
            const QString op = m_tokens.at(m_at++);
            left = made(op, {left, factor()});
        }
        return left;
    }

    TermPtr factor()
    {
        if (++m_depth > deepestFormula)
            throw invalidInput(QStringLiteral("the expression is nested too deeply"));
        TermPtr node;
        if (take(QLatin1String("-"))) {
            node = made(QStringLiteral("-"), {factor()});
        } else if (take(QLatin1String("("))) {
            node = sum();
            if (!take(QLatin1String(")")))
                fail();
        } else {
            node = atom();
        }
        --m_depth;
        return node;
    }

    TermPtr atom()
    {
        const QString token = peek();
        bool isNumber = false;
        auto node = std::make_shared<Term>();
        node->number = token.toDouble(&isNumber);
        if (!isNumber &&
            (token.isEmpty() || !(token.front().isLetter() || token.front() == QLatin1Char('_'))))
            fail();
        ++m_at;
        if (isNumber)
            return node;
        if (const QString function = token.toLower(); peek() == QLatin1String("(")) {
            if (argumentCount(function) == 0)
                throw unsupported(
                    QStringLiteral("the function %1() of a formula is not supported here").arg(token));
            return made(function, arguments(argumentCount(function)));
        }
        node->kind = Term::Name;
        node->text = token;
        return node;
    }

    std::vector<TermPtr> arguments(std::size_t count)
    {
        take(QLatin1String("("));
        std::vector<TermPtr> all{sum()};
        while (take(QLatin1String(",")))
            all.push_back(sum());
        if (all.size() != count || !take(QLatin1String(")")))
            fail();
        return all;
    }

    QStringList m_tokens;
    qsizetype m_at = 0;
    int m_depth = 0;
};

void collectNames(const Term &node, QStringList &names)
{
    if (node.kind == Term::Name && !names.contains(node.text))
        names.append(node.text);
    for (const TermPtr &argument : node.arguments)
        collectNames(*argument, names);
}

double valueOf(const Term &node, const QMap<QString, double> &values)
{
    switch (node.kind) {
    case Term::Number: return node.number;
    case Term::Name: return values.value(node.text);
    case Term::Call: break;
    }
    std::vector<double> arguments;
    for (const TermPtr &argument : node.arguments)
        arguments.push_back(valueOf(*argument, values));
    return call(node.text, arguments);
}

} // namespace

Formula Formula::parse(const QString &expression)
{
    Formula formula;
    formula.m_root = FormulaParser(expression).parse();
    return formula;
}

QStringList Formula::names() const
{
    QStringList names;
    collectNames(*m_root, names);
    return names;
}

double Formula::value(const QMap<QString, double> &values) const
{
    return valueOf(*m_root, values);
}

} // namespace envdeck::standins::signoz
