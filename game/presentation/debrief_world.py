"""What lay beside the talks: levers, decisions, the world, costs, and those without a seat."""

from typing import Any

from game.engine import events as ev
from game.engine.events import IN_FORCE
from game.messages import text
from game.presentation.changes import WEIGHTS
from game.presentation.debrief_history import cites
from game.presentation.sentences import sentence
from game.presentation.wording import Wording
from game.scenario.indices import members
from game.session.match import Match

Data = dict[str, Any]
CHANGES = (*WEIGHTS, ev.OrdersOnTheWay)


def levers(match: Match) -> list[Data]:
    """Return the cards: who held them, whether they were played, and the documented use behind each."""
    if not match.ended:
        return []
    return [
        {
            "card": key,
            "name": card.name,
            "role": card.role,
            "played": bool(match.state.world.cards >> number & 1),
            "use": card.use,
            "sources": cites(card.sources),
        }
        for number, (key, card) in enumerate(match.opened.scenario.cards.items())
    ] + [_draft(match, number) for number in range(len(match.opened.scenario.dispatches))]


def _draft(match: Match, number: int) -> Data:
    """Return a message the author had written: who held it, and whether it was sent."""
    key, dispatch = list(match.opened.scenario.dispatches.items())[number]
    sent = {letter.dispatch for seat in match.state.seats for letter in seat.outbox}
    return {
        "dispatch": key,
        "name": dispatch.name,
        "role": match.opened.scenario.channels[dispatch.channel].sender,
        "channel": match.opened.scenario.channels[dispatch.channel].name,
        "played": number in sent,
        "use": dispatch.text,
        "sources": cites(dispatch.sources),
    }


def forks(match: Match) -> list[Data]:
    """Return the decisions: which way each was taken, and what is documented."""
    found = []
    for number, (key, fork) in enumerate(match.opened.scenario.forks.items()):
        if not match.ended or not fork.sittings:
            continue
        choices, taken = list(fork.choices), match.state.world.forks[number]
        documented = [name for name, choice in fork.choices.items() if choice.documented]
        chosen = choices[taken] if taken >= 0 else None
        found.append(
            {
                "fork": key,
                "name": fork.name,
                "role": fork.role,
                "choice": chosen,
                "text": fork.choices[chosen].text if chosen else None,
                "documented": documented[0] if documented else None,
                "documented_text": fork.choices[documented[0]].text if documented else None,
                "sources": cites(fork.sources),
            }
        )
    return found


def world(match: Match) -> list[Data]:
    """Return the world events: how they came out, and how they did in history."""
    found = []
    for number, (key, event) in enumerate(match.opened.scenario.world.items()):
        outcome = match.state.world.outcomes[number]
        if outcome < 0 or not match.ended:
            continue
        outcomes = list(event.outcomes)
        documented = [name for name, one in event.outcomes.items() if one.documented]
        found.append(
            {
                "event": key,
                "name": event.name,
                "outcome": outcomes[outcome],
                "text": event.outcomes[outcomes[outcome]].text,
                "documented": documented[0] if documented else None,
                "sources": cites(event.sources),
            }
        )
    return found


def costs(match: Match) -> list[Data]:
    """Return what others paid: shown, never scored."""
    return [
        {
            "cost": key,
            "name": cost.name,
            "unit": cost.unit,
            "meaning": cost.meaning,
            "start": cost.start,
            "value": value,
            "sources": cites(cost.sources),
        }
        for (key, cost), value in zip(match.opened.scenario.costs.items(), match.state.costs, strict=True)
    ]


def affected(match: Match) -> list[Data]:
    """Return those who bear the result without a seat."""
    seated = {role.party for role in match.opened.scenario.roles.values() if not role.recorder}
    return [
        {"party": key, "name": party.name, "stake": party.stake, "sources": cites(party.sources)}
        for key, party in match.opened.scenario.parties.items()
        if party.kind == "affected" and key not in seated
    ]


