# SPDX-FileCopyrightText: 2026 The Envdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# What a run wrote since byte O, and how it stands (run_state.sh).
S=$(state)
tail -c "+$((O + 1))" "$D/log" 2>/dev/null | head -c 65536
printf '\nENVDECK-STATE %s\n' "$S"
