"""What a seat may do now, worked out from its view alone.

Law of this file: templates say everything that is legal. `objection` finds what is wrong with an act
under them, and `decide` refuses exactly what it objects to. Nothing here looks past the seat's view.
"""

from typing import NamedTuple

from game.engine.acts import (
    LETTER_LIMIT,
    SAY_LIMIT,
    WORDS_LIMIT,
    Accept,
    Act,
    Agenda,
    Draw,
    Package,
    Play,
    Propose,
    Send,
    Sign,
    Withdraw,
    Words,
)
from game.engine.errors import Refused
from game.engine.facts import facts_seen, holds
from game.engine.observe import View
from game.engine.state import Table, Text
from game.scenario.tables import Mask, OwnDispatch, PublicTables, RoleTables, members


class Template(NamedTuple):
    """One kind of act with what may go into it.

    `options`: issue and mask of values for a package. `needs`: issues of which a package must name one.
    `targets`: proposal numbers. `choices`: cards, channels, instruments or issues to choose from.
    """

    kind: str
    instrument: int = -1
    options: tuple[tuple[int, Mask], ...] = ()
    needs: Mask = 0
    targets: tuple[int, ...] = ()
    choices: tuple[int, ...] = ()
    dispatches: tuple[OwnDispatch, ...] = ()
    says: bool = False
    probes: bool = False


class Knowledge(NamedTuple):
    """All that legality may depend on: the public rules, one's own cards and channels, one's view."""

    public: PublicTables
    own: RoleTables
    view: View


def templates(known: Knowledge) -> tuple[Template, ...]:
    """Return what the seat may do now; empty while it waits for others."""
    clock = known.view.clock
    if clock.ended or clock.done >> known.view.role & 1:
        return ()
    match clock.step:
        case "desk":
            return _desk(known)
        case "cable":
            return _cable(known)
        case "table":
            return _table(known)
        case "signing":
            return _signing(known)
        case _:
            return ()


# Desk and cable ---------------------------------------------------------------------------------


def _desk(known: Knowledge) -> tuple[Template, ...]:
    return (*_cards(known), *_letters(known), Template("done"))


def _cable(known: Knowledge) -> tuple[Template, ...]:
    return (*_letters(known), Template("done"))


def _cards(known: Knowledge) -> tuple[Template, ...]:
    public, own, view = known
    if view.seat.sealed_card >= 0:
        return ()
    facts = facts_seen(public, view)
    playable = tuple(
        [
            card.card
            for card in own.cards
            if card.sittings >> view.clock.sitting & 1
            and not view.seat.cards >> card.card & 1
            and (card.when is None or holds(card.when, facts))
        ]
    )
    return (Template("play", choices=playable),) if playable else ()


def _letters(known: Knowledge) -> tuple[Template, ...]:
    public, own, view = known
    if not own.channels or view.seat.sealed_letter is not None:
        return ()
    stock = tuple([d for d in own.dispatches if _sendable(known, d)])
    channels = tuple([c.channel for c in own.channels])
    found = [Template("send", choices=channels, dispatches=stock)]
    for number, text in enumerate(view.texts):
        if text is not None and text.status == "running":
            options = _options(public, text, number)
            if any(mask for _, mask in options):
                found.append(Template("send", number, options, choices=channels))
    return tuple(found)


def _sendable(known: Knowledge, dispatch: OwnDispatch) -> bool:
    _, _, view = known
    if not dispatch.sittings >> view.clock.sitting & 1:
        return False
    if any(letter.dispatch == dispatch.dispatch for letter in view.seat.outbox):
        return False
    if dispatch.instrument < 0:
        return True
    text = view.texts[dispatch.instrument]
    return text is not None and all(
        text.available[issue] >> clause[0] & 1 for issue, clause in dispatch.package
    )


# The table --------------------------------------------------------------------------------------


