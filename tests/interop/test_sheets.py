"""Score tables in workbooks: sheets as teachers keep them, each mistake named with its cell."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from game.interop import sheets
from game.interop.cases import CaseError
from game.interop.score_tables import read_csv
from game.interop.sheets import read_xlsx
from game.messages import text
from tests.interop.test_score_tables import HARBOUR

ROWS: list[list[Any]] = [
    ["issue", "option", "Port", "Union", "City"],
    ["wages", "high", 10, 40, 12.0],
    [None, "low", "30", 5, 10],
    ["hours", "long", 20, 0, "7,5"],
    [None, "short", 5, 30, 8],
    ["walkaway", None, 25, 20, 10],
]


def book(*tables: Iterable[Iterable[Any]], change: Callable[[Any], object] = lambda _: None) -> bytes:
    """Return a workbook with a sheet for each table, the last one changed."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for number, rows in enumerate(tables, start=1):
        sheet = made.create_sheet(f"Sheet{number}")
        for row in rows:
            sheet.append(list(row))
    change(made.worksheets[-1])
    written = BytesIO()
    made.save(written)
    return written.getvalue()


def mistakes(data: bytes) -> list[str]:
    with pytest.raises(CaseError) as refused:
        read_xlsx(data)
    return [str(mistake) for mistake in refused.value.mistakes]


def test_a_workbook_is_read_like_the_table_it_holds() -> None:
    """Whole numbers, decimals, numbers kept as text with a comma, merged issue cells, blank rows above."""
    assert read_xlsx(book(ROWS)) == read_csv(HARBOUR)
    merged = book(ROWS, change=lambda sheet: sheet.merge_cells("A2:A3"))
    assert read_xlsx(merged) == read_csv(HARBOUR)
    assert read_xlsx(book([[], [None], *ROWS])) == read_csv(HARBOUR)
    rule: list[list[Any]] = [["veto", None, True, False, "no"], ["quorum", 2.0]]
    assert read_xlsx(book([*ROWS, *rule])) == read_csv(HARBOUR + "veto,,yes,no,no\nquorum,2,,,\n")


def test_what_arithmetic_left_in_the_sixteenth_digit_does_not_count() -> None:
    """A sheet shows 0.3 where its program has kept 0.1 + 0.2."""
    rows: list[list[Any]] = [["issue", "option", "A"], ["q", 3, 0.1 + 0.2], ["q", 4.5, 1]]

    assert read_xlsx(book(rows)) == read_csv("issue,option,A\nq,3,0.3\nq,4.5,1\n")


def test_the_first_sheet_that_begins_like_a_table_is_taken() -> None:
    notes = [["Read me first"], ["issue", "option", "A"]]

    assert read_xlsx(book(notes, ROWS, notes)) == read_csv(HARBOUR)
    assert mistakes(book(notes, [["x"]])) == [f"A1: {text('analyse/no_sheet', sheets='Sheet1, Sheet2')}"]


@pytest.mark.parametrize(
    ("cell", "value", "code", "values"),
    [
        ("D2", "many", "not_a_number", {"cell": "many", "role": "Union"}),
        ("C3", None, "no_number", {"role": "Port"}),
        ("E4", 1 / 3, "too_many_digits", {"cell": "0.333333333333333", "most": 9}),
        ("E5", 1e7, "number_too_large", {"cell": "10000000", "most": 10**6}),
        ("C5", "=C4+1", "cell_formula", {"cell": "=C4+1"}),
        ("B2", date(2025, 3, 12), "cell_date", {"cell": "2025-03-12 00:00:00"}),
        ("AB3", 7, "outside_table", {"cell": "7"}),
        ("C6", "#DIV/0!", "not_a_number", {"cell": "#DIV/0!", "role": "Port"}),
    ],
)
def test_a_mistake_is_named_with_its_cell(cell: str, value: Any, code: str, values: dict[str, Any]) -> None:
    """People look for B7, and among several sheets for Scores!B7."""

    def change(sheet: Any) -> None:
        sheet[cell] = value

    said = text(f"analyse/{code}", **values)
    assert f"{cell}: {said}" in mistakes(book(ROWS, change=change))
    assert f"Sheet2!{cell}: {said}" in mistakes(book([["notes"]], ROWS, change=change))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'<c r="C2" t="n"><v>10</v></c>', b'<c r="C2"><f>5+5</f><v>10</v></c>'),
        (b'<dimension ref="A1:E6" />', b'<dimension ref="A1" />'),
    ],
    ids=["a formula", "a wrong size"],
)
def test_a_formula_counts_by_the_value_kept_beside_it_and_a_size_not_at_all(old: bytes, new: bytes) -> None:
    """Some programs write that a sheet is one cell large."""
    data = BytesIO()
    with ZipFile(BytesIO(book(ROWS))) as given, ZipFile(data, "w") as changed:
        for name in given.namelist():
            part = given.read(name)
            assert old in part or not name.endswith("sheet1.xml")
            changed.writestr(name, part.replace(old, new))

    assert read_xlsx(data.getvalue()) == read_csv(HARBOUR)


def test_what_is_too_large_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = BytesIO()
    with ZipFile(bomb, "w", ZIP_DEFLATED) as packed, packed.open("xl/workbook.xml", "w") as part:
        for _ in range(61):
            part.write(b" " * 2**20)

    assert len(bomb.getvalue()) < 2**20
    assert mistakes(bomb.getvalue()) == [f"A1: {text('analyse/workbook_too_large', most=60)}"]
    assert mistakes(b"PK" * 6 * 2**20) == [f"A1: {text('analyse/workbook_too_large', most=10)}"]
    monkeypatch.setattr(sheets, "MOST_CELLS", 30)
    assert mistakes(book(ROWS)) == [f"A1: {text('analyse/sheet_too_large', sheet='Sheet1', most=30)}"]


WORKBOOK = book(ROWS)


@given(st.integers(0, len(WORKBOOK) - 1), st.binary(min_size=1, max_size=40))
def test_no_damage_to_a_workbook_breaks_the_reader(place: int, damage: bytes) -> None:
    with suppress(CaseError):
        read_xlsx(WORKBOOK[:place] + damage + WORKBOOK[place + len(damage) :])


cells = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.sampled_from(["issue", "option", "veto", "quorum", "walkaway", "1,5", "=1+", "A"]),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8),
)


@settings(max_examples=60)
@given(st.lists(st.lists(cells, max_size=5), max_size=6))
def test_no_cells_break_the_reader(rows: list[list[Any]]) -> None:
    """Whatever people keep in their cells is a table or a list of mistakes."""
    with suppress(CaseError):
        assert read_xlsx(book([["issue", "option", "A", "B"], *rows])).issues
