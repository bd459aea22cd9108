#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Envdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# The main job by envdeckctl on a sandbox: status, plan, apply exactly that plan, deploy, roll back. Asserts on exit
# codes, the remote repository, terraform's state, the app's answer and the audit.
# main_job.sh ENVDECKCTL ENVDECK_SANDBOX ENVDECK_RUNNER
set -euo pipefail
ctl=$1 sandbox=$2 runner_dir=$(dirname "$3")
work=$(mktemp -d)
export XDG_DATA_HOME=$work/data XDG_STATE_HOME=$work/state XDG_CONFIG_HOME=$work/config XDG_RUNTIME_DIR=$work/run
export PATH=$PATH:$runner_dir
mkdir -m 700 "$work/run"
failures=0
cleanup() { "$sandbox" down --dir "$work/sandbox" >/dev/null 2>&1 || true; rm -rf "$work"; }
trap cleanup EXIT

fail() { echo "FAILED: $*"; failures=$((failures + 1)); }
# run WANTED_EXIT arguments...: runs envdeckctl on the sandbox's workspace; output in $out
run() {
    local wanted=$1 status=0
    shift
    out=$("$ctl" "$@" --workspace "$work/sandbox/workspace" 2>"$work/err") || status=$?
    [ "$status" = "$wanted" ] || fail "envdeckctl $* left with $status, not $wanted: $out $(cat "$work/err")"
}
remote_tag() { git -C "$work/sandbox/remote.git" show main:deploy-config/prod/apps/api.compose.yml | sed -n 's/.*image: .*api:\([^ @"]*\).*/\1/p' | head -n 1; }
field() { python3 -c 'import json,sys; v=json.load(sys.stdin)
for k in sys.argv[1].split("."): v = v[int(k)] if k.isdigit() else v[k]
print(v)' "$1"; }

"$sandbox" up --dir "$work/sandbox" >/dev/null
export ENVDECK_SECRETS_FILE=$work/sandbox/secrets.json

run 0 workspace check
run 0 doctor
run 0 status --json
[ "$(field ok <<<"$out")" = True ] || fail "status is not ok"
[ "$(field data.environments.2.name <<<"$out")" = prod ] || fail "prod is not the third environment"
run 64 status --no-such-option
run 64 history nosuchapp --env prod
grep -q 'there are: api' "$work/err" || fail "an unknown app is not answered with those that are: $(cat "$work/err")"
run 64 hisotry api --env prod
grep -q 'next: envdeckctl history api --env prod' "$work/err" || fail "a mistyped verb is not corrected: $(cat "$work/err")"
[ "$(cd "$work" && "$ctl" --json --workspace "$work/sandbox/workspace" --env dev status | field environment)" = dev ] || fail "options before the verb do not count"
status=0; (cd "$work" && "$ctl" status >/dev/null 2>"$work/err") || status=$?
[ "$status" = 64 ] && grep -q 'envdeck-sandbox up' "$work/err" || fail "without a workspace: $status $(cat "$work/err")"

run 0 history api --env prod --json
rows=$(python3 -c 'import json,sys; print(len(json.load(sys.stdin)["data"]["deployments"]))' <<<"$out")
[ "$rows" -gt 5 ] || fail "only $rows deployments in the history"

if command -v terraform >/dev/null || command -v tofu >/dev/null; then
    run 2 plan --env dev --exit-code
    before=$(field serial <"$work/sandbox/state/dev.tfstate" 2>/dev/null || echo 0)
    cp "$work/sandbox/workspace/envdeck.yaml" "$work/thawed.yaml"
    sed -i '0,/pin: tag/s//pin: tag, freeze: [{ when: until 2999-12-31, reason: journey }]/' "$work/sandbox/workspace/envdeck.yaml"
    run 3 apply --env dev # while it is frozen
    grep -q 'frozen' "$work/err" || fail "a freeze does not stop an apply: $(cat "$work/err")"
    mv "$work/thawed.yaml" "$work/sandbox/workspace/envdeck.yaml"
    run 0 apply --env dev --reason "journey"
    after=$(field serial <"$work/sandbox/state/dev.tfstate")
    [ "$after" -gt "$before" ] || fail "terraform's state did not move on: $before, $after"
    run 1 apply --env dev # the plan is spent
    run 0 runs --env dev --json
    operation=$(field data.runs.0.operation <<<"$out")
    [ "$(field data.runs.0.kind <<<"$out")/$(field data.runs.0.state <<<"$out")/$(field data.runs.0.reason <<<"$out")" = apply/succeeded/journey ] || fail "the apply is not in the history of runs: $out"
    run 0 runs show "$operation"
    grep -q 'terraform_data' <<<"$out" || fail "the run has no log: $out"
    [ -z "$(find "$XDG_DATA_HOME" -path '*/runs/*' ! -path '*/read/*' -name plan -type f)" ] || fail "a spent plan file is left"
    [ -z "$(find "$XDG_DATA_HOME/envdeck/infrastructure" -type f -perm /077)" ] || fail "others may read: $(find "$XDG_DATA_HOME/envdeck/infrastructure" -type f -perm /077)"
    run 0 outputs --env dev
    run 0 fmt --env dev --exit-code
    run 0 validate --env dev
    run 2 plan --env dev --destroy --exit-code
    run 3 apply --env dev # a whole environment asks for its name
    run 0 apply --env dev --confirm dev --reason "journey"
    left=$(python3 -c 'import json,sys; print(len(json.load(sys.stdin)["resources"]))' <"$work/sandbox/state/dev.tfstate")
    [ "$left" = 0 ] || fail "$left resources are left of dev"
    run 0 plan --env dev
    run 0 apply --env dev
    run 3 unlock --env prod --id ab997f58-1bc1-ccaa-6af7-a5be9ba2dcbb
    run 1 push-state --env dev
    run 1 push-state --env dev --set-aside
    dev=$(find "$XDG_DATA_HOME/envdeck/infrastructure" -maxdepth 2 -type d -name dev)
    mkdir -p -m 700 "$dev/work"
    python3 -c 'import json,sys; s=json.load(open(sys.argv[1])); s["lineage"]="11111111-2222-3333-4444-555555555555"; json.dump(s, sys.stdout)' \
        "$work/sandbox/state/dev.tfstate" >"$dev/work/errored.tfstate" # of another state, which no backend takes
    chmod 600 "$dev/work/errored.tfstate"
    sum=$(sha256sum <"$dev/work/errored.tfstate")
    run 0 plan --env dev --destroy
    run 1 apply --env dev --confirm dev # while it lies there
    run 1 push-state --env dev --reason "journey"
    [ "$(sha256sum <"$dev/work/errored.tfstate")" = "$sum" ] || fail "a state that was refused is not as it was"
    run 3 push-state --env dev --set-aside # without a reason
    run 0 push-state --env dev --set-aside --reason "journey" --json
    kept=$(tail -n 1 <<<"$out" | field data.file)
    [ "$(dirname "$kept")" = "$dev/set-aside" ] && [ "$(sha256sum <"$kept")" = "$sum" ] || fail "it is not kept as it was: $kept"
    [ "$(stat -c %a "$kept")/$(stat -c %a "$dev/set-aside")" = 600/700 ] || fail "others may read $kept"
    [ ! -e "$dev/work/errored.tfstate" ] || fail "an unsaved state is left after it was set aside"
    run 1 push-state --env dev --set-aside # there is none any more
    run 0 plan --env dev --destroy
    run 0 apply --env dev --confirm dev
else
    echo "no terraform or tofu: plan and apply were left out"
fi

run 3 deploy api --env prod --to v1.3.9 --wait # prod asks for its name
[ "$(remote_tag)" != v1.3.9 ] || fail "it deployed without being confirmed"
run 0 deploy api --env prod --to v1.3.9 --confirm prod --reason "journey" --wait
[ "$(remote_tag)" = v1.3.9 ] || fail "the remote says $(remote_tag), not v1.3.9"
git -C "$work/sandbox/remote.git" log -1 --format=%B main | grep -q '^Envdeck-Action: deploy' || fail "the commit has no trailers"
run 64 deploy api --env prod --to v9.9.9 --confirm prod # no such image
grep -q 'v1.3.9' "$work/err" || fail "an unknown version is not answered with those that are: $(cat "$work/err")"
run 1 deploy api --env prod --to v1.3.9 --confirm prod # runs already
run 0 rollback api --env prod --to v1.3.7 --confirm prod --reason "journey" --wait
[ "$(remote_tag)" = v1.3.7 ] || fail "the remote says $(remote_tag), not v1.3.7"

run 0 deploy api --env prod --list --json
[ "$(field data.versions.0.version.tag <<<"$out")" != "" ] && [ "$(field data.versions.0.checks.state <<<"$out")" = passed ] || fail "versions without what is known of them: $out"
run 0 deploy api --env prod --list --to v1.3.9 --json
[ "$(field data.ahead <<<"$out")" -gt 0 ] && [ "$(field data.since.tag <<<"$out")" = v1.3.7 ] || fail "what is new in v1.3.9 is not told: $out"
before=$(git -C "$work/sandbox/remote.git" rev-parse main)
run 0 deploy api --env prod --to v1.3.9 --dry-run
grep -q '+.*v1.3.9' <<<"$out" || fail "a dry run does not show the change: $out"
[ "$(git -C "$work/sandbox/remote.git" rev-parse main)" = "$before" ] || fail "a dry run changed the remote"
run 3 promote api --from dev --env prod --confirm prod # test does not run it
grep -q 'never ran in test' "$work/err" || fail "an environment is skipped without a reason: $(cat "$work/err")"
run 0 hold api --env prod --confirm prod --until 2999-01-01 --reason "journey"
git -C "$work/sandbox/remote.git" show main:deploy-config/prod/apps/api.compose.yml | grep -q 'x-envdeck-hold.*v1.3.7' || fail "the hold is not in the file"
run 0 hold api --env prod --release --confirm prod --reason "journey"
git -C "$work/sandbox/remote.git" show main:deploy-config/prod/apps/api.compose.yml | grep -q 'x-envdeck-hold' && fail "the hold is not released"
run 0 deploy api --env dev --to v1.3.9 --wait
before=$(git -C "$work/sandbox/remote.git" rev-parse main)
run 0 hold api --env prod --dry-run # asks for no name: it changes nothing
grep -q 'would be held at v1.3.7' <<<"$out" || fail "a dry run does not say what would be held: $out"
run 0 promote api --from dev --through prod --dry-run --json
[ "$(field data.parts.1.to.tag <<<"$out")" = v1.3.9 ] && [ "$(field data.parts.1.state <<<"$out")" = waiting ] || fail "a dry run does not show the rollout: $out"
[ "$(git -C "$work/sandbox/remote.git" rev-parse main)" = "$before" ] || fail "a dry run changed the remote"
run 0 promote api --from dev --through prod --confirm prod --reason "journey" --json
[ "$(remote_tag)" = v1.3.9 ] || fail "the rollout left prod at $(remote_tag)"
[ "$(tail -n 1 <<<"$out" | field data.parts.1.state)" = healthy ] || fail "the rollout does not say that prod is healthy: $out"
run 0 rollback api --env prod --to v1.3.7 --confirm prod --reason "journey" --wait
run 0 deploy api --env dev --to v1.3.7 --wait

run 0 audit --json
for action in deploy rollback; do
    grep -q "\"action\":\"$action\"" <<<"$out" || fail "the audit does not know of the $action"
done
python3 - "$work/sandbox/secrets.json" "$work/fewer.json" <<'END'
import json, os, sys
keys = json.load(open(sys.argv[1]))
del keys["dokploy/dev"]
os.umask(0o077)
json.dump(keys, open(sys.argv[2], "w"))
END
commits=$(git -C "$work/sandbox/remote.git" rev-list --count main)
ENVDECK_SECRETS_FILE=$work/fewer.json run 6 deploy api --env dev --to v1.3.9
grep -q 'Dokploy of dev at http' "$work/err" || fail "a missing key is not named: $(cat "$work/err")"
[ "$(git -C "$work/sandbox/remote.git" rev-list --count main)" = "$commits" ] || fail "it pushed without the key"

"$sandbox" scenario dokploy-down --dir "$work/sandbox" >/dev/null
run 0 status
run 5 doctor
"$sandbox" scenario registry-down --dir "$work/sandbox" >/dev/null
run 3 deploy api --env dev --to v1.3.9 # nobody could be asked
grep -q -- '--unchecked' "$work/err" || fail "an unchecked deployment is refused without a way on: $(cat "$work/err")"
run 5 rollback api --env dev --to v1.3.8 # the way back stays open: git has it
"$sandbox" scenario clear --dir "$work/sandbox" >/dev/null
run 0 deploy api --env dev --to v1.3.8 --wait # and is taken up where it was left
grep -q 'asking the platform once more' <<<"$out" || fail "the platform was not asked once more: $out"
[ "$failures" = 0 ] && echo "the main job holds"
exit "$failures"
