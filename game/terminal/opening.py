"""Before the first decision: what this is about, the briefings, and a check that can be skipped.

Law of this file: everything here can be left with a key, and read again at any time.
"""

from collections.abc import Iterator, Sequence

from game.messages import text
from game.presentation.deciding.choices import Item
from game.presentation.deciding.dialogue import words_of
from game.presentation.deciding.seat import Seat
from game.presentation.reading import reference
from game.scenario.roles import Question
from game.terminal.menus import Asker
from game.terminal.page import Page

MARGIN = 3
SHORTEST = 8
HEADING = 60
"""A line of fewer characters that stands alone heads what follows."""


def title(page: Page, seat: Seat) -> None:
    """Print what the game is, what to know before reading on, and who sits where."""
    scenario = seat.scenario
    page.rule(scenario.title)
    page.say(scenario.summary)
    page.heading(text("face/content_note"))
    page.say(scenario.content_note)
    page.blank()
    page.say(text("terminal/you_are", role=seat.role.name, minutes=scenario.minutes))
    note = seat.cut_note()
    if note:
        page.say(note)
    for role_id in scenario.roles:
        if role_id != seat.id:
            _other(page, seat, role_id)


def _other(page: Page, seat: Seat, role_id: str) -> None:
    """Print who somebody else is to the seat: its principal, its delegate, opposite, or watching."""
    role = seat.scenario.roles[role_id]
    kind = "opposite" if seat.is_played_by_ai(role_id) else "opposite_person"
    if role.recorder:
        kind = "watches"
    elif role_id == seat.role.principal:
        kind = "principal"
    elif role.principal == seat.id:
        kind = "delegate"
    manner = role.persona.manner if role.persona and seat.is_played_by_ai(role_id) else ""
    page.say(text(f"terminal/{kind}", role=role.name, manner=manner).rstrip())


def briefing(page: Page, asker: Asker, seat: Seat) -> None:
    """Print the public and the private briefing, page by page."""
    lines = page.markdown(seat.prose(seat.scenario.briefing))
    lines += ["", *_parties(page, seat), ""]
    note = seat.cut_note()
    if note and seat.has_fixed_issues():
        lines += [*page.wrapped(text("terminal/version", note=note)), ""]
    lines += page.markdown(seat.prose(seat.role.briefing))
    in_pages(page, asker, lines)


def in_pages(page: Page, asker: Asker, lines: Sequence[str]) -> None:
    """Print lines page by page, until the person has enough of them."""
    shown = list(pages(lines, max(SHORTEST, page.height - MARGIN)))
    for number, part in enumerate(shown, start=1):
        page.lines(part)
        last = number == len(shown)
        if not last and not asker.pause(text("terminal/page", number=number, of=len(shown))):
            return


def _parties(page: Page, seat: Seat) -> list[str]:
    """Return lines on everybody who bears the result, those without a seat included."""
    lines = page.wrapped(text("face/parties"))
    seated_parties = {role.party for role in seat.scenario.roles.values() if not role.recorder}
    for key, party in seat.scenario.parties.items():
        has_seat = party.kind == "affected" and key in seated_parties
        seated = text("face/party_watching" if has_seat else f"face/party_{party.kind}")
        said = text("terminal/party", name=party.name, seated=seated, stake=party.stake)
        lines += page.wrapped(said, " * ")
    return lines


def pages(lines: Sequence[str], height: int) -> Iterator[list[str]]:
    """Yield pages of at most `height` lines, broken at blank lines where there are any."""
    rest = list(lines)
    while rest:
        if not rest[0]:
            rest.pop(0)
            continue
        if len(rest) <= height:
            yield rest
            return
        blanks = [n for n in range(height // 2, height + 1) if not rest[n]]
        ends = [n for n in blanks if not _is_heading(rest, n - 1)] or blanks
        cut = ends[-1] if ends else height
        yield rest[:cut]
        rest = rest[cut:]


def _is_heading(lines: Sequence[str], at: int) -> bool:
    """Return whether a line stands alone between blank ones: the heading of what follows."""
    return not lines[at - 1] and len(lines[at]) < HEADING


def stakes(page: Page, seat: Seat) -> None:
    """Print the aims, the no-agreement line, and how this game is played."""
    page.rule(text("face/before_you_begin", role=seat.role.name))
    reference.stakes(page, seat)
    page.blank()
    page.say(text("terminal/how_to_play"))


def comprehension(page: Page, asker: Asker, questions: Sequence[Question]) -> None:
    """Ask the author's questions, until the person has enough of them."""
    if not questions:
        return
    page.heading(text("terminal/check", count=len(questions)))
    for number, question in enumerate(questions, start=1):
        if not _asked(page, asker, question, number, len(questions)):
            return


def _asked(page: Page, asker: Asker, question: Question, number: int, of: int) -> bool:
    page.say(question.ask, first=f"{number}/{of} ")
    items: list[Item[int]] = [Item(choice, at) for at, choice in enumerate(question.choices, start=1)]
    items.append(Item(text("face/skip_check"), 0, words_of("terminal/skip_words")))
    chosen = asker.choose(items, len(items) - 1)
    if chosen == 0:
        return False
    right = question.choices[question.answer - 1]
    code = "right" if chosen == question.answer else "wrong"
    page.say(text(f"face/{code}", right=right, because=question.because))
    page.blank()
    return True
