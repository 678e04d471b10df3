"""Joining what two people changed apart."""

import gzip
import json
import random

SUMMARY = "joining edited interviews"

PAIRS = 10_000
PER_SECOND = 100_000


def measure(place, table):
    pairs_file = place.work / "pairs.json"
    pairs_file.write_text(json.dumps(pairs(place)), encoding="utf-8")
    found = place.measures("merge", pairs_file)
    if found["pairs"] != PAIRS or found["conflicts"] < PAIRS:
        raise RuntimeError(f"not every pair was in conflict: {found}")
    table.within(f"merge of edited interviews, mean of {PAIRS}", found["merge_ns"] / 1e9,
                 1 / PER_SECOND, "s")
    table.note("… canonical bytes of one of them", found["bytes"], "bytes")


def pairs(place):
    """The workload's edits, and as many more of the same kind as make PAIRS: each changes five
    questions, one of them on both sides."""
    with gzip.open(place.shared("bench/w1000.jsonl.gz"), "rt", encoding="utf-8") as lines:
        interviews = [json.loads(line) for line in lines]
    edits = json.loads(place.shared("bench/edits1000.json").read_text(encoding="utf-8"))
    made = [pair(interviews[edit["i"]], edit["A"], edit["B"]) for edit in edits]
    source = random.Random(20260101)
    while len(made) < PAIRS:
        interview, other, third = source.sample(interviews, 3)
        answers = interview["answers"]
        names = [name for name in answers if other["answers"].get(name, answers[name]) != answers[name]]
        shared = [name for name in names
                  if third["answers"].get(name, answers[name]) not in (answers[name], other["answers"][name])]
        if len(names) < 5 or not shared:
            continue
        both = source.choice(shared)
        rest = source.sample([name for name in names if name != both], 4)
        first = {name: other["answers"][name] for name in [both, *rest[:2]]}
        second = {both: third["answers"][both]} | {name: other["answers"][name] for name in rest[2:]}
        made.append(pair(interview, first, second))
    return made


def pair(interview, first, second):
    base = [[f"/data/{name}", str(value)] for name, value in interview["answers"].items()]
    for number, member in enumerate(interview["members"], start=1):
        base += [[f"/data/members[{number}]/{name}", str(value)] for name, value in member.items()]
    return {"base": base,
            "a": {f"/data/{name}": str(value) for name, value in first.items()},
            "b": {f"/data/{name}": str(value) for name, value in second.items()}}
