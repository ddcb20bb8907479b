"""Genius domains and profiles: utilities as Genius counts them, every mistake with file, line and column."""

from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.analysis.possible import possible
from game.interop.cases import Case, CaseError, space_of_case
from game.interop.genius import read_genius
from game.messages import text
from tests.interop.genius_files import BAKER, DOMAIN, FILES, TOWN, encoded

REAL = DOMAIN.replace('type="integer" etype="integer" vtype="integer" lowerbound="2" upperbound="4"/>', "{}")
RANGE = 'type="real"><range lowerbound="0" upperbound="1.5"/>'
REAL = REAL.format(RANGE + "</issue>")


def baker(evaluator: str) -> str:
    """Return a profile whose second issue is real."""
    head, _, tail = BAKER.partition('type="integer"')
    return head + RANGE + evaluator + tail[tail.index("</issue>") :]


def mistakes(*files: tuple[str, str], steps: int | None = None) -> list[str]:
    with pytest.raises(CaseError) as refused:
        read_genius(encoded(*files), steps)
    return [f"{mistake.file}:{mistake}" for mistake in refused.value.mistakes]


def test_utilities_are_as_genius_counts_them() -> None:
    """By hand: evaluations over their largest, slopes from the lower bound, old parameters on the value."""
    for files in (FILES, FILES[1:] + FILES[:1]):
        case = read_genius(encoded(*files))

        assert case.title == "Fair"
        assert case.roles == ("baker", "council")
        assert case.options == (("by the gate", "by the river", "under cover"), ("2", "3", "4"))
        assert case.of_role(0) == [
            [Fraction("0.7"), Fraction("0.28"), 0],
            [Fraction("0.06"), Fraction("0.15"), Fraction("0.24")],
        ]
        assert case.of_role(1) == [
            [Fraction("0.12"), Fraction("0.48"), Fraction("0.6")],
            [Fraction("0.4"), Fraction("0.2"), 0],
        ]
        assert case.walkaways == (Fraction("0.25"), Fraction(0))
        assert case.discounts == (Fraction("0.9"), Fraction(1))
        assert case.counted == (False, True)


def test_what_is_possible_in_it() -> None:
    found = possible(space_of_case(read_genius(encoded(*FILES))))

    assert (found.outcomes, found.unanimous) == (9, 6)
    assert found.space.within == 0
    assert [found.on_scale(row) for row in found.pareto.points] == [
        [0.94, 0.12],
        [0.85, 0.32],
        [0.76, 0.52],
        [0.43, 0.68],
        [0.34, 0.88],
        [0.06, 1.0],
    ]
    assert found.solutions.nash is not None
    assert found.points_of(found.solutions.nash) == [0.76, 0.52]


def test_nice_or_die() -> None:
    """A domain of the 2011 competition: two unfair outcomes, one that is fair and worth less.

    T. Baarslag, K. Fujita, E. H. Gerding, K. Hindriks, T. Ito, N. R. Jennings, C. Jonker, S. Kraus, R. Lin,
    V. Robu and C. R. Williams, "Evaluating practical negotiating agents: results and analysis of the 2011
    international competition", Artificial Intelligence 198 (2013), pp. 73-103: 3 outcomes.
    """
    head = '<objective index="0" name="root"><issue index="1" name="i" type="discrete">'
    tail = "</issue>{}</objective></utility_space>"
    items = '<item value="a" {}/><item value="b" {}/><item value="c" {}/>'

    def profile(*evaluations: int) -> str:
        given = items.format(*(f'evaluation="{number}"' for number in evaluations))
        return "<utility_space>" + head + given + tail.format('<weight index="1" value="1.0"/>')

    domain = "<negotiation_template><utility_space>" + head + items.format("", "", "") + tail.format("")
    files = [
        ("d.xml", domain + "</negotiation_template>"),
        ("1.xml", profile(1000, 160, 299)),
        ("2.xml", profile(160, 1000, 299)),
    ]
    found = possible(space_of_case(read_genius(encoded(*files))))

    assert found.outcomes == 3
    assert [found.on_scale(row) for row in found.pareto.points] == [[1, 0.16], [0.299, 0.299], [0.16, 1]]
    assert found.solutions == (0, 2, 2, 0)


def test_weights_too_long_to_be_added_exactly_are_rounded_and_that_is_said() -> None:
    long = "0.70000000000000000001"
    case = read_genius(encoded(FILES[0], ("b.xml", BAKER.replace('"0.7"', f'"{long}"')), FILES[2]))
    found = possible(space_of_case(case))

    assert case.points[0][0][0] == Fraction(long)
    assert found.space.within == 1.5e-15
    assert abs(found.points_of(2)[0] - 0.94) <= found.space.within + 2**-53
    assert found.on_scale(found.space.lines[:1]) == [0.25]


