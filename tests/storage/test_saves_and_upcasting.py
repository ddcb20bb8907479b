"""Where games are kept, and how old lines are read as new ones."""

from pathlib import Path

import pytest

from game.engine.events import EVENT_KINDS
from game.storage.saves import free_name, saves_folder
from game.storage.upcasting import CURRENT, SESSION_LINES, Data, upcast


def test_the_saves_folder_follows_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Computer labs point KHEREM_HOME at a drive that is not wiped every night."""
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("HOME", str(tmp_path))
    usual = tmp_path / ".local" / "share" / "kherem" / "saves"

    assert saves_folder({"KHEREM_HOME": "/lab", "XDG_DATA_HOME": "/data"}) == Path("/lab/saves")
    assert saves_folder({"XDG_DATA_HOME": "/data"}) == Path("/data/kherem/saves")
    assert saves_folder({}) == usual
    assert saves_folder({"KHEREM_HOME": "", "XDG_DATA_HOME": ""}) == usual


def test_the_saves_folder_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """There programs' data has a place of its own."""
    monkeypatch.setattr("sys.platform", "win32")

    assert saves_folder({"LOCALAPPDATA": "/local"}) == Path("/local/kherem/saves")
    assert saves_folder({}).parts[-4:] == ("AppData", "Local", "kherem", "saves")


def test_a_free_name_is_never_taken(tmp_path: Path) -> None:
    """Playing one seed twice must give two files."""
    folder = tmp_path / "deep" / "saves"
    first = free_name(folder, "yalta-7")
    first.touch()
    second = free_name(folder, "yalta-7")
    second.touch()

    assert [first.name, second.name] == ["yalta-7-1.jsonl", "yalta-7-2.jsonl"]
    assert free_name(folder, "yalta-8").name == "yalta-8-1.jsonl"


# Upcasting -------------------------------------------------------------------------------------------


def step_1(data: Data) -> tuple[str, Data]:
    return "tabled", {**data, "standing": False}


def step_2(data: Data) -> tuple[str, Data]:
    return "proposal_tabled", {key: value for key, value in data.items() if key != "note"}


STEPS = {("offer", 1): step_1, ("tabled", 2): step_2}
NOW = {"proposal_tabled": 3, "said": 1}


def test_an_old_line_passes_every_step_to_the_present() -> None:
    """Each release adds one step; a log two releases old takes both, under both its names."""
    old = {"number": 1, "note": "x"}

    found = upcast("offer", 1, old, steps=STEPS, current=NOW)

    assert found == ("proposal_tabled", 3, {"number": 1, "standing": False})
    assert upcast("tabled", 2, {"a": 1, "note": 2}, steps=STEPS, current=NOW) == (
        "proposal_tabled",
        3,
        {"a": 1},
    )
    assert old == {"number": 1, "note": "x"}, "steps are pure"


def test_a_line_of_the_present_is_left_alone() -> None:
    """Most lines are current; nothing may touch them."""
    data: Data = {"a": 1}

    assert upcast("said", 1, data, steps=STEPS, current=NOW) == ("said", 1, data)


@pytest.mark.parametrize(
    ("kind", "version"), [("said", 2), ("said", 0), ("offer", 2), ("tabled", 1), ("x", 1)]
)
def test_a_line_nobody_knows_is_an_error(kind: str, version: int) -> None:
    """Skipping what one does not understand would replay to another state."""
    with pytest.raises(LookupError, match=kind):
        upcast(kind, version, {}, steps=STEPS, current=NOW)


def test_every_event_and_note_has_a_current_version() -> None:
    """A new event without its entry could be written and never read back."""
    assert set(CURRENT) == {*EVENT_KINDS, *SESSION_LINES}
