"""Cases into scenarios, tables and Genius domains, and back: nothing is lost; what cannot be is refused."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import chain
from pathlib import Path
from string import printable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.analysis.possible import possible
from game.analysis.spaces import Space
from game.analysis.weighing import space_of
from game.engine.facts import facts_of
from game.engine.state import initial_state
from game.interop.cases import Case, decimal_text, exact_text, space_of_case
from game.interop.genius import read_genius
from game.interop.genius_writing import genius_of
from game.interop.measures import measures
from game.interop.naming import Unfit, ids
from game.interop.scenario_reading import case_of_scenario
from game.interop.scenario_writing import scenario_of
from game.interop.score_tables import SPECIAL, read_csv
from game.interop.sheets import read_xlsx
from game.interop.table_writing import csv_of, xlsx_of
from game.messages import text
from game.session.match import Match
from game.session.seats import resolve
from game.storage.folders import MAIN_FILE, Opened, check, open_source
from tests.interop.genius_files import FILES, encoded
from tests.interop.test_score_tables import HARBOUR

ENDS = ("signed", "lapsed", "broken_off")
names = (
    st.text(st.sampled_from(printable[:95] + "éßЖ蒙ᠮ‘…"), min_size=1, max_size=12).map(str.strip).filter(bool)
)


def several(least: int, most: int) -> st.SearchStrategy[list[str]]:
    kept = names.filter(lambda name: name.casefold() not in SPECIAL)
    return st.lists(kept, min_size=least, max_size=most, unique=True)


@st.composite
def cases(draw: st.DrawFn, numbers: st.SearchStrategy[Fraction] | None = None) -> Case:
    """Tables of every shape that a scenario can have."""
    if numbers is None:
        numbers = st.builds(Fraction, st.integers(-3000, 9000), st.sampled_from([1, 10, 1000]))
    roles = draw(several(2, 4))
    issues = draw(several(1, 4))
    options = [draw(several(2, 4)) for _ in issues]
    row = st.tuples(*[numbers for _ in roles])
    vetoes = draw(st.none() | st.tuples(*[st.booleans() for _ in roles]))
    least = max(2, sum(vetoes or ()))
    quorum = draw(st.integers(least, len(roles))) if vetoes is not None else None
    return Case(
        tuple(roles),
        tuple(issues),
        tuple(map(tuple, options)),
        tuple(tuple(draw(row) for _ in own) for own in options),
        draw(row),
        vetoes,
        quorum,
    )


def opened(case: Case) -> Opened:
    source, _ = scenario_of(case)
    return open_source(source, name="made")


def back(case: Case) -> Case:
    """Return a case by way of a scenario."""
    return case_of_scenario(opened(case), MAIN_FILE)


def same(one: Case, other: Case) -> bool:
    """Return whether two cases say the same of roles, issues, points, walk-aways and whose assent binds."""
    return one[:5] == other[:5] and one.rule == other.rule and one.discounts == other.discounts


# Tables -----------------------------------------------------------------------------------------


@given(cases())
def test_a_table_becomes_a_scenario_and_the_same_table_again(case: Case) -> None:
    """The points are others in between: whole, and with the same best for everybody."""
    assert same(back(case), case)


@given(cases())
def test_a_table_written_is_read_as_it_was(case: Case) -> None:
    assert same(read_csv(csv_of(case)), case)


@settings(max_examples=40)
@given(cases())
def test_a_workbook_written_is_read_as_it_was(case: Case) -> None:
    assert same(read_xlsx(xlsx_of(case)), case)


@settings(max_examples=25)
@given(cases(st.builds(Fraction, st.integers(-200, 600), st.sampled_from([1, 10]))))
def test_what_was_possible_stays_possible(case: Case) -> None:
    """The same outcomes on the frontier, the same numbers of acceptable ones."""
    assert all(one.exact for one in measures(case)[1])
    playable = opened(case)
    facts = facts_of(playable.tables.public, initial_state(playable.tables))

    def told(space: Space) -> tuple[object, ...]:
        found = possible(space)
        return found.outcomes, found.feasible, found.unanimous, found.pareto.indices.tolist()

    space = space_of(playable.tables, facts, range(len(case.roles)), [0])
    assert told(space) == told(space_of_case(case))


@settings(max_examples=15)
@given(cases())
def test_it_is_in_order_and_ends_when_it_is_played(case: Case) -> None:
    playable = opened(case)
    match = Match.new(playable, seed=1, seats=resolve({"all": "linear"}, playable.tables.public.roles))
    match.run()

    assert match.state.clock.status in ENDS


def test_the_folder_is_one_that_validates(tmp_path: Path) -> None:
    source, said = scenario_of(read_csv(HARBOUR)._replace(title="Harbour"))
    for name, words in source.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(words, encoding="utf-8")

    assert check(tmp_path) == ()
    assert set(source) == {MAIN_FILE, *(f"briefings/{n}.md" for n in ("public", "port", "union", "city"))}
    assert said[0] == text("convert/scaled", role="Port", times="28", plus=0)


def test_points_changed_by_an_author_stand_for_themselves() -> None:
    """What was rounded comes back exactly, unless somebody has decided otherwise since."""
    case = read_csv("issue,option,A,B\nq,x,1.23456789,1\n,y,0.3333333,2\nwalkaway,,0.1,0\n")
    source, said = scenario_of(case)
    assert said[0] == text("convert/rounded", role="A", scale=10_000)
    assert same(case_of_scenario(open_source(source, name="s"), MAIN_FILE), case)

    assert '"y": 2700\n' in source[MAIN_FILE]
    source[MAIN_FILE] = source[MAIN_FILE].replace('"y": 2700\n', '"y": 5000\n', 1)
    changed = case_of_scenario(open_source(source, name="s"), MAIN_FILE)
    assert changed.points[0][0] == case.points[0][0]
    assert changed.points[0][1][0] == Fraction("1.23456789") / 2


@pytest.mark.parametrize(
    ("bests", "scale", "times"),
    [
        ((100, 100), 100, (1, 1)),
        ((50, 20), 100, (2, 5)),
        ((99_991, 99_989), 99_991, (1, 1)),
        ((0, 7), 7, (1, 1)),
    ],
)
def test_the_scale(bests: Sequence[int], scale: int, times: Sequence[int]) -> None:
    """Multiples where they meet early; else the same is added to all of a role's outcomes."""
    table = f"issue,option,A,B\nq,x,{bests[0]},0\n,y,0,{bests[1]}\n"
    scenario = opened(read_csv(table)).scenario

    assert scenario.scale == scale
    assert scenario.origin is not None
    assert tuple(int(role.times) for role in scenario.origin.roles.values()) == tuple(times)


