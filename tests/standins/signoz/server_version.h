// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QVersionNumber>

namespace envdeck::standins::signoz {

// What changed between the versions that a client meets (signoz.md 2, 4.2, 4.3).
class ServerVersion {
public:
    explicit ServerVersion(const QString &text)
        : m_version(QVersionNumber::fromString(text.mid(text.startsWith(QLatin1Char('v')))))
    {
    }
    bool isAtLeast(int minor) const { return m_version >= QVersionNumber(0, minor); }
    bool refusesUnknownFields(bool metrics) const { return !isAtLeast(metrics ? 130 : 134); }
    bool labelsCarryContext() const { return isAtLeast(131); }

private:
    QVersionNumber m_version;
};

} // namespace envdeck::standins::signoz
