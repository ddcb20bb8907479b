"""What lies on a seat's desk as plain data: levers, forks, dispatches, tracks, costs, news of the world."""

from typing import Any

from game.engine.events import Letter, Minutes
from game.engine.offering import Knowledge, Template
from game.engine.state import Seat
from game.presentation.authority import grants_lines
from game.presentation.letters import letter_text
from game.presentation.view_texts import package_data
from game.presentation.wording import Wording
from game.scenario.base import hour_of, minutes_of
from game.scenario.levers import WorldEvent

Data = dict[str, Any]


# Tracks and costs -----------------------------------------------------------------------------------


def tracks(w: Wording, known: Knowledge) -> Data:
    """Return the tracks the seat sees, by id."""
    found = {}
    for number, value in enumerate(known.view.tracks):
        if value is not None:
            table = w.public.tracks[number]
            track = w.scenario.tracks[table.id]
            found[table.id] = {
                "name": track.name,
                "value": value,
                "min": track.min,
                "max": track.max,
                "meaning": track.meaning,
            }
    return found


def costs(w: Wording, known: Knowledge) -> Data:
    """Return what others pay, by id: shown to all and never scored."""
    return {
        key: {"name": cost.name, "unit": cost.unit, "value": value, "meaning": cost.meaning}
        for (key, cost), value in zip(w.scenario.costs.items(), known.view.costs, strict=True)
    }


# Cards and forks ------------------------------------------------------------------------------------


def cards(w: Wording, known: Knowledge, offered: tuple[Template, ...]) -> list[Data]:
    """Return the seat's cards and how they stand."""
    playable = {c for t in offered if t.kind == "play" for c in t.choices}
    found = []
    for own in known.own.cards:
        card_id = list(w.scenario.cards)[own.card]
        card = w.scenario.cards[card_id]
        state = "held"
        if known.view.seat.cards >> own.card & 1:
            state = "played"
        elif known.view.seat.sealed_card == own.card:
            state = "sealed"
        elif own.card in playable:
            state = "playable"
        found.append(
            {
                "id": card_id,
                "name": card.name,
                "text": card.text,
                "state": state,
                "sittings": list(card.sittings),
            }
        )
    return found


def noticed(w: Wording, known: Knowledge) -> list[Data]:
    """Return the cards of others the seat knows were played."""
    mine = {own.card for own in known.own.cards}
    return [
        {"card": card_id, "role": card.role, "notice": card.notice}
        for number, (card_id, card) in enumerate(w.scenario.cards.items())
        if known.view.seat.cards >> number & 1 and number not in mine
    ]


def forks(w: Wording, known: Knowledge, offered: tuple[Template, ...]) -> list[Data]:
    """Return the seat's decisions: open now, decided, taken; those that are not yet open stay hidden."""
    now_open = {fork for t in offered if t.kind == "choose" for fork in t.choices}
    sealed = dict(known.view.seat.sealed_forks)
    found = []
    for own in known.own.forks:
        taken = known.view.seat.forks[own.fork]
        state = "taken" if taken >= 0 else "sealed" if own.fork in sealed else "open"
        if state == "open" and own.fork not in now_open:
            continue
        chosen = taken if taken >= 0 else sealed.get(own.fork, -1)
        fork = w.fork(own.fork)
        keys = list(fork.choices)
        found.append(
            {
                "id": w.names.lists["fork"][own.fork],
                "name": fork.name,
                "text": fork.text,
                "choices": [{"id": key, "text": choice.text} for key, choice in fork.choices.items()],
                "state": state,
                "chosen": keys[chosen] if chosen >= 0 else None,
            }
        )
    return found


def forks_noticed(w: Wording, known: Knowledge) -> list[Data]:
    """Return the decisions of others the seat has learned of."""
    mine = {own.fork for own in known.own.forks}
    return [
        {
            "fork": w.names.lists["fork"][number],
            "role": w.fork(number).role,
            "name": w.fork(number).name,
            "choice": list(w.fork(number).choices)[choice],
            "text": w.choice(number, choice).text,
        }
        for number, choice in enumerate(known.view.seat.forks)
        if choice >= 0 and number not in mine
    ]


