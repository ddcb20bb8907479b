"""Score tables as teachers keep them: read whole, each mistake named with its cell, decimals exact."""

from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.analysis.possible import possible
from game.interop.cases import CaseError, space_of_case
from game.interop.score_tables import read_csv
from game.messages import text

HARBOUR = """issue,option,Port,Union,City
wages,high,10,40,12
,low,30,5,10
hours,long,20,0,7.5
,short,5,30,8
walkaway,,25,20,10
"""


def mistakes(source: str) -> list[str]:
    with pytest.raises(CaseError) as refused:
        read_csv(source)
    return [str(mistake) for mistake in refused.value.mistakes]


def test_a_table_is_read_as_it_stands() -> None:
    table = read_csv(HARBOUR)

    assert table.roles == ("Port", "Union", "City")
    assert table.issues == ("wages", "hours")
    assert table.options == (("high", "low"), ("long", "short"))
    assert table.points[1][0] == tuple(map(Fraction, ("20", "0", "7.5")))
    assert table.walkaways == tuple(map(Fraction, (25, 20, 10)))
    assert table.vetoes is None
    assert table.quorum is None


def test_what_is_possible_in_it() -> None:
    """By hand: high+long 30/40/19.5, high+short 15/70/20, low+long 50/5/17.5, low+short 35/35/18."""
    found = possible(space_of_case(read_csv(HARBOUR)))

    assert found.outcomes == 4
    assert found.unanimous == found.feasible == 2
    assert [found.on_scale(row) for row in found.pareto.points] == [
        [50, 5, 17.5],
        [35, 35, 18],
        [30, 40, 19.5],
        [15, 70, 20],
    ]
    nash = found.solutions.nash
    assert nash is not None
    assert found.points_of(nash) == [35, 35, 18]


def test_whose_assent_binds() -> None:
    """A veto for one and a quorum of two: the third may be left outside."""
    found = possible(space_of_case(read_csv(HARBOUR + "veto,,yes,no,no\nquorum,2,,,\n")))

    assert found.unanimous == 2
    assert found.feasible == 3, "low+long suits Port and City"
    only_veto = possible(space_of_case(read_csv(HARBOUR + "veto,,no,yes,no\n")))
    assert only_veto.feasible == 3, "without a quorum nobody else is needed"


@pytest.mark.parametrize(
    "change",
    [
        lambda s: "\N{BYTE ORDER MARK}" + s,
        lambda s: s.replace("\n", "\r\n"),
        lambda s: s.replace(",", "\t"),
        lambda s: s.replace(",", ";").replace("7.5", "7,5"),
        lambda s: s.replace(",", ", "),
        lambda s: s.replace(",\n", "\n") + "\n,,,,\n\n",
        lambda s: s.replace("wages,", '"wages",').replace("walkaway", "Walkaway"),
        lambda s: s.replace(",low", "wages,low"),
    ],
    ids=["BOM", "CRLF", "tabs", "semicolons", "blanks", "empty cells", "quotes", "names again"],
)
def test_sheets_come_in_many_dresses(change: object) -> None:
    """Exported on a French Excel, a Mac, a phone: it is the same table."""
    assert callable(change)
    assert read_csv(change(HARBOUR)) == read_csv(HARBOUR)


@pytest.mark.parametrize(
    ("source", "place", "code", "values"),
    [
        ("", "1:1", "bad_head", {}),
        ("question,option,A\nq,x,1\n", "1:1", "bad_head", {}),
        ("issue,option\nq,x\n", "1:3", "no_roles", {}),
        ("issue,option,A,,B\nq,x,1,2,3\n", "1:4", "no_role_name", {}),
        ("issue,option,A,A\nq,x,1,2\n", "1:4", "role_twice", {"role": "A"}),
        ("issue,option,A\n", "1:1", "no_issues", {}),
        ("issue,option,A\n,x,1\n", "2:1", "no_issue", {}),
        ("issue,option,A\nq,,1\n", "2:2", "no_option", {"issue": "q"}),
        ("issue,option,A\nq,x,1\nq,x,2\n", "3:2", "option_twice", {"issue": "q", "option": "x"}),
        ("issue,option,A\nq,x,\n", "2:3", "no_number", {"role": "A"}),
        ("issue,option,A\nq,x\n", "2:3", "no_number", {"role": "A"}),
        ("issue,option,A\nq,x,many\n", "2:3", "not_a_number", {"cell": "many", "role": "A"}),
        ("issue,option,A\nq,x,inf\n", "2:3", "number_too_large", {"cell": "inf", "most": 10**6}),
        ("issue,option,A\nq,x,1e7\n", "2:3", "number_too_large", {"cell": "1e7", "most": 10**6}),
        (
            "issue,option,A\nq,x,0.12345678901\n",
            "2:3",
            "too_many_digits",
            {"cell": "0.12345678901", "most": 9},
        ),
        ("issue,option,A\nq,x,1,7\n", "2:4", "outside_table", {"cell": "7"}),
        ("issue,option,A\nq,x,1\nveto,,maybe\n", "3:3", "not_yes_or_no", {"cell": "maybe"}),
        ("issue,option,A\nq,x,1\nquorum,2,\n", "3:2", "bad_quorum", {"cell": "2", "most": 1}),
        ("issue,option,A\nq,x,1\nwalkaway,,1\nwalkaway,,2\n", "4:1", "row_twice", {"name": "walkaway"}),
        ("issue,option,A\nq,x,1\nwalkaway,,\n", "3:3", "no_number", {"role": "A"}),
    ],
)
def test_a_mistake_is_named_with_its_cell(
    source: str, place: str, code: str, values: dict[str, object]
) -> None:
    """A teacher looks for the cell, not for the meaning of a traceback."""
    assert f"{place}: {text(f'analyse/{code}', **values)}" in mistakes(source)


def test_all_mistakes_are_named_at_once() -> None:
    found = mistakes("issue,option,A,B\nq,x,1,two\nq,y,,4\nveto,,no,perhaps\n")

    assert [mistake.rsplit(": ", 1)[0][:3] for mistake in found][:1] == ["2:4"]
    assert len(found) == 3


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(source: str) -> None:
    """Whatever is dropped on it is a table or a list of mistakes."""
    with suppress(CaseError):
        assert read_csv(source).issues


def test_decimals_add_up_exactly() -> None:
    """0.1 + 0.2 is at a walk-away of 0.3, whatever a computer thinks of it."""
    source = "issue,option,A\nq,x,0.1\nr,y,0.2\nwalkaway,,0.3\n"
    found = possible(space_of_case(read_csv(source)))

    assert found.unanimous == 1
    assert found.points_of(0) == [0.3]
