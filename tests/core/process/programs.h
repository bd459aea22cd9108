// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/process_identity.h"
#include "core/process/process.h"
#include "tests/support/event_loop.h"

namespace envdeck::process {

// How long a test waits for what must come; a loaded machine is no failure.
constexpr auto patience = std::chrono::seconds(120);

template <typename Pred>
bool eventually(Pred pred)
{
    return testing::eventually(pred, patience);
}

// A script is the shortest program with a behaviour; the product itself never runs a shell.
inline Spec script(const QString &text, const QStringList &arguments = {})
{
    Spec spec;
    spec.program = QStringLiteral("/bin/sh");
    spec.arguments = QStringList{QStringLiteral("-c"), text, QStringLiteral("script")} + arguments;
    spec.deadline = patience;
    return spec;
}

inline Result<Outcome> outcomeOf(const Async<Outcome> &future)
{
    if (!eventually([&] { return future.isFinished(); }))
        return Error{ErrorCode::Internal, QStringLiteral("never answered"), {}, 0};
    return future.result();
}

inline bool isProcess(qint64 pid)
{
    return identityOf(pid).has_value();
}

} // namespace envdeck::process
