"""What is wrong with an act under the templates a seat has.

Law of this file: `decide` refuses exactly what is objected to here, with a stable code.
"""

from collections.abc import Callable
from typing import Any

from game.engine.acts import (
    LETTER_LIMIT,
    ORDER_LIMIT,
    PLEDGES,
    SAY_LIMIT,
    SUREST,
    WORDS_LIMIT,
    Accept,
    Act,
    Agenda,
    Ask,
    Choose,
    Define,
    Draw,
    Hear,
    Instruct,
    Note,
    Orders,
    Package,
    Play,
    Propose,
    Reopen,
    Say,
    Send,
    Sign,
    Speak,
    Withdraw,
    Words,
)
from game.engine.errors import Refused
from game.engine.offering import Knowledge, Template
from game.engine.templates import templates
from game.scenario.indices import members
from game.scenario.tables import PublicTables


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
    fitting = [t for t in same if t.instrument == wanted or act.kind == "agenda"]
    if not fitting:
        return Refused("act/not_this_text")
    template = fitting[0]
    wrong = _words_wrong(known, template, getattr(act, "say", ()))
    if wrong is not None:
        return wrong
    check = _CHECKS.get(type(act))
    return None if check is None else check(known, template, act)


def not_now(offered: tuple[Template, ...], kind: str) -> Refused:
    """Return the refusal of a kind of act that is not among those offered."""
    kinds = ", ".join(dict.fromkeys(template.kind for template in offered))
    return Refused("act/not_now", kind=kind, kinds=kinds)


# Kinds of act -----------------------------------------------------------------------------------


def _propose(known: Knowledge, template: Template, act: Propose) -> Refused | None:
    return (
        _package_wrong(known.public, template, act.package)
        or _needed(template, act.package)
        or _wish_wrong(known.public, act.instrument, act.in_exchange_for)
        or (Refused("act/not_introduced", concept="standing") if act.standing > template.standing else None)
    )


def _target(_known: Knowledge, template: Template, act: Accept | Withdraw) -> Refused | None:
    fine = act.target in template.targets
    return None if fine else Refused("act/no_such_proposal", number=act.target)


def _agenda(_known: Knowledge, template: Template, act: Agenda) -> Refused | None:
    return None if act.issue in template.choices else Refused("act/not_addable")


def _reopen(_known: Knowledge, template: Template, act: Reopen) -> Refused | None:
    return None if act.issue in template.choices else Refused("act/not_reopenable")


def _meaning(_known: Knowledge, template: Template, act: Define | Hear | Note) -> Refused | None:
    mask = dict(template.options).get(act.issue, 0)
    if not (act.reading >= 0 and mask >> act.reading & 1):
        return Refused("act/no_such_meaning", kind=act.kind)
    if isinstance(act, Note) and not 1 <= act.sure <= SUREST:
        return Refused("act/how_sure", most=SUREST)
    return None


def _speak(_known: Knowledge, template: Template, act: Speak) -> Refused | None:
    mask = dict(template.options).get(act.issue, 0)
    fine = act.value >= 0 and mask >> act.value & 1
    return None if fine else Refused("act/not_speakable")


def _play(_known: Knowledge, template: Template, act: Play) -> Refused | None:
    return None if act.card in template.choices else Refused("act/card_not_playable")


def _choose(_known: Knowledge, template: Template, act: Choose) -> Refused | None:
    ways = dict(zip(template.choices, template.ways, strict=True))
    return None if 0 <= act.choice < ways.get(act.fork, 0) else Refused("act/no_such_fork")


def _sign(known: Knowledge, template: Template, act: Sign) -> Refused | None:
    numbers = act.instruments
    if not numbers or len(set(numbers)) < len(numbers):
        return Refused("act/nothing_to_sign")
    if not all(number in template.choices for number in numbers):
        return Refused("act/not_signable")
    for number in numbers:
        for other in members(known.public.instruments[number].tied):
            if other not in numbers and _is_unsigned(known, other):
                return Refused("act/tied", text=known.public.instruments[other].id)
    return None


