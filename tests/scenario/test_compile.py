"""The integer tables say what the YAML says."""

from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from game.scenario.base import hour_of, minutes_of
from game.scenario.compile_role import between
from game.scenario.indices import members
from game.scenario.load import load
from game.scenario.predicates import (
    AllOf,
    AnyOf,
    CardTest,
    ClauseTest,
    NotSo,
    ReadingTest,
    SignedTest,
    TrackTest,
)
from game.scenario.tables import Grant, Tables
from game.scenario.yaml_text import read_yaml
from tests.engine.playing import HERE, tables_in
from tests.strategies import Data, scenarios, tables_of, yaml_of


def harbour() -> Tables:
    return tables_in("harbour.yaml")


def test_ids_are_numbered_as_written() -> None:
    """The log names things by id; their numbers are the order an author sees."""
    public, hidden = harbour().public, harbour().hidden

    assert public.roles == ("north", "south")
    assert [issue.id for issue in public.issues] == ["border", "toll", "peace", "flag"]
    assert [card.id for card in hidden.cards] == ["gift", "threat", "panic"]
    assert [event.id for event in hidden.events] == ["storm", "rumour", "harvest"]
    assert (hidden.channels, hidden.dispatches) == (("courier", "runner"), ("offer",))
    assert (public.cards, public.events) == (3, 3)


def test_issues_say_what_may_stand_in_a_clause() -> None:
    """Values, forms, readings and what is open from the start."""
    border, toll, peace, flag = harbour().public.issues

    assert border.values == ("river", "ridge", "lake")
    assert members(border.available) == (0, 1)
    assert (border.forms, border.publicities) == (("article", "note"), ("published", "secret"))
    assert (toll.values, toll.is_range, toll.step) == ((0, 5, 10), True, 5)
    assert peace.reading_ids == ("broad", "strict", "loose")
    assert peace.readings == ((0, 1, 2), ())
    assert [issue.required for issue in (border, toll, peace, flag)] == [True, True, True, False]
    assert harbour().public.instruments[0].required == (0, 1, 2)


def test_signers_sign_and_members_see() -> None:
    """Whoever signs a text or sits at a meeting about it sees it; nobody else does."""
    pact, accord = tables_in("valley.yaml").public.instruments

    assert (members(pact.signers), members(pact.members), pact.main) == ((0, 1), (0, 1), False)
    assert (members(accord.signers), accord.main) == ((0, 1, 2), True)


def test_the_calendar_is_in_minutes() -> None:
    """A desk opens at its hour, or twelve hours before the sitting."""
    first, second, third, _ = harbour().public.sittings

    assert hour_of(first.at) == "1900-03-01 12:00"
    assert first.desk_at == minutes_of("1900-03-01 10:00")
    assert second.desk_at == minutes_of("1900-03-02 01:00")
    assert third.desk_at is None
    (meeting,) = first.meetings
    assert (meeting.order, members(meeting.opens)) == ((0, 1), (0,))
    assert (meeting.exchanges, meeting.minutes) == (6, 30)
    assert [members(s.signs) for s in harbour().public.sittings] == [(), (), (0,), (0,)]
    assert [s.cable for s in harbour().public.sittings] == [True, False, False, False]


def test_points_stand_by_value_and_reading() -> None:
    """However an author orders them, points belong to the option and the reading they name."""
    north, south = harbour().roles

    assert north.points[0] == ((10,), (30,), (5,))
    assert north.points[1] == ((0,), (5,), (11,))
    assert north.points[2] == ((9, -1, 4), (2,))
    assert south.points[2] == ((2, 8, 1), (3,))
    assert (north.silent, north.walkaway) == ((0, 0, 0, 1), 20)


def test_a_role_holds_its_own_cards_and_channels() -> None:
    """Legality is worked out from these and the view alone."""
    north, south = harbour().roles

    assert [card.card for card in north.cards] == [0]
    assert [(c.card, members(c.sittings)) for c in south.cards] == [(1, (0,)), (2, (0, 1))]
    assert [(c.channel, c.addressee) for c in (*north.channels, *south.channels)] == [
        (0, 1),
        (1, 0),
    ]
    assert north.dispatches[0].package == ((0, (1, 1, 1)),)
    assert south.dispatches == ()


