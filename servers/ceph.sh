#!/usr/bin/env bash
# Ceph with its S3 gateway for tests: one monitor, one object store in memory and one gateway on the loopback interface.
# Debian's packages are downloaded and unpacked into a cache, and run through their own loader and libraries: nothing
# is installed, no right is needed, and the suite need not be that of the machine.
#
#   ceph.sh fetch        makes sure that the packages are in the cache
#   ceph.sh up DATA      starts a new cluster in the folder DATA and prints its "endpoint=… access=… secret=…"
#   ceph.sh down DATA    stops it
#   ceph.sh run          as up in a fresh folder, until standard input ends; then all is stopped and removed
#
# CEPH_DISK: empty, and objects are held in memory, 4 GiB of them; or so many bytes of a file beside the cluster's others. A
# store that is full lets writes wait for ever.
# CEPH_PART: how many bytes a part has at least that is not the last; empty, and it is AWS's 5 MiB.
# CEPH_VERSION: 18 (the default, of trixie), 16 (of bookworm) or 20 (of forky, Debian's testing suite).
set -euo pipefail
. "$(dirname "$0")/common.sh"
ARGUMENTS=("$@")

case ${CEPH_VERSION:=18} in
    16) suite=bookworm ;;
    18) suite=trixie ;;
    20) suite=forky ;;
    *) die "no suite of Debian is known for Ceph $CEPH_VERSION" ;;
esac

# unpack FOLDER: the packages and what they depend upon, fetched by an apt that has its state in the folder alone.
unpack() {
    local folder=$1 mirror
    command -v apt-get > /dev/null || { say "Ceph comes in Debian's packages, and there is no apt-get"; return 1; }
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Origin: Debian' | grep -v -i security | head -n 1)
    [ -n "$mirror" ] || { say "no archive of Debian is in this machine's apt configuration"; return 1; }
    mkdir -p "$folder"/root "$folder"/apt/{debs,state/lists/partial,cache/archives/partial}
    (
        cd "$folder/apt"
        : > status
        echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" > sources.list
        # How this machine reaches the archive (proxies, certificates) stays; where things are kept does not.
        {
            apt-config dump | grep '^Acquire::' || true
            cat << END
Dir::State "$PWD/state"; Dir::State::status "$PWD/status"; Dir::Cache "$PWD/cache";
Dir::Etc::sourcelist "$PWD/sources.list"; Dir::Etc::sourceparts "/dev/null"; Dir::Etc::main "/dev/null";
Dir::Etc::parts "/dev/null"; Dir::Etc::preferencesparts "/dev/null"; Acquire::Languages "none";
APT::Sandbox::User "root"; APT::Install-Recommends "false";
END
            # A mirror of the testing suite may lag behind the date until which its index is good; it is signed all the same.
            if [ "$suite" = forky ]; then echo 'Acquire::Check-Valid-Until "false";'; fi
        } > apt.conf
        export APT_CONFIG=$PWD/apt.conf
        apt-get -qq update
        cd debs
        # shellcheck disable=SC2046
        apt-get -qq download $(apt-get install -s radosgw ceph-mon ceph-osd | awk '/^Inst/ { print $2 }')
        for package in *.deb; do dpkg-deb -x "$package" "$folder/root"; done
    ) || return 1
    rm -rf "$folder/apt"
}

fetch() { prefix=$(cached "ceph-$CEPH_VERSION" unpack); }

# ceph PROGRAM ARGUMENT...: one of the programs in the cache instead of this shell, with the libraries beside it.
ceph() {
    local program=$1
    shift
    exec "${loader[@]}" "$prefix/root/usr/bin/$program" -c "$data/ceph.conf" "$@"
}

