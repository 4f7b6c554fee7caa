# Sourced by the tools: the root of the source tree, packages, builds. Needs bash.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"

say() { printf '\n== %s\n' "$*"; }
fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# The packages of tools/packages.txt for the given purposes that are not installed, one a line.
missing_packages() {
  local package purpose
  while read -r package purpose; do
    [[ " $* " == *" $purpose "* ]] || continue
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] ||
      printf '%s\n' "$package"
  done < <(sed 's/#.*//' tools/packages.txt)
}

# install_packages PURPOSE…: through apt-get, and only when something is missing.
install_packages() {
  if ! command -v dpkg-query >/dev/null; then
    say "Not Debian or Ubuntu: please see to the packages of tools/packages.txt yourself"
    return
  fi
  local missing
  mapfile -t missing < <(missing_packages "$@")
  [ "${#missing[@]}" -gt 0 ] || return 0

  say "Installing ${#missing[@]} packages: ${missing[*]}"
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null ||
      fail "These packages are missing. As root, please run: apt-get install ${missing[*]}"
    as_root=(sudo)
  fi
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Acquire::Retries=3
    -o DPkg::Lock::Timeout=300)
  "${apt[@]}" update </dev/null || echo "apt-get update failed; trying with the lists at hand"
  "${apt[@]}" install --no-install-recommends "${missing[@]}" </dev/null
}

# As many compilers at once as there are processors, and memory (1.5 GB each).
jobs_at_once() {
  local processors memory
  processors=$(nproc)
  memory=$(awk '/^MemAvailable/ {print int($2 / 1500000)}' /proc/meminfo 2>/dev/null || true)
  [ "${memory:-0}" -ge 1 ] || memory=1
  echo $((processors < memory ? processors : memory))
}

# build PRESET [TARGET…]: configures and builds into build/PRESET; without targets those of the preset.
build() {
  local preset=$1 log=build/$1/configure.log
  shift
  mkdir -p "build/$preset"
  cmake --preset "$preset" >"$log" 2>&1 || fail "$(<"$log")"
  cmake --build --preset "$preset" --parallel "$(jobs_at_once)" ${1:+--target "$@"}
}

# run_tests PRESET [OPTION…]: the tests that the preset names, in one line unless one fails.
run_tests() {
  local preset=$1 log=build/$1/tests.log
  shift
  ctest --preset "$preset" --parallel "$(nproc)" --no-tests=error "$@" >"$log" 2>&1 ||
    fail "$(<"$log")"
  grep -E 'tests passed' "$log"
}

# The C++ files of the project, separated by zero bytes.
source_files() {
  if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
    git ls-files -z -- '*.hpp' '*.cpp'
  else
    find include src tests bench -name '*.hpp' -print0 -o -name '*.cpp' -print0 2>/dev/null
  fi
}

# The clang-format whose taste the project follows, or nothing: other versions break lines differently.
find_clang_format() {
  local program
  for program in clang-format-14 clang-format; do
    if "$program" --version 2>/dev/null | grep -q 'version 14\.'; then
      echo "$program"
      return
    fi
  done
}

check_format() {
  local program
  program=$(find_clang_format)
  if [ -z "$program" ]; then
    echo "skipped: clang-format 14 is not installed"
  else
    source_files | xargs -0 "$program" --dry-run -Werror
    echo "every C++ file is formatted"
  fi
}
