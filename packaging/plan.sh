#!/bin/sh
# Whether this commit can be released: prints `version=VERSION`, or says why not. Reads GITHUB_REF_TYPE, GITHUB_REF_NAME
# and GITHUB_REPOSITORY; outside of a tag only the version is told.
set -eu
cd "$(dirname "$0")/.."

field() { sed -n "s/^$1 = \"\\(.*\\)\"\$/\\1/p" Cargo.toml | head -n 1; }
fail() {
  printf '::error::%s\n' "$*" >&2
  exit 1
}
version=$(field version)
if [ "${GITHUB_REF_TYPE:-}" = tag ]; then
  [ "$GITHUB_REF_NAME" = "v$version" ] || fail "the tag is $GITHUB_REF_NAME, and Cargo.toml says version $version"
  address=https://github.com/$GITHUB_REPOSITORY
  [ "$(field repository)" = "$address" ] ||
    fail "Cargo.toml says repository $(field repository), and this is $address; \`packaging/owner.sh $GITHUB_REPOSITORY\` makes it so"
  grep -q "^## \[$version\]" CHANGELOG.md || fail "CHANGELOG.md has no section [$version]"
fi
printf 'version=%s\n' "$version"
