// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/go_template.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace envdeck::sandbox {

namespace {

QString jsonText(const QJsonValue &value)
{
    return QString::fromUtf8(
        QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact).mid(1).chopped(1));
}

QString plainText(const QJsonValue &value)
{
    return value.isString() ? value.toString()
           : value.isNull() ? QStringLiteral("<no value>")
                            : jsonText(value);
}

// As Go has it: nothing, false, zero and what is empty.
bool isTrue(const QJsonValue &value)
{
    return !(value.isNull() || value.isUndefined() || value == QJsonValue(false) || value == QJsonValue(0) ||
             value == QJsonValue(QString()) || (value.isArray() && value.toArray().isEmpty()) ||
             (value.isObject() && value.toObject().isEmpty()));
}

// An expression: its words, from the left.
class Expression {
public:
    Expression(const QString &text, QJsonValue dot) : m_dot(std::move(dot))
    {
        static const QRegularExpression words(QStringLiteral("\"[^\"]*\"|[()]|[^\\s()\"]+"));
        for (auto each = words.globalMatch(text); each.hasNext();)
            m_words.append(each.next().captured());
    }

    Result<QString> printed()
    {
        const bool json = m_words.value(0) == QLatin1String("json");
        m_at = json ? 1 : 0;
        const auto found = value();
        if (!found)
            return found.error();
        return json ? jsonText(found.value()) : plainText(found.value());
    }
    Result<QJsonValue> value()
    {
        const auto found = operand();
        if (found && m_at != m_words.size())
            return unknown();
        return found;
    }

private:
    Error unknown() const
    {
        return Error{ErrorCode::BadInput, QStringLiteral("template"), m_words.join(QLatin1Char(' ')), 0};
    }

    Result<QJsonValue> operand()
    {
        const QString word = m_words.value(m_at++);
        if (word == QLatin1String("(")) {
            const auto inner = operand();
            if (inner && m_words.value(m_at++) != QLatin1String(")"))
                return unknown();
            return inner;
        }
        if (word == QLatin1String("index")) {
            const auto map = operand();
            const QString key = m_words.value(m_at++);
            if (!map)
                return map.error();
            if (!map.value().isObject() || !key.startsWith(QLatin1Char('"')))
                return unknown();
            // All that are asked for are maps of texts.
            return QJsonValue(map.value()[key.mid(1).chopped(1)].toString());
        }
        if (word.startsWith(QLatin1Char('.')))
            return field(word);
        return unknown();
    }

    Result<QJsonValue> field(const QString &path) const
    {
        QJsonValue value = m_dot;
        for (const QString &name : path.split(QLatin1Char('.'), Qt::SkipEmptyParts)) {
            const QJsonObject object = value.toObject();
            if (!object.contains(name))
                return Error{ErrorCode::BadInput, QStringLiteral("template"),
                             QStringLiteral("can't evaluate field %1").arg(name), 0};
            value = object.value(name);
        }
        return value;
    }

    QJsonValue m_dot;
    QStringList m_words;
    qsizetype m_at = 0;
};

class Template {
public:
    explicit Template(const QString &text) : m_text(text) {}

    // Up to the action that ends this block; that one is left in m_action, empty at the end of the text.
    Result<QString> block(const QJsonValue &dot, bool live)
    {
        QString out;
        for (;;) {
            const qsizetype open = m_text.indexOf(QLatin1String("{{"), m_at);
            out += m_text.mid(m_at, open < 0 ? -1 : open - m_at);
            m_at = m_text.size();
            m_action.clear();
            if (open < 0)
                return out;
            const qsizetype close = m_text.indexOf(QLatin1String("}}"), open);
            if (close < 0)
                return Error{ErrorCode::BadInput, QStringLiteral("template"),
                             QStringLiteral("unclosed action"), 0};
            m_at = close + 2;
            m_action = m_text.mid(open + 2, close - open - 2).trimmed();
            if (m_action == QLatin1String("end") || m_action == QLatin1String("else"))
                return out;
            const auto said = action(dot, live);
            if (!said)
                return said.error();
            if (live)
                out += said.value();
        }
    }
    bool isOver() const { return m_action.isEmpty(); }

private:
    Result<QString> action(const QJsonValue &dot, bool live)
    {
        const QString word = m_action.section(QLatin1Char(' '), 0, 0);
        const bool opens =
            word == QLatin1String("with") || word == QLatin1String("range") || word == QLatin1String("if");
        if (!opens)
            return live ? Expression(m_action, dot).printed() : Result<QString>(QString());
        if (live && word != QLatin1String("with"))
            return Error{ErrorCode::BadInput, QStringLiteral("template"), m_action, 0};
        const auto inner =
            live ? Expression(m_action.mid(word.size()), dot).value() : Result<QJsonValue>(dot);
        if (!inner)
            return inner.error();
        const bool taken = live && isTrue(inner.value());
        const auto body = block(inner.value(), taken);
        if (!body)
            return body.error();
        if (m_action != QLatin1String("else"))
            return taken ? body : Result<QString>(QString());
        const auto instead = block(dot, live && !taken);
        if (!instead)
            return instead.error();
        return taken ? body : instead;
    }

    QString m_text;
    qsizetype m_at = 0;
    QString m_action;
};

} // namespace

Result<QString> rendered(const QString &format, const QJsonValue &object)
{
    QString text = format == QLatin1String("json") ? QStringLiteral("{{json .}}") : format;
    text.replace(QLatin1String("\\t"), QLatin1String("\t"))
        .replace(QLatin1String("\\n"), QLatin1String("\n"));
    Template whole(text);
    const auto said = whole.block(object, true);
    if (said && !whole.isOver())
        return Error{ErrorCode::BadInput, QStringLiteral("template"), QStringLiteral("unexpected end"), 0};
    return said;
}

} // namespace envdeck::sandbox
