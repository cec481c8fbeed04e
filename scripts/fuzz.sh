#!/bin/sh
# Feeds every reader of files what nobody wrote, and says how often: scripts/fuzz.sh [seconds a reader] [reader …]
# Needs a nightly toolchain and a C++ compiler. What it finds stays in tests/fuzz/artifacts, what it learns in
# tests/fuzz/corpus. An input that takes 5 s or 512 MB is a fault, as is a panic or an overflow.
set -eu
cd "$(dirname "$0")/.."
VERSION=0.13.2
seconds=${1:-300}
[ $# -gt 0 ] && shift
readers=${*:-json csv html text xml2003 document sheet strings office pdf number}

tools=$PWD/target/tools
[ -x "$tools/bin/cargo-fuzz" ] || cargo install --quiet --locked --root "$tools" --version "$VERSION" cargo-fuzz
PATH=$tools/bin:$PATH
fuzz=tests/fuzz
# Comparisons are not traced: that takes more time than the readers do, and the dictionary has their words.
how="--fuzz-dir $fuzz --sanitizer none --no-trace-compares"
# shellcheck disable=SC2086
cargo +nightly fuzz build $how 2>&1 | tail -1

# The files a reader begins with.
seeds() {
  case $1 in
    json) ls tests/reports/*.json ;;
    html) ls tests/raw/*.html tests/clips/*.html ;;
    text) ls tests/raw/*.txt tests/raw/*.md ;;
    office) ls tests/raw/* tests/pdf/*.pdf tests/reports/hongze-2023.json ;;
  esac
}

for reader in $readers; do
  corpus=$fuzz/corpus/$reader
  mkdir -p "$corpus"
  for seed in $(seeds "$reader"); do cp "$seed" "$corpus/"; done
  log=$fuzz/$reader.log
  # shellcheck disable=SC2086
  cargo +nightly fuzz run $how "$reader" -- -max_total_time="$seconds" -timeout="${TIMEOUT:-5}" -rss_limit_mb=512 \
    -max_len=16384 -dict=$fuzz/words.txt -print_final_stats=1 >"$log" 2>&1 || { tail -20 "$log"; echo "$reader: a fault"; exit 1; }
  sed -n "s/^stat::number_of_executed_units: */$reader: executions /p; s/^stat::peak_rss_mb: */$reader: peak MB /p" "$log"
done
