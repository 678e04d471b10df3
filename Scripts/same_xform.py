"""Compares the XForms that pyxform makes of workbooks with those it makes after campo has converted
each to YAML and back to a workbook.

    CAMPO=.build/debug/campo python3 Scripts/same_xform.py FORM.xlsx…

Needs pyxform in the active virtual environment. The order of an element's attributes is left out;
all else counts. Prints what differs, then how many workbooks had each outcome; exit code 1 if any
differs. Workbooks that pyxform or campo refuses are counted apart.
"""

import difflib
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

from pyxform.xls2xform import convert

CAMPO = os.environ.get("CAMPO", "campo")


def xform(path):
    return ElementTree.canonicalize(convert(path, pretty_print=True).xform)


def there_and_back(path, folder):
    """The workbook after YAML; its name gives the form its id where it has none."""
    stem = os.path.splitext(os.path.basename(path))[0]
    yaml, workbook = (os.path.join(folder, stem + end) for end in (".yaml", ".xlsx"))
    for source, target in ((path, yaml), (yaml, workbook)):
        subprocess.run([CAMPO, "convert", source, target], check=True, capture_output=True)
    return workbook


def compare(path):
    try:
        original = xform(path)
    except Exception:  # pyxform raises whatever comes up
        return path, "refused by pyxform", ""
    with tempfile.TemporaryDirectory() as folder:
        try:
            ours = xform(there_and_back(path, folder))
        except subprocess.CalledProcessError as error:
            return path, "refused by campo", error.stderr.decode()
        except Exception as error:
            return path, "different", f"pyxform refuses ours: {error}"
    if original == ours:
        return path, "same", ""
    lines = difflib.unified_diff(original.splitlines(), ours.splitlines(), lineterm="", n=0)
    return path, "different", "\n".join(lines)


def main(paths):
    outcomes = Counter()
    with ProcessPoolExecutor() as pool:
        for path, outcome, text in pool.map(compare, paths):
            outcomes[outcome] += 1
            if outcome == "different":
                print(f"{path}\n{text}\n")
    for outcome, count in sorted(outcomes.items()):
        print(f"{count:5} {outcome}")
    return 1 if outcomes["different"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
