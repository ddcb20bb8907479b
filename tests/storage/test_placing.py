"""Files and folders are put in place whole or not at all."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from game.messages import text
from game.storage.placing import PlaceError, place_file, place_folder

FILES = {"scenario.yaml": b"new", "briefings/public.md": b"words"}


def held(path: Path) -> dict[str, bytes]:
    """Return everything in a folder, hidden leftovers too."""
    return {
        file.relative_to(path).as_posix(): file.read_bytes()
        for file in sorted(path.rglob("*"))
        if file.is_file()
    }


def test_what_is_there_stays_unless_one_insists(tmp_path: Path) -> None:
    file, folder = tmp_path / "case.csv", tmp_path / "case"
    place_file(file, b"one")
    place_folder(folder, FILES)
    before = held(tmp_path)

    attempts: list[Callable[[], None]] = [
        lambda: place_file(file, b"two"),
        lambda: place_folder(folder, {"domain.xml": b""}),
    ]
    for attempt in attempts:
        with pytest.raises(PlaceError) as refused:
            attempt()
        assert refused.value.code == "convert/exists"
        assert held(tmp_path) == before

    place_file(file, b"two", force=True)
    place_folder(folder, {"domain.xml": b"<x/>"}, force=True)
    assert held(tmp_path) == {"case.csv": b"two", "case/domain.xml": b"<x/>"}
    (tmp_path / "empty").mkdir()
    place_folder(tmp_path / "empty", FILES)
    assert held(tmp_path / "empty") == FILES


@pytest.mark.parametrize("other", ["thesis.docx", ".git/config", "briefings/notes.txt", "deep/domain.xml"])
def test_a_folder_with_other_things_in_it_is_never_replaced(tmp_path: Path, other: str) -> None:
    """`--force` on the wrong folder must not cost anybody their work."""
    place_folder(tmp_path / "case", FILES)
    (tmp_path / "case" / other).parent.mkdir(exist_ok=True)
    (tmp_path / "case" / other).write_bytes(b"years of work")
    before = held(tmp_path)

    with pytest.raises(PlaceError) as refused:
        place_folder(tmp_path / "case", FILES, force=True)
    assert refused.value.code == "convert/not_ours"
    assert held(tmp_path) == before


@pytest.mark.parametrize("fails_at", range(4))
def test_what_fails_halfway_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    """A full disk, a lock on a file: whichever step fails, the old folder stands as it was."""
    place_folder(tmp_path / "case", {"domain.xml": b"old"})
    before, steps = held(tmp_path), 0

    def failing(name: str) -> None:
        real = getattr(Path, name)

        def step(*given: Any, **named: Any) -> Any:
            nonlocal steps
            steps += 1
            if steps == fails_at + 1:
                raise OSError(28, "No space left on device")
            return real(*given, **named)

        monkeypatch.setattr(Path, name, step)

    for name in ("open", "rename"):
        failing(name)
    with pytest.raises(PlaceError) as refused:
        place_folder(tmp_path / "case", FILES, force=True)
    monkeypatch.undo()

    assert str(refused.value) == text(
        "convert/cannot_write", name=tmp_path / "case", reason="No space left on device"
    )
    assert held(tmp_path) == before


def test_places_that_are_not_there(tmp_path: Path) -> None:
    attempts: list[Callable[[], None]] = [
        lambda: place_file(tmp_path / "none" / "case.csv", b""),
        lambda: place_folder(tmp_path / "none" / "case", FILES),
    ]
    for attempt in attempts:
        with pytest.raises(PlaceError) as refused:
            attempt()
        assert refused.value.code == "convert/cannot_write"
    assert held(tmp_path) == {}
    assert not (tmp_path / "none").exists()
