#!/usr/bin/env bash
# Proves that results have the same bytes whatever the compiler, optimisation, threads, processor,
# language and time zone. Needs the program in build/release and build/asan-ubsan; builds three more.
set -euo pipefail
cd "$(dirname "$0")/../.."
source tools/lib/set-up.sh

# variant NAME COMPILER FLAGS: the program alone. The other builds judge warnings: g++ 12 suspects
# members of -O3 code that are always set.
variant() {
  cmake --preset release -B "build/$1" -DCMAKE_CXX_COMPILER="$2" -DCMAKE_CXX_FLAGS_RELEASE="$3" \
    -DCXSIM_TESTS=OFF -DCXSIM_WARNINGS_AS_ERRORS=OFF >/dev/null
  cmake --build "build/$1" --parallel "$(jobs_at_once)" --target cxsim
}

# results NAME [VARIABLE=VALUE…]: one hash of what the program of build/NAME answers in that environment.
results() {
  local program=build/$1/src/cli/cxsim
  shift
  {
    env "$@" "$program" prioritize scenarios/bank.json --draws 4 --customers 80 --threads "$threads" --json -
    env "$@" "$program" simulate scenarios/mobile.json --draws 3 --customers 100 --threads "$threads" --json -
    env "$@" "$program" simulate scenarios/cable.json --draws 3 --customers 100 --churn sampled \
      --threads "$threads" --json -
    env "$@" "$program" analyze journeys/mobile.json --json -
  } 2>/dev/null | sha256sum | cut -c1-64
}

# compare WHAT NAME [VARIABLE=VALUE…]
compare() {
  local what=$1 actual
  shift
  actual=$(results "$@")
  if [ "$actual" != "$expected" ]; then
    fail "Results differ: $expected with g++ -O2 and 1 thread, $actual with $what"
  fi
  echo "same bytes: $what"
}

variant o0 g++ -O0
variant o3-v3 g++ "-O3 -march=x86-64-v3"
variant clang-o3 clang++ -O3

threads=1
expected=$(results release)
for threads in 2 3 4 8; do
  compare "$threads threads" release
done
threads=2
compare "g++ -O0" o0
compare "clang -O1 with sanitizers" asan-ubsan
compare "clang -O3" clang-o3
if grep -qw avx2 /proc/cpuinfo && grep -qw fma /proc/cpuinfo; then
  compare "g++ -O3 -march=x86-64-v3" o3-v3
  compare "a processor without fused multiply-add" release GLIBC_TUNABLES=glibc.cpu.hwcaps=-FMA,-FMA4,-AVX2
else
  echo "skipped: this processor lacks AVX2 and FMA"
fi

# A language that writes decimal commas, made here when the machine lacks it.
mkdir -p build/locale
if localedef -i pl_PL -f UTF-8 build/locale/pl_PL.UTF-8 2>/dev/null ||
  [ -d build/locale/pl_PL.UTF-8 ]; then
  compare "a Polish locale in another time zone" release \
    LOCPATH="$PWD/build/locale" LC_ALL=pl_PL.UTF-8 TZ=Asia/Kathmandu
else
  echo "skipped: no Polish locale can be made here"
fi
