#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Envdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Prints where we are with the budgets: ratios measured side by side, in a release build, under a virtual display.
set -euo pipefail
here=$(cd "$(dirname "$0")/../.." && pwd)
. "$here/packaging/packages.sh"

usage() {
    cat <<'TEXT'
tests/bench/run.sh [--json] [--runs N] [--no-install]

Builds the `release` preset, starts a sandbox and measures the budgets that have their feature. The others print
"not yet". Nothing here passes or fails: read the table.

  --json        one object instead of the table
  --runs N      starts per row of the start-up budgets (default: 15); the median counts
  --no-install  leave the machine's packages alone
TEXT
}

json=no runs=15 install=yes
while [ $# -gt 0 ]; do
    case "$1" in
    --json) json=yes ;;
    --runs) runs=${2:?--runs needs a number}; shift ;;
    --no-install) install=no ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 64 ;;
    esac
    shift
done

cd "$here"
build=$here/build/release
{
    [ "$install" = no ] || install_packages "${build_packages[@]}" "${display_packages[@]}" libxcb-damage0-dev chromium dbus-daemon ripgrep
    cmake --preset release
    cmake --build --preset release --target envdeck envdeck-runner envdeck-sandbox envdeck-first-paint envdeck-bare-window envdeck-promptness \
        envdeck-log-ingest envdeck-log-memory envdeck-log-filter envdeck-plan-open envdeck-health-board envdeck-journal-pages
} >&2

work=$(mktemp -d "$here/build/bench-XXXXXX")
display_pid= bus_pid=
cleanup() {
    "$build/app/sandbox/envdeck-sandbox" down --dir "$work/sandbox" >/dev/null 2>&1 || true
    [ -z "$display_pid" ] || kill "$display_pid" 2>/dev/null || true
    [ -z "$bus_pid" ] || kill "$bus_pid" 2>/dev/null || true
    rm -rf "$work"
}
trap cleanup EXIT

export XDG_DATA_HOME=$work/data XDG_STATE_HOME=$work/state XDG_CONFIG_HOME=$work/config XDG_CACHE_HOME=$work/cache XDG_RUNTIME_DIR=$work/run
mkdir -m 0700 "$work/run"
# As on a desktop there is a session bus; without one every program starts by launching its own.
dbus-daemon --session --nofork --print-address=4 4>"$work/bus" 2>/dev/null &
bus_pid=$!
unset QT_QPA_PLATFORM
Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp 3>"$work/display" 2>/dev/null &
display_pid=$!
for _ in $(seq 100); do [ -s "$work/display" ] && [ -s "$work/bus" ] && break; sleep 0.1; done
DISPLAY=:$(cat "$work/display")
DBUS_SESSION_BUS_ADDRESS=$(cat "$work/bus")
export DISPLAY DBUS_SESSION_BUS_ADDRESS

"$build/app/sandbox/envdeck-sandbox" up --dir "$work/sandbox" >&2
secrets=$work/sandbox/secrets.json
python3 - "$secrets" "$work/none.json" "$work/fifty.json" <<'PY'
import json, os, sys
source, none, fifty = sys.argv[1:]
held = json.load(open(source))
for n in range(50 - len(held)):
    held[f"bench/{n}"] = {"value": "x" * 40, "origin": f"https://host{n}.example.com"}
for path, value in ((none, {}), (fifty, held)):
    with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as out:
        json.dump(value, out)
PY
envdeck=("$build/app/desktop/envdeck" --workspace "$work/sandbox/workspace")
bench=$build/tests/bench
# One run leaves the last known state behind that the measured ones paint first.
ENVDECK_SECRETS_FILE=$secrets timeout --preserve-status -s TERM 25 "${envdeck[@]}" >/dev/null 2>&1 || true

first_paint() { "$bench/envdeck-first-paint" "$@" 2>/dev/null || echo nan; }
chromium=$(command -v chromium || true)
printf '<!doctype html><title>bench</title><body><p>bench</p>' >"$work/page.html"
for _ in $(seq "$runs"); do # side by side: what slows one slows all
    first_paint "$bench/envdeck-bare-window" >>"$work/bare"
    ENVDECK_SECRETS_FILE=$secrets first_paint "${envdeck[@]}" >>"$work/envdeck"
    ENVDECK_SECRETS_FILE=$work/none.json first_paint "${envdeck[@]}" >>"$work/none"
    ENVDECK_SECRETS_FILE=$work/fifty.json first_paint "${envdeck[@]}" >>"$work/fifty"
    if [ -n "$chromium" ]; then
        first_paint "$chromium" --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update \
            --disable-sync --user-data-dir="$work/chromium" --window-size=1440,900 --app="file://$work/page.html" >>"$work/web"
    fi
