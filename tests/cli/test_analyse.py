"""`kherem analyse` as a teacher and another program use it."""

from pathlib import Path

import pytest

from game.cli.main import FAILED, USAGE
from game.messages import text
from tests.cli.running import run
from tests.interop.genius_files import FILES
from tests.interop.test_sheets import book

TABLE = "issue,option,A,B\nq,x,10,0\n,y,6,6\n,z,0,10\nwalkaway,,1,2\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "case.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_a_table_in_json(table: Path) -> None:
    """The fields other programs read, in the order of the roles and on the table's own scale."""
    data = run("analyse", table, "--format", "json").json

    assert {key: data[key] for key in ("roles", "outcomes", "feasible", "unanimous", "pareto_size")} == {
        "roles": ["A", "B"],
        "outcomes": 3,
        "feasible": 1,
        "unanimous": 1,
        "pareto_size": 3,
    }
    assert data["pareto"] == [[10, 0], [6, 6], [0, 10]]
    for theory in ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian"):
        assert data[theory] == [6, 6]
        assert data["packages"][theory] == {"q": "y"}


def test_roles_are_shown_in_the_order_asked_for(table: Path) -> None:
    """The others keep their say: what B would not sign is not called possible because only A is shown."""
    data = run("analyse", table, "--roles", "B,A", "--format", "json").json
    assert data["pareto"] == [[10, 0], [6, 6], [0, 10]]
    assert data["nash"] == [6, 6]

    alone = run("analyse", table, "--roles", "A", "--format", "json").json
    assert alone["pareto"] == [[10]]
    assert alone["unanimous"] == 1
    assert alone["nash"] == [6]


def test_where_nothing_is_acceptable_there_is_no_solution(tmp_path: Path) -> None:
    path = tmp_path / "hard.CSV"
    path.write_text(TABLE.replace("1,2", "7,7"), encoding="utf-8")
    data = run("analyse", path, "--format", "json").json

    assert data["unanimous"] == 0
    assert data["nash"] is None
    assert data["packages"]["nash"] is None
    assert text("analyse/none") in run("analyse", path).out


def test_a_scenario_is_set_beside_what_happened() -> None:
    """Yalta's terms lie on the frontier of the author's weights; Moscow's do not, and it says by how much."""
    yalta = run("analyse", "yalta-1945", "--format", "json").json
    assert yalta["roles"] == ["stalin", "roosevelt"]
    assert yalta["outcomes"] == 405
    assert yalta["documented"]["on_frontier"]
    assert yalta["documented"]["points"] in yalta["pareto"]

    moscow = run("analyse", "moscow-1945", "--at", "august13", "--format", "json").json
    assert moscow["outcomes"] == 409_600
    assert not moscow["documented"]["on_frontier"]
    assert moscow["documented"]["better"] > 0
    assert moscow["feasible"] < moscow["unanimous"], "the delegation's instructions leave little"
    said = " ".join(run("analyse", "moscow-1945", "--at", "august13").out.split())
    assert text("analyse/at", sitting="august13") in said
    assert text("analyse/short", points=moscow["documented"]["short"]) in said


def test_one_text_of_several() -> None:
    data = run("analyse", "moscow-1945", "--instrument", "railway_agreement", "--format", "json").json

    assert data["outcomes"] == 4
    assert list(data["pareto_packages"][0]) == ["railways"]


def test_readings_make_a_range() -> None:
    """An ambiguous clause is worth a range to its holder."""
    worst, best = (
        run("analyse", "yalta-1945", "--readings", reading, "--format", "json").json["documented"]["points"]
        for reading in ("worst", "best")
    )
    assert all(low < high for low, high in zip(worst, best, strict=True))


def test_readings_as_one_side_hopes_and_as_if_one_had_prevailed() -> None:
    """What each side hopes differs; what has prevailed holds for both."""

    def documented(readings: str) -> list[int]:
        found = run("analyse", "yalta-1945", "--readings", readings, "--format", "json").json["documented"]
        points: list[int] = found["points"]
        return points

    worst, best = documented("worst"), documented("best")
    hopes = {role: documented(role) for role in ("stalin", "roosevelt")}
    assert hopes["stalin"] == [best[0], worst[1]]
    assert hopes["roosevelt"] == [worst[0], best[1]]
    assert documented("mongolia=mpr") == hopes["stalin"]
    assert documented("mongolia=title_1924") == hopes["roosevelt"]


