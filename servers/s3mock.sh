#!/usr/bin/env bash
# Adobe's S3Mock for tests: from Maven Central into a cache, nothing is installed, data in a folder of its own. It asks
# for no key, and its plain port listens on every interface, whatever it is told: run it where nobody else is.
#
#   s3mock.sh fetch        makes sure that it is in the cache
#   s3mock.sh up DATA      starts it in the folder DATA and prints its "endpoint=… access=… secret=…"
#   s3mock.sh down DATA    stops it
#   s3mock.sh run          as up in a fresh folder, until standard input ends; then it is stopped and removed
set -euo pipefail
. "$(dirname "$0")/common.sh"
ARGUMENTS=("$@")

version=5.2.0

install() { maven_copy "$1" "com.adobe.testing:s3mock:$version:jar:exec"; }

fetch() { prefix=$(cached "s3mock-$version" install); }

up() {
    fetch
    mkdir -p "$1/objects"
    data=$(cd "$1" && pwd)
    begin "$data" s3mock "$(java_program)" -Xmx1g -Djava.net.preferIPv4Stack=true -Dserver.address=127.0.0.1 \
        -Dserver.port=0 -Dhttp.port=0 "-Dcom.adobe.testing.s3mock.store.root=$data/objects" -jar "$prefix"/*.jar
    if ! wait_for 240 grep -q 'Started S3Mock' "$data/s3mock.log"; then
        tail -n 5 "$data/s3mock.log" >&2
        end_all "$data"
        die "it did not start"
    fi
    # An earlier line names the ports that were asked for, 0 and 0.
    port=$(grep -o '[1-9][0-9]* (http)' "$data/s3mock.log" | sed -n 1p | cut -d ' ' -f 1)
    echo "endpoint=http://127.0.0.1:$port access=testkey secret=testsecret"
}

case ${1:-} in
    fetch) fetch && echo "$prefix" ;;
    up) up "${2:?the folder of its data}" ;;
    down) end_all "${2:?the folder of its data}" ;;
    run) run_until_eof up ;;
    *) die "fetch, up DATA, down DATA or run" ;;
esac
