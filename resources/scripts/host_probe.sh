# SPDX-FileCopyrightText: 2026 The Envdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# What this host is and what runs on it, in one go. Reads only; POSIX sh (dash, bash, busybox).
# Two lines stand before this text: M, the marker of this run, and W, the parts that are wanted.
LC_ALL=C LANG=C TZ=UTC0
export LC_ALL LANG TZ
PATH=$PATH:/usr/local/bin:/usr/local/sbin:/usr/sbin:/sbin:/snap/bin

# Fields are named as in the client's own types: with a name that only the answer knows ("Id"), it falls back to a
# plain map, where a field that is not there is an error.
INFO='{"version":{{json .ServerVersion}},"driver":{{json .Driver}},"root":{{json .DockerRootDir}},"swarm":{{json .Swarm.LocalNodeState}},"manager":{{json .Swarm.ControlAvailable}},"nodes":{{json .Swarm.Nodes}},"managers":{{json .Swarm.Managers}},"swarmError":{{json .Swarm.Error}}}'
CONTAINER='{"id":{{json .ID}},"name":{{json .Name}},"image":{{json .Config.Image}},"imageId":{{json .Image}},"created":{{json .Created}},"state":{{json .State.Status}},"exit":{{json .State.ExitCode}},"oom":{{json .State.OOMKilled}},"error":{{json .State.Error}},"started":{{json .State.StartedAt}},"finished":{{json .State.FinishedAt}},"restarts":{{json .RestartCount}},"policy":{{json .HostConfig.RestartPolicy.Name}},"memoryLimit":{{json .HostConfig.Memory}},"bindings":{{json .HostConfig.PortBindings}},"ports":{{json .NetworkSettings.Ports}},"health":{{with .State.Health}}{"status":{{json .Status}},"streak":{{json .FailingStreak}},"last":{{$o := ""}}{{range .Log}}{{$o = .Output}}{{end}}{{json (truncate $o 400)}}}{{else}}null{{end}},"project":{{json (index .Config.Labels "com.docker.compose.project")}},"service":{{json (index .Config.Labels "com.docker.compose.service")}},"swarmService":{{json (index .Config.Labels "com.docker.swarm.service.name")}},"task":{{json (index .Config.Labels "com.docker.swarm.task.id")}},"stack":{{json (index .Config.Labels "com.docker.stack.namespace")}},"version":{{json (index .Config.Labels "org.opencontainers.image.version")}}}'
IMAGE='{"id":{{json .ID}},"repository":{{json .Repository}},"tag":{{json .Tag}},"digest":{{json .Digest}},"size":{{json .Size}},"created":{{json .CreatedAt}}}'
SERVICE='{"id":{{json .ID}},"name":{{json .Name}},"mode":{{json .Mode}},"replicas":{{json .Replicas}}}'
SERVICE_MORE='{"id":{{json .ID}},"image":{{json .Spec.TaskTemplate.ContainerSpec.Image}},"stack":{{json (index .Spec.Labels "com.docker.stack.namespace")}},"update":{{with .UpdateStatus}}{"state":{{json .State}},"message":{{json .Message}}}{{else}}null{{end}}}'
TASK='{"id":{{json .ID}},"name":{{json .Name}},"image":{{json .Image}},"node":{{json .Node}},"desired":{{json .DesiredState}},"state":{{json .CurrentState}},"error":{{json .Error}}}'
DISK='{"kind":{{json .Type}},"count":{{json .TotalCount}},"active":{{json .Active}},"size":{{json .Size}},"reclaimable":{{json .Reclaimable}}}'

wants() { case $W in *" $1 "*) return 0 ;; esac; return 1; }

if timeout 1 true 2>/dev/null; then within() { timeout "$@"; }; else within() { shift; "$@"; }; fi

# section NAME BYTES COMMAND...: its output, both streams, and how it ended; the end is lost with what is cut.
section() {
    printf '\n%s %s\n' "$M" "$1"
    most=$2
    shift 2
    { "$@" 2>&1; printf '\n%s = %s\n' "$M" "$?"; } | head -c "$most"
}

system() {
    echo "name=$(uname -n)"
    echo "kernel=$(uname -r)"
    echo "machine=$(uname -m)"
    read -r up rest </proc/uptime && echo "uptime=$up"
    read -r boot </proc/sys/kernel/random/boot_id && echo "boot=$boot"
    grep -E '^(ID|VERSION_ID|PRETTY_NAME)=' /etc/os-release
    :
}

processors() {
    echo "count=$(grep -c '^cpu[0-9]' /proc/stat)"
    grep '^cpu ' /proc/stat
}

memory() { grep -E '^(MemTotal|MemFree|MemAvailable|Buffers|Cached|SwapTotal|SwapFree):' /proc/meminfo; }

# A network file system that hangs must not hang us: local ones only where df can tell, and a limit.
file_systems() {
    within 5 df -P "$1" -l -x tmpfs -x devtmpfs -x overlay -x squashfs 2>/dev/null ||
        within 5 df -P "$1" | grep -v -E '^(tmpfs|devtmpfs|overlay|shm|none|udev|squashfs) '
    within 5 df -P "$1" /
}