# Dispatches -----------------------------------------------------------------------------------------


def dispatches(w: Wording, known: Knowledge) -> Data:
    """Return what the seat has received, sent and sealed, and what was written for it to send."""
    seat = known.view.seat
    return {
        "received": [{**letter_data(w, letter), "received": hour_of(at)} for letter, at in seat.inbox],
        "sent": [letter_data(w, letter) for letter in seat.outbox],
        "sealed": [letter_data(w, letter) for letter in _sealed(seat)],
        "stock": [_stock(w, own.dispatch) for own in known.own.dispatches],
    }


def questions(w: Wording, known: Knowledge) -> list[Data]:
    """Return what delegates have asked authority for, oldest first."""
    return [
        {
            "from": w.public.roles[letter.sender],
            "asks_for": package_data(w, letter.wants),
            "sent": hour_of(letter.sent),
            "received": hour_of(at),
        }
        for letter, at in known.view.seat.inbox
        if letter.wants
    ]


def _sealed(seat: Seat) -> list[Letter]:
    waiting = (seat.sealed_orders, seat.sealed_question, seat.sealed_letter)
    return [letter for letter in waiting if letter is not None]


def letter_data(w: Wording, letter: Letter) -> Data:
    """Return a dispatch in ids and words."""
    return {
        "from": w.public.roles[letter.sender],
        "to": w.public.roles[letter.addressee],
        "channel": w.names.name("channel", letter.channel),
        "dispatch": w.names.name("dispatch", letter.dispatch),
        "instrument": w.names.name("instrument", letter.instrument),
        "issues": package_data(w, letter.package),
        "orders": {
            w.public.issues[issue].id: grants_lines(w, issue, grants) for issue, grants in letter.orders
        },
        "asks_for": package_data(w, letter.wants),
        "minutes": [_minutes(w, minutes) for minutes in letter.minutes],
        "words": letter.words,
        "text": letter_text(w, letter),
        "sent": hour_of(letter.sent),
    }


def _minutes(w: Wording, minutes: Minutes) -> Data:
    return {
        "instrument": w.public.instruments[minutes.instrument].id,
        "clauses": package_data(w, minutes.clauses),
        "asked": {w.public.roles[one.role]: package_data(w, one.package) for one in minutes.asked},
    }


def _stock(w: Wording, number: int) -> Data:
    dispatch_id = list(w.scenario.dispatches)[number]
    dispatch = w.scenario.dispatches[dispatch_id]
    return {"id": dispatch_id, "name": dispatch.name, "text": dispatch.text}


# The world ------------------------------------------------------------------------------------------


def world(w: Wording, known: Knowledge) -> list[Data]:
    """Return the world events the seat knows of."""
    found = []
    for number, outcome in enumerate(known.view.seat.outcomes):
        if outcome >= 0:
            event_id = w.names.lists["event"][number]
            event = w.scenario.world[event_id]
            key = list(event.outcomes)[outcome]
            found.append({"event": event_id, "outcome": key, "text": event.outcomes[key].text})
    return found


def warnings(w: Wording, known: Knowledge) -> list[Data]:
    """Return what is said beforehand of uncertain events, while they can still come."""
    role = w.public.roles[known.view.role]
    return [
        {"event": key, "text": event.warning}
        for (key, event), outcome in zip(w.scenario.world.items(), known.view.seat.outcomes, strict=True)
        if event.warning and outcome < 0 and _is_warned(w, known, event, role)
    ]


def _is_warned(w: Wording, known: Knowledge, event: WorldEvent, role: str) -> bool:
    clock = known.view.clock
    order = [sitting.id for sitting in w.scenario.calendar]
    start = order.index(event.warned_from) if event.warned_from else 0
    told = event.seen_by == "all" or role in event.seen_by
    return told and clock.sitting >= start and clock.minute < minutes_of(event.at) and not clock.ended
