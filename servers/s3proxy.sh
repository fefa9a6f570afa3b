#!/usr/bin/env bash
# S3Proxy with objects in memory, for tests: from Maven Central into a cache, nothing is installed.
#
#   s3proxy.sh fetch        makes sure that it is in the cache
#   s3proxy.sh up DATA      starts it with its log in the folder DATA and prints its "endpoint=… access=… secret=…"
#   s3proxy.sh down DATA    stops it
#   s3proxy.sh run          as up in a fresh folder, until standard input ends; then it is stopped and removed
set -euo pipefail
. "$(dirname "$0")/common.sh"
ARGUMENTS=("$@")

version=4.1.0

install() { maven_copy "$1" "org.gaul:s3proxy:$version:jar:jar-with-dependencies"; }

fetch() { prefix=$(cached "s3proxy-$version" install); }

up() {
    fetch
    mkdir -p "$1"
    data=$(cd "$1" && pwd)
    cat > "$data/s3proxy.conf" << END
s3proxy.endpoint=http://127.0.0.1:0
s3proxy.authorization=aws-v2-or-v4
s3proxy.identity=testkey
s3proxy.credential=testsecret
s3proxy.ignore-unknown-headers=true
jclouds.provider=transient-nio2
jclouds.identity=none
jclouds.credential=none
jclouds.endpoint=http://127.0.0.1:0
END
    begin "$data" s3proxy "$(java_program)" -Xmx1g -Djava.net.preferIPv4Stack=true \
        -jar "$prefix"/*.jar --properties "$data/s3proxy.conf"
    if ! wait_for 60 listening_port "$(cat "$data/s3proxy.pid")"; then
        tail -n 5 "$data/s3proxy.log" >&2
        end_all "$data"
        die "it did not start"
    fi
    echo "endpoint=http://127.0.0.1:$(listening_port "$(cat "$data/s3proxy.pid")") access=testkey secret=testsecret"
}

case ${1:-} in
    fetch) fetch && echo "$prefix" ;;
    up) up "${2:?the folder of its data}" ;;
    down) end_all "${2:?the folder of its data}" ;;
    run) run_until_eof up ;;
    *) die "fetch, up DATA, down DATA or run" ;;
esac
