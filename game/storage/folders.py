"""Scenario folders: where they are, what they hold, and what is wrong with them.

Law of this file: the one place that knows where shipped scenarios lie. A wheel carries them inside the
package; a source tree has them at its top.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import game
from game.analysis.soundness import check_soundness
from game.messages import text
from game.scenario.checks import Report
from game.scenario.findings import Finding, Severity
from game.scenario.load import Loaded, load
from game.scenario.model import Scenario
from game.scenario.tables import Tables

MAIN_FILE = "scenario.yaml"
MAX_TEXT = 256 * 1024
MAX_TEXTS = 200


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
        if given.is_file():
            return given.parent
        if (given / MAIN_FILE).is_file():
            return given
    known = {folder.name: folder for folder in shipped()}
    if name in known:
        return known[name]
    raise ScenarioError("storage/no_scenario", name=name, known=", ".join(known))


def read_source(folder: Path) -> tuple[bytes, dict[str, bytes]]:
    """Return the bytes of a folder's `scenario.yaml` and of its Markdown texts by name."""
    try:
        main = (folder / MAIN_FILE).read_bytes()
        paths = sorted(folder.rglob("*.md"))[:MAX_TEXTS]
        texts = {path.relative_to(folder).as_posix(): path.read_bytes()[:MAX_TEXT] for path in paths}
    except OSError as error:
        reason = error.strerror or str(error)
        raise ScenarioError("storage/unreadable", name=str(folder), reason=reason) from error
    return main, texts


def check(folder: Path) -> tuple[Finding, ...]:
    """Return all findings about the scenario in `folder`. Raises `ScenarioError` if it is not there."""
    main, texts = read_source(folder)
    return _load(main, name=str(folder / MAIN_FILE), texts=texts.keys()).findings


def open_folder(folder: Path) -> Opened:
    """Return the scenario in `folder`. Raises `ScenarioError` with findings."""
    main, texts = read_source(folder)
    try:
        source = {name: data.decode("utf-8") for name, data in {MAIN_FILE: main, **texts}.items()}
    except UnicodeDecodeError as error:
        found = load(main, file=str(folder / MAIN_FILE), texts=texts.keys()).findings
        raise ScenarioError("storage/not_text", found, name=str(folder)) from error
    return open_source(source, name=str(folder / MAIN_FILE))


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
