#!/usr/bin/env bash
# Azurite, the Azure Blob emulator, for tests: from npm into a cache, nothing is installed, data in a folder of its own.
#
#   azurite.sh fetch        makes sure that it is in the cache
#   azurite.sh up DATA      starts it in the folder DATA and prints its "endpoint=… account=… key=…"
#   azurite.sh down DATA    stops it
#   azurite.sh run          as up in a fresh folder, until standard input ends; then it is stopped and removed
#
# AZURITE_CERTIFICATE, AZURITE_PASSWORD: a PKCS #12 file and its password; then it speaks TLS alone, and takes tokens as
# well, whose signature it does not check.
set -euo pipefail
. "$(dirname "$0")/common.sh"
ARGUMENTS=("$@")

# The newest that runs on Node 20; later ones need 22.
version=3.35.0
account=devstoreaccount1
# Azurite's own, printed in its manual; opens nothing else.
key=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==

install() {
    command -v npm > /dev/null || { say "Azurite comes from npm, and there is no npm"; return 1; }
    npm install --prefix "$1" --no-audit --no-fund --no-update-notifier --loglevel=error "azurite@$version"
}

fetch() { prefix=$(cached "azurite-$version" install); }

up() {
    fetch
    command -v node > /dev/null || die "there is no node to run Azurite"
    mkdir -p "$1"
    data=$(cd "$1" && pwd)
    local secured=()
    if [ -n "${AZURITE_CERTIFICATE:-}" ]; then
        secured=(--oauth basic --cert "$AZURITE_CERTIFICATE" --pwd "${AZURITE_PASSWORD:?of the certificate}")
    fi
    begin "$data" azurite node "$prefix/node_modules/azurite/dist/src/blob/main.js" --blobHost 127.0.0.1 --blobPort 0 \
        --location "$data" --silent --skipApiVersionCheck --disableTelemetry "${secured[@]}"
    if ! wait_for 60 grep -q 'successfully listens' "$data/azurite.log"; then
        tail -n 5 "$data/azurite.log" >&2
        end_all "$data"
        die "it did not start"
    fi
    echo "endpoint=$(grep -oE 'https?://[0-9.:]*' "$data/azurite.log" | tail -n 1)/$account account=$account key=$key"
}

case ${1:-} in
    fetch) fetch && echo "$prefix" ;;
    up) up "${2:?the folder of its data}" ;;
    down) end_all "${2:?the folder of its data}" ;;
    run) run_until_eof up ;;
    *) die "fetch, up DATA, down DATA or run" ;;
esac
