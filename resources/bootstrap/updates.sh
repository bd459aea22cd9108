# SPDX-FileCopyrightText: 2026 The Envdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Packages up to date, and the few that are needed. Safe to repeat; goes on where dpkg was interrupted.
export DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=a LC_ALL=C
apt() {
    apt-get -q -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold "$@"
}
dpkg --configure -a || exit
apt update || exit
apt -y upgrade || exit
apt -y install ca-certificates curl iproute2 procps