reboot() {
    if [ -e /run/reboot-required ] || [ -e /var/run/reboot-required ]; then echo required; fi
    [ ! -r /run/reboot-required.pkgs ] || head -n 50 /run/reboot-required.pkgs | sed 's/^/package=/'
    echo "running=$(uname -r)"
    for kernel in /boot/vmlinuz-*; do
        [ ! -e "$kernel" ] || echo "kernel=${kernel#/boot/vmlinuz-}"
    done
    case $(ls -l /proc/1/exe 2>/dev/null) in *'(deleted)') echo init-replaced ;; esac
    :
}

listeners() { cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | awk '$4 == "0A" { print $2 }' | sort -u; }
owners() { within 5 ss -H -ltnp; }

dock() { within 8 $D "$@"; }

find_docker() {
    D=docker HOW=direct
    command -v docker >/dev/null 2>&1 || { SAID=missing; return 127; }
    SAID=$(dock info --format "$INFO" 2>&1)
    CODE=$?
    case $SAID in
    *'permission denied'*) wants sudo || return "$CODE" ;;
    *) return "$CODE" ;;
    esac
    D='sudo -n docker' HOW=sudo
    MORE=$(dock info --format "$INFO" 2>&1)
    CODE=$?
    case $MORE in *'"version":"'[0-9]*) SAID=$MORE ;; *) SAID="$SAID
$MORE" ;; esac
    return "$CODE"
}

docker_said() { printf 'how=%s\n%s\n' "$HOW" "$SAID"; return "$1"; }

containers() {
    ids=$(dock ps -aq --no-trunc) || return
    [ -n "$ids" ] || { echo total=0; return 0; }
    echo "total=$(echo "$ids" | wc -l)"
    dock inspect --type container --format "$CONTAINER" $(echo "$ids" | head -n 600)
}

images() { dock image ls --no-trunc --digests --format "$IMAGE"; }

services() {
    dock service ls --format "$SERVICE" || return
    ids=$(dock service ls -q) || return
    [ -z "$ids" ] || dock service inspect --format "$SERVICE_MORE" $ids
}

tasks() {
    ids=$(dock service ls -q) || return
    [ -z "$ids" ] || dock service ps --no-trunc --format "$TASK" $ids
}

# `docker stats` waits two seconds for its second sample; these files cost two processes for all containers,
# and the second sample is the next poll. Version 2 and 1 of cgroups, with systemd and without.
usage() {
    read -r up rest </proc/uptime
    echo "at=$up"
    c=/sys/fs/cgroup
    grep -s -H -E '^([0-9]+$|usage_usec |inactive_file |total_inactive_file |oom_kill )' \
        $c/system.slice/docker-*.scope/memory.current $c/system.slice/docker-*.scope/memory.stat \
        $c/system.slice/docker-*.scope/memory.events $c/system.slice/docker-*.scope/cpu.stat \
        $c/docker/*/memory.current $c/docker/*/memory.stat $c/docker/*/memory.events $c/docker/*/cpu.stat \
        $c/memory/docker/*/memory.usage_in_bytes $c/memory/docker/*/memory.stat \
        $c/memory/docker/*/memory.oom_control $c/cpuacct/docker/*/cpuacct.usage \
        $c/memory/system.slice/docker-*.scope/memory.usage_in_bytes \
        $c/memory/system.slice/docker-*.scope/memory.stat \
        $c/memory/system.slice/docker-*.scope/memory.oom_control \
        $c/cpuacct/system.slice/docker-*.scope/cpuacct.usage |
        sed 's#^/.*docker[-/]\([0-9a-f]\{12\}\)[0-9a-f]*[^/]*/#\1 #'
}

disk() { within 25 $D system df --format "$DISK"; }

# What containers wrote to their logs, by container; `docker system df` leaves it out.
logs() {
    root=$(printf '%s\n' "$SAID" | sed -n 's/.*"root":"\([^"]*\)".*/\1/p')
    ls "$root/containers" >/dev/null || return
    find "$root/containers" -name '*.log*' -type f -exec ls -ln {} + |
        awk '{ n = split($NF, part, "/"); sum[part[n - 1]] += $5 }
             END { for (id in sum) printf "%s %.0f\n", substr(id, 1, 12), sum[id] }'
}

main() {
    section clock 200 date +%s.%N
    if wants basics; then
        section system 8000 system
        section cpu 4000 processors
        section memory 4000 memory
        section load 400 cat /proc/loadavg
        section filesystems 65536 file_systems -k
        section inodes 65536 file_systems -i
        section reboot 16384 reboot
    fi
    wants listeners && section listeners 65536 listeners
    wants owners && section owners 131072 owners
    if wants docker; then
        find_docker
        code=$?
        section docker 16384 docker_said "$code"
        case $SAID in
        *'"version":"'[0-9]*)
            section containers 2097152 containers
            wants images && section images 1048576 images
            wants usage && section usage 262144 usage
            if wants services; then
                case $SAID in
                *'"manager":true'*)
                    section services 524288 services
                    section tasks 1048576 tasks
                    ;;
                esac
            fi
            if wants disk; then
                section disk 16384 disk
                section logs 65536 logs
            fi
            ;;
        esac
    fi
    section end 200 date +%s.%N
}

# Called last: a script that was cut on its way does nothing. Nothing in it may read what comes after.
main </dev/null
