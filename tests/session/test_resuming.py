"""Taking up a match: wherever it was cut off, and whatever somebody did to the file."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from game.engine.digest import digest
from game.engine.folding import apply
from game.engine.state import initial_state
from game.session.match import Match
from game.storage.folders import Opened, fingerprint, open_source
from game.storage.log import LogError, read_log
from tests.session.matches import (
    HUMANS,
    Data,
    body,
    new_match,
    people,
    picker,
    play_out,
    played,
)

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read each scenario once and wait for no disk: these tests take up logs by the hundred."""
    read: dict[str, Opened] = {}

    def open_once(source: Mapping[str, str], *, name: str) -> Opened:
        key = fingerprint(source)
        if key not in read:
            read[key] = open_source(source, name=name)
        return read[key]

    monkeypatch.setattr("game.session.match.open_source", open_once)
    monkeypatch.setattr("os.fsync", lambda _handle: None)


def finished(log: Path, seats: str = "stalin=random", seed: int = 2) -> bytes:
    """Play a match to its end and return its log."""
    played(seats, seed, log)
    return log.read_bytes()


def ends(whole: bytes) -> list[int]:
    """Return where each line ends, the header's first."""
    return [at + 1 for at, sign in enumerate(whole) if sign == ord("\n")]


def acts(whole: bytes) -> list[int]:
    """Return where each whole act ends, the header taken for one."""
    lines = whole.splitlines()
    closed = [True, *(json.loads(line)["more"] == 0 for line in lines[1:])]
    return [end for end, is_whole in zip(ends(whole), closed, strict=True) if is_whole]


def states(match: Match) -> dict[int, str]:
    """Return the digest of the state after each line."""
    state = initial_state(match.tables)
    found = {0: digest(state)}
    for item in match.standing():
        state = apply(state, item.entry) if item.entry else state
        found[item.seq] = digest(state)
    return found


