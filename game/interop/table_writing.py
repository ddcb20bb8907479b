"""Cases as score tables, CSV or XLSX. What a table cannot hold is refused with its place."""

import csv
from collections.abc import Iterator
from fractions import Fraction
from io import BytesIO, StringIO

from game.interop.cases import LARGEST, Case, decimal_text, exact_text
from game.interop.naming import Unfit, unwritable
from game.interop.score_tables import MOST_DIGITS, SPECIAL
from game.messages import text

LONGEST = 32_000
"""The longest text a spreadsheet's cell can hold, less a little."""
Cell = str | Fraction


def csv_of(case: Case) -> str:
    """Return a case as CSV text, parted by commas. Raises `Unfit`."""
    written = StringIO(newline="")
    writer = csv.writer(written, lineterminator="\n")
    writer.writerows([decimal_text(c) if isinstance(c, Fraction) else c for c in row] for row in _rows(case))
    return written.getvalue()


def xlsx_of(case: Case) -> bytes:
    """Return a case as a workbook of one sheet. Raises `Unfit`."""
    rows = _rows(case)
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row, start=1):
            if cell == "":
                continue
            placed = sheet.cell(number, column, _number(cell) if isinstance(cell, Fraction) else cell)
            if isinstance(cell, str):
                placed.data_type = "s"  # a text, even where it begins like a formula
    sheet.freeze_panes = "C2"
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _number(value: Fraction) -> int | float | str:
    """Return a number as a cell keeps it: as a text where a cell would lose a digit."""
    if value.denominator == 1:
        return int(value)
    near = float(f"{float(value):.15g}")
    written = decimal_text(value)
    assert written is not None, "checked before"
    return near if Fraction(f"{near:.15g}") == value else written


def _rows(case: Case) -> list[list[Cell]]:
    reasons = [*_unfit(case), *unwritable(case, longest=LONGEST, longest_option=LONGEST)]
    if reasons:
        raise Unfit(reasons)
    rows: list[list[Cell]] = [["issue", "option", *case.roles]]
    for issue, options, points in zip(case.issues, case.options, case.points, strict=True):
        for number, (option, values) in enumerate(zip(options, points, strict=True)):
            rows.append(["" if number else issue, option, *values])
    rows.append(["walkaway", "", *case.walkaways])
    if case.vetoes is not None:
        rows.append(["veto", "", *("yes" if veto else "no" for veto in case.vetoes)])
    if case.quorum is not None:
        rows.append(["quorum", str(case.quorum), *[""] * len(case.roles)])
    return rows


def _unfit(case: Case) -> Iterator[str]:
    for name in case.issues:
        if name.casefold() in SPECIAL:
            yield text("convert/reserved_name", name=name)
    for role, factor in zip(case.roles, case.discounts, strict=bool(case.discounts)):
        if factor != 1:
            yield text("convert/table_discount", role=role, factor=exact_text(factor))
    for place, value in numbered(case):
        if abs(value) > LARGEST or (value * 10**MOST_DIGITS).denominator > 1:
            yield text(
                "convert/table_digits",
                place=place,
                value=exact_text(value),
                most=MOST_DIGITS,
                largest=LARGEST,
            )


def numbered(case: Case) -> Iterator[tuple[str, Fraction]]:
    """Yield every number of a case with its place in words."""
    for issue, options, points in zip(case.issues, case.options, case.points, strict=True):
        for option, values in zip(options, points, strict=True):
            for role, value in zip(case.roles, values, strict=True):
                yield text("convert/place", issue=issue, option=option, role=role), value
    for role, value in zip(case.roles, case.walkaways, strict=True):
        yield text("convert/line_place", role=role), value
