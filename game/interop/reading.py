"""Cases from files, by what the files are called: CSV, XLSX, or a Genius domain with its profiles."""

from collections.abc import Sequence
from pathlib import Path

from game.analysis.spaces import SpaceError
from game.interop.cases import Case
from game.interop.genius import read_genius
from game.interop.score_tables import read_csv
from game.interop.sheets import read_xlsx
from game.interop.xml_tree import MOST_BYTES

CSV, XLSX, XML = ".csv", ".xlsx", ".xml"
ENDINGS = (CSV, XLSX, XML)


def is_case(name: str | Path) -> bool:
    """Return whether a file's name says that it holds a case (or a part of one)."""
    return Path(name).suffix.casefold() in ENDINGS


def read_case(paths: Sequence[Path], steps: int | None = None) -> Case:
    """Return the case in one table, or in a Genius domain and its profiles.

    `steps`: into how many a real-valued issue is cut. Raises `CaseError` with what is wrong in the files, and
    `SpaceError` for files that do not go together or cannot be read at all.
    """
    endings = {path.suffix.casefold() for path in paths}
    if endings == {XML}:
        return read_genius([(str(path), _bytes(path)) for path in paths], steps)
    if len(paths) > 1 or not endings <= set(ENDINGS):
        raise SpaceError("analyse/one_table", names=", ".join(map(str, paths)))
    (path,) = paths
    if steps is not None:
        raise SpaceError("analyse/only_for_genius", option="--steps")
    data = _bytes(path)
    case = read_xlsx(data) if endings == {XLSX} else read_csv(_decoded(path, data))
    return case._replace(title=path.stem)


def _bytes(path: Path) -> bytes:
    """Return what a file holds, if it is of a size that anything here could have."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise SpaceError("analyse/unreadable", name=str(path), reason=error.strerror or error) from error
    if len(data) > MOST_BYTES:
        raise SpaceError("analyse/file_too_large", name=str(path), most=MOST_BYTES // 2**20)
    return data


def _decoded(path: Path, data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SpaceError("analyse/not_text", name=str(path)) from error
