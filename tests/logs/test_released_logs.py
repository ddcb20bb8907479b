"""Logs of released formats: they outlive us."""

import json
from pathlib import Path

import pytest

from game.presentation.debrief import debrief
from game.report import markdown_debrief, plain_debrief
from game.session.match import Match
from game.storage.log import VERSION
from tests.logs.write_logs import summary
from tests.session.matches import picker, play_out

LOGS = Path(__file__).parent
RELEASED = sorted(LOGS.glob("v*/*.jsonl"))


def test_every_format_has_its_logs() -> None:
    """A format without a log kept is a promise nobody checks."""
    assert {path.parent.name for path in RELEASED} == {f"v{number}" for number in range(1, VERSION + 1)}


@pytest.mark.parametrize("log", RELEASED, ids=lambda log: f"{log.parent.name}/{log.stem}")
def test_a_released_log_replays_to_its_end(log: Path) -> None:
    """The same log gives the same state for ever, whatever the scenario has become since.

    A digest is of all the fields a state has. When the state learned mandates, forks, costs, hearings and
    several tables, the digests in `released.json` were written anew, once: those fields are new and empty.
    The logs are byte for byte what their release wrote; status and number of lines are as they were.
    """
    ends = json.loads((log.parent / "released.json").read_text(encoding="utf-8"))
    before = log.read_bytes()

    match = Match.resume(log, write=False)

    assert match.notice is None
    assert summary(match) == ends[log.stem]
    assert log.read_bytes() == before


@pytest.mark.parametrize("log", RELEASED, ids=lambda log: f"{log.parent.name}/{log.stem}")
def test_a_released_log_still_has_its_debrief(log: Path) -> None:
    """A teacher opens last year's game: every sentence in it must still be there."""
    match = Match.resume(log, write=False)
    found = debrief(match)

    assert found["status"] == match.state.clock.status
    assert plain_debrief(found)
    assert markdown_debrief(found)
    assert found["against_history"]["total"] == 5


@pytest.mark.parametrize("log", RELEASED, ids=lambda log: f"{log.parent.name}/{log.stem}")
@pytest.mark.parametrize("lines", [1, 4, 30])
def test_a_released_game_can_be_gone_on_with(log: Path, lines: int, tmp_path: Path) -> None:
    """A saved game survives an update of the program."""
    half = tmp_path / "half.jsonl"
    half.write_bytes(b"".join(log.read_bytes().splitlines(keepends=True)[:lines]))

    match = play_out(Match.resume(half), picker("on"))
    match.close()

    assert match.ended
    assert Match.resume(half, write=False).state == match.state
