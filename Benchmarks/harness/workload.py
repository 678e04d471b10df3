"""Workload W of `../shared/bench`, as the measuring program reads it: paths and texts."""

import gzip
import json
import random
import sys

from harness.processes import checked

PAIRS = 10_000
DEVICE_INTERVIEWS = 100


def interviews(place):
    with gzip.open(place.shared("bench/w1000.jsonl.gz"), "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def answers(interview):
    """Every answer of an interview in the order of asking."""
    found = [[f"/data/{name}", str(value)] for name, value in interview["answers"].items()]
    for number, member in enumerate(interview["members"], start=1):
        found += [[f"/data/members[{number}]/{name}", str(value)] for name, value in member.items()]
    return found


def interviews_file(place):
    return written(place, "interviews.json", [answers(interview) for interview in interviews(place)])


def pairs_file(place):
    return written(place, "pairs.json", pairs(place))


def sealed_file(place):
    """A hundred interviews of each of the workload's twenty devices, in the order of their sealing."""
    folder = place.folder("workload")
    checked([sys.executable, place.shared("bench/gen_workload.py"), folder])
    devices = {}
    with open(folder / "w10000.jsonl", encoding="utf-8") as lines:
        for interview in map(json.loads, lines):
            devices.setdefault(interview["who"], []).append(interview)
    return written(place, "sealed.json", [
        {"author": author,
         "interviews": [{"id": one["id"], "time": one["t1"], "answers": answers(one)}
                        for one in interviews[:DEVICE_INTERVIEWS]]}
        for author, interviews in sorted(devices.items())])


def written(place, name, content):
    path = place.work / name
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def pairs(place):
    """The workload's edits, and as many more of the same kind as make PAIRS: each changes five
    questions, one of them on both sides."""
    known = interviews(place)
    edits = json.loads(place.shared("bench/edits1000.json").read_text(encoding="utf-8"))
    made = [pair(known[edit["i"]], edit["A"], edit["B"]) for edit in edits]
    source = random.Random(20260101)
    while len(made) < PAIRS:
        interview, other, third = source.sample(known, 3)
        first = interview["answers"]
        names = [name for name in first if other["answers"].get(name, first[name]) != first[name]]
        shared = [name for name in names
                  if third["answers"].get(name, first[name]) not in (first[name], other["answers"][name])]
        if len(names) < 5 or not shared:
            continue
        both = source.choice(shared)
        rest = source.sample([name for name in names if name != both], 4)
        one = {name: other["answers"][name] for name in [both, *rest[:2]]}
        two = {both: third["answers"][both]} | {name: other["answers"][name] for name in rest[2:]}
        made.append(pair(interview, one, two))
    return made


def pair(interview, first, second):
    return {"base": answers(interview),
            "a": {f"/data/{name}": str(value) for name, value in first.items()},
            "b": {f"/data/{name}": str(value) for name, value in second.items()}}