def _is_unsigned(known: Knowledge, number: int) -> bool:
    """Return whether a text still lacks the signature of this role."""
    role, text = known.view.role, known.view.texts[number]
    lacking = text is not None and text.status == "running" and not text.signatures >> role & 1
    return lacking and bool(known.public.instruments[number].signers >> role & 1)


def _send(known: Knowledge, template: Template, act: Send) -> Refused | None:
    wrong = _channel_wrong(template, act.channel, act.words)
    if wrong is not None:
        return wrong
    if act.dispatch != -1:
        alone = act.instrument < 0 and not act.package
        return None if alone and _in_stock(template, act) else Refused("act/dispatch_not_now")
    if not act.package:
        return None if act.words and act.instrument < 0 else Refused("act/empty_letter")
    return _package_wrong(known.public, template, act.package)


def _instruct(known: Knowledge, template: Template, act: Instruct) -> Refused | None:
    wrong = _channel_wrong(template, act.channel, act.words)
    if wrong is not None:
        return wrong
    if act.dispatch != -1:
        fine = not act.orders and _in_stock(template, act)
        return None if fine else Refused("act/dispatch_not_now")
    return _orders_wrong(known.public, template, act.orders)


def _ask(known: Knowledge, template: Template, act: Ask) -> Refused | None:
    wrong = _channel_wrong(template, act.channel, act.words)
    if wrong is not None:
        return wrong
    if not 1 <= len(act.package) <= ORDER_LIMIT:
        return Refused("act/two_issues", limit=ORDER_LIMIT)
    return _package_wrong(known.public, template, act.package)


def _channel_wrong(template: Template, channel: int, words: str) -> Refused | None:
    if channel not in template.choices:
        return Refused("act/no_such_channel")
    return Refused("act/words_too_long", limit=LETTER_LIMIT) if len(words) > LETTER_LIMIT else None


def _in_stock(template: Template, act: Send | Instruct) -> bool:
    stock = {d.dispatch: d for d in template.dispatches}
    return act.dispatch in stock and stock[act.dispatch].channel == act.channel


def _orders_wrong(public: PublicTables, template: Template, orders: Orders) -> Refused | None:
    allowed = dict(template.options)
    numbers = [issue for issue, _ in orders]
    if not 1 <= len(numbers) <= ORDER_LIMIT or numbers != sorted(set(numbers)):
        return Refused("act/two_issues", limit=ORDER_LIMIT)
    for issue, grants in orders:
        values = [value for value, _ in grants]
        if issue not in allowed or not values or values != sorted(set(values)):
            return Refused("act/no_such_authority")
        for value, grant in grants:
            conditions = [other for other, _ in grant.only_if]
            sound = 0 <= grant.level <= 2 and (not conditions or grant.level == 0) and len(conditions) <= 3
            sound = sound and 0 <= value < len(public.issues[issue].values)
            sound = sound and conditions == sorted(set(conditions))
            if not (sound and all(_condition_sound(public, other, mask) for other, mask in grant.only_if)):
                return Refused("act/no_such_authority")
    return None


def _condition_sound(public: PublicTables, issue: int, mask: int) -> bool:
    return 0 <= issue < len(public.issues) and 0 < mask < 1 << len(public.issues[issue].values)


def _draw(_known: Knowledge, _template: Template, act: Draw) -> Refused | None:
    return Refused("act/not_now", kind=act.kind, kinds="")


_CHECKS: dict[type[Any], Callable[[Knowledge, Template, Any], Refused | None]] = {
    Propose: _propose,
    Accept: _target,
    Withdraw: _target,
    Agenda: _agenda,
    Reopen: _reopen,
    Define: _meaning,
    Hear: _meaning,
    Note: _meaning,
    Speak: _speak,
    Play: _play,
    Choose: _choose,
    Sign: _sign,
    Send: _send,
    Instruct: _instruct,
    Ask: _ask,
    Draw: _draw,
}


