#!/bin/sh
# Installs a released Folio: one program, into a folder of your own, without root.
#
#   install.sh [--version VERSION] [--to FOLDER]
#
# VERSION is a release such as 0.1.0 [default: FOLIO_VERSION, else the latest]; FOLDER is where the program goes
# [default: FOLIO_INSTALL_DIR, else ~/.local/bin]. FOLIO_DOWNLOAD names another place with the files of a release, an
# address or a folder: a mirror, or what was carried to a machine without a network.
#
# Everything stands in functions, so that a download that broke off runs nothing.
set -eu

fail() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# Whether the C library of this machine is one that the ordinary Linux build was linked for.
has_new_glibc() {
  version=$(getconf GNU_LIBC_VERSION 2>/dev/null) || return 1
  version=${version#glibc }
  major=${version%%.*}
  minor=${version#*.}
  minor=${minor%%.*}
  [ "$major" -gt 2 ] || { [ "$major" -eq 2 ] && [ "$minor" -ge 31 ]; }
}

# The name under which a release has the program for this machine.
target() {
  system=$(uname -s)
  machine=$(uname -m)
  case $machine in
    x86_64 | amd64) machine=x86_64 ;;
    aarch64 | arm64) machine=aarch64 ;;
    *) fail "there is no build for $system on $machine; \`cargo install folio\` makes one" ;;
  esac
  case $system in
    Linux)
      # The static one runs everywhere; the other is faster where it runs.
      if has_new_glibc; then echo "$machine-unknown-linux-gnu"; else echo "$machine-unknown-linux-musl"; fi
      ;;
    Darwin) echo "$machine-apple-darwin" ;;
    # Windows on ARM runs programs for x86-64.
    MINGW* | MSYS* | CYGWIN*) echo x86_64-pc-windows-msvc ;;
    *) fail "there is no build for $system; \`cargo install folio\` makes one" ;;
  esac
}

# fetch FROM TO
fetch() {
  case $1 in
    https://*)
      if command -v curl >/dev/null; then
        curl --fail --silent --show-error --location --proto '=https' --tlsv1.2 --retry 3 --output "$2" "$1"
      elif command -v wget >/dev/null; then
        wget --quiet --https-only --output-document "$2" "$1"
      else
        fail "curl or wget is needed to download $1"
      fi
      ;;
    file://*) cp "${1#file://}" "$2" ;;
    *://*) fail "$1: only https:// and folders are taken" ;;
    *) cp "$1" "$2" ;;
  esac || fail "$1 cannot be downloaded"
}

# The SHA-256 sum of a file.
sum() {
  if command -v sha256sum >/dev/null; then
    sha256sum "$1"
  elif command -v shasum >/dev/null; then
    shasum -a 256 "$1"
  elif command -v openssl >/dev/null; then
    openssl dgst -sha256 -r "$1"
  else
    fail "sha256sum, shasum or openssl is needed to check the download"
  fi | cut -d ' ' -f 1
}

# unpack ARCHIVE FOLDER
unpack() {
  case $1 in
    *.zip) unzip -q "$1" -d "$2" ;;
    *) tar -xzf "$1" -C "$2" ;;
  esac || fail "$1 cannot be unpacked"
}

main() {
  repository=https://github.com/OWNER/folio
  version=${FOLIO_VERSION:-}
  to=${FOLIO_INSTALL_DIR:-${HOME:-.}/.local/bin}
  while [ $# -gt 0 ]; do
    case $1 in
      --version) version=${2:?"--version needs a version"} && shift 2 ;;
      --to) to=${2:?"--to needs a folder"} && shift 2 ;;
      *) fail "$1 is not known; the arguments are --version VERSION and --to FOLDER" ;;
    esac
  done
  version=${version#v}
  if [ -n "${FOLIO_DOWNLOAD:-}" ]; then
    from=$FOLIO_DOWNLOAD
  elif [ -n "$version" ]; then
    from=$repository/releases/download/v$version
  else
    from=$repository/releases/latest/download
  fi

  target=$(target)
  case $target in
    *windows*) archive=folio-$target.zip program=folio.exe ;;
    *) archive=folio-$target.tar.gz program=folio ;;
  esac
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  fetch "$from/$archive" "$work/$archive"
  fetch "$from/SHA256SUMS" "$work/SHA256SUMS"
  # A line is the sum, two blanks (or a blank and an asterisk) and the name.
  promised=$(awk -v name="$archive" '{ sub(/^\*/, "", $2) } $2 == name { print $1 }' "$work/SHA256SUMS")
  [ -n "$promised" ] || fail "$from/SHA256SUMS has no line for $archive"
  found=$(sum "$work/$archive")
  [ "$promised" = "$found" ] || fail "$archive is not what was released: its SHA-256 sum is $found, not $promised"

  unpack "$work/$archive" "$work"
  fresh=$work/folio-$target/$program
  [ -f "$fresh" ] || fail "$archive does not hold folio-$target/$program"
  said=$("$fresh" --version) || fail "the program in $archive does not run on this machine"
  [ -z "$version" ] || [ "$said" = "folio $version" ] || fail "$archive holds $said, not folio $version"
  mkdir -p "$to"
  # Moved within one folder, so that a run in between meets the old program or the new one.
  cp "$fresh" "$to/.$program.new"
  chmod 755 "$to/.$program.new"
  mv -f "$to/.$program.new" "$to/$program"
  printf '%s  installed as %s\n' "$said" "$to/$program"
  # shellcheck disable=SC2016 # what is to be typed
  case ":$PATH:" in
    *":$to:"*) ;;
    *) printf 'it is found after: export PATH="%s:$PATH"\n' "$to" ;;
  esac
}

main "$@"
