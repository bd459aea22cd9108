#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Envdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# fetch.sh FOLDER: the npm packages that carry the schemas of the providers, and the reader of HCL that checks
# what we read. No package's script runs. Exit 77, with the reason, where they cannot be had.
set -euo pipefail
folder=${1:?fetch.sh FOLDER}
readers=(@cdktf/hcl2json@0.21.0)
schemas=(@cdktf/provider-cloudflare@13.9.1 @cdktf/provider-digitalocean@13.14.1 @pulumi/hcloud@1.41.0)
complete=complete-1
[ ! -e "$folder/$complete" ] || exit 0

cannot() { printf 'skipped: %s\n' "$*"; exit 77; }
command -v npm >/dev/null || cannot "the provider schemas come from npm, which is not installed"
mkdir -p "$folder"
cd "$folder"
printf '{"name":"schemas","version":"1.0.0","private":true}\n' >package.json
limit=(timeout 300)
"${limit[@]}" npm install --no-audit --no-fund --ignore-scripts --legacy-peer-deps "${readers[@]}" >npm.log 2>&1 \
    || cannot "npm cannot be reached: $(tail -n 1 npm.log)"
# Packed, not installed: of each only the files are read, and none needs what it depends on.
for schema in "${schemas[@]}"; do
    name=${schema%@*}
    into="node_modules/$name"
    archive=$("${limit[@]}" npm pack --silent "$schema" 2>npm.log | tail -n 1) || cannot "npm cannot be reached: $(tail -n 1 npm.log)"
    mkdir -p "$into"
    tar -xzf "$archive" -C "$into" --strip-components=1
    rm -f "$archive"
done
touch "$complete"
