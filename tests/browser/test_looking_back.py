"""Looking back in a real browser: every page on every size, a what-if with its progress, leaving it."""

import multiprocessing
import re
import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from game.messages import text
from game.web.looking_back import playing_on
from tests.browser.conftest import PATIENCE, PHONE, Browse, Served
from tests.browser.persons import pair, press, settle, teach
from tests.browser.test_seen import found, odd_headings, sticking_out
from tests.session.classroom.classes import match_of

Serve = Callable[..., Served]
OWN = "/seat/debrief"
CHAPTERS = ("history", "maps", "fate", "aims", "possible", "knew", "timeline", "sources")


UNSEEN = """() => [...document.querySelectorAll("main svg text")]
  .filter((one) => getComputedStyle(one).fill === "none").map((one) => one.textContent)"""
"""Words in drawings without a colour of their own."""


def over(pages: list[Page], served: Served) -> list[Page]:
    """Let two join, AI players play their game to its end, and the class be over."""
    pair(pages, served)
    for role in served.room.seats:
        served.room.leave_to_ai(1, role)
    settle(served)
    assert match_of(served.room, 1).ended
    served.room.end()
    return pages


def every_page(page: Page, served: Served) -> Iterator[Page]:
    """Give every page of looking back, with what is folded open."""
    for path in (
        "",
        *(f"/chapter/{code}" for code in CHAPTERS),
        "/replay?act=9",
        "/replay?hidden=yes&act=12&map=yes",
    ):
        page.goto(served.address + OWN + path)
        expect(page.locator("nav.rooms")).to_be_visible()
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        yield page
    page.goto(f"{served.address}{OWN}/what-if")
    yield page
    press(page, text("looking_back/other_act"))
    expect(page.locator("main .choice").first).to_be_visible()
    yield page
    page.goto(f"{served.address}{OWN}/what-if")
    page.get_by_label(text("looking_back/games", count=400)).check()
    press(page, text("looking_back/play_on"))
    expect(page.locator("progress")).to_be_visible()
    yield page
    press(page, text("looking_back/stop"))
    expect(page.locator("main .problem")).to_be_visible()
    yield page
    answer(page, served, 20)
    yield page


def answer(page: Page, served: Served, runs: int) -> None:
    """Ask what if, and wait until the answer stands there by itself."""
    page.goto(f"{served.address}{OWN}/what-if")
    page.get_by_label(text("looking_back/games", count=runs)).check()
    press(page, text("looking_back/play_on"))
    expect(page.get_by_role("heading", name=text("web_back/what_came"))).to_be_visible()


def test_axe_finds_nothing_serious_and_nothing_sticks_out(serve: Serve, browse: Browse) -> None:
    """By day and by night, on the smallest phone and with text of twice the size; the teacher's page, too."""
    served = serve()
    student, other = over([browse(PHONE), browse(PHONE)], served)
    troubles = []
    for page in every_page(student, served):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            troubles += [f"{scheme}: {one}" for one in found(page)]
        for width, percent in ((320, 100), (390, 200), (1280, 200), (390, 100)):
            page.set_viewport_size({"width": width, "height": 800})
            page.evaluate(f"document.documentElement.style.setProperty('font-size', '{percent}%')")
            troubles += [f"{page.url} at {width} px, {percent} %: {one}" for one in sticking_out(page)]
        troubles += [f"{page.url}: headings {one}" for one in odd_headings(page)]
        troubles += [f"{page.url}: not to be seen: {one}" for one in page.evaluate(UNSEEN)]
    other.close()
    teacher = teach(browse(PHONE), served)
    teacher.goto(f"{served.address}/teacher/group/1/debrief")
    troubles += found(teacher)
    assert not troubles, "\n".join(dict.fromkeys(troubles))


def test_a_what_if_tells_how_far_it_is_and_stops_when_its_page_is_left(
    serve: Serve, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its process is ended; who comes back at once would go on with it."""
    monkeypatch.setattr(playing_on, "GRACE", 0.3)
    served = serve()
    page, _ = over([browse(PHONE), browse(PHONE)], served)
    page.goto(f"{served.address}{OWN}/what-if")
    page.get_by_label(text("looking_back/games", count=400)).check()
    press(page, text("looking_back/play_on"))
    expect(page.locator("#progress-said")).to_contain_text(re.compile(r": [1-9]\d* of"))
    expect(page.locator("#progress-told")).not_to_be_empty()
    expect(page.locator("#look-again")).to_be_hidden()
    address = page.url
    page.goto(f"{served.address}{OWN}")
    end = time.monotonic() + PATIENCE / 1000
    while any(one.name == "what-if" for one in multiprocessing.active_children()):
        assert time.monotonic() < end
        time.sleep(0.05)
    page.goto(address)
    expect(page.locator("main .problem")).to_have_text(re.compile(r"Stopped, after \d{1,3} of 400 games"))


def test_all_of_it_without_a_script(serve: Serve, browse: Browse) -> None:
    """By links and buttons alone: a chapter, the next act, a date, another seat, what if."""
    served = serve()
    over([browse(PHONE), browse(PHONE)], served)
    page = browse(PHONE, java_script_enabled=False)
    code = served.room.new_device(1).back
    page.goto(served.address)
    page.get_by_text(text("web/been_here")).click()
    page.get_by_label(text("web/return_code")).fill(code)
    press(page, text("web/return_now"))
    page.goto(f"{served.address}{OWN}")
    page.get_by_role("link", name=text("debrief/chapter_timeline")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(text("debrief/chapter_timeline"))
    page.get_by_role("link", name=text("looking_back/read_again")).click()
    page.get_by_role("link", name=text("looking_back/act_on"), exact=True).click()
    expect(page.locator("main")).to_contain_text(text("looking_back/act", number=2, of="").strip())
    page.get_by_label(text("web_back/to_date")).select_option(index=2)
    press(page, text("web_back/go"))
    page.get_by_label(text("looking_back/whose_eyes")).select_option(text("looking_back/everybody"))
    page.get_by_label(text("looking_back/reveal")).check()
    press(page, text("web_back/look"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(text("looking_back/everybody"))
    page.get_by_role("link", name=text("looking_back/suppose")).click()
    page.get_by_label(text("looking_back/games", count=20)).check()
    press(page, text("looking_back/play_on"))
    done = page.get_by_role("heading", name=text("web_back/what_came"))
    for _ in range(600):
        if done.is_visible():
            break
        page.locator("#look-again").click()
    expect(done).to_be_visible()


def test_keys_reach_everything_on_the_game_read_again(serve: Serve, browse: Browse) -> None:
    served = serve()
    page, _ = over([browse(PHONE), browse(PHONE)], served)
    page.goto(f"{served.address}{OWN}/replay?act=4")
    wanted = page.locator(
        "main a:visible, main button:visible, main select:visible, main input:visible"
    ).count()
    reached = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate("document.activeElement.closest('main') ? document.activeElement.outerHTML : ''")
        )
    assert len(reached - {""}) >= wanted


def test_a_file_is_taken_home(serve: Serve, browse: Browse) -> None:
    served = serve()
    page, _ = over([browse(PHONE), browse(PHONE)], served)
    page.goto(f"{served.address}{OWN}")
    for name, kind in ((text("web_back/debrief_file"), "html"), (text("web_back/record_file"), "jsonl")):
        with page.expect_download() as taken:
            page.get_by_role("link", name=name).click()
        assert taken.value.suggested_filename == f"yalta-1945-group-1.{kind}"
