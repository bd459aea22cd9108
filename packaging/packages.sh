#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Envdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by packaging/run.sh and tests/run.sh: which Debian packages each needs, and how they get installed.

# What builds the product and what it runs with.
build_packages=(
    build-essential cmake ninja-build ccache lld pkg-config git
    qt6-base-dev qt6-base-dev-tools qt6-charts-dev libqt6opengl6-dev libgl-dev qt6-svg-dev qt6-tools-dev
    qt6-tools-dev-tools qt6-l10n-tools qt6-websockets-dev qt6-httpserver-dev libqt6sql6-sqlite
    qtkeychain-qt6-dev libyaml-cpp-dev libsimdjson-dev libcli11-dev libpcre2-dev libssh-dev
    fonts-inter fonts-jetbrains-mono fonts-noto-cjk ca-certificates curl unzip)
# A window where there is no display.
display_packages=(xvfb xauth)
# What the tests use on top. Some of these bring a service; see install_packages.
test_packages=(libgtest-dev clang-format-14 strace openssl gnome-keyring dbus dbus-bin docker-registry postgresql
    openssh-server openssh-client fish
    at-spi2-core procps curl unzip zip python3 python3-dbus python3-gi docker.io iptables busybox-static)

say() { printf '\n\033[1m%s\033[0m\n' "$*" | if [ -t 1 ]; then cat; else sed 's/\x1b\[[0-9;]*m//g'; fi; }
fail() { printf '%s: %s\n' "${0##*/}" "$*" >&2; exit 1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo "$@"
    else fail "needs root or sudo to install Debian packages: $*"
    fi
}

missing_packages() {
    local package
    for package in "$@"; do
        dpkg-query -W -f='${db:Status-Abbrev}' "$package" 2>/dev/null | grep -q '^ii' || printf '%s\n' "$package"
    done
}

# install_packages [--quiet-services] PACKAGE...
# With --quiet-services a deny-all policy-rc.d stands for that moment, so that no package starts a service.
install_packages() {
    local quiet=no policy=/usr/sbin/policy-rc.d placed=no status=0
    if [ "$1" = --quiet-services ]; then quiet=yes; shift; fi
    local wanted
    mapfile -t wanted < <(missing_packages "$@")
    [ "${#wanted[@]}" -gt 0 ] || return 0
    command -v apt-get >/dev/null || fail "these are missing and there is no apt-get to install them with: ${wanted[*]}"
    say "Installing ${#wanted[@]} Debian packages"
    printf '  %s\n' "${wanted[*]}"
    if [ "$quiet" = yes ] && [ ! -e "$policy" ]; then
        echo "  (services stay off: $policy denies them while this runs)"
        printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
        as_root chmod 0755 "$policy"
        placed=yes
    fi
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q >/dev/null || status=$?
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${wanted[@]}" \
        >"${TMPDIR:-/tmp}/envdeck-apt.$$" 2>&1 || status=$?
    [ "$placed" = no ] || as_root rm -f "$policy"
    if [ "$status" != 0 ]; then
        tail -n 20 "${TMPDIR:-/tmp}/envdeck-apt.$$" >&2
        fail "apt-get failed (exit $status); run this again once 'apt-get update' works"
    fi
    rm -f "${TMPDIR:-/tmp}/envdeck-apt.$$"
}
