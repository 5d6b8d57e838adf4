#!/usr/bin/env bash
# Runs a `folio` of the version of this checkout, which is downloaded once: the hooks of .pre-commit-hooks.yaml.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' "$root/Cargo.toml" | head -n 1)
folder=${FOLIO_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/folio}/$version
if [[ ! -e $folder/folio && ! -e $folder/folio.exe ]]; then
  # Where it lies is nobody's business; what goes wrong is told.
  "$root/packaging/install.sh" --version "$version" --to "$folder" >/dev/null
fi
exec "$folder/folio" "$@"
