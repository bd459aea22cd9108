# SPDX-FileCopyrightText: 2026 The Envdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# How the run R of our folder F stands: absent, running, "exit N", gone (the host was restarted, or somebody ended it).
D=$F/runs/$R
state() {
    [ -d "$D" ] || { echo absent; return; }
    [ ! -e "$D/exit" ] || { echo "exit $(cat "$D/exit")"; return; }
    if [ "$(cat "$D/boot" 2>/dev/null)" = "$(cat /proc/sys/kernel/random/boot_id)" ] &&
        kill -0 "$(cat "$D/pid" 2>/dev/null)" 2>/dev/null; then
        echo running
    elif [ -e "$D/exit" ]; then
        echo "exit $(cat "$D/exit")"
    else
        echo gone
    fi
}
