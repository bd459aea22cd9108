// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/hosts/parse.h"
#include "tests/support/fixtures.h"

#include <algorithm>

namespace envdeck::testing {

const QByteArray marker = "4f2f7a61c0de4f2f7a61c0de4f2f7a61";

inline QByteArray recordedText(const char *file)
{
    return testData(QStringLiteral("hosts/") + QString::fromLatin1(file));
}

inline hosts::HostFacts recordedHost(const char *file)
{
    return hosts::parseProbe(recordedText(file), marker);
}

// One section as the probe writes it, and the end of it all with withEnd().
inline QByteArray sectionText(const QByteArray &name, const QByteArray &body, int code = 0)
{
    return '\n' + marker + ' ' + name + '\n' + body + '\n' + marker + " = " + QByteArray::number(code) + '\n';
}

inline hosts::ContainerFacts named(const hosts::HostFacts &facts, const char *name)
{
    if (facts.containers) {
        for (const hosts::ContainerFacts &container : facts.containers.value().list) {
            if (container.name == QString::fromLatin1(name))
                return container;
        }
    }
    return {};
}

} // namespace envdeck::testing