@pytest.mark.parametrize(
    ("evaluator", "wanted"),
    [
        ('<evaluator ftype="linear" parameter0="0.4" parameter1="0.8"/>', ["0.4", "0.8", "1", "1"]),
        ('<evaluator ftype="linear" parameter0="-1" parameter1="1"/>', ["0", "0", "0", "0.5"]),
        ('<evaluator ftype="constant" parameter0="0.3"/>', ["0.3"] * 4),
        (
            '<evaluator ftype="triangular" parameter0="0" parameter1="1.5" parameter2="1"/>',
            ["0", "0.5", "1", "0"],
        ),
    ],
)
def test_real_issues_are_cut_into_steps_if_one_asks_for_it(evaluator: str, wanted: list[str]) -> None:
    """Endlessly many outcomes cannot be weighed one by one; where they are cut is the reader's to say."""
    files = (("d.xml", REAL), ("b.xml", baker(evaluator)))
    assert mistakes(*files) == [f"d.xml:10:1: {text('genius/real_issue', name='days')}"]

    case = read_genius(encoded(*files), steps=3)
    assert case.options[1] == ("0", "0.5", "1", "1.5")
    assert case.of_role(0)[1] == [Fraction("0.3") * Fraction(value) for value in wanted]
    assert read_genius(encoded(*files), steps=4).options[1] == ("0", "0.375", "0.75", "1.125", "1.5")


def test_what_genius_overlooks_is_overlooked() -> None:
    """Evaluations that are all nothing, discount factors out of bounds, a weight of the whole, old places."""
    changed = BAKER.replace('"30.0"', '"0"').replace('"12"', '"0.000001"').replace('"0.9"', '"1.5"')
    case = read_genius(encoded(FILES[0], ("b.xml", changed)))
    assert case.of_role(0)[0] == [0, 0, 0]
    assert case.discounts == (Fraction(1),)

    inside = BAKER.replace(
        "</objective>", '<weight index="0" value="1"/><reservation value="0.3"/></objective>'
    )
    inside = inside.replace('<reservation value="0.25"/>', "<comparisons>10</comparisons>")
    assert read_genius(encoded(FILES[0], ("b.xml", inside))).walkaways == (Fraction("0.3"),)


def test_utilities_above_one() -> None:
    """Genius cuts them off, which does not add up: a rounding is taken, and said; more is refused."""
    files = (FILES[0], ("b.xml", BAKER.replace('"0.7"', '"0.7601"')))
    case = read_genius(encoded(*files))
    assert case.notes == (text("genius/slightly_above_one", name="b", most="1.0001"),)

    files = (FILES[0], ("b.xml", BAKER.replace('"0.7"', '"1"')))
    assert mistakes(*files) == [f"b.xml:2:1: {text('genius/above_one', most='1.24')}"]


