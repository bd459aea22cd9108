# SPDX-FileCopyrightText: 2026 The Envdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Somebody logged in through the firewall: it stays.
mkdir -p "$F" && : >"$F/firewall-kept" || exit
case $(ufw status) in *'Status: active'*) exit 0 ;; esac
echo 'ufw is not active' >&2
exit 1
