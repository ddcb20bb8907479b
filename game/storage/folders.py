"""Scenario folders: where they are, what they hold, and what is wrong with them.

Law of this file: the one place that knows where shipped scenarios lie. A wheel carries them inside the
package; a source tree has them at its top.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import game
from game.analysis.soundness import check_soundness
from game.messages import text
from game.scenario.checks import Report
from game.scenario.compile import compile_scenario
from game.scenario.cuts import FULL_CUT
from game.scenario.cutting import cut_scenario
from game.scenario.findings import Finding, Place, Severity
from game.scenario.load import Loaded, load
from game.scenario.model import Scenario
from game.scenario.plain import is_plain
from game.scenario.tables import Tables
from game.scenario.yaml_source import MAX_BYTES

MAIN_FILE = "scenario.yaml"
MAX_TEXT = 256 * 1024
MAX_FILES = 2000


class ScenarioError(Exception):
    """A scenario cannot be opened. `findings` say what is wrong with it, if it was found at all."""

    def __init__(self, code: str, findings: tuple[Finding, ...] = (), **values: object) -> None:
        self.code = code
        self.findings = findings
        super().__init__(text(code, **values))


@dataclass(frozen=True, slots=True)
class Opened:
    """A playable scenario with the texts it came from."""

    scenario: Scenario
    tables: Tables
    source: Mapping[str, str]
    sha256: str

    def cut(self, name: str) -> "Opened":
        """Return the shorter version `name` of the scenario; `full` is itself. Raises KeyError."""
        if name == FULL_CUT:
            return self
        shorter = cut_scenario(self.scenario, name)
        return replace(self, scenario=shorter, tables=compile_scenario(shorter))

    def prose(self, name: str) -> str:
        """Return one of the scenario's Markdown texts."""
        return self.source[name]


def shipped_folder() -> Path:
    """Return the folder of the scenarios that come with the game."""
    package = Path(game.__file__).parent
    installed = package / "_data" / "scenarios"
    return installed if installed.is_dir() else package.parent / "scenarios"


def shipped() -> Iterator[Path]:
    """Yield the folders of shipped scenarios, by name."""
    for folder in sorted(shipped_folder().iterdir()):
        if (folder / MAIN_FILE).is_file():
            yield folder


def find(name: str) -> Path:
    """Return the folder of a scenario named by id, folder or file. Raises `ScenarioError`."""
    given = Path(name)
    with suppress(OSError):  # such as a name too long for the system
        if given.is_file() and given.name == MAIN_FILE:
            return given.parent
        if (given / MAIN_FILE).is_file():
            return given
    known = {folder.name: folder for folder in shipped()}
    if name in known:
        return known[name]
    raise ScenarioError("storage/no_scenario", name=name, known=", ".join(known))


def check(folder: Path) -> tuple[Finding, ...]:
    """Return all findings about the scenario in `folder`. Raises `ScenarioError` if it is not there."""
    return _read(folder)[0].findings


def open_folder(folder: Path) -> Opened:
    """Return the scenario in `folder`. Raises `ScenarioError` with findings."""
    loaded, source = _read(folder)
    if loaded.scenario is None or loaded.tables is None:
        raise ScenarioError("storage/bad_scenario", loaded.findings, name=str(folder / MAIN_FILE))
    return Opened(loaded.scenario, loaded.tables, source, fingerprint(source))


def _read(folder: Path) -> tuple[Loaded, dict[str, str]]:
    """Return a scenario loaded with the texts it names, and those texts."""
    main = _bytes(folder / MAIN_FILE, MAX_BYTES)
    loaded = _load(main, name=str(folder / MAIN_FILE), texts=_text_names(folder))
    if loaded.scenario is None:
        return loaded, {}
    source = {MAIN_FILE: main.decode("utf-8-sig")}
    findings = []
    for name in texts_of(loaded.scenario):
        data = _bytes(folder / name, MAX_TEXT)
        code = what_is_wrong(data)
        if code is None:
            source[name] = data.decode("utf-8")
        else:
            place = Place(str(folder / name), 1, 1)
            findings.append(Finding(code, Severity.ERROR, place, "", text(code, most=MAX_TEXT)))
    if findings:
        return Loaded(None, None, (*loaded.findings, *findings), loaded.document), {}
    return loaded, source


def texts_of(scenario: Scenario) -> tuple[str, ...]:
    """Return the names of the Markdown files a scenario uses."""
    roles = (role.briefing for role in scenario.roles.values())
    return tuple(dict.fromkeys((scenario.briefing, *roles)))


def _text_names(folder: Path) -> list[str]:
    """Return the Markdown files that lie in a folder: regular files only, none from elsewhere."""
    home = folder.resolve()
    found = []
    for path in islice(folder.rglob("*.md"), MAX_FILES):
        with suppress(OSError):
            if path.is_file() and path.resolve().is_relative_to(home):
                found.append(path.relative_to(folder).as_posix())
    return sorted(found)


def _bytes(path: Path, most: int) -> bytes:
    """Return what a file holds, one byte more than allowed at the most."""
    try:
        if not path.is_file():
            raise ScenarioError("storage/no_main_file", name=str(path.parent), file=path.name)
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ScenarioError("storage/unreadable", name=str(path), reason=reason) from error


def what_is_wrong(data: bytes) -> str | None:
    """Return the code of what is wrong with a Markdown text, or None."""
    if len(data) > MAX_TEXT:
        return "storage/text_too_large"
    try:
        words = data.decode("utf-8")
    except UnicodeDecodeError:
        return "storage/text_not_utf8"
    return None if is_plain(words) else "storage/text_control"


def open_source(source: Mapping[str, str], *, name: str) -> Opened:
    """Return the scenario whose texts are given by file name. Raises `ScenarioError` with findings."""
    texts = [file for file in source if file != MAIN_FILE]
    loaded = _load(source[MAIN_FILE], name=name, texts=texts)
    if loaded.scenario is None or loaded.tables is None:
        raise ScenarioError("storage/bad_scenario", loaded.findings, name=name)
    return Opened(loaded.scenario, loaded.tables, source, fingerprint(source))


def _load(data: bytes | str, *, name: str, texts: Collection[str]) -> Loaded:
    """Return a scenario loaded and, if it compiles, checked for soundness."""
    loaded = load(data, file=name, texts=texts)
    if loaded.scenario is None or loaded.tables is None:
        return loaded
    report = Report(loaded.document)
    check_soundness(loaded.scenario, loaded.tables, report)
    findings = (*loaded.findings, *sorted(report.findings))
    if any(finding.severity == Severity.ERROR for finding in report.findings):
        return Loaded(None, None, findings, loaded.document)
    return replace(loaded, findings=findings)


def fingerprint(source: Mapping[str, str]) -> str:
    """Return the SHA-256 of a scenario's texts, as hexadecimal."""
    canonical = json.dumps(dict(source), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()