@pytest.mark.parametrize(
    ("old", "new", "place", "code", "values"),
    [
        ("30.0", "many", "4:1", "not_a_number", {"word": "many", "name": "evaluation"}),
        ("30.0", "1e9", "4:1", "number_too_large", {"word": "1e9", "most": 10**6}),
        (' evaluation="12"', "", "5:1", "no_attribute", {"tag": "item", "name": "evaluation"}),
        ("by the river", "afloat", "5:1", "unknown_value", {"name": "stand", "value": "afloat"}),
        ("by the river", "afloat", "3:1", "no_evaluation", {"name": "stand", "value": "by the river"}),
        ("by the river", "under cover", "6:1", "value_twice", {"name": "stand", "value": "under cover"}),
        ('name="stand"', 'name="place"', "3:1", "other_name", {"name": "place", "domain": "stand"}),
        ('index="1" name', 'index="7" name', "3:1", "unknown_issue", {"name": "stand"}),
        ('index="1" name', 'index="x" name', "2:1", "one_issue", {"name": "stand", "count": 0}),
        (
            'type="integer" etype',
            'type="real" etype',
            "8:1",
            "other_kind",
            {"name": "days", "kind": "real", "domain": "integer"},
        ),
        ('upperbound="4"', 'upperbound="5"', "8:1", "other_bounds", {"name": "days"}),
        (
            'ftype="linear"',
            'ftype="faratin"',
            "9:1",
            "unknown_evaluator",
            {"name": "days", "kind": "faratin"},
        ),
        ('slope="0.3"', "", "9:1", "unknown_evaluator", {"name": "days", "kind": "linear"}),
        ('<weight index="2" value="0.3"/>', "", "8:1", "no_weight", {"name": "days"}),
        ('<weight index="2"', '<weight index="1"', "12:1", "weight_twice", {"index": "1"}),
        ('<weight index="2"', '<weight index="9"', "12:1", "weight_of_nothing", {"index": "9"}),
        ("<discount_factor", "<ufun/><discount_factor", "14:1", "not_additive", {"tag": "ufun"}),
        ("<weight", "<constraint/><weight", "11:1", "not_additive", {"tag": "constraint"}),
        ("<reservation", '<reservation value="0"/><reservation', "15:25", "twice", {"tag": "reservation"}),
        ("utility_space>", "negotiation>", "1:1", "no_utility_space", {"tag": "negotiation"}),
        ("</issue>", "</isue>", "7:3", "bad_xml", {"reason": "mismatched tag"}),
        ("<utility_space>", "<!DOCTYPE u []><utility_space>", "1:1", "xml_entities", {}),
        ("<utility_space>", "<a>" * 41, "1:121", "xml_too_deep", {"most": 40}),
    ],
)
def test_a_mistake_in_a_profile_is_named_with_its_line(
    old: str, new: str, place: str, code: str, values: dict[str, object]
) -> None:
    assert old in BAKER
    found = mistakes(FILES[0], ("b.xml", BAKER.replace(old, new, 2 if "negot" in new else 1)), FILES[2])

    assert f"b.xml:{place}: {text(f'genius/{code}', **values)}" in found


@pytest.mark.parametrize(
    ("old", "new", "place", "code", "values"),
    [
        ('index="2" name="days"', 'index="1" name="days"', "10:1", "index_twice", {"index": "1"}),
        ('name="days"', 'name="stand"', "10:1", "issue_twice", {"name": "stand"}),
        ('name="days"', 'name=" "', "10:1", "no_name", {}),
        ('index="2" name', 'index="" name', "10:1", "no_index", {"tag": "issue"}),
        ('type="integer"', 'type="price"', "10:1", "unknown_kind", {"name": "days", "kind": "price"}),
        ('upperbound="4"', 'upperbound="1"', "10:1", "bad_bounds", {"name": "days", "most": 100_000}),
        ('upperbound="4"', 'upperbound="3.5"', "10:1", "not_whole", {"name": "days"}),
        ('value="by the gate"', "", "6:1", "no_value", {"name": "stand"}),
        ("by the gate", "by the river", "7:1", "value_twice", {"name": "stand", "value": "by the river"}),
        ("<objective", '<objective index="5"/><objective', "4:23", "one_objective", {"count": 2}),
        ("</objective>", "<objective/></objective>", "11:1", "not_additive", {"tag": "objective"}),
    ],
)
def test_a_mistake_in_a_domain_is_named_with_its_line(
    old: str, new: str, place: str, code: str, values: dict[str, object]
) -> None:
    assert old in DOMAIN
    found = mistakes(("d.xml", DOMAIN.replace(old, new, 1)), *FILES[1:])

    assert f"d.xml:{place}: {text(f'genius/{code}', **values)}" in found


def test_files_that_do_not_go_together() -> None:
    assert mistakes(FILES[0]) == [f"fair.xml:1:1: {text('genius/no_profile')}"]
    assert mistakes(*FILES[1:]) == [f"town/council.xml:1:1: {text('genius/one_domain', count=0)}"]
    assert mistakes(FILES[0], *FILES) == [f"fair.xml:1:1: {text('genius/one_domain', count=2)}"]
    twice = ("elsewhere/baker.xml", TOWN)
    assert mistakes(*FILES, twice) == [f"{twice[0]}:1:1: {text('genius/party_twice', name='baker')}"]


@given(st.data())
def test_no_change_to_the_files_breaks_the_reader(data: st.DataObject) -> None:
    """Half a tag, another number, a name twice: it is read, or refused with places."""
    files = []
    for name, words in FILES:
        place = data.draw(st.integers(0, len(words)))
        gone = data.draw(st.integers(0, 30))
        put = data.draw(
            st.sampled_from(["", "<", "/>", '"', "<issue>", "&x;", "\0", "é", "9e99", "-1", words[:200]])
            | st.text(max_size=5)
        )
        files.append((name, (words[:place] + put + words[place + gone :]).encode("utf-8", "replace")))
    with suppress(CaseError):
        case = read_genius(files)
        assert isinstance(case, Case)
        space_of_case(case)
