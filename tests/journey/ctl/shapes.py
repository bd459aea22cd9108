#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Envdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds what envdeckctl prints with --json, and how it leaves, against tests/data/ctl.

shapes.py ENVDECKCTL ENVDECK_SANDBOX ENVDECK_RUNNER GOLDEN_FOLDER [--update]

Runs every verb on a sandbox. What differs from run to run (times, ids, ports, hashes, measured numbers) is replaced
by what it is; everything else must be as the golden files say. --update writes them anew: read the difference before
you commit it, scripts of others depend on these shapes.
"""
import difflib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

WORDS = [
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z"), "<time>"),
    (re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"), "<operation>"),
    (re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"), "<uuid>"),
    (re.compile(r"sha256:[0-9a-f]{64}"), "<digest>"),
    (re.compile(r"SHA256:[A-Za-z0-9+/]{43}"), "<fingerprint>"),
    (re.compile(r"acme-(api|web|worker)-[a-z0-9]{6}"), r"acme-\1-<random>"),
    (re.compile(r"\b[0-9a-f]{64}\b"), "<digest>"),
    (re.compile(r"\b[0-9a-f]{40}\b"), "<sha>"),
    (re.compile(r"(127\.0\.0\.1|localhost):\d+"), "<host>:<port>"),
    (re.compile(r"(terraform|tofu) \d+\.\d+\.\d+"), "<terraform> <version>"),
    (re.compile(r"(envdeck\.yaml):\d+:\d+"), r"\1:<line>:<column>"),
    (re.compile(r"\b\d+ (rows|ms|s|min|h|d)\b"), r"<n> \1"),
    (re.compile(r"v\d+\.\d+\.\d+(-rc\d+)?(, v\d+\.\d+\.\d+(-rc\d+)?)+( and \d+ more)?"), "<versions>"),  # dates come late on a slow machine
]
SHORT_SHA = re.compile(r"^[0-9a-f]{7}$")
MEASURED = {"errorPercent", "p95Ms", "liveForMs", "tookMs", "cpuPercent", "usedPercent", "inodesUsedPercent", "totalBytes", "availableBytes",
            "freeBytes", "swapTotalBytes", "swapFreeBytes", "uptimeMs", "memoryBytes", "atMostBytes"}
DEPLOYMENT_STATES = {"running", "healthy", "degraded", "failed", "unknown", "mismatch"}


def plain(value, key=""):
    """The value with everything that differs from run to run replaced by its name."""
    if key in MEASURED and not isinstance(value, dict):
        return "<number or null>"
    if isinstance(value, dict):
        if {"value", "source", "at", "stale"} <= value.keys():  # an observed value: its content may be there or not yet
            value = {name: part for name, part in value.items() if name != "why"}
            return {**{name: plain(part, name) for name, part in value.items()}, "at": "<time or null>", "stale": "<bool>",
                    "value": observed(value["value"], key)}
        if "app" in value and value.get("state") in DEPLOYMENT_STATES:  # how an app is doing, not how a command ended
            value = {**value, "state": "<deployment state>"}
        return {name: plain(part, name) for name, part in value.items()}
    if key == "line":
        return "<line>"
    if key == "found":  # by doctor: versions of the stand-ins
        value = re.sub(r"^v\d+\.\d+\.\d+$", "<version>", value)
    if isinstance(value, list):
        return [plain(part) for part in value]
    if isinstance(value, str):
        if SHORT_SHA.match(value):
            return "<short sha>"
        for pattern, name in WORDS:
            value = pattern.sub(name, value)
    return value


def observed(value, key):
    if key in MEASURED or value is None:
        return "<number or null>" if key in MEASURED else "<null>"
    return plain(value, key)


def attention(items):
    """What needs attention depends on when it is asked; that something does, and how it is said, does not."""
    keys = sorted({key for item in items for key in item})
    return {"keys of every item": keys or ["code", "critical", "facts", "since", "subject"]}


def shape(lines, work):
    objects = [json.loads(line.replace(work, "<folder>")) for line in lines]
    events = [item for item in objects if "event" in item]
    for event in events:
        event.pop("note", None)  # may come with the step's begin or only with its end
    answer = objects[-1]
    if "attention" in answer["data"]:
        answer["data"]["attention"] = attention(answer["data"]["attention"])
    return {"events": [plain(event) for event in events], "answer": plain(answer)}


class World:
    def __init__(self, ctl, sandbox, runner, work):
        self.ctl, self.sandbox, self.work = ctl, sandbox, work
        self.workspace = f"{work}/sandbox/workspace"
        self.environment = dict(os.environ, XDG_DATA_HOME=f"{work}/data", XDG_STATE_HOME=f"{work}/state", XDG_CONFIG_HOME=f"{work}/config",
                                XDG_RUNTIME_DIR=f"{work}/run", PATH=os.environ["PATH"] + ":" + os.path.dirname(runner))
        os.mkdir(f"{work}/run", 0o700)
        subprocess.run([sandbox, "up", "--dir", f"{work}/sandbox"], check=True, stdout=subprocess.DEVNULL, env=self.environment)
        self.environment["ENVDECK_SECRETS_FILE"] = f"{work}/sandbox/secrets.json"

    def scenario(self, name):
        subprocess.run([self.sandbox, "scenario", name, "--dir", f"{self.work}/sandbox"], check=True, stdout=subprocess.DEVNULL, env=self.environment)

    def down(self):
        subprocess.run([self.sandbox, "down", "--dir", f"{self.work}/sandbox"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=self.environment)

    def run(self, arguments, workspace=None):
        place = [] if arguments[0] == "new" else ["--workspace", workspace or self.workspace]
        done = subprocess.run([self.ctl, *arguments, "--json", *place], env=self.environment, capture_output=True, text=True, timeout=300)
        lines = [line for line in done.stdout.splitlines() if line]
        if not lines:
            return {"exit": done.returncode, "events": [], "answer": None}
        return {"exit": done.returncode, **shape(lines, self.work)}


def broken_workspace(world):
    folder = pathlib.Path(world.work, "broken")
    shutil.copytree(world.workspace, folder)
    file = folder / "envdeck.yaml"
    file.write_text(file.read_text() + "\nsurprise: yes\n")
    return str(folder)


def replaying_terraform(world):
    """A folder with a terraform that says what a real one said of a provider whose records were changed by hand."""
    folder = pathlib.Path(world.work, "bin")
    folder.mkdir()
    recordings = pathlib.Path(__file__).resolve().parents[2] / "data" / "terraform"
    program = folder / "terraform"
    program.write_text(f"""#!/bin/sh
