"""A match: the log is the game, and what cannot be done changes nothing."""

import json
import os
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine.acts import CHANCE
from game.engine.digest import digest
from game.engine.errors import Refused
from game.engine.folding import apply
from game.engine.objections import allows
from game.engine.state import initial_state
from game.session.match import Match, Refusal
from game.storage.log import LogError
from tests.session.matches import (
    HUMANS,
    body,
    lines_of,
    new_match,
    one_act,
    people,
    picker,
    play_out,
    played,
    some_act,
)

LINE_UPS = [
    "all=record",
    "",
    "all=random",
    "stalin=random",
    "roosevelt=random,stalin=record",
    "stalin=record",
    "roosevelt=record,chance=record",
]


def folded(match: Match) -> str:
    state = initial_state(match.tables)
    for item in match.standing():
        if item.entry is not None:
            state = apply(state, item.entry)
    return digest(state)


@pytest.mark.parametrize("seats", LINE_UPS)
def test_the_log_replayed_equals_the_live_state(seats: str, tmp_path: Path) -> None:
    """State is a fold over the log: what a player saw must be what a replay shows."""
    for seed in range(12):
        log = tmp_path / f"{seed}.jsonl"
        live = played(seats, seed, log)

        again = Match.resume(log, write=False)

        assert live.ended
        assert digest(again.state) == digest(live.state) == folded(live)
        assert again.seats == live.seats
        assert again.notice is None
        assert lines_of(again) == lines_of(live)
        for role in range(2):
            assert again.view(role) == live.view(role)
            assert again.seq(role) == live.seq(role)


@pytest.mark.parametrize("seed", range(25))
def test_a_game_with_people_replays_too(seed: int, tmp_path: Path) -> None:
    """People's acts come with words, packages and letters that AI players never write."""
    log = tmp_path / "game.jsonl"
    live = play_out(new_match(HUMANS if seed % 2 else "stalin=human", seed, log), picker("people", seed))
    live.close()

    again = Match.resume(log, write=False)

    assert digest(again.state) == digest(live.state)
    assert lines_of(again) == lines_of(live)
    assert again.acts == live.acts > 4


@pytest.mark.parametrize("seats", ["", "all=random", "stalin=record"])
def test_the_same_seed_gives_the_same_game(seats: str, tmp_path: Path) -> None:
    """Teachers hand out seeds; bug reports name them."""
    first, second, other = (tmp_path / name for name in ("first", "second", "other"))
    played(seats, 11, first)
    played(seats, 11, second)
    played(seats, 12, other)

    assert first.read_bytes() == second.read_bytes()
    assert body(first) != body(other)


def test_matches_of_one_seed_differ_by_their_number() -> None:
    """A class plays one seed in ten groups: each group has a game of its own."""
    same = new_match("all=random", 3)
    other = Match.new(same.opened, seed=3, seats=same.header.seats, match=1)
    same.run()
    other.run()

    assert lines_of(same) != lines_of(other)


def test_lines_count_up_and_say_how_many_follow(tmp_path: Path) -> None:
    """`more` is how a reader knows that an act is whole; a wrong count drops the wrong lines."""
    log = tmp_path / "game.jsonl"
    match = play_out(new_match("roosevelt=human", 4, log), picker(4))
    match.undo()
    match.close()
    lines = body(log)

    assert [line["seq"] for line in lines] == list(range(1, len(lines) + 1))
    assert any(line["more"] for line in lines)
    for one, following in pairwise(lines):
        assert not one["more"] or following["more"] == one["more"] - 1
    assert lines[-1] == {
        "seq": len(lines),
        "type": "undone",
        "v": 1,
        "by": None,
        "audience": ["stalin", "roosevelt"],
        "data": lines[-1]["data"],
        "more": 0,
    }


# What is refused ----------------------------------------------------------------------------------