def cuts(whole: bytes) -> list[int]:
    """Return positions to cut at: each line end, and inside each line near both ends and in the middle."""
    found = []
    start = ends(whole)[0]
    for end in ends(whole)[1:]:
        found += [start, start + 1, (start + end) // 2, end - 1]
        start = end
    return [*dict.fromkeys(found), len(whole)]


# Cut off -------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("share", range(4))
def test_a_match_cut_off_anywhere_goes_on_as_it_would_have(share: int, tmp_path: Path) -> None:
    """Power cuts come at any byte: whole acts stay, torn ones go with a notice, AI players decide again."""
    log = tmp_path / "game.jsonl"
    whole = finished(log)
    after = states(Match.resume(log, write=False))
    seqs = {end: number for number, end in enumerate(ends(whole))}
    for cut in cuts(whole)[share::4]:
        log.write_bytes(whole[:cut])
        kept = max(end for end in acts(whole) if end <= cut)

        match = Match.resume(log)

        assert (match.notice is None) == (kept == cut)
        if kept > acts(whole)[0]:
            assert digest(match.state) == after[seqs[kept]]
            assert match.seq() == seqs[kept]
            assert log.read_bytes() == whole[:kept]
        match.run()
        match.close()
        assert log.read_bytes() == whole


@pytest.mark.slow
def test_every_byte_of_a_log_is_a_place_where_it_may_end(tmp_path: Path) -> None:
    """The test above tries places that look risky; this one tries all of them."""
    log = tmp_path / "game.jsonl"
    whole = finished(log, "", 3)
    stops = acts(whole)
    for cut in range(ends(whole)[0], len(whole)):
        log.write_bytes(whole[:cut])
        contents = read_log(log)
        kept = max(end for end in stops if end <= cut)
        assert contents.good_bytes == kept
        assert (contents.notice is None) == (kept == cut)


@pytest.mark.parametrize("cut", [0, 1, 100, -1])
def test_a_log_cut_off_inside_its_header_holds_no_match(cut: int, tmp_path: Path) -> None:
    """Nothing was played yet; the sentence says so, and the file is left as it is."""
    log = tmp_path / "game.jsonl"
    whole = finished(log)
    torn = whole[: ends(whole)[0] - 1 if cut < 0 else cut]
    log.write_bytes(torn)

    with pytest.raises(LogError) as error:
        Match.resume(log)

    assert error.value.code == "log/empty"
    assert log.read_bytes() == torn


def test_a_header_alone_is_a_match_about_to_begin(tmp_path: Path) -> None:
    """A program may die between the header and the opening."""
    log = tmp_path / "game.jsonl"
    whole = finished(log)
    log.write_bytes(whole[: ends(whole)[0]])

    looked_at = Match.resume(log, write=False)
    match = Match.resume(log)

    assert match.notice is None
    assert digest(looked_at.state) == digest(match.state)
    match.run()
    match.close()
    assert log.read_bytes() == whole


def test_a_torn_act_is_dropped_whole(tmp_path: Path) -> None:
    """An accepted proposal without its initialled clauses would be a state no rule can lead to."""
    log = tmp_path / "game.jsonl"
    whole = finished(log, "all=record", 1)
    lines = body(log)
    number = next(n for n, line in enumerate(lines) if line["type"] == "proposal_accepted")
    assert lines[number]["more"] >= 2
    before = ends(whole)[number]
    for cut in ends(whole)[number + 1 : number + 1 + lines[number]["more"]]:
        log.write_bytes(whole[:cut])

        match = Match.resume(log, write=False)

        assert match.notice is not None
        assert str(cut - before) in match.notice
        assert match.seq() == number
        assert match.state.texts[0].clauses == (None,) * 5
        assert log.read_bytes() == whole[:cut], "reading changes nothing"


def test_people_go_on_after_a_torn_act(tmp_path: Path) -> None:
    """The person whose act was lost is asked again, on the state they knew."""
    log = tmp_path / "game.jsonl"
    match = play_out(new_match("roosevelt=human", 6, log), picker("torn"), 4)
    before, size = digest(match.state), log.stat().st_size
    play_out(match, picker("lost"), 1)
    match.close()
    log.write_bytes(log.read_bytes()[: size + 30])

    again = Match.resume(log)

    assert again.notice is not None
    assert digest(again.state) == before
    play_out(again, picker("on"))
    again.close()
    assert digest(Match.resume(log, write=False).state) == digest(again.state)


# Damaged -------------------------------------------------------------------------------------------


def broken(log: Path, number: int, change: Callable[[Data], Any]) -> None:
    """Change line `number` (from 1) of a log."""
    lines = log.read_bytes().splitlines()
    data = json.loads(lines[number - 1])
    change(data)
    lines[number - 1] = json.dumps(data).encode()
    log.write_bytes(b"\n".join(lines) + b"\n")


def refused(log: Path) -> LogError:
    """Return why a log is refused, for reading as for writing; the file stays as it is."""
    before = log.read_bytes()
    with pytest.raises(LogError) as reading:
        Match.resume(log, write=False)
    with pytest.raises(LogError) as writing:
        Match.resume(log)
    assert (writing.value.code, writing.value.line) == (reading.value.code, reading.value.line)
    assert log.read_bytes() == before
    return reading.value


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("number", [2, 3, 20, 60])
@pytest.mark.parametrize("rubbish", [b"", b"{", b"[]", b'"x"', b"\xff\xfe", b"{}", b"[" * 9000, b"9" * 5000])
def test_a_damaged_line_is_refused_by_its_number(number: int, rubbish: bytes, tmp_path: Path) -> None:
    """Only the end of a log can be torn by accident; damage before it is for a person to look at."""
    log = tmp_path / "game.jsonl"
    lines = finished(log).splitlines()
    lines[number - 1] = rubbish
    log.write_bytes(b"\n".join(lines) + b"\n")

    error = refused(log)

    assert (error.code, error.line) == ("log/damaged", number)
    assert str(number) in str(error)


LINE_DAMAGE: list[tuple[str, Callable[[Data], Any]]] = [
    ("log/damaged", lambda line: line.update(extra=1)),
    ("log/damaged", lambda line: line.pop("more")),
    ("log/damaged", lambda line: line.update(data=None)),
    ("log/damaged", lambda line: line.update(data=[])),
    ("log/damaged", lambda line: line.update(audience="stalin")),
    ("log/damaged", lambda line: line.update(type=["said"])),
    ("log/damaged", lambda line: line.update(v="1")),
    ("log/damaged", lambda line: line.update(more=-1)),
    ("log/unknown_event", lambda line: line.update(type="peace_declared")),
    ("log/unknown_event", lambda line: line.update(v=99)),
    ("log/does_not_fit", lambda line: line.update(audience=["churchill"])),
    ("log/does_not_fit", lambda line: line.update(audience=[["stalin"]])),
    (
        "log/does_not_fit",
        lambda line: line.update(type="signed", data={"instrument": "treaty", "role": "stalin"}),
    ),
    ("log/does_not_fit", lambda line: line.update(type="signed", data={"role": "stalin"})),
    ("log/does_not_fit", lambda line: line.update(type="step_opened", data={"step": "desk", "minute": 7})),
    ("log/does_not_fit", lambda line: line.update(type="step_opened", data={"step": "lunch", "minute": "x"})),
    ("log/does_not_fit", lambda line: line.update(type="undone", data={})),
    ("log/does_not_fit", lambda line: line.update(type="undone", data={"to": 10_000})),
    ("log/does_not_fit", lambda line: line.update(type="undone", data={"to": None})),
    (
        "log/does_not_fit",
        lambda line: line.update(type="player_changed", data={"role": "churchill", "to": "x"}),
    ),
    ("log/does_not_fit", lambda line: line.update(type="reason", data={"role": "stalin"})),
    (
        "log/does_not_fit",
        lambda line: line.update(type="clauses_initialled", data={"instrument": "agreement", "number": 77}),
    ),
    ("log/out_of_order", lambda line: line.update(seq=5)),
    ("log/out_of_order", lambda line: line.update(seq=line["seq"] + 1)),
]


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(("code", "change"), LINE_DAMAGE)
def test_a_line_that_makes_no_sense_is_refused_by_its_number(
    code: str, change: Callable[[Data], Any], tmp_path: Path
) -> None:
    """A line can be good JSON and still not be of this match: refused, never a crash, never half a replay."""
    log = tmp_path / "game.jsonl"
    finished(log)
    number = next(n for n, line in enumerate(body(log), start=2) if n > 30 and line["more"] == 0)
    broken(log, number, change)

    error = refused(log)

    assert (error.code, error.line) == (code, number)


def test_a_role_named_twice_in_an_audience_sees_the_line_once(tmp_path: Path) -> None:
    """Counting it twice would make a mask of somebody else."""
    log = tmp_path / "game.jsonl"
    finished(log)
    before = Match.resume(log, write=False)
    for number, line in enumerate(body(log), start=2):
        if line["audience"] == ["stalin"]:
            broken(log, number, lambda found: found.update(audience=["stalin", "stalin"]))

    after = Match.resume(log, write=False)

    assert [after.seq(role) for role in (0, 1)] == [before.seq(role) for role in (0, 1)]
    assert after.state == before.state


def test_a_line_taken_out_of_an_act_is_noticed(tmp_path: Path) -> None:
    """Even if somebody renumbers the rest: the counts within the act give it away."""
    log = tmp_path / "game.jsonl"
    finished(log)
    lines = body(log)
    gone = next(n for n, line in enumerate(lines) if n > 30 and line["more"] == 1)
    header = log.read_bytes().splitlines()[0]
    kept = [{**line, "seq": n} for n, line in enumerate(lines[:gone] + lines[gone + 1 :], start=1)]
    assert lines[gone - 1]["more"] == 2, "the line before belongs to the same act"
    log.write_bytes(b"\n".join([header, *(json.dumps(line).encode() for line in kept)]) + b"\n")

    assert refused(log).code == "log/out_of_order"


HEADER_DAMAGE: list[tuple[str, Callable[[Data], Any]]] = [
    ("log/too_new", lambda header: header.update(version=2)),
    ("log/too_new", lambda header: header.update(version="1")),
    ("log/not_a_log", lambda header: header.update(format="other")),
    ("log/not_a_log", lambda header: header.pop("format")),
    ("log/damaged", lambda header: header.pop("seed")),
    ("log/damaged", lambda header: header.update(seed="7")),
    ("log/damaged", lambda header: header.update(source=None)),
    ("log/damaged", lambda header: header.update(source={"scenario.yaml": 1})),
    ("log/damaged", lambda header: header.update(seats=[])),
    ("log/damaged", lambda header: header["seats"].pop("stalin")),
    ("log/damaged", lambda header: header.update(surprise=1)),
    ("log/scenario_changed", lambda header: header.update(sha256="0" * 64)),
    ("log/scenario_changed", lambda header: header.update(source={})),
    ("log/scenario_changed", lambda header: header["source"].update({"briefings/public.md": "Peace."})),
    ("log/scenario_changed", lambda header: header["source"].update({"new.md": ""})),
    (
        "log/scenario_changed",
        lambda header: header["source"].update({"scenario.yaml": header["source"]["scenario.yaml"] + "#"}),
    ),
    ("log/scenario_changed", lambda header: header["source"].update({"scenario.yaml": "]"})),
    ("log/scenario_changed", lambda header: header.update(source={"a": ""}, sha256=fingerprint({"a": ""}))),
]


@pytest.mark.parametrize(("code", "change"), HEADER_DAMAGE)
def test_a_header_that_does_not_hold_is_refused(
    code: str, change: Callable[[Data], Any], tmp_path: Path
) -> None:
    """A newer format may mean other things by the same words; a changed scenario would change the game."""
    log = tmp_path / "game.jsonl"
    finished(log, "all=record", 1)
    broken(log, 1, change)

    error = refused(log)

    assert (error.code, error.line) == (code, 1)


def test_a_log_of_another_kind_is_refused(tmp_path: Path) -> None:
    """A JSON-lines file from elsewhere is not a damaged log; the sentence should say what it is not."""
    log = tmp_path / "other.jsonl"
    log.write_text('{"a": 1}\n{"a": 2}\n', encoding="utf-8")

    assert refused(log).code == "log/not_a_log"


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("seed", range(4))
def test_a_changed_byte_is_refused_or_harmless(seed: int, tmp_path: Path) -> None:
    """Disks flip bits and people edit files; the worst that may come of it is a sentence."""
    log = tmp_path / "game.jsonl"
    whole = finished(log, "", 4)
    pick = picker("bytes", seed)
    start = ends(whole)[0]
    outcomes = set()
    for _ in range(60):
        at = start + pick(len(whole) - start)
        log.write_bytes(whole[:at] + bytes([pick(256)]) + whole[at + 1 :])
        outcome, line = "read", 1
        try:
            Match.resume(log, write=False).run()
        except LogError as error:
            outcome, line = error.code, error.line
        assert line >= 1
        outcomes.add(outcome)

    assert "log/damaged" in outcomes
    assert len(outcomes) > 1


# Killed --------------------------------------------------------------------------------------------

PLAYER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from tests.session.matches import HUMANS, new_match, one_act, picker
seed = int(sys.argv[3])
for number in range(1000):
    match = new_match(HUMANS, seed + number, Path(sys.argv[2]) / f"{number}.jsonl")
    print(number, match.seq(), flush=True)
    pick = picker("killed", seed, number)
    while not match.ended:
        one_act(match, pick)
        print(number, match.seq(), flush=True)
    match.close()
"""


def kill_and_look(folder: Path, seed: int, reading: int) -> int:
    """Kill a playing program after `reading` lines of its output; return how many acts it had told of."""
    command = [sys.executable, "-c", PLAYER, str(ROOT), str(folder), str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as program:
        assert program.stdout is not None
        told = [program.stdout.readline() for _ in range(reading)]
        program.kill()
        told += program.stdout.readlines()
    whole = [line.split() for line in told if line.endswith("\n")]
    acknowledged = {number: int(seq) for number, seq in whole}
    for number, seq in acknowledged.items():
        match = Match.resume(folder / f"{number}.jsonl", write=False)
        assert match.seq() >= seq, f"match {number}: seq {seq} was acknowledged and is lost"
    number = whole[-1][0]
    match = Match.resume(folder / f"{number}.jsonl")
    play_out(match, picker("on"))
    match.close()
    assert match.ended
    return len(whole)


@pytest.mark.parametrize("reading", [1, 7, 40])
def test_what_was_acknowledged_survives_a_kill(reading: int, tmp_path: Path) -> None:
    """`act` has returned, so the player has been told: it must be in the log, whatever happens next."""
    assert kill_and_look(tmp_path, reading, reading) >= reading


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(50))
def test_what_was_acknowledged_survives_many_kills(seed: int, tmp_path: Path) -> None:
    """Three kills could be lucky."""
    kill_and_look(tmp_path, 100 + seed, 1 + seed * 3)


def test_two_programs_are_kept_apart(tmp_path: Path) -> None:
    """The lock must hold between processes, not only within one."""
    log = tmp_path / "game.jsonl"
    match = new_match(HUMANS, 1, log)
    match.run()
    code = (
        "import sys; from pathlib import Path; from game.session.match import Match\n"
        "from game.storage.log import LogError\n"
        "try: Match.resume(Path(sys.argv[1])).close(); print('open')\n"
        "except LogError as error: print(error.code)\n"
    )

    def other() -> str:
        command = [sys.executable, "-c", code, str(log)]
        return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout.strip()

    assert other() == "log/busy"
    match.act(people(match)[0], {"kind": "done"})
    match.close()
    assert other() == "open"
