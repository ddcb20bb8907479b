"""Every page on every size: nothing sticks out, axe finds nothing serious, everything is reached by keys."""

from collections.abc import Callable, Iterator
from itertools import pairwise

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from game.messages import text
from tests.browser.conftest import LAPTOP, PHONE, Browse, Served
from tests.browser.persons import asking, button, final, join, pair, teach, waited_for

SERIOUS = ("serious", "critical")
STUDENT = (
    *("/seat", "/seat/briefing", "/seat/notes", "/me"),
    *(f"/seat/book/{name}" for name in ("texts", "messages", "weights", "instructions", "knowledge")),
    *("/seat/book/calendar", "/seat/book/explained", "/seat/map", "/seat/search?q=china", "/settings"),
)
Serve = Callable[..., Served]


def found(page: Page) -> list[str]:
    """Return what axe takes to be serious."""
    results = Axe().run(page)
    return [
        f"{page.url}: {one['id']}: {one['help']}: {[node['html'][:120] for node in one['nodes'][:3]]}"
        for one in results.response["violations"]
        if one["impact"] in SERIOUS
    ]


def sticking_out(page: Page) -> list[str]:
    """Return what makes the page wider than its window, or is cut off at its edge."""
    wide: list[str] = page.evaluate(
        """() => {
          const width = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= width) return [];
          return [...document.querySelectorAll("main *, header *")]
            .filter((one) => one.getBoundingClientRect().right > width + 1 && !one.closest(".scroll"))
            .slice(0, 5).map((one) => one.outerHTML.slice(0, 160));
        }"""
    )
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*wide, f"{over} px too wide"] if over > 0 else []


def pages_of(served: Served, browse: Browse, size: dict[str, int]) -> Iterator[Page]:
    """Give every page there is, one after the other."""
    front = browse(size)
    for path in ("/", "/door", "/nothing", "/seat", "/teacher"):
        front.goto(served.address + path)
        yield front
    teacher = teach(browse(size), served)
    yield teacher
    teacher.goto(f"{served.address}/teacher/projector")
    yield teacher
    teacher.goto(f"{served.address}/teacher")
    students = [browse(size), browse(size)]
    pair(students, served, start=False)
    for path in ("/seat", "/seat/briefing", "/me"):
        students[0].goto(served.address + path)
        yield students[0]
    watcher = join(browse(size), served, "Watcher with a rather long name of forty")
    served.room.seat(3, 1, "")
    served.room.start()
    served.room.go_on(1)
    watcher.goto(f"{served.address}/seat")
    yield watcher
    teacher.goto(f"{served.address}/teacher")
    yield teacher
    yield from pages_of_a_turn(waited_for(students, served), served)
    teacher.goto(f"{served.address}/teacher")
    yield teacher


def pages_of_a_turn(page: Page, served: Served) -> Iterator[Page]:
    """Give every page of somebody who is waited for, the first of each dialogue, and what comes after."""
    for path in STUDENT:
        page.goto(served.address + path)
        yield page
    for place in asking(served):
        page.goto(f"{served.address}/seat")
        button(page, f"pick:{place}").click()
        expect(page.locator("main[data-busy=yes]")).to_be_visible(timeout=60_000)
        yield page
    served.room.end()
    for path in ("/seat", "/seat/debrief"):
        page.goto(served.address + path)
        yield page
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    yield page


def test_axe_finds_nothing_serious(serve: Serve, browse: Browse) -> None:
    """By day and by night, on every page."""
    served = serve(gate="shown", turn_minutes=30, desk_minutes=30)
    troubles = []
    for page in pages_of(served, browse, PHONE):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            troubles += [f"{scheme}: {one}" for one in found(page)]
    assert not troubles, "\n".join(dict.fromkeys(troubles))


def test_nothing_sticks_out(serve: Serve, browse: Browse) -> None:
    """On the smallest phone and the widest screen, and with text of twice the size."""
    served = serve(gate="shown", turn_minutes=30, desk_minutes=30)
    troubles = []
    for page in pages_of(served, browse, PHONE):
        for width, percent in ((320, 100), (390, 200), (768, 100), (1280, 200)):
            page.set_viewport_size({"width": width, "height": 800})
            page.evaluate(f"document.documentElement.style.setProperty('font-size', '{percent}%')")
            troubles += [f"{page.url} at {width} px, {percent} %: {one}" for one in sticking_out(page)]
        troubles += [f"{page.url}: headings {one}" for one in odd_headings(page)]
    assert not troubles, "\n".join(dict.fromkeys(troubles))


def odd_headings(page: Page) -> list[list[int]]:
    """Return the levels of the headings, if there is not one first one, or a level is left out."""
    levels: list[int] = page.evaluate(
        "[...document.querySelectorAll('h1, h2, h3, h4, h5')].filter((one) => one.offsetParent)"
        ".map((one) => Number(one.tagName[1]))"
    )
    steps = [b - a for a, b in pairwise(levels)]
    return [levels] if levels[:1] != [1] or levels.count(1) != 1 or max(steps, default=0) > 1 else []


def test_everything_is_reached_by_keys(serve: Serve, browse: Browse) -> None:
    """From the top: first the way past the list of pages, then in the order it is read; focus is seen."""
    served = serve()
    pages = pair([browse(LAPTOP), browse(LAPTOP)], served)
    page = waited_for(pages, served)
    button(page, "pick:0").wait_for()
    page.keyboard.press("Tab")
    expect(page.get_by_text(text("web/skip"))).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.closest('main') !== null")
    assert focused
    order: list[float] = []
    for _ in range(40):
        where = page.evaluate(
            "(() => { const one = document.activeElement; return one.closest('.turn')"
            " ? [one.getBoundingClientRect().top + scrollY, getComputedStyle(one).outlineStyle] : null; })()"
        )
        if where is None:
            break
        order.append(where[0])
        assert where[1] != "none"
        page.keyboard.press("Tab")
    assert len(order) >= 2
    assert order == sorted(order)
    button(page, final(served)).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#said, main button[value=yes]").first).to_be_visible()
