#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# form.sh clang-format|shellcheck|codespell ROOT: fails when a file of the project does not have the form.
set -euo pipefail
cd "$2"

files() { find app core ui tests packaging docs cmake .ci README.md -type f \( "$@" \) -print0 | sort -z; }

case $1 in
clang-format) files -name '*.cpp' -o -name '*.h' | xargs -0 clang-format-19 --dry-run -Werror ;;
shellcheck) files -name '*.sh' -o -path '.ci/run' | xargs -0 shellcheck -x ;;
codespell)
    # Words of the field and of other languages that look like misspellings.
    files -name '*.cpp' -o -name '*.h' -o -name '*.md' -o -name '*.py' -o -name '*.sh' -o -name '*.txt' \
        | xargs -0 codespell --ignore-words-list=datas,fo,ba,nd,te,ser,ans,rsource,ot,ue,hist,inout,ot,ecu,sur,sie,mis,uint,microsof,positionof,upto
    ;;
*) exit 2 ;;
esac
