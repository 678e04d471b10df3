#!/bin/sh
# Throws changed inputs at one target for a while: fuzz.sh TARGET [SECONDS] [FOLDER OF MORE SEEDS].
# What breaks is left in the fuzzing folder as crash-…, timeout-… or oom-…; a small one belongs in Tests/Fuzzing/Corpus.
set -eu
cd "$(dirname "$0")/.."
target=${1:?expression, yaml, xlsx, xls, packed, message or bundle}
seconds=${2:-600}
folder=.build/fuzzing
grown=$folder/$target
mkdir -p "$grown"

CAMPO_FUZZ=$target swift build -c release --sanitize fuzzer --product FuzzRunner --scratch-path .build/fuzz
for seed in "Tests/Fuzzing/Corpus/$target"/*; do
  case $seed in
    *.hex) xxd -r -p "$seed" "$grown/$(basename "$seed" .hex)" ;;
    *) cp "$seed" "$grown/" ;;
  esac
done
runner=$(CAMPO_FUZZ=$target swift build -c release --sanitize fuzzer --scratch-path .build/fuzz --show-bin-path)/FuzzRunner
# shellcheck disable=SC2086  # the folder of more seeds may be absent
# The fuzzer itself must see the crash, to keep its input.
CAMPO_FUZZ=$target SWIFT_BACKTRACE=enable=no "$runner" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 -max_len=65536 \
  -print_final_stats=1 -artifact_prefix="$folder/" "$grown" ${3:-}
