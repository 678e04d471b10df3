"""Peak memory of checking a workbook, beside the size of what it unpacks to."""

import zipfile

from harness.processes import checked, interleaved

SUMMARY = "memory of reading, by the form's size"

ROUNDS = 3
# Bytes of memory that checking may take for each byte that a workbook unpacks to.
BYTES_A_BYTE = 64
TIMES_LARGER = 8


def measure(place, table):
    large = place.shared("bench/large.xlsx")
    larger = place.work / f"large-{TIMES_LARGER}.xlsx"
    checked([place.python, place.root / "Benchmarks" / "harness" / "enlarge.py", large,
             larger, TIMES_LARGER])
    base = peak(place, place.shared("bench/small.xlsx"))
    for name, workbook in (("large.xlsx", large), (f"large.xlsx × {TIMES_LARGER}", larger)):
        grown = peak(place, workbook) - base
        table.within(f"memory to validate {name}, bytes for each unpacked byte",
                     grown / unpacked(workbook), BYTES_A_BYTE, "")


def peak(place, workbook):
    runs = interleaved({"ours": [place.campo, "validate", "--format", "json", workbook]}, ROUNDS)
    return runs["ours"].peak_bytes


def unpacked(workbook):
    with zipfile.ZipFile(workbook) as archive:
        return sum(entry.file_size for entry in archive.infolist())
