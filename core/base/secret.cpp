// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/secret.h"

#include <QDebug>
#include <ostream>

namespace envdeck {

Secret::Secret(QByteArray plain)
{
    plain.detach(); // a buffer shared with the caller would outlive the wiping
    m_bytes = std::shared_ptr<QByteArray>(new QByteArray(std::move(plain)), [](QByteArray *bytes) {
        volatile char *data = bytes->data();
        for (qsizetype i = 0; i < bytes->size(); ++i)
            data[i] = 0;
        delete bytes;
    });
}

QDebug operator<<(QDebug out, const Secret &secret)
{
    return out << (secret.isEmpty() ? "Secret(empty)" : "Secret(***)");
}

void PrintTo(const Secret &secret, std::ostream *out)
{
    *out << (secret.isEmpty() ? "Secret(empty)" : "Secret(***)");
}

} // namespace envdeck
