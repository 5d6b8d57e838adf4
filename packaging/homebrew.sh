#!/bin/sh
# A formula for Homebrew of the archives of a release: `homebrew.sh VERSION SHA256SUMS`.
set -eu

version=$1 sums=$2
repository=$(sed -n 's/^repository = "\(.*\)"$/\1/p' "$(dirname "$0")/../Cargo.toml")
sum() {
  found=$(awk -v name="folio-$1.tar.gz" '$2 == name { print $1 }' "$sums")
  [ -n "$found" ] || { echo "error: $sums has no line for folio-$1.tar.gz" >&2 && exit 1; }
  printf '%s' "$found"
}
build() {
  printf '      url "%s/releases/download/v%s/folio-%s.tar.gz"\n      sha256 "%s"\n' "$repository" "$version" "$1" "$2"
}
# Before anything is printed, so that a sum that is missing ends the script.
mac_arm=$(sum aarch64-apple-darwin) mac_intel=$(sum x86_64-apple-darwin)
linux_arm=$(sum aarch64-unknown-linux-musl) linux_intel=$(sum x86_64-unknown-linux-musl)
cat <<EOF
class Folio < Formula
  desc "Academic CV, one-page résumé and publication list from one YAML file"
  homepage "$repository"
  version "$version"
  license all_of: [{ any_of: ["MIT", "Apache-2.0"] }, "OFL-1.1", "LPPL-1.3c"]

  on_macos do
    on_arm do
$(build aarch64-apple-darwin "$mac_arm")
    end
    on_intel do
$(build x86_64-apple-darwin "$mac_intel")
    end
  end
  on_linux do
    on_arm do
$(build aarch64-unknown-linux-musl "$linux_arm")
    end
    on_intel do
$(build x86_64-unknown-linux-musl "$linux_intel")
    end
  end

  def install
    bin.install "folio"
    generate_completions_from_executable(bin/"folio", "completions")
    (man1/"folio.1").write Utils.safe_popen_read(bin/"folio", "man")
  end

  test do
    system bin/"folio", "new"
    system bin/"folio", "build"
    assert_path_exists testpath/"output/cv.pdf"
  end
end
EOF
