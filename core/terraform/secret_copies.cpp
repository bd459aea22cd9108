// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/secret_copies.h"

#include "core/terraform/json_readings.h"

#include <algorithm>

namespace envdeck::terraform {

namespace {

constexpr qsizetype shortest = 6;
constexpr qsizetype shortestPart = 8; // a shorter one is inside of ordinary words
constexpr qsizetype shortestLine = 16;

} // namespace

void SecretCopies::add(const QString &jsonString)
{
    if (jsonString.size() < shortest + 2 || m_known.contains(jsonString)) // with its quotes
        return;
    m_known.insert(jsonString);
    const QString plain = withoutEscapes(jsonString.mid(1, jsonString.size() - 2));
    if (plain.size() < shortest)
        return;
    keep(plain.size() < shortestPart ? u'"' + plain + u'"' : plain);
    const QStringList lines = plain.contains(u'\n') ? plain.split(u'\n') : QStringList();
    for (const QString &line : lines) {
        const QString text = line.trimmed(); // what quotes it may indent it
        if (text.size() >= shortestLine && !text.startsWith(QLatin1String("-----")))
            keep(text);
    }
}

void SecretCopies::keep(const QString &form)
{
    m_byStart[form.first(keyLength)].append(form);
    m_starts.set(slotOf(form));
}

bool SecretCopies::isIn(const QString &json) const
{
    return !m_byStart.isEmpty() && isAnyReading(json, [this](const QString &text) { return isInText(text); });
}

bool SecretCopies::isInText(const QString &all) const
{
    const QStringView text(all);
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
