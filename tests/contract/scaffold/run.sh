#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Envdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh SCRIPT NPM_FOLDER ARGUMENT...: the script with the npm packages that tests/run.sh fetched; 77 without them.
set -euo pipefail
script=$1 npm=$2
shift 2
command -v node >/dev/null || { echo "skipped: node is not installed"; exit 77; }
[ -e "$npm/complete-1" ] || { echo "skipped: no npm packages in $npm; tests/run.sh fetches them where npm can be reached"; exit 77; }
exec node "$script" "$@" "$npm"