def test_a_seat_an_ai_player_has_is_not_for_people() -> None:
    """Two hands in one seat would make the log lie about who decided."""
    match = new_match("stalin=human")
    match.run()
    before = digest(match.state)

    with pytest.raises(Refusal) as refusal:
        match.act(1, {"kind": "done"})

    assert refusal.value.code == "session/not_human"
    assert digest(match.state) == before


def test_an_act_on_an_old_picture_is_refused() -> None:
    """Between a program's look and its act the other seat may have moved."""
    match = new_match(HUMANS)
    match.run()
    seq = match.seq(0)
    match.act(0, {"kind": "done"}, expect_seq=seq)

    with pytest.raises(Refusal) as refusal:
        match.act(1, {"kind": "done"}, expect_seq=match.seq(1) - 1)

    assert refusal.value.code == "session/stale"
    match.act(1, {"kind": "done"}, expect_seq=match.seq(1))


def test_an_unknown_role_is_refused_by_name() -> None:
    """The sentence lists the roles, so that a typing slip is found at once."""
    with pytest.raises(Refusal, match="stalin, roosevelt"):
        new_match().role_number("churchill")


def test_a_role_s_seq_counts_only_what_it_sees() -> None:
    """A count over all lines would tell that something hidden had happened."""
    match = new_match(HUMANS)
    match.run()
    before = match.seq(1)
    match.act(0, {"kind": "play", "card": "air_bases"})

    assert match.seq(1) == before
    assert match.seq(0) == before + 1
    assert match.seq() > match.seq(1)


@pytest.mark.parametrize("seed", range(6))
def test_what_is_refused_changes_nothing(seed: int, tmp_path: Path) -> None:
    """Not the state, not the lines, not a byte of the log."""
    log = tmp_path / "game.jsonl"
    match = new_match(HUMANS, seed, log)
    pick = picker("refused", seed)
    play_out(match, pick, 5 + seed)
    before, size = digest(match.state), log.stat().st_size
    role = people(match)[0]
    wrong: list[dict[str, Any]] = [
        {"kind": "fly"},
        {"kind": "draw", "outcome": 0},
        {"kind": "propose", "instrument": "agreement", "issues": {}},
        {"kind": "accept", "instrument": "agreement", "target": 99},
        {"kind": "sign", "instruments": []},
        {"kind": "play", "card": "no_such_card"},
    ]

    for data in wrong:
        with pytest.raises(Refused):
            match.act(role, data)
    with pytest.raises(Refused):
        match.act(1 - role, {"kind": "sign"})

    assert (digest(match.state), log.stat().st_size) == (before, size)
    match.close()


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(
        [
            "agreement",
            "ports",
            "free_both",
            "molotov_harriman",
            "harriman_molotov",
            "probe",
            "article",
            "\ud800",
        ]
    ),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text() | st.just("ports"), inner, max_size=3)
    ),
    max_leaves=8,
)
FIELDS = st.sampled_from(
    [
        "instrument",
        "issues",
        "target",
        "say",
        "issue",
        "card",
        "channel",
        "dispatch",
        "words",
        "instruments",
        "in_exchange_for",
        "standing",
        "package",
    ]
)
KINDS = st.sampled_from(
    [
        "propose",
        "accept",
        "reject",
        "withdraw",
        "agenda",
        "adjourn",
        "leave",
        "break_off",
        "sign",
        "play",
        "send",
        "done",
        "draw",
    ]
)


@given(
    st.integers(0, 12),
    st.builds(lambda kind, rest: {"kind": kind, **rest}, KINDS | JSON, st.dictionaries(FIELDS, JSON)),
)
def test_any_json_is_an_act_or_is_refused(acts: int, data: dict[str, object]) -> None:
    """Strangers' programs write these: whatever they write, the answer is a code and a sentence."""
    match = new_match(HUMANS, 2)
    play_out(match, picker("fuzz"), acts)
    role = people(match)[0]
    before = digest(match.state)
    lines = match.seq()
    code = ""
    try:
        match.act(role, data)
    except Refused as refused:
        code = refused.code
    assert (match.seq() > lines) == (code == "")
    if code:
        assert code.startswith("act/")
        assert digest(match.state) == before


