# SPDX-FileCopyrightText: 2026 The Envdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs what follows as root: itself, or by sudo without a password. P is the port that we came in by, which sudo would
# forget; A how far the rights go: root, sudo, none. Where ANYWAY is 1 it runs without them too.
case $PATH in */sbin*) ;; *) PATH=$PATH:/usr/local/sbin:/usr/local/bin:/usr/sbin:/sbin:/snap/bin ;; esac
export PATH
P=${SSH_CONNECTION:-}
P=${P##* }
case $P in '' | *[!0-9]*) P=22 ;; esac
S='' A=root
if [ "$(id -u)" != 0 ]; then
    if sudo -n true 2>/dev/null; then S='sudo -n' A=sudo; else A=none; fi
fi
if [ "$A" = none ] && [ "$ANYWAY" != 1 ]; then
    echo no-sudo >&2
    exit 91
fi