up() {
    fetch
    mkdir -p "$1"
    data=$(cd "$1" && pwd)
    libraries=$(cd "$prefix"/root/usr/lib/*-linux-gnu && pwd)
    loader=("$(find "$prefix/root" -name 'ld-linux*.so.*' | head -n 1)"
        --library-path "$libraries:$libraries/ceph:$prefix/root/lib/${libraries##*/}")
    # All of 127.0.0.0/8 is the loopback interface: at an address drawn for this cluster its fixed ports are free.
    address=127.$((1 + RANDOM % 254)).$((RANDOM % 256)).$((1 + RANDOM % 254))
    mkdir "$data"/{mon,osd,rgw,run}
    configuration > "$data/ceph.conf"
    {
        (ceph ceph-authtool "$data/keyring" --create-keyring --gen-key -n mon. --cap mon 'allow *')
        (ceph ceph-authtool "$data/keyring" --gen-key -n osd.0 --cap mon 'allow profile osd' --cap osd 'allow *')
        (ceph ceph-authtool "$data/keyring" --gen-key -n client.rgw --cap mon 'allow rwx' --cap osd 'allow rwx')
        (ceph monmaptool --create --fsid "$fsid" --addv a "[v2:$address:3300]" "$data/monmap")
        # With a map that has the object store in it the monitor need not be told of it.
        (ceph osdmaptool --createsimple 1 "$data/osdmap")
        (ceph ceph-mon --mkfs -i a --monmap "$data/monmap" --osdmap "$data/osdmap" --keyring "$data/keyring")
    } > "$data/make.log" 2>&1 || failed
    begin "$data" mon ceph ceph-mon -f -i a
    (ceph ceph-osd -i 0 --mkfs) > "$data/osd-make.log" 2>&1 || failed
    begin "$data" osd ceph ceph-osd -f -i 0
    (ceph radosgw-admin -n client.rgw user create --uid=test --display-name=test \
        --access-key="$access" --secret-key="$secret") > "$data/user.log" 2>&1 || failed
    begin "$data" gateway ceph radosgw -n client.rgw -f
    wait_for 60 listening_port "$(cat "$data/gateway.pid")" || failed
    echo "endpoint=http://127.0.0.1:$(listening_port "$(cat "$data/gateway.pid")") access=$access secret=$secret version=$CEPH_VERSION"
}

access=testkey
secret=testsecret

object_store() {
    if [ -z "${CEPH_DISK:-}" ]; then
        echo 'osd objectstore = memstore'
        echo 'memstore device bytes = 4294967296'
    else
        echo 'osd objectstore = bluestore'
        echo "bluestore block size = $CEPH_DISK"
        echo 'osd memory target = 939524096'
    fi
}

# What was deleted gives its room back within seconds instead of hours.
soon_collected() {
    echo 'rgw gc obj min wait = 5'
    echo 'rgw gc processor period = 5'
    echo 'rgw gc processor max time = 5'
}

configuration() {
    fsid=$(cat /proc/sys/kernel/random/uuid)
    cat << END
[global]
fsid = $fsid
mon host = [v2:$address:3300]
mon initial members = a
public addr = $address
cluster addr = $address
ms bind msgr1 = false
auth cluster required = cephx
auth service required = cephx
auth client required = cephx
keyring = $data/keyring
run dir = $data/run
admin socket =
log file = $data/\$name.log
crash dir = $data/run
plugin dir = $libraries/ceph
erasure code dir = $libraries/ceph/erasure-code
osd class dir = $libraries/rados-classes
osd class load list = *
osd class default list = *
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 4
osd pool default pgp num = 4
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
mon allow pool size one = true
mon max pg per osd = 1000
paxos propose interval = 0.05
paxos min wait = 0.01
objecter tick interval = 0.2
log to file = true
mon cluster log file = $data/cluster.log
[mon.a]
mon data = $data/mon
mon data avail warn = 1
mon data avail crit = 1
[osd]
osd data = $data/osd
osd op num shards = 2
$(object_store)
[client.rgw]
rgw data = $data/rgw
rgw frontends = beast endpoint=127.0.0.1:0 tcp_nodelay=1
rgw thread pool size = 64
rgw enable usage log = false
rgw enable ops log = false
$([ -z "${CEPH_PART:-}" ] || echo "rgw multipart min part size = $CEPH_PART")
$([ -z "${CEPH_DISK:-}" ] || soon_collected)
END
}

# Says what the programs last said.
failed() {
    tail -n 3 "$data"/*.log | cut -c 1-300 >&2
    end_all "$data"
    die "the cluster did not start"
}

case ${1:-} in
    fetch) fetch && echo "$prefix" ;;
    up) up "${2:?the folder of the cluster}" ;;
    down) end_all "${2:?the folder of the cluster}" ;;
    run) run_until_eof up ;;
    *) die "fetch, up DATA, down DATA or run" ;;
esac
