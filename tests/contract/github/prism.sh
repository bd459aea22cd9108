#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Envdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# prism.sh FOLDER SOURCE PROGRAM: runs the program against Prism, which mocks GitHub's official description.
# Exit 77, with the reason, where Prism or the description cannot be had.
set -euo pipefail
folder=${1:?prism.sh FOLDER SOURCE PROGRAM} source=$2 program=$3
prism=@stoplight/prism-cli@5.14.2 # 5.15 and later want Node 24
complete=complete-1

cannot() { printf 'skipped: %s\n' "$*"; exit 77; }
contracts=${ENVDECK_CONTRACTS:-$source/../shared/contracts}
description=$contracts/providers/github.json
[ -e "$description" ] || cannot "GitHub's description is not there: $description (ENVDECK_CONTRACTS names its folder)"
command -v npm >/dev/null && command -v node >/dev/null || cannot "Prism comes from npm, which is not installed"
mkdir -p "$folder"
if [ ! -e "$folder/$complete" ]; then
    (cd "$folder" && printf '{"name":"prism","version":"1.0.0","private":true}\n' >package.json &&
        timeout 300 npm install --no-audit --no-fund --ignore-scripts "$prism" >npm.log 2>&1) \
        || cannot "npm cannot be reached: $(tail -n 1 "$folder/npm.log")"
    touch "$folder/$complete"
fi

log=$(mktemp)
port=$((20000 + RANDOM % 20000))
node "$folder/node_modules/@stoplight/prism-cli/dist/index.js" mock -h 127.0.0.1 -p "$port" "$description" >"$log" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true; rm -f "$log"' EXIT
for _ in $(seq 240); do
    grep -q 'Prism is listening' "$log" && break
    kill -0 "$server" 2>/dev/null || { tail -n 5 "$log"; cannot "Prism did not start"; }
    sleep 0.5
done
grep -q 'Prism is listening' "$log" || cannot "Prism did not start within two minutes"
ENVDECK_PRISM=http://127.0.0.1:$port/ "$program" --gtest_brief=1
