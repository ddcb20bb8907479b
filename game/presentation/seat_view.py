"""Everything one seat can see, as plain data for any face: `kherem view`, the terminal, later screens.

Law of this file: it is given what the seat knows (`Knowledge`) and the scenario's words; nothing else of the
match reaches it.
"""

from typing import Any

from game.engine.acts import Clause, Package
from game.engine.events import Letter
from game.engine.facts import facts_seen
from game.engine.state import Proposal, Table, Text
from game.engine.templates import Knowledge, templates
from game.messages import text
from game.presentation.sentences import letter_text
from game.presentation.stakes import facts_with, is_frozen, no_agreement, weigh, weights
from game.presentation.wording import Wording
from game.scenario.base import hour_of
from game.scenario.indices import members

Data = dict[str, Any]


def seat_view(wording: Wording, known: Knowledge) -> Data:
    """Return what a seat sees, in ids, words and numbers."""
    clock = known.view.clock
    role = wording.public.roles[known.view.role]
    return {
        "scenario": wording.scenario.id,
        "role": role,
        "role_name": wording.scenario.roles[role].name,
        "status": clock.status,
        "ended": clock.ended,
        "sitting": _sitting(wording, clock.sitting),
        "step": clock.step,
        "hour": hour_of(clock.minute),
        "your_turn": bool(templates(known)),
        "guidance": _guidance(wording, clock.sitting, role, clock.step),
        "table": _table(wording, known.view.table, clock.sitting, role),
        "instruments": _instruments(wording, known),
        "tracks": _tracks(wording, known),
        "cards": _cards(wording, known),
        "noticed": _noticed(wording, known),
        "dispatches": _dispatches(wording, known),
        "told": [wording.told(number) for number in known.view.seat.told],
        "world": _world(wording, known),
        **_stakes(wording, known),
    }


def _stakes(w: Wording, known: Knowledge) -> Data:
    facts = facts_seen(known.public, known.view)
    return {
        "stakes": weigh(w, known, facts),
        "no_agreement": no_agreement(w, known.own, facts),
        "weights": weights(w, known.own),
    }


def _sitting(w: Wording, number: int) -> Data | None:
    if number < 0:
        return None
    sitting = w.scenario.calendar[number]
    return {
        "id": sitting.id,
        "title": sitting.title,
        "place": sitting.place,
        "at": sitting.at,
        "scene": sitting.scene,
        "number": number + 1,
        "of": len(w.scenario.calendar),
    }


def _guidance(w: Wording, number: int, role: str, step: str) -> str | None:
    if number < 0 or step not in ("desk", "table", "signing", "cable"):
        return None
    guidance = w.scenario.calendar[number].guidance.get(role)
    found: str | None = getattr(guidance, step) if guidance else None
    return found


def _table(w: Wording, table: Table | None, sitting: int, role: str) -> Data | None:
    if table is None or table.closed:
        return None
    said = [
        {
            "role": w.public.roles[s.role],
            "intent": s.intent,
            "issue": w.names.name("issue", s.issue),
            "text": w.phrase(s.role, s.intent, s.issue),
            "words": s.words,
            "turn": s.turn,
        }
        for s in table.said
    ]
    return {
        "instrument": w.names.name("instrument", table.instrument),
        "instruments": [w.public.instruments[n].id for n in members(table.texts)],
        "meeting": table.meeting,
        "present": [w.public.roles[n] for n in members(table.present)],
        "turn": table.turn,
        "to": w.public.roles[table.to],
        "hour": hour_of(table.minute),
        "agenda": [w.public.issues[n].id for n in members(table.agenda)],
        "said": said,
        "leaving": _leaving(w, sitting, role),
    }


def _leaving(w: Wording, sitting: int, role: str) -> list[str]:
    """Return what leaving the room costs, in the author's words."""
    meeting = w.scenario.calendar[sitting].table_of(role)
    costs = []
    for effect in meeting.leaving if meeting else ():
        if effect.track is not None:
            name = w.scenario.tracks[effect.track.id].name
            costs.append(text("event/cost", track=name, by=f"{effect.track.by:+d}"))
        else:
            costs.append(effect.because)
    return costs


# Texts ------------------------------------------------------------------------------------------


def _instruments(w: Wording, known: Knowledge) -> Data:
    found = {}
    for number, shown in enumerate(known.view.texts):
        if shown is not None:
            found[w.public.instruments[number].id] = _instrument(w, known, number, shown)
    return found


