#!/usr/bin/env bash
# Makes all captures anew, or those of the stacks that are named: npm run captures -- baresip sipp.
set -euo pipefail
cd "$(dirname "$0")"
bash ../../../.ci/install-capture-stacks
if [ $# -eq 0 ]; then set -- */make.sh; fi
for stack in "$@"; do bash "${stack%/make.sh}/make.sh"; done
