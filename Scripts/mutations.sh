#!/bin/sh
# Shows that the simulator and the exhaustive walk catch deliberate bugs: applies each patch of
# Tests/Simulation/Mutations in a copy of the tree, builds campo-simulate, and runs it until it fails: the
# exhaustive walk, then seeds, then the traces that the tests keep of seeds that once failed.
# Prints a row a patch; ends with 1 where one is not caught. Docs/Merge.md lists what catches each.
#
#   sh Scripts/mutations.sh [NAME...]        the copy is kept in MUTATIONS_DIR, for the next run
set -eu
cd "$(dirname "$0")/.."
tree=$PWD
copy=${MUTATIONS_DIR:-.build/mutations}
seeds=${MUTATIONS_SEEDS:-60}
mkdir -p "$copy"
copy=$(cd "$copy" && pwd)
for folder in Sources Tests SyncServer; do rm -rf "${copy:?}/$folder"; done
git ls-files -z -c -o --exclude-standard Package.swift Sources Tests SyncServer |
  tar -c --null -T - | tar -x -C "$copy"
cd "$copy"

build() {
  swift build --product campo-simulate >mutation.log 2>&1 || {
    tail -20 mutation.log >&2
    echo "$1: does not build" >&2
    exit 2
  }
  simulate=$(swift build --show-bin-path)/campo-simulate
}

# Seeds that fail: the first, or all.
failing() {
  status=0
  "$simulate" --seeds "$seeds" --operations 60 "$1" >run.log 2>&1 || status=$?
  if [ "$status" -gt 1 ]; then echo "seed any: the process died"; fi
  grep '^seed' run.log | sort || true
}

# The traces of FixedSeedsTests, each in a file with its seed beside it.
keep_traces() {
  rm -rf traces
  mkdir traces
  awk '
    /let trace = """/ { file = "traces/" ++count; inside = 1; next }
    inside && /"""/ { inside = 0; next }
    inside { sub(/^ +/, ""); print > file }
    /expectNoViolation\(seed: [0-9]/ { sub(/.*seed: /, ""); sub(/,.*/, ""); print > (file ".seed") }
  ' Tests/SimulationTests/FixedSeedsTests.swift
}

failing_trace() {
  for file in traces/*.seed; do
    seed=$(cat "$file")
    "$simulate" --first "$seed" --trace "${file%.seed}" >run.log 2>&1 || {
      echo "the trace of seed $seed: $(tail -1 run.log)"
      return
    }
  done
}

# What catches it, and how; nothing where nothing does. Seeds that fail anyway prove nothing.
caught() {
  if ! "$simulate" --exhaustive 2 --first-failure >mutation.log 2>&1; then
    rule=$(grep -m 1 ': \[' mutation.log | sed 's/: \[.*//')
    echo "exhaustive: ${rule:-a broken invariant ends the process}"
  else
    {
      failing "$(if [ -s known.log ]; then echo --keep-going; else echo --no-shrink; fi)" | while IFS= read -r line; do
        grep -q "^${line%%:*}:" known.log || echo "simulation: $line"
      done
      failing_trace | sed 's/^/simulation: /'
    } | head -1 | cut -c1-120
  fi
}

keep_traces
build "the tree as it is"
failing --keep-going >known.log
missed=0
if [ $# = 0 ]; then
  set -- $(ls "$tree/Tests/Simulation/Mutations" | sed 's/\.patch$//')
fi
for name; do
  patch -s -p1 <"$tree/Tests/Simulation/Mutations/$name.patch"
  build "$name"
  found=$(caught)
  echo "$name: ${found:-NOT CAUGHT}"
  [ -n "$found" ] || missed=1
  patch -s -R -p1 <"$tree/Tests/Simulation/Mutations/$name.patch"
done
exit $missed
