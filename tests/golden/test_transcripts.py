"""Golden transcripts: whole games, line by line, with a fingerprint of what each seat saw after each act.

A difference here is a change of the rules, of the AI players or of the words. If it is meant, rewrite the
files with `make golden` and read the diff.
"""

import json
from collections.abc import Iterator

import pytest

from game.engine.digest import canonical, digest
from game.engine.folding import apply
from game.engine.observe import observe
from game.engine.state import State, initial_state
from game.messages import text
from game.presentation.sentences import sentence
from game.presentation.wording import Wording
from game.scenario.indices import members
from game.session.journal import Happening
from game.session.match import Match
from game.storage.folders import find, open_folder
from tests.conftest import Golden
from tests.session.matches import played

LINE_UPS = {
    ("yalta-1945", "record"): ("all=record", 1),
    ("yalta-1945", "linear-1"): ("", 1),
    ("yalta-1945", "random-linear-2"): ("stalin=random", 2),
    ("moscow-1945", "record"): ("all=record", 1),
    ("moscow-1945", "linear-1"): ("", 1),
    ("moscow-1945", "random-linear-2"): ("song=random,choibalsan=random", 2),
}
WITH_VIEWS = ("yalta-1945", "record")


def transcript(match: Match, *, whole_views: bool) -> Iterator[str]:
    """Yield a match line by line; after each act the seats' views, in full where a sitting ends."""
    wording = Wording(match.opened.scenario, match.tables)
    seats = ", ".join(f"{role}={player}" for role, player in match.header.seats.items())
    yield f"{match.opened.scenario.id}, seed {match.header.seed}: {seats}"
    state = initial_state(match.tables)
    for item in match.standing():
        if whole_views and item.type in ("sitting_opened", "match_ended") and item.seq > 1:
            yield from views(match, state)
        if item.entry is not None:
            state = apply(state, item.entry)
        audience = ", ".join(match.roles[role] for role in members(item.audience)) or "nobody"
        yield f"{item.seq:4} {item.type} [{audience}] {said(wording, match, item)}".rstrip()
        if item.more == 0:
            for role, name in enumerate(match.roles):
                yield f"     {name} sees {digest(observe(match.tables.public, state, role))[:16]}"
    yield f"status {state.clock.status}, digest {digest(state)}"


def said(wording: Wording, match: Match, item: Happening) -> str:
    """Return what a line says in words, or its data."""
    if item.type == "reason":
        return f"{item.data['role']}: {text(item.data['code'], **item.data['values'])}"
    words = sentence(wording, item.entry.event) if item.entry else None
    return words or json.dumps(match.line_data(item), ensure_ascii=False)


def views(match: Match, state: State) -> Iterator[str]:
    """Yield each seat's whole view as canonical JSON."""
    for role, name in enumerate(match.roles):
        view = canonical(observe(match.tables.public, state, role))
        yield f"     {name} sees in full:"
        for line in json.dumps(view, sort_keys=True, indent=1, ensure_ascii=False).split("\n"):
            yield f"     {line}"


@pytest.mark.parametrize(("scenario", "name"), LINE_UPS)
def test_whole_games_stay_as_they_are(scenario: str, name: str, golden: Golden) -> None:
    """Nobody notices by reading code that the fifth proposal of some game has changed; this does."""
    seats, seed = LINE_UPS[scenario, name]
    match = played(seats, seed, opened=open_folder(find(scenario)))
    assert match.ended

    lines = transcript(match, whole_views=(scenario, name) == WITH_VIEWS)

    golden(f"transcripts/{scenario}/{name}.txt", "\n".join(lines) + "\n")
