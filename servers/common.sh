# Sourced by the starters beside it: one cache for what is fetched, and servers that end with whoever started them.
# shellcheck shell=bash

cache=${XDG_CACHE_HOME:-$HOME/.cache}/siltstone/servers

say() { echo "$(basename "$0"): $*" >&2; }
die() { say "$*"; exit 1; }

# cached NAME COMMAND...: the folder NAME of the cache. If it is not there, COMMAND fills the folder that it is given as
# its last argument, which then gets its name in one step: nobody ever sees half of it, and of two builds at once the
# second waits for the first.
cached() {
    local target=$cache/$1 partial
    shift
    if [ ! -d "$target" ]; then
        mkdir -p "$cache"
        exec 9> "$target.lock"
        if command -v flock > /dev/null; then flock 9; fi
        if [ ! -d "$target" ]; then
            partial=$(mktemp -d "$target.XXXXXX")
            # 9>&-: what is started must not hold the lock after the end of this script.
            if ! "$@" "$partial" 9>&- >&2; then
                rm -rf "$partial"
                die "could not fetch $(basename "$target"), see above"
            fi
            chmod 755 "$partial"
            mv -T "$partial" "$target" || rm -rf "$partial"
        fi
        exec 9>&-
    fi
    echo "$target"
}

# maven_copy FOLDER ARTIFACT: puts an artifact of Maven Central into the folder, by this machine's Maven and its settings.
maven_copy() {
    command -v mvn > /dev/null || { say "it comes from Maven Central, and there is no mvn"; return 1; }
    # Outside of the project, whose own settings are not meant.
    (cd "$1" && mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy "-Dartifact=$2" \
        "-DoutputDirectory=$1" < /dev/null)
}

java_program() { echo "${JAVA_HOME:+$JAVA_HOME/bin/}java"; }

# listening_port PID: a TCP port on which the process listens; fails while there is none.
listening_port() { listening_ports "$1" | sed -n 1p | grep .; }

# listening_ports PID: all of them.
listening_ports() {
    local inodes
    inodes=$(find "/proc/$1/fd" -lname 'socket:*' -printf '%l\n' 2> /dev/null | tr -dc '0-9\n')
    awk -v inodes="$inodes" '
        BEGIN { split(inodes, list, "\n"); for (i in list) own[list[i]] = 1 }
        $4 == "0A" && ($10 in own) { split($2, address, ":"); print address[2] }' /proc/net/tcp |
        while read -r hex; do echo $((16#$hex)); done
}

# wait_for SECONDS COMMAND...: until the command succeeds.
wait_for() {
    local tries=$(($1 * 20))
    shift
    until "$@" > /dev/null 2>&1; do
        tries=$((tries - 1))
        [ $tries -gt 0 ] || return 1
        sleep 0.05
    done
}

# begin DATA NAME COMMAND...: a server in the background, its process id in DATA/NAME.pid, its output in DATA/NAME.log.
begin() {
    local data=$1 name=$2
    shift 2
    "$@" < /dev/null > "$data/$name.log" 2>&1 &
    echo $! > "$data/$name.pid"
    disown
}

# end_all DATA: ends the servers that run on the folder.
end_all() {
    local pids
    pids=$(cat "$1"/*.pid 2> /dev/null) || return 0
    # shellcheck disable=SC2086
    kill $pids 2> /dev/null || true
    # shellcheck disable=SC2086
    wait_for 1 are_gone $pids || kill -9 $pids 2> /dev/null || true
    rm -f "$1"/*.pid
}

are_gone() { ! kill -0 "$@"; }

# run_until_eof UP: calls UP with a fresh folder, and ends and removes everything when standard input does. A pipe ends
# with the process that held its other end, however that came to die: no server outlives the tests that started it.
run_until_eof() {
    # A session of its own: a signal to the group of the tests must not end this watch before the servers.
    if [ ! -t 0 ] && [ -z "${OWN_SESSION:-}" ] && command -v setsid > /dev/null; then
        OWN_SESSION=1 exec setsid --wait "$BASH" "$0" "${ARGUMENTS[@]}"
    fi
    data=$(mktemp -d "${TMPDIR:-/tmp}/siltstone-server.XXXXXX")
    trap 'end_all "$data"; rm -rf "$data"' EXIT
    trap 'exit 143' TERM
    trap 'exit 130' INT
    trap 'exit 129' HUP
    "$1" "$data"
    while read -r _; do :; done
}
