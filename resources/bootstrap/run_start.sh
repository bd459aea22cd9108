# SPDX-FileCopyrightText: 2026 The Envdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Begins what stands in B once, apart from the connection: it goes on when we are lost, and its end is in a file.
# F is our folder on the host, R the name of the run (run_state.sh). Where AGAIN is 1, one that ended badly or was ended
# begins anew.
umask 077
mkdir -p "$F/runs" || exit
if [ "$AGAIN" = 1 ]; then
    case $(state) in gone | exit\ [!0]*) rm -rf "$D" ;; esac
fi
if mkdir "$D" 2>/dev/null; then
    printf '%s\n' "$B" >"$D/run.sh"
    cat /proc/sys/kernel/random/boot_id >"$D/boot"
    nohup setsid sh -c 'F=$2 sh "$1/run.sh" >"$1/log" 2>&1
        echo $? >"$1/exit.new"
        mv "$1/exit.new" "$1/exit"' sh "$D" "$F" >/dev/null 2>&1 </dev/null &
    echo $! >"$D/pid"
fi
