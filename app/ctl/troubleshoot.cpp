// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command_line.h"
#include "app/ctl/commands.h"
#include "app/ctl/trouble_answer.h"
#include "core/troubleshooting/run.h"

namespace envdeck::ctl {

Async<Answer> troubleshoot(Session &session, const Arguments &arguments, std::stop_token stop)
{
    const auto complaint = troubleshooting::complaintFromName(arguments.what);
    auto *run = new troubleshooting::Run(
        session.examiners(), session.clock(), {arguments.environment, arguments.app},
        complaint.value_or(troubleshooting::Complaint::Unclear), troubleshooting::Run::stepLimit, &session);
    auto promise = std::make_shared<QPromise<Result<Answer>>>();
    promise->start();
    const auto stopped = std::make_shared<std::stop_callback<std::function<void()>>>(
        stop, [run] { QMetaObject::invokeMethod(run, &troubleshooting::Run::cancel, Qt::QueuedConnection); });
    QObject::connect(run, &troubleshooting::Run::finished, &session,
                     [run, promise, arguments, stop, stopped] {
                         Answer answer = troubleAnswer(run->report(), arguments);
                         if (stop.stop_requested())
                             answer.code = exitInterrupted;
                         promise->addResult(answer);
                         promise->finish();
                         run->deleteLater();
                     });
    return promise->future();
}

} // namespace envdeck::ctl