def test_conditions_become_tests() -> None:
    """The one place where words of the language turn into numbers."""
    north, south = harbour().roles

    assert north.aims[0] == (ClauseTest(0, 0b010, 0b11, 0b11), None)
    assert north.linkages[0].when == AllOf((ClauseTest(0, 0b010, 0b11, 0b11), ClauseTest(1, 0b110, 1, 1)))
    assert north.moves[0].when == TrackTest(0, -1_000_000, 1)
    assert south.cards[1].when == TrackTest(1, 2, 1_000_000)
    assert south.aims[0][0] == SignedTest(0)
    assert [rule.when is None for rule in harbour().hidden.rules[2][0]] == [False, False, True]


def test_every_kind_of_condition_is_compiled() -> None:
    """`all`, `any`, `not`, cards and readings, as Yalta uses them."""
    text = """
    any: [{not: {card: gift}}, {all: []}, {reading: {issue: peace, reading: strict}}]
    """
    data: Any = read_yaml((HERE / "harbour.yaml").read_bytes(), file="harbour.yaml").value
    data["roles"]["north"]["aims"][0]["met"] = read_yaml(text, file="condition.yaml").value
    found = load(yaml_of(data), file="harbour.yaml", texts=["public.md", "private.md"])
    assert found.tables is not None, found.findings
    aim = found.tables.roles[0].aims[0][0]

    assert aim == AnyOf((NotSo(CardTest(0)), AllOf(()), ReadingTest(2, 1)))


def test_reasons_are_numbered_by_their_place() -> None:
    """A log says why by naming the author's own line."""
    becauses = harbour().hidden.becauses

    assert len(set(becauses)) == len(becauses)
    assert becauses[harbour().hidden.cards[0].effects[1].because] == "cards.gift.effects.1"
    assert becauses[harbour().roles[0].moves[1].because] == "roles.north.walkaway.moves.1"
    assert becauses[harbour().hidden.moves[0][0].because] == "calendar.0.moves.0"


# The whole rulebook -----------------------------------------------------------------------------


def test_principals_delegates_and_their_mandates() -> None:
    """Authority stands by issue and value; for a range it holds from the number named on."""
    public, roles = tables_in("capital.yaml").public, tables_in("capital.yaml").roles
    king, envoy, chancellor = roles

    assert public.principals == (-1, 0, -1)
    assert envoy.mandate[0] == (Grant(2), Grant(0), Grant(0, ((1, 0b001), (3, 0b10))))
    assert [grant.level for grant in envoy.mandate[1]] == [0, 1, 1]
    assert king.delegates == ((1, envoy.mandate),)
    assert (king.mandate, chancellor.mandate) == ((), ())


def test_delegates_sign_and_principals_ratify() -> None:
    """Who speaks for a party is worked out once, here."""
    treaty, protocol = tables_in("capital.yaml").public.instruments

    assert (members(treaty.signers), members(treaty.ratifiers)) == ((1, 2), (0, 2))
    assert (members(protocol.ratifiers), members(protocol.tied)) == ((), (0,))
    assert [(r.instrument, r.needs) for r in tables_in("capital.yaml").roles[0].ratifications] == [
        (0, TrackTest(1, 2, 1_000_000))
    ]


def test_disowning_costs_what_withholding_does_where_nothing_is_said() -> None:
    """The republic's author gave one list of effects; it serves for both."""
    kingdom, republic = tables_in("capital.yaml").hidden.ratifications

    assert republic.disowning == republic.withholding
    assert kingdom.disowning != kingdom.withholding


def test_binding_rules_understandings_and_recorders() -> None:
    """Vetoes and quorum; speaker and hearer; who decides."""
    public = tables_in("council.yaml").public
    charter, lease, promise = public.instruments

    assert (members(charter.vetoes), charter.quorum) == ((0,), 2)
    assert (members(lease.vetoes), lease.quorum) == ((0, 1), 2)
    assert (promise.speaker, promise.hearer, promise.signers) == (0, 3, 0)
    assert members(public.deciders) == (0, 1, 2, 3)
    assert members(charter.members) == (0, 1, 2, 3, 4), "who signs it, sits or watches where it lies"


