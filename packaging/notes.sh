#!/bin/sh
# The section of a version in CHANGELOG.md: `notes.sh VERSION`.
set -eu
cd "$(dirname "$0")/.."
awk -v heading="## [$1]" '
  index($0, heading) == 1 { inside = 1; next }
  inside && /^## / { exit }
  inside { print }
' CHANGELOG.md
