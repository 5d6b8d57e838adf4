#!/usr/bin/env bash
# The steps of the GitHub Action (action.yml): `action.sh install|sarif|check|build|commit`.
#
# Inputs come in the environment: INPUT_FILE, INPUT_DOCUMENTS, INPUT_FORMATS, INPUT_VERIFY, INPUT_COMMIT.
#
# Lists are texts that are split into words, without patterns: macOS has a bash in which an empty array is an error.
# shellcheck disable=SC2016,SC2086
set -euo pipefail
set -f

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
file=${INPUT_FILE:-cv.yaml}
output=output
# Names are separated by commas, blanks or lines.
documents=$(tr ',' ' ' <<<"${INPUT_DOCUMENTS:-}")
formats=$(tr ',' ' ' <<<"${INPUT_FORMATS:-}")

is_true() {
  case $1 in
    true) return 0 ;;
    false | '') return 1 ;;
    *) printf '::error::`%s` is neither `true` nor `false`\n' "$1" && exit 2 ;;
  esac
}

install() {
  # The program of this version of the action.
  local version folder
  version=$(sed -n 's/^version = "\(.*\)"$/\1/p' "$root/Cargo.toml" | head -n 1)
  folder=${RUNNER_TEMP:?}/folio-$version
  "$root/packaging/install.sh" --version "$version" --to "$folder"
  printf '%s\n' "$folder" >>"${GITHUB_PATH:?}"
}

# Everything found as a log that code scanning shows; an error in the file fails the next step, not this one.
sarif() {
  folio --file "$file" check $documents --message-format sarif >"${RUNNER_TEMP:?}/folio.sarif" || true
  [[ -s $RUNNER_TEMP/folio.sarif ]]
}

check() {
  folio --file "$file" check $documents --message-format github
}

build() {
  local arguments='' name
  for name in $formats; do
    arguments+=" --format $name"
  done
  if is_true "${INPUT_VERIFY:-}"; then
    arguments+=' --verify'
  fi
  folio --file "$file" --output-dir "$output" build $documents $arguments --message-format github
  if ! is_true "${INPUT_VERIFY:-}" && [[ -n ${GITHUB_STEP_SUMMARY:-} ]]; then
    {
      printf 'Built from `%s` by %s:\n\n' "$file" "$(folio --version)"
      find "$output" -type f -not -name '.*' | LC_ALL=C sort | sed 's/.*/- `&`/'
    } >>"$GITHUB_STEP_SUMMARY"
  fi
}

commit() {
  is_true "${INPUT_COMMIT:-}" || return 0
  if [[ ${GITHUB_EVENT_NAME:-} = pull_request* ]] || ! git symbolic-ref --quiet HEAD >/dev/null; then
    printf '::notice::%s/ is not committed: this run is not of a branch\n' "$output"
    return 0
  fi
  # By force, as whoever asks for it may have it in .gitignore from before.
  git add --all --force "$output"
  if git diff --cached --quiet -- "$output"; then
    echo "$output/ is current"
    return 0
  fi
  git -c user.name='github-actions[bot]' -c user.email='41898282+github-actions[bot]@users.noreply.github.com' \
    commit --quiet --message "Build the documents of $file" -- "$output"
  git push || {
    printf '::error::%s/ cannot be pushed; the workflow needs `permissions: {contents: write}`\n' "$output"
    return 1
  }
}

case ${1:-} in
  install | sarif | check | build | commit) "$1" ;;
  *) echo "usage: action.sh install|sarif|check|build|commit" >&2 && exit 2 ;;
esac
