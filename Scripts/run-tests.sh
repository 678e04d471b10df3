#!/bin/sh
# Runs every test that was built. One that hangs ends the run, and the last lines tell which began and did not end.
set -eu
cd "$(dirname "$0")/.."
limit=1500 # seconds: three times what a slow machine needs

# A line at a time: of a run that is ended, what still waits to be written is lost.
status=0
timeout --kill-after=10 "$limit" \
  stdbuf -oL -eL swift test --skip-build --disable-xctest "$@" || status=$?
if [ "$status" = 124 ] || [ "$status" = 137 ]; then
  echo "error: the tests did not end within $limit s: see which 'started' has no 'passed' above" >&2
fi
exit "$status"
