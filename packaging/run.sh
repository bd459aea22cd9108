#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Envdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds Envdeck, starts the sandbox and opens Envdeck on it.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
. "$here/packaging/packages.sh"

usage() {
    cat <<'TEXT'
packaging/run.sh [--out DIR] [--dir DIR] [--walk] [--no-download] [--no-install]

Builds the `release` preset in build/release, starts a small platform on loopback (the sandbox) and opens Envdeck on it.
Without a display it opens a virtual one and does the main job by itself: overview, plan and apply, a good and a bad
release, errors rise, one-click rollback, healed. Each step is checked; the exit status says whether all held.

  --out DIR      where the walk leaves its numbered pictures and report.md (default: build/walk)
  --dir DIR      where the sandbox lives (default: build/sandbox); it is kept, so you can run this again
  --walk         walk even though there is a display
  --no-download  never download OpenTofu when there is no terraform or tofu
  --no-install   leave the machine's packages alone

When you close the window the sandbox goes on; end it with: build/release/app/sandbox/envdeck-sandbox down --dir DIR
TEXT
}

out=$here/build/walk dir=$here/build/sandbox walk=no download=yes install=yes
while [ $# -gt 0 ]; do
    case "$1" in
    --out) out=$(realpath -m "${2:?--out needs a folder}"); shift ;;
    --dir) dir=$(realpath -m "${2:?--dir needs a folder}"); shift ;;
    --walk) walk=yes ;;
    --no-download) download=no ;;
    --no-install) install=no ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 64 ;;
    esac
    shift
done
display=no
[ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || display=yes
[ "$display" = yes ] || walk=yes

cd "$here"
if [ "$install" = yes ]; then
    install_packages "${build_packages[@]}"
    [ "$walk" = no ] || install_packages "${display_packages[@]}"
fi

say "Building (release)"
log=$here/build/release-configure.log
mkdir -p "$here/build"
cmake --preset release >"$log" 2>&1 || { tail -n 30 "$log" >&2; fail "cmake could not configure; the whole log is $log"; }
targets=(envdeck envdeckctl envdeck-runner envdeck-sandbox)
[ "$walk" = no ] || targets+=(envdeck-walk)
cmake --build --preset release --target "${targets[@]}"
bin=$here/build/release/app

say "Terraform or OpenTofu"
if program=$(command -v terraform || command -v tofu); then
    echo "  $program"
elif [ "$download" = yes ] && program=$("$here/packaging/get-tofu.sh"); then
    PATH=$PATH:$(dirname "$program"); export PATH
    echo "  $program"
else
    echo "  none: the Infrastructure page will say how to get one; everything else works"
fi

say "Starting the sandbox in $dir"
if [ "$walk" = yes ] && [ -d "$dir" ]; then
    "$bin/sandbox/envdeck-sandbox" reset --dir "$dir" # the walk begins at the beginning
fi
"$bin/sandbox/envdeck-sandbox" up --dir "$dir"
export ENVDECK_SECRETS_FILE=$dir/secrets.json
export PATH=$PATH:$bin/runner # where the walk, which is no program of the product, finds envdeck-runner

if [ "$walk" = no ]; then
    say "Opening Envdeck"
    exec "$bin/desktop/envdeck" --workspace "$dir/workspace"
fi

say "Walking the main job; pictures go to $out"
mkdir -p "$out"
status=0
walk_command=("$here/build/release/tests/journey/walk/envdeck-walk" --sandbox "$dir" --out "$out")
if [ "$display" = yes ]; then
    "${walk_command[@]}" || status=$?
else
    xvfb-run --auto-servernum --server-args="-screen 0 1600x1000x24 -nolisten tcp" "${walk_command[@]}" || status=$?
fi
"$bin/sandbox/envdeck-sandbox" down --dir "$dir"
[ "$status" = 0 ] || fail "the walk did not hold (exit $status); see $out/report.md"
echo "Every step held. Pictures and report: $out"
