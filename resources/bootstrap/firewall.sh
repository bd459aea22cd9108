# SPDX-FileCopyrightText: 2026 The Envdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Lets in what W names, SSH first, and nothing else. The rules stand before the firewall begins, and when nobody says
# within two minutes that he could log in anew (firewall_keep.sh), it is switched off again.
export DEBIAN_FRONTEND=noninteractive LC_ALL=C
if ! command -v ufw >/dev/null 2>&1; then
    apt-get -q -o DPkg::Lock::Timeout=300 update || exit
    apt-get -q -y -o DPkg::Lock::Timeout=300 install ufw || exit
fi
for port in $W; do
    ufw allow "$port/tcp" || exit
done
case $(ufw status) in *'Status: active'*) exit 0 ;; esac
mkdir -p "$F" || exit
rm -f "$F/firewall-kept"
nohup setsid sh -c 'sleep "$2"; [ -e "$1/firewall-kept" ] || ufw disable' sh "$F" "$T" >/dev/null 2>&1 </dev/null &
ufw --force enable
