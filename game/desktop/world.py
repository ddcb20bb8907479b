"""What the window does: begins and keeps games, lets seats act, reads the shelf.

Law of this file: the match is touched by one thread at a time. What may take long is done away from the
window; what comes back is a message.
"""

from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from secrets import randbelow

from game.desktop import effects as ef
from game.desktop import messages as ms
from game.desktop.game_on import GameOn
from game.desktop.keeping import BinSave, LoadSaves, RenameSave
from game.desktop.kept_games import all_saves, done_with
from game.desktop.kept_learning import keep_learning, kept_learning
from game.desktop.kept_settings import keep_settings
from game.desktop.looking_back import effects as back
from game.desktop.looking_back.findings import ended
from game.desktop.looking_back.messages import Found
from game.desktop.looking_back.past import Past
from game.desktop.said_anew import said_anew
from game.desktop.shelf import shelf
from game.messages import text
from game.presentation import coaching
from game.presentation.deciding.seat import Seat
from game.scenario.cuts import FULL_CUT
from game.session.match import Match, Refusal
from game.session.seats import SeatError, kinds_of, together
from game.storage.folders import ScenarioError, find, open_folder
from game.storage.log import LogError
from game.storage.saves import free_name, saves_folder

SEEDS = 1_000_000


@dataclass
class World:
    """The game behind the window.

    `ai`: who plays the other seats, as usual if None. `log`: a file to keep the game in. `past`: the game
    that is looked back on; `told`: what has been found out about it in the course of time.
    """

    ai: str | None = None
    log: Path | None = None
    seed: int | None = None
    game: GameOn | None = None
    past: Past | None = None
    told: SimpleQueue[Found] = field(default_factory=SimpleQueue)
    file: str = ""
    """The name of the file the game is kept in."""

    @property
    def seat(self) -> Seat | None:
        """Whose decision it is, while a game is on, or while one is put again for a what-if."""
        if self.past is not None:
            return self.past.seat
        return None if self.game is None else self.game.seat

    def look(self, effect: back.Effect) -> ms.Message:
        """Find something out about a game that is over."""
        if isinstance(effect, back.Review):
            return self._reviewed(effect.path)
        if self.past is None and self.game is not None and self.game.match.ended:
            self.past = Past(self.game.match)
        return ms.Arrived() if self.past is None else self.past.do(effect, self.told.put)

    def stop(self) -> None:
        """Play no more games of a what-if."""
        if self.past is not None:
            self.past.stop()

    def _reviewed(self, path: Path) -> ms.Arrived:
        """Look back on a kept game, if it is over."""
        try:
            match = Match.resume(path, write=False)
        except (LogError, Refusal, ScenarioError) as error:
            return ms.Arrived(notice=str(error))
        if not match.ended:
            return ms.Arrived(notice=text("session/not_over"))
        self.close()
        self.past = Past(match)
        return ms.Arrived(ended(match), match.notice or "")

    def close(self) -> None:
        """End the game that is on, if there is one; it stays kept."""
        self.stop()
        self.past = None
        if self.game is not None:
            self.game.close()
        self.game = None
        self.file = ""

    def do(self, effect: ef.Effect) -> ms.Arrived:
        """Do what the window is to do. May take as long as the AI players think."""
        match effect, self.game:
            case ef.LoadShelf(), _:
                self.close()
                return ms.Arrived(shelf())
            case ef.Begin(), _:
                return self._begun(effect, effect.rival or self.ai, self.seed)
            case ef.Resume(path=path), _:
                return self._resumed(path)
            case ef.Keep(settings=settings), _:
                return ms.Arrived(notice=keep_settings(settings))
            case ef.SayAnew(screen=screen), game:
                return ms.Arrived(said_anew(screen, game))
            case LoadSaves(), _:
                return ms.Arrived(all_saves())
            case RenameSave() | BinSave(), _:
                return done_with(effect)
            case ef.Teach(), _:
                return self._taught()
            case ef.KeepCoaching(coaching=kept), _:
                return ms.Arrived(notice=keep_learning(self.file, kept))
            case ef.StartPlay(), GameOn() as game:
                return game.gone_on()
            case ef.Lift(), GameOn() as game:
                return ms.Arrived(game.lifted())
            case ef.Act(data=data), GameOn() as game:
                return game.acted(data)
            case ef.Undo(), GameOn() as game:
                return game.undone()
            case _:
                return ms.Arrived()

    def _taught(self) -> ms.Arrived:
        """Begin the game the coach knows."""
        effect = ef.Begin(coaching.SCENARIO, FULL_CUT, (coaching.ROLE,))
        arrived = self._begun(effect, coaching.OPPONENT, coaching.SEED)
        if arrived.screen is None:
            return arrived
        return arrived._replace(coach=coaching.Coaching())

    def _begun(self, effect: ef.Begin, ai: str | None, seed: int | None) -> ms.Arrived:
        self.close()
        try:
            opened = open_folder(find(effect.name))
            roles = opened.tables.public.roles
            seats = together(effect.roles, ai, roles, kinds_of(opened.scenario))
            seed = randbelow(SEEDS) if seed is None else seed
            kept, notice = self._file(opened.scenario.id, seed)
            cut = effect.cut or FULL_CUT
            try:
                match = Match.new(opened, seed=seed, seats=seats, log=kept, cut=cut)
            except LogError as error:
                if kept is None or kept == self.log:
                    raise
                notice = text("desktop/unsaved", reason=str(error))
                match = Match.new(opened, seed=seed, seats=seats, cut=cut)
        except (LogError, Refusal, ScenarioError, SeatError) as error:
            return ms.Arrived(notice=str(error))
        self.log = None
        self.file = kept.name if kept is not None else ""
        game = self.game = GameOn(match)
        if len(effect.roles) > 1:
            return _noticed(game.gone_on(), notice)
        return ms.Arrived(game.lifted(), notice)

    def _file(self, scenario: str, seed: int) -> tuple[Path | None, str]:
        """Return where to keep the game, or None with a notice where nothing can be written."""
        if self.log is not None:
            return self.log, ""
        try:
            return free_name(saves_folder(), f"{scenario}-{seed}"), ""
        except OSError as error:
            return None, text("cli/not_saved", reason=error.strerror or str(error))

    def _resumed(self, path: Path) -> ms.Arrived:
        self.close()
        try:
            match = Match.resume(path)
        except (LogError, Refusal, ScenarioError) as error:
            return ms.Arrived(notice=str(error))
        humans = match.humans()
        if not humans or any(len(match.people(role)) > 1 for role in humans):
            match.close()
            return ms.Arrived(notice=text("desktop/not_for_one"))
        self.game = GameOn(match, told=True)
        self.file = path.name
        learning = kept_learning()
        arrived = self.game.gone_on()
        if path.name == learning.game:
            arrived = arrived._replace(coach=learning.coaching)
        return _noticed(arrived, match.notice or "")


def _noticed(arrived: ms.Arrived, notice: str) -> ms.Arrived:
    """Return what arrived with a notice, if there is one."""
    return arrived._replace(notice=notice) if notice else arrived