def test_what_a_scenario_cannot_hold_is_named() -> None:
    many = "".join(f",o{n},1,2\n" for n in range(41))
    table = f"issue,option,A,B\nalone,x,1,1\nmany,z,0,0\n{many}quorum,1,,\n"
    with pytest.raises(Unfit) as refused:
        scenario_of(read_csv(table))
    assert refused.value.reasons == (
        text("convert/number_of_options", issue="alone", count=1, most=40),
        text("convert/number_of_options", issue="many", count=42, most=40),
        text("convert/quorum_of_one"),
    )
    with pytest.raises(Unfit) as refused:
        scenario_of(read_csv(f"issue,option,A{'a' * 130}\nq,x,1\n,y\u202e,2\n"))
    assert len(refused.value.reasons) == 3


def test_ids_are_made_of_names() -> None:
    made = ids(["60 Gb", "Ölpreis!", "蒙古", "all", "x" * 50, "X" * 50, "x"], "option", ("all",))

    assert made[:4] == ["option_60_gb", "olpreis", "option_3", "all_2"]
    assert len(set(made)) == 7
    assert max(map(len, made)) <= 40


# Genius -----------------------------------------------------------------------------------------


def by_genius(case: Case) -> Case:
    files, _ = genius_of(case)
    return read_genius([(name, words.encode()) for name, words in files.items()])


def test_a_genius_domain_becomes_a_scenario_and_the_same_domain_again() -> None:
    """Utilities, reservation values and discount factors are kept to the last digit, whole numbers too."""
    case = read_genius(encoded(*FILES))
    playable = opened(case)
    again = by_genius(case_of_scenario(playable, MAIN_FILE))

    assert again == case
    assert playable.scenario.issues["days"].range is not None


weights = st.integers(0, 10**16).map(lambda n: Fraction(n, 10**17))


