"""People in front of browsers: what they do, in words of the pages.

Law of this file: whoever waits, waits for something to be seen; nobody sleeps.
"""

import re

from playwright.sync_api import Locator, Page, expect

from game.messages import text
from game.presentation.deciding.choices import choices
from game.presentation.deciding.seat import Seat
from tests.browser.conftest import Served
from tests.session.classroom.classes import match_of

ENDING = ("done", "leave")


def join(page: Page, served: Served, name: str) -> Page:
    page.goto(f"{served.address}/?code={served.room.code}")
    page.get_by_label(text("web/your_name"), exact=True).first.fill(name)
    page.get_by_role("button", name=text("web/join_now"), exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    return page


def teach(page: Page, served: Served) -> Page:
    """Come in as the teacher, by the link with the key in its fragment."""
    page.goto(f"{served.address}/teacher#key={served.key}")
    expect(page.get_by_role("heading", name=text("web/join_here"))).to_be_visible()
    return page


def press(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).first.click()


def to_table(page: Page, served: Served) -> Page:
    page.goto(f"{served.address}/seat")
    return page


def pair(pages: list[Page], served: Served, *, start: bool = True) -> list[Page]:
    """Let two join and sit in the order of Yalta's roles, and the class begin."""
    for page, name in zip(pages, ("Anna", "Bo"), strict=True):
        join(page, served, name)
    room = served.room
    if room.register[1].role != room.seats[0]:
        room.swap(1, 2)
    if start:
        room.start()
        room.go_on(1)
    for page in pages:
        to_table(page, served)
    return pages


def waited_for(pages: list[Page], served: Served) -> Page:
    """Return the page of the first who is waited for."""
    return pages[waiting(served)]


def settle(served: Served) -> None:
    """Let chance and AI players do what is theirs."""
    while match_of(served.room, 1).due() is not None:
        with served.room.groups[1]._going:  # the server may be letting them already
            pass
        served.room.go_on(1)


def waiting(served: Served) -> int:
    """Return the role that is waited for."""
    settle(served)
    return match_of(served.room, 1).waiting()[0]


def final(served: Served) -> str:
    """Return what the button sends by which whoever is waited for is done with a step."""
    match = match_of(served.room, 1)
    seat = Seat(match, waiting(served))
    kinds = [item.value.kind for item in choices(seat, seat.view())]
    return f"pick:{kinds.index(next(kind for kind in ENDING if kind in kinds))}"


def asking(served: Served) -> list[int]:
    """Return the places of the menu that lead to a question."""
    match = match_of(served.room, 1)
    seat = Seat(match, waiting(served))
    kinds = [item.value.kind for item in choices(seat, seat.view())]
    return [
        place
        for place, kind in enumerate(kinds)
        if kind in ("propose", "letter", "say", "leave", "break_off")
    ]


def button(page: Page, value: str) -> Locator:
    return page.locator(f'main button[name="do"][value="{value}"]')


def send(page: Page, value: str) -> bool:
    """Press a button of the table, and wait for the answer; return whether an act is kept."""
    with page.expect_response(lambda answer: answer.request.method == "POST") as found:
        button(page, value).click()
    return "x-kept" in found.value.headers


def be_done(page: Page, served: Served) -> None:
    """Be done with a step, once the page offers that; confirm where it is asked."""
    value, label = final(served), label_of(served)
    expect(button(page, value)).to_contain_text(label)
    if not send(page, value):
        assert send(page, "yes")
    expect(kept(page)).to_be_visible()


def label_of(served: Served) -> str:
    """Return what is written on the button by which a seat is done."""
    match = match_of(served.room, 1)
    seat = Seat(match, waiting(served))
    return choices(seat, seat.view())[int(final(served).partition(":")[2])].label


def kept(page: Page) -> Locator:
    return page.locator("#said, p.kept", has_text=re.compile(text("web/kept", hour="").strip(" .")))


def seq(served: Served) -> int:
    return match_of(served.room, 1).seq()


def acts(served: Served) -> int:
    """Return how many acts with an id are on disk."""
    return int(served.room.file.read("SELECT count(*) FROM acts")[0][0])
