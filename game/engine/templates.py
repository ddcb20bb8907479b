"""What a seat may do now, worked out from its view alone.

Law of this file: templates say everything that is legal; `objections` finds what is wrong with an act under
them. Nothing here looks past the seat's view.
"""

from typing import NamedTuple

from game.engine.acts import NOTE_LIMIT
from game.engine.facts import Facts, facts_seen, holds
from game.engine.observe import View
from game.engine.state import Table, Text
from game.scenario.indices import CONCEPTS, Concept, Mask, members
from game.scenario.predicates import Test
from game.scenario.tables import (
    InstrumentTable,
    MeetingTable,
    OwnDispatch,
    OwnFork,
    PublicTables,
    RoleTables,
    SittingTable,
)


class Template(NamedTuple):
    """One kind of act with what may go into it.

    `options`: issue and mask of values for a package, of readings to define, hear or note, or of words to
    speak. `needs`: issues of which a package must name one. `targets`: proposal numbers. `choices`: cards,
    forks, channels, instruments or issues to choose from; `ways`: of each fork, how many. `forms`, `secrecy`,
    `standing`, `pledges`: whether these may be used yet.
    """

    kind: str
    instrument: int = -1
    options: tuple[tuple[int, Mask], ...] = ()
    needs: Mask = 0
    targets: tuple[int, ...] = ()
    choices: tuple[int, ...] = ()
    dispatches: tuple[OwnDispatch, ...] = ()
    ways: tuple[int, ...] = ()
    says: bool = False
    probes: bool = False
    pledges: bool = True
    forms: bool = True
    secrecy: bool = True
    standing: bool = True


class Knowledge(NamedTuple):
    """All that legality may depend on: the public rules, one's own cards and channels, one's view."""

    public: PublicTables
    own: RoleTables
    view: View


def templates(known: Knowledge) -> tuple[Template, ...]:
    """Return what the seat may do now; empty while it waits for others."""
    clock = known.view.clock
    if clock.ended or not known.public.deciders >> known.view.role & 1:
        return ()
    match clock.step:
        case "desk":
            return () if clock.done >> known.view.role & 1 else _desk(known)
        case "cable":
            return () if clock.done >> known.view.role & 1 else _cable(known)
        case "table":
            return _table(known)
        case "signing":
            return _signing(known)
        case "ratification":
            return _ratification(known)
        case _:
            return ()


def sitting_of(known: Knowledge) -> SittingTable:
    """Return the sitting the calendar stands at."""
    return known.public.sittings[known.view.clock.sitting]


def may_use(sitting: SittingTable, concept: Concept) -> bool:
    """Return whether a scenario has introduced a concept by this sitting."""
    return bool(sitting.concepts >> CONCEPTS.index(concept) & 1)


# Desk and cable ---------------------------------------------------------------------------------


def _desk(known: Knowledge) -> tuple[Template, ...]:
    if known.view.clock.over:
        return (*_cards(known), *_forks(known, at_table=False), Template("done"))
    return (
        *_cards(known),
        *_forks(known, at_table=False),
        *_instructions(known),
        *_questions(known),
        *_letters(known),
        *_meanings(known),
        Template("done"),
    )


def _cable(known: Knowledge) -> tuple[Template, ...]:
    """One dispatch each, of whatever kind."""
    seat = known.view.seat
    if seat.sealed_letter or seat.sealed_orders or seat.sealed_question:
        return (*_meanings(known), Template("done"))
    return (
        *_instructions(known),
        *_questions(known),
        *_letters(known),
        *_meanings(known),
        Template("done"),
    )


def _cards(known: Knowledge) -> tuple[Template, ...]:
    public, own, view = known
    if not own.cards or view.seat.sealed_card >= 0:
        return ()
    now, played = view.clock.sitting, view.seat.cards
    here = [card for card in own.cards if card.sittings >> now & 1 and not played >> card.card & 1]
    facts = facts_seen(public, view) if any(card.when for card in here) else None
    playable = tuple([card.card for card in here if _holds(card.when, facts)])
    return (Template("play", choices=playable),) if playable else ()


def _holds(when: Test | None, facts: Facts | None) -> bool:
    return when is None or (facts is not None and holds(when, facts))


def _forks(known: Knowledge, *, at_table: bool) -> tuple[Template, ...]:
    public, own, view = known
    open_forks = [fork for fork in own.forks if _is_open(fork, view, at_table=at_table)]
    if not open_forks:
        return ()
    facts = facts_seen(public, view)
    found = [fork for fork in open_forks if _holds(fork.when, facts)]
    if not found:
        return ()
    forks, ways = zip(*[(fork.fork, fork.choices) for fork in found], strict=True)
    return (Template("choose", choices=forks, ways=ways),)


