"""Writes the debrief and the log of a game into a folder of its own, beside the saved games.

Law of this file: all of it is there in the end, or nothing; a folder that is there is never written into.
"""

import json
import shutil
from pathlib import Path
from tempfile import mkdtemp

from game.presentation.debrief import debrief
from game.report import html_debrief, markdown_debrief
from game.session.match import Match
from game.storage.log import LogWriter
from game.storage.saves import saves_folder

FOLDER = "exports"


def export(match: Match) -> Path:
    """Write everything, and return the folder. Raises `OSError` and `LogError`."""
    exports = saves_folder().parent / FOLDER
    exports.mkdir(parents=True, exist_ok=True)
    made = Path(mkdtemp(prefix=".", dir=exports))
    try:
        _write(match, made)
        made.chmod(0o755)
        return made.rename(_free(exports, f"{match.header.scenario}-{match.header.seed}"))
    except BaseException:
        shutil.rmtree(made)
        raise


def _free(exports: Path, stem: str) -> Path:
    number = 1
    while (exports / f"{stem}-{number}").exists():
        number += 1
    return exports / f"{stem}-{number}"


def _write(match: Match, folder: Path) -> None:
    data = debrief(match)
    (folder / "debrief.html").write_text(html_debrief(data), "utf-8")
    (folder / "debrief.md").write_text(markdown_debrief(data), "utf-8")
    (folder / "debrief.json").write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", "utf-8")
    contents = match.contents()
    writer = LogWriter.create(folder / "game.jsonl", contents.header)
    try:
        writer.append(contents.lines)
    finally:
        writer.close()