done
"$bench/envdeck-promptness" "$work/promptness" >"$work/prompt"
mkdir "$work/board"
"$bench/envdeck-health-board" "$work/board" >"$work/health"
"$bench/envdeck-journal-pages" "$work/pages" >"$work/journal-pages"
rm -r "$work/pages"
"$bench/envdeck-plan-open" make "$work/plan.json" 50
for _ in 1 2 3 4 5; do
    "$bench/envdeck-plan-open" lines "$work/plan.json" >>"$work/plan-lines"
    "$bench/envdeck-plan-open" open "$work/plan.json" | cut -d' ' -f1 >>"$work/plan-open"
done
"$bench/envdeck-plan-open" make "$work/plan.json" 50 create
for _ in 1 2 3 4 5; do
    "$bench/envdeck-plan-open" lines "$work/plan.json" >>"$work/made-lines"
    "$bench/envdeck-plan-open" open "$work/plan.json" | cut -d' ' -f1 >>"$work/made-open"
done
"$bench/envdeck-plan-open" make "$work/plan.json" 200
"$bench/envdeck-plan-open" memory "$work/plan.json" >"$work/plan-memory"
"$bench/envdeck-plan-open" make "$work/plan.json" 200 create
"$bench/envdeck-plan-open" memory "$work/plan.json" >"$work/made-memory"
rm "$work/plan.json"

# Logs: a gigabyte of lines of 118 bytes with a needle in few of them, in the page cache.
python3 - "$work/log.txt" <<'PY'
import random, sys
random.seed(1)
words = "payment order stored user session GET /health 200 cache warm retry queue worker request".split()
base = ["INFO " + " ".join(random.choice(words) for _ in range(30)) for _ in range(20000)]
number, size = 0, 0
with open(sys.argv[1], "w") as out:
    while size < 1_000_000_000:
        lines = []
        for i in range(20000):
            line = f"{number:09d} {base[(i * 7 + number // 20000) % 20000]}"[:118]
            lines.append(line[:100] + " needle_rare_xyz" if number % 3000 == 150 else line)
            number += 1
        text = "\n".join(lines) + "\n"
        size += out.write(text)
PY
cat "$work/log.txt" >/dev/null
"$bench/envdeck-log-memory" 10000000 >"$work/log-memory"
"$bench/envdeck-log-memory" 10000000 "$work" >"$work/log-spilled"
now() { date +%s%N; }
for _ in 1 2 3 4 5; do # side by side
    from=$(now); cat "$work/log.txt" | wc -l >"$work/lines"; echo $((($(now) - from) / 1000)) >>"$work/wc"
    cat "$work/log.txt" | "$bench/envdeck-log-ingest" >>"$work/ingest" 2>/dev/null
    from=$(now); rg -c -F needle_rare_xyz "$work/log.txt" >/dev/null; echo $((($(now) - from) / 1000)) >>"$work/rg"
    "$bench/envdeck-log-filter" "$work/log.txt" needle_rare_xyz 2 | tail -n 1 >>"$work/filter"
done

python3 - "$work" "$json" <<'PY'
import json, math, os, statistics, sys
work, as_json = sys.argv[1], sys.argv[2] == "yes"

def read(name):
    path = os.path.join(work, name)
    return [v for v in map(float, open(path)) if not math.isnan(v)] if os.path.exists(path) else []

def median(name):
    values = read(name)
    return statistics.median(values) if values else None

def ratio(a, b, words):
    a, b = median(a), median(b)
    return (round(a / b, 3), f"{a:.0f} ms / {b:.0f} ms", words) if a and b else (None, "", "could not be measured")

rows = []
def row(number, what, measured, budget):
    value, raw, note = measured
    rows.append({"budget": number, "what": what, "value": value, "raw": raw, "limit": budget,
                 "holds": None if value is None else value <= budget, "note": note})

row("1", "start-up to first paint / bare QMainWindow", ratio("envdeck", "bare", ""), 1.5)
row("1", "start-up to first paint / Chromium --app", ratio("envdeck", "web", "its first pixels, blank or not"), 0.2)
row("4", "opening a 50 MB plan / counting its lines", ratio("plan-open", "plan-lines", "read, parsed and painted"), 2)
row("4", "the same, all of it made", ratio("made-open", "made-lines", "forty attributes each"), 2)
for name, what in (("plan-memory", "memory growth on a 200 MB plan / its size"), ("made-memory", "the same, all of it made")):
    grown = median(name)
    row("5", what, (grown, "", "text that is kept included") if grown else (None, "", "could not be measured"), 0.5)