def test_meetings_forks_and_concepts_stand_by_sitting() -> None:
    """Several tables at once, who is at none of them, and what may be used."""
    market, parlour, _ = tables_in("council.yaml").public.sittings
    opening, talks, *_, lull, sealing = tables_in("capital.yaml").public.sittings

    assert [meeting.order for meeting in market.meetings] == [(0, 1), (2, 3)]
    assert [meeting.first for meeting in market.meetings] == [0, -1]
    assert members(parlour.asides) == (1,)
    assert (opening.concepts, talks.concepts) == (0, 0b11111111)
    assert (lull.after, sealing.after) == (False, True)


def test_an_issue_fixed_in_a_shorter_version_stands_and_is_closed() -> None:
    """The engine knows nothing of versions: they are scenarios like any other."""
    rent = tables_in("council.yaml", "short").public.issues[1]

    assert (rent.fixed, rent.available) == ((1, 0, 1), 0)
    assert len(tables_in("council.yaml", "short").public.sittings) == 2


# Straight lines between points ----------------------------------------------------------------------


def test_between_goes_in_straight_lines_and_rounds_down() -> None:
    """Written out once by hand: up, down, and below nothing."""
    assert between({"0": 0, "10": 11}, (0, 5, 10)) == (0, 5, 11)
    assert between({"2": 0, "3": 9, "4": 12, "6": 14}, (2, 3, 4, 5, 6)) == (0, 9, 12, 13, 14)
    assert between({"0": 3, "2": -4}, (0, 1, 2)) == (3, -1, -4)
    assert between({"-2": 0, "2": 4, "silent": 9}, (-2, -1, 0, 1, 2)) == (0, 1, 2, 3, 4)


@given(st.dictionaries(st.integers(-9, 9), st.integers(-50, 50), min_size=2))
def test_between_keeps_what_is_given_and_stays_within_it(given_points: dict[int, int]) -> None:
    """Points an author writes are never changed, and none invented lies outside its neighbours."""
    low, high = min(given_points), max(given_points)
    values = tuple(range(low, high + 1))
    found = dict(zip(values, between({str(k): v for k, v in given_points.items()}, values), strict=True))

    assert all(found[number] == points for number, points in given_points.items())
    marks = sorted(given_points)
    for left, right in pairwise(marks):
        ends = sorted((given_points[left], given_points[right]))
        assert all(ends[0] <= found[value] <= ends[1] for value in range(left, right + 1))


# Any scenario ---------------------------------------------------------------------------------------


@given(scenarios())
def test_tables_fit_together(data: Data) -> None:
    """Every number in the tables must lead somewhere: the engine looks up without asking."""
    tables = tables_of(data)
    public, hidden = tables.public, tables.hidden

    for issue in public.issues:
        assert issue.values == tuple(_values(data, issue.id))
    for own in [own for own in tables.roles if public.deciders >> own.role & 1]:
        for issue, points in zip(public.issues, own.points, strict=True):
            readings = issue.readings if not issue.is_range else ((),) * len(issue.values)
            assert [len(p) for p in points] == [max(1, len(r)) for r in readings]
    assert len(hidden.transits) == len(hidden.channels) == len(data["channels"])
    assert all(len(t.hours) == len(t.weights) for t in hidden.transits)
    assert sorted(c.card for own in tables.roles for c in own.cards) == [*range(public.cards)]
    assert len(hidden.rules) == len(public.issues)
    assert [len(rules) for rules in hidden.rules] == [
        0 if issue.is_range else len(issue.values) for issue in public.issues
    ]


def _values(data: Data, issue: str) -> list[object]:
    span = data["issues"][issue].get("range")
    if span is None:
        return list(data["issues"][issue]["options"])
    return list(range(span["min"], span["max"] + 1, span["step"]))
