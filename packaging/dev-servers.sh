#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# PostgreSQL, Kafka and an S3 server on this machine, to try the shared mode with.
#
#   packaging/dev-servers.sh up       starts them (the first time brings what is missing) and says how to point a desk at them
#   packaging/dev-servers.sh status   what runs, and how to reach it
#   packaging/dev-servers.sh down     stops them; their data stays for the next `up`
#   packaging/dev-servers.sh wipe     stops them and removes their data
#
# They listen on the loopback interface only. Data, logs and process ids are in $XDG_STATE_HOME/argus-desk/dev-servers
# (~/.local/state by default), or where ARGUS_DEV_SERVERS says.
set -euo pipefail
# shellcheck source=packaging/common.sh
. "$(dirname "$0")/common.sh"

names=(postgres kafka s3)
start_seconds=1800 # the first start of the S3 server builds it

# Servers run as an ordinary user also when root starts them, and that user cannot look into root's home.
if [ -n "${ARGUS_DEV_SERVERS:-}" ]; then
    state=$ARGUS_DEV_SERVERS
elif [ "$(id -u)" -eq 0 ]; then
    state=/var/tmp/argus-dev-servers
else
    state=${XDG_STATE_HOME:-$HOME/.local/state}/argus-desk/dev-servers
fi

# The process that holds a server, if it is there and is ours: an id alone may have been given to another meanwhile.
holder() {
    local pid
    pid=$(cat "$state/$1/pid" 2>/dev/null) || return 1
    [[ "$pid" =~ ^[0-9]+$ ]] || return 1
    tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -qF "dev_server.py $1 $state/$1 " || return 1
    printf '%s\n' "$pid"
}

is_up() { holder "$1" >/dev/null && [ -e "$state/$1/facts.json" ]; }

# fact NAME KEY
fact() {
    python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))[sys.argv[2]])' "$state/$1/facts.json" "$2"
}

start_one() {
    local name=$1 folder=$state/$1 waited=0
    if is_up "$name"; then
        say "$name runs already"
        return
    fi
    mkdir -p "$folder"
    rm -f "$folder/facts.json"
    # In a session of its own: Ctrl+C here, and the end of this terminal, are nothing to it.
    setsid python3 "$root/packaging/dev_server.py" "$name" "$folder" >"$folder/holder.log" 2>&1 </dev/null &
    printf '%s\n' "$!" >"$folder/pid"
    say "starting $name"
    while [ ! -e "$folder/facts.json" ]; do
        if ! holder "$name" >/dev/null && [ "$waited" -gt 2 ]; then
            tail -n 20 "$folder/holder.log" >&2
            return 1
        fi
        [ "$waited" -lt $((start_seconds * 2)) ] || return 1
        sleep 0.5
        waited=$((waited + 1))
    done
}

stop_one() {
    local pid waited=0
    if ! pid=$(holder "$1"); then
        # Killed, it may have left its server behind.
        [ ! -e "$state/$1/server.pid" ] || python3 "$root/packaging/dev_server.py" "$1" "$state/$1" end
        return
    fi
    say "stopping $1"
    kill -TERM "$pid"
    while holder "$1" >/dev/null; do
        [ "$waited" -lt 120 ] || die "$1 (process $pid) does not end; its log: $state/$1/holder.log"
        sleep 0.5
        waited=$((waited + 1))
    done
    rm -f "$state/$1/pid"
}

# The environment for argus and argus-desk, into a file that only its owner reads.
write_environment() {
    local file=$state/environment host
    host="127.0.0.1:$(fact postgres port)"
    (
        umask 077
        {
            printf 'export ARGUS_STORE=postgresql://%s@%s/argus\n' "$(fact postgres user)" "$host"
            printf 'export PGPASSWORD=%s\n' "$(fact postgres password)"
            printf 'export ARGUS_BUS=%s\n' "$(fact kafka url)"
            printf 'export ARGUS_BLOBS=%s\n' "$(fact s3 url)"
            printf 'export ARGUS_S3_ACCESS_KEY=%s\n' "$(fact s3 access_key)"
            printf 'export ARGUS_S3_SECRET_KEY=%s\n' "$(fact s3 secret_key)"
        } >"$file"
    )
    cat <<TEXT
All three run. To use them:

    . $file
    argus-desk

or, with the passwords from that file's environment, by options:

    argus-desk --store postgresql://$(fact postgres user)@$host/argus --bus $(fact kafka url) --blobs $(fact s3 url)

The same holds for argus and its commands. To stop them: packaging/dev-servers.sh down
TEXT
}

up() {
    local name
    mkdir -p "$state"
    chmod 755 "$state"
    for name in "${names[@]}"; do
        start_one "$name" || die "$name did not start; its folder: $state/$name"
    done
    write_environment
}

status() {
    local name all=0
    for name in "${names[@]}"; do
        if is_up "$name"; then
            printf '%-9s runs     process %s, folder %s\n' "$name" "$(holder "$name")" "$state/$name"
        else
            printf '%-9s stopped  folder %s\n' "$name" "$state/$name"
            all=1
        fi
    done
    if [ "$all" -eq 0 ]; then
        write_environment
    fi
    return "$all"
}

down() {
    local name
    for name in "${names[@]}"; do
        stop_one "$name"
    done
    rm -f "$state/environment"
}

case "${1:-}" in
    up) up ;;
    down) down ;;
    status) status ;;
    wipe)
        down
        for name in "${names[@]}"; do
            rm -rf "${state:?}/$name"
        done
        say "removed what the servers kept in $state"
        ;;
    *)
        sed -n '3,11{s/^# \{0,1\}//;p}' "$0" >&2
        exit 2
        ;;
esac
