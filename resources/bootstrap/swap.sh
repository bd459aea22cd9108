# SPDX-FileCopyrightText: 2026 The Envdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# A swap file X of Z MiB, in T (fstab) too. Ours alone: one that somebody else made is left as it is.
[ -z "$(swapon --show --noheadings 2>/dev/null)" ] || exit 0
mkdir -p "$F" || exit
if [ -e "$X" ] && [ ! -e "$F/swap-begun" ]; then
    echo "$X is there and not ours" >&2
    exit 1
fi
: >"$F/swap-begun"
rm -f "$X"
umask 077
fallocate -l "${Z}M" "$X" 2>/dev/null || dd if=/dev/zero of="$X" bs=1M count="$Z" 2>/dev/null || exit
mkswap "$X" >/dev/null && swapon "$X" || exit
grep -q "^$X " "$T" 2>/dev/null || printf '%s none swap sw 0 0\n' "$X" >>"$T"
