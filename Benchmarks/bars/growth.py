"""Whether a store with many responses costs more than one with few: opening it, and daily work."""

import hashlib
import json
import os
import shutil
import statistics

from harness import curve
from harness.processes import checked
from harness.workload import interviews_file

SUMMARY = "stores of 100 to 100,000 responses (5 minutes, and 5 to make them after each build)"

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
FEW, MANY = 100, 100_000
TIMES_AS_MUCH = 1.2
OPENINGS = 41
ROUNDS = 3

NAMES = {
    "save": "save an answer",
    "open": "open the store",
    "list": "list a page of 50",
    "merge": "merge one edited response",
    "feed": "read 50 changes after a cursor",
}


def measure(place, table):
    stores = Stores(place)
    opened = openings([stores.copy(size) for size in (FEW, *SIZES)], place)
    few, many = opened[FEW], opened[MANY]
    table.at_most(f"open a store with {MANY:,} responses, beside one with {FEW}",
                  many["open_ns"] / 1e9, few["open_ns"] / 1e9, TIMES_AS_MUCH)
    table.at_most("… the process's memory", many["resident_bytes"] / 2**20,
                  few["resident_bytes"] / 2**20, TIMES_AS_MUCH, "MiB")
    table.at_most("… what of it opening adds", many["grown_bytes"] / 2**20,
                  few["grown_bytes"] / 2**20, TIMES_AS_MUCH, "MiB")
    costs = daily(place, stores)
    costs["open"] = {size: opened[size]["open_ns"] for size in SIZES}
    for name, label in NAMES.items():
        table.at_most(f"{label} with {SIZES[-1]:,} responses, beside {SIZES[0]:,}",
                      costs[name][SIZES[-1]] / 1e9, costs[name][SIZES[0]] / 1e9, TIMES_AS_MUCH)
    keep(place, costs)


def openings(stores, place):
    """Medians by size; every opening is a process of its own, one of each store in turn."""
    found = {size: [] for size, _ in stores}
    for number in range(OPENINGS + 1):
        for size, path in stores:
            opening = place.measures("open", path)
            # The first opening of a copy gives it an identity of its own.
            if number > 0:
                found[size].append(opening)
    return {size: {name: statistics.median(one[name] for one in all) for name in all[0]}
            for size, all in found.items()}


def daily(place, stores):
    """Medians by name and size, over rounds that each begin with fresh copies."""
    found = {}
    for _ in range(ROUNDS):
        copies = [path for _, path in map(stores.copy, SIZES)]
        measured = place.measures(
            "grow", place.shared("bench/medium.xlsx"), interviews_file(place), *copies)
        for name, value in measured.items():
            kind, size = name.split("_")
            found.setdefault(kind, {}).setdefault(int(size), []).append(value)
    return {kind: {size: statistics.median(all) for size, all in sizes.items()}
            for kind, sizes in found.items()}


def keep(place, costs):
    place.results.mkdir(parents=True, exist_ok=True)
    measured = place.results / "growth.json"
    measured.write_text(json.dumps(costs, indent=1), encoding="utf-8")
    drawn = place.results / "growth.svg"
    drawn.write_text(curve.svg({NAMES[name]: costs[name] for name in NAMES}), encoding="utf-8")
    print(f"drawn: {drawn}", flush=True)


class Stores:
    """Stores by size, made once by each build of the measuring program."""

    def __init__(self, place):
        self.place = place
        build = hashlib.sha256(place.measuring.read_bytes()).hexdigest()[:16]
        self.folder = place.work / "stores" / build
        if not self.folder.exists():
            shutil.rmtree(self.folder.parent, ignore_errors=True)
            self.folder.mkdir(parents=True)

    def copy(self, size):
        """The size and the path of a fresh copy: what is measured changes it."""
        made = self.folder / str(size)
        if not made.exists():
            draft = self.place.folder("draft")
            draft.rmdir()
            checked([self.place.measuring, "fill", self.place.shared("bench/medium.xlsx"),
                     interviews_file(self.place), draft, size])
            draft.rename(made)
        copy = self.place.folder(f"store-{size}")
        shutil.copytree(made, copy, dirs_exist_ok=True)
        # What the copy has still to write must not slow the measure.
        os.sync()
        return size, copy
