// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/registry/challenge.h"

#include "core/domain/workspace.h"
#include "core/http/address.h"

namespace envdeck::registry {

namespace {

bool isTokenCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
}

// Reads a header from left to right.
class Scanner {
public:
    explicit Scanner(QByteArray text) : m_text(std::move(text)) {}
    bool atEnd() const { return m_at >= m_text.size(); }
    char peek() const { return atEnd() ? '\0' : m_text.at(m_at); }
    void skip(QByteArrayView characters)
    {
        while (!atEnd() && characters.contains(peek()))
            ++m_at;
    }
    QByteArray token()
    {
        const qsizetype from = m_at;
        while (!atEnd() && isTokenCharacter(peek()))
            ++m_at;
        return m_text.mid(from, m_at - from);
    }
    QByteArray value()
    {
        if (peek() != '"')
            return token();
        QByteArray out;
        for (++m_at; !atEnd() && peek() != '"'; ++m_at) {
            if (peek() == '\\' && m_at + 1 < m_text.size())
                ++m_at;
            out.append(peek());
        }
        ++m_at;
        return out;
    }
    void drop() { ++m_at; }

private:
    QByteArray m_text;
    qsizetype m_at = 0;
};

} // namespace

QList<Challenge> challengesOf(const QList<QByteArray> &headers)
{
    QList<Challenge> all;
    for (const QByteArray &header : headers) {
        Scanner scanner(header);
        while (true) {
            scanner.skip(" \t,");
            if (scanner.atEnd())
                break;
            const QByteArray word = scanner.token().toLower();
            scanner.skip(" \t");
            if (word.isEmpty()) {
                scanner.drop(); // no grammar begins like this
            } else if (scanner.peek() == '=') {
                scanner.drop();
                scanner.skip(" \t");
                const QByteArray value = scanner.value();
                if (!all.isEmpty())
                    all.last().parameters.insert(word, value);
            } else {
                all.append({word, {}});
            }
        }
    }
    return all;
}

bool mayReceivePassword(const QUrl &realm, const QUrl &registry)
{
    if (!realm.isValid() || realm.host().isEmpty() || !realm.userInfo().isEmpty())
        return false;
    if (isLoopback(registry) || isLoopback(realm))
        return realm.host() == registry.host() &&
               (realm.scheme() == QLatin1String("https") || isLoopback(realm));
    return realm.scheme() == QLatin1String("https") && http::sameSite(realm.host(), registry.host());
}

} // namespace envdeck::registry
