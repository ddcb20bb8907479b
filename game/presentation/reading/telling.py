"""What has happened since the seat last looked, line by line.

Law of this file: every visible event that has a sentence is told once, in order. A proposal is told by
what is new in it (to a seat, a first one stands in the table that follows); a sitting begins with a
heading, and the one before it ends with what changed.
"""

from collections.abc import Sequence

from game.engine import events as ev
from game.engine.acts import Clause
from game.messages import text
from game.presentation.changes import what_changed
from game.presentation.deciding.dialogue import Page
from game.presentation.sentences import sentence
from game.presentation.sentences_notes import note_sentence
from game.presentation.wording import Wording, spoken_hour
from game.scenario.indices import Mask, members
from game.session.journal import Happening

NEAR = 1


class Teller:
    """Tells events on a page, remembering what was proposed so far. `me`: the role that reads, or -1."""

    def __init__(self, page: Page, words: Wording, me: int = -1) -> None:
        self._page = page
        self._words = words
        self._me = me
        self._last: dict[tuple[int, int], ev.ProposalTabled] = {}
        self._since: list[ev.Event] = []
        self._met = False
        self._scene = ""
        self._sitting = 0

    def tell(self, items: Sequence[Happening]) -> None:
        """Tell what happened."""
        for item in items:
            if item.entry is not None:
                self._tell(item.entry.event, self._only(item.audience))
            elif item.type != "undone":
                said = note_sentence(item)
                self._page.points([said] if said else [])

    def _only(self, audience: Mask) -> str:
        """Return who alone saw something, for a reader without a seat."""
        if self._me >= 0 or audience == self._words.public.everyone:
            return ""
        roles = ", ".join(self._words.role(role) for role in members(audience))
        return " " + text("reading/seen_by", roles=roles)

    def pass_over(self, items: Sequence[Happening]) -> None:
        """Take note of what happened without telling it."""
        for item in items:
            event = item.entry.event if item.entry else None
            if isinstance(event, ev.ProposalTabled) and event.reading < 0:
                self._last[event.instrument, event.role] = event
            elif isinstance(event, ev.SittingOpened):
                self._since, self._met = [], False
                self._sitting = event.sitting
            elif isinstance(event, ev.TableOpened):
                self._met = True
            if event is not None:
                self._since.append(event)

    def _tell(self, event: ev.Event, only: str) -> None:
        if isinstance(event, ev.SittingOpened):
            self._changed()
            self._opened(event)
            self._sitting = event.sitting
        elif isinstance(event, ev.StepOpened) and event.step not in ("desk", "aftermath"):
            self._set_scene()
        elif isinstance(event, ev.ProposalTabled) and event.reading < 0:
            self._proposal(event)
        elif isinstance(event, ev.DispatchSent):
            self._sent(event.letter)
        elif isinstance(event, ev.StepOpened) and event.step == "aftermath":
            self._changed()
            self._page.rule(text("reading/aftermath"))
        else:
            self._met = self._met or isinstance(event, ev.TableOpened)
            said = sentence(self._words, event)
            if said:
                self._page.points([said + only])
        self._since.append(event)

    def _sent(self, letter: ev.Letter) -> None:
        code = "minutes_on_their_way" if letter.minutes else "on_its_way"
        self._page.points([text(f"reading/{code}", to=self._words.role(letter.addressee))])

    # Sittings ---------------------------------------------------------------------------------------

    def _changed(self) -> None:
        """Say in at most three lines what changed in a sitting with a meeting, and why."""
        changes = what_changed(self._words, self._since)
        if changes and self._met:
            sitting = self._words.scenario.calendar[self._sitting]
            values = {"title": sitting.title, "hour": spoken_hour(sitting.at)}
            self._page.heading(text("reading/what_changed", **values))
            self._page.points(changes, " - ")
        self._since = []
        self._met = False

    def _opened(self, event: ev.SittingOpened) -> None:
        sitting = self._words.scenario.calendar[event.sitting]
        of = len(self._words.scenario.calendar)
        heading = text("reading/sitting", number=event.sitting + 1, of=of, title=sitting.title)
        self._page.rule(heading)
        self._page.say(calendar_line(self._words, event.sitting), style="dim")
        self._scene = sitting.scene
        if sitting.desk is None or not self._words.public.sittings[event.sitting].meetings:
            self._set_scene()

    def _set_scene(self) -> None:
        """Print where a sitting plays: not before its hour has come, for a desk may lie days before."""
        if self._scene:
            self._page.say(self._scene)
            self._scene = ""

    # Proposals --------------------------------------------------------------------------------------

    def _proposal(self, event: ev.ProposalTabled) -> None:
        before = self._last.get((event.instrument, event.role))
        self._last[event.instrument, event.role] = event
        self._page.points([self._who_proposes(event, before)])
        if self._me >= 0 and (before is None or event.role == self._me):
            return
        old = dict(before.package) if before else {}
        for issue, clause in event.package:
            if old.get(issue) != clause:
                self._clause(issue, clause, old.get(issue))
        dropped = [self._words.issue(issue) for issue in old if issue not in dict(event.package)]
        if dropped:
            self._page.say(text("reading/no_longer", issues=", ".join(dropped)), first="     ")
        if event.in_exchange_for:
            wished = ", ".join(self._words.issue(issue) for issue in event.in_exchange_for)
            self._page.say(text("deciding/in_exchange", issues=wished), first="     ")
        if event.standing:
            self._page.say(text("deciding/stands"), first="     ")

    def _who_proposes(self, event: ev.ProposalTabled, before: ev.ProposalTabled | None) -> str:
        mine = "own" if event.role == self._me else "other"
        by = "dispatch_" if event.by_dispatch else ""
        number = f"{event.number}{self._words.of_text(event.instrument)}"
        head = text(f"reading/proposes_{by}{mine}", role=self._words.role(event.role), number=number)
        if event.role == self._me:
            return head
        if before is None:
            return head if self._me < 0 else f"{head} {text('reading/in_table')}"
        same = before.package == event.package
        rest = "same_as" if same else "changed_from"
        return f"{head} {text(f'reading/{rest}', number=before.number)}"

    def _clause(self, issue: int, clause: Clause, old: Clause | None) -> None:
        said = self._words.clause(issue, clause).rstrip(".")
        was = self._words.clause(issue, old).rstrip(".") if old else ""
        code = "clause_was" if old else "clause_new"
        line = text(f"reading/{code}", issue=self._words.issue(issue), clause=said, was=was)
        self._page.say(line, first="     ")


def calendar_line(words: Wording, now: int) -> str:
    """Return the calendar around sitting `now`, the present one in brackets."""
    calendar = words.scenario.calendar
    shown = [n for n in range(len(calendar)) if abs(n - now) <= NEAR or n in (0, len(calendar) - 1)]
    parts = []
    for place, number in enumerate(shown):
        day = " ".join(spoken_hour(calendar[number].at).split()[:2])
        if place and shown[place - 1] != number - 1:
            parts.append("…")
        code = "calendar_now" if number == now else "calendar_item"
        title = calendar[number].title
        parts.append(text(f"reading/{code}", number=number + 1, title=title, day=day))
    return text("reading/calendar", items=" > ".join(parts))
