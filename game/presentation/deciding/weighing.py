"""What a package in the making says and is worth: to the seat alone.

Law of this file: only the seat's own worth is weighed, never the chances with the other side.
"""

from game.engine.acts import Clause
from game.engine.offering import Template
from game.engine.state import Text
from game.messages import text
from game.presentation.deciding.drafts import Draft, proposable
from game.presentation.deciding.notes import points_text, readings
from game.presentation.deciding.seat import Seat, aims_line, worth_line


class Weighing:
    """A package that is being put together under a template, as its seat sees it."""

    def __init__(self, seat: Seat, template: Template, draft: Draft) -> None:
        self._seat = seat
        self._template = template
        self.draft = draft
        key = seat.names.lists["instrument"][template.instrument]
        allowed = dict(template.options)
        self.order = [issue for issue in seat.issue_order(key) if allowed.get(issue)]
        """The issues it may name, in the order of the text."""

    @property
    def text(self) -> Text:
        """The text it is for."""
        shown = self._seat.known().view.texts[self._template.instrument]
        assert shown is not None, "a seat proposes for texts it sees"
        return shown

    def said_on(self, issue: int) -> str:
        """Return what the package says on an issue."""
        clause = self.draft.package.get(issue)
        return self.left_out(issue) if clause is None else self._seat.clause(issue, clause)

    def left_out(self, issue: int) -> str:
        """Return what it is to leave an issue out."""
        known = self._seat.known()
        silent = 0 if known.public.issues[issue].required else known.own.silent[issue]
        if not silent or self.text.clauses[issue] is not None:
            return text("deciding/left_out")
        return text("deciding/left_out_silent", points=silent)

    def outside(self) -> list[str]:
        """Return a warning for each clause outside the seat's instructions."""
        return self._seat.outside(self.draft.instrument, self.draft.clauses())

    def worth(self) -> str:
        """Return what the text would be worth with the package in it, and which aims it would meet."""
        now = self._seat.stakes()
        after = self._seat.stakes(self.draft.clauses(), self.draft.instrument)
        return text("deciding/compose_worth", verdict=worth_line(after), aims=aims_line(now, after))

    def troubles(self) -> list[str]:
        """Return why it cannot be proposed, or need not be."""
        found = []
        if not proposable(self._template, self.draft.package):
            found.append(text("deciding/compose_needs"))
        for proposal in self.text.proposals:
            mine = proposal.role == self._seat.number and proposal.status == "open"
            if mine and proposal.package == self.draft.clauses():
                found.append(text("deciding/compose_already", number=proposal.number))
        return found

    def note(self, issue: int, value: int) -> str:
        """Return what choosing a value would mean for the seat, and who wants it."""
        package = {**self.draft.package, issue: Clause(value)}
        after = self._seat.stakes(tuple(package.items()), self.draft.instrument)
        note = text(
            "deciding/option_note",
            points=points_text(self._seat, issue, value),
            total=after.points["middle"],
            walkaway=after.walkaway,
            met=after.met,
            count=len(after.aims),
        )
        first = f"{note} {self.asked(issue, value)}".rstrip()
        return "\n".join([first, *readings(self._seat, issue, value)])

    def asked(self, issue: int, value: int) -> str:
        """Return who asked for this value last."""
        last: dict[int, int] = {}
        for proposal in self.text.proposals:
            package = dict(proposal.package)
            if issue in package:
                last[proposal.role] = package[issue].value
        roles = self._seat.words.public.roles
        who = [self._seat.who(roles[role]) for role, wanted in last.items() if wanted == value]
        clause = self.text.clauses[issue]
        marks = [text("deciding/asked_by", who=", ".join(who))] if who else []
        if clause is not None and clause.value == value:
            marks.append(text("deciding/is_initialled"))
        return " ".join(marks)

    def firmness(self, form: str) -> str:
        """Return how firm a form is, where promises can clash."""
        firmness = self._seat.view()["firmness"]
        if form not in firmness or not self._seat.scenario.conflicts:
            return ""
        return text("deciding/firmness", firmness=firmness[form], most=max(firmness.values()))

    def data(self) -> dict[str, object]:
        """Return the fields of the act."""
        found: dict[str, object] = self.draft.data(self._seat)
        if self._template.kind == "propose":
            names = self._seat.names.lists["issue"]
            found["in_exchange_for"] = [names[issue] for issue in self.draft.wished]
            found["standing"] = self.draft.standing
        return found
