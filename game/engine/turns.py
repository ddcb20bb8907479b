"""What a seat may do at its turn at a table.

Law of this file: as in `templates`: nothing here looks past the seat's view.
"""

from game.engine.offering import Knowledge, Template, ambiguous, may_use, options_of
from game.engine.state import Table, Text
from game.scenario.indices import members
from game.scenario.tables import InstrumentTable, MeetingTable, SittingTable


class Turn:
    """One seat's turn at a table: what may be done about each text, and about the meeting."""

    def __init__(self, known: Knowledge, sitting: SittingTable, table: Table, meeting: MeetingTable) -> None:
        self.known = known
        self.public = known.public
        self.view = known.view
        self.role = known.view.role
        self.sitting = sitting
        self.table = table
        self.last = table.turn + 1 >= meeting.exchanges
        self.probes = not table.probed >> known.view.role & 1
        self.pledges = may_use(sitting, "pledges")

    def _formal(self, kind: str, number: int = -1) -> Template:
        return Template(kind, number, says=True, probes=self.probes, pledges=self.pledges)

    def about(self, number: int) -> list[Template]:
        """Return what may be done about one text on the table."""
        text, fixed = self.view.texts[number], self.public.instruments[number]
        assert text is not None, "a seat at a table sees its texts"
        if text.status != "running":
            return []
        if fixed.speaker >= 0:
            return self._words(number, text, fixed)
        found = []
        if not text.signatures:
            found += self._propose(number, text)
            found += self._answer(number, text, fixed)
        found += self._withdraw(number, text)
        if not text.signatures and fixed.signers >> self.role & 1:
            found += self._reconsider(number, text, fixed)
        return found

    def _words(self, number: int, text: Text, fixed: InstrumentTable) -> list[Template]:
        if fixed.speaker != self.role or self.last:
            return []
        options = []
        for issue in fixed.issues:
            clause = text.clauses[issue]
            said = 0 if clause is None else 1 << clause.value
            mask = text.available[issue] & ~said
            if mask and self.table.agenda >> issue & 1:
                options.append((issue, mask))
        return [self._formal("speak", number)._replace(options=tuple(options))] if options else []

    def _propose(self, number: int, text: Text) -> list[Template]:
        options = options_of(self.public, text, number)
        agenda = self.table.agenda
        if not may_use(self.sitting, "linking"):
            options = tuple([pair for pair in options if agenda >> pair[0] & 1])
        if self.last or not any(mask for issue, mask in options if agenda >> issue & 1):
            return []
        return [
            self._formal("propose", number)._replace(
                options=options,
                needs=agenda,
                forms=may_use(self.sitting, "forms"),
                secrecy=may_use(self.sitting, "secrecy"),
                standing=may_use(self.sitting, "standing"),
            )
        ]

    def _answer(self, number: int, text: Text, fixed: InstrumentTable) -> list[Template]:
        if not fixed.signers >> self.role & 1:
            return []
        targets = tuple(
            [
                proposal.number
                for proposal in text.proposals
                if proposal.status == "open"
                and proposal.role != self.role
                and not proposal.assents >> self.role & 1
            ]
        )
        return [self._formal("accept", number)._replace(targets=targets)] if targets else []

    def _withdraw(self, number: int, text: Text) -> list[Template]:
        targets = [p.number for p in text.proposals if p.status == "open" and p.role == self.role]
        if text.signatures >> self.role & 1:
            targets.append(0)
        return [self._formal("withdraw", number)._replace(targets=tuple(targets))] if targets else []

    def _reconsider(self, number: int, text: Text, fixed: InstrumentTable) -> list[Template]:
        """Return whether clauses may be defined, reopened, or freed after a reopening."""
        found = []
        reopened = self.table.reopened
        if (
            reopened is not None
            and reopened.instrument == number
            and reopened.companions
            and reopened.turn + 1 == self.table.turn
        ):
            found.append(Template("free", number))
        if self.last:
            return found
        if may_use(self.sitting, "define"):
            options = tuple(
                [pair for pair in ambiguous(self.public, text, fixed) if text.defined[pair[0]] < 0]
            )
            if options:
                found.append(self._formal("define", number)._replace(options=options))
        if may_use(self.sitting, "reopening") and not self.sitting.signs >> number & 1:
            choices = tuple(
                [
                    issue
                    for issue in fixed.issues
                    if text.clauses[issue] is not None
                    and text.sources[issue]
                    and not text.reopened >> issue & 1
                ]
            )
            if choices:
                found.append(self._formal("reopen", number)._replace(choices=choices))
        return found

    def passing(self) -> list[Template]:
        """Return the ways to turn things down or let the turn go by: of each text, and of all."""
        texts = [n for n in members(self.table.texts) if self._is_text(n)]
        if len(texts) == 1 and self.table.texts.bit_count() == 1:
            return [self._formal("reject", texts[0])]
        return [self._formal("reject"), *[self._formal("reject", number) for number in texts]]

    def _is_text(self, number: int) -> bool:
        return self.public.instruments[number].speaker < 0

    def additions(self) -> list[Template]:
        """Return the issues one may still add to the agenda."""
        if self.table.added >> self.role & 1:
            return []
        choices = []
        for number in members(self.table.texts):
            text = self.view.texts[number]
            if text is not None and text.status == "running" and not text.signatures:
                choices += [
                    issue
                    for issue in self.public.instruments[number].issues
                    if not self.table.agenda >> issue & 1 and self.public.issues[issue].fixed is None
                ]
        return [Template("agenda", self.table.instrument, choices=tuple(choices))] if choices else []

    def endings(self) -> list[Template]:
        """Return the ways to end the meeting, or the talks; only who has no principal may end those."""
        kinds = ("adjourn", "leave", "break_off") if self._may_break_off() else ("adjourn", "leave")
        return [self._formal(kind) for kind in kinds]

    def _may_break_off(self) -> bool:
        if self.public.principals[self.role] >= 0:
            return False
        return any(
            fixed.signers >> self.role & 1 and text is not None and text.status == "running"
            for fixed, text in zip(self.public.instruments, self.view.texts, strict=True)
        )
