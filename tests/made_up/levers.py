"""What moves besides the texts in a made-up scenario: tracks, costs, cards, forks, messages, the world."""

from game.scenario.base import hour_of, minutes_of
from tests.made_up.conditions import clause_is, condition, effects, rare_effects
from tests.made_up.draft import Data, Draft

# Named first: conditions lean on these ------------------------------------------------------------


def name_levers(d: Draft) -> None:
    """Name tracks, costs, cards, forks and world events, without what they do."""
    for number in range(d.number(0, 3)):
        low = d.number(-2, 0)
        track = {"name": "Track", "min": low, "max": low + 3, "start": d.number(low, low + 3)}
        track |= {"troops_in": "manchuria"} if d.maybe(4) else {}
        d.tracks[f"track{number}"] = track | {"seen_by": d.audience(), "meaning": "Much."}
    for number in range(d.number(0, 1)):
        cost = {"name": "Cost", "unit": "tears", "start": d.number(0, 3), "meaning": "They pay."}
        d.costs[f"cost{number}"] = cost
    desks = [sitting["id"] for sitting in d.calendar if "desk" in sitting]
    tables = [s["id"] for s in d.calendar if "meeting" in s or "meetings" in s]
    for number in range(d.number(0, 3) if desks else 0):
        held = {"name": "Card", "role": d.one(d.actors), "sittings": d.some(desks, 1)}
        d.cards[f"card{number}"] = held | {"noticed_by": d.audience()}
    for number in range(d.number(0, 2)):
        step = d.one(["desk"] * bool(desks) + ["table"] * bool(tables) or [""])
        if step:
            sittings = d.some(desks if step == "desk" else tables, 1)
            fork: Data = {"name": "Fork", "role": d.one(d.actors), "text": "Which?", "step": step}
            choices = {f"choice{n}": {"text": "This."} for n in range(d.number(2, 3))}
            fork |= {"sittings": sittings, "choices": choices, "noticed_by": d.audience()}
            d.forks[f"fork{number}"] = fork
    _name_events(d)


def _name_events(d: Draft) -> None:
    for number in range(d.number(0, 2)):
        outcomes = {f"outcome{n}": {"text": "It happened."} for n in range(d.number(1, 3))}
        d.world[f"event{number}"] = {"name": "Event", "seen_by": d.audience(), "outcomes": outcomes}


# Then filled --------------------------------------------------------------------------------------


def write_levers(d: Draft, first: int) -> None:
    """Say what cards, forks and world events do, and when; the talks begin at the minute `first`."""
    for card in d.cards.values():
        card |= {"text": "A lever.", "effects": effects(d, 1), "notice": "A lever was pulled."}
        card |= {"use": "None.", "sources": []}
    for fork in d.forks.values():
        for choice in fork["choices"].values():
            choice["effects"] = rare_effects(d)
    for lever in (*d.cards.values(), *d.forks.values()):
        if d.maybe(3):
            lever["when"] = condition(d, role=lever["role"])
    last = minutes_of(d.calendar[-1]["at"])
    for event in d.world.values():
        event["at"] = hour_of(first + d.pick(last - first + 10_000))
        if d.maybe(3):
            event["when"] = condition(d, readings=True)
        if d.maybe(4):
            event["warning"] = "Something is coming."
            if d.maybe():
                event["warned_from"] = d.one(d.calendar)["id"]
        for outcome in event["outcomes"].values():
            outcome |= {"weight": d.number(1, 3), "effects": rare_effects(d)}


def write_channels(d: Draft) -> None:
    """Lay wires: often between a principal and its delegates, and some between anybody."""
    pairs = []
    for delegate in d.delegates:
        chief = d.roles[delegate]["principal"]
        pairs += [pair for pair in ((chief, delegate), (delegate, chief)) if not d.maybe(4)]
    pairs += [(one, other) for one, other in (d.some(d.actors, 2, 2) for _ in range(d.number(0, 2)))]
    for number, (sender, addressee) in enumerate(pairs):
        transits = [{"hours": d.number(0, 20), "weight": d.number(1, 3)} for _ in range(d.number(1, 2))]
        channel: Data = {"name": "Wire", "sender": sender, "addressee": addressee, "transits": transits}
        d.channels[f"channel{number}"] = channel | ({"reports": True} if d.maybe(3) else {})


def dispatches(d: Draft) -> Data:
    """Return messages the author has written."""
    places = [s["id"] for s in d.calendar if "desk" in s or s["cable"]]
    if not d.channels or not places:
        return {}
    return {f"letter{n}": _dispatch(d, places) for n in range(d.number(0, 3))}


def _dispatch(d: Draft, places: list[str]) -> Data:
    channel = d.one(list(d.channels))
    letter: Data = {"name": "Letter", "channel": channel, "text": "To whom it may concern."}
    letter |= {"sittings": d.some(places, 1), "effects": rare_effects(d)}
    to = d.channels[channel]["addressee"]
    if d.roles[to].get("principal") == d.channels[channel]["sender"] and d.maybe():
        return letter | {"mandate": mandate(d, 1)}
    if d.maybe():
        text = d.one(list(d.texts))
        issues = d.some(d.texts[text]["issues"], 1)
        letter |= {"instrument": text, "issues": {i: d.clause(i) for i in issues}}
    return letter


def mandate(d: Draft, least: int = 0) -> Data:
    """Return what a delegate may sign, by issue and option (or from a number on)."""
    issues = d.some(list(d.issues), least)
    return {issue: {str(v): _authority(d) for v in d.some(d.values(issue), 1)} for issue in issues}


def _authority(d: Draft) -> object:
    if d.maybe(3):
        clauses = [clause_is(d, plain=True)["clause"] for _ in range(d.number(1, 3))]
        return {"only_if": clauses}
    return d.one(("may_sign", "ask_first", "never"))
