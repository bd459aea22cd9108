#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Envdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Is every C++ source laid out as .clang-format says? With --write: lays them out.
set -euo pipefail
cd "$(dirname "$0")/../../.."
format=clang-format-14 # another version lays out differently
if ! command -v "$format" >/dev/null; then
    echo "skipped: there is no $format"
    exit 77
fi
how=(--dry-run -Werror)
[ "${1:-}" != --write ] || how=(-i)
find app core ui tests -name '*.cpp' -o -name '*.h' | xargs "$format" "${how[@]}"
