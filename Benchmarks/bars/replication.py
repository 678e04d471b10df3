"""Saving an answer, and joining what two people changed apart, in memory and on the disk."""

import json

from harness.place import LORO, PYCRDT, Missing
from harness.processes import checked
from harness.workload import PAIRS, interviews_file, pairs_file

SUMMARY = "saving answers and joining edited interviews (2 minutes)"

PER_SECOND = 100_000
TIMES_A_COMMIT = 1.5
PART_OF_RAW_RATE = 0.25
STORED_BYTES = 1300
SAVING_ROUNDS = 3


def measure(place, table):
    measure_saving(place, table)
    pairs = pairs_file(place)
    measure_joining(place, table, pairs)
    measure_durable(place, table, pairs)


def measure_saving(place, table):
    rounds = [
        place.measures("save", place.shared("bench/medium.xlsx"), interviews_file(place),
                       place.folder("save"))
        for _ in range(SAVING_ROUNDS)]
    found = sorted(rounds, key=lambda found: found["ours_ns"] / found["raw_ns"])[SAVING_ROUNDS // 2]
    table.at_most(
        f"save one answer (median of {found['answers']:.0f}), beside a raw SQLite commit",
        found["ours_ns"] / 1e9, found["raw_ns"] / 1e9, TIMES_A_COMMIT)
    table.beside("… the mean, with what moves the log into the file",
                 found["ours_mean_ns"] / 1e9, found["raw_mean_ns"] / 1e9)


def measure_joining(place, table, pairs):
    found = place.measures("merge", pairs)
    if found["pairs"] != PAIRS or found["conflicts"] < PAIRS:
        raise RuntimeError(f"not every pair was in conflict: {found}")
    ours = found["merge_ns"] / 1e9
    table.within(f"merge of edited interviews, mean of {PAIRS}", ours, 1 / PER_SECOND, "s")
    table.note("… canonical bytes of one of them", found["bytes"], "bytes")
    for package, version in (("loro", LORO), ("pycrdt", PYCRDT)):
        name = f"… beside {package} {version}, importing the other's update"
        try:
            python = place.python_with(package, version)
        except Missing as missing:
            table.leave_out(name, str(missing))
            continue
        script = place.root / "Benchmarks" / "harness" / "crdts.py"
        peer = json.loads(checked([python, script, package, pairs]).output)
        table.beside(name, ours, peer["import_s"])


def measure_durable(place, table, pairs):
    found = place.measures(
        "durable", place.shared("bench/medium.xlsx"), pairs, place.folder("durable"))
    if not found["pairs"] == found["conflicts"] == found["checked"] == PAIRS:
        raise RuntimeError(f"not every pair was merged and checked: {found}")
    table.faster("… read, merged, checked and on the disk, two cores, beside raw SQLite",
                 found["ours_ns"] / 1e9, found["raw_ns"] / 1e9, PART_OF_RAW_RATE)
    table.within("… bytes of one in the file", found["bytes"], STORED_BYTES, "bytes")
