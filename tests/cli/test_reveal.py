"""`kherem replay --as ROLE --reveal`: the whole game from one seat, and nothing of it before the end."""

from pathlib import Path

from game.cli.main import REFUSED, USAGE
from game.messages import text
from tests.cli.running import run
from tests.session.matches import new_match, played


def test_a_finished_game_is_read_again_from_a_seat(tmp_path: Path) -> None:
    """In words no wider than a page, and as data with the same lines."""
    log = tmp_path / "game.jsonl"
    match = played("", 3, log)
    before = log.read_bytes()
    said = run("replay", log, "--as", "stalin", "--reveal")
    data = run("replay", log, "--as", "stalin", "--reveal", "--json").json

    assert (said.code, said.err) == (0, "")
    assert max(map(len, said.out.splitlines())) <= 100
    assert (data["format"], data["role"], data["revealed"]) == ("kherem-replay/1", "stalin", True)
    lines = [line for one in data["sittings"] for step in one["steps"] for line in step["lines"]]
    words = " ".join(said.out.split())
    assert all(" ".join(line["text"].split()) in words for line in lines)
    kinds = {line["kind"] for line in lines}
    assert kinds == {"seen", "hidden", "thought"}
    hidden = next(line["text"] for line in lines if line["kind"] == "hidden")
    assert hidden not in run("replay", log, "--as", "stalin").out
    assert sum(line["kind"] == "thought" for line in lines) == sum(
        item.type == "reason" for item in match.happenings
    )
    assert log.read_bytes() == before


def test_before_the_end_and_from_nowhere_it_is_refused(tmp_path: Path) -> None:
    """Its own lines a seat may read at any time; the rest only when nothing hangs on it any more."""
    log = tmp_path / "live.jsonl"
    match = new_match("stalin=human", 1, log)
    match.run()
    match.close()
    early = run("replay", log, "--as", "stalin", "--reveal", "--json")

    assert (early.code, early.json["code"]) == (REFUSED, "session/not_over")
    assert text("session/not_over") in run("replay", log, "--as", "stalin", "--reveal").err
    assert run("replay", log, "--as", "stalin").code == 0
    assert run("replay", log, "--reveal").code == USAGE
    assert run("replay", log, "--as", "molotov", "--reveal").code == USAGE
