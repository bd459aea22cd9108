#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Envdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Every program of a scripted host, by the name that it is called by. What it did stands in the files of S.
S=$ENVDECK_HOST_STATE
name=${0##*/}
echo "$name $*" >>"$S/calls"

read_or() { if [ -e "$S/$1" ]; then cat "$S/$1"; else echo "$2"; fi; }

docker() {
    [ ! -e "$S/mute-${1}" ] || return 1
    case "$1 $2" in
    'info --format')
        case $3 in *ServerVersion*) printf '28.5.0 ' ;; esac
        read_or swarm inactive
        ;;
    'ps -q') [ ! -e "$S/dokploy" ] || printf 'a\nb\n' ;;
    'ps -a') [ ! -e "$S/traefik" ] || echo "dokploy-traefik $(cat "$S/traefik") traefik:v3.6.7" ;;
    'service ls')
        [ -e "$S/dokploy" ] || return 0
        echo "dokploy $(cat "$S/dokploy") dokploy/dokploy:v0.30.2"
        echo 'dokploy-postgres 1/1 postgres:16'
        ;;
    'service inspect')
        [ -e "$S/dokploy" ] || return 1
        [ -e "$S/closed" ] || echo '3000 '
        ;;
    'service update') : >"$S/closed" ;;
    'swarm leave')
        [ "$(read_or swarm inactive)" = inactive ] || : >"$S/destroyed"
        echo inactive >"$S/swarm"
        ;;
    'swarm init') echo active >"$S/swarm" ;;
    esac
}

firewall() {
    case "$1" in
    status)
        if [ -e "$S/firewall" ]; then echo 'Status: active'; else echo 'Status: inactive'; fi
        [ ! -e "$S/rules" ] || sed 's/$/ ALLOW Anywhere/' "$S/rules"
        ;;
    allow) grep -q "^$2\$" "$S/rules" 2>/dev/null || echo "$2" >>"$S/rules" ;;
    --force) : >"$S/firewall" ;;
    disable) rm -f "$S/firewall" ;;
    esac
}

packages() {
    [ ! -e "$S/broken" ] || { echo 'E: Could not get lock' >&2; return 100; }
    case "$*" in
    *'-s -qq upgrade'*) [ -e "$S/updated" ] || printf 'Inst libc6\nInst curl\n' ;;
    *' upgrade'*) : >"$S/updated" ;;
    esac
}

swap() {
    case "$1" in
    --show) [ ! -e "$S/swap" ] || cat "$S/swap" ;;
    *) echo "$1 file 2G" >"$S/swap" ;;
    esac
}

case $name in
docker) docker "$@" ;;
ufw) firewall "$@" ;;
apt-get) packages "$@" ;;
swapon) swap "$@" ;;
id) read_or uid 0 ;;
sudo) exit 1 ;;
free)
    echo "Mem: $(read_or memory 4194304) 0 0"
    echo "Swap: $(if [ -e "$S/swap" ]; then echo 2097152; else echo 0; fi) 0 0"
    ;;
df) printf 'Filesystem 1024-blocks Used Available\n/dev/sda1 0 0 %s\n' "$(read_or disk 41943040)" ;;
ss) read_or listeners '' ;;
sysctl) read_or boot 00000000-0000-0000-0000-000000000000 ;;
systemd-detect-virt) echo none ;;
fallocate) for last in "$@"; do :; done && : >"$last" ;;
uname) case "$1" in -m) echo x86_64 ;; -n) echo test-1 ;; *) echo 6.1.0 ;; esac ;;
esac
