# SPDX-FileCopyrightText: 2026 The Envdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Dokploy's panel is reached by its domain alone from now on.
docker service update --detach=false --quiet --publish-rm published=3000,target=3000,mode=host dokploy
