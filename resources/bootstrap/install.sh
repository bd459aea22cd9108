# SPDX-FileCopyrightText: 2026 The Envdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Dokploy's installer, as it was read: H is its SHA-256. It leaves any swarm by force, so it does not begin where one is,
# where one may sleep (the places of L), or while another one runs: that would make a swarm for this one to leave. Whatever
# it starts holds the lock too.
exec 9>"$F/install.lock" && flock -w 2 9 || exit 94
if command -v docker >/dev/null 2>&1; then
    state=$(docker info --format '{{.Swarm.LocalNodeState}}') || exit 92
    if [ "$state" != inactive ]; then
        echo "this host is in a swarm ($state): not touched" >&2
        exit 92
    fi
else
    for place in $L; do
        [ ! -e "$place" ] || { echo "$place is left of a Docker that was here: not touched" >&2; exit 95; }
    done
fi
installer=$F/installer-$H.sh
if [ "$(sha256sum <"$installer" | cut -c 1-64)" != "$H" ]; then
    echo 'the installer is not the one that was read' >&2
    exit 93
fi
sh "$installer"
