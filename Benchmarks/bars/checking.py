"""Checking a workbook, whole processes side by side: campo, pyxform, pyxform with ODK Validate."""

from harness.place import Missing
from harness.processes import interleaved, once

SUMMARY = "validating workbooks beside pyxform and ODK Validate"

SIZES = ("small", "medium", "large")
ROUNDS = 15
WITH_VALIDATE, ALONE = 30, 10
CORPUS_SECONDS = 10


def measure(place, table):
    for size in SIZES:
        measure_workbook(place, table, size)
    measure_corpus(place, table)


def measure_workbook(place, table, size):
    workbook = place.shared(f"bench/{size}.xlsx")
    out = place.work / f"{size}.xml"
    commands = {
        "ours": [place.campo, "validate", workbook],
        "alone": [place.xls2xform, "--skip_validate", workbook, out],
    }
    try:
        place.require_java("java")
        commands["both"] = [place.xls2xform, "--odk_validate", workbook, out]
    except Missing as missing:
        table.leave_out(f"validate {size}.xlsx, beside ODK Validate", str(missing))
    runs = interleaved(commands, ROUNDS)
    for name, run in runs.items():
        if run.status != 0:
            raise RuntimeError(f"{name} does not accept {size}.xlsx: {run.output[-500:]!r}")
    ours = runs["ours"].median
    if "both" in runs:
        table.faster(f"validate {size}.xlsx, beside pyxform + ODK Validate", ours,
                     runs["both"].median, WITH_VALIDATE)
    table.faster(f"validate {size}.xlsx, beside pyxform alone", ours, runs["alone"].median, ALONE)


def measure_corpus(place, table):
    folder = place.shared("corpus/xlsforms")
    run = once([place.campo, "validate", "--format", "json", folder])
    # Some of the workbooks are broken on purpose: 1 says that findings are errors.
    if run.status not in (0, 1):
        raise RuntimeError(f"campo validate exited {run.status}: {run.output[-500:]!r}")
    table.within("validate the corpus's workbooks in one call", run.seconds[0], CORPUS_SECONDS)
    table.note("… its peak of memory", run.peak_bytes / 2**20, "MiB")
