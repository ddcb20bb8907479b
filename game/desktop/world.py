"""What the window does: begins and keeps games, lets seats act, reads the shelf.

Law of this file: the match is touched by one thread at a time. What may take long is done away from the
window; what comes back is a message.
"""

from dataclasses import dataclass, field
from pathlib import Path
from secrets import randbelow
from typing import Any

from game.desktop import state as st
from game.desktop.books import briefing
from game.desktop.kept_settings import keep_settings
from game.desktop.snapshot import Telling, saved_label, snapshot
from game.engine.errors import Refused
from game.messages import text
from game.negotiators.catalogue import HUMAN
from game.presentation.debrief import debrief
from game.presentation.deciding.seat import Seat
from game.report import Chapter, chapters, glance
from game.scenario.base import hour_of
from game.scenario.cuts import FULL_CUT
from game.session.match import Match, Refusal
from game.session.seats import SeatError, kinds_of, together
from game.storage.folders import ScenarioError, find, open_folder, shipped
from game.storage.log import LogError, read_log
from game.storage.saves import free_name, saves_folder

MOST_SAVES = 6
MOST_READ = 18
"""How many files are looked at for games to go on with."""
SEEDS = 1_000_000


@dataclass
class World:
    """The game behind the window.

    `ai`: who plays the other seats, as usual if None. `log`: a file to keep the game in.
    """

    ai: str | None = None
    log: Path | None = None
    seed: int | None = None
    match: Match | None = None
    seat: Seat | None = None
    tellings: dict[int, Telling] = field(default_factory=dict)
    """What was told to each person so far; one who is not in it has not read the briefing."""

    # The shelf --------------------------------------------------------------------------------------

    def shelf(self) -> st.Shelf:
        """Return what can be played, and the newest games that are kept and not over."""
        return st.Shelf(tuple(_shelved(folder.name) for folder in shipped()), tuple(_saves()))

    def setup(self, scenario: str, cut: str | None, role: str | None) -> st.Setup:
        """Return where a scenario named at the start is set up. Raises `ScenarioError`, `Refusal`."""
        shelved = _shelved(scenario)
        cuts = [key for key, _, _ in shelved.cuts] or [FULL_CUT]
        roles = [key for key, _, _ in shelved.roles]
        if cut is not None and cut not in cuts:
            raise Refusal("session/no_cut", cut=cut, cuts=", ".join(cuts))
        if role is not None and role not in roles:
            raise Refusal("session/no_role", role=role, roles=", ".join(roles))
        only = FULL_CUT if len(cuts) == 1 or role is not None else ""
        return st.Setup(shelved, cut or only)

    def close(self) -> None:
        """Close the log."""
        if self.match is not None:
            self.match.close()
        self.match = self.seat = None
        self.tellings = {}

    # Effects ----------------------------------------------------------------------------------------

    def do(self, effect: st.Effect) -> st.Arrived:
        """Do what the window is to do. May take as long as the AI players think."""
        match effect:
            case st.LoadShelf():
                self.close()
                return st.Arrived(self.shelf())
            case st.Begin():
                return self._begun(effect)
            case st.Resume(path=path):
                return self._resumed(path)
            case st.StartPlay():
                return self._gone_on()
            case st.Lift():
                return st.Arrived(self._lifted())
            case st.Act(data=data):
                return self._acted(data)
            case st.Undo():
                return self._undone()
            case st.Keep(settings=settings):
                return st.Arrived(notice=keep_settings(settings))
            case _:
                return st.Arrived()

    def _begun(self, effect: st.Begin) -> st.Arrived:
        self.close()
        try:
            opened = open_folder(find(effect.name))
            roles = opened.tables.public.roles
            seats = together(effect.roles, self.ai, roles, kinds_of(opened.scenario))
            seed = randbelow(SEEDS) if self.seed is None else self.seed
            kept, notice = self._file(opened.scenario.id, seed)
            cut = effect.cut or FULL_CUT
            try:
                self.match = Match.new(opened, seed=seed, seats=seats, log=kept, cut=cut)
            except LogError as error:
                if kept is None or kept == self.log:
                    raise
                notice = text("desktop/unsaved", reason=str(error))
                self.match = Match.new(opened, seed=seed, seats=seats, cut=cut)
            self.log = None
        except (LogError, Refusal, ScenarioError, SeatError) as error:
            return st.Arrived(notice=str(error))
        if len(effect.roles) > 1:
            return replace_notice(self._gone_on(), notice)
        self._sit(self.match.role_number(effect.roles[0]))
        return st.Arrived(self._lifted(), notice)

    def _file(self, scenario: str, seed: int) -> tuple[Path | None, str]:
        """Return where to keep the game, or None with a notice where nothing can be written."""
        if self.log is not None:
            return self.log, ""
        try:
            return free_name(saves_folder(), f"{scenario}-{seed}"), ""
        except OSError as error:
            return None, text("cli/not_saved", reason=error.strerror or str(error))

    def _resumed(self, path: Path) -> st.Arrived:
        self.close()
        try:
            match = Match.resume(path)
        except (LogError, Refusal, ScenarioError) as error:
            return st.Arrived(notice=str(error))
        humans = match.humans()
        if not humans or any(len(match.people(role)) > 1 for role in humans):
            match.close()
            return st.Arrived(notice=text("desktop/not_for_one"))
        self.match = match
        for role in humans:
            self.tellings[role] = Telling(Seat(match, role))
        if len(humans) == 1:
            self._sit(humans[0])
        return replace_notice(self._gone_on(), match.notice or "")

    def _sit(self, role: int) -> None:
        assert self.match is not None
        self.seat = Seat(self.match, role)

    def _lifted(self) -> st.Screen:
        """Show the seat its briefing, if it has not read it, or its decision."""
        assert self.seat is not None
        if self.seat.number not in self.tellings:
            self.tellings[self.seat.number] = Telling(self.seat)
            return st.Reading(briefing(self.seat), self.seat.role.comprehension)
        self.tellings[self.seat.number].go_on()
        return self._screen()

    def _gone_on(self) -> st.Arrived:
        """Let the others act, and show the next decision, the curtain before it, or the end.

        Who may only go on does so: the clock skips to the next decision.
        """
        assert self.match is not None
        before = None if self.seat is None else self.seat.number
        self.match.run()
        while not self.match.ended:
            waiting = self.match.waiting()
            role = before if before in waiting else waiting[0]
            self._sit(role)
            assert self.seat is not None
            if [template.kind for template in self.seat.offered()] != ["done"]:
                break
            self.match.act(role, {"kind": "done"})
            self.match.run()
        assert self.seat is not None
        if not self.match.ended and self.seat.number != before:
            return st.Arrived(st.Curtain(self.seat.role.name))
        return st.Arrived(self._lifted())

    def _screen(self) -> st.Screen:
        assert self.match is not None
        assert self.seat is not None
        if self.match.ended:
            data = debrief(self.match)
            seats = [Seat(self.match, role) for role in self.match.humans()]
            found = [
                Chapter(self._glance_title(seat, len(seats)), (glance(data, seat.id),), "glance")
                for seat in seats
            ]
            return st.Ended(self.seat.scenario.title, (*found, *chapters(data)))
        return st.Playing(snapshot(self.seat, self.tellings[self.seat.number]), thinking=False)

    def _glance_title(self, seat: Seat, count: int) -> str:
        title = text("debrief/glance")
        return title if count == 1 else text("desktop/glance_of", title=title, role=seat.role.name)

    def _acted(self, data: dict[str, Any]) -> st.Arrived:
        assert self.match is not None
        assert self.seat is not None
        try:
            self.match.act(self.seat.number, data)
        except (Refused, Refusal) as refused:
            return st.Arrived(notice=text("face/refused", why=refused.message))
        return self._gone_on()

    def _undone(self) -> st.Arrived:
        assert self.match is not None
        assert self.seat is not None
        try:
            self.match.undo()
        except Refusal as refused:
            return st.Arrived(notice=refused.message)
        self.match.run()
        self.tellings[self.seat.number].begin_again()
        return st.Arrived(self._screen(), text("face/taken_back"))


def replace_notice(arrived: st.Arrived, notice: str) -> st.Arrived:
    """Return what arrived with a notice, if there is one."""
    return arrived._replace(notice=notice) if notice else arrived


def _shelved(name: str) -> st.Shelved:
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


def _saves() -> list[st.Saved]:
    """Return the newest kept games that somebody can go on with."""
    try:
        files = list(saves_folder().glob("*.jsonl"))
    except OSError:
        return []
    found: list[st.Saved] = []
    for path in sorted(files, key=_age)[:MOST_READ]:
        saved = _saved(path)
        found += [] if saved is None else [saved]
        if len(found) == MOST_SAVES:
            break
    return found


def _age(path: Path) -> float:
    """Return how old a file is, so that the newest come first; what cannot be looked at comes last."""
    try:
        return -path.stat().st_mtime
    except OSError:
        return 0.0


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
