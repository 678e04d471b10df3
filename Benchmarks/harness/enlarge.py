"""enlarge.py IN.xlsx OUT.xlsx TIMES: the survey's rows again and again, their names kept apart."""

import re
import sys

import openpyxl


def main(source, target, times):
    book = openpyxl.load_workbook(source)
    sheet = book["survey"]
    rows = [list(row) for row in sheet.iter_rows(min_row=2, values_only=True)]
    headers = [cell.value for cell in sheet[1]]
    name = headers.index("name")
    formulas = [headers.index(text) for text in ("relevant", "calculation") if text in headers]
    for copy in range(1, times):
        for row in rows:
            again = list(row)
            if again[name]:
                again[name] = f"{again[name]}_{copy}"
            for column in formulas:
                if again[column]:
                    again[column] = re.sub(r"\$\{(\w+)\}", rf"${{\1_{copy}}}", str(again[column]))
            sheet.append(again)
    book.save(target)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
