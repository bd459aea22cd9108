// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/tfvars_edit.h"

#include "core/terraform/hcl_document.h"

#include <QRegularExpression>

namespace envdeck::terraform {

Result<QByteArray> expressionFor(const QString &type, const QString &typed)
{
    static const QRegularExpression number(QStringLiteral("\\A-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?\\z"));
    const QString trimmed = typed.trimmed();
    const Error wrong{ErrorCode::BadInput, type.isEmpty() ? QStringLiteral("any") : type, typed, 0};
    if (type == QLatin1String("string"))
        return quotedText(typed);
    if (type == QLatin1String("number"))
        return number.match(trimmed).hasMatch() ? Result<QByteArray>(trimmed.toUtf8()) : wrong;
    if (type == QLatin1String("bool"))
        return trimmed == QLatin1String("true") || trimmed == QLatin1String("false")
                   ? Result<QByteArray>(trimmed.toUtf8())
                   : wrong;
    const QByteArray expression = trimmed.toUtf8();
    const auto read = readHcl("x = " + expression);
    const bool isOne = read && read.value().blocks.empty() && read.value().attributes.size() == 1 &&
                       read.value().attributes.first().expression == expression;
    return isOne && isLiteral(expression) ? Result<QByteArray>(expression) : wrong;
}

Result<QByteArray> withAssignment(const QByteArray &tfvars, const QString &name,
                                  const QByteArray &expression)
{
    const auto read = readHcl(tfvars);
    if (!read)
        return read.error();
    const HclAttribute *found = nullptr;
    for (const HclAttribute &attribute : read.value().attributes) {
        if (attribute.name != name)
            continue;
        if (found)
            return Error{ErrorCode::Conflict, QString::number(attribute.line), QStringLiteral("set-twice"), 0};
        found = &attribute;
    }
    QByteArray edited = tfvars;
    if (found)
        return edited.replace(found->begin, found->expression.size(), expression);
    const QByteArray lineEnd = tfvars.contains("\r\n") ? QByteArrayLiteral("\r\n") : QByteArrayLiteral("\n");
    if (!edited.isEmpty() && !edited.endsWith('\n'))
        edited += lineEnd;
    // A paragraph of its own: terraform fmt aligns the equals signs of lines that follow each other.
    if (!edited.isEmpty())
        edited += lineEnd;
    return edited + name.toUtf8() + " = " + expression + lineEnd;
}

} // namespace envdeck::terraform
