// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bootstrap/root_script.h"

#include <QFile>

// Resources of a static library are dropped by the linker unless somebody asks for them, outside any
// namespace.
static void initBootstrap()
{
    Q_INIT_RESOURCE(bootstrap);
}

namespace envdeck::bootstrap {

namespace {

constexpr auto bodyEnd = "ENVDECK_END_OF_BODY";

} // namespace

QByteArray resource(const QString &name)
{
    initBootstrap();
    QFile file(QStringLiteral(":/bootstrap/") + name);
    const bool there = file.open(QIODevice::ReadOnly);
    Q_ASSERT(there);
    return there ? file.readAll() : QByteArray();
}

QByteArray shellValue(const char *name, const QString &value)
{
    return QByteArray(name) + "='" + value.toUtf8().replace('\'', "'\\''") + "'\n";
}

QByteArray placesText(const Places &places)
{
    return shellValue("F", places.folder) + shellValue("L", places.remains.join(QLatin1Char(' ')));
}

QByteArray asRoot(const QByteArray &body, bool anyway)
{
    Q_ASSERT(!body.contains(bodyEnd));
    return QByteArray("ANYWAY=") + (anyway ? "1\n" : "0\n") + resource(QStringLiteral("as_root.sh")) +
           "{ printf 'P=%s A=%s\\n' \"$P\" \"$A\"\ncat <<'" + bodyEnd + "'\n" + body + "\n" + bodyEnd +
           "\n} | $S sh\n";
}

} // namespace envdeck::bootstrap
