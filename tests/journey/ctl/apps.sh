#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Envdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Apps and their variables by envdeckctl on a sandbox: what runs where, a value that reaches Dokploy and nothing else,
# what somebody changes in Dokploy's own panel. Asserts on Dokploy's answers and on every file that Envdeck keeps.
# apps.sh ENVDECKCTL ENVDECK_SANDBOX
set -euo pipefail
ctl=$1 sandbox=$2
work=$(mktemp -d)
export XDG_DATA_HOME=$work/data XDG_STATE_HOME=$work/state XDG_CONFIG_HOME=$work/config XDG_RUNTIME_DIR=$work/run
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
# In the panel itself, as somebody without Envdeck: panel ENVIRONMENT APP PYTHON, which has `call` and the service's row.
panel() {
    python3 - "$work/sandbox/secrets.json" "$@" <<'END'
import json, sys, urllib.parse, urllib.request
file, environment, app, code = sys.argv[1:5]
key = json.load(open(file))[f"dokploy/{environment}"]
def call(procedure, body=None, **query):
    url = f"{key['origin']}/api/{procedure}" + ("?" + urllib.parse.urlencode(query) if query else "")
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"x-api-key": key["value"], "Content-Type": "application/json"})
    return json.loads(urllib.request.urlopen(request).read() or "null")
found = [row for row in call("compose.search", q=app)["items"] if row["name"] == app][0]
service = call("compose.one", composeId=found["composeId"])
exec(code)
END
}

"$sandbox" up --dir "$work/sandbox" >/dev/null
export ENVDECK_SECRETS_FILE=$work/sandbox/secrets.json

run 0 apps --exit-code
[ "$(grep -c 'https://api' <<<"$out")" = 3 ] || fail "the routes of api are not there: $out"
run 0 vars list api
grep -q '^LOG_LEVEL .*differs' <<<"$out" || fail "a variable that differs is not named: $out"
grep -q '^NEW_CHECKOUT .*missing in prod' <<<"$out" || fail "a variable that is missing is not named: $out"
run 2 vars diff api dev prod --exit-code
run 64 vars diff api dev nowhere
run 0 vars diff api prod prod --exit-code

# A value comes over standard input, reaches Dokploy, and is in no file of ours.
before=$(panel prod api 'print(service["env"], end="")')
run 3 vars set api PROBE --env prod <<<"canary-9931-value"
[ "$(panel prod api 'print(service["env"], end="")')" = "$before" ] || fail "it was set without being confirmed"
run 0 vars set api PROBE --env prod --confirm prod --reason journey <<<"canary-9931-value"
grep -q 'counts from the next deployment' <<<"$out" || fail "that a deployment is needed is not said: $out"
[ "$(panel prod api 'print(service["env"], end="")')" = "$before
PROBE=canary-9931-value" ] || fail "Dokploy has $(panel prod api 'print(service["env"])')"
if grep -rqa canary-9931 "$XDG_DATA_HOME" "$XDG_STATE_HOME"; then fail "the value lies in $(grep -rla canary-9931 "$XDG_DATA_HOME" "$XDG_STATE_HOME")"; fi
run 0 audit --env prod --json
grep -q 'set PROBE' <<<"$out" || fail "the audit does not know of it: $out"
grep -q canary-9931 <<<"$out" && fail "the audit has the value"
run 0 vars list api --env prod --json
grep -q canary-9931 <<<"$out" && fail "the list has the value"
run 0 apps --exit-code # what Envdeck itself changed is no change of others
run 64 vars set api PROBE --env dev </dev/null
run 0 vars unset api PROBE --env prod --confirm prod
[ "$(panel prod api 'print(service["env"], end="")')" = "$before" ] || fail "it is not as before: $(panel prod api 'print(service["env"])')"
run 0 apps --exit-code # nothing of this was somebody else's change

# Somebody else, in Dokploy's own panel.
panel dev web 'call("domain.update", {"domainId": service["domains"][0]["domainId"], "host": service["domains"][0]["host"], "port": 9999})'
panel dev web 'call("compose.update", {"composeId": service["composeId"], "customGitBranch": "trial"})'
panel dev web 'call("compose.saveEnvironment", {"composeId": service["composeId"], "env": service["env"] + "\nBY_HAND=1"})'
run 2 apps --exit-code
for kind in 'domain-changed web.dev.acme.example' 'compose-source deploy-config' 'variable-added BY_HAND'; do
    grep -q "dev/web: $kind" <<<"$out" || fail "not found: $kind in $out"
done

run 0 diff api dev prod
grep -q '^version  v1.4.0-rc2 -> v1.3.8' <<<"$out" || fail "the versions are not compared: $out"
run 0 diff api v1.3.8 v1.3.7 --env prod
grep -q -- '- *image: .*api:v1.3.8' <<<"$out" || fail "the files are not compared: $out"
run 64 diff api v1.3.8 v0.0.1 --env prod

# Stopping and starting: refused unconfirmed, said before, done once.
run 0 apps stop web --env dev --dry-run
grep -q 'would stop dev/web' <<<"$out" || fail "what would be done is not said: $out"
run 3 apps stop web --env prod
run 0 apps stop web --env dev
[ "$(panel dev web 'print(service["composeStatus"], end="")')" = idle ] || fail "it was not stopped"
run 0 apps start web --env dev
[ "$(panel dev web 'print(service["composeStatus"], end="")')" = done ] || fail "it was not started"
run 64 apps stop nothing --env dev

# A draft that lets it roll, looked at first.
run 0 apps draft-stack web --env dev --dry-run
grep -q '+ *order: start-first' <<<"$out" || fail "the lines are not shown: $out"
run 0 apps draft-stack web --env dev
git -C "$work/sandbox/remote.git" show main:deploy-config/dev/apps/web.compose.yml | grep -q 'order: start-first' || fail "the draft is not in git"
run 1 apps draft-stack web --env dev # it is there

# Backups: what is late is said although no job failed, and one more is a file at the destination.
run 2 backups --exit-code
grep -q '^main  *postgres  *test  *Late' <<<"$out" || fail "a late backup is not named: $out"
grep -q '^cache  *redis  *dev  *Dokploy makes none' <<<"$out" || fail "the cache is not explained: $out"
run 0 backups run main --env test --dry-run
run 0 backups run main --env test --reason journey
run 0 backups --env test --exit-code
grep -q '^main  *postgres  *test  *Fresh' <<<"$out" || fail "the new backup is not seen: $out"
run 0 audit --env test --json
grep -q '"action":"backup"' <<<"$out" || fail "the audit does not know of the backup: $out"
run 64 backups run nothing --env test
grep -q 'there are: .*main' "$work/err" || fail "the data sets are not named: $(cat "$work/err")"
run 64 backups run cache --env test

run 0 panel --env prod
grep -q '^Dokploy of prod: v0.31.1$' <<<"$out" || fail "the version is not there: $out"
grep -q '^  nightly  acme-backups at https://s3.acme.example' <<<"$out" || fail "the destination is not there: $out"
run 0 panel --env prod --exit-code
run 64 panel

"$sandbox" scenario dokploy-down --dir "$work/sandbox" >/dev/null
run 5 vars list api
run 5 backups --env prod
[ "$failures" = 0 ] && echo "the apps hold"
exit "$failures"