def _table(known: Knowledge) -> tuple[Template, ...]:
    public, _, view = known
    table = view.table
    if table is None or table.closed or table.to != view.role:
        return ()
    text = view.texts[table.instrument]
    meeting = public.sittings[view.clock.sitting].meeting
    assert text is not None, "a seat at a table sees its text"
    assert meeting is not None, "a table belongs to a meeting"
    number = table.instrument
    probes = not table.probed >> view.role & 1
    last = table.turn + 1 >= meeting.exchanges
    found = []
    if not text.signatures:
        options = _options(public, text, number)
        if not last and any(mask for issue, mask in options if table.agenda >> issue & 1):
            found.append(Template("propose", number, options, table.agenda, says=True, probes=probes))
        targets = _acceptable(text, view.role)
        if targets:
            found.append(Template("accept", number, targets=targets, says=True, probes=probes))
    found.append(Template("reject", number, says=True, probes=probes))
    found.extend(_withdrawals(text, number, view.role, probes))
    if not (text.signatures or last):
        found.extend(_additions(public, table, view.role))
    found.extend(_ENDINGS[probes])
    return tuple(found)


_ENDINGS = tuple(
    tuple(Template(kind, says=True, probes=probes) for kind in ("adjourn", "leave", "break_off"))
    for probes in (False, True)
)
"""The ways to end a meeting, by whether a probe is left."""


def _options(public: PublicTables, text: Text, number: int) -> tuple[tuple[int, Mask], ...]:
    return tuple([(issue, text.available[issue]) for issue in public.instruments[number].issues])


def _acceptable(text: Text, role: int) -> tuple[int, ...]:
    return tuple(
        [
            proposal.number
            for proposal in text.proposals
            if proposal.status == "open" and proposal.role != role and not proposal.assents >> role & 1
        ]
    )


def _withdrawals(text: Text, number: int, role: int, probes: bool) -> tuple[Template, ...]:
    targets = [p.number for p in text.proposals if p.status == "open" and p.role == role]
    if text.signatures >> role & 1:
        targets.append(0)
    if not targets:
        return ()
    return (Template("withdraw", number, targets=tuple(targets), says=True, probes=probes),)


def _additions(public: PublicTables, table: Table, role: int) -> tuple[Template, ...]:
    if table.added >> role & 1:
        return ()
    issues = public.instruments[table.instrument].issues
    choices = tuple([issue for issue in issues if not table.agenda >> issue & 1])
    return (Template("agenda", table.instrument, choices=choices),) if choices else ()


# Signing ----------------------------------------------------------------------------------------


def signable(public: PublicTables, view: View) -> tuple[int, ...]:
    """Return the complete texts this seat may sign now and has not."""
    role = view.role
    found = []
    for number in members(public.sittings[view.clock.sitting].signs):
        text = view.texts[number]
        if (
            text is not None
            and public.instruments[number].signers >> role & 1
            and not text.signatures >> role & 1
            and is_complete(public, text, number)
        ):
            found.append(number)
    return tuple(found)


def is_complete(public: PublicTables, text: Text, number: int) -> bool:
    """Return whether every required clause of a text still under negotiation is initialled."""
    required = public.instruments[number].required
    return text.status == "running" and all(text.clauses[issue] is not None for issue in required)


def signing_turn(public: PublicTables, view: View) -> int:
    """Return the role whose turn it is to sign, or -1. Signers go in role order."""
    if view.clock.step != "signing":
        return -1
    for number in members(public.sittings[view.clock.sitting].signs):
        for role in members(public.instruments[number].signers & ~view.clock.done):
            return role
    return -1


def _signing(known: Knowledge) -> tuple[Template, ...]:
    public, _, view = known
    if signing_turn(public, view) != view.role:
        return ()
    choices = signable(public, view)
    found = [Template("sign", choices=choices)] if choices else []
    for number in members(public.sittings[view.clock.sitting].signs):
        text = view.texts[number]
        if text is not None and text.status == "running" and text.signatures >> view.role & 1:
            found.append(Template("withdraw", number, targets=(0,)))
    return (*found, Template("done"))


# Objections -------------------------------------------------------------------------------------


def allows(known: Knowledge, act: Act) -> bool:
    """Return whether the seat may do `act` now."""
    return objection(known, templates(known), act) is None


def objection(known: Knowledge, offered: tuple[Template, ...], act: Act) -> Refused | None:
    """Return what is wrong with `act` under the templates offered, or None."""
    if not offered:
        ended = known.view.clock.ended
        return Refused("act/match_over" if ended else "act/not_your_turn")
    wanted = getattr(act, "instrument", -1)
    same = [t for t in offered if t.kind == act.kind]
    if not same:
        return not_now(offered, act.kind)
    fitting = [t for t in same if t.instrument in (wanted, -1) or act.kind == "agenda"]
    if not fitting or wanted < -1:
        return Refused("act/not_this_text")
    template = fitting[0] if wanted < 0 else fitting[-1]
    wrong = _words_wrong(known.public, template, getattr(act, "say", ()))
    return wrong or _act_wrong(known, template, act)


