#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Envdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# A variable changed through a pull request by envdeckctl on a sandbox: proposed, checks followed, merged, planned
# again, applied; and code that came to the branch past the review is not. Asserts on exit codes, the remote
# repository, the pull requests at the code host and terraform's state.
# pull_request.sh ENVDECKCTL ENVDECK_SANDBOX ENVDECK_RUNNER
set -euo pipefail
ctl=$1 sandbox=$2 runner_dir=$(dirname "$3")
work=$(mktemp -d)
export XDG_DATA_HOME=$work/data XDG_STATE_HOME=$work/state XDG_CONFIG_HOME=$work/config XDG_RUNTIME_DIR=$work/run
export PATH=$PATH:$runner_dir GIT_CONFIG_GLOBAL=/dev/null
mkdir -m 700 "$work/run"
failures=0
cleanup() { "$sandbox" down --dir "$work/sandbox" >/dev/null 2>&1 || true; rm -rf "$work"; }
trap cleanup EXIT

fail() { echo "FAILED: $*"; failures=$((failures + 1)); }
run() {
    local wanted=$1 status=0
    shift
    out=$("$ctl" "$@" --workspace "$work/sandbox/workspace" 2>"$work/err") || status=$?
    [ "$status" = "$wanted" ] || fail "envdeckctl $* left with $status, not $wanted: $out $(cat "$work/err")"
}
remote() { git -C "$work/sandbox/remote.git" "$@"; }
value() { remote show main:terraform/environments/test/env.auto.tfvars | sed -n 's/^location *= *"\(.*\)"/\1/p'; }
field() { python3 -c 'import json,sys; v=json.load(sys.stdin)
for k in sys.argv[1].split("."): v = v[int(k)] if k.isdigit() else v[k]
print(v)' "$1"; }

"$sandbox" up --dir "$work/sandbox" --json >"$work/up.json"
[[ $(field endpoints.github <"$work/up.json") == http://127.0.0.1:* ]] || fail "the sandbox names no code host"
export ENVDECK_SECRETS_FILE=$work/sandbox/secrets.json

run 0 doctor
run 3 variables set location hel1 --env test --via push # its policy
run 0 variables set location hel1 --env test --reason "journey"
[ "$(value)" != hel1 ] || fail "it is on main before anything was merged"
grep -q 'pull request #1 is open' <<<"$out" || fail "the pull request is not told: $out"
run 0 variables set location hel1 --env test --reason "journey" --merge --wait
[ "$(value)" = hel1 ] || fail "main says $(value), not hel1"
sleep 1 # the code host keeps its pull requests twice a second
[ "$(field 0.merged <"$work/sandbox/pulls.json")" = True ] || fail "the pull request is not merged: $(cat "$work/sandbox/pulls.json")"
grep -q 'hel1' <<<"$(field 0.body <"$work/sandbox/pulls.json")" || fail "its body does not say the change"
remote log -1 --format=%B main | grep -q '^Envdeck-Environment: test' || fail "the merge has no trailers"

if command -v terraform >/dev/null || command -v tofu >/dev/null; then
    run 2 plan --env test --exit-code
    run 0 apply --env test --reason "journey"
    grep -q hel1 "$work/sandbox/state/test.tfstate" || fail "the state does not know of hel1"

    git clone -q "$work/sandbox/remote.git" "$work/past"
    sed -i 's/hel1/fsn1/' "$work/past/terraform/environments/test/env.auto.tfvars"
    git -C "$work/past" -c user.name=Eve -c user.email=eve@example.com commit -qam "Move test past the review"
    git -C "$work/past" push -q
    run 2 plan --env test --exit-code
    run 3 apply --env test --reason "journey"
    grep -q 'merged by a pull request' "$work/err" || fail "why it is not applied is not said: $(cat "$work/err")"
    grep -q hel1 "$work/sandbox/state/test.tfstate" || fail "it was applied past the review"
else
    echo "no terraform or tofu: plan and apply were left out"
fi
[ "$failures" = 0 ] && echo "the way through a pull request holds"
exit "$failures"
