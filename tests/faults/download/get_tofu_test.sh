#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Envdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail
source_dir=$1
work=$(mktemp -d)
server=
cleanup() { [ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$work"; }
trap cleanup EXIT

mkdir "$work/www"
printf '#!/bin/sh\necho "OpenTofu v9.9.9"\n' >"$work/tofu"
(cd "$work" && zip -q www/good.zip tofu)
head -c 100 "$work/www/good.zip" >"$work/www/short.zip"
digest=$(sha256sum "$work/www/good.zip" | cut -d' ' -f1)

python3 -u -m http.server --bind 127.0.0.1 --directory "$work/www" 0 >"$work/server.log" 2>&1 &
server=$!
for _ in $(seq 100); do
    port=$(sed -n 's/.* port \([0-9]*\).*/\1/p' "$work/server.log")
    [ -n "$port" ] && break
    read -r -t 0.1 <> <(:) || true
done
[ -n "$port" ] || { echo "the test's server did not start"; exit 1; }

failures=0
# case NAME FILE DIGEST EXPECT: EXPECT is "ok" or words of the refusal
case_of() {
    printf 'tofu 9.9.9 %s %s http://127.0.0.1:%s/%s\n' "$(uname -m)" "$3" "$port" "$2" >"$work/pins"
    local into=$work/into.$1 out status=0
    out=$(bash "$source_dir/packaging/get-tofu.sh" --pins "$work/pins" --into "$into" --yes 2>&1 </dev/null) || status=$?
    if [ "$4" = ok ]; then
        [ "$status" = 0 ] && [ "$("$out" version)" = "OpenTofu v9.9.9" ] || { echo "FAILED $1: $out"; failures=1; }
    else
        { [ "$status" != 0 ] && [[ "$out" == *"$4"* ]] && [ -z "$(find "$into" -type f 2>/dev/null)" ]; } \
            || { echo "FAILED $1 (exit $status): $out"; failures=1; }
    fi
}
case_of right good.zip "$digest" ok
case_of wrong-digest good.zip "${digest/[0-9a-f]/z}" "not the pinned one"
case_of truncated short.zip "$digest" "not the pinned one"
case_of missing none.zip "$digest" "the download failed"
kill "$server"; wait "$server" 2>/dev/null || true; server=
case_of refused good.zip "$digest" "the download failed"
[ "$failures" = 0 ] && echo "all cases hold"
exit $failures