def no_agreement(match: Match) -> list[Data]:
    """Return what happens on each issue of a text that came to nothing."""
    found = []
    for number, issue_id in enumerate(match.opened.scenario.issues):
        shown = match.state.texts[match.tables.public.issues[number].instrument]
        if match.ended and shown.status not in IN_FORCE:
            issue = match.opened.scenario.issues[issue_id]
            found.append({"issue": issue_id, "title": issue.title, "text": issue.no_agreement})
    return found


def silent(match: Match) -> list[Data]:
    """Return what silence means on each issue a text in force leaves out."""
    found = []
    for number, issue_id in enumerate(match.opened.scenario.issues):
        shown = match.state.texts[match.tables.public.issues[number].instrument]
        issue = match.opened.scenario.issues[issue_id]
        if shown.status in IN_FORCE and shown.clauses[number] is None and issue.silent is not None:
            found.append({"issue": issue_id, "title": issue.title, "text": issue.silent})
    return found if match.ended else []


SEALED = (ev.CardSealed, ev.ForkSealed, ev.DispatchSealed)


def unseen(match: Match, wording: Wording) -> list[Data]:
    """Return what seats decided and wrote unseen, and who came to notice it; nothing before the end."""
    events = [(item, item.entry.event) for item in match.standing() if item.entry] if match.ended else []
    noticed: dict[tuple[Any, ...], int] = {}
    for item, event in events:
        subject = _noticed(event)
        if subject:
            noticed[subject] = noticed.get(subject, 0) | item.audience
    found: list[Data] = []
    sitting = -1
    for item, event in events:
        if isinstance(event, ev.SittingOpened):
            sitting = event.sitting
        elif isinstance(event, SEALED):
            role, subject = _sealed(event)
            found.append(
                {
                    "seq": item.seq,
                    "sitting": wording.scenario.calendar[sitting].id,
                    "sitting_title": wording.sitting(sitting),
                    "role": match.roles[role],
                    "text": _in_short(wording, event),
                    "noticed_by": [
                        match.roles[one] for one in members(noticed.get(subject, 0)) if one != role
                    ],
                }
            )
    return found


def _sealed(event: ev.CardSealed | ev.ForkSealed | ev.DispatchSealed) -> tuple[int, tuple[Any, ...]]:
    """Return who sealed something, and what it is known by when it is noticed."""
    match event:
        case ev.CardSealed(role=role, card=card):
            return role, ("card", card)
        case ev.ForkSealed(role=role, fork=fork):
            return role, ("fork", fork)
        case ev.DispatchSealed(letter=letter):
            return letter.sender, ("letter", letter)


def _noticed(event: ev.Event) -> tuple[Any, ...] | None:
    match event:
        case ev.CardNoticed(card=card):
            return ("card", card)
        case ev.ForkNoticed(fork=fork):
            return ("fork", fork)
        case ev.DispatchReceived(letter=letter):
            return ("letter", letter)
        case _:
            return None


def _in_short(wording: Wording, event: ev.CardSealed | ev.ForkSealed | ev.DispatchSealed) -> str | None:
    if not isinstance(event, ev.DispatchSealed):
        return sentence(wording, event)
    letter = event.letter
    code = "unseen_orders" if letter.orders else "unseen_question" if letter.wants else "unseen_letter"
    return text(f"debrief/{code}", role=wording.role(letter.sender), to=wording.role(letter.addressee))


def changes(match: Match, wording: Wording) -> list[Data]:
    """Return what the world did, hidden or not, with who could see it; nothing before the end."""
    found: list[Data] = []
    for item in match.standing() if match.ended else ():
        if item.entry is not None and isinstance(item.entry.event, CHANGES):
            said = sentence(wording, item.entry.event)
            seen_by = [match.roles[role] for role in members(item.audience)]
            found.append({"seq": item.seq, "text": said, "seen_by": seen_by})
    return found
