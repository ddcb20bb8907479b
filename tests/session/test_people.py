"""Two people at one seat: who of them acted is a line of the match, seen by that seat."""

import json
from pathlib import Path

import pytest

from game.cli.common import events_data
from game.engine.digest import digest
from game.presentation.debrief import debrief
from game.session.match import Match, Refusal
from game.session.seats import SeatError, check_people, kinds_of, parse_people, parse_seats
from game.storage.log import LogError
from tests.session.matches import HUMANS, Data, body, new_match, picker, play_out, small, varied, yalta

PEOPLE = {"stalin": ["Ann", "Bo"]}
SEATS = parse_seats(HUMANS, yalta().tables.public.roles)


def shared(log: Path | None = None) -> Match:
    """Begin a match in which Ann and Bo share a seat."""
    match = Match.new(yalta(), seed=1, seats=SEATS, log=log, people=PEOPLE)
    match.run()
    return match


def acted(match: Match) -> list[tuple[str, int]]:
    """Return who acted, with who sees it."""
    return [(item.data["person"], item.audience) for item in match.happenings if item.type == "acted"]


def test_who_acted_is_a_line_that_only_the_seat_sees() -> None:
    """The other side need not know which of the two has the pen."""
    match = shared()
    match.act(0, {"kind": "done"}, person="Bo")

    assert acted(match) == [("Bo", 1)]
    assert any(event["type"] == "acted" and event["text"] == "Bo acted." for event in events_data(match, 0))
    assert all(event["type"] != "acted" for event in events_data(match, 1))


def test_the_line_belongs_to_the_act() -> None:
    """Whoever takes the act back takes the line back with it; nothing of the state reads it."""
    match, plain = shared(), new_match(HUMANS)
    plain.run()
    match.act(0, {"kind": "done"}, person="Ann")
    plain.act(0, {"kind": "done"})

    assert match.happenings[-1].type == "acted"
    assert match.happenings[-1].more == 0
    assert digest(match.state) == digest(plain.state)


@pytest.mark.parametrize(
    ("role", "person", "code"),
    [
        (0, None, "session/which_person"),
        (0, "Cy", "session/no_person"),
        (0, "ann", "session/no_person"),
        (1, "Ann", "session/no_person"),
    ],
)
def test_somebody_else_is_refused_and_nothing_changes(role: int, person: str | None, code: str) -> None:
    """A name that is not at the seat is a mistake, not a guest."""
    match = shared()
    before = match.seq()
    with pytest.raises(Refusal) as refused:
        match.act(role, {"kind": "done"}, person=person)

    assert refused.value.code == code
    assert match.seq() == before


def test_where_nobody_is_named_nothing_is_written() -> None:
    """A match without names is as it always was."""
    match = new_match(HUMANS)
    match.run()
    match.act(0, {"kind": "done"})

    assert acted(match) == []


def test_one_person_named_need_not_be_named_again() -> None:
    """There is nobody else who could have acted."""
    match = Match.new(yalta(), seed=1, seats=SEATS, people={"stalin": ["Ann"]})
    match.run()
    match.act(0, {"kind": "done"})

    assert acted(match) == [("Ann", 1)]


def test_people_are_kept_in_the_log_and_read_back(tmp_path: Path) -> None:
    """The header names them; a resumed match knows them, and goes on as it was."""
    log = tmp_path / "match.jsonl"
    match = shared(log)
    match.act(0, {"kind": "done"}, person="Ann")
    match.close()
    header = json.loads(log.read_bytes().splitlines()[0])
    again = Match.resume(log, write=False)

    assert header["people"] == PEOPLE
    assert again.people(0) == ("Ann", "Bo")
    assert again.people(1) == ()
    assert acted(again) == [("Ann", 1)]
    assert [line["type"] for line in body(log)].count("acted") == 1
    assert again.state == match.state


def test_a_log_without_people_has_no_such_field(tmp_path: Path) -> None:
    """As logs of this format were before seats could be shared: older programs open them still."""
    log = tmp_path / "match.jsonl"
    new_match(HUMANS, log=log).close()

    assert "people" not in json.loads(log.read_bytes().splitlines()[0])


@pytest.mark.parametrize(
    "people",
    [{"stalin": "Ann"}, {"stalin": [1]}, ["stalin"], {"nobody": ["Ann"]}, {"stalin": ["A", "B", "C"]}],
)
def test_a_header_with_impossible_people_is_damage(people: object, tmp_path: Path) -> None:
    """What somebody has edited by hand is refused, not half believed."""
    log = tmp_path / "match.jsonl"
    shared(log).close()
    first, *rest = log.read_bytes().splitlines(keepends=True)
    header = {**json.loads(first), "people": people}
    log.write_bytes(json.dumps(header).encode() + b"\n" + b"".join(rest))

    with pytest.raises(LogError):
        Match.resume(log, write=False)


@pytest.mark.parametrize("data", [{}, {"role": "nobody", "person": "Ann"}, {"role": "stalin", "person": 1}])
def test_a_line_about_who_acted_is_checked(data: dict[str, object], tmp_path: Path) -> None:
    """Damage is found where it is."""
    log = tmp_path / "match.jsonl"
    match = shared(log)
    match.act(0, {"kind": "done"}, person="Ann")
    match.close()
    lines = log.read_bytes().splitlines()
    place = next(n for n, line in enumerate(lines) if b'"acted"' in line)
    lines[place] = json.dumps({**json.loads(lines[place]), "data": data}).encode()
    log.write_bytes(b"\n".join(lines) + b"\n")

    with pytest.raises(LogError) as error:
        Match.resume(log, write=False)
    assert error.value.line == place + 1


