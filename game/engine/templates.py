"""What a seat may do now, worked out from its view alone.

Law of this file: templates say everything that is legal; `objections` finds what is wrong with an act under
them. Nothing here looks past the seat's view.
"""

from game.engine.facts import facts_seen
from game.engine.observe import View
from game.engine.offering import Knowledge, Template, if_holds, may_use, meanings, options_of, sitting_of
from game.engine.state import Text
from game.engine.turns import Turn
from game.scenario.indices import members
from game.scenario.tables import InstrumentTable, OwnDispatch, OwnFork, PublicTables


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
        *meanings(known),
        Template("done"),
    )


def _cable(known: Knowledge) -> tuple[Template, ...]:
    """One dispatch each, of whatever kind."""
    seat = known.view.seat
    if seat.sealed_letter or seat.sealed_orders or seat.sealed_question:
        return (*meanings(known), Template("done"))
    return (
        *_instructions(known),
        *_questions(known),
        *_letters(known),
        *meanings(known),
        Template("done"),
    )


def _cards(known: Knowledge) -> tuple[Template, ...]:
    public, own, view = known
    if not own.cards or view.seat.sealed_card >= 0:
        return ()
    now, played = view.clock.sitting, view.seat.cards
    here = [card for card in own.cards if card.sittings >> now & 1 and not played >> card.card & 1]
    facts = facts_seen(public, view) if any(card.when for card in here) else None
    playable = tuple([card.card for card in here if if_holds(card.when, facts)])
    return (Template("play", choices=playable),) if playable else ()


def _forks(known: Knowledge, *, at_table: bool) -> tuple[Template, ...]:
    public, own, view = known
    open_forks = [fork for fork in own.forks if _is_open(fork, view, at_table=at_table)]
    if not open_forks:
        return ()
    facts = facts_seen(public, view)
    found = [fork for fork in open_forks if if_holds(fork.when, facts)]
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
            options = options_of(public, text, number)
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
            options += [pair for pair in options_of(public, text, number) if pair[1]]
    if not channels or not options:
        return ()
    return (Template("ask", options=tuple(sorted(options)), choices=channels),)


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
    turn = Turn(known, sitting, table, meeting)
    found: list[Template] = []
    for number in members(table.texts):
        found += turn.about(number)
    found += turn.passing()
    if table.turn + 1 < meeting.exchanges:
        found += turn.additions()
    found += meanings(known)
    found += turn.endings()
    return tuple(found)


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
    return (*found, *meanings(known), Template("done"))


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
            if if_holds(item.needs, facts):
                found.append(Template("ratify", item.instrument))
            found.append(Template("repudiate", item.instrument))
    return tuple(found)
