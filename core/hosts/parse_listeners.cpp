// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/parse_parts.h"
#include "core/hosts/remote_text.h"

#include <QHostAddress>
#include <algorithm>

namespace envdeck::hosts {

Result<QList<Listener>> readListeners(const Section &section)
{
    if (section.code.value_or(1) != 0)
        return errorOf(section);
    QList<Listener> list;
    for (const QByteArray &line : section.lines()) {
        // "0100007F:0050": words of four bytes in the host's byte order, which is little endian on all that
        // Docker runs on here.
        const qsizetype colon = line.indexOf(':');
        const QByteArray address = QByteArray::fromHex(line.left(std::max<qsizetype>(colon, 0)));
        bool isNumber = false;
        const int port = line.mid(colon + 1).toInt(&isNumber, 16);
        if (!isNumber || port < 1 || port > 65535 || (address.size() != 4 && address.size() != 16))
            continue;
        QByteArray turned;
        for (qsizetype word = 0; word < address.size(); word += 4) {
            for (qsizetype i = 3; i >= 0; --i)
                turned += address.at(word + i);
        }
        QHostAddress parsed;
        if (turned.size() == 4)
            parsed.setAddress(quint32(quint8(turned.at(0))) << 24 | quint32(quint8(turned.at(1))) << 16 |
                              quint32(quint8(turned.at(2))) << 8 | quint32(quint8(turned.at(3))));
        else
            parsed.setAddress(reinterpret_cast<const quint8 *>(turned.constData()));
        const Listener listener{parsed.toString(), port, {}};
        if (!list.contains(listener) && list.size() < 2000)
            list.append(listener);
    }
    std::sort(list.begin(), list.end(), [](const Listener &a, const Listener &b) {
        return std::pair(a.port, a.address) < std::pair(b.port, b.address);
    });
    return list;
}

void addOwners(QList<Listener> *listeners, const Section &section)
{
    // LISTEN 0 4096 127.0.0.1:18080 0.0.0.0:* users:(("docker-proxy",pid=25150,fd=4))
    for (const QByteArray &line : section.lines()) {
        const QList<QByteArray> parts = line.simplified().split(' ');
        const qsizetype name = line.indexOf("users:((\"");
        if (parts.size() < 6 || name < 0)
            continue;
        const qsizetype from = name + 9;
        const qsizetype end = line.indexOf('"', from);
        const int port = parts.at(3).mid(parts.at(3).lastIndexOf(':') + 1).toInt();
        QByteArray address = parts.at(3).left(parts.at(3).lastIndexOf(':'));
        if (address.startsWith('['))
            address = address.mid(1, address.size() - 2);
        if (end < 0)
            continue;
        for (Listener &listener : *listeners) {
            // ss writes "*" for "::" that takes IPv4 as well.
            const bool same = address == listener.address.toLatin1() ||
                              (address == "*" && listener.address == QLatin1String("::"));
            if (listener.port == port && same && listener.program.isEmpty())
                listener.program = remoteText(QByteArrayView(line).sliced(from, end - from), 60);
        }
    }
}

} // namespace envdeck::hosts
