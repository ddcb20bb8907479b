"""The seat that is played: all that a face knows of the match.

Law of this file: everything shown comes from here, and here everything comes from the seat's own
knowledge and the lines it may see. The state of the match is not in reach.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from game.engine.acts import Clause
from game.engine.asking import template_data
from game.engine.offering import Knowledge, Template
from game.messages import text
from game.negotiators.catalogue import HUMAN
from game.presentation.mandates import outside_lines
from game.presentation.seat_view import seat_view
from game.presentation.stakes import facts_now, weigh
from game.presentation.wording import Wording
from game.scenario.model import Scenario
from game.scenario.roles import Role
from game.session.journal import Happening
from game.session.match import Match

Data = dict[str, Any]


class Stakes(NamedTuple):
    """What a text would be worth to the seat: a verdict in words, and its aims."""

    points: Data
    walkaway: int
    verdict: str
    verdict_text: str
    met: int
    aims: list[Data]

    @property
    def is_better(self) -> bool:
        """Whether the text is whole and better than no agreement."""
        return self.verdict in ("much_better", "better", "slightly_better")


def stakes_of(data: Data) -> Stakes:
    """Return stakes from their plain data."""
    states = [aim["state"] for aim in data["aims"]]
    return Stakes(
        points=data["points"],
        walkaway=data["walkaway"],
        verdict=data["verdict"],
        verdict_text=data["verdict_text"],
        met=states.count("met"),
        aims=data["aims"],
    )


class Seat:
    """One role of a match, as the person in it sees the match."""

    def __init__(self, match: Match, role: int) -> None:
        self._match = match
        self.number = role
        self.id = match.roles[role]
        self.words = Wording(match.opened.scenario, match.tables)
        self.names = match.names

    @property
    def scenario(self) -> Scenario:
        """The scenario's words."""
        return self.words.scenario

    @property
    def role(self) -> Role:
        """The words of the role that is played."""
        return self.scenario.roles[self.id]

    def prose(self, name: str) -> str:
        """Return a Markdown text of the scenario."""
        return self._match.opened.prose(name)

    def known(self) -> Knowledge:
        """Return what the seat knows."""
        return self._match.knowledge(self.number)

    def view(self) -> Data:
        """Return what the seat sees, as plain data."""
        return seat_view(self.words, self.known(), self.told())

    def offered(self) -> tuple[Template, ...]:
        """Return what the seat may do now."""
        return self._match.offered(self.number)

    def offered_data(self) -> list[Data]:
        """Return what the seat may do now, as plain data."""
        return [template_data(self.names, template) for template in self.offered()]

    def seen(self) -> list[Happening]:
        """Return the lines the seat may see, oldest first."""
        return self._match.seen(self.number)

    def seen_since(self, count: int) -> list[Happening]:
        """Return the lines the seat may see but for the first `count` of them."""
        return self._match.seen_since(self.number, count)

    def told(self) -> list[Happening]:
        """Return the lines the seat may see that were not taken back, oldest first."""
        return self._match.told(self.number)

    def short(self, role: str) -> str:
        """Return the short name of a role."""
        return self.scenario.roles[role].short

    def who(self, role: str) -> str:
        """Return how a role is called to the person who plays: by name, or as themselves."""
        return text("deciding/you") if role == self.id else self.short(role)

    def stakes(self, changes: Iterable[tuple[int, Clause]] = (), instrument: int = -1) -> Stakes:
        """Return the stakes as things stand, or with these clauses in the texts.

        `instrument`: the text that has to be whole for a verdict; the main one if not given.
        """
        known = self.known()
        facts = facts_now(known)
        clauses = list(facts.clauses)
        for issue, clause in changes:
            clauses[issue] = clause
        return stakes_of(weigh(self.words, known, facts._replace(clauses=tuple(clauses)), instrument))

    def outside(self, instrument: int, package: Iterable[tuple[int, Clause]] = ()) -> list[str]:
        """Return a warning for each clause of a text, with `package` in it, that lies outside the mandate."""
        return [one["text"] for one in outside_lines(self.words, self.known(), instrument, package)]

    def is_played_by_ai(self, role: str) -> bool:
        """Return whether no person plays a role."""
        return self._match.seats[role] != HUMAN

    def cut_note(self) -> str | None:
        """Return what the version that is played leaves out."""
        cut = self.scenario.cuts.get(self._match.header.cut)
        return cut.note if cut else None

    def has_fixed_issues(self) -> bool:
        """Return whether some questions are not negotiated in the version that is played."""
        return any(issue.fixed is not None for issue in self.words.public.issues)

    def meets(self, sitting: int) -> bool:
        """Return whether the seat has a table at a sitting."""
        return self.scenario.calendar[sitting].table_of(self.id) is not None

    def sits_somewhere(self, sitting: int) -> bool:
        """Return whether the seat speaks at a meeting, from a sitting on."""
        held = [meeting for one in self.scenario.calendar[sitting:] for meeting in one.tables]
        return any(self.id in meeting.roles for meeting in held)

    def people(self) -> tuple[str, ...]:
        """Return the names of the people at the seat."""
        return self._match.people(self.number)

    def text_title(self, instrument: str) -> str:
        """Return the title of a text."""
        return self.scenario.instruments[instrument].title

    def issue_order(self, instrument: str) -> list[int]:
        """Return the issues of a text in the order of the text."""
        issues = self.scenario.instruments[instrument].issues
        return [self.names.number("issue", issue) for issue in issues]

    def value(self, issue: int, value: int) -> str:
        """Return a value in a few words, without a full stop."""
        return self.words.value(issue, value).rstrip(".")

    def clause(self, issue: int, clause: Clause) -> str:
        """Return a clause in a few words, without a full stop."""
        return self.words.clause(issue, clause).rstrip(".")

    def points(self, issue: int, value: int) -> tuple[int, ...]:
        """Return what a value is worth to the seat: one number, or one for each reading."""
        return self.known().own.points[issue][value]


AIM_STATES = ("not", "partly", "met")


def aims_line(before: Stakes, after: Stakes) -> str:
    """Return how many aims are met before and after, and which are gained or lost, in words."""
    gained: list[str] = []
    lost: list[str] = []
    for old, new in zip(before.aims, after.aims, strict=True):
        change = AIM_STATES.index(new["state"]) - AIM_STATES.index(old["state"])
        in_part = new["state"] == "partly"
        said = text("deciding/aim_in_part", aim=new["short"]) if in_part else new["short"]
        if change:
            (gained if change > 0 else lost).append(said)
    code = "aims_change" if gained or lost else "aims_same"
    line = text(f"deciding/{code}", before=before.met, after=after.met, count=len(after.aims))
    for kind, names in (("gained", gained), ("lost", lost)):
        if names:
            line += " " + text(f"deciding/aims_{kind}", aims="; ".join(names))
    return line


def worth_line(after: Stakes) -> str:
    """Return how a text compares with no agreement, with the range an open wording leaves."""
    worst, best = after.points["worst"], after.points["best"]
    if worst == best:
        return after.verdict_text
    code = "from_to" if after.verdict == "open" else "by_reading"
    return f"{after.verdict_text} {text(f'deciding/{code}', worst=worst, best=best)}"
