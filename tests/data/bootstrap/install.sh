#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Envdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Does to a scripted host what Dokploy's installer of 2026-08-09 does to a real one, its forced leaving included.
ln -sf program.sh "$ENVDECK_HOST_PROGRAMS/docker"
echo begun >>"$ENVDECK_HOST_STATE/installers"
while [ -e "$ENVDECK_HOST_STATE/slow" ]; do sleep 0.1; done
docker swarm leave --force 2>/dev/null
docker swarm init
[ ! -e "$ENVDECK_HOST_STATE/installs-nothing" ] || exit 0
cp "$ENVDECK_HOST_STATE/replicas" "$ENVDECK_HOST_STATE/dokploy" 2>/dev/null || echo 1/1 >"$ENVDECK_HOST_STATE/dokploy"
echo running >"$ENVDECK_HOST_STATE/traefik"
echo 'Congratulations, Dokploy is installed!'