case "$1 $2" in
version*) echo '{{"terraform_version":"1.11.4"}}';;
init*) mkdir -p "$TF_DATA_DIR"
  echo '{{"version":3,"backend":{{"type":"local","config":{{"path":"{world.work}/prod.tfstate"}}}}}}' > "$TF_DATA_DIR/terraform.tfstate";;
'state pull') cat '{recordings}/state-pull.json';;
plan*) for a in "$@"; do case "$a" in -out=*) : > "${{a#-out=}}";; esac; done
  cat '{recordings}/drift-ignored-refresh-only.jsonl'; exit 2;;
show*) cat '{recordings}/show-plan-drift-refresh-only.json';;
*) exit 9;;
esac
""")
    program.chmod(0o755)
    return str(folder)


def cases(world):
    terraform = shutil.which("terraform") or shutil.which("tofu")
    confirmed = ["--confirm", "prod", "--reason", "golden"]
    yield "workspace-check", ["workspace", "check"], None
    yield "workspace-check-broken", ["workspace", "check"], broken_workspace(world)
    yield "status", ["status"], None
    yield "status-environment", ["status", "--env", "dev"], None
    yield "status-unknown-environment", ["status", "--env", "nowhere"], None
    yield "status-mistyped-environment", ["status", "--env", "prdo"], None
    yield "history", ["history", "api", "--env", "prod", "--limit", "2"], None
    yield "history-unknown-app", ["history", "nosuchapp", "--env", "prod"], None
    yield "audit-empty", ["audit"], None
    yield "runs-empty", ["runs"], None
    yield "runs-unknown", ["runs", "show", "019cae19-eaa0-765f-83d8-d5f3c2f9a142"], None
    yield "parity", ["parity", "--exit-code"], None
    yield "parity-checkout", ["parity", "--checkout"], None
    yield "variables", ["variables", "--env", "dev"], None
    yield "variables-set-unconfirmed", ["variables", "set", "location", "fsn1", "--env", "prod"], None
    yield "variables-set-undeclared", ["variables", "set", "nothing", "x", "--env", "dev"], None
    yield "variables-set-wrong-type", ["variables", "set", "open_ports", "eighty", "--env", "dev"], None
    yield "variables-set", ["variables", "set", "location", "fsn1", "--env", "test", "--reason", "golden"], None
    yield "new", ["new", f"{world.work}/new", "--name", "acme", "--domain", "example.com", "--provider", "hetzner"], None
    yield "new-not-empty", ["new", f"{world.work}/new", "--name", "acme", "--domain", "example.com", "--provider", "hetzner"], None
    yield "new-wrong-name", ["new", f"{world.work}/other", "--name", "Acme", "--domain", "example.com", "--provider", "hetzner"], None
    if terraform:
        yield "apply-without-plan", ["apply", "--env", "dev"], None
        yield "plan", ["plan", "--env", "dev", "--exit-code"], None
        yield "apply", ["apply", "--env", "dev", "--reason", "golden"], None
        yield "runs", ["runs", "--env", "dev", "--limit", "2"], None
        yield "plan-refresh-only", ["plan", "--env", "dev", "--refresh-only", "--exit-code"], None
        yield "plan-destroy", ["plan", "--env", "dev", "--destroy", "--exit-code"], None
        yield "apply-destroy-unconfirmed", ["apply", "--env", "dev", "--reason", "golden"], None
        yield "fmt", ["fmt", "--env", "dev", "--exit-code"], None
        yield "validate", ["validate", "--env", "dev"], None
        yield "outputs", ["outputs", "--env", "dev"], None
        yield "unlock-unconfirmed", ["unlock", "--env", "prod", "--id", "ab997f58-1bc1-ccaa-6af7-a5be9ba2dcbb"], None
        yield "unlock-wrong-id", ["unlock", "--env", "dev", "--id", "no id"], None
        yield "push-state-none", ["push-state", "--env", "dev"], None
        yield "drift", ["drift", "--env", "dev", "--exit-code"], None
    yield "drift-without-environment", ["drift"], None
    path = world.environment["PATH"]
    world.environment["PATH"] = replaying_terraform(world) + ":" + path
    yield "drift-found", ["drift", "--env", "prod", "--exit-code"], None
    world.environment["PATH"] = path
    yield "deploy-unconfirmed", ["deploy", "api", "--env", "prod", "--to", "v1.3.9"], None
    yield "deploy-missing-image", ["deploy", "api", "--env", "prod", "--to", "v9.9.9", *confirmed], None
    yield "deploy-running-version", ["deploy", "api", "--env", "prod", "--to", "v1.3.8", *confirmed], None
    yield "deploy-without-version", ["deploy", "api", "--env", "prod"], None
    yield "deploy-list", ["deploy", "api", "--env", "prod", "--list", "--limit", "2"], None
    yield "deploy-list-new", ["deploy", "api", "--env", "prod", "--list", "--to", "v1.3.9"], None
    yield "deploy-dry-run", ["deploy", "api", "--env", "prod", "--to", "v1.3.9", "--dry-run"], None
    yield "deploy-several-unconfirmed", ["deploy", "api", "worker", "--env", "prod", "--to", "v1.3.9"], None
    yield "promote-through-backwards", ["promote", "api", "--from", "prod", "--through", "dev"], None
    yield "hold-past", ["hold", "api", "--env", "dev", "--until", "2026-01-01"], None
    yield "deploy", ["deploy", "api", "--env", "prod", "--to", "v1.3.9", *confirmed, "--wait"], None
    yield "rollback", ["rollback", "api", "--env", "prod", "--to", "v1.3.7", *confirmed, "--wait"], None
    yield "promote-unknown-source", ["promote", "api", "--env", "prod", "--from", "nowhere", *confirmed], None
    yield "audit", ["audit", "--env", "prod", "--limit", "2"], None
    yield "doctor", ["doctor"], None
    world.scenario("dokploy-down")
    yield "doctor-unreachable", ["doctor"], None
    yield "usage", ["status", "--no-such-option"], None
    yield "usage-mistyped-verb", ["depoly", "api", "--env", "dev", "--to", "v1.3.9"], None
    yield "no-workspace", ["status"], world.work


def main():
    ctl, sandbox, runner, golden = sys.argv[1:5]
    update = "--update" in sys.argv[5:]
    folder = pathlib.Path(golden)
    folder.mkdir(parents=True, exist_ok=True)
    failures = 0
    with tempfile.TemporaryDirectory() as work:
        world = World(ctl, sandbox, runner, work)
        try:
            for name, arguments, workspace in cases(world):
                found = json.dumps(world.run(arguments, workspace), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
                file = folder / f"{name}.json"
                if update:
                    file.write_text(found)
                    continue
                expected = file.read_text() if file.exists() else ""
                if found != expected:
                    failures += 1
                    print(f"FAILED: envdeckctl {' '.join(arguments)}")
                    print("".join(difflib.unified_diff(expected.splitlines(True), found.splitlines(True), str(file), "now")))
        finally:
            world.down()
    print("the shapes hold" if failures == 0 else f"{failures} shapes differ")
    return 1 if failures else 0


sys.exit(main())