@pytest.mark.parametrize(
    ("arguments", "code", "values", "exit_code"),
    [
        (("yalta-1945", "--roles", "churchill"), "no_such_role", {"known": "stalin, roosevelt"}, USAGE),
        (
            ("yalta-1945", "--readings", "mongolia=x"),
            "no_such_reading",
            {"known": "worst, middle, best, stalin, roosevelt, mongolia=title_1924, mongolia=mpr"},
            USAGE,
        ),
        (("yalta-1945", "--roles", "stalin,stalin"), "role_named_twice", {}, USAGE),
        (("yalta-1945", "--instrument", "treaty"), "no_such_instrument", {"known": "agreement"}, USAGE),
        (("moscow-1945", "--instrument", "understanding"), "spoken", {}, USAGE),
    ],
)
def test_what_is_not_there_is_named(
    arguments: tuple[str, ...], code: str, values: dict[str, str], exit_code: int
) -> None:
    name = arguments[-1].split(",")[0]
    found = run("analyse", *arguments)

    assert found.code == exit_code
    assert text(f"analyse/{code}", name=name, **values) in found.err


def test_a_sitting_that_is_not_there() -> None:
    found = run("analyse", "yalta-1945", "--at", "tomorrow")

    assert found.code == USAGE
    assert "first_talk, draft, second_talk, signature" in found.err


def test_a_table_has_no_calendar(table: Path) -> None:
    for option in ("--at", "--instrument"):
        found = run("analyse", table, option, "x")
        assert found.code == USAGE
        assert text("analyse/only_for_scenarios", option=option) in found.err


def test_a_bad_table_is_refused_with_its_cells(tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("issue,option,A\nq,x,many\n", encoding="utf-8")
    found = run("analyse", path)

    assert found.code == FAILED
    assert f"{path}:2:3: " in found.err
    path.write_bytes(b"issue,option,A\nq,x\xff,1\n")
    assert text("analyse/not_text", name=str(path)) in run("analyse", path).err
    missing = run("analyse", tmp_path / "none.csv")
    assert missing.code == USAGE
    assert "none.csv" in missing.err


def test_a_workbook_and_a_genius_domain(tmp_path: Path) -> None:
    """The same fields from whatever the case is kept in; a discount factor is kept and not applied."""
    workbook = tmp_path / "case.XLSX"
    workbook.write_bytes(book([row.split(",") for row in TABLE.splitlines()]))
    assert run("analyse", workbook, "--format", "json").json["pareto"] == [[10, 0], [6, 6], [0, 10]]

    paths = [tmp_path / name.replace("/", "-") for name, _ in FILES]
    for path, (_, words) in zip(paths, FILES, strict=True):
        path.write_text(words, encoding="utf-8")
    data = run("analyse", *paths, "--roles", "town-council,town-baker", "--format", "json").json
    assert data["roles"] == ["town-council", "town-baker"]
    assert data["discount"] == [1, 0.9]
    assert data["nash"] == [0.52, 0.76]
    assert data["within"] == 0
    assert "town-baker 0.9" in " ".join(run("analyse", *paths).out.split())

    paths[1].write_text(FILES[1][1].replace('value="0.25"', 'value="?"'), encoding="utf-8")
    found = run("analyse", *paths)
    assert found.code == FAILED
    assert f"{paths[1]}:15:1: {text('genius/not_a_number', word='?', name='value')}" in found.err


def test_files_that_do_not_go_together_are_refused(table: Path) -> None:
    for others in ((table,), ("yalta-1945",)):
        found = run("analyse", table, *others)
        assert found.code == USAGE
        assert text("analyse/one_table", names=f"{table}, {others[0]}") in found.err
    for given in (table, "yalta-1945"):
        found = run("analyse", given, "--steps", "3")
        assert found.code == USAGE
        assert text("analyse/only_for_genius", option="--steps") in found.err
    assert text("analyse/one_table", names="yalta-1945, x") in run("analyse", "yalta-1945", "x").err
