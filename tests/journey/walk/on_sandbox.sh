#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Envdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# The main job in the real window under a virtual display, on a sandbox of its own.
# on_sandbox.sh ENVDECK_WALK ENVDECK_SANDBOX ENVDECK_RUNNER OUT [--keyboard]
set -euo pipefail
walk=$1 sandbox=$2 runner_dir=$(dirname "$3") out=$4
shift 4
command -v xvfb-run >/dev/null || { echo "skipped: xvfb-run is not installed"; exit 77; }
work=$(mktemp -d)
cleanup() { "$sandbox" down --dir "$work/sandbox" >/dev/null 2>&1 || true; rm -rf "$work"; }
trap cleanup EXIT

"$sandbox" up --dir "$work/sandbox" >/dev/null
export ENVDECK_SECRETS_FILE=$work/sandbox/secrets.json
export PATH=$PATH:$runner_dir
unset QT_QPA_PLATFORM # a real window
# libxkbcommon-x11 gives strndup() a reply of the X server that has no end of its own: correct, and not strict.
export ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}strict_string_checks=0
rm -rf "$out"
status=0
xvfb-run --auto-servernum --server-args="-screen 0 1600x1000x24 -nolisten tcp" \
    "$walk" --sandbox "$work/sandbox" --out "$out" "$@" || status=$?
cat "$out/report.md"
exit "$status"
