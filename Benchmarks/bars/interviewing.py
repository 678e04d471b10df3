"""One interview: judging it beside a warm JavaRosa, and changing one of its answers."""

import statistics

from harness.javarosa import JavaRosa
from harness.processes import checked
from harness.workload import answers, interviews, written

SUMMARY = "judging and changing a finished interview"

ROUNDS = 9
BESIDE_JAVAROSA = 40
PART_OF_FULL = 100


def measure(place, table):
    measure_change(place, table)
    measure_validation(place, table)


def measure_change(place, table):
    found = place.measures("change", place.shared("bench/large.xlsx"))
    table.share(
        f"change an answer of large.xlsx (median of {found['questions']:.0f} questions)",
        found["change_median_ns"] / 1e9, found["full_ns"] / 1e9, PART_OF_FULL)
    table.note("… the question with the most behind it", found["change_most_ns"] / 1e9)


def measure_validation(place, table):
    workbook = place.shared("bench/medium.xlsx")
    first = answers(interviews(place)[0])
    answers_file = written(place, "answers.json", first)
    form = place.work / "medium.xml"
    checked([place.xls2xform, "--skip_validate", workbook, form])
    peer = JavaRosa(place, form, first)
    ours, theirs = [], []
    for _ in range(ROUNDS):
        found = place.measures("validate", workbook, answers_file)
        if found["errors"] > 0:
            raise RuntimeError("the finished interview has errors")
        ours.append(found)
        theirs.append(peer.seconds_to_validate())
    judged = statistics.median(found["judged_ns"] for found in ours) / 1e9
    arrived = statistics.median(found["arrived_ns"] for found in ours) / 1e9
    table.faster("judge a finished interview of medium.xlsx, beside JavaRosa", judged,
                 statistics.median(theirs), BESIDE_JAVAROSA)
    table.note("… taken up from its record and judged, as on arrival", arrived)
