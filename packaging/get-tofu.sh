#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Envdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# get-tofu.sh [--pins FILE] [--into DIR] [--yes]
#
# Downloads the pinned OpenTofu release for this machine, checks its SHA-256 and unpacks it into
# $XDG_DATA_HOME/envdeck/tofu, where Envdeck looks after PATH. Prints the path of the program.
# A file whose digest differs is deleted and nothing is unpacked. Asks first on a terminal, unless --yes.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
pins=$here/pins
into=${XDG_DATA_HOME:-$HOME/.local/share}/envdeck/tofu
sure=no
while [ $# -gt 0 ]; do
    case "$1" in
    --pins) pins=${2:?--pins needs a file}; shift ;;
    --into) into=${2:?--into needs a folder}; shift ;;
    --yes) sure=yes ;;
    *) sed -n '4,8s/^# \{0,1\}//p' "$0"; [ "$1" = --help ] && exit 0 || exit 64 ;;
    esac
    shift
done
stop() { printf 'get-tofu: %s\n' "$*" >&2; exit 1; }

read -r _ version _ digest url < <(grep -E "^tofu [^ ]+ $(uname -m) " "$pins" || true) \
    || stop "no release is pinned for $(uname -m); install terraform or tofu yourself"
program=$into/$version/tofu
if [ -x "$program" ]; then printf '%s\n' "$program"; exit 0; fi
for tool in curl unzip sha256sum; do command -v "$tool" >/dev/null || stop "$tool is missing: apt-get install $tool"; done

if [ "$sure" = no ] && [ -t 0 ]; then
    printf 'Download OpenTofu %s from\n  %s\nand check it against SHA-256 %s? [y/N] ' "$version" "$url" "$digest" >&2
    read -r answer
    case "$answer" in y | Y | yes) ;; *) stop "not downloaded" ;; esac
fi

umask 077
mkdir -p "$into"
work=$(mktemp -d "$into/.download.XXXXXX")
trap 'rm -rf "$work"' EXIT
protocols==https
case "$url" in http://127.0.0.1:*) protocols==http ;; esac # a test's own server
curl --proto "$protocols" --proto-redir =https --location --fail --silent --show-error --max-filesize 200000000 \
    --connect-timeout 20 --retry 2 --output "$work/archive.zip" "$url" || stop "the download failed: $url"
found=$(sha256sum "$work/archive.zip" | cut -d' ' -f1)
[ "$found" = "$digest" ] || stop "the file is not the pinned one: SHA-256 is $found, expected $digest. Nothing was unpacked."
unzip -q "$work/archive.zip" tofu -d "$work" || stop "the archive holds no program named tofu"
mkdir -p "$into/$version"
chmod 0755 "$work/tofu"
mv "$work/tofu" "$program"
printf '%s\n' "$program"
