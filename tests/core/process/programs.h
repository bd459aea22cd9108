// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/process_identity.h"
#include "core/process/process.h"
#include "tests/support/event_loop.h"

namespace envdeck::process {

// A script is the shortest program with a behaviour; the product itself never runs a shell.
inline Spec script(const QString &text, const QStringList &arguments = {})
{
    Spec spec;
    spec.program = QStringLiteral("/bin/sh");
    spec.arguments = QStringList{QStringLiteral("-c"), text, QStringLiteral("script")} + arguments;
    spec.deadline = std::chrono::seconds(20);
    return spec;
}

inline Result<Outcome> outcomeOf(const Async<Outcome> &future)
{
    if (!testing::eventually([&] { return future.isFinished(); }, std::chrono::seconds(25)))
        return Error{ErrorCode::Internal, QStringLiteral("never answered"), {}, 0};
    return future.result();
}

inline bool isProcess(qint64 pid)
{
    return identityOf(pid).has_value();
}

} // namespace envdeck::process
