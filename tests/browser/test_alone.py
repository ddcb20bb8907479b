"""Somebody alone in a real browser: the coach, the map, settings, taking back; any size, by keys, by axe."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from game.messages import text
from game.presentation.coaching import OPPONENT, ROLE
from tests.browser.conftest import LAPTOP, PHONE, Browse, Served
from tests.browser.persons import be_done, button, press
from tests.browser.test_seen import found, odd_headings, sticking_out

Serve = Callable[..., Served]
SIZES: tuple[tuple[int, int], ...] = ((320, 100), (390, 200), (1280, 100), (1280, 200))


def begin(page: Page, served: Served) -> Page:
    """Join, and come to the table at which something is to be decided."""
    page.goto(f"{served.address}/?code={served.room.code}")
    page.get_by_label(text("web/your_name"), exact=True).first.fill("Anna")
    press(page, text("web/join_now"))
    page.goto(f"{served.address}/seat")
    expect(button(page, "pick:0")).to_be_visible()
    return page


def troubles(page: Page) -> list[str]:
    """Return what is wrong with a page on any size."""
    wrong = [f"headings {one}" for one in odd_headings(page)] + found(page)
    for width, percent in SIZES:
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate(f"document.documentElement.style.setProperty('font-size', '{percent}%')")
        wrong += [f"{page.url} at {width} px, {percent} %: {one}" for one in sticking_out(page)]
    page.evaluate("document.documentElement.style.removeProperty('font-size')")
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    return wrong


def coach(page: Page) -> str:
    return page.locator("#coach-title strong").inner_text()


def test_the_coach_is_read_by_keys_and_leaves_what_is_typed(serve: Serve, browse: Browse) -> None:
    served = serve(alone=ROLE, ai=OPPONENT, tutorial=True)
    page = begin(browse(PHONE), served)
    wrong = troubles(page)
    first = coach(page)
    understood = button(page, "coach:understood")
    understood.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#coach-title strong")).not_to_have_text(first)
    expect(page.locator("#coach-title")).to_be_focused()
    while button(page, "coach:understood").count():
        before = coach(page)
        button(page, "coach:understood").click()
        expect(page.locator("#coach-title strong")).not_to_have_text(before)
    be_done(page, served)
    expect(button(page, "coach:understood")).to_be_visible()
    button(page, "coach:understood").click()
    expect(page.locator("button.pointed")).to_be_visible()
    wrong += troubles(page)
    page.locator("button.pointed").click()
    field = page.locator("fieldset").first.locator("input[type=radio]").first
    field.check()
    button(page, "coach:hide").click()
    expect(button(page, "coach:show")).to_be_visible()
    expect(page.locator("fieldset").first.locator("input[type=radio]").first).to_be_checked()
    wrong += troubles(page)
    assert not wrong, "\n".join(wrong)


def test_an_act_is_taken_back_with_a_press(serve: Serve, browse: Browse) -> None:
    served = serve(alone=ROLE, ai=OPPONENT)
    page = begin(browse(LAPTOP), served)
    title = page.locator("h1").inner_text()
    be_done(page, served)
    expect(page.locator("h1")).not_to_have_text(title)
    press(page, text("look/undo"))
    expect(page.locator("#said")).to_have_text(text("face/taken_back"))
    expect(page.locator("h1")).to_have_text(title)


def test_settings_change_what_is_seen_without_a_script(serve: Serve, browse: Browse) -> None:
    served = serve(alone=ROLE, ai=OPPONENT)
    page = begin(browse(PHONE, java_script_enabled=False), served)
    body = "body"
    colour = "getComputedStyle(document.body).backgroundColor"
    page.goto(f"{served.address}/settings?back=/seat/map")
    before = page.locator(body).evaluate(f"() => {colour}")
    for name, value in (("text", "200"), ("palette", "dark"), ("language", "de")):
        page.locator(f'input[name={name}][value="{value}"]').check()
    press(page, text("look/keep"))
    expect(page.locator("html")).to_have_attribute("lang", "de")
    assert page.locator(body).evaluate(f"() => {colour}") != before
    assert page.locator("html").evaluate("one => getComputedStyle(one).fontSize") == "32px"
    page.locator("main a.button").click()
    assert page.url.endswith("/seat/map")
    expect(page.locator(".map img")).to_have_js_property("naturalWidth", 720)
    assert not sticking_out(page)
