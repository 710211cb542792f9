#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what is missing, builds, and opens the window on the sample case. Without a display it prints that case's
# triage report. Arguments go to argus-desk.
set -euo pipefail
# shellcheck source=packaging/common.sh
. "$(dirname "$0")/common.sh"

install_packages run
build release

bin="$root/build/release/bin"
sample="$root/build/sample/sample-drive.log"
if [ ! -s "$sample" ]; then
    say "making the sample case (a synthetic drive)"
    as_owner mkdir -p "$(dirname "$sample")"
    as_owner "$bin/argus" simulate drive --sample --out "$sample" || die "making the sample case"
fi

if [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]; then
    say "opening the window on the sample case"
    as_owner "$bin/argus-desk" --sample "$sample" "$@"
    exit
fi
say "there is no display: here is the sample case's report"
as_owner "$bin/argus" analyze "$sample"
