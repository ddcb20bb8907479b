"""The shelf: what can be played, and the games that are kept.

Law of this file: it only reads; a file that cannot be read is no game.
"""

from collections.abc import Sequence
from pathlib import Path

from game.desktop import state as st
from game.desktop.kept_learning import kept_learning
from game.desktop.snapshot import saved_label
from game.messages import text
from game.negotiators.catalogue import HUMAN
from game.scenario.base import hour_of
from game.scenario.cuts import FULL_CUT
from game.session.match import Match, Refusal
from game.storage.folders import ScenarioError, find, open_folder, shipped
from game.storage.log import LogError, read_log
from game.storage.saves import SaveError, kept_games, saves_folder

MOST_SAVES = 3
MOST_READ = 18
"""How many files are looked at for games to go on with."""


def shelf() -> st.Shelf:
    """Return what can be played, and the newest games that are kept and not over."""
    files = _files()
    scenarios = tuple(shelved(folder.name) for folder in shipped())
    return st.Shelf(scenarios, tuple(_saves(files)), len(files), kept_learning().begun)


def setup(scenario: str, cut: str | None, role: str | None) -> st.Setup:
    """Return where a scenario named at the start is set up. Raises `ScenarioError`, `Refusal`."""
    found = shelved(scenario)
    cuts = [key for key, _, _ in found.cuts] or [FULL_CUT]
    roles = [key for key, _, _ in found.roles]
    if cut is not None and cut not in cuts:
        raise Refusal("session/no_cut", cut=cut, cuts=", ".join(cuts))
    if role is not None and role not in roles:
        raise Refusal("session/no_role", role=role, roles=", ".join(roles))
    only = FULL_CUT if len(cuts) == 1 or role is not None else ""
    return st.Setup(found, cut or only)


def shelved(name: str) -> st.Shelved:
    """Return a scenario as it stands on the shelf. Raises `ScenarioError`."""
    scenario = open_folder(find(name)).scenario
    cuts = [
        (key, text("face/cut_item", title=cut.title, minutes=cut.minutes), cut.note or "")
        for key, cut in scenario.cuts.items()
    ]
    if cuts:
        whole = text("face/cut_item", title=text("face/cut_full"), minutes=scenario.minutes)
        cuts.append((FULL_CUT, whole, ""))
    roles = [
        (key, role.name, scenario.parties[role.party].stake)
        for key, role in scenario.roles.items()
        if not role.recorder
    ]
    return st.Shelved(
        name,
        scenario.title,
        scenario.summary,
        scenario.content_note,
        scenario.minutes,
        tuple(cuts),
        tuple(roles),
    )


def _files() -> list[Path]:
    """Return the files of kept games, the newest first; none where they cannot be looked at."""
    try:
        return [path for path, _ in kept_games(saves_folder())]
    except SaveError:
        return []


def _saves(files: Sequence[Path]) -> list[st.Saved]:
    """Return the newest kept games that somebody can go on with."""
    found: list[st.Saved] = []
    for path in files[:MOST_READ]:
        saved = _saved(path)
        found += [] if saved is None else [saved]
        if len(found) == MOST_SAVES:
            break
    return found


def _saved(path: Path) -> st.Saved | None:
    """Return a kept game if people play in it and it is not over; None for files that cannot be read."""
    try:
        contents = read_log(path)
        humans = [role for role, player in contents.header.seats.items() if player == HUMAN]
        shared = any(len(contents.header.people.get(role, ())) > 1 for role in humans)
        if not humans or shared or any(line.type == "match_ended" for line in contents.lines):
            return None
        match = Match.resume(path, write=False)
    except (LogError, OSError, Refusal, ScenarioError):
        return None
    scenario = match.opened.scenario
    names = ", ".join(scenario.roles[role].name for role in humans)
    return st.Saved(path, saved_label(scenario.title, names, hour_of(match.state.clock.minute)))
