#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Envdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Hosts by envdeckctl over the sandbox's real sshd: a key is confirmed once, a changed one stops everything until it
# is replaced with a reason, containers are listed and restarted, images pruned. Asserts on exit codes, Envdeck's own
# known_hosts, the processes of the sandbox and the audit.
# hosts.sh ENVDECKCTL ENVDECK_SANDBOX ENVDECK_RUNNER
set -Eeuo pipefail
ctl=$1 sandbox=$2 runner_dir=$(dirname "$3")
work=$(mktemp -d)
export XDG_DATA_HOME=$work/data XDG_STATE_HOME=$work/state XDG_CONFIG_HOME=$work/config XDG_RUNTIME_DIR=$work/run
export PATH=$PATH:$runner_dir HOME=$work/home
unset SSH_AUTH_SOCK
mkdir -m 700 "$work/run" "$work/home"
failures=0
cleanup() { "$sandbox" down --dir "$work/sandbox" >/dev/null 2>&1 || true; rm -rf "$work"; }
trap cleanup EXIT
trap 'echo "FAILED: line $LINENO left with $?"' ERR

fail() { echo "FAILED: $*"; failures=$((failures + 1)); }
run() {
    local wanted=$1 status=0
    shift
    out=$("$ctl" "$@" --workspace "$work/sandbox/workspace" 2>"$work/err") || status=$?
    [ "$status" = "$wanted" ] || fail "envdeckctl $* left with $status, not $wanted: $out $(cat "$work/err")"
}
field() { python3 -c 'import json,sys; v=json.loads(sys.stdin.read().strip().splitlines()[-1])
for k in sys.argv[1].split("."): v = v[int(k)] if k.isdigit() else v[k]
print(v)' "$1"; }
shown() { "$sandbox" status --dir "$work/sandbox" --json | field "hosts.$1.fingerprint"; }
pid_of() { "$sandbox" status --dir "$work/sandbox" --json | python3 -c 'import json,sys
print(next(a["pid"] for a in json.load(sys.stdin)["apps"] if (a["environment"], a["name"]) == (sys.argv[1], sys.argv[2])))' "$1" "$2"; }

"$sandbox" up --dir "$work/sandbox" --json >"$work/up.json"
export ENVDECK_SECRETS_FILE=$work/sandbox/secrets.json
if [ "$(field noHosts <"$work/up.json")" != None ]; then
    run 0 hosts
    echo "skipped: $(field noHosts <"$work/up.json")"
    exit 77
fi

# Nothing is spoken to before somebody confirmed its key.
run 3 hosts --json
[ "$(field data.hosts.2.state <<<"$out")" = not-trusted ] || fail "a new host is not unconfirmed: $out"
run 3 ps --host dev-1
run 0 hosts key dev-1 --json
[ "$(field data.fingerprint <<<"$out")" = "$(shown 0)" ] || fail "envdeckctl and the sandbox show other keys: $out"
run 3 hosts trust dev-1 --fingerprint SHA256:0000000000000000000000000000000000000000000
run 3 hosts trust dev-1
[ ! -s "$XDG_DATA_HOME/envdeck/known_hosts" ] || fail "a key is kept that nobody confirmed"
for i in 0 1 2; do
    name=$(field "hosts.$i.name" <"$work/up.json")
    run 0 hosts trust "$name" --fingerprint "$(shown $i)" --compared
done
run 0 hosts key dev-1 --json
[ "$(field data.verdict <<<"$out")/$(field data.confirmed.0.compared <<<"$out")" = known/True ] || fail "it is not confirmed: $out"
[ "$(find "$work" -name known_hosts | xargs grep -l 'ssh-ed25519' | wc -l)" = 1 ] || fail "not exactly one known_hosts was written"
[ ! -e "$work/home/.ssh" ] || fail "the user's own .ssh was touched"

run 0 hosts
run 0 hosts --env dev --json
[ "$(field data.hosts.0.containers.value.total <<<"$out")" = 3 ] || fail "dev does not have three containers: $out"
[ "$(field data.hosts.0.docker.stale <<<"$out")" = False ] || fail "docker of dev is not fresh: $out"
run 0 ps --env dev
grep -q 'dev/dev-1 .*api' <<<"$out" || fail "ps does not list api: $out"
run 64 ps --host dev-7
run 0 exec dev-1 docker-ps
grep -q 'CONTAINER ID' <<<"$out" || fail "docker-ps says nothing: $out"
run 0 exec dev-1 uptime
run 64 exec dev-1 reboot

name=$("$ctl" ps --host dev-1 --json --workspace "$work/sandbox/workspace" | python3 -c 'import json,sys
print(next(c["name"] for c in json.load(sys.stdin)["data"]["containers"] if c["service"] == "worker"))')
before=$(pid_of dev worker)
run 64 restart-container dev-1 nobody
run 0 restart-container dev-1 "$name" --reason journey
after=$(pid_of dev worker)
[ "$before" != "$after" ] && [ "$after" != None ] || fail "worker of dev was not restarted: $before, $after"
run 3 restart-container prod-1 anything

run 0 prune dev-1 --dry-run --json
going=$(python3 -c 'import json,sys; print(len(json.load(sys.stdin)["data"]["remove"]))' <<<"$out")
run_prune=0; [ "$going" = 0 ] || run_prune=3
run "$run_prune" prune dev-1
if [ "$going" != 0 ]; then
    run 0 prune dev-1 --confirm dev
    run 0 prune dev-1 --dry-run --json
    [ "$(python3 -c 'import json,sys; print(len(json.load(sys.stdin)["data"]["remove"]))' <<<"$out")" = 0 ] || fail "images are left that may go: $out"
fi

# A key with a passphrase: nothing goes on without it, nor with a wrong one; the right one opens it.
ssh_secret() { # PASSPHRASE [WHAT IS ENTERED FOR IT]
    python3 - "$ENVDECK_SECRETS_FILE" "$work/locked" "$@" <<'PY'
import json, pathlib, subprocess, sys
secrets, key, phrase, *entered = sys.argv[1:]
kept = json.loads(pathlib.Path(secrets).read_text())
pathlib.Path(key).touch(0o600)
pathlib.Path(key).write_text(kept["ssh/test"]["value"])
if phrase:
    subprocess.run(["ssh-keygen", "-q", "-p", "-P", "", "-N", phrase, "-f", key], check=True, stdout=subprocess.DEVNULL)
kept["ssh/test"]["value"] = pathlib.Path(key).read_text()
kept.pop("ssh-passphrase/test", None)
if entered:
    kept["ssh-passphrase/test"] = {"value": entered[0], "origin": kept["ssh/test"]["origin"]}
pathlib.Path(secrets).write_text(json.dumps(kept))
PY
}
cp -p "$ENVDECK_SECRETS_FILE" "$work/secrets.before"
ssh_secret 'correct horse'
run 6 exec test-1 uptime
grep -q 'passphrase' "$work/err" || fail "a missing passphrase is not told: $(cat "$work/err")"
cp -p "$work/secrets.before" "$ENVDECK_SECRETS_FILE"
ssh_secret 'correct horse' 'wrong horse'
run 6 exec test-1 uptime
grep -q 'passphrase of the SSH key is wrong' "$work/err" || fail "a wrong passphrase is not told: $(cat "$work/err")"
cp -p "$work/secrets.before" "$ENVDECK_SECRETS_FILE"
ssh_secret 'correct horse' 'correct horse'
run 0 exec test-1 uptime
cp -p "$work/secrets.before" "$ENVDECK_SECRETS_FILE"

"$sandbox" scenario host-down --env dev --dir "$work/sandbox" >/dev/null
run 0 hosts
grep -q 'dev/dev-1' "$work/err" || fail "the dead host is not named: $(cat "$work/err")"
run 5 ps --host dev-1
"$sandbox" scenario clear --dir "$work/sandbox" >/dev/null
"$sandbox" scenario host-key-changed --dir "$work/sandbox" >/dev/null
run 3 ps --host prod-1
grep -q 'another key' "$work/err" || fail "a changed key is not told: $(cat "$work/err")"
run 3 exec prod-1 uptime
run 3 hosts trust prod-1 --fingerprint "$(shown 2)"
run 3 hosts replace-key prod-1 --fingerprint "$(shown 2)" --confirm prod
run 3 hosts replace-key prod-1 --fingerprint "$(shown 2)" --reason reinstalled
run 0 hosts replace-key prod-1 --fingerprint "$(shown 2)" --reason reinstalled --confirm prod
run 0 exec prod-1 uptime
run 0 audit --json
for action in trust-host replace-host-key restart-container; do
    grep -q "\"action\":\"$action\"" <<<"$out" || fail "the audit does not know of $action: $out"
done
[ "$failures" = 0 ] && echo "hosts hold"
exit "$failures"
