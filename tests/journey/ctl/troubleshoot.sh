#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Envdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# envdeckctl troubleshoot on the sandbox with its faults: a bad release is told by its version, a full disk and a dead
# host by name; a SigNoz that hangs or is gone hides nothing, and nobody waits
# longer than the ten seconds of a step.
# troubleshoot.sh ENVDECKCTL ENVDECK_SANDBOX ENVDECK_RUNNER
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
# The value of a Python expression over `d`, the answer's data; `step` names one of its steps.
value() { python3 -c 'import json,sys; d=json.loads(sys.stdin.read().strip().splitlines()[-1])["data"]
step={s["step"]: s for s in d["steps"]}
detectors={n: [f["detector"] for f in s["findings"] if f["verdict"]=="likely-cause"] for n,s in step.items()}
print(eval(sys.argv[1]))' "$1" <<<"$out"; }
holds() { [ "$(value "$1")" = True ] || fail "$2: $1 does not hold: $out"; }
scenario() { "$sandbox" scenario "$@" --dir "$work/sandbox" >/dev/null; }

"$sandbox" up --dir "$work/sandbox" --json >"$work/up.json"
export ENVDECK_SECRETS_FILE=$work/sandbox/secrets.json
run 64 troubleshoot api
run 64 troubleshoot nobody --env prod
run 64 troubleshoot api --env prod --what rain
grep -q '"noHosts": *null' "$work/up.json" || { echo "skipped: no sshd"; exit 77; }

# Before anybody confirmed a host's key the hosts are not asked, and the rest is looked at all the same.
run 0 troubleshoot api --env prod --json
holds 'step["containers"]["findings"][0]["cause"] == "key-unknown"' 'unconfirmed'
holds 'step["network"]["findings"] != [] and "containers" in d["conclusion"]["unseen"]' 'unconfirmed'
for i in 0 1 2; do
    name=$(python3 -c 'import json,sys; print(json.load(open(sys.argv[1]))["hosts"][int(sys.argv[2])]["name"])' "$work/up.json" $i)
    shown=$("$sandbox" status --dir "$work/sandbox" --json | python3 -c 'import json,sys; print(json.load(sys.stdin)["hosts"][int(sys.argv[1])]["fingerprint"])' $i)
    run 0 hosts trust "$name" --fingerprint "$shown" --compared
done

# All is well in dev.
run 0 history api --env prod
run 0 troubleshoot web --env dev --json
holds 'not {"not-running", "restarting", "unhealthy", "wrong-image"} & set(detectors["containers"])' 'dev is well'
holds 'all(s["state"] == "done" for s in d["steps"])' 'dev is well'
holds 'len(step["containers"]["containers"]) >= 1' 'dev is well'

# The bad release that the sandbox comes with: requests fail since v1.3.8.
run 2 troubleshoot api --env prod --what errors --exit-code --json
holds 'd["version"] == "v1.3.8"' 'bad release'
holds 'any(f["detector"] == "trace-errors" for f in step["traces"]["findings"])' 'bad release'
holds 'd["conclusion"]["certainty"] == "likely"' 'bad release'
run 0 troubleshoot api --env prod --what errors
grep -q 'Most likely' <<<"$out" || fail "the text names no cause: $out"

# A full disk.
scenario disk-95 --env test
run 2 troubleshoot api --env test --exit-code --json
holds '"disk-full" in detectors["containers"]' 'disk'
scenario clear
run 0 troubleshoot api --env test --json
holds '"disk-full" not in detectors["containers"]' 'disk cleared'

# A dead host and a SigNoz that hangs or is gone: each step ends by itself and hides no other.
scenario host-down --env prod
run 0 troubleshoot api --env prod --what site-down --json
holds 'step["containers"]["findings"][0]["detector"] == "host-answers"' 'host down'
holds 'step["traces"]["state"] == "done"' 'host down'
scenario clear
scenario signoz-slow
begin=$(date +%s)
run 0 troubleshoot api --env prod --what slow --json
took=$(($(date +%s) - begin))
holds 'step["traces"]["state"] == "failed" and step["traces"]["verdict"] == "could-not-check"' 'SigNoz slow'
holds 'step["containers"]["state"] == "done" and step["network"]["state"] == "done"' 'SigNoz slow'
[ "$took" -lt 30 ] || fail "it took $took s with a SigNoz that hangs"
scenario clear
scenario signoz-down
run 0 troubleshoot api --env prod --json
holds 'step["traces"]["state"] == "failed" and step["logs"]["state"] == "done"' 'SigNoz gone'
[ "$failures" = 0 ] && echo "troubleshooting holds"
exit "$failures"
