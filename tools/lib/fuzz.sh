#!/usr/bin/env bash
# fuzz.sh [READER…]: tries each fuzzer of build/asan-ubsan, or those named, on its seeds and then on
# mutations of them, FUZZ_SECONDS seconds each (60; 0: the seeds only), two at a time. An input that
# breaks a property is printed as base64, and kept in build/asan-ubsan/found.
set -euo pipefail
cd "$(dirname "$0")/../.."
source tools/lib/set-up.sh

seconds=${FUZZ_SECONDS:-60}
folder=build/asan-ubsan/found
rm -rf "$folder"
mkdir -p "$folder"

# Reader, bytes of its longest input, folders of seeds besides its own.
readers() {
  cat <<'END'
csv 1024
encoding 512
event_log 1024
gzip 1024
json 1024
map 4096 tests/invalid_input/maps
number 64
scenario 4096 tests/invalid_input/scenarios
setting 256
workbook 4096
xlsx 4096
END
}

# fuzz_one READER LONGEST [FOLDER…]
fuzz_one() {
  local reader=$1 log=$folder/$1.log
  local options=(-seed=1 -timeout=10 -rss_limit_mb=1024 "-max_len=$2"
    "-artifact_prefix=$folder/$reader-" -print_final_stats=1)
  shift 2
  if [ "$seconds" -eq 0 ]; then
    options+=(-runs=0)
  else
    options+=("-max_total_time=$seconds")
  fi
  # What it finds worth keeping goes to the first folder: a new one, so that every run begins alike.
  mkdir "$folder/$reader"
  if ! "build/asan-ubsan/tests/fuzz/${reader}_fuzzer" "${options[@]}" \
    "$folder/$reader" "tests/fuzz/seeds/$reader" "$@" >"$log" 2>&1; then
    grep -vE '^#[0-9]+\s' "$log"
    echo "$reader: a property is broken. Again: base64 -d >input, then build/asan-ubsan/tests/fuzz/${reader}_fuzzer input"
    return 1
  fi
  awk -v reader="$reader" '/number_of_executed_units/ {runs = $2} /average_exec_per_sec/ {rate = $2}
    END {printf "%s: %d inputs, %d a second\n", reader, runs, rate}' "$log"
}

chosen=" ${*:-} " failed=0
while read -r -a line; do
  [[ $# -eq 0 || "$chosen" == *" ${line[0]} "* ]] || continue
  while [ "$(jobs -rp | wc -l)" -ge 2 ]; do
    wait -n || failed=1
  done
  fuzz_one "${line[@]}" &
done < <(readers)
while [ -n "$(jobs -p)" ]; do
  wait -n || failed=1
done
exit "$failed"
