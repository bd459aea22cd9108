// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/answer.h"
#include "app/session/session.h"

#include <stop_token>

namespace envdeck::ctl {

// One verb each, on an opened session. The answer itself is never an error.
Async<Answer> status(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> history(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> audit(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> doctor(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> plan(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> checkFormat(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> checkCode(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> drift(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> apply(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> runs(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> showRun(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> outputs(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> unlock(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> pushState(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> troubleshoot(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> logs(Session &session, const Arguments &arguments, std::stop_token stop);
// deploy, promote, rollback
Async<Answer> change(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> hold(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> parity(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> variables(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> setVariable(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> setSecret(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> removeSecret(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> listApps(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> listAppVariables(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> setAppVariable(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> unsetAppVariable(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> diffAppVariables(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> diffApp(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> switchApp(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> draftStack(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> listBackups(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> runBackup(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> showPanel(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> listHosts(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> listContainers(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> showHostKey(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> trustHost(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> replaceHostKey(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> readHost(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> bootstrapHost(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> rebootHost(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> restartContainer(Session &session, const Arguments &arguments, std::stop_token stop);
Async<Answer> pruneHost(Session &session, const Arguments &arguments, std::stop_token stop);

// What any verb says of a workspace that does not open.
Answer workspaceAnswer(const OpenResult &opened, const Arguments &arguments);

} // namespace envdeck::ctl
