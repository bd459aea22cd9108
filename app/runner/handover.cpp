// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runner/handover.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <unistd.h>

namespace envdeck::runner {

namespace {

constexpr qsizetype cap = 1024 * 1024;

QByteArrayView nameOf(QByteArrayView entry)
{
    return entry.first(std::max<qsizetype>(0, entry.indexOf('=')));
}

} // namespace

Result<void> SecretEnvironment::readFrom(int descriptor)
{
    const Error bad{ErrorCode::BadInput, QStringLiteral("standard input"), {}, 0};
    m_bytes.reserve(cap + 1); // never grows, so that no copy stays behind
    m_bytes.resize(cap + 1);
    qsizetype size = 0;
    while (size <= cap) {
        const ssize_t got = ::read(descriptor, m_bytes.data() + size, size_t(cap + 1 - size));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return Error{ErrorCode::Io, bad.subject, QString::fromLocal8Bit(std::strerror(errno)), 0};
        if (got == 0)
            break;
        size += got;
    }
    if (size > cap || (size > 0 && m_bytes.at(size - 1) != '\0'))
        return bad;
    for (qsizetype start = 0; start < size;) {
        char *entry = m_bytes.data() + start;
        if (nameOf(entry).isEmpty())
            return bad;
        m_entries.push_back(entry);
        start += qsizetype(std::strlen(entry)) + 1;
    }
    return {};
}

std::vector<char *> SecretEnvironment::environmentBlock()
{
    std::vector<char *> block;
    for (char **entry = ::environ; *entry; ++entry) {
        if (!sets(nameOf(*entry)))
            block.push_back(*entry);
    }
    block.insert(block.end(), m_entries.begin(), m_entries.end());
    block.push_back(nullptr);
    return block;
}

bool SecretEnvironment::sets(QByteArrayView name) const
{
    return std::any_of(m_entries.begin(), m_entries.end(),
                       [name](const char *entry) { return nameOf(entry) == name; });
}

void SecretEnvironment::wipe()
{
    m_entries.clear();
    ::explicit_bzero(m_bytes.data(), size_t(m_bytes.size()));
}

} // namespace envdeck::runner
