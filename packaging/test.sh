#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what is missing, builds with warnings as errors, and runs all tests. Arguments go to ctest (-R NAME, ...).
set -euo pipefail
# shellcheck source=packaging/common.sh
. "$(dirname "$0")/common.sh"

install_packages run test
build ci

say "running the tests"
export QT_QPA_PLATFORM=offscreen
(cd "$root" && as_owner env QT_QPA_PLATFORM=offscreen ctest --preset ci -j "$(nproc)" "$@") || die "some tests failed"
say "all tests passed"
