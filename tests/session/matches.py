"""Matches for tests: Yalta and variations of it, played by AI players, by chance or act by act.

Law of this file: people's seats are played through `Match.act`, with acts as JSON data, as any program
would; what they do depends on the templates and a seed alone.
"""

import json
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from game.engine.acts import Act, Propose, Reject, Say
from game.engine.asking import act_data
from game.engine.sampling import sample
from game.negotiators.catalogue import HUMAN
from game.scenario.load import load
from game.session.chance import draw_below
from game.session.journal import Happening
from game.session.match import Match
from game.session.seats import kinds_of, parse_seats
from game.storage.folders import MAIN_FILE, Opened, find, fingerprint, open_folder, open_source
from tests.strategies import TEXTS, loaded, scenario_data, yaml_of

Data = dict[str, Any]
TESTS = Path(__file__).parent.parent
Pick = Callable[[int], int]

HUMANS = "stalin=human,roosevelt=human"


@cache
def yalta() -> Opened:
    """Return the Yalta scenario."""
    return open_folder(find("yalta-1945"))


def yalta_data() -> Data:
    """Return the Yalta scenario as an author's data, fresh each time."""
    data: Data = yaml.safe_load(yalta().source[MAIN_FILE])
    return data


def varied(change: Callable[[Data], object]) -> Opened:
    """Return Yalta after `change` to an author's data."""
    data = yalta_data()
    change(data)
    return open_source({**yalta().source, MAIN_FILE: yaml_of(data)}, name="varied")


@cache
def engine_data(name: str) -> Data:
    """Return a small scenario of the engine's tests, such as `capital`, as an author's data."""
    data: Data = yaml.safe_load((TESTS / "engine" / f"{name}.yaml").read_text(encoding="utf-8"))
    return data


def small(name: str, change: Callable[[Data], object] = lambda _data: None) -> Opened:
    """Return a small scenario of the engine's tests after `change` to an author's data.

    Its points need not be on the scale.
    """
    data = deepcopy(engine_data(name))
    change(data)
    texts = {"public.md": "# Everybody\n\nThere is *nothing* to know.", "private.md": "# You\n\nNothing."}
    source = {**texts, MAIN_FILE: yaml_of(data)}
    found = load(source[MAIN_FILE], file=name, texts=list(texts))
    assert found.scenario is not None, found.findings
    assert found.tables is not None
    return Opened(found.scenario, found.tables, source, fingerprint(source))


def made_up(seed: int) -> Opened:
    """Return a random small scenario that may use the whole rulebook; its points need not be on the scale."""
    texts = dict.fromkeys(TEXTS, "# A briefing\n\nThere is *nothing* to know.")
    source = {**texts, MAIN_FILE: yaml_of(scenario_data(picker("terminal", seed)))}
    found = loaded(source[MAIN_FILE])
    assert found.scenario is not None
    assert found.tables is not None
    return Opened(found.scenario, found.tables, source, fingerprint(source))


def without_record(data: Data) -> None:
    """Take the documented course out of a scenario."""
    del data["record"]


def new_match(seats: str = "", seed: int = 1, log: Path | None = None, opened: Opened | None = None) -> Match:
    """Begin a match. Close it if it has a log."""
    used = opened or yalta()
    chosen = parse_seats(seats, used.tables.public.roles, kinds_of(used.scenario))
    return Match.new(used, seed=seed, seats=chosen, log=log)


def played(seats: str = "", seed: int = 1, log: Path | None = None, opened: Opened | None = None) -> Match:
    """Return a match played as far as AI players can."""
    match = new_match(seats, seed, log, opened)
    match.run()
    match.close()
    return match


def picker(*key: object) -> Pick:
    """Return a pick that depends on `key` alone, on any machine."""
    stem = "/".join(map(str, key))
    count = 0

    def pick(n: int) -> int:
        nonlocal count
        count += 1
        return draw_below(f"{stem}/{count}", n)

    return pick


def some_act(match: Match, role: int, pick: Pick) -> Act:
    """Return a legal act for a seat; it seldom walks out, often agrees, and talks now and then."""
    offered = match.offered(role)
    eager = [t for t in offered if t.kind in ("accept", "sign", "play")]
    calm = [t for t in offered if t.kind not in ("leave", "break_off")]
    chosen = eager if eager and pick(2) else (calm if pick(12) else offered)
    act = sample(match.tables.public, tuple(chosen), pick)
    if isinstance(act, Propose | Reject) and not pick(3):
        issue = pick(len(match.tables.public.issues))
        return replace(act, say=(Say("ask_why", issue, "Слово – a word"),))
    return act


def people(match: Match) -> list[int]:
    """Return the people's seats that must act now."""
    return [role for role in match.waiting() if role >= 0 and match.seats[match.roles[role]] == HUMAN]


def one_act(match: Match, pick: Pick) -> None:
    """Let one person act, and the others play on."""
    role = people(match)[0]
    match.act(role, act_data(match.names, some_act(match, role, pick)))
    match.run()


def play_out(match: Match, pick: Pick, most: int = 10_000) -> Match:
    """Play people's seats to the end, or for `most` acts."""
    match.run()
    while not match.ended and most > 0:
        one_act(match, pick)
        most -= 1
    return match


def lines_of(match: Match, items: Sequence[Happening] | None = None) -> list[Data]:
    """Return lines as they stand in the log, without their numbers."""
    found = match.happenings if items is None else items
    return [
        {
            "type": item.type,
            "audience": item.audience,
            "data": match.line_data(item),
            "more": item.more,
        }
        for item in found
    ]


def body(log: Path) -> list[Data]:
    """Return the lines of a log file after its header."""
    return [json.loads(line) for line in log.read_bytes().splitlines()[1:]]
