"""What can be looked up during play, and the briefing before it, as lines to lay out.

Law of this file: looking never changes anything.
"""

from collections.abc import Callable, Iterator

from markdown_it import MarkdownIt

from game.messages import text
from game.presentation.deciding.dialogue import Line, Notebook
from game.presentation.deciding.seat import Seat
from game.presentation.reading import reference, standing

BOOKS = ("texts", "briefing", "messages", "weights", "instructions", "knowledge", "calendar", "explained")
WITH = ":"
"""Between the name of a book and what it is opened at: texts with a proposal, by text and number."""


def book_lines(seat: Seat, name: str) -> tuple[Line, ...]:
    """Return what a book says now."""
    page = Notebook()
    name, _, place = name.partition(WITH)
    if place:
        instrument, _, number = place.partition(WITH)
        page.rule(text("reading/with_proposal", number=number))
        reference.texts(page, seat, int(number), only=(instrument,))
    else:
        _WRITERS[name](page, seat)
    return tuple(page.lines)


def books_of(seat: Seat) -> tuple[str, ...]:
    """Return the books that have something to say to a seat."""
    view = seat.view()
    idle = set() if standing.has_instructions(view) else {"instructions"}
    return tuple(name for name in BOOKS if name not in idle)


def _briefing(page: Notebook, seat: Seat) -> None:
    for title, lines in briefing(seat):
        page.rule(title)
        page.lines += lines


_WRITERS: dict[str, Callable[[Notebook, Seat], None]] = {
    "texts": reference.texts,
    "briefing": _briefing,
    "messages": reference.dispatches,
    "weights": reference.weights,
    "instructions": standing.instructions,
    "knowledge": standing.knowledge,
    "calendar": reference.calendar,
    "explained": reference.explained,
}


def briefing(seat: Seat) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """Return the pages of the briefing: public, who bears the result, private, and how it stands."""
    scenario = seat.scenario
    note = seat.cut_note()
    first = [Line("say", scenario.summary, written=True), Line("heading", text("face/content_note"))]
    first += [Line("say", scenario.content_note, written=True)]
    first += [Line("say", note)] if note else []
    return (
        (scenario.title, tuple(first)),
        (text("desktop/public"), tuple(markdown(seat.prose(scenario.briefing)))),
        (text("face/parties").rstrip(":"), tuple(_parties(seat))),
        (seat.role.name, tuple(markdown(seat.prose(seat.role.briefing)))),
        (text("face/before_you_begin", role=seat.role.name), _stakes(seat)),
    )


def _parties(seat: Seat) -> Iterator[Line]:
    seated = {role.party for role in seat.scenario.roles.values() if not role.recorder}
    for key, party in seat.scenario.parties.items():
        watches = party.kind == "affected" and key in seated
        kind = "watching" if watches else party.kind
        yield Line("heading", party.name + text(f"face/party_{kind}"))
        yield Line("say", party.stake, written=True)


def _stakes(seat: Seat) -> tuple[Line, ...]:
    page = Notebook()
    reference.stakes(page, seat)
    return tuple(page.lines)


def markdown(source: str) -> Iterator[Line]:
    """Yield a scenario's Markdown as lines: headings, paragraphs, points; raw HTML is shown as it stands."""
    kind, first = "say", ""
    for token in MarkdownIt("commonmark", {"html": False}).parse(source):
        match token.type:
            case "heading_open":
                kind = "title" if token.tag == "h1" else "heading"
            case "list_item_open":
                first = "•"
            case "inline":
                words = "".join(
                    " " if child.type in ("softbreak", "hardbreak") else child.content
                    for child in token.children or ()
                )
                if kind in ("title", "heading"):
                    yield Line("heading", words, written=True)
                else:
                    yield Line("point" if first else "say", words, first, written=True)
            case "heading_close" | "paragraph_close":
                kind = "say"
            case "list_item_close":
                first = ""
            case _:
                continue
