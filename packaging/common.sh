# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Shared by run.sh and test.sh: says what it does, installs what is missing, builds.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf '==> %s\n' "$*" >&2; }

die() {
    printf '==> FAILED: %s\n' "$*" >&2
    exit 1
}

# The packages of the given kinds (run, test, dev).
packages() {
    local kind
    for kind in "$@"; do
        awk -v kind="$kind" '$1 == kind { print $2 }' "$root/packaging/packages.txt"
    done
}

missing_packages() {
    local name
    for name in $(packages "$@"); do
        dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null | grep -qx installed || printf '%s\n' "$name"
    done
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1; then
        sudo "$@"
    else
        die "installing packages needs root: run this as root, or install sudo"
    fi
}

install_packages() {
    command -v dpkg-query >/dev/null 2>&1 || die "this needs Debian 12 (dpkg was not found)"
    local missing
    missing=$(missing_packages "$@")
    if [ -z "$missing" ]; then
        say "all packages are installed"
        return
    fi
    # shellcheck disable=SC2086  # the list is to be split
    set -- $missing
    say "installing $# packages: $*"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq || die "apt-get update (is the network there?)"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null \
        || die "apt-get install"
}

# Under sudo everything but the packages is done as the owner of the checkout, with the owner's home (compiler cache,
# store of the program), so that it can be used without sudo later.
as_owner() {
    local owner
    owner=$(stat -c %U "$root")
    if [ "$(id -u)" -eq 0 ] && [ "$owner" != root ] && [ "$owner" != UNKNOWN ]; then
        runuser -u "$owner" -- env HOME="$(getent passwd "$owner" | cut -d: -f6)" USER="$owner" LOGNAME="$owner" "$@"
    else
        "$@"
    fi
}

# build PRESET [target...]: configures and builds; the log is kept and shown only when something failed.
build() {
    local preset=$1
    shift
    local log="$root/build/$preset.log"
    as_owner mkdir -p "$root/build"
    # The owner's file, though this shell writes it.
    rm -f "$log"
    as_owner touch "$log"
    say "configuring ($preset)"
    (cd "$root" && as_owner cmake --preset "$preset") >"$log" 2>&1 || {
        tail -n 40 "$log" >&2
        die "configuring; the whole log: $log"
    }
    say "building ($preset); the first time takes some minutes"
    (cd "$root" && as_owner cmake --build --preset "$preset" ${1:+--target "$@"}) >>"$log" 2>&1 || {
        grep -E -A3 'error|FAILED' "$log" | head -n 60 >&2
        die "building; the whole log: $log"
    }
}