# Naming people ------------------------------------------------------------------------------------------


def test_people_are_named_by_seat() -> None:
    """One or two, by different names."""
    assert parse_people(["stalin=Ann+Bo", "roosevelt=Cy"], SEATS) == {
        "stalin": ("Ann", "Bo"),
        "roosevelt": ("Cy",),
    }
    assert parse_people([], SEATS) == {}


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (["Ann"], "seats/no_sign"),
        (["stalin=Ann", "stalin=Bo"], "seats/twice"),
        (["nobody=Ann"], "seats/unknown_role"),
        (["chance=Ann"], "seats/unknown_role"),
        (["stalin=A+B+C"], "seats/too_many_people"),
        (["stalin=Ann+Ann"], "seats/too_many_people"),
        (["stalin="], "seats/bad_name"),
        (["stalin=Ann+"], "seats/bad_name"),
        (["stalin=" + "x" * 61], "seats/bad_name"),
        (["stalin=A\x1b[31m"], "seats/bad_name"),
    ],
)
def test_impossible_people_are_refused(given: list[str], code: str) -> None:
    """Each mistake has its sentence."""
    with pytest.raises(SeatError) as error:
        parse_people(given, SEATS)
    assert error.value.code == code


def test_an_ai_player_has_no_name() -> None:
    """People sit only where people play."""
    with pytest.raises(SeatError) as error:
        check_people({"stalin": ["Ann"]}, {**SEATS, "stalin": "linear"})
    assert error.value.code == "seats/no_people"


# Seats that may be empty --------------------------------------------------------------------------------


def test_a_recorder_has_no_player_and_a_match_goes_on_without_it() -> None:
    """It is in every log as `none`, so that nobody wonders who sat there."""
    opened = small("council")
    match = play_out(new_match("all=human", 1, opened=opened), picker("recorder"))

    assert match.seats["scribe"] == "none"
    assert match.ended
    with pytest.raises(Refusal) as refused:
        match.act(match.role_number("scribe"), {"kind": "done"})
    assert refused.value.code == "session/only_watches"


def test_a_recorder_named_by_nobody_in_particular_is_left_out() -> None:
    """`all` means all who play; naming a player for a recorder is a mistake."""
    opened = small("council")
    roles, kinds = opened.tables.public.roles, kinds_of(opened.scenario)

    assert parse_seats("all=record", roles, kinds)["scribe"] == "none"
    assert parse_seats("all=record", roles, kinds)["chance"] == "record"
    with pytest.raises(SeatError) as error:
        parse_seats("scribe=human", roles, kinds)
    assert error.value.code == "seats/only_watches"
    with pytest.raises(SeatError):
        Match.new(opened, seed=1, seats={**parse_seats("", roles, kinds), "scribe": "human"})


def test_a_seat_that_may_go_without_a_player_follows_the_record() -> None:
    """Unless somebody is named for it, alone or with all."""
    kinds = {"stalin": "optional"}
    roles = yalta().tables.public.roles

    assert parse_seats("", roles, kinds)["stalin"] == "record"  # type: ignore[arg-type]
    assert parse_seats("stalin=linear", roles, kinds)["stalin"] == "linear"  # type: ignore[arg-type]
    assert parse_seats("all=random", roles, kinds)["stalin"] == "random"  # type: ignore[arg-type]


def test_an_optional_seat_without_a_record_is_taken_by_linear() -> None:
    """It plays on by itself; the log says when."""

    def optional(data: dict[str, object]) -> None:
        data["roles"]["abbot"]["optional"] = True  # type: ignore[index]

    match = new_match("", 1, opened=small("council", optional))
    assert match.seats["abbot"] == "record"
    match.run()

    assert match.ended
    assert match.seats["abbot"] == "linear"


def two_versions(data: Data) -> None:
    """Give Yalta a shorter version."""
    keeps = [sitting["id"] for sitting in data["calendar"]][-2:]
    data["cuts"] = {"short": {"title": "The end", "minutes": 4, "keeps": keeps}}


@pytest.mark.parametrize("cut", ["short", "full"])
def test_a_match_is_resumed_in_the_version_it_was_begun_in(cut: str, tmp_path: Path) -> None:
    """The header says which; two versions of a scenario have two calendars."""
    log = tmp_path / "match.jsonl"
    match = Match.new(varied(two_versions), seed=1, seats=SEATS, log=log, cut=cut)
    play_out(match, picker("cut"), 3)
    match.close()
    again = Match.resume(log)
    play_out(again, picker("cut", "on"))
    again.close()

    assert again.header.cut == cut
    assert again.ended
    assert len(again.tables.public.sittings) == (2 if cut == "short" else 4)
    assert debrief(Match.resume(log, write=False))["cut"] == cut


def test_a_version_nobody_has_written_is_refused() -> None:
    """With the names of those there are."""
    with pytest.raises(Refusal) as refused:
        Match.new(small("council"), seed=1, seats={}, cut="shorter")

    assert refused.value.code == "session/no_cut"
    assert "short, full" in refused.value.message
