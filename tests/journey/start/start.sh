#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Envdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# start.sh ENVDECK: the real program opens a workspace again and again while what it remembers goes wrong, and stays.
set -euo pipefail
envdeck=$1
work=$(mktemp -d)
pid=
cleanup() {
    [ -z "$pid" ] || { kill "$pid" 2>/dev/null; wait "$pid" 2>/dev/null; } || true
    rm -rf "$work"
}
trap cleanup EXIT
export XDG_DATA_HOME=$work/data XDG_STATE_HOME=$work/state XDG_CONFIG_HOME=$work/config XDG_CACHE_HOME=$work/cache XDG_RUNTIME_DIR=$work/run
export QT_QPA_PLATFORM=offscreen ENVDECK_SECRETS_FILE=$work/secrets.json GIT_CONFIG_GLOBAL=$work/gitconfig
mkdir -m 0700 "$work/run"
(umask 077 && echo '{}' >"$work/secrets.json")
printf '[user]\n\tname = Ann\n\temail = ann@example.com\n[init]\n\tdefaultBranch = main\n' >"$work/gitconfig"

git init -q --bare "$work/one.git"
git clone -q "$work/one.git" "$work/infra" 2>/dev/null
cat >"$work/infra/envdeck.yaml" <<'YAML'
envdeck: 1
name: acme
git: { host: none, branch: main }
layout:
  terraform: terraform/environments/{environment}
  apps: deploy-config/{environment}/apps/{app}.compose.yml
environments:
  dev: { kind: dev, order: 1 }
YAML
git -C "$work/infra" add . && git -C "$work/infra" commit -qm Begin && git -C "$work/infra" push -q origin main
git clone -q --bare "$work/one.git" "$work/two.git"

memory() { cat "$work"/state/envdeck/workspaces/*/opened.json 2>/dev/null || true; }
# Waits until what is remembered has these words ("" for nothing remembered); the program must live then.
remembers() {
    local what=$1
    for _ in $(seq 600); do
        if [ -n "$what" ] && memory | grep -q "$what" || { [ -z "$what" ] && [ -z "$(memory)" ]; }; then
            sleep 2 # whatever would end the program follows within a turn of its event loop
            kill -0 "$pid" 2>/dev/null && return
            echo "FAILED: envdeck ended by itself after it read \"$what\""; exit 1
        fi
        sleep 0.1
    done
    echo "FAILED: waited for \"$what\", remembered is: $(memory)"; exit 1
}
start() { "$envdeck" --workspace "$work/infra" >"$work/log" 2>&1 & pid=$!; }
stop() { kill "$pid"; wait "$pid" || true; pid=; }

start; remembers one.git; stop
echo "ok: the first start remembers the remote"
git -C "$work/infra" remote set-url origin "$work/two.git"
start; remembers two.git; stop
echo "ok: another remote is found and the workspace is opened anew"
git -C "$work/infra" remote set-url origin http://git.example.com/acme
start; remembers ""; stop
echo "ok: a remote that is refused is shown, and nothing of it is remembered"
