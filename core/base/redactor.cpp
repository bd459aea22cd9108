// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/redactor.h"

#include <QRegularExpression>
#include <QUrl>

namespace envdeck {

namespace {

constexpr int shortestNeedle = 6;

struct Shape {
    QRegularExpression expression;
    QString replacement;
};

const QList<Shape> &shapes()
{
    static const auto caseless = QRegularExpression::CaseInsensitiveOption;
    static const QList<Shape> list{
        {QRegularExpression(QStringLiteral("-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|$)"),
                            QRegularExpression::DotMatchesEverythingOption),
         QStringLiteral("******")},
        {QRegularExpression(QStringLiteral("((?:authorization|x-api-key|signoz-api-key)\"?\\s*[:=]\\s*\"?(?:bearer |basic )?)[^\\s\",;]+"), caseless),
         QStringLiteral("\\1******")},
        {QRegularExpression(QStringLiteral("([a-z][a-z0-9+.-]*://)[^/\\s:@]+(?::[^/\\s@]*)?@"), caseless),
         QStringLiteral("\\1******@")},
        {QRegularExpression(QStringLiteral("\\b(gh[pousr]_[A-Za-z0-9]{16,}|github_pat_[A-Za-z0-9_]{20,}|dop_v1_[0-9a-f]{16,}|AKIA[0-9A-Z]{16})\\b")),
         QStringLiteral("******")},
        {QRegularExpression(QStringLiteral("(/api/deploy(?:/compose)?/)[A-Za-z0-9_-]{8,}")), // webhook token of Dokploy
         QStringLiteral("\\1******")},
    };
    return list;
}

QByteArray jsonEscaped(QByteArrayView plain)
{
    QByteArray out;
    for (const char c : plain) {
        if (c == '"' || c == '\\')
            out.append('\\').append(c);
        else if (c == '\n')
            out.append("\\n");
        else if (c == '\t')
            out.append("\\t");
        else
            out.append(c);
    }
    return out;
}

} // namespace

void Redactor::learn(const Secret &secret)
{
    const QByteArray plain = secret.reveal().toByteArray();
    if (plain.size() < shortestNeedle)
        return;
    for (const QByteArray &form : {plain, plain.toBase64(QByteArray::OmitTrailingEquals),
                                   plain.toPercentEncoding(), jsonEscaped(plain)})
        m_needles.append(Secret(form));
    std::sort(m_needles.begin(), m_needles.end(), [](const Secret &a, const Secret &b) {
        return a.reveal().size() > b.reveal().size(); // the longer form first: one may hold another
    });
}

QByteArray Redactor::redacted(const QByteArray &text) const
{
    return redacted(QString::fromUtf8(text)).toUtf8();
}

QString Redactor::redacted(const QString &text) const
{
    QString out = text;
    for (const Secret &needle : m_needles)
        out.replace(QString::fromUtf8(needle.reveal()), QStringLiteral("******"));
    for (const Shape &shape : shapes())
        out.replace(shape.expression, shape.replacement);
    return out;
}

} // namespace envdeck
