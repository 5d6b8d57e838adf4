#!/bin/sh
# Packs a program as a release has it: `archive.sh PROGRAM TARGET FOLDER` writes FOLDER/folio-TARGET.tar.gz, a .zip for
# Windows, and its line into FOLDER/SHA256SUMS.
#
# Times, owners and order are fixed, so that the same program gives the same archive.
set -eu

program=$1 target=$2
mkdir -p "$3"
folder=$(cd "$3" && pwd)
here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
content=$work/folio-$target
mkdir "$content"
case $target in
  *windows*) cp "$program" "$content/folio.exe" ;;
  *) cp "$program" "$content/folio" && chmod 755 "$content/folio" ;;
esac
cp "$here/README.md" "$here/CHANGELOG.md" "$here/LICENSE-MIT" "$here/LICENSE-APACHE" "$here/NOTICE" "$content/"
find "$content" -exec touch -d @"${SOURCE_DATE_EPOCH:-0}" {} +
case $target in
  *windows*)
    archive=folio-$target.zip
    rm -f "$folder/$archive"
    (cd "$work" && find "folio-$target" -type f | LC_ALL=C sort | zip -q -X -@ "$folder/$archive")
    ;;
  *)
    archive=folio-$target.tar.gz
    tar -C "$work" --sort=name --owner=0 --group=0 --numeric-owner -cf - "folio-$target" | gzip -9n >"$folder/$archive"
    ;;
esac
cd "$folder"
touch SHA256SUMS
{ grep -v " $archive\$" SHA256SUMS || true; sha256sum "$archive"; } | LC_ALL=C sort -k 2 >SHA256SUMS.new
mv SHA256SUMS.new SHA256SUMS