@pytest.mark.parametrize("words", ["\ud800", "half \udfff a sign"])
def test_words_that_cannot_be_written_down_are_refused(words: str, tmp_path: Path) -> None:
    """JSON can say half a character, UTF-8 cannot: the log must not find out first."""
    match = new_match(HUMANS, 2, tmp_path / "game.jsonl")
    match.run()

    with pytest.raises(Refused) as refused:
        match.act(1, {"kind": "send", "words": words})

    assert refused.value.code == "act/not_unicode"
    match.close()


# Undo -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seat", ["stalin", "roosevelt"])
@pytest.mark.parametrize("other", ["linear", "random", "record"])
def test_after_undo_the_same_act_brings_the_same_game(seat: str, other: str) -> None:
    """Undo redraws the same chance and the same AI choices: nobody can fish for a better throw."""
    straight = new_match(f"{seat}=human,all={other}", 9)
    wavering = new_match(f"{seat}=human,all={other}", 9)
    straight.run()
    wavering.run()
    role = straight.humans()[0]
    for number in range(200):
        if straight.ended:
            break
        pick = picker("undo", number)
        before = digest(wavering.state), wavering.waiting()
        one_act(wavering, picker("elsewhere", number))
        wavering.undo()
        assert (digest(wavering.state), wavering.waiting()) == before
        one_act(wavering, picker("undo", number))
        wavering.undo()
        one_act(wavering, picker("undo", number))
        one_act(straight, pick)
        assert lines_of(wavering, wavering.standing()) == lines_of(straight)
    assert straight.ended
    assert digest(wavering.state) == digest(straight.state)
    assert wavering.view(role) == straight.view(role)


def test_undone_lines_stay_in_the_log_and_out_of_the_state(tmp_path: Path) -> None:
    """The log is never rewritten: a teacher can see what was taken back."""
    log = tmp_path / "game.jsonl"
    match = play_out(new_match("stalin=human", 5, log), picker("undo"), 3)
    whole = log.read_bytes()
    for _ in range(3):
        match.undo()
    with pytest.raises(Refusal) as refusal:
        match.undo()
    assert refusal.value.code == "session/nothing_to_undo"
    match.close()

    assert log.read_bytes().startswith(whole)
    again = Match.resume(log, write=False)
    fresh = new_match("stalin=human", 5)
    fresh.run()
    assert digest(again.state) == digest(fresh.state) == digest(match.state)
    assert again.seq() == match.seq() > fresh.seq()
    assert again.acts == fresh.acts


def test_undo_brings_back_the_player_that_had_the_seat(tmp_path: Path) -> None:
    """`record` may have given up after the act taken back; before it, it had not."""
    log = tmp_path / "game.jsonl"
    match = new_match("roosevelt=human,stalin=record", 1, log)
    match.run()
    acts = 0
    while match.seats["stalin"] == "record":
        match.act(1, {"kind": "reject"} if match.state.clock.step == "table" else {"kind": "done"})
        match.run()
        acts += 1

    match.undo()

    assert match.seats["stalin"] == "record"
    assert Match.resume(log, write=False).seats["stalin"] == "record"
    match.close()
    assert acts > 0


@pytest.mark.parametrize(("seats", "code"), [(HUMANS, "session/undo_alone"), ("", "session/undo_alone")])
def test_undo_is_for_one_person_alone(seats: str, code: str) -> None:
    """With two people, one would take back the other's game."""
    match = new_match(seats)
    match.run()

    with pytest.raises(Refusal) as refusal:
        match.undo()

    assert refusal.value.code == code


def test_there_may_be_nothing_to_undo() -> None:
    """The opening and the other side's acts are not one's own to take back."""
    match = new_match("roosevelt=human", 1)
    match.run()

    with pytest.raises(Refusal) as refusal:
        match.undo()

    assert refusal.value.code == "session/nothing_to_undo"


# The log as it is written -----------------------------------------------------------------------------


