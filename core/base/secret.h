// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <iosfwd>
#include <memory>

class QDebug;

namespace envdeck {

// A token, password or private key. Copies share one buffer, wiped when the last copy dies.
// Nothing prints it: every reader spells reveal(), which is what review looks for.
class Secret {
public:
    Secret() = default;
    explicit Secret(QByteArray plain);
    bool isEmpty() const { return !m_bytes || m_bytes->isEmpty(); }
    QByteArrayView reveal() const { return m_bytes ? QByteArrayView(*m_bytes) : QByteArrayView(); }

private:
    std::shared_ptr<QByteArray> m_bytes;
};

QDebug operator<<(QDebug out, const Secret &);
void PrintTo(const Secret &, std::ostream *out); // GoogleTest would otherwise dump raw bytes
std::ostream &operator<<(std::ostream &, const Secret &) = delete;

} // namespace envdeck
