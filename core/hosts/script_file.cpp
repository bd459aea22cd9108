// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/script_file.h"

#include <QFile>
#include <algorithm>

// Resources of a static library are dropped by the linker unless somebody asks for them, outside any
// namespace.
static void initScripts()
{
    Q_INIT_RESOURCE(hosts);
}

namespace envdeck::hosts {

QByteArray scriptFile(const QString &name)
{
    initScripts();
    QFile file(QStringLiteral(":/scripts/hosts/") + name);
    const bool there = file.open(QIODevice::ReadOnly);
    Q_ASSERT(there);
    return there ? file.readAll() : QByteArray();
}

bool isMarker(const QByteArray &text)
{
    return text.size() == 32 && std::all_of(text.cbegin(), text.cend(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

} // namespace envdeck::hosts
