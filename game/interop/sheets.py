"""Score tables kept in a workbook (XLSX): the first sheet that begins with `issue, option`.

Cells merged down the issue column are as good as empty ones below a name. Numbers count as the sheet shows
them, to fifteen digits; where a number is a text its decimal comma is understood. A formula counts by the
value the program that saved the file has kept beside it.

Law of this file: openpyxl is imported when a workbook is read, never before; what is too large to be a
teacher's table is refused before it is unpacked.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from game.interop.cases import Case, CaseError, Mistake
from game.interop.score_tables import Kind, read_rows
from game.messages import text

if TYPE_CHECKING:
    from openpyxl import Workbook

MOST_BYTES = 10 * 1024 * 1024
"""The largest workbook that is opened, in bytes."""
MOST_UNPACKED = 60 * 1024 * 1024
"""So many bytes it may hold, unpacked."""
MOST_CELLS = 500_000
"""So many cells of a sheet are looked at."""
LAST_ROW = 1_048_576
"""The last row a sheet can have."""


def read_xlsx(data: bytes) -> Case:
    """Return the table in a workbook. Raises `CaseError`."""
    _check_size(data)
    with _opened(data, values=True) as values, _opened(data, values=False) as formulas:
        sheets = [sheet.title for sheet in values.worksheets]
        for title in sheets:
            rows = _rows(values[title])
            if _begins_a_table(rows):
                kind = Kind(decimal_comma=True, cells=True, sheet=title if len(sheets) > 1 else "")
                return read_rows(_as_text(rows, _rows(formulas[title]), kind), kind)
    raise _refused("no_sheet", sheets=", ".join(sheets))


def _refused(code: str, **values: object) -> CaseError:
    return CaseError([Mistake(1, 1, text(f"analyse/{code}", **values), cell=True)])


def _check_size(data: bytes) -> None:
    if len(data) > MOST_BYTES:
        raise _refused("workbook_too_large", most=MOST_BYTES // 2**20)
    try:
        with ZipFile(BytesIO(data)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise _refused("not_a_workbook", reason=error) from error
    if unpacked > MOST_UNPACKED:
        raise _refused("workbook_too_large", most=MOST_UNPACKED // 2**20)


@contextmanager
def _opened(data: bytes, *, values: bool) -> Iterator["Workbook"]:
    """Give a workbook with the kept values of its formulas, or with the formulas."""
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about what openpyxl would lose if it wrote the file
        try:
            book = load_workbook(BytesIO(data), read_only=True, data_only=values)
        except Exception as error:  # openpyxl raises whatever a broken file makes it stumble over
            raise _refused("not_a_workbook", reason=type(error).__name__) from error
        try:
            yield book
        finally:
            book.close()


def _rows(sheet: Any) -> list[tuple[Any, ...]]:
    """Return a sheet's rows of cells. Raises `CaseError`."""
    found, looked_at = [], 0
    sheet.reset_dimensions()  # what the file says of its size is not always so
    try:
        for row in sheet.iter_rows(max_row=LAST_ROW):
            looked_at += 1 + len(row)
            if looked_at > MOST_CELLS:
                raise _refused("sheet_too_large", sheet=sheet.title, most=MOST_CELLS)
            found.append(row)
    except CaseError:
        raise
    except Exception as error:  # as above: sheets are read only now
        raise _refused("not_a_workbook", reason=type(error).__name__) from error
    return found


def _begins_a_table(rows: list[tuple[Any, ...]]) -> bool:
    first = next((row for row in rows if any(cell.value is not None for cell in row)), ())
    return [str(cell.value).strip().casefold() for cell in first[:2]] == ["issue", "option"]


def _as_text(
    rows: list[tuple[Any, ...]], formulas: list[tuple[Any, ...]], kind: Kind
) -> Iterator[tuple[int, list[str]]]:
    """Yield numbered rows of words. Raises `CaseError` for cells that have no words."""
    mistakes: list[Mistake] = []
    found = []
    for number, (row, written) in enumerate(zip(rows, formulas, strict=True), start=1):
        words = []
        for column, (cell, formula) in enumerate(zip(row, written, strict=True), start=1):
            code = "formula" if cell.value is None and formula.value is not None else _trouble(cell.value)
            if code:
                said = text(f"analyse/cell_{code}", cell=formula.value)
                mistakes.append(Mistake(number, column, said, cell=True, sheet=kind.sheet))
            words.append("" if code else _words(cell.value))
        found.append((number, words))
    if mistakes:
        raise CaseError(mistakes)
    yield from found


def _trouble(value: Any) -> str:
    """Return the code of what a cell cannot be read as: dates have no words everybody agrees on."""
    return "date" if isinstance(value, date | datetime | time | timedelta) else ""


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.15g}"
    return str(value)
