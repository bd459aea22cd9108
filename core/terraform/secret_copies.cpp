// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/secret_copies.h"

#include <algorithm>

namespace envdeck::terraform {

namespace {

constexpr qsizetype shortestWhole = 8; // with its quotes
constexpr qsizetype shortestPart = 8;  // without them: a shorter one is inside of ordinary words

} // namespace

void SecretCopies::add(const QString &jsonString)
{
    if (jsonString.size() < shortestWhole || m_whole.contains(jsonString))
        return;
    m_whole.insert(jsonString);
    const QString inner = jsonString.mid(1, jsonString.size() - 2);
    if (inner.size() < shortestPart)
        return;
    m_byStart[inner.first(keyLength)].append(inner);
    m_starts.set(slotOf(inner));
}

bool SecretCopies::isIn(const QString &json) const
{
    if (m_whole.contains(json))
        return true;
    if (m_byStart.isEmpty())
        return false;
    const QStringView text(json);
    for (qsizetype i = 0; i + shortestPart <= text.size(); ++i) {
        const QStringView rest = text.mid(i);
        if (!m_starts.test(slotOf(rest)))
            continue;
        const QStringList secrets = m_byStart.value(rest.first(keyLength).toString());
        if (std::any_of(secrets.cbegin(), secrets.cend(),
                        [&](const QString &secret) { return rest.startsWith(secret); }))
            return true;
    }
    return false;
}

size_t SecretCopies::slotOf(QStringView start)
{
    size_t slot = 0;
    for (qsizetype i = 0; i < keyLength; ++i)
        slot = slot * 31 + start.at(i).unicode();
    return slot % 65536;
}

} // namespace envdeck::terraform