def _instrument(w: Wording, known: Knowledge, number: int, shown: Text) -> Data:
    table = w.public.instruments[number]
    author = w.scenario.instruments[table.id]
    return {
        "title": author.title,
        "preamble": author.preamble,
        "closing": author.closing,
        "status": shown.status,
        "frozen": is_frozen(shown),
        "signed_by": [w.public.roles[role] for role in members(shown.signatures)],
        "clauses": {
            w.public.issues[issue].id: clause_data(w, issue, shown.clauses[issue], shown.readings[issue])
            for issue in table.issues
        },
        "if_silent": {
            w.public.issues[issue].id: silent
            for issue in table.issues
            if (silent := w.scenario.issues[w.public.issues[issue].id].silent) is not None
        },
        "available": {w.public.issues[i].id: _available(w, i, shown) for i in table.issues},
        "proposals": [_proposal(w, known, number, p) for p in shown.proposals],
        "positions": _positions(w, shown),
    }


def _available(w: Wording, issue: int, shown: Text) -> list[str | int]:
    return [w.public.issues[issue].values[value] for value in members(shown.available[issue])]


def clause_data(w: Wording, issue: int, clause: Clause | None, reading: int = -1) -> Data | None:
    """Return a clause in ids and words, or None."""
    if clause is None:
        return None
    table = w.public.issues[issue]
    return {
        "option": table.values[clause.value],
        "form": table.forms[clause.form],
        "publicity": table.publicities[clause.publicity],
        "reading": table.reading_ids[reading] if reading >= 0 else None,
        "summary": w.clause(issue, clause),
        "wording": w.wording(issue, clause.value),
        "may_mean": {key: r.meaning for key, r in w.readings(issue, clause.value).items()},
    }


def package_data(w: Wording, package: Package) -> Data:
    """Return a package's clauses in ids and words, by issue."""
    return {w.public.issues[issue].id: clause_data(w, issue, clause) for issue, clause in package}


def _proposal(w: Wording, known: Knowledge, number: int, proposal: Proposal) -> Data:
    found: Data = {
        "number": proposal.number,
        "by": w.public.roles[proposal.role],
        "status": proposal.status,
        "sitting": w.scenario.calendar[proposal.sitting].id,
        "issues": package_data(w, proposal.package),
        "in_exchange_for": [w.public.issues[i].id for i in proposal.in_exchange_for],
        "standing": proposal.standing,
        "by_dispatch": proposal.by_dispatch,
    }
    if proposal.status == "open":
        found["stakes"] = weigh(w, known, facts_with(known, number, proposal.number))
    return found


def _positions(w: Wording, shown: Text) -> Data:
    """Return what each role last asked for, by issue."""
    found: dict[str, dict[str, Any]] = {}
    for proposal in shown.proposals:
        for issue, clause in proposal.package:
            asked = found.setdefault(w.public.issues[issue].id, {})
            asked[w.public.roles[proposal.role]] = w.public.issues[issue].values[clause.value]
    return found


# The rest -----------------------------------------------------------------------------------------


def _tracks(w: Wording, known: Knowledge) -> Data:
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


def _cards(w: Wording, known: Knowledge) -> list[Data]:
    playable = {c for t in templates(known) if t.kind == "play" for c in t.choices}
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


def _noticed(w: Wording, known: Knowledge) -> list[Data]:
    mine = {own.card for own in known.own.cards}
    return [
        {"card": card_id, "role": card.role, "notice": card.notice}
        for number, (card_id, card) in enumerate(w.scenario.cards.items())
        if known.view.seat.cards >> number & 1 and number not in mine
    ]


def _dispatches(w: Wording, known: Knowledge) -> Data:
    seat = known.view.seat
    received = [{**_letter(w, letter), "received": hour_of(at)} for letter, at in seat.inbox]
    sealed = [seat.sealed_letter] if seat.sealed_letter else []
    return {
        "received": received,
        "sent": [_letter(w, letter) for letter in seat.outbox],
        "sealed": [_letter(w, letter) for letter in sealed],
        "stock": [_stock(w, own.dispatch) for own in known.own.dispatches],
    }


def _letter(w: Wording, letter: Letter) -> Data:
    return {
        "from": w.public.roles[letter.sender],
        "to": w.public.roles[letter.addressee],
        "channel": w.names.name("channel", letter.channel),
        "dispatch": w.names.name("dispatch", letter.dispatch),
        "instrument": w.names.name("instrument", letter.instrument),
        "issues": package_data(w, letter.package),
        "words": letter.words,
        "text": letter_text(w, letter),
        "sent": hour_of(letter.sent),
    }


def _stock(w: Wording, number: int) -> Data:
    dispatch_id = list(w.scenario.dispatches)[number]
    dispatch = w.scenario.dispatches[dispatch_id]
    return {"id": dispatch_id, "name": dispatch.name, "text": dispatch.text}


def _world(w: Wording, known: Knowledge) -> list[Data]:
    found = []
    for number, outcome in enumerate(known.view.seat.outcomes):
        if outcome >= 0:
            event_id = w.names.lists["event"][number]
            event = w.scenario.world[event_id]
            key = list(event.outcomes)[outcome]
            found.append({"event": event_id, "outcome": key, "text": event.outcomes[key].text})
    return found
