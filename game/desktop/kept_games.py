"""The kept games as their screen shows them: read from the files, renamed, put away.

Law of this file: a file that cannot be read is shown with the reason, and left as it is.
"""

from datetime import datetime
from pathlib import Path

from game.desktop import messages as ms
from game.desktop.keeping import BinSave, Kept, RenameSave, Saves
from game.messages import text
from game.negotiators.catalogue import HUMAN
from game.presentation.wording import spoken_hour
from game.scenario.base import HOUR_FORMAT, hour_of
from game.scenario.cuts import FULL_CUT
from game.session.match import Match, Refusal
from game.session.seats import SeatError
from game.storage.folders import ScenarioError
from game.storage.log import LogError
from game.storage.saves import SaveError, kept_games, put_away, renamed, saves_folder


def all_saves() -> Saves:
    """Return all kept games, the newest first. Raises `SaveError` if the folder cannot be read."""
    return Saves(tuple(_kept(path, when) for path, when in kept_games(saves_folder())))


def done_with(effect: RenameSave | BinSave) -> ms.Arrived:
    """Rename a kept game or put it away, and show what is kept then, with what was done or why it was not."""
    try:
        if isinstance(effect, RenameSave):
            renamed(effect.path, effect.name)
            return ms.Arrived(all_saves())
        there = put_away(effect.path)
    except SaveError as error:
        return ms.Arrived(notice=str(error))
    return ms.Arrived(all_saves(), text("desktop/put_away_done", folder=str(there.parent)))


def _kept(path: Path, when: float) -> Kept:
    spoken = text("desktop/last_played", when=spoken_hour(_local(when)))
    try:
        match = Match.resume(path, write=False)
    except (LogError, OSError, Refusal, ScenarioError, SeatError) as error:
        return Kept(path, path.stem, path.stem, "", spoken, fault=str(error))
    scenario, seats = match.opened.scenario, match.header.seats
    humans = [scenario.roles[role].short for role, player in seats.items() if player == HUMAN]
    role = ", ".join(humans) or text("desktop/saves_nobody")
    cut = text("face/cut_full") if match.header.cut == FULL_CUT else _cut_title(match)
    hour = spoken_hour(hour_of(match.state.clock.minute))
    stand = text("desktop/saves_over") if match.ended else text("desktop/saves_at", hour=hour)
    detail = text("desktop/saves_detail", role=role, cut=cut, stand=stand)
    return Kept(path, path.stem, scenario.title, detail, spoken, over=match.ended)


def _cut_title(match: Match) -> str:
    cut = match.opened.scenario.cuts.get(match.header.cut)
    return match.header.cut if cut is None else cut.title


def _local(when: float) -> str:
    return datetime.fromtimestamp(when).astimezone().strftime(HOUR_FORMAT)