def test_an_act_that_cannot_be_written_does_not_happen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk: the act is refused, half a line does not stay behind, and later acts go on well."""
    log = tmp_path / "game.jsonl"
    match = new_match("roosevelt=human", 1, log)
    match.run()
    before, whole = digest(match.state), log.read_bytes()
    real = os.write

    def full(handle: int, data: bytes) -> int:
        if real(handle, bytes(data)[:10]) < 10:
            return 0
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(os, "write", full)
        with pytest.raises(LogError) as error:
            match.act(1, {"kind": "done"})
    assert error.value.code == "log/unwritable"
    assert digest(match.state) == before
    assert log.read_bytes() == whole

    play_out(match, picker("after"))
    match.close()
    again = Match.resume(log, write=False)
    assert (again.notice, digest(again.state)) == (None, digest(match.state))


def test_every_act_is_synced_before_it_is_acknowledged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Written is not on disk: without fsync a power cut takes back what a player was told."""
    done: list[str] = []
    write, sync = os.write, os.fsync

    def watched_write(handle: int, data: bytes) -> int:
        done.append("write")
        return write(handle, data)

    def watched_sync(handle: int) -> None:
        done.append("sync")
        sync(handle)

    monkeypatch.setattr(os, "write", watched_write)
    monkeypatch.setattr(os, "fsync", watched_sync)
    match = new_match(HUMANS, 1, tmp_path / "game.jsonl")
    match.run()
    done.clear()
    for _ in range(10):
        one_act(match, picker("sync", match.seq()))
        assert done[-1] == "sync"
        assert "write" in done
        done.clear()
    match.close()


def test_two_programs_cannot_write_to_one_log(tmp_path: Path) -> None:
    """Two writers would mix their lines; the second is told, and can go on once the first has closed."""
    log = tmp_path / "game.jsonl"
    first = new_match(HUMANS, 1, log)
    with pytest.raises(LogError) as error:
        Match.resume(log)
    assert error.value.code == "log/busy"
    assert Match.resume(log, write=False).seq() == first.seq()

    first.close()
    second = Match.resume(log)
    with pytest.raises(LogError):
        Match.resume(log)
    second.close()


def test_a_log_is_not_begun_over_another(tmp_path: Path) -> None:
    """A name typed twice must not cost anybody their game."""
    log = tmp_path / "game.jsonl"
    log.write_text("mine", encoding="utf-8")

    with pytest.raises(LogError) as error:
        new_match("", 1, log)

    assert error.value.code == "log/exists"
    assert log.read_text(encoding="utf-8") == "mine"


def test_a_match_that_cannot_be_resumed_is_not_kept_locked(tmp_path: Path) -> None:
    """After a refusal the file must be free for whoever repairs it."""
    log = tmp_path / "game.jsonl"
    played("all=record", 1, log)
    whole = log.read_bytes()
    log.write_bytes(whole.replace(b"Livadia", b"Nowhere", 1))
    with pytest.raises(LogError):
        Match.resume(log)
    log.write_bytes(whole)

    match = Match.resume(log)

    match.close()
    assert match.ended


def test_acts_offered_are_acts_allowed() -> None:
    """The sampler of these tests must not go round the rules it tests."""
    match = new_match(HUMANS, 8)
    pick = picker("allowed")
    match.run()
    count = 0
    while not match.ended:
        for role in people(match):
            assert allows(match.knowledge(role), some_act(match, role, pick))
            count += 1
        one_act(match, pick)
    assert count > 10


def test_every_line_is_json_with_the_promised_fields(tmp_path: Path) -> None:
    """Other programs read logs; the five fields and `more` are the format."""
    log = tmp_path / "game.jsonl"
    played("", 2, log)
    header, *lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]

    assert {"format", "version", "scenario", "sha256", "source", "seed", "seats"} <= set(header)
    assert header["format"] == "kherem-log"
    for line in lines:
        assert list(line) == ["seq", "type", "v", "by", "audience", "data", "more"]
    assert CHANCE not in {line["data"].get("role") for line in lines}
