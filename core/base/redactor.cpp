// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/redactor.h"

#include <QRegularExpression>
#include <algorithm>

namespace envdeck {

namespace {

constexpr int shortestNeedle = 6;
constexpr int shortestLine = 16;

struct Shape {
    QRegularExpression expression;
    QString replacement;
};

const QList<Shape> &shapes()
{
    static const auto caseless = QRegularExpression::CaseInsensitiveOption;
    static const QList<Shape> list{
        {QRegularExpression(
             QStringLiteral("-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|$)"),
             QRegularExpression::DotMatchesEverythingOption),
         QStringLiteral("******")},
        {QRegularExpression(QStringLiteral("((?:authorization|x-api-key|signoz-api-key)\"?\\s*[:=]\\s*\"?(?:("
                                           "?:bearer|basic|token|digest) +)?)[^\\s\",;]+"),
                            caseless),
         QStringLiteral("\\1******")},
        {QRegularExpression(QStringLiteral("([a-z][a-z0-9+.-]*://)[^/\\s\"'<>?#]+@"), caseless),
         QStringLiteral("\\1******@")},
        {QRegularExpression(QStringLiteral("\\b(gh[pousr]_[A-Za-z0-9]{16,}|github_pat_[A-Za-z0-9_]{20,}|dop_"
                                           "v1_[0-9a-f]{16,}|AKIA[0-9A-Z]{16})\\b")),
         QStringLiteral("******")},
        {QRegularExpression(
             QStringLiteral("(/api/deploy(?:/compose)?/)[A-Za-z0-9_-]{8,}")), // webhook token of Dokploy
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
        else if (c == '\r')
            out.append("\\r");
        else if (c == '\t')
            out.append("\\t");
        else
            out.append(c);
    }
    return out;
}

// As Go's encoder and terraform's jsonencode() write it.
QByteArray jsonEscapedForHtml(QByteArrayView plain)
{
    return jsonEscaped(plain).replace('&', "\\u0026").replace('<', "\\u003c").replace('>', "\\u003e");
}

QByteArray percentEncodedInLowerCase(const QByteArray &plain)
{
    QByteArray encoded = plain.toPercentEncoding();
    for (qsizetype at = encoded.indexOf('%'); at >= 0; at = encoded.indexOf('%', at + 1))
        encoded.replace(at, 3, encoded.mid(at, 3).toLower());
    return encoded;
}

// The characters of the encoding that the secret alone decides when `before` bytes stand in front of it, as
// the user's name does in basic authentication, and others behind it.
QByteArray base64Within(const QByteArray &plain, qsizetype before, QByteArray::Base64Options alphabet)
{
    const QByteArray encoded =
        (QByteArray(before, '\0') + plain).toBase64(alphabet | QByteArray::OmitTrailingEquals);
    const qsizetype first = (before * 8 + 5) / 6;
    return encoded.mid(first, (before + plain.size()) * 8 / 6 - first);
}

QList<QByteArray> formsOf(const QByteArray &plain)
{
    QList<QByteArray> forms{plain, jsonEscaped(plain), plain.toPercentEncoding(),
                            percentEncodedInLowerCase(plain)};
    // Documents stand in texts that are quoted again.
    const QByteArray inDocument = jsonEscapedForHtml(plain);
    forms += {inDocument, jsonEscaped(inDocument), jsonEscaped(jsonEscaped(plain))};
    for (const auto alphabet : {QByteArray::Base64Encoding, QByteArray::Base64UrlEncoding}) {
        forms.append(plain.toBase64(alphabet | QByteArray::OmitTrailingEquals));
        for (qsizetype before = 0; before < 3; ++before)
            forms.append(base64Within(plain, before, alphabet));
    }
    return forms;
}

} // namespace

void Redactor::learn(const Secret &secret)
{
    const QByteArray plain = secret.reveal().toByteArray();
    if (plain.size() < shortestNeedle)
        return;
    for (const QByteArray &form : formsOf(plain))
        add(form);
    // Programs' output comes line by line: a line of a private key is as secret as the whole.
    const QList<QByteArray> lines = plain.contains('\n') ? plain.split('\n') : QList<QByteArray>();
    for (const QByteArray &line : lines) {
        if (line.trimmed().size() >= shortestLine && !line.startsWith("-----"))
            add(line.trimmed());
    }
    std::stable_sort(m_needles.begin(), m_needles.end(), [](const Secret &a, const Secret &b) {
        return a.reveal().size() > b.reveal().size(); // the longer form first: one may hold another
    });
}

void Redactor::add(const QByteArray &form)
{
    const bool isKnown = std::any_of(m_needles.cbegin(), m_needles.cend(), [&](const Secret &needle) {
        return needle.reveal() == QByteArrayView(form);
    });
    if (!isKnown && form.size() >= shortestNeedle)
        m_needles.append(Secret(form));
}

QByteArray Redactor::redacted(const QByteArray &text) const
{
    return redacted(QString::fromUtf8(text)).toUtf8();
}

QString Redactor::redacted(const QString &text) const
{
    QByteArray bytes = text.toUtf8();
    for (const Secret &needle : m_needles)
        bytes.replace(needle.reveal(), "******");
    QString out = QString::fromUtf8(bytes);
    for (const Shape &shape : shapes())
        out.replace(shape.expression, shape.replacement);
    return out;
}

} // namespace envdeck
