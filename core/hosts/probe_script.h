// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFlags>

namespace envdeck::hosts {

enum class ProbePart {
    Basics = 1, // system, processors, memory, load, file systems, pending reboot
    Docker = 2, // daemon and containers; what follows needs it
    Images = 4,
    Usage = 8,      // memory and CPU of containers
    Services = 16,  // swarm services and their tasks, on a manager
    DiskUse = 32,   // may take Docker many seconds: ask for it each twentieth poll or so
    Listeners = 64, // ports that somebody listens on
    Owners = 128,   // by which program: needs root, and looks at every process
};
Q_DECLARE_FLAGS(ProbeParts, ProbePart)
Q_DECLARE_OPERATORS_FOR_FLAGS(ProbeParts)

constexpr ProbeParts everyPoll =
    ProbePart::Basics | ProbePart::Docker | ProbePart::Images | ProbePart::Usage | ProbePart::Services;
constexpr ProbeParts everything = everyPoll | ProbePart::DiskUse | ProbePart::Listeners | ProbePart::Owners;

struct ProbeRequest {
    QByteArray marker; // of newMarker(): another one for every run
    ProbeParts parts = everyPoll;
    // `sudo -n docker` where the user may not talk to the daemon. sudo notes every refusal in the host's log:
    // set it to false once the answer to the first probe said Forbidden.
    bool mayUseSudo = true;
};

// Thirty-two hexadecimal digits that nobody on the host can guess, so that no container's name, label or
// output can begin a section.
QByteArray newMarker();

// The probe as text for the standard input of `sh` (which is the whole remote command, so that the login
// shell does not matter). POSIX; reads only; English whatever the locale; ends by itself within a minute even
// when Docker hangs; its output is below 5 MiB. A cut text does nothing.
QByteArray probeScript(const ProbeRequest &request);

} // namespace envdeck::hosts
