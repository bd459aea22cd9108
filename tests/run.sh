#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Envdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds with ASan and UBSan, runs the tests. Closes with ctest's summary.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
. "$here/packaging/packages.sh"

usage() {
    cat <<'TEXT'
tests/run.sh [--all] [--filter REGEX] [--no-install] [--jobs N]

Builds the `asan` preset (AddressSanitizer, UBSan, warnings as errors) in build/asan and runs its tests.

  --all           the slow tests too
  --filter REGEX  only tests whose name matches
  --no-install    leave the machine's packages alone
  --jobs N        tests at a time (default: processors)
TEXT
}

all=no install=yes filter=() jobs=$(nproc)
while [ $# -gt 0 ]; do
    case "$1" in
    --all) all=yes ;;
    --filter) filter=(-R "${2:?--filter needs a regular expression}"); shift ;;
    --no-install) install=no ;;
    --jobs) jobs=${2:?--jobs needs a number}; shift ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 64 ;;
    esac
    shift
done

started=$SECONDS
cd "$here"
if [ "$install" = yes ]; then
    install_packages --quiet-services "${build_packages[@]}" "${display_packages[@]}" "${test_packages[@]}"
    # A machine without npm does without: the test that needs it says so.
    bash tests/contract/scaffold/fetch.sh build/asan/npm || [ $? = 77 ]
fi
installed=$SECONDS

say "Building (ASan + UBSan)"
cmake --preset asan >build-configure.log 2>&1 || { tail -n 30 build-configure.log >&2; rm -f build-configure.log; fail "cmake could not configure"; }
rm -f build-configure.log
cmake --build --preset asan
printf 'packages %d s, build %d s\n' $((installed - started)) $((SECONDS - installed))

say "Testing"
slow=(-LE slow)
[ "$all" = no ] || slow=()
# Leak reports of fontconfig, dbus and Qt's own caches are listed in tests/support/lsan.supp.
export LSAN_OPTIONS="suppressions=$here/tests/support/lsan.supp:print_suppressions=0"
export ASAN_OPTIONS="detect_stack_use_after_return=1:strict_string_checks=1"
# A test that fails runs once more, in sight: on a busy machine a child may outlive the test that started it.
ctest --preset asan -j "$jobs" --repeat until-pass:2 "${slow[@]}" "${filter[@]}"
