# SPDX-FileCopyrightText: 2026 The Envdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# How far this host comes on the way to a URL: name, connection, TLS, HTTP. Reads only; POSIX sh.
# Lines before this text set M (marker of this run), SCHEME, HOST, PORT, URLPATH; each in single quotes.
LC_ALL=C LANG=C
export LC_ALL LANG

if timeout 1 true 2>/dev/null; then within() { timeout "$@"; }; else within() { shift; "$@"; }; fi

section() {
    printf '\n%s %s\n' "$M" "$1"
    most=$2
    shift 2
    { "$@" 2>&1; printf '\n%s = %s\n' "$M" "$?"; } | head -c "$most"
}

resolve() {
    if command -v getent >/dev/null 2>&1; then within 5 getent ahosts "$HOST"
    else within 5 nslookup "$HOST"
    fi
}

case $HOST in *:*) AT="[$HOST]" ;; *) AT=$HOST ;; esac

# One request does for three rungs: the times tell how far it came.
http() {
    command -v curl >/dev/null 2>&1 || { echo missing; return 127; }
    curl -q -sS -o /dev/null --noproxy '*' --proto '=http,https' --connect-timeout 5 --max-time 9 \
        -w 'code=%{http_code}\nlookup=%{time_namelookup}\nconnect=%{time_connect}\ntls=%{time_appconnect}\ntotal=%{time_total}\naddress=%{remote_ip}\nverify=%{ssl_verify_result}\n' \
        "$SCHEME://$AT:$PORT$URLPATH"
}

# Verified, and the certificate told even when that fails; nothing is sent over it.
tls() {
    [ "$SCHEME" = https ] || return 0
    command -v openssl >/dev/null 2>&1 || { echo missing; return 127; }
    case $HOST in
    *:* | *[!0-9.]*) named="-verify_hostname $HOST -servername $HOST" ;;
    *) named="-verify_ip $HOST" ;;
    esac
    case $HOST in *:*) named="-verify_ip $HOST" ;; esac
    said=$(within 8 openssl s_client -connect "$AT:$PORT" $named 2>&1 </dev/null)
    code=$?
    printf '%s\n' "$said" | grep -E '^(CONNECTED|connect:|.*:error:|verify error:| *Verify return code:)' | head -n 20
    printf '%s\n' "$said" | openssl x509 -noout -subject -issuer -enddate 2>/dev/null
    return "$code"
}

main() {
    section resolve 16384 resolve
    section http 4096 http
    section tls 8192 tls
    section end 200 date +%s
}

main </dev/null
