# SPDX-FileCopyrightText: 2026 The Envdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Dokploy's installer, as it was read: H is its SHA-256. It leaves any swarm by force, so it does not begin where one is.
if command -v docker >/dev/null 2>&1; then
    state=$(docker info --format '{{.Swarm.LocalNodeState}}') || exit 92
    if [ "$state" != inactive ]; then
        echo "this host is in a swarm ($state): not touched" >&2
        exit 92
    fi
fi
installer=$F/installer-$H.sh
if [ "$(sha256sum <"$installer" | cut -c 1-64)" != "$H" ]; then
    echo 'the installer is not the one that was read' >&2
    exit 93
fi
sh "$installer"
