// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/tfvars_edit.h"

#include "core/terraform/hcl_document.h"
#include "core/terraform/hcl_literal.h"

#include <utility>

namespace envdeck::terraform {

namespace {

// Whether a value of this shape can be one of the type: what is inside of it is terraform's to judge.
bool fits(LiteralShape shape, const QString &type)
{
    const QString outer = type.section(QLatin1Char('('), 0, 0).trimmed();
    if (outer == QLatin1String("list") || outer == QLatin1String("set") || outer == QLatin1String("tuple"))
        return shape == LiteralShape::List;
    if (outer == QLatin1String("map") || outer == QLatin1String("object"))
        return shape == LiteralShape::Object;
    if (outer == QLatin1String("number"))
        return shape == LiteralShape::Number;
    return outer != QLatin1String("bool") || shape == LiteralShape::Bool;
}

Error noneOf(const QString &type, const QString &typed)
{
    return {ErrorCode::BadInput, type.isEmpty() ? QStringLiteral("any") : type, typed, 0};
}

// Reads what was edited anew: the one attribute has the expression, and all the others are as they were.
bool changedOnly(const HclBody &before, const QByteArray &edited, const QString &name,
                 const QByteArray &expression)
{
    const auto after = readHcl(edited);
    if (!after || after.value().blocks.size() != before.blocks.size())
        return false;
    QList<std::pair<QString, QByteArray>> wanted, found;
    for (const HclAttribute &attribute : before.attributes)
        wanted.append({attribute.name, attribute.name == name ? expression : attribute.expression});
    if (!before.attribute(name))
        wanted.append({name, expression});
    for (const HclAttribute &attribute : after.value().attributes)
        found.append({attribute.name, attribute.expression});
    return found == wanted;
}

} // namespace

Result<QByteArray> expressionFor(const QString &type, const QString &typed)
{
    if (type == QLatin1String("string"))
        return quotedText(typed);
    const QByteArray expression = typed.trimmed().toUtf8();
    const auto shape = literalShape(expression);
    if (!shape || !fits(*shape, type))
        return noneOf(type, typed);
    // A heredoc ends at a line of its own, which the line that it is put into may not let it have.
    return expression.startsWith("<<") ? quotedText(*literalText(expression)) : expression;
}

Result<QByteArray> withAssignment(const QByteArray &tfvars, const QString &name, const QByteArray &expression)
{
    const auto read = readHcl(tfvars);
    if (!read)
        return read.error();
    const HclAttribute *found = nullptr;
    for (const HclAttribute &attribute : read.value().attributes) {
        if (attribute.name != name)
            continue;
        if (found)
            return Error{ErrorCode::Conflict, QString::number(attribute.line), QStringLiteral("set-twice"),
                         0};
        found = &attribute;
    }
    QByteArray edited = tfvars;
    if (found) {
        edited.replace(found->begin, found->expression.size(), expression);
    } else {
        const QByteArray lineEnd =
            tfvars.contains("\r\n") ? QByteArrayLiteral("\r\n") : QByteArrayLiteral("\n");
        if (!edited.isEmpty() && !edited.endsWith('\n'))
            edited += lineEnd;
        // A paragraph of its own: terraform fmt aligns the equals signs of lines that follow each other.
        if (!edited.isEmpty())
            edited += lineEnd;
        edited += name.toUtf8() + " = " + expression + lineEnd;
    }
    return changedOnly(read.value(), edited, name, expression) ? Result<QByteArray>(edited)
                                                               : noneOf({}, QString::fromUtf8(expression));
}

} // namespace envdeck::terraform