def _is_open(fork: OwnFork, view: View, *, at_table: bool) -> bool:
    sealed = any(number == fork.fork for number, _ in view.seat.sealed_forks)
    here = fork.at_table == at_table and fork.sittings >> view.clock.sitting & 1
    return bool(here) and not sealed and view.seat.forks[fork.fork] < 0


def _letters(known: Knowledge) -> tuple[Template, ...]:
    public, own, view = known
    if not own.channels or view.seat.sealed_letter is not None:
        return ()
    stock = tuple([d for d in own.dispatches if not d.orders and _sendable(known, d)])
    channels = tuple([c.channel for c in own.channels])
    found = [Template("send", choices=channels, dispatches=stock)]
    sitting = sitting_of(known)
    for number, text in enumerate(view.texts):
        if text is not None and text.status == "running" and public.instruments[number].speaker < 0:
            options = _options(public, text, number)
            if any(mask for _, mask in options):
                found.append(
                    Template(
                        "send",
                        number,
                        options,
                        choices=channels,
                        forms=may_use(sitting, "forms"),
                        secrecy=may_use(sitting, "secrecy"),
                    )
                )
    return tuple(found)


def _sendable(known: Knowledge, dispatch: OwnDispatch) -> bool:
    public, _, view = known
    if not dispatch.sittings >> view.clock.sitting & 1:
        return False
    if any(public.issues[issue].fixed is not None for issue, _ in dispatch.package):
        return False
    if any(letter.dispatch == dispatch.dispatch for letter in view.seat.outbox):
        return False
    if dispatch.instrument < 0:
        return True
    text = view.texts[dispatch.instrument]
    return text is None or all(text.available[issue] >> clause[0] & 1 for issue, clause in dispatch.package)


def _instructions(known: Knowledge) -> tuple[Template, ...]:
    """A principal may change what its delegate may sign: on issues still to be signed."""
    public, own, view = known
    if not own.delegates or view.seat.sealed_orders is not None:
        return ()
    delegates = {role for role, _ in own.delegates}
    channels = tuple([c.channel for c in own.channels if c.addressee in delegates])
    if not channels:
        return ()
    options = tuple(
        [
            (number, (1 << len(issue.values)) - 1)
            for number, issue in enumerate(public.issues)
            if issue.fixed is None and _is_signed_by(public.instruments[issue.instrument], delegates)
        ]
    )
    stock = tuple([d for d in own.dispatches if d.orders and _sendable(known, d)])
    if not options and not stock:
        return ()
    return (Template("instruct", options=options, choices=channels, dispatches=stock),)


def _is_signed_by(text: InstrumentTable, roles: set[int]) -> bool:
    return any(text.signers >> role & 1 for role in roles)


def _questions(known: Knowledge) -> tuple[Template, ...]:
    public, own, view = known
    if own.principal < 0 or view.seat.sealed_question is not None:
        return ()
    channels = tuple([c.channel for c in own.channels if c.addressee == own.principal])
    options = []
    for number, text in enumerate(view.texts):
        signs = public.instruments[number].signers >> view.role & 1
        if text is not None and text.status == "running" and signs:
            options += [pair for pair in _options(public, text, number) if pair[1]]
    if not channels or not options:
        return ()
    return (Template("ask", options=tuple(sorted(options)), choices=channels),)


# What words are taken to mean -------------------------------------------------------------------


def _meanings(known: Knowledge) -> tuple[Template, ...]:
    """Hearing and noting: free acts, each once for the words as they stand."""
    view = known.view
    hearings = [pair for number in range(len(view.texts)) for pair in _to_hear(known, number)]
    found = []
    if hearings:
        found.append(Template("hear", options=tuple(hearings)))
    if len(view.seat.notes) < NOTE_LIMIT and may_use(sitting_of(known), "notes"):
        notes = [pair for number in range(len(view.texts)) for pair in _to_note(known, number)]
        if notes:
            found.append(Template("note", options=tuple(notes)))
    return tuple(found)


def _to_hear(known: Knowledge, number: int) -> list[tuple[int, Mask]]:
    public, _, view = known
    text, table = view.texts[number], public.instruments[number]
    if text is None or table.hearer != view.role:
        return []
    heard = [(issue, value) for issue, value, _ in view.seat.heard]
    return [pair for pair in _ambiguous(public, text, table) if (pair[0], _value(text, pair[0])) not in heard]


