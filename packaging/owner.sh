#!/bin/sh
# Says everywhere whose repository this is: `owner.sh ACCOUNT/NAME`, such as `owner.sh ada/folio`.
#
# Whose it was stands in Cargo.toml, as `repository`; that and every address that is made of it becomes the new one.
set -eu
cd "$(dirname "$0")/.."

fail() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}
lower() { printf '%s' "$1" | tr '[:upper:]' '[:lower:]'; }
# What a text is in an expression of sed.
literal() { printf '%s' "$1" | sed 's,\.,\\.,g'; }

new=${1:-}
case $new in
  *[!A-Za-z0-9._/-]* | */*/* | /* | */) fail "\`$new\` is not ACCOUNT/NAME" ;;
  */*) ;;
  *) fail "usage: owner.sh ACCOUNT/NAME" ;;
esac
old=$(sed -n 's,^repository = "https://github.com/\(.*\)"$,\1,p' Cargo.toml | head -n 1)
[ -n "$old" ] || fail "Cargo.toml has no \`repository\` on GitHub"

git grep -lIF -e "$old" -e "ghcr.io/$(lower "$old")" | while IFS= read -r file; do
  from=$(literal "$old")
  # Names of images are small.
  sed -e "s,ghcr\.io/$from,ghcr.io/$(lower "$new"),g" \
    -e "s,ghcr\.io/$(lower "$from"),ghcr.io/$(lower "$new"),g" \
    -e "s,github\.com/$from,github.com/$new,g" \
    -e "s,githubusercontent\.com/$from,githubusercontent.com/$new,g" \
    -e "s,uses: $from,uses: $new,g" \
    -e "s,--repo $from,--repo $new,g" "$file" >"$file.new"
  if cmp -s "$file" "$file.new"; then
    rm "$file.new"
  else
    # Into the file that is there, so that it keeps its mode.
    cat "$file.new" >"$file"
    rm "$file.new"
    printf '%s\n' "$file"
  fi
done
