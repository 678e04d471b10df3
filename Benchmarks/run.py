#!/usr/bin/env python3
"""Runs Campo's bars beside its peers and prints a row a bar: `make bench`, or `run.py [GROUP...]`.

Exit code: 0 all bars met, 1 a bar missed, 2 a bar that was asked for could not be measured.
A new group is a file in bars/ with a `measure(place, table)`; see bars/checking.py.
"""

import datetime
import importlib
import pkgutil
import sys

# Nothing is written beside the sources.
sys.dont_write_bytecode = True

import bars
from harness.place import Missing, Place
from harness.table import Table


def main(asked):
    known = sorted(module.name for module in pkgutil.iter_modules(bars.__path__))
    unknown = [name for name in asked if name not in known]
    if unknown:
        print(f"no such group: {', '.join(unknown)}; there are: {', '.join(known)}")
        return 64
    place = Place()
    table = Table()
    try:
        place.build()
    except Missing as missing:
        print(f"left out: everything: {missing}")
        return 2
    print(place.machine())
    table.print_heading()
    for name in asked or known:
        group = importlib.import_module(f"bars.{name}")
        print(f"{name}: {group.SUMMARY}", flush=True)
        try:
            group.measure(place, table)
        except Missing as missing:
            table.leave_out(f"{name}: {group.SUMMARY}", str(missing))
    print(f"written: {table.write(place.results, datetime.datetime.now(), place.machine())}")
    return table.exit_code()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