@st.composite
def domains(draw: st.DrawFn) -> Case:
    """Cases as Genius profiles make them: a weight of many digits times shares of a largest evaluation."""
    sizes = draw(st.lists(st.integers(2, 4), min_size=1, max_size=4))

    roles = ("buyer", "seller")
    own = [[shared(draw(weights), draw, size) for size in sizes] for _ in roles]
    points = tuple(tuple(zip(*(party[place] for party in own), strict=True)) for place in range(len(sizes)))
    factor = st.integers(1, 1000).map(lambda n: Fraction(n, 1000))
    return Case(
        roles,
        tuple(f"issue {n}" for n in range(len(sizes))),
        tuple(tuple(f"{n} Gb" for n in range(size)) for size in sizes),
        points,
        (draw(factor), draw(factor)),
        counted=(False,) * len(sizes),
        discounts=(draw(factor), draw(factor)),
    )


def shared(weight: Fraction, draw: st.DrawFn, size: int) -> list[Fraction]:
    evaluations = draw(st.lists(st.integers(0, 60), min_size=size, max_size=size))
    return [weight * Fraction(n, max(evaluations) or 1) for n in evaluations]


@given(domains())
def test_utilities_of_many_digits_are_kept(case: Case) -> None:
    """Sixteen digits in a weight, thirds and sevenths in the shares: nothing of it is rounded away."""
    assert same(by_genius(case), case)
    assert same(by_genius(back(case)), case)


@settings(max_examples=40)
@given(cases(st.integers(0, 9000).map(lambda n: Fraction(n, 10))))
def test_a_table_becomes_a_domain_of_the_same_outcomes(case: Case) -> None:
    """Utilities are points divided by one number for each role, so that nobody's order changes."""
    plain = case._replace(roles=tuple(f"r{n}" for n in range(len(case.roles))), vetoes=None, quorum=None)
    found = by_genius(plain)

    for role in range(len(plain.roles)):
        pairs = zip(*(chain.from_iterable(one.of_role(role)) for one in (plain, found)), strict=True)
        ratios = {before / after for before, after in pairs if after}
        assert len(ratios) <= 1
        assert found.best(role) <= 1
        if ratios:
            assert plain.walkaways[role] == found.walkaways[role] * ratios.pop()


def test_what_genius_cannot_hold_is_named() -> None:
    table = read_csv("issue,option,A/B,aux\nq,x,-1,1\n,y,2,3\nveto,,yes,no\nquorum,1,,\n")
    with pytest.raises(Unfit) as refused:
        genius_of(table)
    place = text("convert/place", issue="q", option="x", role="A/B")
    assert refused.value.reasons == (
        text("convert/genius_rule"),
        text("convert/genius_file", role="A/B"),
        text("convert/genius_file", role="aux"),
        text("convert/genius_negative", place=place, value="-1"),
    )
    third = Case(("A",), ("q",), (("x",),), (((Fraction(1, 3),),),), (Fraction(1, 7),))
    with pytest.raises(Unfit) as refused:
        genius_of(third)
    place = text("convert/place", issue="q", option="x", role="A")
    assert refused.value.reasons == (
        text("convert/genius_weight", place=place, value="1/3"),
        text("convert/genius_line", role="A", value="1/7"),
    )


def test_what_a_table_cannot_hold_is_named() -> None:
    case = read_genius(encoded(*FILES))
    with pytest.raises(Unfit) as refused:
        csv_of(case)
    assert refused.value.reasons == (text("convert/table_discount", role="baker", factor="0.9"),)
    third = Case(("A",), ("Veto",), (("x",),), (((Fraction(1, 3),),),), (Fraction(10**7),))
    with pytest.raises(Unfit) as refused:
        xlsx_of(third)
    place = text("convert/place", issue="Veto", option="x", role="A")
    limits = {"most": 9, "largest": 10**6}
    assert refused.value.reasons == (
        text("convert/reserved_name", name="Veto"),
        text("convert/table_digits", place=place, value="1/3", **limits),
        text("convert/table_digits", place=text("convert/line_place", role="A"), value="10000000", **limits),
    )


@given(st.integers(-(10**12), 10**12), st.integers(0, 9))
def test_decimals_in_words(number: int, digits: int) -> None:
    value = Fraction(number, 10**digits)

    assert Fraction(decimal_text(value) or "") == value
    assert decimal_text(value + Fraction(1, 3)) is None
    assert Fraction(exact_text(value + Fraction(1, 3))) == value + Fraction(1, 3)
