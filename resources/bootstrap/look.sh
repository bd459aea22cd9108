# SPDX-FileCopyrightText: 2026 The Envdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# What a host is before it is prepared, one "key=value" a line. Reads only; POSIX sh. A and P: see as_root.sh; F is our
# folder on the host, L what a Docker that was here leaves behind. Of a Docker that fails to answer once, nothing counts.
LC_ALL=C LANG=C TZ=UTC0
export LC_ALL LANG TZ

say() { printf '%s=%s\n' "$1" "$(printf '%s' "$2" | tr -d '\r\n\t' | head -c 300)"; }
if timeout 1 true 2>/dev/null; then within() { timeout "$@"; }; else within() { shift; "$@"; }; fi
has() { command -v "$1" >/dev/null 2>&1; }

system() {
    say rights "$A"
    say port "$P"
    say name "$(uname -n)"
    say machine "$(uname -m)"
    grep -E '^(ID|VERSION_ID|PRETTY_NAME)=' /etc/os-release | tr -d '"' | head -n 3 | sed 's/^/os_/'
    say boot "$(sysctl -n kernel.random.boot_id 2>/dev/null || cat /proc/sys/kernel/random/boot_id)"
    say container "$(systemd-detect-virt --container 2>/dev/null)"
    say time "$(date +%s)"
    say memory_kib "$(free -k | awk '$1 == "Mem:" { print $2 }')"
    say swap_kib "$(free -k | awk '$1 == "Swap:" { print $2 }')"
    say disk_kib "$(within 5 df -P -k / | awk 'NR == 2 { print $4 }')"
    has apt-get && say apt yes
    has curl && say curl yes
    has apt-get && say upgradable "$(within 30 apt-get -s -qq upgrade 2>/dev/null | grep -c '^Inst')"
    [ -z "$(find /var/lib/apt/lists -maxdepth 1 -name '*_Packages*' -mtime -2 2>/dev/null | head -n 1)" ] ||
        say lists fresh
}

# Who has the ports that Dokploy wants: "port=PORT PROGRAM".
listeners() {
    has ss || { say listens_unknown yes; return; }
    within 5 ss -H -ltnp 2>/dev/null | awk '{
        n = split($4, part, ":"); p = part[n]
        if (p == 80 || p == 443 || p == 3000) {
            who = ""
            if (match($0, /\(\("[^"]*"/)) who = substr($0, RSTART + 3, RLENGTH - 4)
            print "listens=" p " " who
        }
    }' | sort -u
}

firewall() {
    has ufw || { say ufw missing; return; }
    status=$(within 10 ufw status 2>/dev/null)
    case $status in *'Status: active'*) say ufw active ;; *) say ufw inactive ;; esac
    printf '%s\n' "$status" | awk '($2 == "ALLOW" || $2 == "LIMIT") && $3 == "Anywhere" { print "allows=" $1 }' | sort -u
}

dokploy() {
    has docker || {
        say docker missing
        for place in $L; do [ ! -e "$place" ] || say remains "$place"; done
        return
    }
    info=$(within 10 docker info --format '{{.ServerVersion}} {{.Swarm.LocalNodeState}}' 2>/dev/null)
    case $info in
    [0-9]*' '?*) ;;
    *) say docker down; return ;;
    esac
    say docker "${info%% *}"
    say swarm "${info#* }"
    running=$(within 10 docker ps -q) && all=$(within 10 docker ps -a --format '{{.Names}} {{.State}} {{.Image}}') ||
        { say docker down; return; }
    say containers "$(printf '%s\n' "$running" | grep -c .)"
    printf '%s\n' "$all" | awk '$1 == "dokploy-traefik" { print "traefik=" $2; next }
        $3 ~ /(^|\/)traefik(:|@|$)/ { print "other_traefik=" $1 }' | head -n 20
    [ "${info#* }" = active ] || return
    all=$(within 10 docker service ls --format '{{.Name}} {{.Replicas}} {{.Image}}') || { say docker down; return; }
    printf '%s\n' "$all" | awk '$1 == "dokploy" { print "dokploy=" $2; print "image=" $3; next }
        $1 == "dokploy-postgres" { print "postgres=" $2; next }
        NF { others++ }
        END { print "other_services=" others + 0 }'
    case "
$all" in *'
dokploy '*) ;; *) return ;; esac
    ports=$(within 10 docker service inspect dokploy --format '{{range .Endpoint.Ports}}{{.PublishedPort}} {{end}}') ||
        { say docker down; return; }
    say published "$ports"
}

main() {
    system
    listeners
    firewall
    dokploy
    [ ! -e "$F/install.lock" ] || flock -n -s "$F/install.lock" true || say installer running
    say end 1
}

# Called last: a script that was cut on its way does nothing.
main </dev/null
