#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Envdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# with_keyring.sh STATE HOME PROGRAM [ARGUMENT...]
# Runs a program on a session bus of its own, where nothing but the keyring of that STATE can be reached:
#   none       nobody owns org.freedesktop.secrets
#   unlocked   a real gnome-keyring-daemon with its keyring open
#   locked     the same keyring, not unlocked
#   empty      a real daemon that has no keyring yet and nobody to ask
#   fake:MODE  fake_keyring.py
# HOME is an empty folder that the caller removes. Ends with the status of PROGRAM, and leaves no process behind.
set -eu
here=$(cd "$(dirname "$0")" && pwd)

daemon= # process id of the keyring while it runs

inside() {
    local state=$1
    shift
    trap end_daemon EXIT
    case $state in
    none) ;;
    unlocked) start_daemon test --unlock ;;
    locked)
        start_daemon test --unlock
        end_daemon
        start_daemon wrong --unlock ;;
    empty) start_daemon '' ;;
    fake:*)
        /usr/bin/python3 "$here/fake_keyring.py" "${state#fake:}" </dev/null >&2 &
        daemon=$!
        await_service ;;
    *) echo "with_keyring.sh: no such state: $state" >&2; exit 64 ;;
    esac
    "$@"
}

start_daemon() {
    local password=$1
    shift
    gnome-keyring-daemon --foreground --components=secrets "$@" <<<"$password" >/dev/null 2>"$HOME/daemon.log" &
    daemon=$!
    await_service
}

end_daemon() {
    [ -n "$daemon" ] || return 0
    kill "$daemon" 2>/dev/null || true
    wait "$daemon" 2>/dev/null || true
    daemon=
}

await_service() {
    local tries
    for tries in $(seq 200); do
        if dbus-send --session --print-reply --dest=org.freedesktop.DBus /org/freedesktop/DBus \
            org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets 2>/dev/null | grep -q 'boolean true'; then
            return 0
        fi
        sleep 0.05
    done
    echo "with_keyring.sh: the keyring did not start" >&2
    exit 65
}

if [ "${1-}" = --inside ]; then
    shift
    inside "$@"
    exit
fi

state=$1
export HOME=$2
shift 2
export XDG_RUNTIME_DIR=$HOME/run XDG_DATA_HOME=$HOME/.local/share XDG_CONFIG_HOME=$HOME/.config XDG_CACHE_HOME=$HOME/.cache
export QTKEYCHAIN_BACKEND=libsecret
unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS GNOME_KEYRING_CONTROL ENVDECK_SECRETS_FILE
mkdir -p -m 0700 "$XDG_RUNTIME_DIR" "$XDG_DATA_HOME" "$XDG_CONFIG_HOME" "$XDG_CACHE_HOME"
exec dbus-run-session --config-file="$here/bus.conf" -- bash "$here/with_keyring.sh" --inside "$state" "$@"
