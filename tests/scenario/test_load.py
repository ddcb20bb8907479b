"""The only way in: from the texts of a scenario folder to a scenario that can be played."""

import pytest
from hypothesis import given

from game.scenario.findings import Severity
from game.scenario.load import load
from game.scenario.yaml_text import read_yaml
from tests.strategies import TEXTS, YALTA, Data, picker, scenario_data, scenarios, yaml_of

YALTA_TEXTS = [path.relative_to(YALTA).as_posix() for path in YALTA.rglob("*.md")]


def test_yalta_loads_without_findings() -> None:
    """The tutorial we ship is the first scenario authors read; not even a warning stands in it."""
    found = load((YALTA / "scenario.yaml").read_bytes(), file="scenario.yaml", texts=YALTA_TEXTS)

    assert found.findings == ()
    assert found.ok
    assert found.scenario is not None
    assert found.scenario.id == YALTA.name


def test_text_and_bytes_load_alike() -> None:
    """An editor hands over text, a file is bytes."""
    data = (YALTA / "scenario.yaml").read_bytes()
    one = load(data, file="scenario.yaml", texts=YALTA_TEXTS)
    two = load(data.decode(), file="scenario.yaml", texts=YALTA_TEXTS)

    assert one.tables == two.tables


def test_a_missing_briefing_is_found() -> None:
    """The loader takes names, not a folder: what it is not told of is not there."""
    found = load((YALTA / "scenario.yaml").read_bytes(), file="scenario.yaml", texts=[])

    assert {finding.code for finding in found.findings} == {"scenario/no_such_file"}
    assert len(found.findings) == 3
    assert not found.ok


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "yaml/empty"),
        ("- one\n", "yaml/not_a_mapping"),
        ("kherem: 2\n", "model/not_one_of"),
        ("kherem: 1\ntitel: X\n", "model/unknown_field"),
        ("kherem: 1\n", "model/missing_field"),
    ],
)
def test_what_is_no_scenario_gives_findings_of_its_own_kind(text: str, code: str) -> None:
    """YAML, form and sense are checked in that order, and each is said in its own words."""
    found = load(text, file="scenario.yaml", texts=TEXTS)

    assert code in {finding.code for finding in found.findings}
    assert (found.scenario, found.tables, found.ok) == (None, None, False)


@given(scenarios())
def test_every_made_up_scenario_loads(data: Data) -> None:
    """The properties of the engine are held over these; a finding in one hides all of its games."""
    text = yaml_of(data)

    assert read_yaml(text, file="s.yaml").value == data
    found = load(text, file="scenario.yaml", texts=TEXTS).findings
    assert [finding for finding in found if finding.severity == Severity.ERROR] == []


@given(scenarios())
def test_the_order_of_fields_does_not_matter(data: Data) -> None:
    """Named things have the order they are written in; the fields of one thing have none."""
    turned = dict(reversed(data.items()))
    turned["roles"] = {name: dict(reversed(role.items())) for name, role in data["roles"].items()}
    one = load(yaml_of(data), file="scenario.yaml", texts=TEXTS)
    two = load(yaml_of(turned), file="scenario.yaml", texts=TEXTS)

    assert one.tables == two.tables


def test_loading_twice_gives_the_same() -> None:
    """Nothing is remembered between two loadings."""
    text = yaml_of(scenario_data(picker(1)))
    one, two = (load(text, file="scenario.yaml", texts=TEXTS) for _ in range(2))

    assert one.tables == two.tables
