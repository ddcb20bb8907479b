"""On the flagship itself: what one seat is shown holds nothing of another's, and does not depend on it."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import yaml

from game.scenario.load import load
from game.session.match import Match
from game.session.seats import resolve
from game.storage.folders import MAIN_FILE, Opened, find, fingerprint, open_folder
from tests.presentation.test_leaks import as_json, in_guidance_of, secrets, shown, walk
from tests.strategies import yaml_of

ROLES = ("stalin", "song", "chiang", "choibalsan", "washington")
Data = dict[str, Any]


@cache
def moscow() -> Opened:
    return open_folder(find("moscow-1945"))


def begun(opened: Opened, seed: int, cut: str) -> Match:
    seats = resolve({"all": "human"}, opened.tables.public.roles)
    return Match.new(opened, seed=seed, seats=seats, cut=cut)


def own_texts(role: str) -> Iterator[str]:
    for kind, texts in secrets(moscow(), role).items():
        if kind != "briefing":
            yield from texts
    yield from moscow().source[moscow().scenario.roles[role].briefing].splitlines()
    yield from (fork.name for fork in moscow().scenario.forks.values() if fork.role == role)


def kept_from(role: str, other: str) -> list[str]:
    """Return what `other` may never read of `role`'s, less what stands in its own papers or guidance."""
    known = " ".join(own_texts(other))
    return [
        text
        for kind, texts in secrets(moscow(), role).items()
        if kind != "card names"
        for text in texts
        if text not in known and not (kind == "guidance" and in_guidance_of(moscow(), other, text))
    ]


def check_private(seed: int, cut: str) -> None:
    kept = {(r, o): kept_from(r, o) for r in ROLES for o in ROLES if r != o}
    assert all(len(texts) > 15 for texts in kept.values())
    sittings: set[int] = set()

    def look(match: Match) -> None:
        if match.state.clock.sitting in sittings and seed:
            return  # on the long walks once a sitting is enough
        sittings.add(match.state.clock.sitting)
        for number, other in enumerate(ROLES):
            seen = shown(match, number)
            for role in ROLES:
                for text in kept.get((role, other), ()):
                    assert as_json(text) not in seen, f"{other} was shown of {role}: {text}"

    walk(begun(moscow(), seed, cut), seed, look)
    assert len(sittings) >= 5


def test_private_papers_stay_private() -> None:
    """Walk-aways, aims, briefings, unplayed cards, guidance: nobody else's screen ever shows them."""
    check_private(1, "45")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_private_papers_stay_private_in_the_long_version(seed: int) -> None:
    """The same at every act of one long game, and at every sitting of three more."""
    check_private(seed, "full")


# Two worlds ---------------------------------------------------------------------------------------


def with_other_wishes(role: str) -> Opened:
    """Return the scenario with another will behind one seat; what anybody may do stays as it was."""
    data: Data = with_ids(yaml.safe_load(moscow().source[MAIN_FILE]))
    own = data["roles"][role]
    own["points"] = {issue: strange(points) for issue, points in own["points"].items()}
    own["linkages"] = []
    own["walkaway"].update(points=11, text="Another line.", moves=[])
    own["aims"] = [{**own["aims"][0], "text": "Another aim."}]
    own["persona"]["manner"] = "Another manner."
    for card in data["cards"].values():
        if card["role"] == role:
            card.update(name="Another name", text="Another card.")
    source = {**moscow().source, own["briefing"]: "# Another brief", MAIN_FILE: yaml_of(data)}
    found = load(source[MAIN_FILE], file=role, texts=list(source))
    assert found.scenario is not None, found.findings
    assert found.tables is not None
    return Opened(found.scenario, found.tables, source, fingerprint(source))


def with_ids(data: Any) -> Any:
    """Return data with the id `on` back in place, which PyYAML alone takes for a truth value."""
    if isinstance(data, dict):
        return {"on" if key is True else key: with_ids(value) for key, value in data.items()}
    return [with_ids(item) for item in data] if isinstance(data, list) else data


def strange(points: Any) -> Any:
    if isinstance(points, dict):
        return {key: strange(value) for key, value in points.items()}
    return 40 - 3 * points


def screens(opened: Opened, seed: int, cut: str) -> list[list[str]]:
    """Return what every seat is shown as each step of each sitting begins, on the same walk."""
    found: list[list[str]] = [[] for _ in ROLES]
    moments: set[tuple[int, str]] = set()

    def look(match: Match) -> None:
        moment = (match.state.clock.sitting, match.state.clock.step)
        if moment not in moments:
            moments.add(moment)
            for number in range(len(ROLES)):
                found[number].append(shown(match, number))

    walk(begun(opened, seed, cut), seed, look)
    return found


@pytest.mark.parametrize("cut", ["45", pytest.param("full", marks=pytest.mark.slow)])
def test_another_seat_s_will_changes_nothing_on_one_s_screen(cut: str) -> None:
    """Fog: two worlds that differ only in what one seat wants look the same from every other seat."""
    plain = screens(moscow(), 5, cut)
    assert all(len(seen) >= 12 for seen in plain)
    for changed, role in enumerate(ROLES):
        other = screens(with_other_wishes(role), 5, cut)
        for number, name in enumerate(ROLES):
            if number == changed:
                assert other[number] != plain[number], name
            else:
                assert other[number] == plain[number], (name, role)