# Words ------------------------------------------------------------------------------------------


def _words_wrong(known: Knowledge, template: Template, say: Words) -> Refused | None:
    if not say:
        return None
    if len(say) > SAY_LIMIT:
        return Refused("act/too_many_words", limit=SAY_LIMIT)
    if not template.says:
        return Refused("act/no_talk_here")
    if any(len(item.words) > WORDS_LIMIT for item in say):
        return Refused("act/words_too_long", limit=WORDS_LIMIT)
    for item in say:
        if not -1 <= item.issue < len(known.public.issues):
            return Refused("act/unknown_issue", id=item.issue)
    probes = sum(item.intent == "probe" for item in say)
    if probes > template.probes:
        return Refused("act/one_probe")
    if any(item.intent == "probe" and item.issue < 0 for item in say):
        return Refused("act/probe_needs_issue")
    return next((wrong for item in say if (wrong := _pledge_wrong(known, template, item))), None)


def _pledge_wrong(known: Knowledge, template: Template, item: Say) -> Refused | None:
    """A threat or promise names a deed the seat could do; other words name none."""
    if item.intent not in PLEDGES:
        plain = (item.value, item.deed, item.clause, item.card) == (-1, "none", (), -1)
        return None if plain else Refused("act/only_pledges")
    if not template.pledges:
        return Refused("act/not_introduced", concept="pledges")
    public = known.public
    if item.value != -1 and not (item.issue >= 0 and 0 <= item.value < len(public.issues[item.issue].values)):
        return Refused("act/pledge_condition")
    return None if _is_deed(known, item) else Refused("act/no_such_deed")


def _is_deed(known: Knowledge, item: Say) -> bool:
    public, own, view = known
    clause, card = bool(item.clause), item.card >= 0
    match item.deed:
        case "propose":
            return not card and len(item.clause) == 1 and _can_propose(known, item.clause)
        case "play":
            mine = any(held.card == item.card for held in own.cards)
            return not clause and mine and not view.seat.cards >> item.card & 1
        case "sign":
            return not clause and not card and any(t.signers >> view.role & 1 for t in public.instruments)
        case "break_off":
            return not clause and not card and public.principals[view.role] < 0
        case "leave":
            return not clause and not card
        case _:
            return False


def _can_propose(known: Knowledge, package: Package) -> bool:
    ((issue, clause),) = package
    if not 0 <= issue < len(known.public.issues):
        return False
    table = known.public.issues[issue]
    text = known.view.texts[table.instrument]
    return (
        text is not None
        and clause.value >= 0
        and bool(text.available[issue] >> clause.value & 1)
        and 0 <= clause.form < len(table.forms)
        and 0 <= clause.publicity < len(table.publicities)
    )


# Packages ---------------------------------------------------------------------------------------


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
            if template.kind == "propose" and table.instrument == template.instrument:
                return Refused("act/not_introduced", concept="linking")
            return Refused("act/issue_not_in_text", issue=table.id)
        if not (clause.value >= 0 and allowed[issue] >> clause.value & 1):
            return Refused("act/option_not_available", issue=table.id)
        if not 0 <= clause.form < len(table.forms):
            return Refused("act/form_not_allowed", issue=table.id)
        if not 0 <= clause.publicity < len(table.publicities):
            return Refused("act/publicity_not_allowed", issue=table.id)
        if clause.form and not template.forms:
            return Refused("act/not_introduced", concept="forms")
        if clause.publicity and not template.secrecy:
            return Refused("act/not_introduced", concept="secrecy")
    return None


def _needed(template: Template, package: Package) -> Refused | None:
    if any(template.needs >> issue & 1 for issue, _ in package):
        return None
    return Refused("act/no_open_issue")


def _wish_wrong(public: PublicTables, instrument: int, wished: tuple[int, ...]) -> Refused | None:
    issues = public.instruments[instrument].issues
    fine = len(set(wished)) == len(wished) and all(issue in issues for issue in wished)
    return None if fine else Refused("act/bad_exchange")
