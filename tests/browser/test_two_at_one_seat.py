"""Two people in two browsers at one seat: what one prepares is on the other's page while it is prepared."""

import threading
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from game.messages import text
from game.presentation.deciding.choices import choices
from game.presentation.deciding.seat import Seat
from game.web.preparing import Around, Preparing
from tests.browser.conftest import LAPTOP, PATIENCE, PHONE, Browse, Served
from tests.browser.persons import acts, be_done, button, join, kept, send, to_table
from tests.browser.test_class import Serve
from tests.session.classroom.classes import match_of

WORDS = "Give way on the railways."
OTHERS = "I would ask for the ports first."


def sharing(served: Served, browse: Browse) -> list[Page]:
    """Return the pages of the two at the seat that is waited for, at their table."""
    pages = [join(browse(size), served, name) for size, name in zip((PHONE, LAPTOP) * 2, "ABCD", strict=True)]
    served.room.start()
    served.room.go_on(1)
    match = match_of(served.room, 1)
    mine = served.room.register.at(1, match.roles[match.waiting()[0]])
    assert len(mine) == 2
    return [to_table(pages[one.id - 1], served) for one in mine]


def begin_letter(page: Page, served: Served) -> None:
    match = match_of(served.room, 1)
    seat = Seat(match, match.waiting()[0])
    kinds = [item.value.kind for item in choices(seat, seat.view())]
    button(page, f"pick:{kinds.index('letter')}").click()
    expect(page.locator("main[data-busy=yes]")).to_be_visible()
    while not page.locator("textarea[name=words]").count():
        send(page, "give:0")
        expect(page.locator("form#deciding")).to_be_visible()


def test_typing_is_seen_by_the_other_and_taken_over(serve: Serve, browse: Browse) -> None:
    served = serve(per_seat=2)
    first, second = sharing(served, browse)
    begin_letter(first, served)
    field = first.locator("textarea[name=words]")
    field.fill("Give way")
    mates = second.locator("#mates")
    expect(mates).to_contain_text("Give way")
    field.fill(WORDS)
    expect(mates).to_contain_text(WORDS)
    expect(first.locator("main")).to_contain_text(text("web/mate_sees", who="").strip())

    mates.get_by_role("button", name=text("web/begin_from")).click()
    theirs = second.locator("textarea[name=words]")
    expect(theirs).to_have_value(WORDS)
    theirs.fill(OTHERS)
    expect(first.locator("#mates")).to_contain_text(OTHERS)
    expect(field).to_have_value(WORDS)  # while the one types, the other's words stay as they are


def test_the_page_of_the_second_says_what_was_done_and_keeps_what_was_typed(
    serve: Serve, browse: Browse
) -> None:
    served = serve(per_seat=2)
    first, second = sharing(served, browse)
    begin_letter(second, served)
    field = second.locator("textarea[name=words]")
    field.fill(OTHERS)
    expect(first.locator("#mates")).to_contain_text(OTHERS)
    be_done(first, served)

    name = served.room.register.of_token(cookie(first, served))
    assert name is not None
    acted = text("reading/note_acted", person=name.name)
    expect(second.locator("#flash")).to_contain_text(acted)
    expect(second.locator("#mates")).to_contain_text(text("web/left_over"))
    expect(second.locator("#mates")).to_contain_text(text("web/mate_sent", name=name.name))
    expect(field).to_have_value(OTHERS)
    button(second, "words").click()
    expect(second.locator("#said")).to_have_text(text("web/stale"))
    expect(second.locator("#mates")).to_contain_text(OTHERS)
    assert acts(served) == 1
    second.reload()
    expect(second.locator("#mates")).to_contain_text(OTHERS)
    second.locator("#mates").get_by_role("button", name=text("web/drop")).click()
    expect(second.locator("#mates")).not_to_contain_text(OTHERS)
    expect(kept(second)).to_have_count(0)


def test_what_was_sent_is_told_also_to_a_page_that_has_heard_of_the_act_before(
    serve: Serve, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The act is on disk a moment before what was sent is known in words."""
    served = serve(per_seat=2)
    first, second = sharing(served, browse)
    begin_letter(second, served)
    second.locator("textarea[name=words]").fill(OTHERS)
    expect(first.locator("#mates")).to_contain_text(OTHERS)
    has_looked, around, sent = threading.Event(), Preparing.around, Preparing.sent

    def looked(*args: Any, **named: Any) -> Around:
        found = around(*args, **named)
        if found.unsent is not None:
            has_looked.set()
        return found

    def told(*args: Any) -> None:
        assert has_looked.wait(PATIENCE / 1_000)
        sent(*args)

    monkeypatch.setattr(Preparing, "around", looked)
    monkeypatch.setattr(Preparing, "sent", told)
    be_done(first, served)
    name = served.room.register.of_token(cookie(first, served))
    assert name is not None
    mates = second.locator("#mates")
    expect(mates).to_contain_text(text("web/left_over"))
    expect(mates).to_contain_text(text("web/mate_sent", name=name.name))


def test_a_reload_goes_on_with_one_s_own(serve: Serve, browse: Browse) -> None:
    served = serve(per_seat=2)
    first, second = sharing(served, browse)
    begin_letter(first, served)
    with first.expect_response(lambda answer: "/seat/preparing" in answer.url):
        first.locator("textarea[name=words]").fill(WORDS)
    first.reload()
    expect(first.locator("#mates")).to_contain_text(WORDS)
    first.locator("#mates").get_by_role("button", name=text("web/prepare_on")).click()
    expect(first.locator("textarea[name=words]")).to_have_value(WORDS)
    button(first, "words").click()
    expect(first.locator("textarea[name=words]")).to_have_count(0)
    while button(first, "back").count():
        send(first, "back")
        expect(first.locator("form#deciding")).to_be_visible()
    expect(second.locator("#mates .prepared")).to_have_count(0)


def cookie(page: Page, served: Served) -> str:
    from game.session.classroom.people import digest

    name = f"kherem_{digest(served.room.secret)[:8]}"
    return next(str(one["value"]) for one in page.context.cookies() if one["name"] == name)
