"""What can be looked up at any time: the texts, the dispatches, one's own weights, help.

Law of this file: looking never changes anything.
"""

from collections.abc import Collection, Mapping
from typing import Any

from game.engine.acts import Clause
from game.messages import text
from game.presentation import view_words
from game.presentation.deciding.choices import choices
from game.presentation.deciding.dialogue import Page
from game.presentation.deciding.notes import points_text, readings
from game.presentation.deciding.seat import Seat
from game.presentation.wording import spoken_hour

Data = dict[str, Any]


def texts(page: Page, seat: Seat, proposal: int = 0, *, only: Collection[str] = ()) -> None:
    """Print every text (or some) as it would read now, or with one of its proposals in it."""
    known = seat.known()
    if not any(known.view.texts):
        page.say(text("reading/sees_no_text"))
    for number, shown in enumerate(known.view.texts):
        if shown is None or (only and seat.names.lists["instrument"][number] not in only):
            continue
        extra: Mapping[int, Clause] = {}
        if 0 < proposal <= len(shown.proposals):
            extra = dict(shown.proposals[proposal - 1].package)
        _text(page, seat, number, {n: c for n, c in enumerate(shown.clauses) if c} | dict(extra))
        if extra:
            page.say(text("reading/text_with", number=proposal), style="dim")


def _text(page: Page, seat: Seat, number: int, clauses: Mapping[int, Clause]) -> None:
    key = seat.names.lists["instrument"][number]
    author = seat.scenario.instruments[key]
    page.rule(author.title)
    page.say(author.preamble)
    for place, issue in enumerate(seat.issue_order(key), start=1):
        first = f"{place:>2}. "
        clause = clauses.get(issue)
        fixed = seat.words.public.issues[issue].fixed is not None
        if clause is None:
            page.say(text("reading/clause_open", issue=seat.words.issue(issue)), first=first)
            continue
        page.say(seat.words.wording(issue, clause.value), first=first)
        unusual = seat.words.held(issue, clause)
        if unusual:
            page.say(text("reading/held", how=unusual), first="    ", style="dim")
        if fixed:
            page.say(text("reading/not_negotiated"), first="    ", style="dim")
        page.points(_meanings(seat, number, issue, clause), "   ")
    if author.closing:
        page.say(author.closing)


def _meanings(seat: Seat, number: int, issue: int, clause: Clause) -> list[str]:
    """Return what a clause can be taken to mean, or what it means by agreement."""
    found = seat.words.readings(issue, clause.value)
    if not found:
        return []
    shown = seat.known().view.texts[number]
    defined = -1 if shown is None or shown.clauses[issue] != clause else shown.defined[issue]
    if defined >= 0:
        return [text("reading/means", meaning=seat.words.meaning(issue, defined, clause.value))]
    return [text("reading/may_mean", meanings=" / ".join(reading.meaning for reading in found.values()))]


def dispatches(page: Page, seat: Seat) -> None:
    """Print what was received and sent."""
    found = seat.view()["dispatches"]
    page.rule(text("reading/dispatches"))
    if not any(found[kind] for kind in ("received", "sent", "sealed")):
        page.say(text("reading/no_dispatches"))
    for letter in found["received"]:
        head = text(
            "reading/received",
            who=seat.short(letter["from"]),
            hour=spoken_hour(letter["received"]),
            sent=spoken_hour(letter["sent"]),
        )
        page.points([f"{head} {letter['text']}"])
    for kind in ("sent", "sealed"):
        for letter in found[kind]:
            head = text(f"reading/{kind}", who=seat.short(letter["to"]), hour=spoken_hour(letter["sent"]))
            page.points([f"{head} {letter['text']}"])


def calendar(page: Page, seat: Seat) -> None:
    """Print the sittings with their hours: those that were, the present one, what comes."""
    sittings = seat.scenario.calendar
    now = seat.view()["sitting"]["number"] - 1
    page.rule(text("reading/calendar_title"))
    for number, sitting in enumerate(sittings):
        when = "here" if number == now else "past" if number < now else "later"
        known = number <= now + 1 or number == len(sittings) - 1
        title = sitting.title if known else text("reading/calendar_untold")
        values = {
            "number": number + 1,
            "title": title,
            "hour": spoken_hour(sitting.at),
            "place": sitting.place,
        }
        style = "bold" if number == now else ""
        page.say(text(f"reading/calendar_{when}", **values), style=style)
        if known and not seat.meets(number):
            page.say(text("reading/calendar_away"), first="    ", style="dim")


def explained(page: Page, seat: Seat) -> None:
    """Print what can be done now, and what has come to matter so far."""
    view = seat.view()
    page.rule(text("reading/explained_now"))
    kinds = dict.fromkeys(item.value.kind for item in choices(seat, view)) if seat.offered() else {}
    page.points([text(f"deciding/explain_{kind}") for kind in kinds])
    concepts = [
        one["text"]
        for number in range(view["sitting"]["number"])
        for one in view_words.concepts(seat.words, number)
    ]
    if concepts:
        page.rule(text("reading/explained_since"))
        page.points(concepts)


def weights(page: Page, seat: Seat) -> None:
    """Print the author's weights for the seat that is played."""
    known = seat.known()
    page.rule(text("reading/weights"))
    page.say(text("reading/weights_note", scale=known.public.scale))
    for number, issue in enumerate(known.public.issues):
        page.say(seat.words.issue(number), style="bold")
        if issue.is_range:
            pairs = [f"{v}: {seat.points(number, at)[0]}" for at, v in enumerate(issue.values)]
            unit = seat.words.value(number, 0).partition(" ")[2]
            page.say(text("reading/range_weights", unit=unit, pairs=", ".join(pairs)), first="    ")
            continue
        for value in range(len(issue.values)):
            page.say(seat.value(number, value), first=f"{points_text(seat, number, value):>8}  ")
            for line in readings(seat, number, value):
                page.say(line, first=" " * 10)
    _links(page, seat)
    no_agreement(page, seat)


def _links(page: Page, seat: Seat) -> None:
    if seat.role.linkages:
        page.say(text("reading/links"), style="bold")
    for link in seat.role.linkages:
        page.say(link.because, first=f"{link.points:>+8}  ")


def no_agreement(page: Page, seat: Seat) -> None:
    """Print the no-agreement line and what moves it."""
    line = seat.role.walkaway
    page.say(text("reading/walkaway_now", points=seat.stakes().walkaway), style="bold")
    page.say(line.text if line else "", first="    ")
    for move in seat.view()["no_agreement"]["moves"]:
        if move["applies"]:
            page.say(move["because"], first=f"{move['points']:>+8}  ")


def aims(page: Page, seat: Seat) -> None:
    """Print the seat's aims and how they stand."""
    for aim in seat.stakes().aims:
        state = text(f"stakes/aim_{aim['state']}")
        page.say(aim["text"], first=f" [{state}] ")


def stakes(page: Page, seat: Seat) -> None:
    """Print what the seat wants, how that stands, and what it has without an agreement."""
    page.say(text("face/your_aims"))
    aims(page, seat)
    line = seat.role.walkaway
    points, scale = seat.stakes().walkaway, seat.scenario.scale
    page.say(text("face/walkaway", text=line.text if line else "", points=points, scale=scale))