def _to_note(known: Knowledge, number: int) -> list[tuple[int, Mask]]:
    public, _, view = known
    text, table = view.texts[number], public.instruments[number]
    if text is None or not table.signers >> view.role & 1 or text.status not in ("running", "signed"):
        return []
    noted = [(issue, value) for issue, value, _, _ in view.seat.notes]
    return [
        pair
        for pair in _ambiguous(public, text, table)
        if (pair[0], _value(text, pair[0])) not in noted and text.defined[pair[0]] < 0
    ]


def _ambiguous(public: PublicTables, text: Text, table: InstrumentTable) -> list[tuple[int, Mask]]:
    """Return the clauses that can be read in several ways, with masks of their readings."""
    found = []
    for issue in table.issues:
        clause = text.clauses[issue]
        if clause is not None and public.issues[issue].readings[clause.value]:
            readings = public.issues[issue].readings[clause.value]
            found.append((issue, sum(1 << reading for reading in readings)))
    return found


def _value(text: Text, issue: int) -> int:
    clause = text.clauses[issue]
    return -1 if clause is None else clause.value


# The table --------------------------------------------------------------------------------------


def _table(known: Knowledge) -> tuple[Template, ...]:
    _, _, view = known
    table, sitting = view.table, sitting_of(known)
    if table is None:
        is_aside = sitting.asides >> view.role & 1 and not view.clock.done >> view.role & 1
        return (*_forks(known, at_table=True), Template("done")) if is_aside else ()
    if table.closed or table.to != view.role:
        return ()
    meeting = sitting.meetings[table.meeting]
    turn = _Turn(known, sitting, table, meeting)
    found: list[Template] = []
    for number in members(table.texts):
        found += turn.about(number)
    found += turn.passing()
    if table.turn + 1 < meeting.exchanges:
        found += turn.additions()
    found += _meanings(known)
    found += turn.endings()
    return tuple(found)


class _Turn:
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
        options = _options(self.public, text, number)
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
                [pair for pair in _ambiguous(self.public, text, fixed) if text.defined[pair[0]] < 0]
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


def _options(public: PublicTables, text: Text, number: int) -> tuple[tuple[int, Mask], ...]:
    return tuple([(issue, text.available[issue]) for issue in public.instruments[number].issues])


# Signing ----------------------------------------------------------------------------------------


def is_complete(public: PublicTables, text: Text, number: int) -> bool:
    """Return whether every required clause of a text still under negotiation is initialled."""
    fixed = public.instruments[number]
    return (
        text.status == "running"
        and fixed.speaker < 0
        and all(text.clauses[issue] is not None for issue in fixed.required)
    )


def to_answer(public: PublicTables, texts: tuple[Text | None, ...], role: int) -> tuple[int, ...]:
    """Return the texts laid open that await a role's answer, if it is its turn: signers go in role order."""
    found = []
    for number, text in enumerate(texts):
        if text is not None and text.laid and text.status == "running":
            pending = public.instruments[number].signers & ~text.answered
            if pending >> role & 1:
                if pending & ((1 << role) - 1):
                    return ()
                found.append(number)
    return tuple(found)


def _signing(known: Knowledge) -> tuple[Template, ...]:
    public, _, view = known
    waiting = to_answer(public, view.texts, view.role)
    if not waiting:
        return ()
    signed = {n for n in waiting if (text := view.texts[n]) is not None and text.signatures >> view.role & 1}
    choices = tuple([number for number in waiting if number not in signed])
    found = [Template("sign", choices=choices)] if choices else []
    found += [Template("withdraw", number, targets=(0,)) for number in sorted(signed)]
    return (*found, *_meanings(known), Template("done"))


# Ratification -----------------------------------------------------------------------------------


def awaits_ratification(view: View, number: int) -> bool:
    """Return whether a text has been laid before this role and neither ratified nor disowned by anybody."""
    clock = view.clock
    answered = clock.ratified[number] | clock.withheld[number]
    return bool(view.seat.laid >> number & 1) and not answered >> view.role & 1 and not clock.withheld[number]


def _ratification(known: Knowledge) -> tuple[Template, ...]:
    public, own, view = known
    here = sitting_of(known).ratifies
    facts = facts_seen(public, view)
    found = []
    for item in own.ratifications:
        if here >> item.instrument & 1 and awaits_ratification(view, item.instrument):
            if _holds(item.needs, facts):
                found.append(Template("ratify", item.instrument))
            found.append(Template("repudiate", item.instrument))
    return tuple(found)