def not_now(offered: tuple[Template, ...], kind: str) -> Refused:
    """Return the refusal of a kind of act that is not among those offered."""
    kinds = ", ".join(dict.fromkeys(template.kind for template in offered))
    return Refused("act/not_now", kind=kind, kinds=kinds)


def _act_wrong(known: Knowledge, template: Template, act: Act) -> Refused | None:
    match act:
        case Propose(package=package, in_exchange_for=wished):
            return (
                _package_wrong(known.public, template, package)
                or _needed(template, package)
                or _wish_wrong(known.public, act.instrument, wished)
            )
        case Accept(target=target) | Withdraw(target=target):
            return None if target in template.targets else Refused("act/no_such_proposal", number=target)
        case Agenda(issue=issue):
            return None if issue in template.choices else Refused("act/not_addable")
        case Play(card=card):
            return None if card in template.choices else Refused("act/card_not_playable")
        case Sign(instruments=instruments):
            if not instruments or len(set(instruments)) < len(instruments):
                return Refused("act/nothing_to_sign")
            fine = all(number in template.choices for number in instruments)
            return None if fine else Refused("act/not_signable")
        case Send():
            return _letter_wrong(known.public, template, act)
        case Draw():
            return Refused("act/not_now", kind=act.kind, kinds="")
        case _:
            return None


def _words_wrong(public: PublicTables, template: Template, say: Words) -> Refused | None:
    if len(say) > SAY_LIMIT:
        return Refused("act/too_many_words", limit=SAY_LIMIT)
    if say and not template.says:
        return Refused("act/no_talk_here")
    if any(len(item.words) > WORDS_LIMIT for item in say):
        return Refused("act/words_too_long", limit=WORDS_LIMIT)
    for item in say:
        if not -1 <= item.issue < len(public.issues):
            return Refused("act/unknown_issue", id=item.issue)
    probes = sum(item.intent == "probe" for item in say)
    if probes > template.probes:
        return Refused("act/one_probe")
    if any(item.intent == "probe" and item.issue < 0 for item in say):
        return Refused("act/probe_needs_issue")
    return None


def _package_wrong(public: PublicTables, template: Template, package: Package) -> Refused | None:
    allowed = dict(template.options)
    numbers = [issue for issue, _ in package]
    if numbers != sorted(set(numbers)):
        return Refused("act/issue_twice")
    for issue, clause in package:
        if not 0 <= issue < len(public.issues):
            return Refused("act/unknown_issue", id=issue)
        table = public.issues[issue]
        if issue not in allowed:
            return Refused("act/issue_not_in_text", issue=table.id)
        if not (clause.value >= 0 and allowed[issue] >> clause.value & 1):
            return Refused("act/option_not_available", issue=table.id)
        if not 0 <= clause.form < len(table.forms):
            return Refused("act/form_not_allowed", issue=table.id)
        if not 0 <= clause.publicity < len(table.publicities):
            return Refused("act/publicity_not_allowed", issue=table.id)
    return None


def _needed(template: Template, package: Package) -> Refused | None:
    if any(template.needs >> issue & 1 for issue, _ in package):
        return None
    return Refused("act/no_open_issue")


def _wish_wrong(public: PublicTables, instrument: int, wished: tuple[int, ...]) -> Refused | None:
    issues = public.instruments[instrument].issues
    fine = len(set(wished)) == len(wished) and all(issue in issues for issue in wished)
    return None if fine else Refused("act/bad_exchange")


def _letter_wrong(public: PublicTables, template: Template, act: Send) -> Refused | None:
    if act.channel not in template.choices:
        return Refused("act/no_such_channel")
    if len(act.words) > LETTER_LIMIT:
        return Refused("act/words_too_long", limit=LETTER_LIMIT)
    if act.dispatch != -1:
        stock = {d.dispatch: d for d in template.dispatches}
        fits = act.dispatch in stock and stock[act.dispatch].channel == act.channel
        alone = act.instrument < 0 and not act.package
        return None if fits and alone else Refused("act/dispatch_not_now")
    if not act.package:
        return None if act.words and act.instrument < 0 else Refused("act/empty_letter")
    return _package_wrong(public, template, act.package)