prompt = sorted(read("prompt"))
p99 = prompt[max(0, math.ceil(len(prompt) * 0.99) - 1)] if prompt else None
row("13", "confirm to the first outside step, p99, ms",
    (round(p99, 2), f"{len(prompt)} rounds, p50 {statistics.median(prompt):.2f} ms", "") if prompt else (None, "", ""), 10)
row("14", "start-up with 50 secrets / with none", ratio("fifty", "none", "in a secrets file"), 1.02)
def table(name):
    path = os.path.join(work, name)
    return [[float(v) for v in line.split()] for line in open(path)] if os.path.exists(path) else []

ingest, peers = table("ingest"), [v / 1e6 for v in read("wc")]
pairs = [peer / ours[0] for peer, ours in zip(peers, ingest) if ours[0]]
rows.append({"budget": "6", "what": "log lines to the view / cat | wc -l (at least)",
             "value": round(statistics.median(pairs), 3) if pairs else None,
             "raw": f"{ingest[0][1] / statistics.median(r[0] for r in ingest):,.0f} lines/s" if ingest else "",
             "limit": 0.5, "holds": statistics.median(pairs) >= 0.5 if pairs else None, "note": ""})
row("6", "longest go of the window's thread, p99, ms",
    (round(statistics.median(r[2] for r in ingest), 2), "", "") if ingest else (None, "", ""), 16)
for name, what, limit in (("log-memory", "memory of 10 million log lines / text", 1.05),
                          ("log-spilled", "the same, spilled", 0.1)):
    held = table(name)
    row("7", what, (round(held[0][0] / held[0][1], 3), f"{held[0][0] / 1e6:.0f} MB / {held[0][1] / 1e6:.0f} MB", "")
        if held else (None, "", ""), limit)
found, peers = table("filter"), [v / 1e3 for v in read("rg")]
pairs = [ours[1] / peer for ours, peer in zip(found, peers) if peer]
row("8", "literal filter over 1 GB / rg -c -F",
    (round(statistics.median(pairs), 3), f"{statistics.median(r[1] for r in found):.0f} ms", "") if pairs else (None, "", ""), 0.6)
row("8", "first screen of it, ms", (round(statistics.median(r[0] for r in found), 1), "", "")
    if found else (None, "", ""), 16)
health = table("health")
pairs = [line[0] / line[1] for line in health if line[0] > 0]
row("11", "health of 45 live environments / the slowest alone",
    (round(statistics.median(pairs), 3), f"{statistics.median(r[0] for r in health):.0f} ms / {statistics.median(r[1] for r in health):.0f} ms", "5 more are dead")
    if pairs else (None, "", "could not be measured"), 1.3)
row("11", "dead ones beyond their deadline of 10 s, ms",
    (round(max(r[2] for r in health) - 10000, 1), f"{len(health)} rounds", "") if health else (None, "", ""), 50)
row("11", "longest go of the window's thread meanwhile, ms",
    (round(max(r[3] for r in health), 1), "", "") if health else (None, "", ""), 16)
def p99th(values):
    return sorted(values)[max(0, math.ceil(len(values) * 0.99) - 1)]

paged = table("journal-pages")
row("12", "page of 1 million deployments / bare SQLite query, p99",
    (round(p99th([r[0] for r in paged]) / p99th([r[1] for r in paged]), 3),
     f"{p99th([r[0] for r in paged]):.2f} ms / {p99th([r[1] for r in paged]):.2f} ms", "200 rows each, the opening too")
    if paged else (None, "", "could not be measured"), 1.5)
searched = [r[2] for r in paged if r[2]]
row("12", "search in them that finds one, ms", (round(statistics.median(searched), 1), "", "no index of words yet")
    if searched else (None, "", "could not be measured"), 16)
for number, what in (("2", "memory after ten minutes"), ("3", "idle CPU"), 
                     ("9", "chart frame with 1 million samples"), ("10", "one command on 50 hosts"), 
                     ("15", "longest stall of the GUI thread")):
    rows.append({"budget": number, "what": what, "value": None, "raw": "", "limit": None, "holds": None, "note": "not yet"})
if as_json:
    print(json.dumps({"envdeck": 1, "budgets": rows}))
    sys.exit()
print(f"{'#':>3}  {'what':<46} {'measured':>9} {'budget':>7}  holds  how")
for r in rows:
    value = "-" if r["value"] is None else f"{r['value']:g}"
    limit = "" if r["limit"] is None else f"{r['limit']:g}"
    holds = {None: "", True: "yes", False: "NO"}[r["holds"]]
    print(f"{r['budget']:>3}  {r['what']:<46} {value:>9} {limit:>7}  {holds:<5}  {r['raw']} {r['note']}".rstrip())
PY
